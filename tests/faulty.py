"""A catalogue of faulty workbooks: each the tiny edition of `conftest` with one cell or file changed.

Addresses and values are worked out from the order of the columns in the specification and from
`conftest.plausible`; row 2 is the first row of data. The tests over it are in `test_faults`.
"""

from __future__ import annotations

import datetime
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from conftest import Edition

Change = Callable[[Edition], object]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

FIRMS = "export.xlsx!resultaten!B3"  # count, 12 in the good edition
SHARE = "export.xlsx!instrumenten!C3"  # share, 0.2
MEAN = "portfolio.xlsx!looptijd!C3"  # number from 0 to 20, 2.5
OPTIONAL = "portfolio.xlsx!deelnemers!D3"  # number that may be empty
YEAR = "export.xlsx!resultaten!A3"  # 2017
TEXT = "cases.xlsx!activiteiten!C3"
CATEGORY = "cases.xlsx!activiteiten!E4"  # "deels"
PERIOD = "cases.xlsx!tijdlijn!C3"  # "2017-02"; its end, D3, is "2027-02"


class Case(NamedTuple):
    """One fault: how it is made, which place must be named, and words of what and how to mend."""

    name: str
    change: Change
    where: str
    what: str
    mend: str
    others: tuple[str, ...] = ()  # places of faults that the same change cannot but cause as well


def put(name: str, address: str, value: Any, what: str, mend: str, number_format: str | None = None) -> Case:
    """A case in which one cell gets another value and is itself the place to name."""
    return Case(name, lambda edition: edition.put(address, value, number_format), address, what, mend)


def stored(part: str, old: str, new: str, workbook: str) -> Change:
    """A change in the file itself, for what openpyxl cannot write."""

    def change(edition: Edition) -> None:
        parts = package(edition.path(workbook))
        text = parts[part].decode()
        assert old in text
        parts[part] = text.replace(old, new).encode()
        repack(edition.path(workbook), parts)

    return change


