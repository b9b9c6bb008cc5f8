"""Calculations over actors and forums: who sits where, and who meets whom.

Belongs here: counts over the sheet of memberships. Not here: drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx
import pandas as pd

from evalbook.measures.quantity import Quantity, counted, records

CARD_OF_FORUM = "kaart van het forum"
CARD_OF_ACTOR = "kaart van de actor"


@dataclass(frozen=True)
class Seat:
    """An actor in a forum: by which sources, in which capacities, and the cells that say so."""

    forum: str
    actor: str
    stated: tuple[str, ...]
    roles: tuple[str, ...]
    cells: tuple[str, ...]


def seats(memberships: pd.DataFrame) -> list[Seat]:
    """Return each pair of forum and actor once, in order of the sheet. Source: annex 6, chapters 4, 5."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for line in records(memberships):
        row = {name: str(value) for name, value in line.items()}
        found.setdefault((row["forum"], row["actor"]), []).append(row)
    return [
        Seat(
            forum,
            actor,
            tuple(row["stated"] for row in rows),
            tuple(dict.fromkeys(row["role"] for row in rows)),
            tuple(row["stated_source"] for row in rows),
        )
        for (forum, actor), rows in found.items()
    ]


def forums_of(found: Sequence[Seat], actor: str, name: str) -> Quantity:
    """Return in how many forums an actor sits; one cell for each forum is a source."""
    return counted([seat.cells[0] for seat in found if seat.actor == actor], f"overleggen met {name}")


def members_of(found: Sequence[Seat], forum: str, name: str) -> Quantity:
    """Return how many actors sit in a forum; one cell for each actor is a source."""
    return counted([seat.cells[0] for seat in found if seat.forum == forum], f"deelnemers aan {name}")


def others_met(found: Sequence[Seat], actor: str, name: str) -> Quantity:
    """Return how many other actors an actor meets in at least one forum; a cell of each is a source."""
    cells = {seat.actor: seat.cells[0] for seat in reversed(found)}
    met = _meetings(found).neighbors(actor)
    return counted([cells[other] for other in sorted(met)], f"andere actoren die {name} treft")


def shared_forums(found: Sequence[Seat]) -> dict[tuple[str, str], int]:
    """Return in how many forums each two actors meet, pairs in alphabetical order."""
    edges = _meetings(found).edges(data="weight")
    return {(min(one, other), max(one, other)): int(weight) for one, other, weight in edges}


def _meetings(found: Sequence[Seat]) -> Any:
    """Return the graph of actors; an edge's `weight` is the number of forums that two of them share."""
    both = networkx.Graph()
    actors = list(dict.fromkeys(seat.actor for seat in found))
    both.add_nodes_from(actors)
    both.add_edges_from((f"forum:{seat.forum}", seat.actor) for seat in found)
    return networkx.bipartite.weighted_projected_graph(both, actors)


def one_sided(found: Sequence[Seat], forums: Sequence[str], actors: Sequence[str]) -> list[Seat]:
    """Return seats that only one of two cards of annex 6 names, where forum and actor both have a card."""
    return [
        seat
        for seat in found
        if seat.forum in forums
        and seat.actor in actors
        and len({CARD_OF_FORUM, CARD_OF_ACTOR} & set(seat.stated)) == 1
    ]
