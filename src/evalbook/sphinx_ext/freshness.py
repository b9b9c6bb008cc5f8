"""Which pages a change touches: exactly those that show what changed, and no others.

Belongs here: the record per page of what it shows, and the events that read or write pages again.
Not here: what is shown (`numbers`, `exhibits`).

Contents are compared, never times: a file that is written again with the same bytes touches nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from evalbook.sphinx_ext.ledger import ledger_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_PER_PAGE = ("evalbook_shown", "evalbook_placed", "evalbook_subjects")
"""Kept in the environment, each by page: what it shows with its digest, the exhibits that stand on
it, and the names in an index of subjects."""


def register(app: Sphinx) -> None:
    """Connect the events that keep and use the record."""
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _touched_by_others)


def kept(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """Return one of the records that are kept by page."""
    if not hasattr(env, name):
        setattr(env, name, {})
    records: dict[str, Any] = getattr(env, name)
    return records


def note_shown(env: BuildEnvironment, shown: str, digest: str) -> None:
    """Record that the page being read shows something."""
    kept(env, "evalbook_shown").setdefault(env.docname, {})[shown] = digest


def places(env: BuildEnvironment) -> dict[str, str]:
    """Return on which page each exhibit stands."""
    placed = kept(env, "evalbook_placed")
    return {exhibit: page for page in sorted(placed) for exhibit in placed[page]}


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages of which anything shown is no longer what it was when they were read."""
    ledger = ledger_of(app)
    shown = kept(env, "evalbook_shown")
    now = {name: ledger.digest(name) for name in {name for page in shown.values() for name in page}}
    return [page for page, names in shown.items() if any(now[name] != was for name, was in names.items())]


def _purge(app: Sphinx, env: BuildEnvironment, page: str) -> None:
    for name in _PER_PAGE:
        kept(env, name).pop(page, None)


def _merge(app: Sphinx, env: BuildEnvironment, pages: Iterable[str], other: BuildEnvironment) -> None:
    for name in _PER_PAGE:
        theirs = kept(other, name)
        kept(env, name).update({page: theirs[page] for page in pages if page in theirs})


def _touched_by_others(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return pages to write again though their own text did not change.

    All of them when a title or the order of the book changed, since the contents stand on each page;
    else those that point to an exhibit that moved to another page.
    """
    navigation = _navigation_digest(env)
    before, env.evalbook_navigation = getattr(env, "evalbook_navigation", navigation), navigation
    now = places(env)
    were, env.evalbook_places = getattr(env, "evalbook_places", now), now
    if before != navigation:
        return sorted(env.found_docs)
    moved = {f"ex:{name}" for name in now.keys() | were.keys() if now.get(name) != were.get(name)}
    return [page for page, names in kept(env, "evalbook_shown").items() if moved & names.keys()]


def _navigation_digest(env: BuildEnvironment) -> str:
    parts = [
        f"{page} {title.astext()} {env.toc_secnumbers.get(page, {}).get('')}"
        for page, title in sorted(env.titles.items())
    ]
    for page in sorted(env.tocs):
        for toctree in env.tocs[page].findall(addnodes.toctree):
            parts.append(f"{page} {toctree.get('caption')} {toctree['entries']}")
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()
