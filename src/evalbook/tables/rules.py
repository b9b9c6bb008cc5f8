"""A tidy table against the rules of its columns: limits, required cells, keys, pairs of columns.

Belongs here: the pandera schema made from a table's description, and the fault for each rule that
fails. Not here: what one cell can tell by itself (`values`) or references to other tables
(`references`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from evalbook.errors import Fault, RunError
from evalbook.tables.spec import NUMBER_KINDS, WHOLE_KINDS, Column
from evalbook.tables.wording import CORRECT, beyond, shown

if TYPE_CHECKING:
    import pandera.pandas as pa

    from evalbook.tables.grid import Grid

REQUIRED = "not_nullable"


@dataclass(frozen=True)
class Rule:
    """One check in words; `holds` gives a truth value per row, `fault` tells what to do in a row.

    `cells` are the columns that take part; the first is the one to look at.
    """

    words: str
    cells: tuple[str, ...]
    holds: Callable[[pd.DataFrame], pd.Series[bool]]
    fault: Callable[[int], Fault]
    known_source_error: bool = False  # may be registered in corrections.csv instead of mended


@dataclass(frozen=True)
class Failure:
    """A rule that fails in a row, with the fault that tells so."""

    row: int
    cells: tuple[str, ...]
    fault: Fault
    known_source_error: bool


def failures(frame: pd.DataFrame, grid: Grid) -> list[Failure]:
    """Return every rule that fails, in order of row; rules of one cell before those of more.

    Parameters
    ----------
    frame
        The tidy table, indexed by Excel row, with every column found in the sheet.
    grid
        The shape of the sheet, for the addresses.
    """
    from pandera.config import ValidationDepth, config_context
    from pandera.errors import SchemaErrors

    columns = [column for column in grid.table.columns if column.name in grid.columns]
    rules = {rule.words: rule for rule in _rules(frame, grid, columns)}
    schema = _schema(frame, columns, list(rules.values()))
    try:
        # Whatever PANDERA_VALIDATION_ENABLED or _DEPTH say in the environment: checks are never off.
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        return _told(error.failure_cases, rules, grid)
    return []


def _schema(frame: pd.DataFrame, columns: list[Column], rules: list[Rule]) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    checks = [
        # pandera's default (ignore_na) lets through what is empty; each rule here says so itself.
        pa.Check(rule.holds, name=rule.words, error=rule.words, ignore_na=False)
        for rule in rules
    ]
    described = {
        column.name: pa.Column(_dtype(frame, column), nullable=not column.required) for column in columns
    }
    return pa.DataFrameSchema(described, checks=checks, strict=True, coerce=False)


def _dtype(frame: pd.DataFrame, column: Column) -> str:
    """Return the type a column must have; whole numbers have two, since a gap does not fit in int64."""
    if column.kind in WHOLE_KINDS:
        return "Int64" if frame[column.name].isna().any() else "int64"
    return "float64" if column.kind in NUMBER_KINDS else "object"


def _told(cases: pd.DataFrame, rules: dict[str, Rule], grid: Grid) -> list[Failure]:
    """Return pandera's failure cases as faults: one a row and rule, where it repeats them a column."""
    found: dict[tuple[int, str, str], Failure] = {}
    for case in cases.to_dict("records"):
        words, name = str(case["check"]), str(case["column"])
        if words == REQUIRED and case["index"] is not None:
            row = int(case["index"])
            found.setdefault((row, words, name), Failure(row, (name,), _empty(grid, row, name), False))
        elif words in rules and case["index"] is not None:
            row, rule = int(case["index"]), rules[words]
            failure = Failure(row, rule.cells, rule.fault(row), rule.known_source_error)
            found.setdefault((row, words, ""), failure)
        else:
            where = f"{grid.sheet.workbook}!{grid.sheet.name}"
            mend = "meld dit aan de makers van evalbook"
            raise RunError(
                Fault(f"de controle '{words}' zelf loopt vast: {case['failure_case']}", where, mend)
            )
    return sorted(found.values(), key=lambda failure: (failure.row, len(failure.cells)))


def _empty(grid: Grid, row: int, name: str) -> Fault:
    header = grid.table.column(name).header
    return Fault(
        f"'{header}' is leeg", str(grid.cell(row, name).address), "vul de cel in; deze kolom is verplicht"
    )


