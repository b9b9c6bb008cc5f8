"""Participants, activities, objectives and results of a synthetic register.

Belongs here: what figure 3, tables 12 and 16 and chapter 4 say. Not here: the clusters themselves.
"""

from __future__ import annotations

import random
from typing import Any

import pandas as pd

from evalbook.build.new_edition.printed import Conflict, Draft, sums, text
from evalbook.build.new_edition.solving import Group, choices, numbers
from evalbook.build.new_edition.synthetic_clusters import required
from evalbook.tables.pib import CATEGORIES, MODULES
from evalbook.tables.pib_register import BOTTLENECKS, OBJECTIVES

_PER_CLUSTER = (6, 9)
_STEP = 100_000  # euros in which turnover is dealt out
_ASKED = 100  # firms asked about their next steps: the least with which whole percents can be met


def people(draft: Draft) -> None:
    """Add participants and partners of each cluster, their next steps, and the export of their firms."""
    codes = _codes(draft)
    sizes, firms = _sizes(draft, len(codes))
    chance = random.Random(draft.seed)
    steps = _follow_up(draft)
    chance.shuffle(steps)
    for place, code in enumerate(codes):
        for member in range(sizes[place]):
            firm = member < firms[place]
            kind = (
                ("groot bedrijf" if member == 0 and place % 4 == 0 else "mkb-bedrijf")
                if firm
                else (("kennisinstelling", "overige organisatie")[member % 2])
            )
            row = {"cluster": code, "number": member + 1, "role": "deelnemer", "kind": kind}
            asked = steps.pop() if firm and member in (1, 3) and steps else None
            draft.add("register_participants", **row, follow_up=asked)
        for partner in range(chance.randint(1, 5)):
            draft.add(
                "register_participants",
                cluster=code,
                number=sizes[place] + partner + 1,
                role="samenwerkingspartner",
                kind="overige organisatie",
                follow_up=None,
            )
    _exports(draft)


def work(draft: Draft) -> None:
    """Add bottlenecks, activities, objectives, results and SDGs."""
    _activities(draft)
    _objectives(draft)
    _turnover(draft)
    _pilots(draft)
    _outcomes(draft)
    _sdgs(draft)


def _codes(draft: Draft) -> list[str]:
    return [str(row["cluster"]) for row in draft.rows["register_clusters"]]


def _sizes(draft: Draft, count: int) -> tuple[list[int], list[int]]:
    """Return participants and firms of each cluster: figure 3 and section 2.4.2."""
    frame = draft.printed["participants"]
    line = frame[frame["participants"].notna()].iloc[0]
    minimum = int(draft.figure("portfolio_figures", "minimum_participants"))
    usual = int(draft.figure("portfolio_figures", "usual_maximum_participants"))
    attained = {minimum: int(draft.figure("portfolio_figures", "clusters_at_minimum"))}
    above = (usual, int(draft.figure("portfolio_figures", "clusters_above_usual_maximum")))
    least, most = sums(float(line["participants"]), 2, count)
    sizes = required(
        numbers(draft.seed, [Group(count, least, most)], minimum, 24, attained=attained, above=above),
        "figuur 3",
    )
    mean = float(line["firms"])
    least, most = sums(mean, 2, count)
    if least > most:
        least = most = round(mean * count)
        draft.conflicts.append(
            Conflict(
                f"gemiddeld {text(mean, 'verhouding', 2)} bedrijven per cluster",
                "Paragraaf 2.4.2",
                f"tabel 4: {count} clusters; geen heel aantal bedrijven geeft dit gemiddelde",
                f"{text(least)} bedrijven, gemiddeld {text(least / count, 'verhouding', 2)}",
                "het aantal clusters staat op de meeste plaatsen zo",
            )
        )
    firms = required(numbers(draft.seed + 1, [Group(count, least, most)], 3, 24, most_of=sizes), "figuur 3")
    sme, share = (draft.figure("portfolio_figures", name) for name in ("share_sme", "share_firms"))
    if sme > share:
        draft.conflicts.append(
            Conflict(
                f"{text(sme, 'aandeel')} van de deelnemers is mkb-bedrijf",
                "Paragraaf 2.2.3",
                f"paragraaf 2.4.2: {text(share, 'aandeel')} is bedrijf, en elk mkb-bedrijf is een bedrijf",
                f"{text(share, 'aandeel')} bedrijven",
                "het aandeel bedrijven volgt ook uit de gemiddelden",
            )
        )
    return sizes, firms


