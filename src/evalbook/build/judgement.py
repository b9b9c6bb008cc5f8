"""The audit as a step of the build: judged, held against the book, and handed to the pages.

Belongs here: calling the audit and giving every number of the book its verdict and its way back.
Not here: judging (`audit`), and the pages (the book's extension).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from evalbook import audit, paths
from evalbook.audit import census, checks, diagnosis, double_entry, records
from evalbook.audit.sheets import anchor_of_cell, page_of_workbook, write_sheets
from evalbook.build import state
from evalbook.build.collect import LEDGER
from evalbook.errors import RunError
from evalbook.files import write
from evalbook.workbook import Address

_FIRST_CELL = re.compile(r"[^!]+\.xls[xm]!.+![A-Z]{1,3}\d+")


class Judgement:
    """The audit of some editions: first by itself, from their inputs alone, then held against the book.

    So the audit need not wait for the notebooks. An edition without a register of claims has nothing to
    judge; its sheets are shown all the same.
    """

    def __init__(self, editions: Iterable[str]) -> None:
        self._editions = list(editions)

    @cached_property
    def _result(self) -> audit.Audit:
        registered = [name for name in self._editions if audit.has_register(name)]
        # Without names the audit takes all there are: also the edition that an own book only looks at.
        return audit.audit(*registered) if registered else audit.Audit(())

    def judge(self) -> None:
        """Write all that pages need of the audit itself.

        What the report contradicts without an explanation is written down (`state.unexplained_file`) and
        stops nothing, so that the reader sees the book in which it happens.
        """
        folder = paths.processed() / "audit"
        audit.write_records(self._result)
        write_sheets(audit.Audit((*self._result.editions, *_unjudged(self._editions))))
        audit.write_live_workbook(self._result, folder / audit.LIVE_WORKBOOK)
        _write_json(folder / "census.json", _census(self._result))
        _write_json(folder / "diagnosis.json", _diagnoses(self._result))
        _write_json(state.unexplained_file(), [vars(fault) for fault in self._result.faults])

    def compare(self) -> None:
        """Hold the numbers of the book against the audit, and write them with verdict and way back.

        Raises RunError where the book and the audit calculate one number differently: a break in our own
        chain.
        """
        ledger = json.loads((paths.processed() / LEDGER).read_text("utf-8"))
        differing = audit.double_entry_faults(self._result, ledger)
        if differing:
            raise RunError(differing)
        compared = sum(len(double_entry.compared(edition, ledger)) for edition in self._result.editions)
        told = {"compared": compared, "differing": 0}
        _write_json(paths.processed() / "audit" / "double_entry.json", told)
        _write_json(paths.processed() / "numbers.json", _judged(ledger, audit_records(self._result)))


def _unjudged(names: Iterable[str]) -> list[audit.EditionAudit]:
    return [
        audit.EditionAudit(name, audit.inputs_of(name), (), (), (), ())
        for name in names
        if not audit.has_register(name)
    ]


def audit_records(result: audit.Audit) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what pages show of each claim, by edition and id."""
    return {(record["edition"], record["id"]): record for record in records.claim_records(result)}


def _judged(ledger: Mapping[str, Any], claims: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    """Return the book's numbers with verdict, published text and the page where a click leads."""
    of_cell: dict[tuple[str, str], Any] = {}
    for (edition, _), claim in claims.items():
        if claim["verdict"] == "input" and claim["cells"]:
            of_cell.setdefault((edition, claim["cells"][0]), claim)
    return {key: _one(key, number, claims, of_cell) for key, number in ledger.items()}


def _one(
    key: str,
    number: Mapping[str, Any],
    claims: Mapping[tuple[str, str], Any],
    of_cell: Mapping[tuple[str, str], Any],
) -> dict[str, Any]:
    sources, edition = number["sources"], number["edition"]
    claim = claims.get((edition, key)) or (
        of_cell.get((edition, sources[0])) if len(sources) == 1 and not number["calculation"] else None
    )
    found = dict(number) | {
        "claim": None,
        "verdict": None,
        "verdict_label": None,
        "published": None,
        "place": None,
    }
    if claim:
        names = {
            "id": "claim",
            "verdict": "verdict",
            "verdict_label": "verdict_label",
            "printed": "published",
        }
        found |= {ours: claim[theirs] for theirs, ours in names.items()}
        found |= {"place": claim["place"], "href": claim["href"]}
    elif len(sources) == 1 and (address := _first_cell(sources[0])):
        found["href"] = f"{page_of_workbook(address.workbook, edition)}#{anchor_of_cell(address)}"
    shown = {name: value for name, value in found.items() if name != "digest"}
    text = json.dumps(shown, sort_keys=True, ensure_ascii=False)
    return found | {"digest": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _first_cell(source: str) -> Address | None:
    """Return the cell that a source leads to: of a range the first; none in a file without cells."""
    match = _FIRST_CELL.match(source)
    return Address.parse(match[0]) if match else None


def _census(result: audit.Audit) -> dict[str, Any]:
    taken = {edition.edition: census.outcome(edition.edition) for edition in result.editions}
    return {edition: census.counts(tokens) for edition, tokens in taken.items() if tokens}


def _diagnoses(result: audit.Audit) -> dict[str, Any]:
    """Return per edition the changes that would mend several contradictions at once, best first."""
    found = {}
    for edition in result.editions:
        facts = checks.Facts.of(tuple(edition.claims.values()), edition.inputs)
        relations = checks.relations(facts, checks.declared_for(edition.edition))
        leading = diagnosis.diagnose(facts, relations, pairs=False).leading
        found[edition.edition] = [
            asdict(proposal) | {"net": proposal.net, "explanation": proposal.explanation}
            for proposal in leading
        ]
    return found


def _write_json(path: Path, content: Any) -> None:
    write(path, json.dumps(content, ensure_ascii=False, indent=1))
