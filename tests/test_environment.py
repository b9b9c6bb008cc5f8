"""The environment: one set of versions, in step everywhere; nothing that leads outside."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def locked():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE)
    }


def required():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [
        Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    ]


def test_every_requirement_is_locked_at_a_version_it_allows():
    versions = locked()
    for requirement in required():
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} but the lock has {version}"


def test_every_locked_package_has_a_hash():
    blocks = re.split(
        r"^(?=[A-Za-z0-9._-]+==)", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE
    )[1:]
    assert len(blocks) > 100
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_conda_and_pip_install_the_same():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert pip == ["-r requirements.lock"]
    assert "pip install --no-deps --no-build-isolation --editable ." in (ROOT / "postBuild").read_text(
        "utf-8"
    )
    python = next(
        entry
        for entry in environment["dependencies"]
        if isinstance(entry, str) and entry.startswith("python=")
    )
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    from packaging.specifiers import SpecifierSet

    assert SpecifierSet(wanted).contains(python.removeprefix("python="))


def test_jupyter_book_stays_at_version_one():
    assert locked()["jupyter-book"].startswith("1.")
    assert locked()["snowballstemmer"].startswith("2.")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "LICENSE-book"])
def test_a_document_that_belongs_to_every_project_is_there(name):
    assert (ROOT / name).stat().st_size > 200


def test_every_path_that_the_readme_names_exists():
    text = (ROOT / "README.md").read_text("utf-8") + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.*-]*|[\w-]+\.(?:md|toml|yml|lock|csv|xlsx)|Makefile)`", text))
    named |= {link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link}
    made = ("_build", "data/processed", "book/executed", ".venv")  # these appear when the book is built
    missing = [
        name
        for name in named
        if not name.startswith(made)
        and not list(ROOT.glob(name))
        and not list(ROOT.rglob(name.split("/")[-1] or name))
    ]
    assert len(named) > 10
    assert not missing


def test_no_file_names_a_package_registry_or_a_folder_of_some_machine():
    hosts = [
        "py" + "pi.org",
        "python" + "hosted.org",
        "npm" + "js.org",
        "npm" + "js.com",
        "/ro" + "ot/",
        "/wo" + "rk/",
    ]
    import subprocess

    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".xlsx", ".png", ".woff2", ".mo"} or not path.is_file():
            continue
        text = path.read_text("utf-8", errors="ignore")
        assert not [host for host in hosts if host in text], name


def test_the_table_of_contents_lists_exactly_the_pages_of_the_published_editions():
    from evalbook import build
    from evalbook.build import chapters

    toc = (ROOT / "_toc.yml").read_text("utf-8")
    listed = re.findall(r"file: book/executed/(\S+)", toc)
    assert {"pib-2016-2020", "pps-2017-2022"} == set(build.published())
    made = [run.page for edition in build.published() for run in chapters.chapters(edition)]
    assert sorted(listed) == sorted(made)
