"""The clusters of a synthetic register: start, duration, funding, market, countries, sectors.

Belongs here: what tables 4 to 8 say. Not here: participants and work (`synthetic_work`).
"""

from __future__ import annotations

import itertools
import random
from typing import Any

import pandas as pd

from evalbook.build.new_edition.printed import PLACE, Conflict, Draft, sums, text
from evalbook.build.new_edition.solving import Group, choices, numbers, solved
from evalbook.errors import Fault, RunError
from evalbook.tables.pib_register import MARKET_TYPES

DAYS = 365.25
_EURO_STEP = 5
_LATER = 2024


def required(found: Any, what: str) -> Any:
    """Return what the solver found; RunError where there was nothing to find."""
    if found is None:
        mend = "de gedrukte waarden sluiten elkaar hier uit: kies welke vervalt, en zet dat in de lijst"
        raise RunError(Fault(f"geen verzonnen register voldoet aan {what}", "solver", mend))
    return found


def clusters(draft: Draft) -> None:
    """Add the clusters, the earlier covenants, countries, sectors and themes."""
    durations, cases = draft.printed["durations"], draft.printed["cases"]
    counts = [int(count) for count in durations["clusters"]]
    years = [
        int(year) for year, count in zip(durations["start_year"], counts, strict=True) for _ in range(count)
    ]
    days = _days(draft, counts)
    pib, own = _funding(draft, counts)
    markets, countries = _markets(draft, sum(counts))
    extended = _extended(draft, len(years))
    studied = {
        year: [
            str(state)
            for start, state in zip(cases["start_year"], cases["state"], strict=True)
            if start == year
        ]
        for year in set(years)
    }
    ends = _ends(draft, years, days, studied)
    seen: dict[int, int] = {}
    for place, year in enumerate(years):
        seen[year] = seen.get(year, 0) + 1
        study = studied[year][seen[year] - 1] if seen[year] <= len(studied[year]) else ""
        code = f"{year}-{seen[year]:02d}"
        draft.add(
            "register_clusters",
            cluster=code,
            name=f"Voorbeeldcluster {place + 1}",
            start_year=year,
            end_year=ends[place],
            days=days[place],
            state=study or ("lopend" if ends[place] > 2021 else "afgerond"),
            case_study="ja" if study else "nee",
            extended="ja" if extended[place] else "nee",
            market_type=MARKET_TYPES[markets[place]],
            pib=pib[place] * _EURO_STEP,
            own=own[place] * _EURO_STEP,
        )
        draft.add("register_countries", cluster=code, country=countries[place])
    _sectors(draft, len(years))


def _days(draft: Draft, counts: list[int]) -> list[int]:
    """Return durations in days: the mean of each year, and of all, as printed."""
    durations = draft.printed["durations"]
    groups = []
    for mean, count in zip(durations["mean_duration"], counts, strict=True):
        groups.append(Group(count, *sums(float(mean), 2, count, DAYS)))
    overall = sums(4.10, 2, sum(counts), DAYS)  # printed in the last row of table 4, which no cell holds
    return list(required(numbers(draft.seed, groups, 365, 7 * 365, total=overall), "tabel 4"))


