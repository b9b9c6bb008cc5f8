"""Calculations over the surveys of the PPS edition: response, the way from knowing to using.

Belongs here: counts that follow from printed shares and bases. Not here: how they are shown.
"""

from __future__ import annotations

import pandas as pd

from evalbook.measures.quantity import Quantity, cell, constant, records, total

HALF_A_PERCENT = 0.005  # what rounding to a whole percent can add or take


def response(surveys: pd.DataFrame) -> dict[str, dict[str, Quantity]]:
    """Return invited and responding firms and the response as a share, by survey. Source: section 3.6."""
    found = {}
    for line in records(surveys):
        name = str(line["name"]).lower()
        invited = cell(line, "invited", f"aangeschreven, {name}")
        answered = cell(line, "respondents", f"afgerond, {name}")
        found[str(line["survey"])] = {
            "invited": invited,
            "respondents": answered,
            "share": (answered / invited).named(f"respons, {name}", "aandeel"),
        }
    return found


def answers(frame: pd.DataFrame, question: str) -> dict[str, dict[str, Quantity]]:
    """Return share and number of firms by answer of one question, in order of the report."""
    part = frame[frame["question"] == question].sort_values("rank", kind="stable")
    return {
        str(line["answer"]): {
            "share": cell(line, "share", str(line["text"]), "aandeel"),
            "respondents": cell(line, "respondents", str(line["text"])),
        }
        for line in records(part)
    }


def funnel(surveys: pd.DataFrame, frame: pd.DataFrame) -> dict[str, Quantity]:
    """Return the way from invited to using the services of NLiB, in firms.

    invited, respondents, unaware (printed), aware (respondents less unaware), share_aware; users as the
    printed share of the aware, with users_low and users_high for its rounding; the users that one course
    for the printed share of users implies: implied, implied_low, implied_high; factor (implied in users).
    Source: sections 3.6 and 5.2.3.
    """
    firms = response(surveys)["bedrijven"]
    unaware = answers(frame, "bekendheid")["niet"]["respondents"]
    aware = (firms["respondents"] - unaware).named("bedrijven die NLiB kennen")
    used = answers(frame, "gebruik")["wel"]["share"]
    course = answers(frame, "diensten")["academy"]
    half = constant(HALF_A_PERCENT, "aandeel")
    users = (used * aware).named("bedrijven die een dienst gebruikten")
    implied = (course["respondents"] / course["share"]).named("gebruikers volgens de cursussen", "aantal")
    return {
        "invited": firms["invited"],
        "respondents": firms["respondents"],
        "response": firms["share"],
        "unaware": unaware,
        "aware": aware,
        "share_aware": (aware / firms["respondents"]).named("aandeel dat NLiB kent", "aandeel"),
        "users": users,
        "users_low": ((used - half) * aware).named("bedrijven die een dienst gebruikten, minst"),
        "users_high": ((used + half) * aware).named("bedrijven die een dienst gebruikten, meest"),
        "share_users": (users / firms["respondents"]).named(
            "aandeel gebruikers van alle bedrijven", "aandeel"
        ),
        "course": course["respondents"].named("bedrijven die een cursus volgden"),
        "implied": implied,
        "implied_low": (course["respondents"] / (course["share"] + half)).named(
            "gebruikers volgens de cursussen, minst", "aantal"
        ),
        "implied_high": (course["respondents"] / (course["share"] - half)).named(
            "gebruikers volgens de cursussen, meest", "aantal"
        ),
        "factor": (implied / users).named(
            "gebruikers volgens de cursussen, maal die volgens het gebruik", "verhouding"
        ),
    }


def unanswered(frame: pd.DataFrame, question: str, label: str) -> Quantity:
    """Return the share that the printed answers of a question leave open."""
    shares = [answer["share"] for answer in answers(frame, question).values()]
    return (constant(1.0, "aandeel") - total(shares)).named(label, "aandeel")
