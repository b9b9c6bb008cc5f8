"""What an exhibit can say of values that were printed as a picture only.

Belongs here: how complete it is, and what is missing at whom. Not here: the values; an exhibit is
complete as soon as its sheet holds them.
"""

from __future__ import annotations

from collections.abc import Sequence

from evalbook.exhibits.model import Basis
from evalbook.measures.quantity import Quantity
from evalbook.rounding import text_of, word_of


def basis_of(cells: Sequence[Quantity], *, stated: bool = True, complete: Basis = "printed") -> Basis:
    """Return `complete` when every cell is known, else partial; missing when nothing at all is known.

    `stated` says whether the text of the report tells something that the exhibit shows besides.
    """
    known = [cell.value is not None for cell in cells]
    if all(known):
        return complete
    return "partial" if stated or any(known) else "missing"


def gap_note(
    cells: Sequence[Quantity],
    holder: str,
    workbook: str,
    sheets: str,
    *,
    printed: str = "alleen als grafiek in het rapport",
) -> str:
    """Return how many values are missing, who holds them and where to fill them in; else nothing.

    `printed` says where they stand instead of in the text.
    """
    missing = sum(cell.value is None for cell in cells)
    if not missing:
        return ""
    every = len(cells)
    are = "staat" if missing == 1 else "staan"
    which = f"Alle {_many(every)} waarden" if missing == every else f"{_many(missing)} van de {_many(every)}"
    start = f"{which[:1].upper()}{which[1:]} {are} {printed}"
    word = "blad" if ", " not in sheets and " en " not in sheets else "bladen"
    return (
        f"{start}; {holder} heeft de cijfers. Staan ze in {workbook}, {word} {sheets}, "
        "dan is deze figuur compleet."
    )


def _many(count: int) -> str:
    return word_of(count) or text_of(count, "aantal")
