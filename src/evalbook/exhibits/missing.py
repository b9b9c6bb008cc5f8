"""What stands in the place of an exhibit of which a sheet is still empty.

Belongs here: the exhibit that names the sheet to fill. Not here: which sheets are empty; asking for
one says so (`errors.NoDataError`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from evalbook.errors import NoDataError
from evalbook.exhibits.model import Column, Exhibit, Kind, Row, slug

Arguments = ParamSpec("Arguments")

_NUMBERED = re.compile(r"(?P<id>[a-z]+_(?:table|figure)_(?P<number>\d+))(_\w+)?")


def or_missing(
    title: str, kind: Kind = "table"
) -> Callable[[Callable[Arguments, Exhibit]], Callable[Arguments, Exhibit]]:
    """Let an exhibit's function return a missing exhibit of this title where a sheet is still empty.

    The id and the number follow from the function's name: `pib_table_4_durations` is `pib_table_4`. An
    exhibit of one case has the case in its id: `pib_own_case_facts` is `pib_own_case_gulf_tulip_facts`.
    """

    def wrapped(function: Callable[Arguments, Exhibit]) -> Callable[Arguments, Exhibit]:
        numbered = _NUMBERED.fullmatch(function.__name__)
        name = numbered["id"] if numbered else function.__name__
        number = numbered["number"] if numbered else ""

        @wraps(function)
        def with_missing(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Exhibit:
            try:
                return function(*args, **kwargs)
            except NoDataError as error:
                case = str(args[1]) if len(args) > 1 else ""
                own = name.replace("_case_", f"_case_{slug(case)}_") if case else name
                return missing(own, title, error, kind, number)

        return with_missing

    return wrapped


def missing(name: str, title: str, error: NoDataError, kind: Kind = "table", number: str = "") -> Exhibit:
    """Return the exhibit that says what is not there yet, and which sheet to fill."""
    return Exhibit(
        name,
        kind,
        title,
        (Column("Wat ontbreekt"), Column("Wat te doen")),
        tuple(Row((_sentence(fault.what), _sentence(fault.mend))) for fault in error.faults),
        "",
        basis="missing",
        number=number,
        note="Na het vullen en een nieuwe bouw staat hier de uitkomst.",
        lacks=error.lacks,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