def _funding(draft: Draft, counts: list[int]) -> tuple[list[int], list[int]]:
    """Return the funding of each cluster in steps of five euros, by PIB and by the cluster itself.

    Table 5 gives means, table 6 totals; where they exclude each other the mean is kept, since two
    more rows of table 5 are made from it.
    """
    frame, totals = draft.printed["funding"], draft.printed["rvo_funding"]
    pib, own = [], []
    for year, count, mean, other, total in zip(
        frame["start_year"], counts, frame["pib"], frame["cluster"], totals["total"], strict=True
    ):
        least, most = sums(float(mean), 0, count)
        kept = int(total)
        if not least <= total <= most:
            kept = round(mean * count)
            draft.conflicts.append(
                Conflict(
                    f"{text(total, 'euro')} RVO-financiering in {year}",
                    "Tabel 6",
                    f"tabel 5: {count} clusters, elk gemiddeld {text(mean, 'euro')}: {text(kept, 'euro')}",
                    f"{text(mean, 'euro')} per cluster (tabel 5)",
                    "van het gemiddelde hangen meer gedrukte waarden af",
                )
            )
        pib.append(Group(count, kept // _EURO_STEP, kept // _EURO_STEP))
        low, high = sums(float(other), 0, count)
        middle = round(other * count / _EURO_STEP)
        near = middle if low <= middle * _EURO_STEP <= high else -(-low // _EURO_STEP)
        own.append(Group(count, near, near))
    given = {
        name: int(draft.figure("portfolio_figures", name)) // _EURO_STEP
        for name in ("pib_funding_min", "pib_funding_max", "cluster_funding_min", "cluster_funding_max")
    }
    found = []
    for groups, name in ((pib, "pib_funding"), (own, "cluster_funding")):
        low, high = given[f"{name}_min"], given[f"{name}_max"]
        found.append(required(numbers(draft.seed, groups, low, high, attained={low: 1, high: 1}), "tabel 5"))
    return found[0], found[1]


def _markets(draft: Draft, count: int) -> tuple[list[int], list[str]]:
    """Return the kind of market and the country of each cluster: table 7 and the four largest countries.

    A country stands under a kind of market only where table 7 lists it there.
    """
    listed = draft.printed["market_countries"]
    pairs = list(dict.fromkeys(zip(listed["market_type"], listed["country"], strict=True)))
    for kind, country in sorted(
        {
            pair
            for pair in zip(listed["market_type"], listed["country"], strict=True)
            if list(zip(listed["market_type"], listed["country"], strict=True)).count(pair) > 1
        }
    ):
        draft.conflicts.append(
            Conflict(
                f"{country} twee keer in de rij ‘{kind}’",
                "Tabel 7",
                "een lijst van landen noemt elk land één keer",
                "één keer",
                "het register telt per land",
            )
        )
    kinds = [int(number) for number in draft.printed["market_types"]["clusters"]]
    names = list(draft.printed["market_types"]["market_type"])
    fixed = dict(
        zip(
            draft.printed["target_countries"]["country"],
            draft.printed["target_countries"]["clusters"],
            strict=True,
        )
    )
    fewest = int(min(fixed.values()))
    split = required(_split(draft, pairs, names, kinds, fixed), "tabel 7")
    totals: dict[str, int] = {}
    for (_, country), number in zip(pairs, split, strict=True):
        totals[country] = totals.get(country, 0) + number
    over = sorted(country for country, number in totals.items() if country not in fixed and number >= fewest)
    if over:
        draft.conflicts.append(
            Conflict(
                f"{', '.join(fixed)} als vier grootste landen",
                "Paragraaf 2.4.4",
                "tabel 7: een rij telt meer clusters dan in haar landen passen als geen ander land groter "
                "mag zijn dan het kleinste van de vier",
                "de aantallen van tabel 7 en van de vier landen",
                f"alleen de rangorde vervalt: {', '.join(over)} komt in dit register vaker voor",
            )
        )
    places = [pair for pair, number in zip(pairs, split, strict=True) for _ in range(number)]
    random.Random(draft.seed).shuffle(places)
    return [names.index(kind) for kind, _ in places], [country for _, country in places]


def _split(draft: Draft, pairs: Any, names: Any, kinds: Any, fixed: Any) -> list[int] | None:
    """Return how many clusters each country has under each kind, others as few as can be."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    whole = sum(kinds)
    counts = [model.new_int_var(1, whole, "") for _ in pairs]
    for kind, number in zip(names, kinds, strict=True):
        model.add(sum(each for each, pair in zip(counts, pairs, strict=True) if pair[0] == kind) == number)
    costs = []
    for country in dict.fromkeys(country for _, country in pairs):
        total = sum(each for each, pair in zip(counts, pairs, strict=True) if pair[1] == country)
        if country in fixed:
            model.add(total == int(fixed[country]))
            continue
        over, largest = model.new_int_var(0, whole, ""), model.new_int_var(0, whole, "")
        model.add(total <= int(min(fixed.values())) - 1 + over)
        model.add(largest >= total)
        costs += [whole * over, largest]
    model.minimize(sum(costs))
    return solved(model, counts, draft.seed)


def _extended(draft: Draft, count: int) -> list[int]:
    wanted = int(draft.figure("portfolio_figures", "extensions"))
    chance = random.Random(draft.seed)
    chosen = set(chance.sample(range(count), wanted))
    return [int(place in chosen) for place in range(count)]


def _ends(draft: Draft, years: list[int], days: list[int], studied: dict[int, list[str]]) -> list[int]:
    """Return the last year of each cluster, and add earlier covenants, so that table 6 counts what runs."""
    ends = [year + max(0, -(-number // 366) - 1) for year, number in zip(years, days, strict=True)]
    for year, states in studied.items():
        for offset, state in enumerate(states):
            place = years.index(year) + offset
            ends[place] = max(ends[place], _LATER - 1) if state == "lopend" else min(ends[place], 2022)
    frame = draft.printed["rvo_funding"]
    known = [
        (int(year), int(number))
        for year, number in zip(frame["start_year"], frame["covenants_running"], strict=True)
        if pd.notna(number)
    ]
    needed = [
        (year, number - sum(s <= year <= e for s, e in zip(years, ends, strict=True)))
        for year, number in known
    ]
    first = min(years)
    earlier = [need for _, need in needed]
    if any(later > sooner for sooner, later in itertools.pairwise(earlier)) or min(earlier) < 0:
        what = f"tabel 6: lopende convenanten vragen om {earlier} eerdere convenanten"
        raise RunError(
            Fault(f"geen verzonnen register voldoet aan {what}", "solver", "verander de laatste jaren")
        )
    lasting = [
        year
        for (year, need), after in zip(needed, [*earlier[1:], 0], strict=True)
        for _ in range(need - after)
    ]
    for number, last in enumerate(lasting, 1):
        draft.rows.setdefault("register_earlier", []).append(
            {
                "cluster": f"eerder-{number:02d}",
                "start_year": first - 1 - number % 4,
                "end_year": last,
                "place": PLACE,
            }
        )
    return ends


def _sectors(draft: Draft, count: int) -> None:
    """Add the top sectors and other themes of each cluster. Source: table 8 and section 2.4.4."""
    frame, themes = draft.printed["top_sectors"], draft.printed["other_themes"]
    names = list(frame["sector"])
    bounds = [(int(number), int(number)) for number in frame["clusters"]]
    chosen = required(choices(draft.seed, count, bounds, 1, 3), "tabel 8")
    codes = [row["cluster"] for row in draft.rows["register_clusters"]]
    for code, line in zip(codes, chosen, strict=True):
        for column in line:
            draft.add("register_sectors", cluster=code, sector=names[column])
    others = [code for code, line in zip(codes, chosen, strict=True) if names.index("Overig") in line]
    named = [
        theme
        for theme, number in zip(themes["theme"], themes["clusters"], strict=True)
        for _ in range(int(number))
    ]
    for code, theme in zip(others, named, strict=False):
        draft.add("register_themes", cluster=code, theme=theme)
