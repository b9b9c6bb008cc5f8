"""How the book is published: the workflow, the container and Binder do what `make` does, and nothing else."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/book.yml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def steps(job):
    return WORKFLOW["jobs"][job]["steps"]


def commands(job):
    return "\n".join(step.get("run", "") for step in steps(job))


def test_the_workflow_checks_tests_builds_and_publishes():
    assert "make check" in commands("test")
    assert "make test" in commands("test")
    assert "make report" in commands("build")
    assert any(step.get("uses", "").startswith("actions/deploy-pages@") for step in steps("publish"))


def test_only_a_tested_main_is_published():
    job = WORKFLOW["jobs"]["publish"]
    assert set(job["needs"]) == {"test", "build"}
    assert "refs/heads/main" in job["if"]
    triggers = WORKFLOW[True]  # YAML reads the word `on` as true
    assert triggers["push"]["branches"] == ["main"]


def test_only_publishing_may_write():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [name for name, job in WORKFLOW["jobs"].items() if "permissions" in job] == ["publish"]
    assert WORKFLOW["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_every_action_has_a_version_and_every_job_an_end():
    used = [step["uses"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"actions/[\w-]+@v\d+", name)] == []
    assert all(job["timeout-minutes"] <= 60 for job in WORKFLOW["jobs"].values())


def test_what_is_published_is_what_make_builds():
    paths = {step["with"]["path"] for step in steps("build") if "path" in step.get("with", {})}
    assert paths == {"_build/html"}


def test_every_target_and_tool_that_is_called_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    text = commands("test") + commands("build") + DOCKERFILE
    for target in re.findall(r"\bmake ([a-z]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for tool in re.findall(r"\./(tools/[\w-]+)", text):
        assert (ROOT / tool).is_file(), tool


def test_what_the_pdf_needs_is_the_same_everywhere():
    wanted = {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"}
    from evalbook.offprint import pdf

    for text in (
        (ROOT / "Makefile").read_text("utf-8"),
        DOCKERFILE,
        commands("test"),
        commands("build"),
        Path(pdf.__file__).read_text("utf-8"),
    ):
        assert set(re.findall(r"lib(?:pango|harfbuzz)[\w.-]+\d", text)) == wanted


def test_the_container_installs_from_the_lock_and_runs_as_no_root():
    assert "--require-hashes --requirement requirements.lock" in DOCKERFILE
    assert DOCKERFILE.index("USER evalbook") < DOCKERFILE.index("RUN make report")
    assert "USER root" not in DOCKERFILE


def test_every_place_uses_the_same_python():
    versions = {step["with"]["python-version"] for job in ("test", "build") for step in steps(job)
                if "python-version" in step.get("with", {})}  # fmt: skip
    versions |= set(re.findall(r"FROM python:([\d.]+)", DOCKERFILE))
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    versions |= {
        each.removeprefix("python=")
        for each in environment["dependencies"]
        if str(each).startswith("python=")
    }
    assert versions == {"3.11"}


def test_nothing_made_goes_into_the_container_but_the_history_does():
    left_out = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".venv", "_build", "data/processed", "book/executed"} <= set(left_out)
    assert ".git" not in left_out
