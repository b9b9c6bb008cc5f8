"""Files that are whole or not there.

Belongs here: the one way in which every room writes. Not here: what is written, and where (`paths`).
"""

from __future__ import annotations

from pathlib import Path


def write(path: Path, content: str | bytes) -> bool:
    """Write a file whole or not at all, only when its bytes differ; return whether it was written.

    So nothing looks newer than it is, and a build that is broken off leaves no half file.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(data)
    partial.replace(path)
    return True
