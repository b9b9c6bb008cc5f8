"""Exhibits: real tables, safe HTML, stable pictures, and numbers that carry their lineage."""

import json

import pytest

from evalbook import exhibits, paths, tables
from evalbook.errors import Fault, NoDataError
from evalbook.exhibits.edition import for_edition
from evalbook.exhibits.explain import calculation_of
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.picture import ink_on
from evalbook.exhibits.publish import publish, record_of
from evalbook.exhibits.render import html_of
from evalbook.measures.quantity import Quantity, constant, mean, total, weighted_mean


@pytest.fixture(scope="module")
def edition_data():
    return tables.load("pib-2016-2020", "cases", "case_organisations", "activities")


def simple(**changes):
    number = Shown(
        "t.share_2016",
        Quantity(0.25, "aandeel", "aandeel 2016", ("a.xlsx!b!C2",), "/", (Quantity(1.0), Quantity(4.0))),
    )
    parts = {
        "id": "t", "kind": "table", "title": "Een tabel", "columns": (Column("Jaar"), Column("Aandeel", True)),
        "rows": (Row(("2016", number)),), "source": "Tabel 1", "number": "1",
    }  # fmt: skip
    return Exhibit(**{**parts, **changes})


def test_a_table_has_caption_and_header_scope():
    html = html_of(simple())
    assert '<caption><span class="eb-label">Tabel 1</span> Een tabel</caption>' in html
    assert html.count('<th scope="col"') == 2
    assert '<th scope="row">2016</th>' in html


def test_numbers_are_dutch_and_aligned():
    assert '<td class="eb-number">25%</td>' in html_of(simple())


def test_text_from_a_workbook_cannot_become_html():
    html = html_of(simple(rows=(Row(("<script>alert(1)</script>", "a & b")),), note="<b>x</b>"))
    assert "<script>" not in html and "<b>" not in html
    assert "&lt;script&gt;" in html


def test_a_group_row_heads_a_body_of_its_own():
    html = html_of(
        simple(rows=(Row(("A",), "group"), Row(("1", "x")), Row(("B",), "group"), Row(("2", "y"))))
    )
    assert html.count("<tbody>") == 2
    assert html.count('scope="rowgroup"') == 2


def test_a_marked_difference_is_said_in_words_too():
    html = html_of(simple(rows=(Row(("2016", "5"), marked=(1,)),)))
    assert "eb-diff" in html and "wijkt af" in html


def test_the_data_are_unformatted():
    frame = simple().frame()
    assert frame.iloc[0].tolist() == ["2016", 0.25]
    assert frame.columns.tolist() == ["jaar", "aandeel"]


def test_a_number_for_the_text_alone_changes_the_chapter_as_run(tmp_path, monkeypatch):
    """The list of all numbers is renewed when a chapter's bytes change; its HTML shows no such number."""
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    one, other = (
        publish("ed", simple(extra=(Shown("t.extra", Quantity(value)),)))._repr_mimebundle_()
        for value in (1.0, 2.0)
    )
    assert one[0] == other[0]
    assert one[1]["evalbook"]["digest"] != other[1]["evalbook"]["digest"]


