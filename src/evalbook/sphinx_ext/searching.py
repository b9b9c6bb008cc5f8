"""Search in Dutch that also finds numbers as they are printed.

Belongs here: how text becomes search words. Not here: the search page (theme, `zoeken.js`).
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.search.nl import SearchDutch

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class SearchDutchNumbers(SearchDutch):
    """Dutch, with a printed number such as 291.571 or 4,65 as one word.

    Sphinx cuts numbers at each sign and then ignores the pieces, so that no number would be found.
    """

    _word_re = re.compile(r"\d+(?:[.,]\d+)+|\w+")
    js_splitter_code = r"""
var splitQuery = (query) => query.match(/\d+(?:[.,]\d+)+|[\p{Letter}\p{Number}_]+/gu) || [];
"""


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's own Dutch."""
    app.add_search_language(SearchDutchNumbers)
