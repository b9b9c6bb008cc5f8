"""Reviewer's copies: each chapter as run, as one page with all code and as a script.

Belongs here: notebooks into files that open without Jupyter, the book or the internet. Not here: what
becomes of the text in them (`plain_text`).
"""

from __future__ import annotations

import json
import re
from functools import cache, partial
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nbconvert import Exporter, HTMLExporter, PythonExporter

from evalbook import paths
from evalbook.files import write
from evalbook.package.made import Made
from evalbook.package.plain_text import Words, read_words

FOLDER = "reviewer"
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)  # tables of exhibits hold no tables
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_KEPT = '<i id="evalbook-kept-{}"></i>'
_UP = "../../"
"""The way from a copy, in `downloads/reviewer`, to the top of the built book."""


def write_reviewer_copies() -> list[Path]:
    """Write `<chapter>.html` and `<chapter>.py` of every executed notebook, and a page that lists them."""
    folder, words = paths.processed() / "downloads" / FOLDER, read_words()
    written = [folder / "index.html"]
    chapters = []
    with Made("reviewer", "nbconvert") as made:
        for source in sorted(paths.executed().glob("*.ipynb")):
            notebook = _readable(nbformat.v4.reads(source.read_text("utf-8")), words)
            text, title = json.dumps(notebook), title_of(notebook)
            chapters.append({"name": source.stem, "title": title})
            made.file(folder / f"{source.stem}.html", text, partial(page, title, source.stem, notebook))
            made.file(folder / f"{source.stem}.py", text, partial(script, notebook, source.stem))
            written += [folder / f"{source.stem}.html", folder / f"{source.stem}.py"]
    index = _template("reviewer_index.html.j2")
    write(written[0], index.render(title="Uitgevoerde notebooks", chapters=chapters, up=_UP))
    for stale in set(folder.glob("*")) - set(written):
        stale.unlink()
    return sorted(written)


def title_of(notebook: Any) -> str:
    """Return the first heading of a notebook."""
    lines = (
        line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()
    )
    return next((line.removeprefix("# ").strip() for line in lines if line.startswith("# ")), "Hoofdstuk")


def page(title: str, name: str, notebook: Any) -> str:
    """Return a whole page: its language, its title, and all that it needs within it."""
    return str(_template("reviewer.html.j2").render(title=title, name=name, body=_body(notebook), up=_UP))


def script(notebook: Any, name: str) -> str:
    """Return the code as a Python script, the text as its comments."""
    text, _ = _exporter(PythonExporter).from_notebook_node(notebook)
    kept = re.sub(r"\A#!.*\n# coding.*\n", "", text)
    kept = re.sub(r"^# In\[.*\]:\n", "", kept, flags=re.MULTILINE)
    kept = re.sub(r"[ \t]+$", "", kept, flags=re.MULTILINE)
    lines = re.sub(r"\n{3,}", "\n\n", kept).strip()
    return f"# {name}: de code van dit hoofdstuk, met de parameters van deze uitvoering.\n\n{lines}\n"


def _readable(notebook: Any, words: Words) -> Any:
    """Return a notebook of which the text can be read without the book."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = words.text(cell.source, _UP)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop("text/markdown", None)
            elif "text/markdown" in data:
                data["text/markdown"] = words.text(words.text(data["text/markdown"], _UP), _UP)
        cell.metadata = {}
    return notebook


def _body(notebook: Any) -> str:
    """Return the cells as HTML in which tables scroll by keyboard and nothing else needs to scroll.

    What is HTML already is kept out of the export, which would take all of it apart and together again.
    """
    outputs = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", ())]
    exhibits = [data for data in outputs if "text/html" in data]
    kept = [data["text/html"] for data in exhibits]
    for place, data in enumerate(exhibits):
        data["text/html"] = _KEPT.format(place)
    text, _ = _exporter(
        HTMLExporter,
        template_name="basic",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    ).from_notebook_node(notebook)
    for place, data in enumerate(exhibits):
        data["text/html"] = kept[place]
        text = text.replace(_KEPT.format(place), kept[place], 1)
    numbers = count(start=1)
    return _TABLE.sub(lambda found: _region(found[0], next(numbers)), text)


def _region(table: str, number: int) -> str:
    """Return a table in a region that scrolls and has a name of its own."""
    caption = _CAPTION.search(table)
    words = BeautifulSoup(caption[1], "html.parser").get_text().split() if caption else []
    label = " ".join(words) or f"Tabel {number} van dit hoofdstuk"
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(f"{label} ({number})")}">'
        f"{table}</div>"
    )


@cache
def _exporter(kind: type[Exporter], **settings: Any) -> Any:
    """Return the one exporter of a kind: each new one reads and compiles its templates again."""
    return kind(**settings)


@cache
def _template(name: str) -> Any:
    folder = Path(__file__).parent / "templates"
    made = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    return made.get_template(name)
