"""The book's own roles and directives, and its look: reads files in `data/processed` only.

Belongs here: the one place where everything is registered with Sphinx. Not here: any behaviour; see
`ledger` (what the runs wrote), `numbers` (role `num`), `exhibits` (directive `exhibit`, role `ex`),
`freshness` (which pages a change touches), `look` (theme), `language` (Dutch), `searching` (the index),
`listing`, `abbreviations` and `subjects` (lists), `markup` (HTML of tables and formulas), `headings` (of
included text), `site` (files beside the pages), `build_info`, `changed` and `offprints` (how the book
was built, what moved since, what to take along), and `audit_*`: directives `audit-summary`,
`audit-findings`, `audit-register`, `input-sheets`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evalbook.sphinx_ext import (
    abbreviations,
    audit_files,
    audit_findings,
    audit_more,
    audit_page,
    audit_register,
    audit_sheets,
    audit_summary,
    build_info,
    changed,
    exhibits,
    freshness,
    headings,
    language,
    listing,
    look,
    markup,
    numbers,
    offprints,
    searching,
    site,
    subjects,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register every part; called by Sphinx."""
    app.add_config_value("evalbook_processed", "data/processed", "env", str)
    app.add_config_value("evalbook_code", _digest("*.py"), "env", str)
    app.add_config_value("evalbook_theme", _digest("theme/**/*.*"), "html", str)
    for part in (
        language,
        searching,
        freshness,
        numbers,
        exhibits,
        headings,
        markup,
        look,
        site,
        build_info,
        changed,
        offprints,
        abbreviations,
        listing,
        subjects,
    ):
        part.register(app)
    for page in (
        audit_page, audit_summary, audit_findings, audit_register, audit_more, audit_sheets, audit_files
    ):  # fmt: skip
        page.register(app)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _digest(pattern: str) -> str:
    """Return a digest of our own files, so that a change to them renews every page."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