def package(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def repack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in parts.items():
            opened.writestr(name, data)


def without(workbook: str, part: str) -> Change:
    def change(edition: Edition) -> None:
        parts = package(edition.path(workbook))
        del parts[part]
        repack(edition.path(workbook), parts)

    return change


def in_sheet(workbook: str, sheet: str, act: Callable[[Any], object]) -> Change:
    def change(edition: Edition) -> None:
        with edition.editing(workbook, sheet) as opened:
            act(opened)

    return change


def in_workbook(workbook: str, act: Callable[[openpyxl.Workbook], object]) -> Change:
    def change(edition: Edition) -> None:
        opened = openpyxl.load_workbook(edition.path(workbook))
        act(opened)
        opened.save(edition.path(workbook))

    return change


def in_file(name: str, act: Callable[[Path], object]) -> Change:
    return lambda edition: act(edition.path(name))


def folder_instead(edition: Edition) -> None:
    edition.path("export.xlsx").unlink()
    edition.path("export.xlsx").mkdir()


def sources(text: str) -> Change:
    return in_file("sources.csv", lambda path: path.write_text(text, encoding="utf-8"))


def in_sources(old: str, new: str) -> Change:
    def change(edition: Edition) -> None:
        text = edition.path("sources.csv").read_text(encoding="utf-8")
        assert old in text
        edition.path("sources.csv").write_text(text.replace(old, new), encoding="utf-8")

    return change


def damaged(path: Path) -> None:
    """Change one byte in the packed data of a sheet."""
    with zipfile.ZipFile(path) as opened:
        name = "xl/worksheets/sheet2.xml"
        start = opened.getinfo(name).header_offset + 30 + len(name)
    data = bytearray(path.read_bytes())
    data[start + 60] ^= 0xFF
    path.write_bytes(bytes(data))


# fmt: off
NUMBERS = [
    put("text in a count", FIRMS, "twaalf", "de tekst 'twaalf' staat waar een geheel getal hoort", "vul"),
    put("decimal comma as text", MEAN, "4,65", "'4,65' staat er als tekst", "voer 4,65 in als getal"),
    put("decimal point as text", MEAN, "4.65", "niet in Nederlandse notatie", "decimale komma"),
    put("thousands as text", "export.xlsx!resultaten!D2", "€ 291.571", "als tekst", "celopmaak op Getal"),
    put("percentage as text", SHARE, "24%", "'24%' staat er als tekst", "celopmaak op Percentage"),
    put("n/a", OPTIONAL, "n/a", "'n/a' staat waar een getal hoort", "leeg betekent hier 'niet vermeld'"),
    put("n.v.t.", OPTIONAL, "n.v.t.", "'n.v.t.' staat waar een getal hoort", "maak de cel leeg"),
    put("dash in a required cell", FIRMS, "-", "'-' staat waar", "deze kolom mag niet leeg zijn"),
    put("NaN as text", MEAN, "NaN", "geen eindig getal", "vul het getal in"),
    put("infinity as text", MEAN, "inf", "geen eindig getal", "vul het getal in"),
    put("only a space in a number cell", OPTIONAL, " ", "alleen spaties", "maak de cel leeg"),
    put("only a no-break space", OPTIONAL, "\xa0", "alleen spaties", "maak de cel leeg"),
    put("date in a number", MEAN, datetime.date(2019, 11, 15), "datum of tijd 15-11-2019",
        "celopmaak op Getal"),
    put("date with time in a count", FIRMS, datetime.datetime(2019, 11, 15, 13, 30), "15-11-2019 13:30",
        "Getal"),
    put("time of day in a number", MEAN, datetime.time(4, 39), "datum of tijd 04:39:00",
        "celopmaak op Getal"),
    put("duration in a number", MEAN, datetime.timedelta(hours=30), "datum of tijd", "celopmaak op Getal"),
    put("number dressed as a date", FIRMS, 43784, "15-11-2019", "celopmaak op Getal", "dd-mm-yyyy"),
    put("boolean in a count", FIRMS, True, "WAAR (ja/nee) staat waar een geheel getal hoort",
        "een geheel getal"),
    put("error value #N/A", FIRMS, "#N/A", "de foutwaarde #N/A", "herstel de formule"),
    put("error value #DIV/0!", MEAN, "#DIV/0!", "de foutwaarde #DIV/0!", "herstel de formule"),
    put("formula never calculated", FIRMS, "=B2+1", "de formule =B2+1 heeft geen bewaarde uitkomst",
        "sla op"),
    put("negative count", FIRMS, -3, "aantal -3 ligt onder 0", "verbeter de cel"),
    put("negative amount", "export.xlsx!resultaten!D3", -1, "bedrag -1 ligt onder 0", "corrections.csv"),
    put("count with a part", FIRMS, 12.5, "aantal 12,5 is geen geheel getal", "geheel getal"),
    put("share above one", SHARE, 1.32, "aandeel 1,32 ligt buiten 0 tot en met 1", "corrections.csv"),
    put("percentage typed as 24", SHARE, 24, "aandeel 24 ligt buiten 0 tot en met 1",
        "typ dan 24% in plaats van 24"),
    put("negative share", SHARE, -0.1, "aandeel -0,1 ligt buiten", "verbeter de cel"),
    put("year out of range", YEAR, 1016, "jaartal 1016 ligt buiten 1990 tot en met 2100", "verbeter"),
    put("year with a part", YEAR, 2017.5, "jaartal 2017,5 is geen geheel getal", "geheel getal"),
    put("above the highest of its column", MEAN, 21, "getal 21 ligt buiten 0 tot en met 20",
        "corrections.csv"),
    put("a number no one has", FIRMS, 10**300, "te groot", "verbeter de cel"),
    put("required number empty", FIRMS, None, "'bedrijven (mkb)' is leeg", "deze kolom is verplicht"),
    Case("infinite number", stored("xl/worksheets/sheet2.xml", "<v>12</v>", "<v>1E999</v>", "export.xlsx"),
         FIRMS, "oneindig groot", "een geheel getal"),
    Case("formula whose stored value is an error",
         stored("xl/worksheets/sheet2.xml", 't="n"><v>12</v>', 't="e"><f>1/0</f><v>#DIV/0!</v>',
                "export.xlsx"),
         FIRMS, "de foutwaarde #DIV/0!", "herstel de formule"),
]

TEXTS = [
    put("number in a text", TEXT, 12, "het getal 12 staat waar tekst hoort", "celopmaak op Tekst"),
    put("date in a text", TEXT, datetime.date(2019, 11, 15), "15-11-2019", "celopmaak op Tekst"),
    put("boolean in a text", TEXT, False, "ONWAAR (ja/nee) staat waar tekst hoort", "tekst"),
    put("required text empty", TEXT, None, "'activiteit' is leeg", "verplicht"),
    Case("required text of no length",
         stored("xl/worksheets/sheet2.xml", "<is><t>bron 2</t></is>", "<is><t></t></is>", "export.xlsx"),
         "export.xlsx!resultaten!E3", "'bron' is leeg", "verplicht"),
    put("leading space", TEXT, " missie", "een spatie aan het begin", "typ de tekst opnieuw: missie"),
    put("trailing space", CATEGORY, "deels ", "een spatie aan het eind", "typ de tekst opnieuw: deels"),
    put("double space", TEXT, "een  missie", "een dubbele spatie op plaats 4", "een missie"),
    put("no-break space", TEXT, "een\xa0missie", "U+00A0", "een missie"),
    put("zero-width space", CATEGORY, "de\u200bels", "U+200B", "typ de tekst opnieuw: deels"),
    put("line break", TEXT, "een\nmissie", "tab of regeleinde op plaats 4", "een missie"),
    put("tab", TEXT, "een\tmissie", "tab of regeleinde op plaats 4", "een missie"),
    put("loose accent", TEXT, "coo\u0308rdinatie", "los accent", "co\u00f6rdinatie"),
    put("category misspelt", CATEGORY, "deel", "'deel' is geen bekende waarde", "bedoelde u 'deels'?"),
    put("category with a capital", CATEGORY, "Deels", "'Deels' is geen bekende waarde",
        "bedoelde u 'deels'?"),
    put("category far from all", CATEGORY, "xyz", "'xyz' is geen bekende waarde",
        "kies uit: ja, grotendeels"),
    put("month thirteen", PERIOD, "2019-13", "'2019-13' is geen periode", "jaar-maand"),
    put("period the other way round", PERIOD, "11-2019", "geen periode", "2019-11"),
    put("day that is not there", PERIOD, "2019-02-29", "geen periode", "2019-11-15"),
    put("year as a number in a period", PERIOD, 2019, "het getal 2019 staat waar een periode",
        "celopmaak op Tekst"),
    put("period that Excel made a date", PERIOD, datetime.date(2019, 11, 1), "01-11-2019", "zo: 2019-11-01"),
]

ROWS_TOGETHER = [
    put("part above whole", "export.xlsx!resultaten!C3", 13,
        "bedrijven met exporttoename (13) is hoger dan bedrijven (mkb) (12)", "verbeter C3 of B3"),
    put("end year before start", "cases.xlsx!cases!G3", 2016, "(2016) ligt voor startjaar (2017)",
        "G3 of F3"),
    put("end before start", "cases.xlsx!tijdlijn!D3", "2017-01", "(2017-01) ligt voor begin (2017-02)",
        "D3 of C3"),
    put("upper target below lower", "cases.xlsx!doelen!E3", 1, "(1) is lager dan streefwaarde laag (2,5)",
        "E3"),
    put("duplicate key", YEAR, 2016, "rij 3 heeft dezelfde sleutel als rij 2 (startjaar = 2016)",
        "verwijder een"),
    put("reference to nothing", "portfolio.xlsx!marktlanden!A3", "soort marrkt 2",
        "'soort marrkt 2' komt niet voor in kolom soort markt van portfolio.xlsx!marktsoorten",
        "bedoelde u 'soort markt 2'?"),
    put("case not in the list", "cases.xlsx!routes!A3", "gulf-tulip", "'gulf-tulip' komt niet voor", "voeg"),
    put("arrow to a node of another figure", "kader.xlsx!pijlen!C3", "knoop 3", "'2, knoop 3' komt niet",
        "knoop 2"),
]

SHAPES = [
    Case("column missing", in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.delete_cols(4)),
         "export.xlsx!resultaten!rij 1", "kolom 'cumulatieve exporttoename' ontbreekt",
         "zet een kolom met de kop"),
    put("header misspelt", "export.xlsx!resultaten!A1", "startjaren", "'startjaren' is onbekend",
        "'startjaar'?"),
    put("header with a capital", "export.xlsx!resultaten!A1", "Startjaar", "is onbekend",
        "bedoelde u 'startjaar'?"),
    put("header with hidden space", "export.xlsx!resultaten!A1", "startjaar ", "spatie aan het eind",
        "startjaar"),
    put("extra column", "export.xlsx!resultaten!F1", "regio", "kolom 'regio' hoort niet in dit blad", "haal"),
    put("header twice", "export.xlsx!resultaten!F1", "startjaar", "'startjaar' staat er twee keer, ook in A1",
        "laat"),
    put("value beside the table", "export.xlsx!resultaten!G3", 12, "in een kolom zonder kop",
        "haal de waarden weg"),
    put("value far beside the table", "export.xlsx!resultaten!XFD1048576", 1, "zonder kop", "toelichting"),
    Case("header cell empty", lambda edition: edition.put("export.xlsx!resultaten!E1", None),
         "export.xlsx!resultaten!E2", "3 gevulde cel(len) in een kolom zonder kop", "haal de waarden weg",
         ("export.xlsx!resultaten!rij 1",)),
    Case("title above the header",
         in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.insert_rows(1, 2)),
         "export.xlsx!resultaten!rij 3", "de kop staat in rij 3 en hoort in rij 1",
         "verwijder wat erboven staat"),
    Case("blank row in the middle", in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.insert_rows(3)),
         "export.xlsx!resultaten!A3", "rij 3 is leeg, terwijl er gegevens onder staan",
         "verwijder lege rijen"),
    Case("blank row under the header",
         in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.insert_rows(2, 2)),
         "export.xlsx!resultaten!A2", "rijen 2 tot en met 3 zijn leeg", "verwijder lege rijen"),
    Case("merged cells", in_sheet("portfolio.xlsx", "deelnemers", lambda sheet: sheet.merge_cells("D3:D4")),
         "portfolio.xlsx!deelnemers!D4", "cellen D3 tot en met D4 zijn samengevoegd",
         "hef de samenvoeging op"),
    Case("merged required cells",
         in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.merge_cells("B2:B4")),
         "export.xlsx!resultaten!B3", "cellen B2 tot en met B4 zijn samengevoegd; B3 heeft geen eigen waarde",
         "vul elke cel"),
    Case("merged cells under the table",
         in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.merge_cells("B5:B7")),
         "export.xlsx!resultaten!B6", "cellen B5 tot en met B7 zijn samengevoegd", "hef de samenvoeging op"),
    Case("sheet without rows", in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.delete_rows(2, 3)),
         "export.xlsx!resultaten!A2", "het blad is leeg", "vul ten minste één rij in"),
    Case("sheet with nothing", in_sheet("export.xlsx", "resultaten", lambda sheet: sheet.delete_rows(1, 4)),
         "export.xlsx!resultaten", "het blad is leeg", "zet in rij 1 de koppen (startjaar, "),
    Case("sheet missing", in_workbook("export.xlsx", lambda book: book.remove(book["resultaten"])),
         "export.xlsx!resultaten", "blad 'resultaten' ontbreekt", "voeg een blad 'resultaten' toe"),
    Case("sheet misspelt",
         in_workbook("export.xlsx", lambda book: setattr(book["resultaten"], "title", "Resultaat")),
         "export.xlsx!resultaten", "blad 'resultaten' ontbreekt", "bedoelde u 'Resultaat'?"),
]

