"""What an expression names: tables, columns, rows, claims; whether all of it exists.

Belongs here: unknown names with the nearest known one, and expressions that go round in a circle.
Not here: the form of an expression (`grammar`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evalbook.audit.grammar import Call, CellOf, ClaimOf, ColumnOf, Expression, parts
from evalbook.audit.inputs import Inputs, InputTable
from evalbook.tables.spec import NUMBER_KINDS, Table
from evalbook.tables.wording import suggestion


@dataclass(frozen=True)
class Unfound:
    """One name that cannot be used: what is wrong, at which character, and how to mend it."""

    what: str
    at: int
    mend: str


def claims_in(expression: Expression) -> tuple[str, ...]:
    """Return the ids of the claims that an expression uses itself, in order, each once."""
    return tuple(dict.fromkeys(part.id for part in parts(expression) if isinstance(part, ClaimOf)))


def reference_faults(expression: Expression, inputs: Inputs, claims: Iterable[str]) -> Iterator[Unfound]:
    """Yield all names in an expression that do not exist, or that hold no numbers where these are needed."""
    counted = {
        id(argument)
        for part in parts(expression)
        if isinstance(part, Call) and part.name == "count"
        for argument in part.arguments
    }
    for part in parts(expression):
        if isinstance(part, ClaimOf):
            if part.id not in (known := _as_container(claims)):
                mend = suggestion(part.id, known) or "noem een id uit claims.csv"
                yield Unfound(f"claim '{part.id}' bestaat niet", part.at, mend)
        elif isinstance(part, (CellOf, ColumnOf)):
            yield from _table_faults(part, inputs, number=id(part) not in counted)
        elif isinstance(part, Call) and part.name == "wmean":
            yield from _pair_fault(part, inputs)


def _pair_fault(call: Call, inputs: Inputs) -> Iterator[Unfound]:
    """A weight belongs to the value in the same row; rows of two tables are paired only by their keys."""
    values, weights = (argument for argument in call.arguments if isinstance(argument, ColumnOf))
    if values.where != weights.where:
        mend = "geef beide kolommen dezelfde voorwaarde, of geen"
        yield Unfound("de waarden en de gewichten van wmean hebben niet dezelfde voorwaarde", call.at, mend)
    elif {values.table, weights.table} <= set(inputs.specification) and values.table != weights.table:
        one, other = (tuple(inputs.table(each.table).rows) for each in (values, weights))
        if one != other:
            what = f"de rijen van '{values.table}' en '{weights.table}' horen niet bij elkaar"
            yield Unfound(what, call.at, "neem waarden en gewichten uit tabellen met dezelfde sleutels")


def _as_container(claims: Iterable[str]) -> Mapping[str, object] | frozenset[str]:
    return claims if isinstance(claims, Mapping) else frozenset(claims)


def _table_faults(part: CellOf | ColumnOf, inputs: Inputs, *, number: bool) -> Iterator[Unfound]:
    spec = inputs.specification.get(part.table)
    if spec is None:
        mend = suggestion(part.table, inputs.specification) or f"kies uit: {', '.join(inputs.specification)}"
        yield Unfound(f"tabel '{part.table}' bestaat niet", part.at, mend)
        return
    names = [part.column, *(name for name, _ in part.where)] if isinstance(part, ColumnOf) else [part.column]
    known = {column.name: column for column in spec.columns}
    unknown = [name for name in names if name not in known]
    for name in unknown:
        mend = suggestion(name, known) or f"kies uit: {', '.join(known)}"
        yield Unfound(f"kolom '{name}' bestaat niet in tabel '{part.table}'", part.at, mend)
    if unknown:
        return
    if number and known[part.column].kind not in NUMBER_KINDS:
        mend = f"kies een kolom met getallen uit {part.table}, of tel de cellen met count(...)"
        yield Unfound(f"kolom '{part.table}.{part.column}' bevat geen getallen", part.at, mend)
    table = inputs.table(part.table)
    if isinstance(part, CellOf):
        yield from _key_fault(part, spec, table)
    else:
        yield from _value_faults(part, table)


def _key_fault(part: CellOf, spec: Table, table: InputTable) -> Iterator[Unfound]:
    if len(part.keys) != len(spec.key):
        order = f"noem in deze volgorde: {', '.join(spec.key)}"
        mend = f"{order}; zet een sleutel met een komma tussen aanhalingstekens"
        yield Unfound(
            f"tabel '{part.table}' heeft {len(spec.key)} sleutel(s), hier staan er {len(part.keys)}",
            part.at,
            mend,
        )
    elif part.keys not in table.rows:
        near = suggestion(", ".join(part.keys), [", ".join(keys) for keys in table.rows])
        mend = near or f"noem een waarde uit kolom {', '.join(spec.key)} van {spec.workbook}!{spec.sheet}"
        yield Unfound(f"rij '{', '.join(part.keys)}' bestaat niet in tabel '{part.table}'", part.at, mend)


def _value_faults(part: ColumnOf, table: InputTable) -> Iterator[Unfound]:
    """A value that occurs nowhere would count nothing without a word, so it counts as a misspelling."""
    for name, value in part.where:
        if not table.cells(name, ((name, value),)):
            known = {str(cell.value) for cell in table.columns[name] if cell.value is not None}
            mend = suggestion(value, known) or f"noem een waarde die in kolom '{name}' voorkomt"
            yield Unfound(f"'{value}' komt niet voor in kolom '{part.table}.{name}'", part.at, mend)


def circles(expressions: Mapping[str, Expression]) -> list[tuple[str, ...]]:
    """Return the claims whose expressions need each other, each circle once: (a, b, a)."""
    uses = {name: claims_in(expression) for name, expression in expressions.items()}
    done: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in uses:
        if start in done:
            continue
        path: list[str] = [start]
        open_names = {start}
        waiting = [iter(uses[start])]
        while waiting:
            name = next(waiting[-1], None)
            if name is None:
                waiting.pop()
                done.add(path[-1])
                open_names.discard(path.pop())
            elif name in open_names:
                found.append((*path[path.index(name) :], name))
            elif name in uses and name not in done:
                path.append(name)
                open_names.add(name)
                waiting.append(iter(uses[name]))
    return found
