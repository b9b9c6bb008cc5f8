"""What moved between two runs, and whether a build can be repeated: named with value and cause."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from evalbook import build as room
from evalbook import paths
from evalbook.build import changes, chapters, verify
from evalbook.errors import InputError, RunError
from test_build import LOAD, LOAD_CASES, SHOW, SHOW_CASES, change, notebook

ROOT = Path(__file__).resolve().parents[1]
EDITION = "pib-2016-2020"
KEY = "pib_table_12.firms_with_growth_2017"
CELL = "export.xlsx!resultaten!C3"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project that was built: the real inputs, and two notebooks that read different sheets."""
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "raw" / EDITION
    shutil.copytree(ROOT / "data" / "raw" / EDITION, folder)
    for name in ("claims.csv", "findings.csv", "census.csv", "exclusions.csv"):
        (folder / name).unlink(missing_ok=True)  # a changed cell would contradict what was printed
    notebook(tmp_path / "notebooks" / "een.ipynb", LOAD, SHOW)
    notebook(tmp_path / "notebooks" / "twee.ipynb", LOAD_CASES, SHOW_CASES)
    chapter = '[[chapter]]\nnotebook = "{0}"\npage = "{0}"\n'
    (folder / "edition.toml").write_text(chapter.format("een") + chapter.format("twee"), "utf-8")
    chapters.tables_read.cache_clear()
    room.build(with_book=False, workers=2)
    return tmp_path


def stored(project):
    return json.loads((project / "data" / "processed" / "numbers.json").read_text("utf-8"))


def test_a_number_that_moved_is_named_with_its_cell(project):
    before = changes.snapshot()
    assert changes.compare(before, changes.snapshot()) == []
    # Firms with growth in 2017: the report prints 18 (table 12); the share is 18 of 65, then 19 of 65.
    change(project / "data/raw" / EDITION / "export.xlsx", "resultaten", "C3", 19)
    room.build(with_book=False, workers=2)
    moves = {move.key: move for move in changes.compare(before, changes.snapshot())}
    assert (moves[KEY].old, moves[KEY].new) == ("18", "19")
    assert moves[KEY].causes == (f"cel {CELL}: 18 → 19",)
    share = moves["pib_table_12.share_2017"]
    assert (share.old_value, share.new_value) == (18 / 65, 19 / 65)
    assert share.causes == (f"cel {CELL}: 18 → 19",)
    assert all(key.startswith("pib_table_12.") for key in moves)


@pytest.mark.parametrize(
    ("part", "cause"),
    [
        (("code", "een.ipynb", "measures/export.py"), "programma: measures/export.py"),
        (("packages", "pandas"), "omgeving: pandas 1.0 → "),
    ],
)
def test_without_a_changed_cell_the_code_or_the_environment_is_named(project, part, cause):
    new = changes.snapshot()
    old = json.loads(json.dumps(new))
    old["numbers"][KEY]["value"] = 17.0
    place = old
    for name in part[:-1]:
        place = place[name]
    assert part[-1] in place
    place[part[-1]] = "1.0"
    (move,) = changes.compare(old, new)
    assert move.key == KEY and move.causes[0].startswith(cause)


def test_what_came_and_what_went_is_told_too(project):
    new = changes.snapshot()
    old = json.loads(json.dumps(new))
    del old["numbers"][KEY]
    assert [(move.old, move.new) for move in changes.compare(old, new)] == [(None, "18")]
    assert [(move.old, move.new) for move in changes.compare(new, old)] == [("18", None)]


def test_a_build_compares_with_what_was_released(project):
    told = paths.processed() / changes.CHANGES
    assert json.loads(told.read_text("utf-8")) == {"released": False, "moves": []}
    assert changes.release() == project / "data" / "released" / "numbers.json"
    change(project / "data/raw" / EDITION / "export.xlsx", "resultaten", "C3", 19)
    room.build(with_book=False, workers=2)
    known = json.loads(told.read_text("utf-8"))
    assert known["released"]
    assert (KEY, "18", "19") in [(move["key"], move["old"], move["new"]) for move in known["moves"]]


def test_a_place_without_a_build_is_refused(project, tmp_path):
    with pytest.raises(InputError, match="geen getallen van een bouw"):
        changes.located(str(tmp_path / "niets"))
    assert changes.located(str(project)) == changes.snapshot()


def test_a_build_is_repeatable_and_a_planted_change_is_named(project):
    same = verify.verify(with_book=False)
    processed = [path for path in paths.processed().rglob("*") if path.is_file()]
    assert same == len(processed) + 2  # and two chapters as run
    # One more in the last printed digit of one input, after the build.
    change(project / "data/raw" / EDITION / "export.xlsx", "resultaten", "C3", 19)
    with pytest.raises(RunError) as caught:
        verify.verify(with_book=False)
    first = caught.value.faults[0]
    assert first.what.startswith("pib_table_12: ") and first.where == f"cel {CELL}: 18 → 19"
    assert any(KEY in fault.what and "hier 18" in fault.what for fault in caught.value.faults)
    assert stored(project)[KEY]["text"] == "18"  # nothing here was touched


def test_a_range_of_a_register_is_marked_by_its_values(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    path = tmp_path / "data" / "raw" / "pib-klein" / "register.xlsx"
    path.parent.mkdir(parents=True)
    ranges = ["register.xlsx!export!A2:A3", "register.xlsx!export!A2:A4 (2 rijen)"]

    def marks(*values):
        book = openpyxl.Workbook()
        book.active.title = "export"
        for value in ("kop", *values):
            book.active.append([value])
        book.save(path)
        return changes._cells("pib-klein", ranges)

    first = marks(1, 2, 3)
    assert first == marks(1, 2, 3)
    last = marks(1, 2, 4)  # A4 lies in the second range only
    assert first[ranges[0]] == last[ranges[0]] and first[ranges[1]] != last[ranges[1]]
