"""Exhibits over the actors and forums of annex 6: what they are, and who sits where.

Belongs here: the tables of annex 6 and the pictures of who meets whom. Not here: the counts
(`measures.pps_network`) and the drawing (`network`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from evalbook.exhibits.model import Column, Exhibit, Row, Shown, slug
from evalbook.exhibits.network import dot_matrix, three_columns
from evalbook.exhibits.picture import ORGANISATION_COLOURS, svg_of
from evalbook.measures import pps_network
from evalbook.measures.quantity import cell, counted, records

Data = Mapping[str, pd.DataFrame]

_SIDES = {
    "publiek": "Publiek",
    "publiek-privaat": "Publiek-privaat",
    "privaat": "Privaat",
    "": "Niet genoemd",
}
_PAST = ("dtib", "stuurgroep-advies")  # forums that were gone before the three organisations worked
_SHORT = {
    "wg-mjp": "Meerjarig programmeren",
    "tinl-werkgroepen": "TINL-werkgroepen",
    "afstemmingsoverleg": "Afstemming van de drie",
    "klankbordgroep-nlib": "Klankbordgroep NLiB",
    "managementoverleg-tinl": "Management TINL",
    "nio-communicatie": "NIO-communicatie",
    "partnerpanel": "Partnerpanel NLiB",
}
_CARDS = "Annex 6; paragrafen 1.2, 4.4, 4.5 en 5.1"


def pps_table_annex_6_actors(data: Data) -> Exhibit:
    """Return annex 6: the actors by side, with what they are and do."""
    frame = data["actors"]
    carded = frame[frame["card"] == "ja"]
    rows: list[Row] = []
    for side, name in _SIDES.items():
        part = [line for line in records(carded) if (line["side"] or "") == side]
        rows += [Row((name,), "group")] if part else []
        rows += [
            Row((line["name"], line["founded"] or "–", _with_role(line["kind"], line["role"])))
            for line in part
        ]
    return Exhibit(
        "pps_table_annex_6",
        "table",
        "De actoren in het ecosysteem",
        (Column("Actor"), Column("Opgericht"), Column("Soort en rol")),
        tuple(rows),
        "Annex 6",
        number="annex 6",
        basis="prose",
        note="In eigen woorden weergegeven. Een streepje betekent dat annex 6 het niet noemt.",
        extra=(
            Shown(
                "pps_table_annex_6.actors", counted(carded["card_source"], "actoren met een kaart in annex 6")
            ),
        ),
    )


def pps_table_annex_6_forums(data: Data) -> Exhibit:
    """Return annex 6: the forums, how often they meet and who takes part."""
    frame, names = data["forums"], _short_names(data["actors"], "actor")
    seats = pps_network.seats(data["memberships"])
    key, rows = "pps_table_annex_6_forums", []
    carded = frame[frame["card"] == "ja"]
    for line in records(carded):
        forum = str(line["forum"])
        numbers = [
            Shown(f"{key}.{column}_{slug(forum)}", cell(line, column, f"{label}, {line['name']}"))
            for column, label in (
                ("times_low", "keer per jaar, minst"),
                ("times_high", "keer per jaar, meest"),
                ("weeks", "weken tussen overleggen"),
            )
        ]
        members = Shown(f"{key}.members_{slug(forum)}", pps_network.members_of(seats, forum, line["name"]))
        inside = ", ".join(names[seat.actor] for seat in seats if seat.forum == forum)
        rows.append(Row((_with_role(line["name"], line["role"]), *numbers, members, inside)))
    return Exhibit(
        key,
        "table",
        "De overleggen: hoe vaak, en wie eraan meedoet",
        (
            Column("Overleg en rol"),
            Column("minst", True, "times_low", "Keer per jaar"),
            Column("meest", True, "times_high", "Keer per jaar"),
            Column("Weken ertussen", True, "weeks"),
            Column("Deelnemers", True),
            Column("Wie"),
        ),
        tuple(rows),
        _CARDS,
        number="annex 6 (overleggen)",
        basis="recomputed",
        note="Wie meedoet is bijeengenomen uit de kaart van het overleg, de kaarten van de deelnemers en de "
        "tekst. Het aantal deelnemers is onze telling van organisaties en functies, niet van personen.",
        extra=(
            Shown(f"{key}.forums", counted(carded["card_source"], "overleggen met een kaart in annex 6")),
        ),
    )


def pps_own_meetings(data: Data) -> Exhibit:
    """Return an exhibit of our own: a matrix of actors and forums, with seats on one card only left open."""
    actors, forums = data["actors"], data["forums"]
    seats = _present(pps_network.seats(data["memberships"]))
    with_card = [
        list(frame.loc[frame["card"] == "ja", name]) for frame, name in ((forums, "forum"), (actors, "actor"))
    ]
    differing = pps_network.one_sided(seats, *with_card)
    columns = _by_size(forums["forum"], [seat.forum for seat in seats])
    rows, groups = _rows_by_side(actors, [seat.actor for seat in seats])
    row_names, column_names = _short_names(actors, "actor"), _short_names(forums, "forum")
    dots = {(rows.index(seat.actor), columns.index(seat.forum)): seat not in differing for seat in seats}
    title = "Wie zit waar aan tafel"
    alt = "; ".join(
        f"{row_names[actor]}: {', '.join(column_names[s.forum] for s in seats if s.actor == actor)}"
        for actor in rows
    )
    picture = dot_matrix(
        [row_names[row] for row in rows], [column_names[name] for name in columns], dots, groups
    )
    quantity = counted([seat.cells[0] for seat in differing], "plaatsen die maar één van twee kaarten noemt")
    count = Shown("pps_own_meetings.one_sided", quantity)
    everywhere = counted([seat.cells[0] for seat in seats], "plaatsen aan tafel")
    return Exhibit(
        "pps_own_meetings",
        "figure",
        title,
        (Column("Actor"), Column("Overleg"), Column("Hoedanigheid"), Column("Volgens")),
        tuple(
            Row((row_names[s.actor], column_names[s.forum], ", ".join(s.roles), "; ".join(s.stated)))
            for actor in rows
            for s in seats
            if s.actor == actor
        ),
        _CARDS,
        note=(
            "Een open stip is een plaats die maar één van de twee kaarten in annex 6 noemt: die van het "
            f"overleg of die van de deelnemer. Dat zijn er {count.text}. Voor de TINL-werkgroepen kan dat "
            "een kwestie van woorden zijn: de kaart van het overleg noemt het postennet als geheel, "
            "ambassades, consulaten en NBSO's noemen zichzelf. Overleggen van vóór 2018 staan er niet bij."
        ),
        alt=alt,
        svg=svg_of(picture, "pps_own_meetings", title, alt),
        extra=(count, Shown("pps_own_meetings.seats", everywhere)),
    )


def pps_own_network(data: Data) -> Exhibit:
    """Return an exhibit of our own: forums between public and private actors, and who meets how many."""
    actors = data["actors"]
    names, forums = _short_names(actors, "actor"), _short_names(data["forums"], "forum")
    seats = _present(pps_network.seats(data["memberships"]))
    sides = {str(line["actor"]): str(line["side"] or "") for line in records(actors)}
    seated = _by_size(actors["actor"], [seat.actor for seat in seats])
    key, rows = "pps_own_network", []
    for actor in seated:
        rows.append(
            Row(
                (
                    names[actor],
                    sides[actor] or "–",
                    Shown(f"{key}.forums_{slug(actor)}", pps_network.forums_of(seats, actor, names[actor])),
                    Shown(f"{key}.others_{slug(actor)}", pps_network.others_met(seats, actor, names[actor])),
                    ", ".join(forums[seat.forum] for seat in seats if seat.actor == actor),
                )
            )
        )
    left = [names[actor] for actor in seated if sides[actor] == "publiek"]
    picture = three_columns(
        left,
        [forums[forum] for forum in _by_size(data["forums"]["forum"], [seat.forum for seat in seats])],
        [names[actor] for actor in seated if names[actor] not in left],
        [(forums[seat.forum], names[seat.actor]) for seat in seats],
        ("Publiek", "Overleg", "Privaat en gemengd"),
        ORGANISATION_COLOURS,
    )
    title = "Wie ontmoet wie: overleggen tussen publieke en private partijen"
    alt = "; ".join(f"{row.cells[0]}: {row.cells[4]}" for row in rows)
    return Exhibit(
        key,
        "figure",
        title,
        (
            Column("Actor"),
            Column("Kant"),
            Column("Overleggen", True),
            Column("Andere deelnemers", True),
            Column("Welke overleggen"),
        ),
        tuple(rows),
        _CARDS,
        note="Oranje lijnen zijn van NLiB, blauwe van TINL, groene van NLWorks. Andere deelnemers zijn alle "
        "actoren die iemand in ten minste een van die overleggen treft.",
        alt=alt,
        svg=svg_of(picture, key, title, alt),
    )


def _present(seats: list[pps_network.Seat]) -> list[pps_network.Seat]:
    return [seat for seat in seats if seat.forum not in _PAST]


def _with_role(name: str, role: str | None) -> str:
    text = f"{name[:1].upper()}{name[1:]}"
    return f"{text}. {role}" if role else text


def _short_names(frame: pd.DataFrame, key: str) -> dict[str, str]:
    """Return names as short as they can be: an own short name, an abbreviation in brackets, or whole."""
    found = {}
    for line in records(frame):
        bracketed = re.search(r"\(([^()]+)\)$", str(line["name"]))
        found[str(line[key])] = _SHORT.get(str(line[key])) or (
            bracketed[1] if bracketed else str(line["name"])
        )
    return found


def _by_size(known: pd.Series, used: list[str]) -> list[str]:
    """Return the names that are used, most used first, else in order of the sheet."""
    return sorted((name for name in known if name in used), key=lambda name: -used.count(name))


def _rows_by_side(actors: pd.DataFrame, used: list[str]) -> tuple[list[str], list[tuple[str, int]]]:
    rows: list[str] = []
    groups = []
    for side, name in _SIDES.items():
        part = actors[[(value or "") == side for value in actors["side"]]]
        found = _by_size(part["actor"], used)
        groups += [(name, len(rows))] if found else []
        rows += found
    return rows, groups
