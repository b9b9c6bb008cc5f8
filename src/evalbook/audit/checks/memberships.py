"""Memberships stated in several places: does the full list of a group hold everyone said to be in it?

Applies to tables that are declared to tell who takes part in what, and according to which place. A place
that names only some of the members is not held against the list: it may leave out, not add.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from evalbook.audit.checks.declarations import Declarations, Membership
from evalbook.audit.checks.facts import Facts
from evalbook.audit.checks.relation import Judgement, Relation
from evalbook.audit.checks.wording import listed, quoted
from evalbook.audit.inputs import Input, InputTable, key_text

CHECK = "deelname op meer plaatsen"


@dataclass(frozen=True)
class Said:
    """One statement that a member takes part: by which place, and the address of its cell."""

    member: str
    place: str
    address: str


def relations(facts: Facts, declared: Declarations) -> Iterator[Relation]:
    """Yield a relation for every group of which a full list of members is given."""
    for each in declared.memberships:
        table = facts.table(each.table)
        if table is None:
            continue
        for group, said in _by_group(table, each).items():
            full = {one.member for one in said if one.place == each.full}
            if not full:
                continue
            missing = tuple(one for one in said if one.place != each.full and not _holds(full, one, each))
            name = _name(facts, each, each.group, group)
            named = tuple(replace(one, member=_name(facts, each, each.member, one.member)) for one in missing)
            cells = (*(one.address for one in missing), *_numbers_of(facts, each, group))
            yield Relation(CHECK, (), partial(judge, each.label, name, named), cells=cells)


def judge(label: str, group: str, missing: tuple[Said, ...]) -> Judgement:
    """Return whether the full list of a group holds all that other places put in it."""
    if not missing:
        return Judgement(True, "", f"{label}: de lijst van {group} noemt iedereen die elders is genoemd")
    members = dict.fromkeys(one.member for one in missing)
    places = dict.fromkeys(one.place for one in missing)
    what = f"{label}: op de lijst van {group} ontbreekt {listed(members)}, wel volgens {quoted(places)}"
    return Judgement(False, "; ".join(f"{one.member}: {one.place}" for one in missing), what)


def _by_group(table: InputTable, each: Membership) -> dict[str, list[Said]]:
    columns = (table.columns[name] for name in (each.group, each.member, each.stated))
    found: dict[str, list[Said]] = defaultdict(list)
    for group, member, stated in zip(*columns, strict=True):
        said = Said(key_text(member.value), key_text(stated.value), member.address)
        found[key_text(group.value)].append(said)
    return found


def _holds(full: set[str], one: Said, each: Membership) -> bool:
    """Return whether a full list names a member, or the whole of which it is a part."""
    wholes = {whole for whole, parts in each.wholes if one.member in parts}
    return one.member in full or bool(full & wholes)


def _numbers_of(facts: Facts, each: Membership, group: str) -> list[str]:
    """Return the cells with numbers of a group."""
    row = _row(facts, each, each.group, group)
    return [cell.address for cell in row.values() if cell.number is not None]


def _name(facts: Facts, each: Membership, column: str, key: str) -> str:
    """Return what readers call a group or a member: its name where there is one, else its key."""
    found = _row(facts, each, column, key).get("name")
    return key_text(found.value) if found else key


def _row(facts: Facts, each: Membership, column: str, key: str) -> dict[str, Input]:
    """Return the row of a key, in the table to which its column refers; nothing where there is none."""
    refers_to = facts.inputs.specification[each.table].column(column).refers_to
    table = facts.table(refers_to[0]) if refers_to else None
    if table is None or (key,) not in table.rows:
        return {}
    return {name: cells[table.rows[(key,)]] for name, cells in table.columns.items()}