def test_publishing_writes_data_html_and_lineage_once(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    shown = publish("ed", simple())
    folder = paths.exhibits("ed")
    record = json.loads((folder / "t.json").read_text("utf-8"))
    assert record["numbers"]["t.share_2016"]["sources"] == ["a.xlsx!b!C2"]
    assert record["numbers"]["t.share_2016"]["calculation"] == "1 ÷ 4"
    assert (folder / "t.csv").read_text("utf-8") == "jaar,aandeel\n2016,0.25\n"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    publish("ed", simple())
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    bundle, metadata = shown._repr_mimebundle_()
    assert bundle["text/markdown"] == "```{exhibit} t\n```"
    assert metadata["mystnb"] == {"markdown_format": "myst"}


def test_one_changed_number_changes_only_its_own_digest():
    first = record_of("ed", simple())["numbers"]["t.share_2016"]["digest"]
    other = Shown("t.share_2016", Quantity(0.5, "aandeel", "aandeel 2016", ("a.xlsx!b!C2",)))
    assert record_of("ed", simple(rows=(Row(("2016", other)),)))["numbers"]["t.share_2016"]["digest"] != first


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Quantity(18.0) / Quantity(65.0), "18 ÷ 65"),
        (total([Quantity(17.0), Quantity(18.0)]) / Quantity(136.0), "(17 + 18) ÷ 136"),
        (mean([Quantity(1.5), Quantity(2.5)]), "(1,5 + 2,5) ÷ 2"),
        (
            weighted_mean([Quantity(4.0), Quantity(2.0)], [Quantity(10.0), Quantity(30.0)]),
            "(10 × 4 + 30 × 2) ÷ (10 + 30)",
        ),
        ((Quantity(3.0) - Quantity(1.0)) * constant(2), "(3 − 1) × 2"),
        (Quantity(0.75, "aandeel") * Quantity(160.0, "miljoen euro"), "75% × 160"),
        (Quantity(8.0) - (Quantity(3.0) - Quantity(1.0)), "8 − (3 − 1)"),
        (Quantity(5.0), ""),
    ],
)
def test_a_calculation_reads_as_dutch_with_its_numbers(made, expected):
    assert calculation_of(made) == expected


def test_keys_have_no_accents_or_signs():
    assert (
        slug("Vertegenwoordiging, coördinatie & ondersteuning")
        == "vertegenwoordiging_coordinatie_ondersteuning"
    )


def test_letters_on_a_colour_are_readable():
    assert ink_on("#1b1b1c") == "#ffffff"
    assert ink_on("#c9b26a") != "#ffffff"


def test_the_same_picture_has_the_same_bytes():
    from evalbook.exhibits import chart
    from evalbook.exhibits.picture import svg_of

    first, second = (
        svg_of(chart.bars(["a", "b"], [1, 2], ["1", "2"]), "p", "titel", "a: 1; b: 2") for _ in range(2)
    )
    assert first == second
    assert 'role="img"' in first and "<desc" in first
    assert "currentColor" in first and "#1b1b1c" not in first


def test_an_unknown_case_suggests_the_nearest(edition_data):
    from evalbook.errors import InputError

    with pytest.raises(InputError, match="bedoelde u ‘gulf-tulip’"):
        exhibits.pib_own_case_facts(edition_data, "gulf-tulp")


def test_every_exhibit_function_has_its_number_in_its_name():
    for name in exhibits.__all__:
        if name.startswith("pib_table") or name.startswith("pib_figure"):
            assert any(sign.isdigit() for sign in name) or name in {
                "pib_table_activities", "pib_table_examples", "pib_table_questions", "pib_figure_logic",
            }  # fmt: skip


def test_a_mark_of_a_chart_says_what_it_stands_for():
    from evalbook.exhibits.chart import bars
    from evalbook.exhibits.picture import svg_of

    svg = svg_of(bars(["<A> & B", "C"], [1.0, 2.0], ["1 stuk", "2 stuks"]), "t", "Titel", "alt")
    assert 'class="eb-value" data-eb-value="&lt;A&gt; &amp; B: 1 stuk"' in svg
    assert "<title>C: 2 stuks</title>" in svg  # what a browser without script shows


def test_a_picture_scrolls_before_its_text_gets_too_small():
    """Text of 8 px in a picture 400 wide is 10 px high when the picture is 500 wide."""
    from evalbook.exhibits.picture import least_width

    assert (
        least_width(
            '<svg viewBox="0 0 400 200"><text style="font-size: 8px"/><text style="font-size: 12px"/>'
        )
        == 500
    )


