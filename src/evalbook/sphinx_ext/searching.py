"""Search: an index of every word of the book, made from the pages as built and read by `zoeken.js`.

Belongs here: gathering words and places into files that load from disk as well. Not here: what a word
is (`search_words`), what a place is (`search_places`), and the search page itself (theme).

The index (words, places) loads on the search page only; texts, a file a page, only for what is shown.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

import hashlib
import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.utils import new_document
from sphinx.search.nl import SearchDutch

from evalbook.files import write
from evalbook.sphinx_ext import search_places, search_words
from evalbook.sphinx_ext.look import contents
from evalbook.sphinx_ext.search_places import Place, places_of
from evalbook.sphinx_ext.search_words import irregular, key_of, words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from evalbook.sphinx_ext.look import Entry

_EVERYWHERE = 40  # places from which a word only leads to the first place on each page
_LONGEST_TITLE = 90


class OwnIndexOnly(SearchDutch):
    """Dutch for Sphinx's search tools, whose own index holds no text (`_feed_titles`): ours takes its place.

    Sphinx cuts numbers at each sign, does not bring singular and plural together where the stem changes
    its last letter, and knows no parts of compounds.
    """

    js_splitter_code = r"""
var splitQuery = (query) => query.match(/\d+(?:[.,]\d+)+|[\p{Letter}\p{Number}_]+/gu) || [];
"""


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's own Dutch, and write the index once the pages are there."""
    app.add_search_language(OwnIndexOnly)
    app.connect("builder-inited", _feed_titles)
    app.connect("build-finished", _write)


def _feed_titles(app: Sphinx) -> None:
    """Feed Sphinx's own index titles only; it would take and stem every word of the book."""
    feed, empty = app.builder.index_page, new_document("")
    app.builder.index_page = lambda page, doctree, title: feed(page, empty, title)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    pages = _in_order(app)
    memory = _Memory(app)
    places = {page: memory.places_of(out / app.builder.get_target_uri(page)) for page, _ in pages}
    folder = out / "_static" / "zoektekst"
    for number, (page, _) in enumerate(pages):
        texts = ["\n".join(place.blocks) for place in places[page]]
        write(folder / f"{number}.js", f"zoekTekst({number}, {_json(texts)});\n")
    for path in folder.glob("*.js"):
        if int(path.stem) >= len(pages):
            path.unlink()
    index = index_of(pages, places, memory.keys)
    write(out / "_static" / "zoekindex.js", f"zoekIndex({_json(index)});\n")
    memory.keep()


class _Memory:
    """What is kept beside the doctrees: the places of each page as it was, and the key of each word."""

    def __init__(self, app: Sphinx) -> None:
        self._path = Path(app.doctreedir) / "zoeken.pickle"
        self._code = b"".join(Path(str(each.__file__)).read_bytes() for each in (search_places, search_words))
        kept = pickle.loads(self._path.read_bytes()) if self._path.is_file() else {}
        whole = kept.get("code") == self._code
        self._before: dict[Path, tuple[str, list[Place]]] = kept["pages"] if whole else {}
        self._now: dict[Path, tuple[str, list[Place]]] = {}
        self.keys: dict[str, str] = kept["keys"] if whole else {}

    def places_of(self, path: Path) -> list[Place]:
        """Return the places of a page as built; it is read only where it changed."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        known = self._before.get(path)
        self._now[path] = known if known and known[0] == digest else (digest, places_of(path))
        return self._now[path][1]

    def keep(self) -> None:
        """Keep what was found for the next build."""
        self._path.write_bytes(pickle.dumps({"code": self._code, "pages": self._now, "keys": self.keys}))


def index_of(
    pages: list[tuple[str, str]], places: dict[str, list[Place]], keys: dict[str, str]
) -> dict[str, Any]:
    """Return the index: pages, their places in order, and for each key its forms and where they stand.

    `keys` holds the keys of words that are known, and gets those that are not: stemming takes long.
    """
    found: dict[str, tuple[set[str], list[int]]] = {}
    page_of: list[int] = []
    for number, (page, _) in enumerate(pages):
        for place in places[page]:
            for word in set(words_of("\n".join([place.title, *place.blocks]))):
                if word not in keys:
                    keys[word] = key_of(word)
                forms, standing = found.setdefault(keys[word], (set(), []))
                forms.add(word)
                if not standing or standing[-1] != len(page_of):
                    standing.append(len(page_of))
            page_of.append(number)
    return {
        "paginas": [[page, title] for page, title in pages],
        "plaatsen": [[[place.anchor, _short(place.title)] for place in places[page]] for page, _ in pages],
        "woorden": "\n".join(_line(key, *found[key], page_of) for key in sorted(found)),
        "gelijk": irregular(),
    }


def _line(key: str, forms: set[str], standing: list[int], page_of: list[int]) -> str:
    """Return a key, its forms where they differ from it, and the distances between its places."""
    sign = ""
    if len(standing) > _EVERYWHERE:
        sign, first = "!", dict[int, int]()
        for place in standing:
            first.setdefault(page_of[place], place)
        standing = list(first.values())
    steps = [place - before for before, place in zip([0, *standing], standing, strict=False)]
    shown = "" if forms == {key} else " ".join(sorted(forms))
    return f"{key}|{shown}|{sign}{' '.join(_base36(step) for step in steps)}"


def _in_order(app: Sphinx) -> list[tuple[str, str]]:
    """Return all pages in the order of the book, each with its title."""

    def all_of(entries: tuple[Entry, ...]) -> list[tuple[str, str]]:
        return [pair for entry in entries for pair in [(entry.page, entry.title), *all_of(entry.below)]]

    parts = contents(app.env, app.config.root_doc)
    return list(dict(pair for part in parts for pair in all_of(part.entries)).items())


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rpartition(" ")[0] + " …"


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
