"""What was made from what, so that only what changed is made again.

Belongs here: the memory of it, by content and never by date. Not here: making anything.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from evalbook import paths
from evalbook.files import write
from evalbook.package.files import digest_of, files_below


def memory(name: str) -> Path:
    """Return the file that says from what something was made; it is written last."""
    return paths.processed() / ".made" / f"{name}.json"


class Made:
    """A memory of files by the contents that each was made from; used as a context."""

    def __init__(self, name: str, *packages: str) -> None:
        """Remember under a name; other versions of these packages make everything due."""
        self._path = memory(name)
        own = Path(__file__).parent
        versions = [importlib.metadata.version(package) for package in packages]
        self._code = digest_of(own, files_below(own)) + repr(versions)
        self._before: dict[str, Any] = {}
        self._now: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if self._path.is_file():
            self._before = json.loads(self._path.read_text("utf-8"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            write(self._path, json.dumps(self._now, indent=1))

    def value(self, key: str, source: str | bytes, make: Callable[[], Any]) -> Any:
        """Return what is made of a source; it is kept as JSON, until the source or our code changes."""
        digest = self._digest(source)
        known: dict[str, Any] = self._before.get(key) or {}
        kept = known["value"] if known.get("of") == digest else json.loads(json.dumps(make()))
        self._now[key] = {"of": digest, "value": kept}
        return kept

    def file(self, path: Path, source: str | bytes, make: Callable[[], str | bytes]) -> None:
        """Write a file unless it is there and was made from the same source by the same code."""
        key = path.relative_to(paths.processed()).as_posix()
        digest = self._digest(source)
        if self._before.get(key) != digest or not path.is_file():
            write(path, make())
        self._now[key] = digest

    def _digest(self, source: str | bytes) -> str:
        data = source.encode("utf-8") if isinstance(source, str) else source
        return hashlib.sha256(self._code.encode() + data).hexdigest()