# How colours look to people who see no red, no green, no blue: matrices of Machado, Oliveira and
# Fernandes (2009), for linear light. Distance is CIE76; 2,3 is just noticeable side by side.
_BLINDNESS = {
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def _linear(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def _lab(light):
    rows = (
        (0.4124, 0.3576, 0.1805, 0.95047),
        (0.2126, 0.7152, 0.0722, 1.0),
        (0.0193, 0.1192, 0.9505, 1.08883),
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (sum(a * b for a, b in zip(row, light, strict=False)) / row[3] for row in rows)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(colour, matrix):
    light = _linear(colour)
    return _lab([min(1, max(0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in matrix])


def _dark_palette():
    import re
    from pathlib import Path

    css = (
        Path(__file__).parents[1] / "src/evalbook/sphinx_ext/theme/evalbook/static/evalbook.css"
    ).read_text("utf-8")
    dark = css[css.index('[data-theme="dark"]') :]
    return dict(re.findall(r"--eb-(blue|orange|green|red|purple|grey|sand|pale): (#[0-9a-f]{6})", dark)[:8])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_told_apart_with_colour_blindness(scheme):
    from itertools import combinations
    from math import dist

    from evalbook.exhibits.picture import PALETTE

    palette = PALETTE if scheme == "light" else _dark_palette()
    assert len(palette) == 8
    for matrix in _BLINDNESS.values():
        for one, other in combinations(palette.values(), 2):
            assert dist(_seen(one, matrix), _seen(other, matrix)) > 9, (one, other)


def test_answers_that_touch_differ_in_grey():
    from itertools import pairwise

    from evalbook.exhibits.picture import REALISATION_COLOURS

    lightness = [_lab(_linear(colour))[0] for colour in REALISATION_COLOURS.values()]
    assert all(abs(one - next_) > 15 for one, next_ in pairwise(lightness))


class Unfilled(dict):
    """Tables of an edition in which nothing is filled in yet."""

    def __getitem__(self, name):
        raise NoDataError(Fault("nog geen gegevens", "x.xlsx!blad", "vul x.xlsx, blad blad"), (name,))


OF_THE_WHOLE = [
    name
    for name in exhibits.__all__
    if hasattr(getattr(exhibits, name), "__wrapped__")
    and not name.startswith("pib_own_case_")
    and name not in ("pib_own_editions", "pib_own_control_group")  # need another edition, or microdata
]
OF_A_REGISTER = (
    "pib_own_lines",
    "pib_own_turnover_spread",
    "pib_own_turnover_uncertainty",
    "pib_own_sensitivity",
)


@pytest.mark.parametrize("name", OF_THE_WHOLE)
def test_a_missing_exhibit_stands_where_the_real_one_will(name):
    edition = "pib-voorbeeld" if name in OF_A_REGISTER else "pib-2016-2020"
    real = getattr(exhibits, name)(tables.load(edition))
    missing = getattr(exhibits, name)(Unfilled())
    assert (missing.id, missing.kind, missing.number) == (real.id, real.kind, real.number)
    assert missing.basis == "missing" and "x.xlsx" in str(missing.rows)


def test_a_missing_exhibit_of_a_case_names_the_case():
    missing = exhibits.pib_own_case_facts(Unfilled(), "gulf-tulip")
    assert missing.id == exhibits.pib_own_case_facts(tables.load("pib-2016-2020"), "gulf-tulip").id


def test_only_a_published_edition_speaks_of_a_report(tmp_path, monkeypatch):
    """The same exhibit on own data: no report in its note, and its sheets as source."""
    exhibit = exhibits.pib_table_6_rvo_funding(tables.load("pib-2016-2020"))
    folder = tmp_path / "data" / "raw" / "pib-2021-2025"
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text('data = "own"\n', "utf-8")
    assert "niet gepubliceerd" in for_edition("pib-2016-2020", exhibit).note
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    own = for_edition("pib-2021-2025", exhibit)
    assert "niet gepubliceerd" not in own.note
    assert own.source == "portfolio.xlsx (rvo, looptijd, financiering)"
