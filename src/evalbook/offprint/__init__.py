"""The book to take along: the built pages put together as one PDF and one Word document.

Belongs here: the way from the built pages to those two files. Not here: the pages themselves, and any
number; what is printed is what the pages show.
"""

from __future__ import annotations

from pathlib import Path

from evalbook import paths
from evalbook.offprint.assembly import assemble
from evalbook.offprint.contents import chapters
from evalbook.offprint.cover import read_cover
from evalbook.offprint.pdf import pdf_bytes

__all__ = ["make"]


def make(pdf: Path | None, docx: Path | None) -> None:
    """Write the book as PDF, as Word document, or both; a file that would be the same is left alone.

    Raises RunError when the book was not built, a link in it leads nowhere, or a library is missing.
    """
    book = assemble(paths.html(), chapters(paths.project_root() / "_toc.yml"))
    cover = read_cover()
    if pdf is not None:
        _write(pdf, pdf_bytes(book, cover))


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)
