"""Duplicates in lists: a name twice in one group, or in two groups that exclude each other.

Applies to the lists that are declared to hold each name once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from evalbook.audit.checks.declarations import Declarations, Unique
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Relation
from evalbook.audit.checks.wording import listed, quoted
from evalbook.audit.inputs import Input, key_text

CHECK = "dubbel in een lijst"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every name that stands more than once; one that holds where none does."""
    for unique in declared.unique:
        names, groups = facts.column(f"{unique.table}.{unique.column}"), facts.column(f"{unique.table}.{unique.group}")
        if not names or len(names) != len(groups):
            continue
        twice = repeated([key_text(name.value) for name in names], [key_text(group.value) for group in groups])
        for name, where in twice.items():
            cells = tuple(names[place].address for place in where)
            yield Relation(CHECK, (), partial(_judged, unique, name, [groups[place] for place in where]), cells=cells)
        if not twice:
            yield Relation(CHECK, (), partial(_in_order, unique), cells=tuple(name.address for name in names[:1]))


def repeated(names: list[str], groups: list[str]) -> dict[str, list[int]]:
    """Return the places of every name that stands more than once, capitals and spaces aside."""
    places: dict[str, list[int]] = defaultdict(list)
    first: dict[str, str] = {}
    for place, (name, _) in enumerate(zip(names, groups, strict=True)):
        plain = " ".join(name.casefold().split())
        if plain:
            places[plain].append(place)
            first.setdefault(plain, name)
    return {first[plain]: where for plain, where in places.items() if len(where) > 1}


def _judged(unique: Unique, name: str, groups: list[Input]) -> Judgement:
    found: dict[str, int] = defaultdict(int)
    for group in groups:
        found[key_text(group.value)] += 1
    inside = [group for group, count in found.items() if count > 1]
    said = [f"{count} keer in ‘{group}’" for group, count in found.items()]
    what = []
    if inside:
        what.append(f"meer dan eens in {quoted(inside)}")
    if len(found) > 1:
        what.append(f"in {len(found)} groepen")
    return Judgement(False, listed(said), f"{unique.label}: {name} staat {' en '.join(what)}")


def _in_order(unique: Unique) -> Judgement:
    return Judgement(True, "", f"{unique.label}: geen naam staat er twee keer")
