"""Search: words and keys, places on a page, and every content word of the book found in a browser.

`make test` builds the book first; the browser tests read it, from disk and served.
"""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evalbook.sphinx_ext.search_places import places_of
from evalbook.sphinx_ext.search_words import key_of, words_of

HTML = Path(__file__).resolve().parents[1] / "_build" / "html"


class TestWords:
    def test_a_printed_number_is_one_word(self):
        assert words_of("Groei: € 578.947, dat is 4,65 keer.") == [
            "groei",
            "578.947",
            "dat",
            "is",
            "4,65",
            "keer",
        ]

    def test_accents_and_soft_hyphens_do_not_matter(self):
        assert words_of("Coördina\u00adtie") == ["coordinatie"]

    @pytest.mark.parametrize(("one", "more"), [
        ("bedrijf", "bedrijven"), ("beurs", "beurzen"), ("brief", "brieven"), ("evaluatie", "evaluaties"),
        ("week", "weken"), ("lid", "leden"), ("stad", "steden"), ("criterium", "criteria"),
        ("mogelijkheid", "mogelijkheden"), ("cluster", "clusters"), ("risico", "risicos"), ("verschil", "verschillen"),
    ])  # fmt: skip
    def test_singular_and_plural_share_a_key(self, one, more):
        assert key_of(one) == key_of(more)

    @pytest.mark.parametrize(("one", "other"), [("export", "expert"), ("groei", "groep"), ("rente", "route")])
    def test_other_words_do_not(self, one, other):
        assert key_of(one) != key_of(other)


