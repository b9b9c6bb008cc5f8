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
from typing import Self

from evalbook import paths
from evalbook.errors import Fault, RunError
from evalbook.files import write

# A message of Sphinx, with the lines `waar` and `herstel` where it is one of ours.
_MESSAGE = re.compile(
    r"^(?:(\S+?\.(?:md|ipynb|py|yml)\S*?): )?(?:WARNING|ERROR|CRITICAL): (.+)$"
    r"(?:\n +waar: +(.+)$)?(?:\n +herstel: +(.+)$)?",
    re.MULTILINE,
)
_START = "from evalbook.build.pages_process import main; main()"
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


class Builder:
    """Jupyter Book in a process of its own, which can get ready while there is nothing to build yet.

    Used as a context: at its end the process ends, whether it built anything or not.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def get_ready(self) -> None:
        """Start the process, which loads its libraries and waits; a second time does nothing."""
        if self._process is None:
            root = str(paths.project_root())
            options = ["build", root, "--path-output", root, "-W", "-n", "--keep-going", "-q"]
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=root,
            )

    def build(self) -> None:
        """Build `_build/html`; a warning fails it, and the next build then starts clean.

        Sphinx repeats no warning of an unchanged page, so a failed build must not be built upon.
        """
        self.get_ready()
        assert self._process is not None
        said = "".join(self._process.communicate("\n"))
        code, self._process = self._process.returncode, None
        if code == 0:
            write(digest_file(), _digest())
            return
        root = paths.project_root()
        shutil.rmtree(root / "_build" / ".doctrees", ignore_errors=True)
        shutil.rmtree(root / "_build" / "html" / ".doctrees", ignore_errors=True)
        raise RunError(_faults(said))


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
