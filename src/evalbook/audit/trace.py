"""From a printed number to the cells it comes from, as lines of text.

Belongs here: finding what someone means by a claim, a key or a printed number, and writing down the
chain. Not here: calculating it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evalbook.audit.double_entry import book_numbers
from evalbook.audit.findings import KINDS
from evalbook.audit.inputs import Input, Inputs
from evalbook.audit.ledger import EditionAudit, audit
from evalbook.audit.readable import amount, calculation_text
from evalbook.audit.records import range_text, shown
from evalbook.audit.verdicts import LABELS, Judged
from evalbook.errors import Fault, InputError
from evalbook.tables.wording import nearest
from evalbook.workbook import Address

MOST_CHAINS = 20

_BLANKS = re.compile(r"[\s\u00a0€]+")


def trace(edition: str, text: str) -> list[str]:
    """Return the chain from printed text to cells, as lines, of all that a text can mean.

    Parameters
    ----------
    edition
        Name of the edition.
    text
        The id of a claim (`pib_table_12.share_2017`), the key of a number in the book
        (`case_figures.gulf-tulip.budget_rvo`), an input cell (`export.xlsx!resultaten!C3`) or a
        number as it is printed (`578.947`, `27,5%`).

    Raises
    ------
    InputError
        Where nothing is found; the nearest ids are suggested.
    """
    return trace_in(audit(edition).editions[0], text, book_numbers(required=False))


def trace_in(
    edition: EditionAudit, text: str, numbers: Mapping[str, Mapping[str, Any]] | None = None
) -> list[str]:
    """Return the chain within an edition that was audited already; `numbers` are those of the book by key."""
    wanted = text.strip()
    found = [each for each in edition.judged if each.claim.id == wanted]
    cell = _cell_of_key(edition.inputs, wanted)
    if not found and cell:
        lines = [_cell_line(cell), *_label_lines(cell)]
        about = [each for each in edition.judged if each.outcome and cell.address in each.outcome.sources]
        return [*lines, *(line for each in about[:MOST_CHAINS] for line in ("", *_chain(each, edition)))]
    found = found or [each for each in edition.judged if _prints(each.claim.printed, wanted)]
    if not found and numbers and wanted in numbers:
        return list(_book_chain(wanted, numbers[wanted], edition.inputs))
    if not found:
        raise InputError(_unfound(edition, wanted))
    lines = [line for each in found[:MOST_CHAINS] for line in (*_chain(each, edition), "")]
    if len(found) > MOST_CHAINS:
        lines.append(f"en nog {len(found) - MOST_CHAINS} claims met '{wanted}'")
    return lines if lines[-1] else lines[:-1]


def _chain(each: Judged, edition: EditionAudit) -> Iterator[str]:
    """Yield the lines about one claim."""
    claim, outcome = each.claim, each.outcome
    yield claim.id
    yield f"  wat:         {claim.label}"
    yield f"  afgedrukt:   {claim.printed}  ({claim.place}, regel {claim.line} van de rapporttekst)"
    calculation = calculation_text(claim.parsed, edition.inputs, edition.claims)
    if calculation:
        yield f"  berekening:  {calculation}"
    if each.recomputed is not None:
        room = range_text(each.interval, claim.unit, claim.decimals)
        allowed = f"  (afronding laat toe: {room})" if room else ""
        yield f"  herrekend:   {shown(each.recomputed, claim.unit, claim.decimals)}{allowed}"
    reason = f": {each.reason}" if each.reason and each.verdict != "not_recomputable" else ""
    yield f"  oordeel:     {LABELS[each.verdict]}{reason}"
    for found in edition.findings:
        if claim.id in found.claims:
            yield f"  bevinding:   {found.id} ({KINDS[found.kind]}): {found.suggestion}"
    for name in outcome.claims if outcome else ():
        other = edition.claims[name]
        yield f"  uit claim:   {name} = {other.printed}  ({other.place})"
    cells = _cells(edition.inputs)
    for address in outcome.sources if outcome else ():
        yield f"  uit cel:     {_cell_line(cells[address])}"
    if claim.note:
        yield f"  opmerking:   {claim.note}"


def _book_chain(key: str, number: Mapping[str, Any], inputs: Inputs) -> Iterator[str]:
    """Yield the lines about a number of the book that no claim is about."""
    yield key
    yield f"  wat:         {number['label']}"
    yield f"  in het boek: {number['text']}"
    if number["calculation"]:
        yield f"  berekening:  {number['calculation']}"
    for address in number["sources"]:
        cell = _cell_at(inputs, address)
        yield f"  uit cel:     {_cell_line(cell) if cell else address}"


def _cells(inputs: Inputs) -> dict[str, Input]:
    """Return all cells of the tables that were read, by address."""
    return {
        cell.address: cell
        for table in inputs.read_tables
        for cells in table.columns.values()
        for cell in cells
    }


def _cell_line(cell: Input) -> str:
    value = amount(cell.number, cell.unit) if cell.number is not None else cell.value or "(leeg)"
    return f"{cell.address} = {value}  ({cell.column.header})"


def _label_lines(cell: Input) -> list[str]:
    lines = [f"  wat:         {cell.label}"] if cell.label else []
    return [*lines, f"  afgedrukt:   {cell.printed}"] if cell.printed else lines


def _cell_of_key(inputs: Inputs, text: str) -> Input | None:
    """Return the input cell that a key or an address stands for."""
    if text.count("!") >= 2:
        return _cell_at(inputs, text)
    table, _, rest = text.partition(".")
    if table not in inputs.specification:
        return None
    found = inputs.table(table)
    for keys, place in found.rows.items():
        if rest == ".".join(keys) and "value" in found.columns:
            return found.columns["value"][place]
    return None


def _cell_at(inputs: Inputs, text: str) -> Input | None:
    address = Address.parse(text)
    for spec in inputs.specification.values():
        if (spec.workbook, spec.sheet) == (address.workbook, address.sheet):
            table = inputs.table(spec.name)
            return next(
                (cell for cells in table.columns.values() for cell in cells if cell.address == text), None
            )
    return None


def _prints(printed: str, wanted: str) -> bool:
    """Return whether a printed text holds this number as a whole, euro signs and spaces aside."""
    number = _BLANKS.sub("", wanted)
    if not any(sign.isdigit() for sign in number):
        return wanted.casefold() in printed.casefold().split()
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", _BLANKS.sub("", printed)) is not None


def _unfound(edition: EditionAudit, wanted: str) -> Fault:
    keys = [
        ".".join((spec.name, *keys))
        for spec in edition.inputs.specification.values()
        if any(column.name == "value" for column in spec.columns)
        for keys in edition.inputs.table(spec.name).rows
    ]
    near = nearest(wanted, [*edition.claims, *keys])
    mend = (
        f"bedoelde u '{near}'?"
        if near
        else "noem een id uit claims.csv, een invoercel, of een getal zoals afgedrukt"
    )
    return Fault(f"er is geen claim, sleutel of afgedrukt getal '{wanted}'", edition.edition, mend)
