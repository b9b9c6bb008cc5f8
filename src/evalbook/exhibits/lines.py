"""The line from bottleneck to activity to result: how far each kind of bottleneck came.

Belongs here: an exhibit of our own that needs a register, in which each thing names what it follows from.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.errors import Fault, NoDataError
from evalbook.exhibits.missing import or_missing
from evalbook.exhibits.model import Column, Exhibit, Row, Shown, Value, slug
from evalbook.measures import lines

_TITLE = "Van knelpunt naar activiteit naar resultaat"
_SHEETS = "register.xlsx, bladen knelpunten, activiteiten en resultaten"
_COLUMNS = (
    Column("Soort knelpunt"),
    Column("Aantal", True, group="Knelpunten", name="knelpunten"),
    Column("Aangepakt", True, group="Knelpunten", name="knelpunten_aangepakt"),
    Column("Aantal", True, group="Activiteiten", name="activiteiten"),
    Column("Gedaan", True, group="Activiteiten", name="activiteiten_gedaan"),
    Column("Aantal", True, group="Resultaten", name="resultaten"),
    Column("Aantal", True, group="Knelpunt minder", name="knelpunten_minder"),
    Column("Aandeel", True, group="Knelpunt minder", name="aandeel_minder"),
)
"""A column for each of `lines.STEPS`, between the kind of bottleneck and the share that was reduced."""


@or_missing(_TITLE)
def pib_own_lines(data: Mapping[str, pd.DataFrame]) -> Exhibit:
    """Return for each kind of bottleneck how far its lines come, as counts, and the share that was reduced.

    Needs `register_bottlenecks`, `register_activities` and `register_results`.
    """
    key = "pib_own_lines"
    found = lines.by_kind(data["register_bottlenecks"], data["register_activities"], data["register_results"])
    if not found:
        raise NoDataError(
            Fault(
                "geen knelpunt in register.xlsx, blad knelpunten",
                "register.xlsx!knelpunten",
                "vul daar per cluster de knelpunten in, en noem ze op blad activiteiten",
            ),
            ("register_bottlenecks",),
        )
    whole = lines.together(found)
    loose = lines.loose_ends(data["register_activities"], data["register_results"])
    ends = {name: Shown(f"{key}.{name}_loose", quantity) for name, quantity in loose.items()}
    untouched = whole.counts["bottlenecks"] - whole.counts["tackled"]
    return Exhibit(
        key,
        "table",
        _TITLE,
        _COLUMNS,
        (
            *(Row(_cells(f"{key}.{slug(each.kind)}", each)) for each in found),
            Row(_cells(f"{key}.all", whole), "total"),
        ),
        _SHEETS,
        note=(
            "Aangepakt: minstens één activiteit noemt het knelpunt. Gedaan: geheel of grotendeels volgens "
            "plan. Minder: het knelpunt verdween geheel of deels. Buiten elke lijn vallen activiteiten "
            f"zonder knelpunt ({ends['activities'].text}) en resultaten zonder activiteit "
            f"({ends['results'].text}). Dat een resultaat op een activiteit volgt, bewijst niet dat het "
            "erdoor kwam."
        ),
        extra=(
            *ends.values(),
            Shown(f"{key}.all_untouched", untouched.named("knelpunten zonder activiteit")),
        ),
    )


def _cells(key: str, each: lines.Lines) -> tuple[Value, ...]:
    counts = [Shown(f"{key}_{step}", each.counts[step]) for step in lines.STEPS]
    return (each.kind.capitalize(), *counts, Shown(f"{key}_share_reduced", each.share_reduced))
