"""The task graph: what is due, in which order, and what each task really depends on.

Belongs here: pytask. Content decides, never a file's date: a run depends on its notebook, its
parameters, the sheets it reads, the modules its exhibits come from and the environment, each by what
is in it (`reasons`).
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from evalbook import package, paths, tables
from evalbook.build import book, changes, collect, judgement, notebooks, reasons, takeaway
from evalbook.build.chapters import Run
from evalbook.errors import EvalbookError, Fault, RunError

_CODE_OF_AUDIT = (
    "errors.py",
    "files.py",
    "paths.py",
    "rounding.py",
    "workbook",
    "tables",
    "audit",
    "build/judgement.py",
)
_CODE_OF_BOOK = ("files.py", "paths.py", "sphinx_ext", "build/book.py", "build/pages_process.py")


def digest_of(files: Iterable[Path]) -> str:
    """Return one digest of the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(set(files)):
        total.update(str(path.name).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def code_files(rooms: Iterable[str]) -> list[Path]:
    """Return the files of rooms of this package, templates included."""
    package = Path(__file__).resolve().parents[1]
    found: list[Path] = []
    for room in rooms:
        path = package / room
        if path.is_dir():
            found += [file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
        else:
            found += [path if path.suffix else path.with_suffix(".py")]
    return [file for file in found if file.is_file()]


def sheet_state(edition: str, names: Iterable[str]) -> dict[str, str]:
    """Return a digest for every table: of its sheet's cells and of the corrections file."""
    corrections = paths.raw(edition) / "corrections.csv"
    extra = digest_of([corrections]) if corrections.is_file() else ""
    return {name: tables.digest(edition, name) + extra for name in names}


def build_all(
    runs: list[Run],
    *,
    workers: int,
    with_book: bool,
    offprints: Sequence[str] = (),
    force: bool,
    progress: Callable[[str, str], None],
) -> None:
    """Bring all runs and the book up to date; raise RunError with every failure, most basic first.

    `offprints` says what else to make of the book: `pdf`, `docx`.
    """
    import pytask
    from pytask_parallel import ParallelBackend

    for run in runs:
        if collect.missing_files(run):
            run.output.unlink(missing_ok=True)
    parts = [reasons.parts_of(run) for run in runs]
    tasks = [_run_task(pytask, each, progress) for each in parts]
    tasks.append(_collect_task(pytask, runs, progress))
    builder = book.Builder()
    tasks += _audit_tasks(pytask, runs, builder if with_book else None, progress)
    tasks.append(_changes_task(pytask, parts, progress))
    if with_book:
        takeaway.prepare(offprints)
        listed = paths.processed() / "exhibits.csv"
        tasks += takeaway.package_tasks(pytask, runs, listed, _judged_files(), progress)
        tasks.append(_book_task(pytask, runs, builder, offprints, progress))
        tasks.append(takeaway.late_task(pytask, book.digest_file()))
        if offprints:
            tasks.append(takeaway.offprint_task(pytask, book.digest_file(), offprints, progress))
    settings = settings_file()
    _look_often()
    pytask.console.quiet = True  # the user is told what happens in Dutch, by `progress`
    with builder:
        session = pytask.build(
            tasks=tasks,
            config=settings,
            paths=settings.parent,
            capture="no",
            verbose=0,
            force=force,
            show_traceback=False,
            n_workers=workers,
            parallel_backend=ParallelBackend.THREADS,
        )
    raise_failures(session)


def _look_often() -> None:
    """Let pytask-parallel look for what ended fifty times a second.

    It looks ever less often, down to once a second, while most of our tasks take about a second: half of
    the time its workers would stand idle. There is no setting for it.
    """
    from pytask_parallel import execute

    class Sleeper:
        def reset(self) -> None: ...
        def increment(self) -> None: ...

        def sleep(self) -> None:
            time.sleep(0.02)

    execute._Sleeper = Sleeper


def settings_file(purpose: str = "pytask") -> Path:
    """Return pytask's settings file; its folder holds pytask's record of what was built from what."""
    path = paths.project_root() / "_build" / purpose / "pyproject.toml"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[tool.pytask.ini_options]\n", "utf-8")
    return path


def _node(pytask: Any, name: str, value: Any) -> Any:
    return pytask.PythonNode(name=name, value=value, hash=True)


def _run_task(pytask: Any, parts: reasons.Parts, progress: Callable[[str, str], None]) -> Any:
    run = parts.run

    def task_run(notebook: Path, parts_of_run: Any, produces: Path) -> None:
        progress("start", f"{run.page}: {parts.why()}")
        notebooks.execute(run)
        parts.note()
        progress("klaar", run.page)

    return pytask.task(
        name=f"run {run.page}",
        kwargs={
            "notebook": run.notebook,
            "parts_of_run": _node(pytask, f"{run.page}: parts", repr(sorted(parts.digests.items()))),
            "produces": run.output,
        },
    )(task_run)


def _collect_task(pytask: Any, runs: list[Run], progress: Callable[[str, str], None]) -> Any:
    def task_collect(chapters: list[Path], program: Any, produces: list[Path]) -> None:
        progress("start", "exhibits en getallen")
        collect.collect(runs)
        progress("klaar", "exhibits en getallen")

    return pytask.task(
        name="collect",
        kwargs={
            "chapters": [run.output for run in runs],
            "program": _node(pytask, "collect: code", digest_of(code_files(("build/collect.py",)))),
            "produces": [paths.processed() / "exhibits.csv", paths.processed() / collect.LEDGER],
        },
    )(task_collect)


def _audit_tasks(
    pytask: Any, runs: list[Run], builder: book.Builder | None, progress: Callable[[str, str], None]
) -> list[Any]:
    """Return the tasks of the audit: by itself, beside the notebooks, and held against their numbers."""
    editions = sorted({run.edition for run in runs})
    inputs = [path for edition in editions for path in sorted(paths.raw(edition).glob("*.[cx]*"))]
    sheets = _all_sheets(runs)
    judged = judgement.Judgement(editions)
    code = digest_of(code_files(_CODE_OF_AUDIT))

    def task_audit(registers: list[Path], sheets: Any, program: Any, produces: list[Path]) -> None:
        progress("start", "audit")
        judged.judge()
        progress("klaar", "audit")

    def task_compare(ledger: Path, audited: list[Path], program: Any, produces: list[Path]) -> None:
        progress("start", "boek naast de audit")
        if builder is not None:
            builder.get_ready()  # pages follow, and a core is free now
        judged.compare()
        progress("klaar", "boek naast de audit")

    return [
        pytask.task(
            name="audit",
            kwargs={
                "registers": [path for path in inputs if path.suffix == ".csv"],
                "sheets": _node(pytask, "audit: sheets", repr(sorted(sheets.items()))),
                "program": _node(pytask, "audit: code", code),
                "produces": _audited_files(),
            },
        )(task_audit),
        pytask.task(
            name="compare",
            kwargs={
                "ledger": paths.processed() / collect.LEDGER,
                "audited": _audited_files(),
                "program": _node(pytask, "compare: code", code),
                "produces": _compared_files(),
            },
        )(task_compare),
    ]


def _changes_task(pytask: Any, found: list[reasons.Parts], progress: Callable[[str, str], None]) -> Any:
    released = changes.released_file()
    known = [released] if released.is_file() else []
    parts = {each.run.page: sorted(each.digests.items()) for each in found}

    def task_changes(numbers: Path, parts: Any, released: Any, produces: list[Path]) -> None:
        progress("start", "wat is gewijzigd")
        changes.write_origins(each.run for each in found)
        progress("klaar", "wat is gewijzigd")

    return pytask.task(
        name="changes",
        kwargs={
            "numbers": paths.processed() / "numbers.json",
            "parts": _node(pytask, "changes: parts", repr(sorted(parts.items()))),
            "released": _node(pytask, "changes: released", digest_of(known)),
            "produces": [paths.processed() / changes.ORIGINS, paths.processed() / changes.CHANGES],
        },
    )(task_changes)


def _all_sheets(runs: list[Run]) -> dict[str, dict[str, str]]:
    return {
        edition: sheet_state(edition, [table.name for table in tables.specification(edition)])
        for edition in sorted({run.edition for run in runs})
    }


def _audited_files() -> list[Path]:
    """Return what the audit leaves by itself."""
    folder = paths.processed()
    names = ("claims", "cells", "words", "summary", "census", "diagnosis")
    return [
        *(folder / name for name in ("claims.csv", "findings.csv")),
        *(folder / "audit" / f"{name}.json" for name in names),
        *(folder / "audit" / name for name in ("checks.csv", "audit.xlsx")),
    ]


def _compared_files() -> list[Path]:
    """Return what the audit leaves of the numbers of the book."""
    return [paths.processed() / "numbers.json", paths.processed() / "audit" / "double_entry.json"]


def _judged_files() -> list[Path]:
    """Return what the audit leaves for the book: a changed explanation renews the pages too."""
    return [*_audited_files(), *_compared_files()]


def _book_task(
    pytask: Any,
    runs: list[Run],
    builder: book.Builder,
    offprints: Sequence[str],
    progress: Callable[[str, str], None],
) -> Any:
    def task_book(
        chapters: list[Path],
        pages: list[Path],
        exhibits: Path,
        judged: list[Path],
        moved: Path,
        package: list[Path],
        sheets: Any,
        program: Any,
        produces: list[Path],
    ) -> None:
        progress("start", "boek")
        takeaway.settle(offprints)
        builder.build()
        progress("klaar", "boek")

    return pytask.task(
        name="book",
        kwargs={
            "chapters": [run.output for run in runs],
            "pages": book.sources(),
            "exhibits": paths.processed() / "exhibits.csv",
            "judged": _judged_files(),
            "moved": paths.processed() / changes.CHANGES,
            "package": package.products(),
            "sheets": _node(pytask, "book: sheets", repr(sorted(_all_sheets(runs).items()))),
            "program": _node(pytask, "book: code", digest_of(code_files(_CODE_OF_BOOK))),
            "produces": [paths.html() / "index.html", book.digest_file(), takeaway.offer()],
        },
    )(task_book)


def raise_failures(session: Any) -> None:
    """Raise RunError with everything that failed in a session of pytask, most basic first."""
    faults: list[Fault] = []
    for report in [*session.collection_reports, *session.execution_reports]:
        if report.exc_info is None:
            continue
        error = report.exc_info[1]
        if isinstance(error, EvalbookError):
            faults += error.faults
        elif type(error).__name__ not in (
            "SkippedUnchanged",
            "SkippedAncestorFailed",
            "Persisted",
            "Skipped",
        ):
            name = getattr(getattr(report, "task", None), "name", "de bouw")
            faults.append(
                Fault(
                    f"onverwachte fout: {type(error).__name__}: {error}",
                    str(name),
                    "meld deze fout met het volledige bericht",
                )
            )
    if faults:
        raise RunError(faults)
    if session.exit_code != 0:
        raise RunError(
            Fault(f"de bouw stopte met code {session.exit_code}", "pytask", "bouw opnieuw met --force")
        )
