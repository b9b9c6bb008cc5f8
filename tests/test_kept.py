"""What a build read is kept for other processes: by content, and never in place of what a sheet holds now."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from conftest import Edition
from evalbook import paths, tables, workbook
from evalbook.tables import kept, reading
from evalbook.workbook import cells

FIRMS = "export.xlsx!resultaten!B2"


def forget() -> None:
    for memory in (
        cells._read,
        cells._parsed,
        cells._kept,
        reading._readings,
        kept._loaded,
        kept._added,
        kept._sound,
    ):
        memory.clear()


def place(edition: Edition, name: str) -> Path:
    return paths.project_root() / "_build" / "read" / edition.name / f"{name}.pickle"


@pytest.fixture
def built(edition: Edition) -> Edition:
    """An edition that a build has checked, seen from a process that has read nothing yet."""
    assert tables.check(edition.name, keep=True) == []
    forget()
    return edition


def test_what_was_kept_is_what_would_be_read(built: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "load_workbook", lambda *args, **more: pytest.fail("read again"))
    monkeypatch.setattr(reading, "_frame", lambda *args: pytest.fail("checked again"))
    found = tables.load(built.name)
    monkeypatch.undo()
    monkeypatch.setenv("EVALBOOK_ROOT", str(built.root))
    for path in (built.root / "_build").rglob("*.pickle"):
        path.unlink()
    forget()
    for name, frame in tables.load(built.name).items():
        assert frame.equals(found[name]), name
        assert list(frame.dtypes) == list(found[name].dtypes)


def test_a_changed_cell_is_read_and_only_its_sheet_checked(
    built: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.put(FIRMS, 99)
    checked = []
    before = reading._frame
    monkeypatch.setattr(
        reading, "_frame", lambda grid, waived: checked.append(grid.table.name) or before(grid, waived)
    )
    assert tables.load(built.name)["export"].at[0, "firms"] == 99
    assert checked == ["export"]


def test_a_fault_is_never_kept(built: Edition) -> None:
    built.put(FIRMS, "twaalf")
    assert [fault.where for fault in tables.check(built.name, keep=True)] == [FIRMS]
    forget()
    assert [fault.where for fault in tables.check(built.name, keep=True)] == [FIRMS]


def test_a_registered_correction_is_seen_though_no_sheet_changed(built: Edition) -> None:
    built.path("corrections.csv").write_text(
        f"cell,printed,corrected,reason\n{FIRMS},11,12,drukfout\n", encoding="utf-8"
    )
    assert tables.load(built.name, "export")["export"].at[0, "firms"] == 11
    assert tables.load(built.name, "export", corrected=True)["export"].at[0, "firms"] == 12
    assert tables.check(built.name, keep=True) == []
    forget()
    assert tables.load(built.name, "export", corrected=True)["export"].at[0, "firms"] == 12
    assert tables.load(built.name, "export")["export"].at[0, "firms"] == 11


@pytest.mark.parametrize("name", ["export.xlsx", "tables"])
@pytest.mark.parametrize("content", [b"", b"\x80\x05", pickle.dumps("x"), b"geen pickle", None])
def test_a_kept_file_that_cannot_be_understood_is_as_good_as_none(
    built: Edition, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None
) -> None:
    whole = place(built, name).read_bytes()
    place(built, name).write_bytes(whole[: len(whole) // 2] if content is None else content)
    assert tables.load(built.name, "export")["export"].at[0, "firms"] == 11
    assert tables.check(built.name, keep=True) == []
    forget()
    monkeypatch.setattr(cells, "load_workbook", lambda *args, **more: pytest.fail("not kept again"))
    monkeypatch.setattr(reading, "_frame", lambda *args: pytest.fail("not kept again"))
    assert tables.load(built.name, "export")["export"].at[0, "firms"] == 11


def test_another_reader_reads_again(built: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    before = cells._parse
    monkeypatch.setattr(cells, "_parse", lambda path, data: parsed.append(path.name) or before(path, data))
    monkeypatch.setattr(cells, "reader", lambda: "another version")
    tables.load(built.name, "export")
    assert parsed == ["export.xlsx"]


def test_reading_alone_keeps_nothing(edition: Edition) -> None:
    tables.load(edition.name)
    tables.check(edition.name)
    assert not (edition.root / "_build").exists()
    assert workbook.recalled(place(edition, "export.xlsx"), "") is None
