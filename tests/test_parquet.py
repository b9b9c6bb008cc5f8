"""A register in Parquet: the same frames as from its sheets, and a fault for each kind of mistake."""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from evalbook import build, paths, tables
from evalbook.build.derive import register_parts
from evalbook.errors import InputError
from evalbook.exhibits import analysis
from test_register import tiny  # noqa: F401

EDITION = "pib-klein"
ROOT = Path(__file__).resolve().parents[1]


def write(path, frame):
    path.parent.mkdir(exist_ok=True)
    connection = duckdb.connect()
    connection.register("part", frame)
    file = str(path).replace("'", "''")
    connection.execute(f"COPY part TO '{file}' (FORMAT parquet)")


def sheet(name):
    """The rows of a sheet of the tiny register, under their Dutch headers."""
    table = tables.table_of(EDITION, name)
    frame = tables.load(EDITION, name).frame(name)
    return pd.DataFrame({column.header: frame[column.name] for column in table.columns})


@pytest.fixture
def files(tiny):  # noqa: F811
    """The tiny register as files only, without a workbook."""
    found = {table.sheet: sheet(table.name) for table in tables.register_specification(EDITION)[:-1]}
    (tiny / "register.xlsx").unlink()
    for name, frame in found.items():
        if len(frame):
            write(tiny / "register" / f"{name}.parquet", frame)
    return tiny / "register"


def test_sound_files_give_what_the_sheets_gave(tiny, request):  # noqa: F811
    names = ("register_clusters", "register_results")
    before = {name: tables.load(EDITION, name)[name] for name in names}
    request.getfixturevalue("files")
    assert tables.check(EDITION) == []
    for name, frame in before.items():
        again = tables.load(EDITION, name)[name]
        values = [column for column in frame if not column.endswith("_source")]
        pd.testing.assert_frame_equal(again[values], frame[values])
    clusters = tables.load(EDITION, "register_clusters")["register_clusters"]
    assert clusters["pib_source"].iloc[0] == "register/clusters.parquet!PIB-financiering!2"


def test_the_analysis_works_on_files(files):
    data = tables.load(EDITION, "register_clusters", "register_results")
    exhibit = analysis.pib_own_sensitivity(data, 1)
    found = {shown.key.partition(".")[2]: shown.quantity for shown in exhibit.numbers}
    assert found["reported"].value == 13  # a: (1 + 3) / 2; b: 6 and 5, of which only one end is known
    assert found["without_largest"].value == 2  # a alone
    assert all(source.startswith("register/resultaten.parquet!") for source in found["reported"].sources)


