"""What a run leaves behind of itself: the record of the build, the research package, the reviewer's copies."""

import ast
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest
import requests
import urllib3
from bs4 import BeautifulSoup
from requests_cache import CachedSession
from rocrate.rocrate import ROCrate
from rocrate_validator import models, services

from evalbook import package
from evalbook.package import publication
from evalbook.package.build_info import write_build_info
from evalbook.package.crate import ARCHIVE, METADATA, write_crate
from evalbook.package.plain_text import Words
from evalbook.package.reviewer import write_reviewer_copies
from packaged import EDITION, TABLE, put, write_project

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = ROOT / "tests" / "data" / "ro-crate-1.1-context.jsonld"


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.setenv("EVALBOOK_ROOT", str(root))
    monkeypatch.delenv(publication.ADDRESS, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")  # 2001-09-09T01:46:40Z
    write_project(root)
    return root


def git(root, *arguments):
    name = ["-c", "user.name=proef", "-c", "user.email=proef@voorbeeld.nl"]
    done = subprocess.run(["git", *name, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


class TestBuildInfo:
    def test_it_names_inputs_with_checksums_version_system_and_time(self, project):
        record = write_build_info()
        (workbook,) = record["inputs"]
        assert workbook["path"] == f"data/raw/{EDITION}/groei.xlsx"
        assert workbook["sha256"] == hashlib.sha256(b"een werkmap").hexdigest()
        assert (workbook["origin"], workbook["licence"], workbook["bytes"]) == ("Proefrapport", "CC0", 11)
        assert (record["version"], record["time"]) == ("1.2.3", "2001-09-09T01:46:40Z")
        assert record["environment"]["lock"]["sha256"] == hashlib.sha256(b"niets==1\n").hexdigest()
        assert {"name": "pandas", "version": __import__("pandas").__version__} in record["environment"][
            "packages"
        ]
        assert record["commit"] is None

    @pytest.mark.parametrize(
        "place", [f"data/raw/{EDITION}/groei.xlsx", f"data/raw/{EDITION}/claims.csv", "requirements.lock",
                  "book/nieuw.md", "notebooks/een.ipynb", "_config.yml"]
    )  # fmt: skip
    def test_a_change_of_input_text_or_environment_changes_the_time(self, project, monkeypatch, place):
        before = write_build_info()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000060")
        (project / place).write_bytes(b"anders")
        after = write_build_info()
        assert (after["state"] != before["state"], after["time"]) == (True, "2001-09-09T01:47:40Z")

    def test_a_second_build_of_the_same_keeps_the_time_and_writes_nothing(self, project, monkeypatch):
        write_build_info()
        path = project / "data/processed/build.json"
        before = path.stat().st_mtime_ns, path.read_bytes()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000060")
        (project / "README.md").write_text("anders", "utf-8")
        (project / "data/processed/claims.csv").write_text("anders", "utf-8")
        write_build_info()
        assert (path.stat().st_mtime_ns, path.read_bytes()) == before

    def test_the_commit_is_the_last_that_touched_what_the_book_is_made_of(self, project):
        git(project, "init", "-q")
        git(
            project,
            "add",
            "data/raw",
            "book",
            "notebooks",
            "_config.yml",
            "CITATION.cff",
            "requirements.lock",
        )
        git(project, "commit", "-qm", "een")
        wanted = git(project, "rev-parse", "HEAD")
        git(project, "add", "README.md")
        git(project, "commit", "-qm", "twee")
        commit = write_build_info()["commit"]
        assert (commit["id"], commit["clean"]) == (wanted, True)
        (project / "book" / "los.md").write_text("anders", "utf-8")
        assert write_build_info()["commit"]["clean"] is False

    def test_a_project_in_a_folder_of_a_repository_does_not_name_its_commit(self, project):
        git(project.parent, "init", "-q")
        (project.parent / "a").write_text("a", "utf-8")
        git(project.parent, "add", "a")
        git(project.parent, "commit", "-qm", "een")
        assert write_build_info()["commit"] is None


@pytest.fixture(scope="module")
def validator(tmp_path_factory):
    """Return a function that gives the issues of a crate; the one address it may ask is kept in a cache."""
    folder = tmp_path_factory.mktemp("validator")
    url, text = "https://w3id.org/ro/crate/1.1/context", CONTEXT.read_bytes()
    session = CachedSession(cache_name=str(folder / "http"), backend="sqlite", expire_after=-1)
    kept = requests.Response()
    kept.status_code, kept.url, kept._content, kept.encoding = 200, url, text, "utf-8"
    kept.headers["Content-Type"] = "application/ld+json"
    kept.request = requests.Request("GET", url).prepare()
    kept.raw = urllib3.HTTPResponse(text, {"Content-Type": "application/ld+json"}, 200, preload_content=False)
    session.cache.save_response(kept)
    session.close()

    def issues(crate, severity=models.Severity.REQUIRED):
        settings = services.ValidationSettings(
            rocrate_uri=str(crate), profile_identifier="workflow-run-crate-0.5", offline=True,
            requirement_severity=severity, cache_path=folder / "http",
        )  # fmt: skip
        return [
            f"{issue.check.identifier}: {issue.message}" for issue in services.validate(settings).get_issues()
        ]

    return issues


def unpacked(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def small(project, tmp_path):
    """The small project's package, unpacked."""
    return unpacked(write_crate(write_build_info()), tmp_path / "crate")


def graph_of(folder):
    return {each["@id"]: each for each in json.loads((folder / METADATA).read_text("utf-8"))["@graph"]}


class TestCrate:
    def test_the_validator_finds_nothing_that_is_required_in_what_the_run_made(self, validator, tmp_path):
        assert (ROOT / "data/processed/exhibits.csv").is_file(), "build the book first: make report"
        copy = tmp_path / "copy"
        left_out = shutil.ignore_patterns(".*", "*.pyc", "*.png", "downloads", "_build", "node_modules")
        for place in ("book", "data", "notebooks", "src", "tools"):
            shutil.copytree(ROOT / place, copy / place, ignore=left_out)
        for name in ("CITATION.cff", "README.md", "requirements.lock", "_config.yml", "_toc.yml"):
            shutil.copy(ROOT / name, copy / name)
        before, os.environ["EVALBOOK_ROOT"] = os.environ.get("EVALBOOK_ROOT"), str(copy)
        try:
            made = write_crate(write_build_info())
        finally:
            os.environ.pop("EVALBOOK_ROOT")
            os.environ.update({"EVALBOOK_ROOT": before} if before else {})
        folder = unpacked(made, tmp_path / "crate")
        assert validator(folder) == []
        assert len(ROCrate(folder).get_by_type("CreateAction")) > 10

    def test_the_validator_finds_nothing_in_the_small_project_and_little_that_is_only_advised(
        self, small, validator
    ):
        assert validator(small) == []
        advised = {issue.split(":")[0] for issue in validator(small, models.Severity.RECOMMENDED)}
        # While the book has no address: no `url` of program and publisher, no absolute address as name.
        assert advised <= {"process-run-crate-0.5_3.2", "process-run-crate-0.5_5.1", "ro-crate-1.1_31.2"}

    def test_the_validator_sees_a_file_that_is_not_there(self, small, validator):
        (small / "data" / "raw" / EDITION / "groei.xlsx").unlink()
        assert any("groei.xlsx" in issue for issue in validator(small))

    def test_the_run_ties_inputs_code_and_results(self, small):
        graph = graph_of(small)
        assert graph["./"]["mainEntity"] == {"@id": "src/evalbook/build/graph.py"}
        run = graph["#bouw"]
        assert run["instrument"] == {"@id": "src/evalbook/build/graph.py"}
        assert {"@id": f"data/raw/{EDITION}/groei.xlsx"} in run["object"]
        results = {each["@id"] for each in run["result"]}
        assert {"book/executed/een.ipynb", "data/processed/claims.csv",
                f"data/processed/{EDITION}/exhibits/pib_table_1.csv"} <= results  # fmt: skip
        assert run["endTime"] == "2001-09-09T01:46:40+00:00"

    def test_a_chapter_is_the_run_of_its_notebook_on_the_workbooks_that_it_shows(self, small):
        run = graph_of(small)["#run-een"]
        assert run["instrument"] == {"@id": "notebooks/een.ipynb"}
        assert run["object"] == {"@id": f"data/raw/{EDITION}/groei.xlsx"}
        assert {"@id": "book/executed/een.ipynb"} in run["result"]

    def test_checksums_are_those_of_the_files_in_it(self, small):
        checked = 0
        for name, each in graph_of(small).items():
            if "sha256" in each:
                assert hashlib.sha256((small / name).read_bytes()).hexdigest() == each["sha256"], name
                checked += 1
        assert checked > 8

    def test_it_is_the_same_each_time_and_keeps_what_can_be_run(self, project):
        program = project / "tools" / "doe"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n", "utf-8")
        program.chmod(0o755)
        build = write_build_info()
        path = write_crate(build)
        before = path.read_bytes()
        assert write_crate(build).read_bytes() == before
        with zipfile.ZipFile(path) as archive:
            modes = {info.filename: stat.S_IMODE(info.external_attr >> 16) for info in archive.infolist()}
        assert (modes["tools/doe"], modes["README.md"]) == (0o755, 0o644)

    def test_the_commit_names_the_program(self, project, tmp_path):
        git(project, "init", "-q")
        git(project, "add", "-A")
        git(project, "commit", "-qm", "een")
        folder = unpacked(write_crate(write_build_info()), tmp_path / "crate")
        assert (
            graph_of(folder)["src/evalbook/build/graph.py"]["identifier"]
            == f"git:{git(project, 'rev-parse', 'HEAD')}"
        )


class TestPlainText:
    words = Words(
        {"a.b": {"text": "24%", "word": None}, "a.c": {"text": "2", "word": "twee"}},
        {"pib_table_1": {"kind": "table", "number": "1", "title": "Groei", "page": "book/executed/een.html#pib_table_1"},
         "pib_own_x": {"kind": "figure", "number": "", "title": "Wat", "page": "book/executed/een.html#pib_own_x"}},
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("Het is {num}`a.b`.", "Het is 24%."),
            ("{num}`a.c:Woord` van {num}`a.c:woord`", "Twee van twee"),
            ("zie {ex}`pib_table_1`", "zie [tabel 1](../../book/executed/een.html#pib_table_1)"),
            ("zie {ex}`pib_own_x`", "zie [‘Wat’](../../book/executed/een.html#pib_own_x)"),
            ("[a](pib-cases.ipynb)", "[a](pib-cases.html)"),
            ("[a](../herleiden.md#kop)", "[a](../../book/herleiden.html#kop)"),
            ("[a](https://voorbeeld.nl/x.md)", "[a](https://voorbeeld.nl/x.md)"),
            ("[a](#kop)", "[a](#kop)"),
            ("```{admonition} Let op\n:class: warning\nEen.\nTwee.\n```", "> **Let op**\n>\n> Een.\n> Twee."),
            ("`a.b`", "`a.b`"),
        ],
    )
    def test_roles_links_and_notes_become_plain_markdown(self, text, plain):
        assert self.words.text(text, "../../") == plain


class TestReviewer:
    @pytest.fixture
    def copies(self, project):
        write_reviewer_copies()
        return project / "data" / "processed" / "downloads" / "reviewer"

    def test_each_chapter_is_a_page_and_a_script_and_stands_in_the_list(self, copies):
        assert {path.name for path in copies.iterdir()} == {"index.html", "een.html", "een.py"}
        index = BeautifulSoup((copies / "index.html").read_text("utf-8"), "html.parser")
        assert [a["href"] for a in index.select("li a")] == ["een.html", "een.py"]

    def test_a_page_shows_text_parameters_code_and_results_with_numbers_filled_in(self, copies):
        page = BeautifulSoup((copies / "een.html").read_text("utf-8"), "html.parser")
        text = " ".join(page.get_text().split())
        assert "Het is 24%, zie tabel 1" in text
        assert 'case: str = "proef"' in text
        assert "€ 1.234.567" in text
        assert "Los: 24%." in text
        assert "{num}" not in text
        assert "{exhibit}" not in text
        links = [a["href"] for a in page.select("main a")]
        assert links == ["../../book/executed/een.html#pib_table_1", "../../book/los.html#kop"]

    def test_a_page_has_a_language_a_title_and_tables_that_scroll_by_keyboard(self, copies):
        page = BeautifulSoup((copies / "een.html").read_text("utf-8"), "html.parser")
        assert page.html["lang"] == "nl"
        assert page.title.get_text() == "Groei & bloei: uitgevoerd notebook (EEN)"  # een.ipynb
        assert len(page.select("main")) == 1
        for table in page.select("table"):
            region = table.parent
            assert (region["role"], region["tabindex"]) == ("region", "0")
            assert region["aria-label"]

    def test_nothing_is_asked_of_another_place(self, copies):
        for path in copies.glob("*.html"):
            text = path.read_text("utf-8")
            assert not re.search(r"<script|<link|@import|url\(\s*['\"]?http|src=", text), path.name

    def test_the_script_is_python_with_the_text_as_comments(self, copies):
        text = (copies / "een.py").read_text("utf-8")
        ast.parse(text)
        assert "# # Groei & bloei" in text
        assert "24%" in text
        assert 'case: str = "proef"' in text
        assert "In[" not in text

    def test_a_chapter_that_is_gone_leaves_no_copy(self, project, copies):
        (project / "book/executed/een.ipynb").unlink()
        write_reviewer_copies()
        assert {path.name for path in copies.iterdir()} == {"index.html"}


class TestAll:
    def test_a_second_run_writes_nothing(self, project):
        written = package.write_all()
        assert all(path.is_file() for path in written)
        before = {path: path.stat().st_mtime_ns for path in (project / "data/processed").rglob("*")}
        package.write_all()
        assert {path: path.stat().st_mtime_ns for path in (project / "data/processed").rglob("*")} == before

    def test_nothing_is_written_outside_processed(self, project):
        def rest():
            files = (path for path in project.rglob("*") if path.is_file())
            return {
                path: path.read_bytes() for path in files if project / "data/processed" not in path.parents
            }

        before = rest()
        package.write_all()
        assert rest() == before

    def test_a_changed_exhibit_reaches_everything(self, project):
        package.write_all()
        folder = project / "data/processed"
        names = ("datapackage.json", "downloads/gegevens.zip", f"downloads/{ARCHIVE}", "downloads/dcat.ttl",
                 f"{EDITION}/exhibits/pib_table_1.xlsx")  # fmt: skip
        before = {name: (folder / name).read_bytes() for name in names}
        html = TABLE.replace("24%", "25%")
        data = "jaar,bedrag,aandeel\n2030,1234567,0.25\n2031,,0.005\n"
        put(folder / EDITION / "exhibits", "pib_table_1", data, html)
        package.write_all()
        assert [name for name in names if (folder / name).read_bytes() == before[name]] == []
