"""A project folder of its own for every edition that the published book does not hold.

Belongs here: which editions are published, and laying out `_build/editions/<edition>/` so that all
the rest runs there unchanged, with that folder as the project's root. Not here: building (`graph`)
and laying down a new edition (`new_edition`).

The published book is what `_toc.yml` lists. A new edition, a scenario or the example edition must
not disturb it, so each has notebooks, pages, settings and results in a folder of its own; only its
inputs are those of `data/raw`, by a link.
"""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml  # type: ignore[import-untyped]

from evalbook import paths, tables
from evalbook.build import chapters, citation
from evalbook.build.chapters import Run
from evalbook.errors import Fault, InputError
from evalbook.files import write

TEXTS = "teksten"
"""The folder with an edition's own text, in its inputs; in its workspace it stands in `book`."""

_GENERAL = ("book/leeswijzer", "book/toegankelijkheid", "book/wijzigingen", "book/over")
_KEPT = ("LICENSE", "LICENSE-book", "pyproject.toml", "requirements.lock")
"""What the package of the data takes from the project's root, the same for every edition."""

_TEMPLATES = Path(__file__).parent / "pages"
_INCLUDED = re.compile(r"book/teksten/([\w-]+)\.md")
_PAGE = re.compile(r"book/executed/([\w.-]+)")


@dataclass(frozen=True)
class Book:
    """One book to build: the folder that is its project, and the editions in it."""

    root: Path
    editions: tuple[str, ...]
    published: bool

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Make this the project's root for everything in this process, and what it starts."""
        before = os.environ.get("EVALBOOK_ROOT")
        os.environ["EVALBOOK_ROOT"] = str(self.root)
        try:
            yield
        finally:
            if before is None:
                del os.environ["EVALBOOK_ROOT"]
            else:
                os.environ["EVALBOOK_ROOT"] = before


def published() -> list[str]:
    """Return the editions of the published book: those with a page in `_toc.yml`.

    Without a `_toc.yml` there is no published book to disturb, and every edition counts.
    """
    toc = paths.project_root() / "_toc.yml"
    known = chapters.editions()
    if not toc.is_file():
        return known
    listed = set(_PAGE.findall(toc.read_text("utf-8")))
    return [edition for edition in known if _has_page(edition, listed)]


def books(names: list[str] | None = None) -> Iterator[Book]:
    """Yield the books that hold these editions (by default the published one), each when it is due.

    The published editions come first, together; every other edition is a book of its own, whose
    workspace is made or brought up to date when it is reached.

    Raises
    ------
    InputError
        Where an edition does not exist or its inputs are not in order.
    """
    public = published()
    wanted = public if names is None else names
    together = tuple(name for name in wanted if name in public)
    if together:
        yield Book(paths.project_root(), together, True)
    for name in dict.fromkeys(wanted):
        if name not in public:
            yield create(name)


def create(edition: str, raw: Path | None = None) -> Book:
    """Make the workspace of an edition, or bring it up to date; return it as a book to build.

    `raw` is the folder of its inputs, when that is another than `data/raw/<edition>`: a scenario
    need not stand among the editions. Files are written only when they differ, so that the next
    build does only what changed.

    Raises
    ------
    InputError
        Where the inputs are not in order: the contents of the book depend on them.
    """
    folder = paths.workspace(edition)
    source = (raw or paths.raw(edition)).resolve()
    settings = settings_of(source)
    book = Book(folder, (edition,), False)
    write(folder / "_config.yml", _config(str(settings.get("title", edition))))
    write(folder / "CITATION.cff", citation.of_edition(settings, edition))
    for name in _KEPT:
        if (paths.project_root() / name).is_file():
            write(folder / name, (paths.project_root() / name).read_bytes())
    _link(source, folder / "data" / "raw" / edition)
    _copy_program(folder / "src" / "evalbook")
    for other in sorted(_compared(settings) - {edition}):
        _link(paths.raw(other).resolve(), folder / "data" / "raw" / other)
    for chapter in settings.get("chapter", []):
        notebook = paths.notebooks() / f"{chapter['notebook']}.ipynb"
        if notebook.is_file():
            write(folder / "notebooks" / notebook.name, notebook.read_bytes())
    pages = _pages(source) | _general(settings, edition)
    with book.entered():
        if faults := tables.check(edition):
            raise InputError(faults)
        runs = chapters.chapters(edition)
        workbooks = _workbooks(edition, source)
    pages |= {f"audit/invoer-{Path(name).stem}.md": _input_page(edition, name) for name in workbooks}
    pages = _texts(settings, edition, folder) | pages
    _mirror(pages, folder / "book")
    write(folder / "_toc.yml", _contents(str(settings.get("title", edition)), runs, workbooks, pages))
    return book


def settings_of(folder: Path) -> dict[str, Any]:
    """Return what `edition.toml` in a folder of inputs says."""
    path = folder / "edition.toml"
    if not path.is_file():
        mend = f"maak de editie met: evalbook new-edition {folder.name}"
        raise InputError(Fault(f"er is geen editie ‘{folder.name}’", f"data/raw/{folder.name}", mend))
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        what = f"edition.toml is niet te lezen: {error}"
        raise InputError(Fault(what, str(path), "verbeter de genoemde regel")) from error