def _rules(frame: pd.DataFrame, grid: Grid, columns: list[Column]) -> list[Rule]:
    names = {column.name for column in columns}
    rules = [_limit_rule(frame, grid, column) for column in columns if column.limits != (None, None)]
    for later, earlier in grid.table.not_before:
        if {later, earlier} <= names:
            rules.append(_pair_rule(frame, grid, later, earlier, before=True))
    for part, whole in grid.table.not_above:
        if {part, whole} <= names:
            rules.append(_pair_rule(frame, grid, part, whole, before=False))
    if set(grid.table.key) <= names:
        rules.append(_key_rule(frame, grid))
    return rules


def _limit_rule(frame: pd.DataFrame, grid: Grid, column: Column) -> Rule:
    low, high = column.limits

    def holds(rows: pd.DataFrame) -> pd.Series[bool]:
        values = rows[column.name].astype("float64")
        inside = pd.Series(True, index=rows.index)
        if low is not None:
            inside &= values >= low
        if high is not None:
            inside &= values <= high
        return inside | values.isna()

    def fault(row: int) -> Fault:
        value = float(frame[column.name].loc[row])
        hint = ""
        if column.kind == "share" and 1 < value <= 100:
            hint = f"is het een percentage, typ dan {shown(value)}% in plaats van {shown(value)}; anders: "
        where = str(grid.cell(row, column.name).address)
        return Fault(beyond(column.kind, value, low, high), where, hint + CORRECT)

    words = f"'{column.name}' lies within its limits"
    return Rule(words, (column.name,), holds, fault, known_source_error=True)


def _pair_rule(frame: pd.DataFrame, grid: Grid, first: str, second: str, *, before: bool) -> Rule:
    """Return the rule that `first` is not before (or, else, not above) `second` in the same row."""
    one, other = grid.table.column(first), grid.table.column(second)

    def wrong(left: Any, right: Any) -> bool:
        if pd.isna(left) or pd.isna(right):
            return False
        if isinstance(left, str):  # periods: 2019 is not before 2019-11, as it holds it
            shortest = min(len(left), len(right))
            left, right = left[:shortest], right[:shortest]
        return bool(left < right if before else left > right)

    def holds(rows: pd.DataFrame) -> pd.Series[bool]:
        pairs = zip(rows[first], rows[second], strict=True)
        return pd.Series([not wrong(left, right) for left, right in pairs], index=rows.index, dtype=bool)

    def fault(row: int) -> Fault:
        left, right = (_plain(frame.at[row, name]) for name in (first, second))
        relation = "is hoger dan"
        if before:
            relation = "ligt voor" if one.kind in {"year", "period"} else "is lager dan"
        what = f"{one.header} ({shown(left)}) {relation} {other.header} ({shown(right)})"
        cells = " of ".join(grid.cell(row, name).address.cell for name in (first, second))
        mend = f"verbeter {cells}, of zet een regel in corrections.csv als de bron zelf fout is"
        return Fault(what, str(grid.cell(row, first).address), mend)

    words = f"'{first}' is not {'before' if before else 'above'} '{second}'"
    return Rule(words, (first, second), holds, fault, known_source_error=True)


def _key_rule(frame: pd.DataFrame, grid: Grid) -> Rule:
    key = list(grid.table.key)

    def holds(rows: pd.DataFrame) -> pd.Series[bool]:
        complete = rows[key].notna().all(axis="columns")
        return ~(rows.duplicated(key, keep="first") & complete)

    def fault(row: int) -> Fault:
        values = frame.loc[row, key]
        first = int(frame.index[(frame[key] == values).fillna(False).all(axis="columns")][0])
        shown_key = ", ".join(
            f"{grid.table.column(name).header} = {shown(_plain(values[name]))}" for name in key
        )
        mend = f"verbeter rij {row} of rij {first}, of verwijder een van beide"
        what = f"rij {row} heeft dezelfde sleutel als rij {first} ({shown_key})"
        return Fault(what, str(grid.cell(row, key[-1]).address), mend)

    return Rule("the key occurs once", tuple(key), holds, fault)


def _plain(value: Any) -> Any:
    """Return a numpy scalar as a plain Python value, for wording."""
    return value.item() if hasattr(value, "item") else value
