"""Building the book: Jupyter Book over the chapters as run, warnings as errors.

Belongs here: calling the builder and reading what it says. Not here: what pages look like.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from evalbook import paths
from evalbook.errors import Fault, RunError
from evalbook.exhibits.publish import write

# A message of Sphinx, with the lines `waar` and `herstel` where it is one of ours.
_MESSAGE = re.compile(
    r"^(?:(\S+?\.(?:md|ipynb|py|yml)\S*?): )?(?:WARNING|ERROR|CRITICAL): (.+)$"
    r"(?:\n +waar: +(.+)$)?(?:\n +herstel: +(.+)$)?",
    re.MULTILINE,
)
_START = "import evalbook.build; from jupyter_book.cli.main import main; main()"
"""Jupyter Book, after our own room has said what it is to do without (see `build`)."""
_ENDINGS = {".md", ".ipynb", ".css", ".js", ".html", ".svg", ".png", ".yml", ".po", ".mo", ".woff2"}


def sources() -> list[Path]:
    """Return the files that the book is made of besides the chapters as run: pages, settings, style."""
    root = paths.project_root()
    pages = [
        path
        for path in paths.book().rglob("*")
        if path.is_file() and path.suffix in _ENDINGS and paths.executed() not in path.parents
    ]
    return sorted([root / "_config.yml", root / "_toc.yml", *pages])


def build() -> None:
    """Build `_build/html`; a warning fails it, and the next build then starts clean.

    Sphinx repeats no warning of an unchanged page, so a failed build must not be built upon.
    """
    root = paths.project_root()
    command = [
        sys.executable,
        "-c",
        _START,
        "build",
        str(root),
        "--path-output",
        str(root),
        "-W",
        "-n",
        "--keep-going",
        "-q",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    if done.returncode == 0:
        write(digest_file(), _digest())
        return
    shutil.rmtree(root / "_build" / ".doctrees", ignore_errors=True)
    shutil.rmtree(root / "_build" / "html" / ".doctrees", ignore_errors=True)
    raise RunError(_faults(done.stdout + done.stderr))


def digest_file() -> Path:
    """Return the file with a digest of the pages as built: what is made of them is due when it changes."""
    return paths.project_root() / "_build" / "pages.sha256"


def _digest() -> str:
    total = hashlib.sha256()
    for path in sorted(paths.html().rglob("*.html")):
        total.update(path.relative_to(paths.html()).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{total.hexdigest()}\n"


def _faults(text: str) -> list[Fault]:
    """Return each warning or error of Sphinx as a fault, or the end of its output."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    found = list(dict.fromkeys(_MESSAGE.findall(plain)))
    faults = [
        Fault(
            message.strip(),
            where or named or "het boek",
            mend or "verbeter de pagina of het notebook en bouw opnieuw",
        )
        for named, message, where, mend in found
    ]
    if faults:
        return faults
    tail = "\n".join(plain.strip().splitlines()[-15:])
    return [Fault(f"het boek is niet gebouwd:\n{tail}", "Jupyter Book", "zie het bericht hierboven")]
