"""Duplicates in lists: a name twice in one group, or in two groups that exclude each other.

Applies to the lists that are declared to hold each name once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from evalbook.audit.checks.declarations import Declarations, Unique
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Relation
from evalbook.audit.checks.wording import listed, quoted
from evalbook.audit.inputs import key_text

CHECK = "dubbel in een lijst"


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every name that stands more than once; one that holds where none does."""
    for unique in declared.unique:
        names = facts.column(f"{unique.table}.{unique.column}")
        groups = facts.column(f"{unique.table}.{unique.group}")
        if not names or len(names) != len(groups):
            continue
        twice = repeated(key_text(name.value) for name in names)
        for name, places in twice.items():
            where = [key_text(groups[place].value) for place in places]
            cells = [names[place].address for place in places] + _numbers_of(facts, unique, where)
            yield Relation(CHECK, (), partial(_judged, unique, name, where), cells=tuple(cells))
        if not twice:
            yield Relation(CHECK, (), partial(_in_order, unique), cells=(names[0].address,))


def _numbers_of(facts: Facts, unique: Unique, groups: Iterable[str]) -> list[str]:
    """Return the cells with the numbers of some groups, in the table to which the group refers."""
    refers_to = facts.inputs.specification[unique.table].column(unique.group).refers_to
    table = facts.table(refers_to[0]) if refers_to else None
    if table is None:
        return []
    places = [table.rows[(group,)] for group in dict.fromkeys(groups) if (group,) in table.rows]
    columns = [cells for cells in table.columns.values() if cells[0].number is not None]
    return [cells[place].address for place in places for cells in columns]


def repeated(names: Iterable[str]) -> dict[str, list[int]]:
    """Return the places of every name that stands more than once, capitals and spaces aside."""
    places: dict[str, list[int]] = defaultdict(list)
    first: dict[str, str] = {}
    for place, name in enumerate(names):
        plain = " ".join(name.casefold().split())
        if plain:
            places[plain].append(place)
            first.setdefault(plain, name)
    return {first[plain]: where for plain, where in places.items() if len(where) > 1}


def _judged(unique: Unique, name: str, groups: list[str]) -> Judgement:
    found = Counter(groups)
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