FILES = [
    Case("file missing", in_file("export.xlsx", Path.unlink), "export.xlsx", "ontbreekt",
         "zet export.xlsx in de map"),
    Case("file with a capital",
         in_file("export.xlsx", lambda path: path.rename(path.with_name("Export.xlsx"))), "export.xlsx",
         "het bestand ontbreekt", "'Export.xlsx'"),
    Case("file of another sort",
         in_file("export.xlsx", lambda path: path.write_text("startjaar;bedrijven\n2016;12\n")),
         "export.xlsx", "geen Excel-werkmap", "sla het op als .xlsx"),
    Case("other document in a zip",
         in_file("export.xlsx", lambda path: repack(path, {"word/document.xml": b"<w/>"})), "export.xlsx",
         "geen Excel-werkmap", "sla het op als .xlsx"),
    Case("old workbook", in_file("export.xlsx", lambda path: path.write_bytes(OLE + bytes(2000))),
         "export.xlsx", "oude soort .xls", "sla het op als .xlsx"),
    Case("password",
         in_file("export.xlsx", lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))),
         "export.xlsx", "met een wachtwoord beveiligd", "haal in Excel het wachtwoord weg"),
    Case("empty file", in_file("export.xlsx", lambda path: path.write_bytes(b"")), "export.xlsx", "0 bytes",
         "goede kopie"),
    Case("cut short", in_file("export.xlsx", lambda path: path.write_bytes(path.read_bytes()[:3000])),
         "export.xlsx", "afgekapt", "haal een goede kopie terug"),
    Case("one byte changed", in_file("export.xlsx", damaged), "export.xlsx", "beschadigd", "goede kopie"),
    Case("folder in its place", folder_instead, "export.xlsx", "een map", "bestand"),
    *(
        Case(f"part missing: {part}", without("export.xlsx", part), "export.xlsx", part, "goede kopie")
        for part in (
            "[Content_Types].xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet2.xml",
            "xl/styles.xml",
        )
    ),
    Case("number that is none in the file itself",
         stored("xl/worksheets/sheet2.xml", "<v>12</v>", "<v>12x</v>", "export.xlsx"), "export.xlsx",
         "niet te lezen", "goede kopie"),
    Case("broken markup", stored("xl/worksheets/sheet2.xml", "</sheetData>", "", "export.xlsx"),
         "export.xlsx", "niet te lezen", "goede kopie"),
]

