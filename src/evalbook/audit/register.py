"""The register of claims: every quantity printed in a report, with how it can be recomputed.

Belongs here: what a claim is, and reading `claims.csv` with all its faults told at once. Not here:
recomputing (`evaluation`) and judging (`verdicts`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from evalbook import paths
from evalbook.audit.grammar import Expression, parse
from evalbook.audit.inputs import Inputs, counted, inputs_of
from evalbook.audit.printed import Reading, decimals_of, numbers_in, qualifier_of
from evalbook.audit.qualifiers import values_behind
from evalbook.audit.reader import ExpressionError, pointed
from evalbook.audit.references import circles, reference_faults
from evalbook.errors import Fault, InputError
from evalbook.rounding import Interval
from evalbook.tables.register import Line
from evalbook.tables.register import read_register as read_lines
from evalbook.tables.wording import suggestion

FILE = "claims.csv"
COLUMNS = ("id", "line", "place", "label", "printed", "value", "unit", "expression", "note")

_ID = re.compile(r"[a-z0-9_]+(?:[.-][a-z0-9_]+)*")
_VALUE = re.compile(r"-?\d+(?:\.\d+)?")
_SAME = Fraction(1, 10**12)
"""How near a value typed as 0.333333333333333 must come to the "een derde" that is printed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity printed in a report.

    `value` is exact and in `unit` (a share is a fraction: 27,5% is 11/40). `decimals` is the
    precision that the printed digits carry, in that unit: the last digit is worth 10**-decimals, so
    27,5% has 3, € 3.300.000 has 0 and "580 miljard dollar" in millions has -3. `qualifier` is the
    rounding word printed before it, or nothing. `parsed` is the expression, None where other printed
    numbers do not determine the quantity. `where` is the claim's line in the register.
    """

    id: str
    edition: str
    line: int
    place: str
    label: str
    printed: str
    value: Fraction
    decimals: int
    qualifier: str
    unit: str
    expression: str
    parsed: Expression | None
    note: str
    where: str

    @property
    def interval(self) -> Interval:
        """All values that would be printed like this: its digits and its rounding word together."""
        return values_behind(self.value, self.decimals, self.qualifier)

    @property
    def as_input(self) -> Interval:
        """All values that it stands for in the calculation of another claim; a count is exact there."""
        whole = counted(self.unit, self.decimals, self.printed)
        return values_behind(self.value, self.decimals, self.qualifier, whole=whole)


def read_register(edition: str, inputs: Inputs | None = None) -> tuple[Claim, ...]:
    """Return all claims of an edition, in order of the register.

    Raises
    ------
    InputError
        With all faults at once: form of the file, duplicate ids, unknown references, circular
        expressions, unknown units, values that are not in the printed text, expressions that cannot
        be read.
    """
    known = inputs or inputs_of(edition)
    lines, faults = read_lines(paths.raw(edition) / FILE, COLUMNS)
    claims: list[Claim] = []
    for line in lines:
        found = _claim(line, edition, known.units)
        claims += found[0]
        faults += found[1]
    faults += _duplicates(claims)
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        faults += _reference_faults(claim, known, by_id)
    faults += _circle_faults(by_id)
    if faults:
        raise InputError(sorted(faults, key=_line_number))
    return tuple(claims)


def claims_of(claims: tuple[Claim, ...]) -> Mapping[str, Claim]:
    """Return claims by id."""
    return {claim.id: claim for claim in claims}


def _line_number(fault: Fault) -> int:
    return int(fault.where.rpartition(" ")[2]) if fault.where.rpartition(" ")[2].isdecimal() else 0


def _claim(line: Line, edition: str, units: tuple[str, ...]) -> tuple[list[Claim], list[Fault]]:
    """Return the claim of a line (none when it cannot be used at all) and what is wrong with it."""
    faults = [
        Fault(f"kolom '{column}' is leeg", line.where, "vul de kolom in")
        for column in ("place", "label", "printed")
        if not line[column]
    ]
    faults += _form_faults(line)
    if line["unit"] not in units:
        mend = suggestion(line["unit"], units) or f"kies uit: {', '.join(units)}"
        faults.append(Fault(f"de eenheid '{line['unit']}' is onbekend", line.where, mend))
    if not _VALUE.fullmatch(line["value"]) or not _ID.fullmatch(line["id"]):
        return [], faults
    reading = _reading(line)
    if isinstance(reading, Fault):
        faults.append(reading)
        reading = Reading(Fraction(line["value"]), 0, 0)
    parsed: Expression | None = None
    try:
        parsed = parse(line["expression"]) if line["expression"] else None
    except ExpressionError as error:
        faults.append(_expression_fault(line["expression"], error, line.where))
    number = int(line["line"]) if line["line"].isdecimal() else 0
    claim = Claim(
        line["id"], edition, number, line["place"], line["label"], line["printed"], reading.value,
        reading.decimals, qualifier_of(line["printed"]), line["unit"], line["expression"], parsed,
        line["note"], line.where,
    )  # fmt: skip
    return [claim], faults


def _form_faults(line: Line) -> list[Fault]:
    faults = []
    if not _ID.fullmatch(line["id"]):
        mend = "gebruik kleine letters zonder accenten, cijfers, punten, streepjes en lage streepjes"
        faults.append(Fault(f"'{line['id']}' is geen id", line.where, mend))
    if not line["line"].isdecimal() or int(line["line"]) == 0:
        mend = "schrijf het regelnummer in de tekst van het rapport"
        faults.append(Fault(f"'{line['line']}' is geen regelnummer", line.where, mend))
    if not _VALUE.fullmatch(line["value"]):
        mend = "schrijf de waarde met een decimale punt en zonder eenheid: 0.275"
        faults.append(Fault(f"'{line['value']}' is geen waarde", line.where, mend))
    return faults


def _reading(line: Line) -> Reading | Fault:
    """Return the printed number that the value stands for; the value itself where none can be read."""
    value = Fraction(line["value"])
    found = numbers_in(line["printed"], line["unit"])
    for reading in found:
        if abs(reading.value - value) <= _SAME:
            return reading
    if not found:
        return Reading(value, decimals_of(value), 0)
    shown = ", ".join(_plain(reading.value) for reading in found)
    what = f"de waarde {line['value']} ({line['unit']}) staat niet in '{line['printed']}'; daar staat {shown}"
    return Fault(what, line.where, "verbeter de waarde of de eenheid, of neem de gedrukte tekst over")


def _plain(value: Fraction) -> str:
    return f"{float(value):.15g}"


def _expression_fault(text: str, error: ExpressionError, where: str) -> Fault:
    what = f"de uitdrukking is niet te lezen: {error.what}\n{pointed(text, error.at)}"
    return Fault(what, where, "verbeter de uitdrukking bij het teken ^")


def _duplicates(claims: list[Claim]) -> list[Fault]:
    first: dict[str, Claim] = {}
    faults = []
    for claim in claims:
        other = first.setdefault(claim.id, claim)
        if other is not claim:
            what = f"id '{claim.id}' staat er al, in {other.where}"
            faults.append(Fault(what, claim.where, "geef elke claim een eigen id"))
    return faults


def _reference_faults(claim: Claim, inputs: Inputs, claims: Mapping[str, Claim]) -> list[Fault]:
    if claim.parsed is None:
        return []
    return [
        Fault(f"{found.what}\n{pointed(claim.expression, found.at)}", claim.where, found.mend)
        for found in reference_faults(claim.parsed, inputs, claims)
    ]


def _circle_faults(claims: Mapping[str, Claim]) -> list[Fault]:
    mend = "laat één van deze claims uit cellen berekend worden, of geen uitdrukking hebben"
    return [
        Fault(f"de uitdrukking gaat in een kring: {' → '.join(circle)}", claims[circle[0]].where, mend)
        for circle in circles({claim.id: claim.parsed for claim in claims.values() if claim.parsed})
    ]


def with_value(claim: Claim, value: Fraction) -> Claim:
    """Return a claim as if another value were printed in it, as precisely; for "what if" searches."""
    return replace(claim, value=value)


def register_file(edition: str) -> Path:
    """Return the path of an edition's register."""
    return paths.raw(edition) / FILE


def has_register(edition: str) -> bool:
    """Return whether an edition has a register of claims."""
    return register_file(edition).is_file()
