"""An edition beside another one: the same figures of both, and dashes where one has none yet."""

import pandas as pd
import pytest

from evalbook.errors import Fault, NoDataError
from evalbook.exhibits import pib_own_editions


class Empty(dict):
    """Tables of an edition that nobody filled yet."""

    def __missing__(self, name):
        raise NoDataError(Fault(f"{name} is leeg", name, f"vul {name}"), (name,))


def edition(**rows):
    """Tables with one start year: columns by table, each value with its cell."""
    made = Empty()
    for table, values in rows.items():
        frame = pd.DataFrame([{"start_year": 2021, **values}])
        for column in values:
            frame[f"{column}_source"] = f"{table}.xlsx!{table}!B2"
        made[table] = frame
    return made


OWN = edition(
    durations={"clusters": 4, "mean_duration": 2.5},
    export={"firms": 8, "firms_with_growth": 2, "growth": 4_000},
)
OTHER = edition(
    durations={"clusters": 10, "mean_duration": 3.0},
    export={"firms": 5, "firms_with_growth": 3, "growth": 1_000},
)


def test_figures_stand_beside_each_other():
    exhibit = pib_own_editions(OWN, OTHER, "Deze", "Andere")
    cells = {row.cells[0]: row.cells[1:] for row in exhibit.rows}
    own, other = cells["Bedrijven met exporttoename"]
    assert (own.quantity.value, own.text, other) == (0.25, "25,0%", "60,0%")  # 2 of 8, 3 of 5
    own, other = cells["Exporttoename per gesteund bedrijf"]
    assert own.quantity.value == 500 and other == "€\N{NO-BREAK SPACE}200"  # 4.000 / 8, 1.000 / 5
    assert cells["PIB-financiering per cluster"] == ("–", "–")  # neither has table 5


def test_only_numbers_of_this_edition_are_registered():
    exhibit = pib_own_editions(OWN, OTHER, "Deze", "Andere")
    assert [number.quantity.value for number in exhibit.numbers] == [4, 4, 2.5, 0.25, 500]


@pytest.mark.parametrize(("own", "basis"), [(Empty(), "missing"), (OWN, "recomputed")])
def test_an_edition_without_figures_says_which_sheet_to_fill(own, basis):
    exhibit = pib_own_editions(own, OTHER, "Deze", "Andere")
    assert exhibit.basis == basis
    if basis == "missing":
        assert exhibit.lacks == ("durations",)
