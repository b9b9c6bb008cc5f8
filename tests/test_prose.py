"""Prose: no quantity is typed, and every key that prose names exists."""

import json
import re
from pathlib import Path

import pytest

from evalbook import build
from evalbook.build import chapters

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path
    for path in [*(ROOT / "book").rglob("*.md"), *(ROOT / "notebooks").glob("*.ipynb")]
    if "executed" not in path.parts
)
WORDS = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend "
    "miljoen miljard helft kwart derde tweetal drietal vijftal zestal tiental tientallen procent"
).split()

# What may stand there: years, references, ordinals of rank, and names that hold a digit.
ALLOWED = (
    r"\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?\b",
    r"\b(?:SDG|route|Route|tabel|Tabel|tabellen|figuur|Figuur|hoofdstuk|paragraaf|paragrafen|bijlage|[Aa]nnex)[  ]?[\dA-C][\d.]*(?:(?:,| en| tot en met)[  ]\d[\d.]*)*",
    r"\bC\.\d\b",
    r"covid-19|COVID-19|Covid-19",
    r"WCAG 2\.\d|EN 301 549|CC BY 4\.0|EUPL[- ]1\.2|Python 3\.\d+|AA\b",
    r"\b(?:eerste|tweede|derde) (?:route|impactroute|niveau|orde|plaats|coördinator|liaison|evaluatie)",
    r"\bderde(?:landen| partij| partijen)\b",
    r"K2K|G2G|B2B|2g@there|30-30",
    r"vierogen\w*",
)


def texts_of(path):
    """The paragraphs of a page with their place: Markdown text, or the Markdown cells of a notebook."""
    if path.suffix == ".ipynb":
        cells = json.loads(path.read_text("utf-8"))["cells"]
        return [
            (f"cel {n}", "".join(c["source"])) for n, c in enumerate(cells, 1) if c["cell_type"] == "markdown"
        ]
    return [("tekst", path.read_text("utf-8"))]


def typed_quantities(text):
    """The quantities typed in a text: digits or number words outside roles, code and links."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"^\s*\d+\. ", "", text, flags=re.MULTILINE)  # a numbered list
    text = re.sub(r"\{[a-z-]+\}`[^`]*`|`[^`]*`", "", text)
    text = re.sub(r"\]\([^)]*\)|<[^>]*>|\(\w[\w-]*\)=", "", text)
    for pattern in ALLOWED:
        text = re.sub(pattern, "", text)
    return re.findall(rf"\d[\d.,]*%?|\b(?:{'|'.join(WORDS)})\b", text, re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_quantity_is_typed(path):
    found = {place: typed_quantities(text) for place, text in texts_of(path)}
    assert not {place: words for place, words in found.items() if words}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er zijn 52 clusters.", ["52"]),
        ("Bijna de helft groeit met 3,5%.", ["helft", "3,5%"]),
        ("Er waren drie bedrijven.", ["drie"]),
        ("In 2016-2020, zie tabel 12 en SDG 9, groeide {num}`a.b` van de bedrijven.", []),
        ("1. Eerst lezen\n2. Dan rekenen", []),
    ],
)
def test_the_check_finds_what_it_should(text, expected):
    assert typed_quantities(text) == expected


def is_published(path):
    """Whether the book shows this page or runs this notebook; those of other editions are built on their own,
    and an unknown key stops that build.
    """
    runs = [run for edition in build.published() for run in chapters.chapters(edition)]
    return path.suffix == ".md" or path.name in {run.notebook.name for run in runs}


def test_every_number_and_exhibit_that_prose_names_exists():
    numbers = json.loads((ROOT / "data" / "processed" / "numbers.json").read_text("utf-8"))
    exhibits = (ROOT / "data" / "processed" / "exhibits.csv").read_text("utf-8")
    missing = []
    for path in filter(is_published, PAGES):
        for place, text in texts_of(path):
            missing += [
                (path.name, place, key) for key in re.findall(r"\{num\}`([^`:]+)", text) if key not in numbers
            ]
            missing += [
                (path.name, place, key)
                for key in re.findall(r"\{ex\}`([^`]+)`", text)
                if f"\n{key}," not in exhibits
            ]
    assert not missing


# Interviewed persons are never named. Their surnames are not kept here either: only a digest of each,
# so that the test can refuse them without the repository holding them.
DIGESTS = ROOT / "tests" / "data" / "names.sha256"


def test_no_interviewed_person_is_named_anywhere():
    import hashlib

    refused = set(DIGESTS.read_text("utf-8").split())
    places = [*PAGES, *(ROOT / "data" / "processed").glob("*/exhibits/*.csv")]
    for path in places:
        for name in set(
            re.findall(
                r"[A-ZÀ-Ý][\w’'-]+(?: (?:van|de|der|den|van der|van de|ter|ten)\b)?(?: [A-ZÀ-Ý][\w’'-]+)?",
                path.read_text("utf-8"),
            )
        ):
            for part in {name, *name.split()}:
                assert hashlib.sha256(part.lower().encode()).hexdigest()[:20] not in refused, (
                    path.name,
                    part,
                )
