"""Charts for a phone: narrower, complete and legible, or not there at all."""

import re

import pytest

from evalbook.exhibits import curves
from evalbook.exhibits.chart import Span, bars, stacked, timeline
from evalbook.exhibits.diagram import Node, diagram
from evalbook.exhibits.model import Column, Exhibit, Row
from evalbook.exhibits.picture import least_width, svg_of
from evalbook.exhibits.render import html_of


def svg(figure):
    return svg_of(figure, "proef", "Titel", "alt")


def texts(drawing):
    """The words of a drawing, however they are spread over lines."""
    return " ".join(" ".join(re.findall(r"<text[^>]*>([^<]+)</text>", drawing)).split())


LONG = "Een regel met een opschrift dat te lang is"


class TestNarrow:
    def test_a_chart_fits_a_phone_and_says_the_same(self):
        made = svg(bars([LONG, "Kort"], [3.0, 1.0], ["€ 3 miljoen", "€ 1 miljoen"]))
        assert least_width(made) > 358  # 390 pixels, less 16 at either side: it would scroll
        assert least_width(made.narrow) <= 328  # 360 pixels, less 32
        for text in (*LONG.split(), "Kort", "€ 3 miljoen", "€ 1 miljoen"):
            assert text in texts(made.narrow)

    def test_its_values_can_be_pointed_at_as_well(self):
        narrow = svg(bars([LONG, "Kort"], [3.0, 1.0], ["3", "1"])).narrow
        assert f'data-eb-value="{LONG}: 3"' in narrow and 'data-eb-value="Kort: 1"' in narrow

    def test_no_name_is_given_twice(self):
        made = svg(bars([LONG], [3.0], ["3"]))
        names = re.findall(r'\bid="([^"]+)"', made + made.narrow)
        assert len(names) == len(set(names)) > 2

    def test_the_same_chart_has_the_same_bytes(self):
        first, second = (svg(bars([LONG], [3.0], ["3"])).narrow for _ in range(2))
        assert first == second != ""

    def test_a_long_legend_goes_in_two_columns(self):
        names = ["volledig uitgevoerd", "grotendeels uitgevoerd", "deels uitgevoerd", "niet uitgevoerd"]
        made = svg(
            stacked(
                ["Kort"],
                {name: [1.0] for name in names},
                dict.fromkeys(names, "#45a37b"),
                texts={name: ["1"] for name in names},
            )
        )
        heights = {name: re.search(rf'y="([-\d.]+)"[^>]*>{name}<', made.narrow)[1] for name in names}
        assert len(set(heights.values())) == 2  # four names in two rows

    def test_of_many_years_every_second_is_named(self):
        made = svg(timeline(["Kort"], [Span(0, 2016.0, 2024.0, "#1f5f94")], []))
        assert re.findall(r">(20\d\d)<", made) == [str(year) for year in range(2016, 2024)]
        assert re.findall(r">(20\d\d)<", made.narrow) == ["2016", "2018", "2020", "2022"]

    def test_there_is_none_where_a_white_word_would_leave_its_bar(self):
        """The word is about 1,6 inch wide; its bar a third of 5,7 inch, and of 4,2 at most on a phone."""
        word = "woord van zoveel tekens"
        span = Span(0, 2016.0, 2018.0, "#1f5f94", text=word)
        made = svg(timeline(["Kort"], [span, Span(0, 2018.0, 2022.0, "#45a37b")], []))
        assert word in texts(made) and not made.narrow

    def test_there_is_none_of_a_diagram_placed_by_hand(self):
        boxes = [Node(str(level), level, 1, f"Vak {level}") for level in range(1, 6)]
        made = svg(diagram(boxes, [("1", "2")], {level: f"niveau {level}" for level in range(1, 6)}))
        assert least_width(made) > 358 and not made.narrow


class TestPage:
    @pytest.fixture
    def html(self):
        figure = bars([LONG, "Kort"], [3.0, 1.0], ["3", "1"])
        return html_of(
            Exhibit("proef", "figure", "Titel", (Column("A"),), (Row(("x",)),), "bron", svg=svg(figure))
        )

    def test_both_drawings_stand_in_the_figure_and_the_narrow_one_is_hidden_at_first(self, html):
        wide, narrow = re.findall(r"<svg[^>]*eb-svg[^>]*>", html)
        assert "eb-wide" in wide and "display: none" not in wide
        assert "eb-narrow" in narrow and 'style="display: none; min-width: ' in narrow

    def test_paper_gets_one_drawing_and_whole_words(self, html, tmp_path):
        from evalbook.offprint.page import read_page

        page = (
            f'<article class="eb-article"><h1>Titel</h1>{html}<p>zelf\N{SOFT HYPHEN}rapportage</p></article>'
        )
        (tmp_path / "een.html").write_text(page, "utf-8")
        read = read_page(tmp_path, "een.html")
        assert list(read.pictures) == ["proef"]
        assert "zelfrapportage" in read.body.get_text()


class TestRanges:
    BOUNDS = ((178.0, 225.0, 272.0), (204.5, 225.0, 245.5))

    def test_every_range_has_its_text_and_the_axis_its_numbers(self):
        figure = curves.ranges(
            ["Alles", "Los"], self.BOUNDS, ["178 tot 272", "204,5 tot 245,5"], axis="miljoen"
        )
        low, high = figure.axes[0].get_xlim()
        assert 0 < low < 178 and high > 272  # the ranges fill the axis instead of its last part
        drawn = texts(svg(figure))
        assert "178 tot 272" in drawn and "204,5 tot 245,5" in drawn and "miljoen" in drawn
        assert re.search(r"\b200\b", drawn)  # an axis from about 140 to 310 in steps of 50

    def test_ranges_of_one_value_stand_on_an_axis_as_well(self):
        figure = curves.ranges(["Alles"], [(5.0, 5.0, 5.0)], ["5"], axis="aantal")
        low, high = figure.axes[0].get_xlim()
        assert low < 5 < high