def _copy_program(folder: Path) -> None:
    """Lay down the program as it runs: the research package holds it, to make the same book again."""
    program = Path(__file__).resolve().parents[1]
    files = {
        path.relative_to(program).as_posix(): path.read_bytes()
        for path in sorted(program.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    _mirror(files, folder)


def _compared(settings: dict[str, Any]) -> set[str]:
    """Return the editions that chapters put beside this one: their inputs are read too."""
    chosen = (chapter.get("parameters", {}).get("compare_with") for chapter in settings.get("chapter", []))
    return {str(name) for name in chosen if name and paths.raw(str(name)).is_dir()}


def _has_page(edition: str, listed: set[str]) -> bool:
    """Tell whether a page of this edition is listed; a scenario has the pages of what it is based on."""
    try:
        settings = settings_of(paths.raw(edition))
    except InputError:
        return False
    own = "based_on" not in settings
    return own and any(chapter["page"] in listed for chapter in settings.get("chapter", []))


def _config(title: str) -> bytes:
    """Return the book's settings under another title; the edition's own texts are no pages by themselves."""
    settings = yaml.safe_load((paths.project_root() / "_config.yml").read_text("utf-8"))
    settings["title"] = title
    settings["exclude_patterns"] = [*settings.get("exclude_patterns", []), "book/teksten/hoofdstuk*"]
    return _yaml(settings)


def _pages(source: Path) -> dict[str, bytes]:
    """Return the book's pages and the edition's own texts, by their place in `book`."""
    root, executed = paths.book(), paths.executed()
    found = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and executed not in path.parents and path.parent != root / "audit"
    }
    own = {f"{TEXTS}/{path.name}": path.read_bytes() for path in sorted((source / TEXTS).glob("*.md"))}
    return {place: data for place, data in found.items() if place != "welkom.md"} | own


def _general(settings: dict[str, Any], edition: str) -> dict[str, bytes]:
    """Return the pages on reading and on the book itself, which name no other edition."""
    given = {"title": settings.get("title", edition), "synthetic": settings.get("synthetic", False)}
    return {
        path.name.removesuffix(".j2"): jinja2.Template(path.read_text("utf-8")).render(given).encode() + b"\n"
        for path in sorted(_TEMPLATES.glob("*.md.j2"))
    }


def _texts(settings: dict[str, Any], edition: str, folder: Path) -> dict[str, bytes]:
    """Return the texts that the book asks for, empty where the edition has none."""
    found = {f"{TEXTS}/welkom.md": f"# {settings.get('title', edition)}\n".encode()}
    for notebook in sorted((folder / "notebooks").glob("*.ipynb")):
        for name in _INCLUDED.findall(notebook.read_text("utf-8")):
            found[f"{TEXTS}/{name}.md"] = b""
    return found


def _workbooks(edition: str, source: Path) -> list[str]:
    names = dict.fromkeys(table.workbook for table in tables.specification(edition))
    return [name for name in names if (source / name).is_file()]


def _input_page(edition: str, workbook: str) -> bytes:
    stem = Path(workbook).stem
    return (
        f"# Invoer: {stem}\n\nDe bladen van de werkmap `{workbook}`, met dezelfde letters en nummers als in "
        "Excel. Een leeg blad is nog niet ingevuld.\n\n"
        f"```{{input-sheets}} {stem}\n:edition: {edition}\n```\n"
    ).encode()


def _contents(title: str, runs: list[Run], workbooks: list[str], pages: dict[str, bytes]) -> bytes:
    """Return the order of the pages; runs of one notebook for each row stand below the chapter before."""
    entries: list[dict[str, Any]] = []
    repeated = {run.notebook for run in runs if sum(other.notebook == run.notebook for other in runs) > 1}
    for run in runs:
        entry = {"file": f"book/executed/{run.page}"}
        if run.notebook in repeated and entries:
            entries[-1].setdefault("sections", []).append(entry)
        else:
            entries.append(entry)
    own = [place.removesuffix(".md") for place in sorted(pages) if place.startswith(f"{TEXTS}/")]
    entries += [
        {"file": f"book/{place}"}
        for place in own
        if not Path(place).name.startswith("hoofdstuk") and Path(place).name != "welkom"
    ]
    control = [f"book/audit/invoer-{Path(name).stem}" for name in workbooks]
    toc = {
        "format": "jb-book",
        "root": f"book/{TEXTS}/welkom",
        "parts": [
            {"caption": title, "chapters": entries},
            {
                "caption": "Controle en verantwoording",
                "chapters": [{"file": page} for page in (*control, *_GENERAL)],
            },
        ],
    }
    return _yaml(toc)


def _yaml(content: dict[str, Any]) -> bytes:
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False)).encode()


def _link(source: Path, place: Path) -> None:
    """Let a place lead to a folder: by a link, or by a copy where the platform has none."""
    if place.is_symlink():
        if place.resolve() == source:
            return
        place.unlink()
    elif place.is_dir():
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(source, target_is_directory=True)
    except OSError:
        shutil.copytree(source, place)


def _mirror(files: dict[str, bytes], folder: Path) -> None:
    """Make a folder hold these files; what stands in `executed` is left alone."""
    for place, data in files.items():
        write(folder / place, data)
    for path in list(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and parts[0] != "executed" and "/".join(parts) not in files:
            path.unlink()


__all__ = ["Book", "books", "create", "published", "settings_of"]
