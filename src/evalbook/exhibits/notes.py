"""The footnotes of a workbook as a table, in own words, with the place where each stands.

Belongs here: sheets `voetnoten`. Not here: the note under one exhibit (that is part of the exhibit).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits.model import Column, Exhibit, Row
from evalbook.measures.quantity import records

Data = Mapping[str, pd.DataFrame]


def footnotes(data: Data, table: str, exhibit: str, title: str, source: str) -> Exhibit:
    """Return the notes of a sheet: what each belongs to, what it says, where it stands."""
    rows = [Row((line["subject"], line["text"], line["place"])) for line in records(data[table])]
    return Exhibit(
        exhibit,
        "table",
        title,
        (Column("Hoort bij"), Column("Toelichting"), Column("Vindplaats")),
        tuple(rows),
        source,
        basis="prose",
        note="In eigen woorden weergegeven.",
    )
