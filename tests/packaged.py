"""A small project for tests of the package: one edition, two exhibits, one chapter, and all that goes with them."""

import json
from pathlib import Path

import nbformat

EDITION = "pib-2030-2034"

CITATION = """cff-version: 1.2.0
message: Citeer zo.
title: Proefboek
abstract: Een boek om mee te proeven.
version: 1.2.3
authors: [{name: Proefuitgever}]
contact: [{name: Proefloket}]
keywords: [proef]
references: [{type: report, title: Proefrapport, year: 2030}]
"""

TABLE = """<table class="eb-table"><caption>Tabel 1 Groei</caption>
<thead><tr><td></td><th scope="colgroup" colspan="2">Uitkomst</th></tr>
<tr><th scope="col">Jaar</th><th scope="col" class="eb-number">Bedrag</th><th scope="col" class="eb-number">Aandeel</th></tr></thead>
<tbody><tr class="eb-group"><th scope="rowgroup" colspan="3">Groep</th></tr>
<tr><th scope="row">2030</th><td class="eb-number">€ 1.234.567</td><td class="eb-number eb-diff">24%<span class="eb-mark"> ≠</span></td></tr>
<tr><th scope="row">2031</th><td class="eb-number">–</td><td class="eb-number">0,5%</td></tr></tbody></table>"""
DATA = "jaar,bedrag,aandeel\n2030,1234567,0.23943661971830985\n2031,,0.005\n"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
    '<rect width="10" height="10" style="fill: var(--eb-blue, #2f6f9f)"/>'
    '<text x="11" y="8" style="font-size: 6px; font-family: \'DejaVu Sans\'; fill: currentColor">9</text></svg>'
)


def record(name, **more):
    """What an exhibit's record holds at least."""
    known = {
        "id": name, "edition": EDITION, "kind": "table", "number": "1", "label": "Tabel 1", "title": "Groei",
        "basis": "recomputed", "unit": "Bedragen in euro.", "source": "Tabel 1", "note": "Een noot.",
        "cells": ["groei.xlsx!blad!B2", "groei.xlsx!blad!B3"], "data": f"{name}.csv",
        "calculations": [{"key": f"{name}.a", "label": "aandeel", "text": "24%", "calculation": "17 ÷ 71",
                          "sources": ["groei.xlsx!blad!B2"]}],
        "numbers": {f"{name}.a": {"value": 0.23943661971830985, "unit": "aandeel", "text": "24%", "word": None}},
    }  # fmt: skip
    return known | more


def put(folder: Path, name: str, data: str = DATA, html: str = TABLE, svg: str = "", **more) -> Path:
    """Write an exhibit as `exhibits.publish` does; return its record file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.csv").write_text(data, "utf-8")
    (folder / f"{name}.html").write_text(html, "utf-8")
    if svg:
        (folder / f"{name}.svg").write_text(svg, "utf-8")
    path = folder / f"{name}.json"
    path.write_text(json.dumps(record(name, **more)), "utf-8")
    return path


def text_table(texts):
    """An exhibit of one column of text, as HTML and as CSV."""
    from csv import writer
    from html import escape
    from io import StringIO

    stream = StringIO()
    writer(stream, lineterminator="\n").writerows([["tekst"], *([text] for text in texts)])
    rows = "".join(f'<tr><th scope="row">{escape(text)}</th></tr>' for text in texts)
    head = '<thead><tr><th scope="col">Tekst</th></tr></thead>'
    return stream.getvalue(), f'<table class="eb-table">{head}<tbody>{rows}</tbody></table>'


def write_project(root: Path) -> None:
    """Write the small project into an empty folder."""
    raw, processed = root / "data" / "raw" / EDITION, root / "data" / "processed"
    for folder in (
        raw,
        processed / "audit",
        root / "book" / "executed",
        root / "notebooks",
        root / "src/evalbook/build",
    ):
        folder.mkdir(parents=True)
    (root / "_config.yml").write_text("title: Proefboek\n", "utf-8")
    (root / "CITATION.cff").write_text(CITATION, "utf-8")
    (root / "README.md").write_text("# Proef\n", "utf-8")
    (root / "requirements.lock").write_text("niets==1\n", "utf-8")
    (root / "src/evalbook/build/graph.py").write_text('"""De taakgraaf."""\n', "utf-8")
    (raw / "edition.toml").write_text('title = "Proef 2030-2034"\n', "utf-8")
    (raw / "groei.xlsx").write_bytes(b"een werkmap")
    (raw / "sources.csv").write_text("file,sha256,origin,licence\ngroei.xlsx,,Proefrapport,CC0\n", "utf-8")
    put(processed / EDITION / "exhibits", "pib_table_1")
    put(processed / EDITION / "exhibits", "pib_figure_1", svg=SVG, kind="figure", label="Figuur 1")
    head = "id,edition,kind,number,title,basis,notebook,page,data\n"
    row = "{0},{1},{2},1,Groei,recomputed,een.ipynb,book/executed/een.html#{0},data/processed/{1}/exhibits/{0}.csv\n"
    (processed / "exhibits.csv").write_text(
        head + row.format("pib_table_1", EDITION, "table") + row.format("pib_figure_1", EDITION, "figure"),
        "utf-8",
    )
    (processed / "claims.csv").write_text(
        "id,edition,line,place,label,printed,value,unit,expression,recomputed,low,high,verdict,finding\n"
        f"a.b,{EDITION},3,Tabel 1,aandeel,24%,0.24,aandeel,,,,,input,\n", "utf-8"
    )  # fmt: skip
    (processed / "findings.csv").write_text("id,edition,kind,claims,explanation,suggestion\n", "utf-8")
    number = {"text": "24%", "word": "vierentwintig", "value": 0.24}
    (processed / "numbers.json").write_text(json.dumps({"pib_table_1.a": number}), "utf-8")
    (root / "notebooks" / "een.ipynb").write_text("{}", "utf-8")
    write_chapter(root)


def write_chapter(root: Path) -> None:
    """Write the chapter as run: text with roles, code, a table, and an included text."""
    (root / "book" / "los.md").write_text("Los: {num}`pib_table_1.a`.\n", "utf-8")
    made = nbformat.v4.new_notebook()
    text = "# Groei & bloei\n\nHet is {num}`pib_table_1.a`, zie {ex}`pib_table_1` en [daar](../los.md#kop).\n"
    code = nbformat.v4.new_code_cell('case: str = "proef"')
    shown = nbformat.v4.new_code_cell("publish(edition, tabel)")
    data = {"text/html": TABLE, "text/markdown": "```{exhibit} pib_table_1\n```", "text/plain": "pib_table_1"}
    shown.outputs = [nbformat.v4.new_output("execute_result", data)]
    other = nbformat.v4.new_code_cell('include("book/los.md")')
    data = {"text/markdown": "```{include} /book/los.md\n```", "text/plain": "book/los.md"}
    other.outputs = [nbformat.v4.new_output("execute_result", data)]
    made.cells = [nbformat.v4.new_markdown_cell(text), code, shown, other]
    nbformat.write(made, root / "book" / "executed" / "een.ipynb")