def _follow_up(draft: Draft) -> list[str]:
    frame = draft.printed["follow_up"]
    return [
        str(name)
        for name, share in zip(frame["outcome"], frame["share"], strict=True)
        for _ in range(round(share * _ASKED))
    ]


def _exports(draft: Draft) -> None:
    """Add the export growth of small firms. Source: table 12, its rows of counts and amounts."""
    frame = draft.printed["export"]
    start = {row["cluster"]: row["start_year"] for row in draft.rows["register_clusters"]}
    for line in frame.to_dict("records"):
        small = [
            row
            for row in draft.rows["register_participants"]
            if row["kind"] == "mkb-bedrijf" and start[row["cluster"]] == line["start_year"]
        ]
        count, growing = int(line["firms"]), int(line["firms_with_growth"])
        step = 1000
        total = int(line["growth"]) // step
        amounts = required(
            numbers(draft.seed, [Group(growing, total, total)], 1, 6 * total // growing), "tabel 12"
        )
        chosen = required(small[:count] if len(small) >= count else None, "tabel 12")
        spread = random.Random(draft.seed).sample(range(count), growing)
        amount_of = dict(zip(spread, amounts, strict=True))
        for place, row in enumerate(chosen):
            draft.add(
                "register_export",
                cluster=row["cluster"],
                number=row["number"],
                growth=float(amount_of.get(place, 0) * step),
            )
    counted = int(frame["firms_with_growth"].sum())
    share = counted / int(frame["firms"].sum())
    printed = draft.figure("effect_figures", "export_share_firms")
    if text(share, "aandeel") != text(printed, "aandeel"):
        draft.conflicts.append(
            Conflict(
                f"{text(printed, 'aandeel')} van de bedrijven met exporttoename",
                "Tabel 12, kolom met beide jaren",
                f"tabel 12: {counted} van {frame['firms'].sum()} bedrijven is {text(share, 'aandeel', 1)}",
                "de aantallen per jaar",
                "totaal, aandeel en bedrag per bedrijf volgen uit de jaren",
            )
        )


def _activities(draft: Draft) -> None:
    """Add bottlenecks and activities: table 16 for the case studies, the shares of the routes for all."""
    chance = random.Random(draft.seed)
    module_of = {
        str(row["category"]): str(row["module"])
        for row in draft.printed["realisation_printed"].to_dict("records")
    }
    studies = [row for row in draft.rows["register_clusters"] if row["case_study"] == "ja"]
    todo: dict[str, list[tuple[str, str, str]]] = {code: [] for code in _codes(draft)}
    for line in draft.printed["realisation_printed"].to_dict("records"):
        answers: list[tuple[str, str]] = []
        for state, name in (("afgerond", "finished"), ("lopend", "running")):
            given = [
                answer
                for column, answer in (("yes", "ja"), ("partly", "deels"), ("no", "nee"))
                for _ in range(_count(line[f"{name}_{column}"]))
            ]
            of_state = [row["cluster"] for row in studies if row["state"] == state]
            answers += list(zip(of_state, [*given, *["niet vermeld"] * len(of_state)], strict=False))
        known = [pair for pair in answers if pair[1] != "niet vermeld"]
        rest = [pair for pair in answers if pair[1] == "niet vermeld"][: _count(line["planned"]) - len(known)]
        for code, answer in [*known, *rest]:
            todo[code].append((str(line["category"]), answer, "ja"))
    plain = [category for category in CATEGORIES if category in module_of]
    for row in draft.rows["register_clusters"]:
        if row["case_study"] == "nee":
            for _ in range(chance.randint(*_PER_CLUSTER)):
                answer = chance.choices(("ja", "grotendeels", "deels", "nee"), (60, 12, 14, 14))[0]
                todo[row["cluster"]].append(
                    (chance.choice(plain), answer, "ja" if chance.random() < 0.9 else "nee")
                )
    routes = _routes(draft, sum(len(each) for each in todo.values()))
    chance.shuffle(routes)
    for code, activities in todo.items():
        kinds = chance.sample(BOTTLENECKS, chance.randint(2, 4))
        for number, kind in enumerate(kinds, 1):
            removed = chance.choices(("ja", "deels", "nee"), (35, 40, 25))[0]
            draft.add("register_bottlenecks", cluster=code, number=number, kind=kind, removed=removed)
        for number, (category, answer, planned) in enumerate(activities, 1):
            draft.add(
                "register_activities",
                cluster=code,
                number=number,
                bottleneck=number % len(kinds) + 1,
                module=module_of.get(category, MODULES[0]),
                category=category,
                route=routes.pop(),
                planned=planned,
                realisation=answer,
            )


def _routes(draft: Draft, count: int) -> list[int | None]:
    """Return a route for every activity, in the shares of sections 4.1.1 to 4.1.3."""
    frame = draft.printed["routes"]
    dealt: list[int | None] = [
        int(route)
        for route, share in zip(frame["route"], frame["share"], strict=True)
        for _ in range(round(share * count))
    ]
    return [*dealt, *[None] * (count - len(dealt))]


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _objectives(draft: Draft) -> None:
    """Add objectives: contracts as section 4.1.1 tells, and one other for every cluster."""
    chance = random.Random(draft.seed)
    frame = draft.printed["contract_objectives"]
    outcomes = [
        str(name)
        for name, number in zip(frame["outcome"], frame["clusters"], strict=True)
        for _ in range(int(number))
    ]
    stated = int(draft.figure("effect_figures", "clusters_with_contract_objective"))
    if len(outcomes) != stated:
        parts = " + ".join(str(int(number)) for number in frame["clusters"])
        draft.conflicts.append(
            Conflict(
                f"{stated} clusters met overeenkomsten of contracten als doel",
                "Paragraaf 4.1.1",
                f"zelfde paragraaf: {parts} = {len(outcomes)} clusters naar uitkomst",
                f"{len(outcomes)} clusters",
                "drie gedrukte aantallen tegen een",
            )
        )
    chosen = set(chance.sample(range(len(_codes(draft))), len(outcomes)))
    chance.shuffle(outcomes)
    for place, code in enumerate(_codes(draft)):
        number = 1
        if place in chosen:
            draft.add(
                "register_objectives",
                cluster=code,
                number=number,
                kind=OBJECTIVES[0],
                target=float(chance.randint(1, 6)),
                unit="aantal",
                outcome=outcomes.pop(),
            )
            number += 1
        draft.add(
            "register_objectives",
            cluster=code,
            number=number,
            kind=chance.choice(OBJECTIVES[1:5]),
            target=None,
            unit=None,
            outcome=chance.choice(("behaald", "deels behaald", "niet behaald", "onbekend")),
        )


def _turnover(draft: Draft) -> None:
    """Add turnover growth: total, first years, five largest clusters, largest deal. Source: section 4.2.2."""
    figure = {name: draft.figure("effect_figures", name) for name in draft.printed["effect_figures"]["item"]}
    clusters = draft.rows["register_clusters"]
    if figure["clusters_supported"] != len(clusters):
        draft.conflicts.append(
            Conflict(
                f"{text(figure['clusters_supported'])} gesteunde clusters",
                "Paragraaf 4.2.2",
                f"tabel 4: {len(clusters)} clusters",
                f"{len(clusters)} clusters",
                f"{text(figure['share_clusters_with_turnover'], 'aandeel', 1)} wordt daardoor "
                f"{text(figure['clusters_with_turnover'] / len(clusters), 'aandeel', 1)}",
            )
        )
    first = min(row["start_year"] for row in clusters)
    early = [row["cluster"] for row in clusters if row["start_year"] <= first + 1]
    late = [row["cluster"] for row in clusters if row["start_year"] > first + 1]
    chance = random.Random(draft.seed)
    counts = {
        "early": int(figure["clusters_first_years_with_growth"]),
        "all": int(figure["clusters_with_turnover"]),
    }
    chosen = sorted(chance.sample(early, counts["early"])) + sorted(
        chance.sample(late, counts["all"] - counts["early"])
    )
    unit = round(1_000_000 / _STEP)
    amounts = _amounts(draft, figure, counts, unit)
    deal = round(figure["largest_deal"] * unit)
    for code, amount in zip(chosen, amounts, strict=True):
        parts = [deal, amount - deal] if amount >= deal else [amount]
        for part in [each for each in parts if each]:
            spread = part if part == deal else part // 4
            low, high = (part, part) if part == deal else (part - spread, part + spread)
            _result(draft, code, "impact", "omzetgroei", low=low * _STEP, high=high * _STEP)
    certain = round(figure["turnover_growth_certain"] * unit)
    for code, share in zip(chosen[-2:], (certain // 2, certain - certain // 2), strict=True):
        _result(
            draft,
            code,
            "impact",
            "omzetgroei",
            low=share * _STEP,
            high=share * _STEP,
            certainty="vrijwel zeker",
        )
    least, most = (figure[name] * 1_000_000 for name in ("range_example_low", "range_example_high"))
    _result(draft, chosen[0], "impact", "omzetgroei", low=least, high=most, certainty="mogelijk")


def _amounts(draft: Draft, figure: dict[str, float], counts: dict[str, int], unit: int) -> list[int]:
    """Return growth per cluster: the five largest are three of the first years and two later ones."""
    whole, early = (
        round(figure["turnover_growth"] * unit),
        round(figure["turnover_growth_first_years"] * unit),
    )
    top = round(figure["share_top_clusters"] * whole)
    deal = round(figure["largest_deal"] * unit)
    large = int(figure["top_clusters"])
    in_early = min(3, counts["early"])
    small_early, small_late = counts["early"] - in_early, counts["all"] - counts["early"] - (large - in_early)
    late = whole - early
    late_top = min(late - small_late, round(0.6 * late))
    early_top = top - late_top
    first = required(
        numbers(
            draft.seed,
            [Group(1, deal, deal), Group(in_early - 1, early_top - deal, early_top - deal)],
            deal // 5,
            deal,
        ),
        "de omzetgroei",
    )
    rest = required(
        numbers(draft.seed, [Group(large - in_early, late_top, late_top)], deal // 5, deal), "de omzetgroei"
    )
    edge = min([*first, *rest])
    smaller = required(
        numbers(
            draft.seed,
            [
                Group(small_early, early - early_top, early - early_top),
                Group(small_late, late - late_top, late - late_top),
            ],
            1,
            edge,
        ),
        "de omzetgroei",
    )
    return [*first, *smaller[:small_early], *rest, *smaller[small_early:]]


def _pilots(draft: Draft) -> None:
    number, clusters = (int(draft.figure("effect_figures", name)) for name in ("pilots", "pilot_clusters"))
    counts = required(numbers(draft.seed, [Group(clusters, number, number)], 1, number), "de pilots")
    chance = random.Random(draft.seed + 1)
    for code, count in zip(sorted(chance.sample(_codes(draft), clusters)), counts, strict=True):
        _result(draft, code, "impact", "pilot of implementatie", quantity=count)


def _outcomes(draft: Draft) -> None:
    """Add memoranda, contracts and orders; the report prints no totals of these, so they are free."""
    chance = random.Random(draft.seed + 2)
    kinds = (
        "memorandum of understanding",
        "samenwerkingscontract",
        "contract met klant of distributeur",
        "order",
    )
    for code in _codes(draft):
        for kind in chance.sample(kinds, chance.randint(0, 2)):
            _result(draft, code, "outcome", kind, quantity=chance.randint(1, 4))


def _result(draft: Draft, code: str, level: str, kind: str, **given: Any) -> None:
    rows = draft.rows.setdefault("register_results", [])
    number = sum(1 for row in rows if row["cluster"] == code) + 1
    activities = [row["number"] for row in draft.rows["register_activities"] if row["cluster"] == code]
    blank = {"quantity": None, "low": None, "high": None, "certainty": "gerealiseerd", "year": None}
    activity = activities[number % len(activities)] if activities else None
    draft.add(
        "register_results",
        cluster=code,
        number=number,
        activity=activity,
        level=level,
        kind=kind,
        **{**blank, **given},
    )


def _sdgs(draft: Draft) -> None:
    """Add SDGs: how many clusters name any, how many each, and which most often. Source: section 4.2.3."""
    figure = {name: draft.figure("effect_figures", name) for name in draft.printed["effect_figures"]["item"]}
    codes = _codes(draft)
    naming = round(figure["share_clusters_with_sdgs"] * len(codes))
    frame = draft.printed["sdg_mentions"]
    number_of = {"Duurzame steden": 11, "Klimaat": 13, "Consumptie": 12, "Gezondheid": 3, "Water": 6}
    mentions = frame.to_dict("records")
    most = {int(line["sdg"]) for line in mentions if line["frequency"] == "meeste clusters"}
    often = {number_of[line["theme"]] for line in mentions if line["frequency"] == "vaak"}
    quarter = -(-naming // 4)
    bounds = [
        (naming // 2 + 1, naming)
        if sdg in most
        else (quarter, naming // 2)
        if sdg in often
        else (0, quarter - 1)
        for sdg in range(1, 18)
    ]
    only = sorted(random.Random(draft.seed).sample(range(len(codes)), naming))
    low, high = int(figure["sdgs_per_cluster_low"]), int(figure["sdgs_per_cluster_high"])
    chosen = required(choices(draft.seed, len(codes), bounds, low, high, only=only), "de SDG's")
    for code, line in zip(codes, chosen, strict=True):
        for column in line:
            draft.add("register_sdgs", cluster=code, sdg=column + 1)
