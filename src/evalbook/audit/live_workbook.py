"""`audit.xlsx`: all inputs at their own addresses, and every claim recomputed by a live formula.

Belongs here: what is on the sheets and in which order. Not here: formulas (`formulas`), names of
sheets (`sheetnames`), and how a sheet looks (`sheetstyle`).

Every sheet holds one table that begins in A1, with a marked header row that stays in view and no
merged cells, so that it can be read by ear and sorted. Formulas carry the value that Python
calculated, so that a viewer that does not calculate shows it as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import xlsxwriter

from evalbook.audit.findings import KINDS
from evalbook.audit.formulas import Layout, excel_formula
from evalbook.audit.grammar import ClaimOf
from evalbook.audit.ledger import Audit, EditionAudit
from evalbook.audit.readable import calculation_text
from evalbook.audit.register import Claim
from evalbook.audit.sheetnames import CLAIMS, FINDINGS, README, quoted, sheet_names
from evalbook.audit.sheetstyle import Amount, Book, Formula, Heading, Link, Value
from evalbook.audit.summary import ordered
from evalbook.audit.verdicts import LABELS, MEANINGS, Judged
from evalbook.files import write
from evalbook.workbook import Address, read_cells

FILE = "audit.xlsx"
LONGEST_FORMULA = 8192

CLAIM_HEADINGS = (
    Heading("claim", 34), Heading("editie", 14), Heading("plaats", 22), Heading("regel", 8),
    Heading("omschrijving", 42), Heading("afgedrukt", 22), Heading("waarde", 14), Heading("eenheid", 13),
    Heading("herrekend", 16), Heading("laagste", 14), Heading("hoogste", 14), Heading("oordeel", 24),
    Heading("berekening", 40), Heading("invoercellen", 40), Heading("naar de invoer", 30),
    Heading("bevinding", 22), Heading("opmerking", 60),
)  # fmt: skip
VALUE = 6
"""The column of the sheet of claims with the printed value, counted from nought."""

FINDING_HEADINGS = (
    Heading("bevinding", 24), Heading("editie", 14), Heading("soort", 18), Heading("titel", 44),
    Heading("claims", 44),
    Heading("uitleg", 90), Heading("voorstel", 60), Heading("blijkt uit", 24),
)  # fmt: skip

_README = (
    (
        "Wat dit is",
        "Alle afgedrukte getallen van het rapport, elk herrekend uit de invoer. De formules rekenen mee: "
        "verander een invoercel en zie welke getallen veranderen.",
    ),
    (
        "Blad claims",
        "Eén rij per afgedrukt getal. 'waarde' is het afgedrukte getal (een aandeel als deel van 1), "
        "'herrekend' een formule over de invoerbladen, 'laagste' en 'hoogste' wat de afronding van de invoer "
        "toelaat. 'naar de invoer' springt naar de eerste cel die de berekening gebruikt.",
    ),
    (
        "Blad bevindingen",
        "Eén rij per tegenspraak of opmerking, de belangrijkste soort eerst, met uitleg en voorstel.",
    ),
    (
        "Overige bladen",
        "Eén blad per invoerblad, genoemd naar werkmap en blad. Elke waarde staat in dezelfde cel als in de "
        "werkmap zelf.",
    ),
    *((f"Oordeel {LABELS[verdict]}", text) for verdict, text in MEANINGS.items()),
    (
        "Rekenen",
        "De formules werken in Excel en LibreOffice. Hun uitkomsten zijn bewaard, dus ook zonder te rekenen "
        "leesbaar.",
    ),
)


def write_live_workbook(audit: Audit, path: Path) -> None:
    """Write `audit.xlsx`, whole, and only when it would differ."""
    write(path, live_workbook(audit))


def live_workbook(audit: Audit) -> bytes:
    """Return `audit.xlsx` as bytes; the same audit always gives the same bytes."""
    stream = BytesIO()
    book = Book(stream)
    names = sheet_names({each.edition: each.inputs.specification.values() for each in audit.editions})
    book.table(README, (Heading("onderwerp", 34), Heading("uitleg", 110)), _README)
    book.table(CLAIMS, CLAIM_HEADINGS, _claim_rows(audit, names))
    book.table(FINDINGS, FINDING_HEADINGS, _finding_rows(audit))
    for edition in audit.editions:
        for (workbook, sheet), title in _own(names, edition.edition).items():
            book.copy(title, read_cells(edition.inputs.folder / workbook).sheet(sheet))
    book.close()
    return stream.getvalue()


def _own(names: Mapping[tuple[str, str, str], str], edition: str) -> dict[tuple[str, str], str]:
    """Return the sheets of one edition, by workbook and sheet."""
    return {(workbook, sheet): title for (name, workbook, sheet), title in names.items() if name == edition}


def _claim_rows(audit: Audit, names: Mapping[tuple[str, str, str], str]) -> list[Sequence[Value]]:
    rows: list[Sequence[Value]] = []
    for edition in audit.editions:
        first = len(rows) + 2
        places = {claim: f"{_letter(VALUE)}{row}" for row, claim in enumerate(edition.claims, start=first)}
        layout = Layout(edition.inputs, _own(names, edition.edition), places)
        rows += [_claim_row(each, edition, layout) for each in edition.judged]
    return rows


def _claim_row(each: Judged, edition: EditionAudit, layout: Layout) -> Sequence[Value]:
    claim, interval, outcome = each.claim, each.interval, each.outcome
    return (
        claim.id,
        claim.edition,
        claim.place,
        claim.line,
        claim.label,
        claim.printed,
        Amount(claim.value, _number_format(claim, 0)),
        claim.unit,
        _formula(each, layout),
        _bound(interval.low if interval else None, claim),
        _bound(interval.high if interval else None, claim),
        LABELS[each.verdict],
        calculation_text(claim.parsed, edition.inputs, edition.claims),
        "; ".join(outcome.sources) if outcome else "",
        _link(each, layout),
        " ".join(edition.findings_of.get(claim.id, ())),
        each.reason or claim.note,
    )


def _formula(each: Judged, layout: Layout) -> Value:
    """Return the live formula of a claim with its value; also for an input, which is then its cell."""
    if each.claim.parsed is None or each.outcome is None or each.outcome.value is None:
        return None
    text = excel_formula(each.claim.parsed, layout)
    value, shown = each.outcome.value, _number_format(each.claim, 1)
    return Amount(value, shown) if len(text) > LONGEST_FORMULA else Formula(text, value, shown)


def _bound(value: Fraction | None, claim: Claim) -> Value:
    return None if value is None else Amount(value, _number_format(claim, 2))


def _number_format(claim: Claim, more: int) -> str:
    """Return how a number beside a claim is shown: as precise as was printed, and so many decimals more."""
    decimals = max(0, claim.decimals - (2 if claim.unit == "aandeel" else 0)) + more
    digits = "0" if claim.unit == "jaartal" else "#,##0"
    return digits + ("." + "0" * decimals if decimals else "") + ("%" if claim.unit == "aandeel" else "")


def _link(each: Judged, layout: Layout) -> Value:
    """Return a link to the first input cell of a claim, or to the claim that it repeats."""
    parsed = each.claim.parsed
    if isinstance(parsed, ClaimOf):
        return _jump(CLAIMS, layout.claims[parsed.id])
    if each.outcome is None or not each.outcome.sources:
        return None
    first = Address.parse(each.outcome.sources[0])
    return _jump(layout.sheets[first.workbook, first.sheet], first.cell)


def _jump(sheet: str, cell: str) -> Link:
    return Link(f"{quoted(sheet)}!{cell}", f"{sheet}!{cell}")


def _finding_rows(audit: Audit) -> list[Sequence[Value]]:
    return [
        (
            found.id,
            found.edition,
            KINDS[found.kind],
            found.title,
            ", ".join(found.claims),
            found.explanation,
            found.suggestion,
            ", ".join(found.marked_by),
        )
        for edition in audit.editions
        for found in ordered(edition.findings)
    ]


def _letter(column: int) -> str:
    return str(xlsxwriter.utility.xl_col_to_name(column))
