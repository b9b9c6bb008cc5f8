"""What a reader takes along of one exhibit: files, notebook, a citation to copy and a lasting address.

Belongs here: that one disclosure in the bar below an exhibit. Not here: the rest of the bar (`frame`), and
what concerns the book as a whole (`build_info`).
"""

from __future__ import annotations

from html import escape
from pathlib import Path, PurePath
from typing import Any

from evalbook.sphinx_ext.ledger import DOWNLOADS, Exhibit

_GROUPS = (("Gegevens", (".csv", ".xlsx")), ("Afbeelding", (".svg", ".png")))


def taking(
    exhibit: Exhibit, folder: str, page: str, notebook: str, reviewer: Path, book: dict[str, Any]
) -> str:
    """Return the disclosure.

    `folder` is the address of the downloads from the page and `page` that of the page itself from the top
    of the book; `notebook` is the file of the chapter as run, where the page is one, `reviewer` the folder
    of reviewer's copies, and `book` what is known of the publication, empty before it is recorded.
    """
    name = str(exhibit.record["id"])
    rows = [
        (title, [_file(folder + file, DOWNLOADS[PurePath(file).suffix], title, exhibit) for file in files])
        for title, kinds in _GROUPS
        if (files := [file for file in exhibit.files if PurePath(file).suffix in kinds])
    ]
    if notebook:
        rows.append(("Notebook", _notebook(folder, notebook, reviewer, exhibit)))
    if book:
        rows.append(("Citeer zo", [f'<span class="eb-cite">{escape(citation(exhibit, page, book))}</span>']))
    address = f"{book.get('address') or ''}{page if book.get('address') else ''}#{name}"
    rows.append(("Vast adres", [f'<a class="eb-permalink" href="#{escape(name)}">{escape(address)}</a>']))
    listed = "".join(f"<div><dt>{title}</dt><dd>{' '.join(links)}</dd></div>" for title, links in rows)
    summary = f"<summary>Meenemen{_hidden(f' van {exhibit.name}')}</summary>"
    return f'<details class="eb-take">{summary}\n<dl>{listed}</dl></details>'


def citation(exhibit: Exhibit, page: str, book: dict[str, Any]) -> str:
    """Return how to cite it: publisher, year, title, the book with edition and version, address."""
    record = exhibit.record
    name = f"{record['label']}: {record['title']}" if record.get("number") else str(record["title"])
    edition = book["editions"].get(record.get("edition"), "")
    within = ". ".join(part for part in (book["title"], edition) if part)
    text = f"{book['publisher']} ({book['year']}). {name}. In: {within}, versie {book['version']}."
    address = f"{book['address']}{page}#{record['id']}" if book.get("address") else ""
    return f"{text} {address}".strip()


def _notebook(folder: str, notebook: str, reviewer: Path, exhibit: Exhibit) -> list[str]:
    links = [_file(f"{folder}notebooks/{notebook}", "Jupyter (IPYNB)", "notebook", exhibit)]
    copy = PurePath(notebook).with_suffix(".html").name
    if (reviewer / copy).is_file():
        text = f"Leesbaar met code (HTML){_hidden(f': notebook van {exhibit.name}')}"
        links.append(f'<a href="{escape(f"{folder}reviewer/{copy}")}">{text}</a>')
    return links


def _file(address: str, text: str, what: str, exhibit: Exhibit) -> str:
    told = _hidden(f": {what.lower()} van {exhibit.name}")
    return f'<a class="eb-download" href="{escape(address)}" download>{text}{told}</a>'


def _hidden(text: str) -> str:
    return f'<span class="eb-visually-hidden">{escape(text)}</span>'
