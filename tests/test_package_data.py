"""The data package and the catalogue: what others' validators say of them, on small data and on the real run."""

import json
import os
import shutil
import zipfile
from pathlib import Path

import frictionless
import pytest
import yaml
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from evalbook.errors import InputError
from evalbook.package import publication
from evalbook.package.catalogue import write_catalogue
from evalbook.package.crate import ARCHIVE as CRATE
from evalbook.package.datapackage import write_datapackage
from evalbook.package.publication import inputs
from packaged import EDITION, put, write_project

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ROOT = Path(__file__).resolve().parents[1]
TIME = "2030-01-02T03:04:05Z"
HOME = "https://voorbeeld.nl/boek/"

REQUIRED = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ; sh:property
  [ sh:path dct:title ; sh:minCount 1 ; sh:languageIn ("nl") ] ,
  [ sh:path dct:description ; sh:minCount 1 ; sh:languageIn ("nl") ] ,
  [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
  [ sh:path dct:creator ; sh:minCount 1 ; sh:class foaf:Agent ] ,
  [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:maxCount 1 ; sh:class vcard:Kind ] ,
  [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:property
  [ sh:path dct:title ; sh:minCount 1 ; sh:languageIn ("nl") ] ,
  [ sh:path dct:description ; sh:minCount 1 ; sh:languageIn ("nl") ] ,
  [ sh:path dct:identifier ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ,
  [ sh:path dct:accessRights ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:RightsStatement ] ,
  [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
  [ sh:path dct:creator ; sh:minCount 1 ; sh:class foaf:Agent ] ,
  [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:maxCount 1 ; sh:class vcard:Kind ] ,
  [ sh:path dcat:theme ; sh:minCount 1 ; sh:class skos:Concept ] ,
  [ sh:path dct:language ; sh:minCount 1 ; sh:class dct:LinguisticSystem ] ,
  [ sh:path dcat:landingPage ; sh:minCount 1 ; sh:class foaf:Document ] ,
  [ sh:path foaf:page ; sh:minCount 1 ; sh:class foaf:Document ] ,
  [ sh:path dct:conformsTo ; sh:minCount 1 ; sh:class dct:Standard ] ,
  [ sh:path dcat:version ; sh:maxCount 1 ] ,
  [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ; sh:property
  [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
  [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
  [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:LicenseDocument ] ,
  [ sh:path dct:format ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:MediaTypeOrExtent ] ,
  [ sh:path dcat:byteSize ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
  [ sh:path dct:language ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass foaf:Agent ; sh:property [ sh:path foaf:name ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass vcard:Kind ; sh:or
  ( [ sh:property [ sh:path vcard:hasEmail ; sh:minCount 1 ] ] [ sh:property [ sh:path vcard:hasURL ; sh:minCount 1 ] ] ) .
"""
"""What DCAT-AP 3.0 and DCAT-AP-NL 3.0 require, and what the latter recommends and we can give; written
after the specification, since its own shapes are in no package."""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    monkeypatch.delenv(publication.ADDRESS, raising=False)
    write_project(tmp_path)
    (tmp_path / "data" / "processed" / "downloads").mkdir()
    (tmp_path / "data" / "processed" / "downloads" / CRATE).write_bytes(b"een pakket")
    return tmp_path


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A copy of what the last run made, since tests of the book read the original at the same time."""
    assert (ROOT / "data" / "processed" / "exhibits.csv").is_file(), "build the book first: make report"
    copy = tmp_path_factory.mktemp("real")
    for place in ("data/raw", "data/processed"):
        shutil.copytree(
            ROOT / place, copy / place, ignore=shutil.ignore_patterns("*.png", "sheets", "reviewer")
        )
    for name in ("CITATION.cff", "_config.yml"):
        shutil.copy(ROOT / name, copy / name)
    before = os.environ.get("EVALBOOK_ROOT")
    os.environ["EVALBOOK_ROOT"] = str(copy)
    (copy / "data" / "processed" / "downloads").mkdir(exist_ok=True)
    (copy / "data" / "processed" / "downloads" / CRATE).write_bytes(b"een pakket")
    write_datapackage(TIME)
    write_catalogue(TIME)
    if before is None:
        del os.environ["EVALBOOK_ROOT"]
    else:
        os.environ["EVALBOOK_ROOT"] = before
    return copy / "data" / "processed"


def resource(folder, name):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return next(each for each in package["resources"] if each["name"] == name)


def errors_of(path):
    report = frictionless.Package(str(path)).validate()
    return [(task.name, [error.message for error in task.errors]) for task in report.tasks if task.errors] + [
        error.message for error in report.errors
    ]


class TestDataPackage:
    def test_frictionless_finds_nothing_in_what_the_run_made(self, real):
        assert errors_of(real / "datapackage.json") == []

    def test_every_processed_table_of_the_run_is_in_it(self, real):
        package = json.loads((real / "datapackage.json").read_text("utf-8"))
        listed = {each["path"] for each in package["resources"]}
        tables = {
            path.relative_to(real).as_posix() for path in real.rglob("*.csv") if "downloads" not in path.parts
        }
        assert listed == tables

    def test_it_is_a_data_package_of_version_2_and_says_whose_and_when(self, project):
        write_datapackage(TIME)
        package = json.loads((project / "data/processed/datapackage.json").read_text("utf-8"))
        assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert (package["title"], package["version"], package["created"]) == ("Proefboek", "1.2.3", TIME)
        assert package["licenses"][0]["name"] == "CC-BY-4.0"
        assert package["contributors"] == [{"title": "Proefuitgever", "roles": ["publisher"]}]
        first, second = package["sources"]
        assert first == {"title": "Proefrapport (2030)"}
        assert second["title"] == f"data/raw/{EDITION}/groei.xlsx: Proefrapport"
        assert second["version"] == f"sha256:{inputs()[0].sha256}"

    def test_a_column_has_its_header_type_and_unit(self, project):
        write_datapackage(TIME)
        table = resource(project / "data/processed", "pib-table-1")
        assert (table["title"], table["description"]) == (
            "Tabel 1 Groei", "Bedragen in euro. Een noot. Grondslag: herberekend."
        )  # fmt: skip
        assert table["sources"] == [{"title": "Tabel 1"}]
        jaar, bedrag, aandeel = table["schema"]["fields"]
        assert jaar == {"name": "jaar", "type": "string", "title": "Jaar"}
        assert (bedrag["type"], bedrag["unit"]) == ("integer", "euro")
        assert (aandeel["type"], aandeel["unit"]) == ("number", "aandeel")

    def test_every_column_of_the_tables_of_the_book_is_described_in_dutch(self, real):
        package = json.loads((real / "datapackage.json").read_text("utf-8"))
        for each in package["resources"]:
            if each["path"].count("/") < 2:
                assert each.get("title"), each["name"]
                assert all(field.get("description") for field in each["schema"]["fields"]), each["name"]

    def test_a_table_that_was_changed_afterwards_is_found_out(self, project):
        write_datapackage(TIME)
        path = project / "data/processed" / EDITION / "exhibits" / "pib_table_1.csv"
        path.write_text(path.read_text("utf-8").replace("0.005", "0.006"), "utf-8")
        assert "hash" in str(errors_of(project / "data/processed/datapackage.json"))

    def test_the_archive_is_a_package_by_itself_and_the_same_each_time(self, project):
        write_datapackage(TIME)
        path = project / "data/processed/downloads/gegevens.zip"
        before = path.read_bytes()
        assert errors_of(path) == []
        write_datapackage(TIME)
        assert path.read_bytes() == before
        with zipfile.ZipFile(path) as archive:
            assert f"{EDITION}/exhibits/pib_table_1.csv" in archive.namelist()

    def test_a_table_that_nobody_described_is_text(self, project):
        (project / "data/processed/nieuw.csv").write_text("a,b\n1,=1+1\n", "utf-8")
        write_datapackage(TIME)
        fields = resource(project / "data/processed", "nieuw")["schema"]["fields"]
        assert fields == [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]

    def test_a_changed_exhibit_changes_its_checksum_and_no_other(self, project):
        folder = project / "data/processed"
        write_datapackage(TIME)
        names = ("pib-table-1", "pib-figure-1")
        before = [resource(folder, name)["hash"] for name in names]
        put(
            folder / EDITION / "exhibits",
            "pib_table_1",
            data="jaar,bedrag,aandeel\n2030,1234567,0.24\n2031,,0.005\n",
        )
        write_datapackage(TIME)
        after = [resource(folder, name)["hash"] for name in names]
        assert (after[0] != before[0], after[1] == before[1]) == (True, True)


class TestCatalogue:
    def read(self, folder, name="dcat.ttl"):
        path = folder / "downloads" / name
        return Graph().parse(path, publicID=f"{HOME}downloads/{name}")

    def test_it_has_all_that_the_profile_requires(self, real):
        shapes = Graph().parse(data=REQUIRED, format="turtle")
        conforms, _, text = validate(self.read(real), shacl_graph=shapes)
        assert conforms, text

    @pytest.mark.parametrize("missing", [DCTERMS.license, DCAT.theme, DCTERMS.publisher, DCAT.contactPoint])
    def test_the_check_sees_what_is_missing(self, real, missing):
        graph = self.read(real)
        graph.remove((None, missing, None))
        conforms, _, _ = validate(graph, shacl_graph=Graph().parse(data=REQUIRED, format="turtle"))
        assert not conforms

    def test_both_forms_say_the_same(self, project):
        write_datapackage(TIME)
        write_catalogue(TIME)
        folder = project / "data/processed/downloads"
        place = f"{HOME}downloads/dcat"
        assert isomorphic(
            Graph().parse(folder / "dcat.ttl", publicID=place),
            Graph().parse(folder / "dcat.jsonld", publicID=place),
        )

    def test_without_an_address_it_is_seen_from_its_own_place(self, project):
        write_datapackage(TIME)
        write_catalogue(TIME)
        graph = self.read(project / "data/processed")
        urls = set(graph.objects(None, DCAT.downloadURL))
        assert URIRef(f"{HOME}downloads/claims.csv") in urls
        assert URIRef(f"{HOME}downloads/inputs/{EDITION}/groei.xlsx") in urls

    def test_with_an_address_every_address_is_whole(self, project, monkeypatch):
        monkeypatch.setenv(publication.ADDRESS, HOME.rstrip("/"))
        write_datapackage(TIME)
        write_catalogue(TIME)
        text = (project / "data/processed/downloads/dcat.ttl").read_text("utf-8")
        assert f"<{HOME}downloads/claims.csv>" in text
        assert "<../" not in text
        assert "<#" not in text

    def test_it_is_the_same_each_time(self, project):
        write_datapackage(TIME)
        before = [path.read_bytes() for path in write_catalogue(TIME)]
        assert [path.read_bytes() for path in write_catalogue(TIME)] == before


class TestCitation:
    """CITATION.cff by hand: the one validator on PyPI asks for a jsonschema that Jupyter cannot work with."""

    known = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))

    def test_it_has_what_the_format_requires(self):
        assert self.known["cff-version"] == "1.2.0"
        assert self.known["type"] in ("software", "dataset")
        assert isinstance(self.known["message"], str)
        assert isinstance(self.known["title"], str)
        assert all(author.get("name") for author in self.known["authors"])
        assert self.known["license"] == ["EUPL-1.2", "CC-BY-4.0"]

    def test_it_has_nothing_that_the_format_does_not_know(self):
        assert set(self.known) <= {
            "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers",
            "keywords", "license", "license-url", "message", "preferred-citation", "references", "repository",
            "repository-artifact", "repository-code", "title", "type", "url", "version",
        }  # fmt: skip

    def test_its_version_is_that_of_the_program(self):
        import tomllib

        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert str(self.known["version"]) == project["version"]

    def test_a_missing_part_is_named(self, project):
        path = project / "CITATION.cff"
        path.write_text(path.read_text("utf-8").replace("version: 1.2.3", ""), "utf-8")
        with pytest.raises(InputError, match="version"):
            publication.publication()

    def test_a_missing_file_is_named(self, project):
        (project / "CITATION.cff").unlink()
        with pytest.raises(InputError, match=r"CITATION\.cff"):
            publication.publication()