@pytest.mark.parametrize(
    ("change", "what", "where", "mend"),
    [
        (lambda f: f.rename(columns={"startjaar": "start jaar"}), "kolom 'start jaar' is onbekend",
         "register/clusters.parquet!start jaar", "bedoelde u 'startjaar'?"),
        (lambda f: f.assign(kleur="rood"), "kolom 'kleur' hoort niet in dit bestand",
         "register/clusters.parquet!kleur", "haal de kolom weg"),
        (lambda f: f.drop(columns="bron"), "kolom 'bron' ontbreekt", "register/clusters.parquet", "voeg een kolom"),
        (lambda f: f.assign(startjaar="veel"), "'veel' staat waar een jaartal hoort",
         "register/clusters.parquet!startjaar!2", "op als gehele getallen"),
        (lambda f: f.assign(startjaar=f["startjaar"].astype(str)), "het getal '2021' staat er als tekst",
         "register/clusters.parquet!startjaar!2", "op als gehele getallen"),
        (lambda f: f.assign(naam=[1, 2, 3]), "1 staat waar tekst hoort", "register/clusters.parquet!naam!2", "als tekst"),
        (lambda f: f.assign(startjaar=[2021, 1021, 2022]), "jaartal 1021 ligt buiten 1990 tot en met 2100",
         "register/clusters.parquet!startjaar!3", "verbeter de waarde"),
        (lambda f: f.assign(startjaar=[2021, 2021, 2022.5]), "jaartal 2022,5 is geen geheel getal",
         "register/clusters.parquet!startjaar!4", "geheel getal"),
        (lambda f: f.assign(naam=["A", None, "C"]), "'naam' is leeg", "register/clusters.parquet!naam!3", "verplicht"),
        (lambda f: f.assign(naam=["A", "B ", "C"]), "de tekst bevat een spatie aan het eind",
         "register/clusters.parquet!naam!3", "schrijf: B"),
        (lambda f: f.assign(staat=["afgerond", "lopent", "lopend"]), "'lopent' is geen bekende waarde van 'staat'",
         "register/clusters.parquet!staat!3", "bedoelde u 'lopend'?"),
        (lambda f: f.assign(cluster=["a", "b", "a"]), "rij 4 heeft dezelfde sleutel als rij 2",
         "register/clusters.parquet!cluster!4", "verbeter rij 4 of rij 2"),
        (lambda f: f.assign(startjaar=[2021, 2025, 2022]), "startjaar (2025) ligt na laatste jaar (2024)",
         "register/clusters.parquet!startjaar!3", "verbeter de waarde"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_how_to_mend_it(files, change, what, where, mend):
    path = files / "clusters.parquet"
    write(path, change(tables.load(EDITION, "register_clusters").frame("register_clusters").pipe(headed)))
    (fault,) = tables.check(EDITION)
    assert fault.what.startswith(what) and fault.where == where and mend in fault.mend
    with pytest.raises(InputError):
        register_parts(EDITION)


def headed(frame):
    table = tables.table_of(EDITION, "register_clusters")
    return pd.DataFrame({column.header: frame[column.name] for column in table.columns})


def test_a_mistake_in_many_rows_is_told_of_the_first_three(files):
    path = files / "resultaten.parquet"
    write(path, sheet("register_results").assign(zekerheid="vast"))
    faults = tables.check(EDITION)
    assert [fault.where.rpartition("!")[2] for fault in faults] == ["2", "3", "4", "zekerheid"]
    assert faults[-1].what == "nog 1 rij met dezelfde fout als rij 2"  # four rows


def test_a_file_that_is_no_parquet_is_told(files):
    (files / "clusters.parquet").write_text("cluster;naam", "utf-8")
    (fault,) = tables.check(EDITION)
    assert fault.what == "het bestand is niet als Parquet te lezen"
    assert fault.where == "register/clusters.parquet"


def test_a_reference_to_nothing_is_told_between_files(files):
    clusters = sheet("register_clusters")
    results = sheet("register_results")
    results.loc[1, "cluster"] = "x"
    write(files / "resultaten.parquet", results)
    (fault,) = tables.check(EDITION)
    assert fault.what == "'x' komt niet voor in kolom cluster van register/clusters.parquet"
    assert fault.where == "register/resultaten.parquet!cluster!3" and "voeg 'x' toe" in fault.mend
    write(files / "resultaten.parquet", sheet("register_results").assign(cluster="x", nummer=range(1, 5)))
    told = tables.check(EDITION)
    assert [each.where.rpartition("!")[2] for each in told] == ["2", "3", "4", "cluster"]
    write(files / "clusters.parquet", clusters.assign(cluster=["x", "y", "y"]))  # a fault of its own
    assert [each.where for each in tables.check(EDITION)] == ["register/clusters.parquet!cluster!4"]


def test_references_of_two_columns_and_between_file_and_sheet_are_followed(tiny):  # noqa: F811
    activities = sheet("register_activities")
    activities["knelpunt"] = activities["knelpunt"].astype("Int64")
    activities.loc[0, "knelpunt"] = 2  # cluster a has bottleneck 1 only, in the sheet
    with workbook_of(tiny) as book:
        book["knelpunten"].append(["a", 1, "anders", "ja", "dossier"])
        for row in range(book["activiteiten"].max_row, 1, -1):
            book["activiteiten"].delete_rows(row)
    write(tiny / "register" / "activiteiten.parquet", activities)
    (fault,) = tables.check(EDITION)
    assert fault.what == "'a, 2' komt niet voor in kolom cluster, nummer van register.xlsx!knelpunten"
    assert fault.where == "register/activiteiten.parquet!knelpunt!2"
    write(
        tiny / "register" / "activiteiten.parquet",
        activities.assign(knelpunt=pd.array([1, None, None, None], "Int64")),
    )
    with workbook_of(tiny) as book:
        book["resultaten"]["C2"] = 9  # the result's activity
    (fault,) = tables.check(EDITION)
    assert (fault.where, "register/activiteiten.parquet" in fault.what) == (
        "register.xlsx!resultaten!C2",
        True,
    )


def test_a_table_that_came_twice_and_a_file_of_no_table_are_told(tiny):  # noqa: F811
    write(tiny / "register" / "clusters.parquet", sheet("register_clusters"))
    write(tiny / "register" / "clustres.parquet", sheet("register_clusters"))
    stray, twice = sorted(
        tables.check(EDITION), key=lambda fault: "twee" in fault.mend or "blad" in fault.what
    )
    assert stray.where == "register/clustres.parquet" and "bedoelde u register/clusters.parquet" in stray.mend
    assert twice.where == "register/clusters.parquet" and "register.xlsx, blad clusters" in twice.what


@contextmanager
def workbook_of(folder):
    opened = openpyxl.load_workbook(folder / "register.xlsx")
    yield opened
    opened.save(folder / "register.xlsx")


def test_a_book_built_from_files_says_what_it_said_from_the_workbook(tmp_path, monkeypatch):
    """The example edition, its register once in Excel and once in Parquet: every number is the same."""
    built = {}
    for form in ("excel", "parquet"):
        root = tmp_path / form
        for name in ("data/raw/pib-voorbeeld", "data/raw/pib-2016-2020", "notebooks", "book/teksten"):
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "_config.yml", root)
        monkeypatch.setenv("EVALBOOK_ROOT", str(root))
        inputs = root / "data" / "raw" / "pib-voorbeeld"
        if form == "parquet":
            frames = tables.load(
                "pib-voorbeeld", *(each.name for each in tables.register_specification("pib-voorbeeld"))
            )
            for table in tables.register_specification("pib-voorbeeld"):
                frame = frames.frame(table.name)
                if table.workbook == "register.xlsx" and len(frame):
                    headed = pd.DataFrame({column.header: frame[column.name] for column in table.columns})
                    write(inputs / "register" / f"{table.sheet}.parquet", headed)
            (inputs / "register.xlsx").unlink()
        (book,) = build.books(["pib-voorbeeld"])
        with book.entered():
            build.build(list(book.editions), with_book=False)
            numbers = json.loads((paths.processed() / "numbers.json").read_text("utf-8"))
        built[form] = {key: (number["text"], number["value"]) for key, number in numbers.items()}
    assert built["parquet"] == built["excel"] and len(built["excel"]) > 200
