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
        if (element.closest(".eb-svg")) continue;
        const kind = ground(element) + [element.localName, element.className,
            style.color, getComputedStyle(element.parentElement).color, style.fontSize, style.fontWeight,
            style.textShadow, style.textDecoration, before.content,
            before.backgroundColor, after.content, after.backgroundColor].join();
        if (!kinds.has(kind)) kinds.set(kind, element);
    }
    return [...kinds.values()];
}"""
"""Text of each kind once: what shares its colour, size and weight, and every ground below it, has one contrast.

Measured for every word, contrast takes nine tenths of the time. Words in drawings are measured below.
"""

PALE_IN_DRAWINGS = """() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => colour.slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
    const contrast = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const painted = (shape) => {
        const style = getComputedStyle(shape);
        if (style.fill === "none" || shape.closest("defs, clipPath")) return null;
        const [red, green, blue, alpha = 1] = numbers(style.fill);
        return [red, green, blue, alpha * style.fillOpacity * style.opacity];
    };
    const found = [];
    for (const svg of document.querySelectorAll(".eb-svg")) {
        if (!svg.checkVisibility()) continue;
        const shapes = [...svg.querySelectorAll("path, rect, polygon, circle")].filter(painted);
        for (const text of svg.querySelectorAll("text")) {
            const box = text.getBoundingClientRect();
            let ground = numbers(getComputedStyle(document.body).backgroundColor);
            for (const shape of shapes) {
                if (text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING) continue;
                const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2)
                    .matrixTransform(shape.getScreenCTM().inverse());
                const [red, green, blue, alpha] = painted(shape);
                if (shape.isPointInFill(middle))
                    ground = [red, green, blue].map((part, place) => part * alpha + ground[place] * (1 - alpha));
            }
            if (contrast(numbers(getComputedStyle(text).fill), ground) < 4.5) found.push(text);
        }
    }
    return found.length ? [["drawn-contrast", found.length, found[0].outerHTML.slice(0, 160)]] : [];
}"""
"""Words in a drawing against what is drawn below their middle; axe asks for `color`, a drawing has `fill`."""

BREACHES = f"""async (dark) => {{
    const violations = async (where, options) =>
        (await axe.run(where, {{ resultTypes: ["violations"], ...options }})).violations;
    const other = {{ rules: Object.fromEntries({COLOURS}.map((rule) => [rule, {{ enabled: false }}])) }};
    const found = dark ? [] : await violations(document, other);
    found.push(...await violations({{ include: ({KINDS_OF_TEXT})() }}, {{ runOnly: {COLOURS} }}));
    const told = found.map((rule) => [rule.id, rule.nodes.length, rule.nodes[0].html.slice(0, 160)]);
    return [...told, ...({PALE_IN_DRAWINGS})()];
}}"""


def breaches_of(browser, path):
    """Return what axe finds: all rules in light at both widths, what a theme can break in dark.

    Theme and width change in place, and the page reads the width when it opens: it is opened again for each.
    """
    from axe_playwright_python.base import AXE_FILE_PATH

    found = []
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        opened = context.new_page()
        opened.goto(path.as_uri())
        opened.evaluate(FEWER_ROWS, 40)
        opened.evaluate(AXE_FILE_PATH.read_text("utf-8"))
        for scheme in ("light", "dark"):
            opened.emulate_media(color_scheme=scheme)
            breaches = opened.evaluate(BREACHES, scheme == "dark")
            found += [(width, scheme, *breach) for breach in breaches]
        context.close()
    return found


@pytest.mark.parametrize("name", pages())
def test_axe_finds_nothing(browser, name):
    assert breaches_of(browser, HTML / name) == []


class TestContrast:
    """The measurement itself: text that is too pale is found, though each kind of text is measured once."""

    PAGE = "book/executed/pib-impact.html"

    @pytest.fixture
    def planted(self, browser, tmp_path):
        """Return width, scheme and rule of what axe finds in a copy of a page with one change.

        The copy stands beside the book, since other tests read all its pages at the same time.
        """
        copy = tmp_path / self.PAGE
        copy.parent.mkdir(parents=True)
        (tmp_path / "_static").symlink_to(HTML / "_static")

        def found(change):
            copy.write_text(change((HTML / self.PAGE).read_text("utf-8")), "utf-8")
            return [(width, scheme, rule) for width, scheme, rule, *_ in breaches_of(browser, copy)]

        return found

    @pytest.mark.parametrize(
        ("scheme", "colour"),
        [("light", "#8b8f94"), ("dark", "#6d7276")],  # 3,2 to 1 on #ffffff; 3,6 to 1 on #14181d
    )
    def test_one_pale_paragraph_is_found_in_its_theme(self, planted, scheme, colour):
        style = f"<style>@media (prefers-color-scheme: {scheme}) {{ #bleek {{ color: {colour} }} }}</style>"
        pale = f'{style}<p id="bleek">Zo bleek is een zin nog net te zien.</p>'
        found = planted(lambda html: html.replace("</article>", f"{pale}</article>", 1))
        assert found == [(width, scheme, "color-contrast") for width in (1280, 390)]

    @pytest.mark.parametrize(
        ("scheme", "ground"),
        [("light", "#5d6670"), ("dark", "#8d99a5")],  # under #1b1f24: 2,8 to 1; under #e3e7ec: 2,3 to 1
    )
    def test_a_ground_far_below_the_text_is_found(self, planted, scheme, ground):
        """The text itself is as in every table; only what lies below its rows differs."""
        style = (
            f"<style>@media (prefers-color-scheme: {scheme}) {{ .bleek {{ background: {ground} }} }}</style>"
        )
        row = '<tr><th scope="row">PIB-bedrijven (alleen mkb)'
        found = planted(
            lambda html: html.replace("</head>", f"{style}</head>", 1).replace(
                f"<tbody>{row}", f'<tbody class="bleek">{row}', 1
            ),
        )
        assert found == [(width, scheme, "color-contrast") for width in (1280, 390)]

    @pytest.mark.parametrize(
        ("scheme", "colour"),
        [("light", "#a9afb6"), ("dark", "#535d68")],  # 2,2 to 1 on #ffffff; 2,7 to 1 on #14181d
    )
    def test_one_pale_word_in_a_drawing_is_found(self, planted, scheme, colour):
        only = f"@media (prefers-color-scheme: {scheme}) {{ .bleek {{ fill: {colour} }} }}"
        style = f"<style>.bleek {{ fill: currentColor }} {only}</style>"
        pale = f'<text x="9" y="9" class="bleek">bleek</text></svg>{style}'
        found = planted(
            lambda html: re.sub(r"(<svg[^>]*eb-svg.*?)</svg>", rf"\1{pale}", html, flags=re.DOTALL)
        )
        assert found == [(width, scheme, "drawn-contrast") for width in (1280, 390)]

    def test_a_word_on_a_bar_of_its_own_colour_is_found(self, planted):
        bar = '<rect width="90" height="30" style="fill: #777777"/><text x="9" y="20" style="fill: #8a8a8a">op</text>'
        found = planted(
            lambda html: re.sub(r"(<svg[^>]*eb-svg.*?)</svg>", rf"\1{bar}</svg>", html, flags=re.DOTALL),
        )
        assert {rule for _, _, rule in found} == {"drawn-contrast"} and len(
            found
        ) == 4  # both widths, both themes


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
            for figure in opened.get_by_role("button", name="Figuur", exact=True).all():
                figure.click()  # where its table goes first
            small += [(name, size) for size in opened.evaluate(TEXT_SIZES) if size < 9.9]
        context.close()
        assert small == []


class TestPhone:
    """What a narrow screen gets instead of a part that it would have to scroll."""

    @pytest.fixture
    def phone(self, browser):
        context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
        yield context.new_page()
        context.close()

    def test_a_chart_is_drawn_for_it_and_says_its_values(self, phone):
        phone.goto((HTML / "book/executed/pib-impact.html").as_uri())
        picture = phone.locator("#pib_own_export .eb-picture")
        assert picture.locator(".eb-narrow").is_visible() and picture.locator(".eb-wide").is_hidden()
        assert picture.evaluate("(region) => region.scrollWidth <= region.clientWidth")
        picture.focus()
        phone.keyboard.press("End")
        assert phone.locator("#pib_own_export .eb-told").inner_text() == "samen: 26%"  # 35 of 136: 25,7%

    def test_of_a_wide_diagram_it_shows_the_text_first(self, phone):
        phone.goto((HTML / "book/executed/pps-beleid.html").as_uri())
        figure = phone.locator("#pps_figure_3")
        assert figure.locator(".eb-picture").is_hidden() and figure.locator("table").is_visible()
        figure.get_by_role("button", name="Figuur").click()
        assert figure.locator(".eb-picture").is_visible()

    def test_a_table_of_words_becomes_blocks_that_are_a_table_still(self, phone):
        phone.goto((HTML / "book/executed/pps-beleid.html").as_uri())
        table = phone.locator("#pps_figure_3 table")
        assert table.evaluate("(table) => table.offsetWidth <= table.parentElement.clientWidth")
        rows = table.get_by_role("row")
        assert rows.nth(1).get_by_role("rowheader").inner_text() == "knelpunten"
        assert rows.nth(1).get_by_role("cell").first.get_attribute("data-label") == "Onderdeel"

    def test_the_search_field_shows_its_hint_whole(self, phone):
        phone.goto((HTML / "book/welkom.html").as_uri())
        field = phone.locator("#zoekveld")
        assert field.evaluate(HINT_WIDTH) <= field.evaluate(
            "(field) => field.clientWidth - 19"
        )  # its padding
        assert phone.get_by_role("button", name="Zoeken").is_visible()

    def test_nothing_stands_below_the_foot_of_a_page(self, phone):
        phone.goto((HTML / "book/welkom.html").as_uri())
        assert phone.evaluate("""() => Math.abs(document.documentElement.scrollHeight
            - document.querySelector(".eb-footer").getBoundingClientRect().bottom) < 2""")


HINT_WIDTH = """(field) => {
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.font = getComputedStyle(field).font;
    return canvas.measureText(field.placeholder).width;
}"""

TEXT_SIZES = """() => [...document.querySelectorAll('.eb-svg')].flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    if (!svg.checkVisibility()) return [];
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
