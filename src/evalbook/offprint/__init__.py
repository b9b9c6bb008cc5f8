"""The book to take along: the built pages put together as one PDF and one Word document.

Belongs here: the way from the built pages to those two files. Not here: the pages themselves, and any
number; what is printed is what the pages show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from evalbook import paths
from evalbook.errors import InputError, RunError

__all__ = ["KINDS", "check", "make", "place", "state"]

KINDS = {"pdf": "boek als PDF", "docx": "boek als Word-document"}
"""The documents that can be made, with what they are called while they are."""


def place(kind: str) -> Path:
    """Return where a document goes: beside the other downloads of the built book."""
    return paths.html() / "downloads" / f"boek.{kind}"


def state() -> str:
    """Return a digest of what the documents are made from besides the pages: the code, and the title page."""
    root, own = paths.project_root(), Path(__file__).parent
    total = hashlib.sha256()
    files = [path for path in own.iterdir() if path.is_file()]
    files += (root / "data" / "raw").glob("*/edition.toml")
    files += [root / "_config.yml", root / "_toc.yml", *(root / "data" / "raw").glob("*/*.xlsx")]
    for path in sorted(files):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def check(kinds: Iterable[str]) -> None:
    """Raise InputError when a document cannot be made here, with what to install."""
    if "pdf" in kinds:
        from evalbook.offprint.pdf import library

        try:
            library()
        except RunError as error:
            raise InputError(error.faults) from error


def make(pdf: Path | None, docx: Path | None) -> None:
    """Write the book as PDF, as Word document, or both; a file that would be the same is left alone.

    Raises RunError when the book was not built, a link in it leads nowhere, or a library is missing.
    """
    from evalbook.offprint.assembly import assemble
    from evalbook.offprint.contents import chapters
    from evalbook.offprint.cover import read_cover

    book = assemble(paths.html(), chapters(paths.project_root() / "_toc.yml"))
    cover = read_cover()
    if pdf is not None:
        from evalbook.offprint.pdf import pdf_bytes

        _write(pdf, pdf_bytes(book, cover))
    if docx is not None:
        from evalbook.offprint.word import docx_bytes

        _write(docx, docx_bytes(book, cover))


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)
