"""One cell against the kind of its column: a value of the right type, or a fault.

Belongs here: what a single cell can tell by itself. Not here: limits and everything that needs more
than one cell (`rules`), or the shape of the sheet (`grid`).
"""

from __future__ import annotations

import datetime
import re

from evalbook.errors import Fault
from evalbook.tables.spec import FIRST_YEAR, LAST_YEAR, NUMBER_KINDS, WHOLE_KINDS, Column
from evalbook.tables.wording import clean, printed_number, shown, suggestion, untidy
from evalbook.workbook import Cell

Value = None | int | float | str

DUE = {
    "count": "een geheel getal",
    "number": "een getal",
    "share": "een aandeel (zoals 24%)",
    "eur": "een bedrag in euro",
    "year": "een jaartal",
    "text": "tekst",
    "category": "een vaste categorie",
    "period": "een periode (2019, 2019-11 of 2019-11-15, als tekst)",
}
_NOT_KNOWN = frozenset(
    {
        *("n/a", "na", "n.a.", "#n/a", "nvt", "n.v.t.", "nb", "n.b.", "pm", "p.m.", "null", "none"),
        *("onbekend", "geen", "niet", "nihil", "leeg", "-", "--", "–", "—", "?", "x", ".", "..", "…"),
    }
)
_NOT_FINITE = frozenset({"nan", "inf", "+inf", "-inf", "infinity", "-infinity", "oneindig", "∞", "-∞"})
_FOREIGN = re.compile(r"[-+]?[€$]?\s*\d+(?:,\d{3})*\.\d+\s*%?|[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d+")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_TOO_LARGE = 1e15  # beyond this Excel itself has lost digits


def typed(cell: Cell, column: Column) -> Value | Fault:
    """Return a cell's value in the type of its column, None for an empty cell, or what is wrong."""
    if cell.oddity:
        return _odd(cell, column)
    if cell.value is None:
        return None
    if column.kind in NUMBER_KINDS:
        return _number(cell, column)
    if not isinstance(cell.value, str):
        mend = "zet de celopmaak op Tekst en typ de waarde opnieuw"
        return _fault(cell, f"het getal {shown(cell.value)} staat waar {DUE[column.kind]} hoort", mend)
    return _text(cell, cell.value, column)


def _odd(cell: Cell, column: Column) -> Value | Fault:
    """Return the fault of a cell that holds neither a plain number nor a plain text."""
    due = DUE[column.kind]
    value = shown(cell.value)
    if cell.oddity == "merged":
        return None  # named once for the whole merged range, by `grid`
    if cell.oddity == "formula_without_value":
        mend = "open de werkmap in Excel, laat haar rekenen en sla op, of typ de uitkomst zelf"
        return _fault(cell, f"de formule {cell.formula} heeft geen bewaarde uitkomst; hier hoort {due}", mend)
    if cell.oddity == "error":
        mend = "herstel de formule, of typ de waarde; is zij er niet, maak de cel dan leeg"
        return _fault(cell, f"de foutwaarde {value} staat waar {due} hoort", mend)
    if cell.oddity == "boolean":
        return _fault(cell, f"{value} (ja/nee) staat waar {due} hoort", f"vul hier {due} in")
    if cell.oddity == "infinite":
        return _fault(cell, f"een oneindig groot getal staat waar {due} hoort", f"vul hier {due} in")
    if column.kind in NUMBER_KINDS:
        mend = "Excel maakte er een datum van: zet de celopmaak op Getal en typ het getal opnieuw"
    else:
        mend = "Excel maakte er een datum van: zet de celopmaak op Tekst en typ de waarde opnieuw"
        if isinstance(cell.value, datetime.date):
            mend += f", zo: {cell.value:%Y-%m-%d}"
    return _fault(cell, f"de datum of tijd {value} staat waar {due} hoort", mend)


def _number(cell: Cell, column: Column) -> Value | Fault:
    value = cell.value
    if isinstance(value, str):
        return _text_for_number(cell, value, column)
    if not isinstance(value, (int, float)):
        raise TypeError(f"{cell.address}: {type(value).__name__} is not told apart by `workbook`")
    if abs(value) >= _TOO_LARGE:
        return _fault(
            cell, f"het getal {shown(value)[:40]} is te groot om te kunnen kloppen", "verbeter de cel"
        )
    if column.kind not in WHOLE_KINDS:
        return float(value)
    if value != int(value):
        what = "jaartal" if column.kind == "year" else "aantal"
        mend = (
            "vul een geheel getal in; hoort er een gemiddelde of aandeel, kijk dan of dit de goede kolom is"
        )
        return _fault(cell, f"{what} {shown(value)} is geen geheel getal", mend)
    return int(value)


def _text_for_number(cell: Cell, text: str, column: Column) -> Fault:
    """Return the fault of text in a column of numbers, as exact as the text allows."""
    due, tidy = DUE[column.kind], clean(text)
    if not tidy:
        return _fault(cell, "de cel bevat alleen spaties of onzichtbare tekens", "maak de cel leeg (Delete)")
    if tidy.casefold() in _NOT_FINITE:
        return _fault(
            cell, f"'{tidy}' is geen eindig getal; hier hoort {due}", "vul het getal in of maak de cel leeg"
        )
    if tidy.casefold() in _NOT_KNOWN:
        mend = "maak de cel leeg: leeg betekent hier 'niet vermeld'"
        if column.required:
            mend = "vul het getal in; deze kolom mag niet leeg zijn"
        return _fault(cell, f"'{tidy}' staat waar {due} hoort", mend)
    if printed_number(tidy) is not None:
        layout = "Percentage" if tidy.endswith("%") else "Getal"
        mend = f"voer {tidy} in als getal: zet de celopmaak op {layout} en typ het opnieuw, zonder apostrof"
        return _fault(cell, f"het getal '{tidy}' staat er als tekst", mend)
    if _FOREIGN.fullmatch(tidy):
        mend = "voer het in als getal, met een decimale komma"
        return _fault(cell, f"het getal '{tidy}' staat er als tekst en niet in Nederlandse notatie", mend)
    mend = f"vul {due} in; zet uitleg in een tekstkolom of op het blad toelichting"
    return _fault(cell, f"de tekst '{tidy}' staat waar {due} hoort", mend)


def _text(cell: Cell, text: str, column: Column) -> Value | Fault:
    mess = untidy(text)
    if mess:
        mend = f"typ de tekst opnieuw: {clean(text)}" if clean(text) else "maak de cel leeg (Delete)"
        return _fault(cell, f"de tekst bevat {mess}", mend)
    if column.kind == "category" and text not in column.categories:
        mend = suggestion(text, column.categories) or f"kies uit: {', '.join(column.categories)}"
        return _fault(cell, f"'{text}' is geen bekende waarde van '{column.header}'", mend)
    if column.kind == "period" and not _is_period(text):
        mend = "schrijf jaar, jaar-maand of jaar-maand-dag, als tekst: 2019, 2019-11 of 2019-11-15"
        return _fault(cell, f"'{text}' is geen periode", mend)
    return text


def _is_period(text: str) -> bool:
    match = _PERIOD.fullmatch(text)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return False
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _fault(cell: Cell, what: str, mend: str) -> Fault:
    return Fault(what, str(cell.address), mend)
