"""Whole numbers that add up to what is asked, by a solver that gives the same answer every time.

Belongs here: CP-SAT, its settings, and the two questions asked of it. Not here: what the numbers mean.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

_EFFORT = 5.0
"""Deterministic time, so that a slow machine stops at the same answer as a fast one."""


@dataclass(frozen=True)
class Group:
    """A run of numbers of which the sum lies between two bounds."""

    size: int
    least: int
    most: int


def numbers(
    seed: int,
    groups: Sequence[Group],
    low: int,
    high: int,
    *,
    attained: Mapping[int, int] | None = None,
    above: tuple[int, int] | None = None,
    total: tuple[int, int] | None = None,
    most_of: Sequence[int] | None = None,
) -> list[int] | None:
    """Return a number for every member of the groups, or None where there is no solution.

    Parameters
    ----------
    seed
        Chooses among the many solutions: the one nearest to random wishes.
    groups, low, high
        Bounds on sums and on each number.
    attained
        How many numbers must be exactly some value: `{5: 9}`.
    above
        How many numbers must lie above a value: `(20, 1)`.
    total
        Bounds on the sum of all groups together.
    most_of
        A highest value for each number by itself.
    """
    model, chance = cp_model.CpModel(), random.Random(seed)
    found: list[Any] = []
    wishes: list[Any] = []
    for group in groups:
        members = [model.new_int_var(low, high, "") for _ in range(group.size)]
        model.add_linear_constraint(sum(members), group.least, group.most)
        middle = (group.least + group.most) / 2 / group.size
        for member in members:
            wish = min(high, max(low, round(middle * chance.uniform(0.6, 1.4))))
            wishes.append(_distance(model, member, wish, high))
        found += members
    if total:
        model.add_linear_constraint(sum(found), *total)
    for member, most in zip(found, most_of or (), strict=False):
        model.add(member <= most)
    for value, count in (attained or {}).items():
        model.add(sum(_flag(model, member, value, value, low, high) for member in found) == count)
    if above:
        model.add(sum(_flag(model, member, above[0] + 1, high, low, high) for member in found) == above[1])
    model.minimize(sum(wishes))
    return solved(model, found, seed)


def choices(
    seed: int,
    rows: int,
    columns: Sequence[tuple[int, int]],
    least: int,
    most: int,
    *,
    allowed: Sequence[Sequence[bool]] | None = None,
    only: Sequence[int] | None = None,
) -> list[list[int]] | None:
    """Return for each row the columns chosen, so that every column is chosen as often as asked.

    `columns` gives the least and most of each column, `least` and `most` bound the choices of a row,
    `allowed` forbids some, and `only` names the rows that choose at all.
    """
    model, chance = cp_model.CpModel(), random.Random(seed)
    grid = [[model.new_bool_var("") for _ in columns] for _ in range(rows)]
    for row, line in enumerate(grid):
        chooses = only is None or row in only
        model.add_linear_constraint(sum(line), least if chooses else 0, most if chooses else 0)
        for column, each in enumerate(line):
            if allowed and not allowed[row][column]:
                model.add(each == 0)
    for column, (low, high) in enumerate(columns):
        model.add_linear_constraint(sum(line[column] for line in grid), low, high)
    model.minimize(sum(chance.randint(0, 99) * each for line in grid for each in line))
    values = solved(model, [each for line in grid for each in line], seed)
    if values is None:
        return None
    width = len(columns)
    lines = [values[row * width : (row + 1) * width] for row in range(rows)]
    return [[column for column, chosen in enumerate(line) if chosen] for line in lines]


def _distance(model: Any, member: Any, wish: int, high: int) -> Any:
    distance = model.new_int_var(0, high, "")
    model.add(distance >= member - wish)
    model.add(distance >= wish - member)
    return distance


def _flag(model: Any, member: Any, least: int, most: int, low: int, high: int) -> Any:
    """Return a truth value: whether a number lies between two values."""
    flag = model.new_bool_var("")
    inside = cp_model.Domain(least, most)
    model.add_linear_expression_in_domain(member, inside).only_enforce_if(flag)
    outside = cp_model.Domain(low, high).intersection_with(inside.complement())
    model.add_linear_expression_in_domain(member, outside).only_enforce_if(~flag)
    return flag


def solved(model: Any, wanted: Sequence[Any], seed: int) -> list[int] | None:
    """Return the values of these variables in the best solution found, or None where there is none."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = _EFFORT
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [solver.value(each) for each in wanted]