EDITIONS = [
    Case("extra sheet", in_workbook("export.xlsx", lambda book: book.create_sheet("Blad1")),
         "export.xlsx!Blad1", "blad 'Blad1' hoort niet in deze werkmap",
         "noem het leeswijzer of toelichting"),
    Case("extra sheet with a near name",
         in_workbook("export.xlsx", lambda book: book.create_sheet("toelichtingen")),
         "export.xlsx!toelichtingen", "hoort niet in deze werkmap", "bedoelde u 'toelichting'?"),
    Case("sheet misspelt, named once",
         in_workbook("export.xlsx", lambda book: setattr(book["resultaten"], "title", "Resultaat")),
         "export.xlsx!resultaten", "blad 'resultaten' ontbreekt", "bedoelde u 'Resultaat'?"),
    put("reference that is untidy, named once", "cases.xlsx!routes!A3", "case 2 ", "een spatie aan het eind",
        "case 2"),
    Case("copy of a workbook",
         in_file("export.xlsx", lambda path: shutil.copy(path, path.with_name("export (1).xlsx"))),
         "export (1).xlsx", "hoort niet bij deze editie", "haal het uit de map"),
    Case("no sources", in_file("sources.csv", Path.unlink), "sources.csv", "ontbreekt",
         "file,sha256,origin,licence"),
    Case("sources with semicolons", sources("file;sha256;origin;licence\n"), "sources.csv!regel 1",
         "puntkomma", "komma"),
    Case("sources without licence", in_sources("licence", "licentie"), "sources.csv!regel 1", "'licentie'",
         "'licence'"),
    Case("source without origin", in_sources("export.xlsx,,verzonnen voor de tests", "export.xlsx,,"),
         "sources.csv!regel 4", "kolom 'origin' van 'export.xlsx' is leeg", "waar het vandaan komt"),
    Case("workbook without source", in_sources("export.xlsx,,verzonnen voor de tests,CC0\n", ""),
         "sources.csv", "werkmap 'export.xlsx' staat niet in sources.csv", "voeg een regel toe"),
    Case("source of no file", in_sources("sha256,origin,licence\n", "sha256,origin,licence\nweg.csv,,x,x\n"),
         "sources.csv!regel 2", "'weg.csv' staat niet in de map", "haal de regel weg"),
    Case("source with a comma too many", in_sources("export.xlsx,,verzonnen", "export.xlsx,,hier, verzonnen"),
         "sources.csv!regel 4", "de regel heeft 5 waarden, de kop 4", "aanhalingstekens"),
]
# fmt: on
