"""A synthetic register that meets the printed totals of a published edition, as far as they can be met.

Belongs here: the order of its parts. Not here: any number; all come from the published tables or from
a solver with a fixed seed.
"""

from __future__ import annotations

from evalbook import tables
from evalbook.build.new_edition.printed import Conflict, Draft, Rows
from evalbook.build.new_edition.synthetic_clusters import clusters
from evalbook.build.new_edition.synthetic_work import people, work

SEED = 2016
BASED_ON = "pib-2016-2020"


def synthetic_register(based_on: str = BASED_ON, seed: int = SEED) -> tuple[dict[str, Rows], list[Conflict]]:
    """Return the rows of every table of a register by English column, and what could not be met.

    The same seed gives the same register on every machine.

    Raises
    ------
    RunError
        Where printed totals exclude each other in a way that this module makes no choice for.
    """
    draft = Draft(tables.load(based_on), seed)
    clusters(draft)
    people(draft)
    work(draft)
    return draft.rows, draft.conflicts
