"""A register in Parquet: the same frames as from its sheets, and a fault for each kind of mistake."""

import duckdb
import pandas as pd
import pytest

from evalbook import tables
from evalbook.build.derive import register_parts
from evalbook.errors import InputError
from evalbook.exhibits import analysis
from test_register import tiny  # noqa: F401

EDITION = "pib-klein"


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