def test_places_of_a_page(tmp_path):
    """The page, a section, an exhibit, a line with its own anchor, and no word of the interface."""
    page = tmp_path / "p.html"
    page.write_text(
        "<main><article><p class='eb-part'>Deel</p><section id='a'><h1>Titel</h1><p>Een <b>woord</b>.</p>"
        "<section id='b'><h2>Onder<a class='headerlink'>#</a></h2><p>Tekst<span class='eb-tip'>tip</span></p>"
        "<div class='eb-exhibit' id='t'><table><caption>Tabel 1</caption><tr><th>Jaar</th><td>2017</td></tr>"
        "<tr id='r'><th scope='row'>Rij</th><td>5</td></tr></table><div>Bron: x</div></div>"
        "</section></section></article></main>",
        "utf-8",
    )
    found = [(place.anchor, place.title, " ".join(place.blocks)) for place in places_of(page)]
    assert found == [
        ("", "Titel", "Titel Een woord."), ("b", "Onder", "Onder Tekst"),
        ("t", "Tabel 1", "Tabel 1 Jaar 2017 Bron: x"), ("r", "Rij", "Rij 5"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(HTML))
    handler.log_message = lambda *args: None  # type: ignore[attr-defined]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


NOT_CONTENT = (
    ".hide, .eb-toc, .eb-picture, .eb-part, .eb-visually-hidden, .eb-register-form, .eb-register-count, "
    ".eb-bar a, .headerlink, .eb-views, button, .eb-tip"
)
"""What is not the book's text: the interface, code, and what a picture repeats of its table."""

VISIBLE_WORDS = r"""(silent) => {
    for (const part of document.querySelectorAll("details")) part.open = true;
    for (const part of document.querySelectorAll(silent)) part.remove();
    const words = document.querySelector("article").innerText.replace(/\u00ad/g, "")
        .match(/\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}_]+/gu) ?? [];
    return [...new Set(words)];
}"""

LOST = """async (asked) => {
    await Zoeken.prepare();
    return asked.flatMap(([word, pages]) => {
        const found = new Set(Zoeken.find(word).results.map((one) => one.place.page.address));
        return pages.filter((page) => !found.has(page)).map((page) => [word, page]);
    });
}"""


@pytest.fixture(scope="module")
def words(browser) -> dict[str, set[str]]:
    """Every word that a reader can see, with the pages it stands on, as the browser shows them."""
    seen: dict[str, set[str]] = {}
    tab = browser.new_page()
    for path in sorted(HTML.glob("book/**/*.html")):
        tab.goto(path.as_uri())
        for word in tab.evaluate(VISIBLE_WORDS, NOT_CONTENT):
            seen.setdefault(word, set()).add(path.relative_to(HTML).with_suffix("").as_posix())
    tab.close()
    return seen


@pytest.fixture(params=["van schijf", "van een server"])
def search(request, browser, site) -> Iterator[Any]:
    base = HTML.as_uri() if request.param == "van schijf" else site
    tab = browser.new_page()
    tab.goto(f"{base}/search.html")
    yield tab
    tab.close()


def plural_of(word: str) -> str:
    """The regular plural in -en or -s of a Dutch noun, by the spelling rules of any school book."""
    if re.search(r"(?:el|er|em|en|ie|e)$", word):
        return f"{word}s"
    if re.search(r"heid$", word):
        return f"{word[:-3]}eden"
    long = re.fullmatch(r"(.*[^aeiou])([aeou])\2([^aeiouwxy])", word)
    if long:  # week, weken
        return f"{long[1]}{long[2]}{hard(long[3])}en"
    if re.search(r"[^aeiou][aeiou][^aeiouwxyfs]$", word):  # stap, stappen
        return f"{word}{word[-1]}en"
    return f"{word[:-1]}{hard(word[-1])}en"


def hard(letter: str) -> str:
    return {"f": "v", "s": "z"}.get(letter, letter)


class TestRecall:
    def test_every_word_is_found_on_every_page_it_stands_on(self, words, search):
        assert len(words) > 4000
        lost = search.evaluate(LOST, [[word, sorted(pages)] for word, pages in words.items()])
        total = sum(len(pages) for pages in words.values())
        assert len(lost) <= 0.002 * total, lost[:40]
        nowhere = [word for word, page in lost if {page} == words[word]]
        assert len(nowhere) <= 0.01 * len(words), nowhere  # the promise is 99%

    def test_singular_and_plural_find_each_other(self, words, search):
        known = {word.lower(): pages for word, pages in words.items()}
        pairs = [(word, plural_of(word)) for word in known if re.fullmatch(r"[a-z]{4,}", word)]
        pairs = [(one, more) for one, more in pairs if more in known]
        assert len(pairs) > 150
        asked = [[one, sorted(known[more])] for one, more in pairs] + [
            [more, sorted(known[one])] for one, more in pairs
        ]
        lost = search.evaluate(LOST, asked)
        assert len({word for word, _ in lost}) <= 0.01 * len(asked), lost

    @pytest.mark.parametrize(("typed", "form"), [
        ("groei", "omzetgroei"), ("groei", "exportgroei"), ("belemmering", "handelsbelemmeringen"),
        ("bedrijf", "clusterbedrijven"), ("landen", "doellanden"), ("kosten", "reiskosten"),
    ])  # fmt: skip
    def test_a_compound_is_found_by_its_last_part(self, search, typed, form):
        search.evaluate("Zoeken.prepare()")
        assert form in search.evaluate("(word) => Zoeken.meant(word).flatMap((one) => one.forms)", typed)

    def test_what_only_ends_alike_is_no_compound(self, search):
        search.evaluate("Zoeken.prepare()")
        forms = search.evaluate("() => Zoeken.meant('port').flatMap((one) => one.forms)")
        assert not {"rapport", "export", "import"} & set(forms)

    def test_keys_in_the_browser_are_those_of_the_index(self, search):
        search.evaluate("Zoeken.prepare()")
        assert search.evaluate(
            "() => [...Zoeken.index.keys.values()].flatMap((one) => one.forms.filter((form) =>"
            " Zoeken.keyOf(form) !== one.key))"
        ) == []  # fmt: skip


class TestResults:
    def test_a_printed_number_is_found_with_and_without_its_sign(self, search):
        search.evaluate("Zoeken.prepare()")
        count = "(query) => Zoeken.find(query).results.length"
        assert search.evaluate(count, "578.947") == search.evaluate(count, "578947") > 0

    def test_a_result_shows_its_sentence_and_leads_to_the_place(self, search):
        search.get_by_label("Zoek een woord").fill("omzetgroei")
        search.keyboard.press("Enter")
        result = search.locator("#search-results li", has=search.locator("mark")).first
        result.wait_for()
        assert "omzetgroei" in result.locator("mark").first.inner_text().lower()
        result.get_by_role("link").click()
        search.wait_for_url("**/book/**")
        assert search.evaluate("CSS.highlights.get('eb-gezocht').size") > 0
        anchor = search.url.partition("#")[2]
        assert search.locator(f'[id="{anchor}"]').count() == 1

    def test_a_slip_of_the_pen_is_told(self, search):
        search.get_by_label("Zoek een woord").fill("exprot")
        search.keyboard.press("Enter")
        link = search.get_by_role("link", name="export", exact=True)
        link.click()
        search.wait_for_selector("#search-results li")

    def test_more_words_narrow_the_search(self, search):
        search.evaluate("Zoeken.prepare()")
        both, one = search.evaluate(
            "() => ['groei doelland', 'groei'].map((q) => Zoeken.find(q).results.length)"
        )
        assert 0 < both < one

    def test_only_what_is_shown_is_loaded(self, search):
        search.evaluate("Zoeken.prepare()")
        assert search.evaluate("() => Zoeken.index.pages.every((page) => page.texts === null)")
