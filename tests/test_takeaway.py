"""PDF and Word document in the build: offered only while they are there and say what the pages say."""

import json
import sys

import pytest
from typer.testing import CliRunner

from evalbook import build, offprint, package, paths
from evalbook.build import takeaway
from evalbook.cli import app
from evalbook.errors import InputError
from packaged import write_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALBOOK_ROOT", str(tmp_path))
    write_project(tmp_path)
    return tmp_path


def put(*kinds):
    for kind in kinds:
        offprint.place(kind).parent.mkdir(parents=True, exist_ok=True)
        offprint.place(kind).write_text(kind, "utf-8")


def offered():
    return json.loads(takeaway.offer().read_text("utf-8"))


class TestTheOffer:
    def test_the_pages_offer_what_is_asked_for_and_files_of_an_earlier_book_go(self, project):
        put("pdf", "docx")
        takeaway.settle(["docx"])
        assert offered() == ["docx"]
        assert [offprint.place(kind).is_file() for kind in ("pdf", "docx")] == [False, True]

    def test_what_is_there_and_offered_stays_when_it_is_not_asked_for_again(self, project):
        put("pdf")
        takeaway.settle(["pdf"])
        takeaway.prepare([])
        assert offered() == ["pdf"] and offprint.place("pdf").is_file()

    def test_a_document_that_the_pages_do_not_offer_yet_makes_them_due(self, project):
        takeaway.settle([])
        takeaway.prepare(["pdf"])
        assert not takeaway.offer().is_file()

    def test_an_offer_of_what_is_gone_makes_the_pages_due(self, project):
        put("pdf")
        takeaway.settle(["pdf"])
        offprint.place("pdf").unlink()
        takeaway.prepare([])
        assert not takeaway.offer().is_file()


class TestWhenThePackageIsDue:
    @pytest.mark.parametrize(
        "name",
        [
            "notebooks/een.ipynb",
            "book/los.md",
            "requirements.lock",
            "src/evalbook/build/graph.py",
            "README.md",
        ],
    )
    def test_a_changed_source_makes_it_due(self, project, name):
        before = package.state()
        (project / name).write_text("anders", "utf-8")
        assert package.state() != before

    def test_another_address_makes_it_due(self, project, monkeypatch):
        before = package.state()
        monkeypatch.setenv("EVALBOOK_BASE_URL", "https://voorbeeld.nl/boek/")
        assert package.state() != before

    def test_what_a_run_writes_is_no_source(self, project):
        before = package.state()
        (paths.executed() / "een.ipynb").write_text("{}", "utf-8")
        (paths.processed() / "claims.csv").write_text("id\n", "utf-8")
        assert package.state() == before

    def test_everything_that_the_task_promises_is_made(self, project):
        package.write_all()
        assert [path for path in package.products() if not path.is_file()] == []


class TestTheCommand:
    def test_a_document_without_pages_is_wrong_use(self, project):
        done = CliRunner().invoke(app, ["build", "--pdf", "--no-html"])
        assert done.exit_code == 2
        assert "laat --no-html weg" in " ".join(done.output.replace("│", " ").split())

    def test_without_pango_nothing_is_run_and_one_reads_what_to_install(self, project, monkeypatch):
        (project / "weasyprint.py").write_text("raise OSError('cannot load libpango-1.0.so.0')\n", "utf-8")
        for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.syspath_prepend(project)
        monkeypatch.setattr("evalbook.build.plan", lambda names: pytest.fail("it went on"))
        with pytest.raises(InputError, match=r"(?s)de PDF is niet te maken.*apt-get install libpango"):
            build.build(offprints=["pdf"])
