"""A figure of several measures over the same periods, of which some values may be unknown.

Belongs here: its rows, its picture, and what it says of the values that are missing. Not here: which
measures a figure has (the module of its programme says).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evalbook.exhibits import chart
from evalbook.exhibits.completeness import basis_of, gap_note
from evalbook.exhibits.model import Basis, Column, Exhibit, Row, Shown, Value, slug
from evalbook.exhibits.panels import Panel, panels
from evalbook.exhibits.picture import PALETTE, svg_of
from evalbook.measures.quantity import Quantity, total
from evalbook.rounding import number, text_of

_COLOURS = {"fte": PALETTE["green"], "euro": PALETTE["blue"]}


@dataclass(frozen=True)
class Series:
    """One row of a figure: a quantity by period, what stands in its open places, and a printed total."""

    key: str
    label: str
    unit: str
    values: tuple[Quantity, ...]
    states: tuple[str, ...]  # a word for a place that is open on purpose, else nothing
    whole: Quantity | None = None
    adds: bool = True  # whether the periods may be added
    inputs: tuple[Quantity, ...] | None = None  # the cells behind it, where its values are sums

    @property
    def expected(self) -> list[Quantity]:
        """The values that there must be: all but those of what no longer or not yet was."""
        return [value for value, state in zip(self.values, self.states, strict=True) if not state]

    @property
    def cells(self) -> list[Quantity]:
        """The input cells that must be filled for this series."""
        return self.expected if self.inputs is None else list(self.inputs)

    @property
    def added(self) -> Quantity:
        """The sum of the periods, unknown as long as one of them is."""
        return total(self.expected, f"{self.label}, opgeteld")


@dataclass(frozen=True)
class Source:
    """Where the values of a figure come from: in the report, in the inputs, and who holds them."""

    place: str
    workbook: str
    sheets: str
    holder: str


def series_figure(
    exhibit: str,
    published: str,
    title: str,
    periods: Sequence[str],
    series: Sequence[Series],
    source: Source,
    note: str,
    *,
    complete: Basis = "printed",
    extra: tuple[Shown, ...] = (),
) -> Exhibit:
    """Return the figure: a row for each series, and a picture of what is known.

    Its basis is partial, and its note says what is missing at whom, until every cell is filled.
    """
    cells = list({value.sources: value for one in series for value in one.cells}.values())
    gap = gap_note(cells, source.holder, source.workbook, source.sheets)
    svg, alt = _picture(exhibit, title, periods, series)
    return Exhibit(
        exhibit,
        "figure",
        title,
        (
            Column("Reeks"),
            *(Column(period, True, slug(period)) for period in periods),
            Column("Afgedrukt", True, "samen_afgedrukt", "Samen"),
            Column("Opgeteld", True, "samen_opgeteld", "Samen"),
        ),
        tuple(_row(exhibit, periods, one) for one in series),
        source.place,
        number=published,
        basis=basis_of(cells, complete=complete),
        unit="Bedragen in euro; personele inzet ook in fte. Elk deel van de figuur heeft een eigen schaal.",
        note=f"{note} {gap}".strip(),
        alt=alt,
        svg=svg,
        extra=extra,
    )


def _row(exhibit: str, periods: Sequence[str], series: Series) -> Row:
    cells: list[Value] = [series.label]
    for period, value, state in zip(periods, series.values, series.states, strict=True):
        shown = Shown(f"{exhibit}.{series.key}_{slug(period)}", value)
        cells.append(state if state and value.value is None else shown)
    cells.append(Shown(f"{exhibit}.{series.key}_stated", series.whole) if series.whole else None)
    cells.append(Shown(f"{exhibit}.{series.key}_added", series.added) if series.adds else None)
    return Row(tuple(cells))


def _picture(exhibit: str, title: str, periods: Sequence[str], series: Sequence[Series]) -> tuple[str, str]:
    """Return the picture and its text: the periods as far as known, else the printed totals."""
    known = [one for one in series if any(value.value is not None for value in one.values)]
    if known:
        drawn = [_panel(one) for one in known]
        alt = "; ".join(
            f"{part.title}: "
            + ", ".join(f"{period} {text}" for period, text in zip(periods, part.texts, strict=True))
            for part in drawn
        )
        return svg_of(panels(periods, drawn), exhibit, title, alt), alt
    stated = [(one.label, one.whole) for one in series if one.whole and one.unit == "euro"]
    texts = [text_of(whole.value, whole.unit) for _, whole in stated]
    labels = [f"{label}, alle jaren samen" for label, _ in stated]
    values = [_millions(whole) for _, whole in stated]
    alt = "; ".join(f"{label}: {text}" for label, text in zip(labels, texts, strict=True))
    return svg_of(chart.bars(labels, values, texts), exhibit, title, alt), alt


def _panel(series: Series) -> Panel:
    values = [value.value for value in series.values]
    if series.unit == "euro":
        texts = ["" if value is None else number(value / 1_000_000, 2) for value in values]
        title = f"{series.label} (in mln euro)"
    else:
        texts = ["" if value is None else number(value, 1) for value in values]
        title = series.label
    filled = [text or state or "onbekend" for text, state in zip(texts, series.states, strict=True)]
    return Panel(title, values, filled, _COLOURS[series.unit])


def _millions(amount: Quantity) -> float:
    return (amount.value or 0.0) / (1_000_000 if amount.unit == "euro" else 1)
