"""Reading: every page accessible, light, Dutch, legible in figures and on paper; lists lead to their places.

`make test` builds the book first; these tests read it.
"""

import csv
import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HTML = ROOT / "_build" / "html"


def exhibits():
    with (ROOT / "data" / "processed" / "exhibits.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pages():
    """All pages but the first, which only leads on to the welcome page."""
    found = {str(path.relative_to(HTML)) for path in HTML.rglob("*.html") if "_static" not in path.parts}
    return sorted(found - {"index.html"})


COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a theme can break: dark differs from light in the values of its colours alone."""

FEWER_ROWS = """(most) => {
    for (const table of document.querySelectorAll("table"))
        for (const row of [...table.rows].slice(most)) if (row.sectionRowIndex > 2) row.remove();
}"""
"""A register of a thousand lines has one template for all: left are the first of a table and of each group."""

KINDS_OF_TEXT = """() => {
    const above = new Map([[null, ""]]);
    const ground = (element) => {
        if (!above.has(element)) {
            const style = getComputedStyle(element);
            above.set(element, ground(element.parentElement) + [style.backgroundColor, style.backgroundImage,
                style.opacity, style.position, style.zIndex, style.filter, style.mixBlendMode].join());
        }
        return above.get(element);
    };
    const kinds = new Map();
    for (const element of document.body.querySelectorAll("*")) {
        const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        if (!texts.some((node) => node.data.trim()) || !element.checkVisibility({ visibilityProperty: true })) continue;
        const style = getComputedStyle(element);
        const before = getComputedStyle(element, "::before"), after = getComputedStyle(element, "::after");
        const kind = element.closest("svg") ? element : ground(element) + [element.localName, element.className,
            style.color, getComputedStyle(element.parentElement).color, style.fontSize, style.fontWeight,
            style.textShadow, style.textDecoration, before.content,
            before.backgroundColor, after.content, after.backgroundColor].join();
        if (!kinds.has(kind)) kinds.set(kind, element);
    }
    return [...kinds.values()];
}"""
"""Text of each kind once: what shares its colour, size and weight, and every ground below it, has one contrast.

Measured for every word, contrast takes nine tenths of the time. In a drawing it is: bars lie below words there.
"""

BREACHES = f"""async (dark) => {{
    const violations = async (where, options) =>
        (await axe.run(where, {{ resultTypes: ["violations"], ...options }})).violations;
    const other = {{ rules: Object.fromEntries({COLOURS}.map((rule) => [rule, {{ enabled: false }}])) }};
    const found = dark ? [] : await violations(document, other);
    found.push(...await violations({{ include: ({KINDS_OF_TEXT})() }}, {{ runOnly: {COLOURS} }}));
    return found.map((rule) => [rule.id, rule.nodes.length, rule.nodes[0].html.slice(0, 160)]);
}}"""


@pytest.mark.parametrize("name", pages())
def test_axe_finds_nothing(browser, name):
    """All rules in light at both widths, what a theme can break in dark; theme and width change in place."""
    from axe_playwright_python.base import AXE_FILE_PATH

    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.goto((HTML / name).as_uri())
    opened.evaluate(FEWER_ROWS, 40)
    opened.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    found = []
    for width in (1280, 390):
        opened.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            opened.emulate_media(color_scheme=scheme)
            breaches = opened.evaluate(BREACHES, scheme == "dark")
            found += [(width, scheme, *breach) for breach in breaches]
    context.close()
    assert found == []


KIB = 1024
MOST, MOST_COMPRESSED, SLOWEST = 600 * KIB, 150 * KIB, 1000  # bytes, bytes, milliseconds


class TestBudget:
    """A page with all that it loads besides its figures; fonts there are none."""

    def test_every_page_is_light(self, browser):
        heavy, slow = [], []
        for name in pages():
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            opened = context.new_page()
            asked = []
            opened.on("request", lambda request, asked=asked: asked.append(request.url))
            opened.goto((HTML / name).as_uri())
            files = {
                url.split("?")[0].split("#")[0].removeprefix("file://")
                for url in asked
                if url.startswith("file:")
            }
            data = [
                without_figures(Path(file)) for file in sorted(files) if not file.endswith((".svg", ".png"))
            ]
            plain, packed = sum(map(len, data)), sum(len(gzip.compress(each)) for each in data)
            if plain > MOST or packed > MOST_COMPRESSED:
                heavy.append((name, plain // KIB, packed // KIB))
            painted = opened.evaluate(LARGEST_PAINT)
            for _ in range(4):  # a busy machine is not a slow page
                if painted > SLOWEST:
                    opened.reload()
                    painted = min(painted, opened.evaluate(LARGEST_PAINT))
            if painted > SLOWEST:
                slow.append((name, painted))
            context.close()
        assert heavy == []
        assert slow == []

    def test_search_is_light_too_once_it_has_its_index(self):
        static = HTML / "_static"
        files = [HTML / "search.html", *(static / name for name in (
            "zoekindex.js", "zoeken.js", "language_data.js", "evalbook.js", "evalbook.css"))]  # fmt: skip
        assert sum(path.stat().st_size for path in files) < MOST
        assert sum(len(gzip.compress(path.read_bytes())) for path in files) < MOST_COMPRESSED


LARGEST_PAINT = """() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
        .observe({ type: "largest-contentful-paint", buffered: true });
    setTimeout(() => resolve(0), 3000);
})"""


def without_figures(path):
    data = path.read_bytes()
    return (
        re.sub(rb"<svg[^>]*eb-svg.*?</svg>", b"", data, flags=re.DOTALL) if path.suffix == ".html" else data
    )


class TestReading:
    """What every page owes its readers, looked up in its HTML."""

    def test_titles_of_pages_differ(self):
        titles = [re.search(r"<title>(.*?)</title>", (HTML / name).read_text("utf-8"))[1] for name in pages()]
        assert len(set(titles)) == len(titles)

    def test_beside_a_page_only_its_own_part_is_unfolded(self):
        for name in pages():
            beside = (HTML / name).read_text("utf-8").partition('class="eb-nav"')[2].partition("</nav>")[0]
            unfolded = re.findall(r"<details open>.*?</details>", beside, re.DOTALL)
            if 'aria-current="page"' in beside and name != "book/welkom.html":
                assert [part.count("aria-current") for part in unfolded] == [1], name
            else:
                assert unfolded == [], name

    def test_contents_beside_a_page_fit_in_a_glance(self):
        for name in pages():
            beside = (HTML / name).read_text("utf-8").partition('class="eb-toc"')[2].partition("</nav>")[0]
            assert beside.count("<li>") <= 30, name

    def test_every_table_has_a_caption_and_scope_and_every_picture_a_text(self):
        for name in pages():
            html = (HTML / name).read_text("utf-8")
            for table in re.findall(r"<table\b.*?</table>", html, re.DOTALL):
                if 'class="docutils' not in table:  # a small table of a page stands under its heading
                    assert "<caption" in table, (name, table[:120])
                assert not re.findall(r"<th(?![^>]*scope)[ >]", table), (name, table[:120])
            for image in re.findall(r"<img\b[^>]*>", html):
                assert re.search(r'alt="(?![^"]*\.(?:svg|png))', image), (name, image)
            for svg in re.findall(r"<svg[^>]*eb-svg.*?</desc>", html, re.DOTALL):
                assert len(re.search(r"<desc[^>]*>(.*)</desc>", svg, re.DOTALL)[1]) > 20, (name, svg[:120])

    def test_no_label_is_english(self):
        english = re.compile(
            r"\b(?:search|next|previous|page|copy|toggle|navigation|contents?|click|hide|show|close|open in|permalink to|table of)\b",
            re.I,
        )
        for name in pages():
            html = (HTML / name).read_text("utf-8")
            labels = re.findall(r'(?:aria-label|title|placeholder|alt|aria-roledescription)="([^"]+)"', html)
            labels += re.findall(r"<(?:button|summary)\b[^>]*>(.*?)</(?:button|summary)>", html, re.DOTALL)
            assert not [label for label in labels if english.search(re.sub("<[^>]+>", " ", label))], name

    def test_every_exhibit_and_finding_and_claim_has_one_anchor(self):
        for name in pages():
            anchors = re.findall(r'\bid="([^"]+)"', (HTML / name).read_text("utf-8"))
            assert len(anchors) == len(set(anchors)), name

    def test_all_exhibits_are_listed(self):
        listed = (HTML / "book/exhibits.html").read_text("utf-8")
        assert [row["id"] for row in exhibits() if f'#{row["id"]}"' not in listed] == []

    def test_countries_clusters_and_organisations_lead_to_their_places(self):
        index = (HTML / "book/trefwoorden.html").read_text("utf-8").partition("<article")[2]
        for name in ("Gulf Tulip", "Kazachstan", "Indonesië", "Universiteit Wageningen"):
            if name in index:
                entry = index.partition(f">{name}</dt>")[2].partition("</dd>")[0]
                assert "href=" in entry, name
        assert index.count("<dt ") > 60
        for page, _, anchor in (
            link.partition("#") for link in re.findall(r'<li>[^<]*<a href="([^"]+)"', index)
        ):
            target = (HTML / "book" / page).resolve().read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in target, (page, anchor)

    def test_an_abbreviation_is_explained_once_in_a_part(self):
        html = (HTML / "book/executed/pib-proces.html").read_text("utf-8")
        part = re.search(r'<section id="beheer-en-informatie">.*?</section>', html, re.DOTALL)[0]
        marked = re.findall(r"<abbr>([^<]+)</abbr>", part)
        assert marked and len(marked) == len(set(marked))
        assert "Rijksdienst voor Ondernemend Nederland" in html


class TestFigures:
    @pytest.fixture
    def figure(self, browser):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        opened = context.new_page()
        opened.goto((HTML / "book/executed/pib-impact.html").as_uri())
        yield opened.locator("#pib_own_export")
        context.close()

    def test_values_show_on_hover_and_by_arrow_keys(self, figure):
        figure.locator(".eb-value").nth(1).hover()
        assert figure.locator(".eb-told").inner_text() == "2017: 28%"  # 18 of 65 firms: 27,7%
        figure.locator(".eb-picture").focus()
        figure.page.keyboard.press("Home")
        figure.page.keyboard.press("ArrowRight")
        assert figure.locator(".eb-told").inner_text() == "2017: 28%"
        assert "2 van 3" in figure.locator("[aria-live]").inner_text()
        figure.page.keyboard.press("Escape")
        assert figure.locator(".eb-told").is_hidden()

    def test_a_figure_turns_into_its_table_and_back(self, figure):
        figure.get_by_role("button", name="Tabel").click()
        assert figure.locator("table.eb-table").first.is_visible()
        assert figure.locator(".eb-picture").is_hidden()
        figure.get_by_role("button", name="Figuur").click()
        assert figure.locator(".eb-picture").is_visible()

    def test_without_script_the_table_unfolds_below_the_picture(self, browser):
        context = browser.new_context(java_script_enabled=False)
        opened = context.new_page()
        opened.goto((HTML / "book/executed/pib-impact.html").as_uri())
        figure = opened.locator("#pib_own_export")
        assert figure.locator(".eb-picture").is_visible()
        figure.get_by_text("Als tabel").click()
        assert figure.locator("table.eb-table").first.is_visible()
        context.close()

    def test_text_in_figures_is_legible_on_a_phone(self, browser):
        context = browser.new_context(viewport={"width": 390, "height": 800})
        opened = context.new_page()
        small = []
        for name in sorted({row["page"].split("#")[0] for row in exhibits()}):
            opened.goto((HTML / name).as_uri())
            small += [(name, size) for size in opened.evaluate(TEXT_SIZES) if size < 9.9]
        context.close()
        assert small == []


TEXT_SIZES = """() => [...document.querySelectorAll('.eb-svg')].flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return [...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
})"""


class TestPaper:
    def test_a_page_prints_light_and_without_what_is_for_the_screen(self, browser):
        context = browser.new_context(color_scheme="dark")
        opened = context.new_page()
        opened.goto((HTML / "book/executed/pib-impact.html").as_uri())
        opened.emulate_media(media="print")
        for part in (
            ".eb-header",
            ".eb-nav",
            ".eb-toc",
            ".eb-footer",
            ".eb-prevnext",
            ".eb-views",
            "details.hide",
        ):
            for each in opened.locator(part).all():
                assert each.is_hidden(), part
        assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert opened.locator("#pib_own_export .eb-picture").is_visible()
        context.close()
