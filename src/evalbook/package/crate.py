"""The research package: inputs, code, environment, notebooks, run and results in one archive, as an RO-Crate.

Belongs here: the RO-Crate and its archive. Not here: which files go in (`crate_contents`), and what was run
on what (`crate_runs`).

It follows Workflow Run Crate 0.5, which rests on RO-Crate 1.1, Process Run Crate and Workflow RO-Crate.
The archive is the project as it can be built again; its metadata say how its parts hang together.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from rocrate.model.computerlanguage import ComputerLanguage
from rocrate.model.contextentity import ContextEntity
from rocrate.rocrate import ROCrate

from evalbook import paths
from evalbook.files import write
from evalbook.package.build_info import LOCK
from evalbook.package.crate_contents import WORKFLOW, Contents, contents
from evalbook.package.crate_runs import add_runs, references
from evalbook.package.files import archive, sha256
from evalbook.package.publication import CODE_LICENCE, DATA_LICENCE, address, publication

ARCHIVE = "onderzoekspakket.zip"
METADATA = "ro-crate-metadata.json"

PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
_PUBLISHER = "#uitgever"
_PROGRAM = "#evalbook"

_FORMATS = {
    ".csv": "text/csv",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".lock": "text/plain",
    ".md": "text/markdown",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_FOLDERS = {
    "book/": "Tekst van het boek, met de hoofdstukken zoals uitgevoerd",
    "src/": "Programmacode",
    "tests/": "Tests",
    "tools/": "Hulpprogramma's bij het opzetten",
}


def write_crate(build: dict[str, Any]) -> Path:
    """Write the archive, only when it would differ, and return its path; `build` is that of `build.json`."""
    held = contents()
    members = {held.name(path): path.read_bytes() for path in held.all}
    members[METADATA] = (json.dumps(crate(held, build), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    programs = {held.name(path) for path in held.all if os.access(path, os.X_OK)}
    path = paths.processed() / "downloads" / ARCHIVE
    write(path, archive(members, programs))
    return path


def crate(held: Contents, build: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of the package."""
    made = ROCrate(version="1.1")
    made.metadata.extra_terms.update({"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"})
    _add_people_and_terms(made, build)
    _describe(made, build)
    for place, name in _FOLDERS.items():
        if (held.root / place).is_dir():
            made.add_dataset(
                dest_path=place, properties={"name": name, "license": {"@id": CODE_LICENCE.path}}
            )
    _add_files(made, held)
    _add_workflow(made, held, build)
    add_runs(made, held, build, agent=_PUBLISHER)
    found: dict[str, Any] = made.metadata.generate()
    return found


def _add_people_and_terms(made: Any, build: dict[str, Any]) -> None:
    known = publication()
    entities = [
        (_PUBLISHER, {"@type": "Organization", "name": known.publisher, **_home()}),
        (
            _PROGRAM,
            {
                "@type": "SoftwareApplication",
                "name": "evalbook",
                "softwareVersion": build["version"],
                "softwareRequirements": {"@id": LOCK},
                "license": {"@id": CODE_LICENCE.path},
                "operatingSystem": build["environment"]["system"],
                **_home(),
            },
        ),
    ]
    for licence in (DATA_LICENCE, CODE_LICENCE):
        said = {
            "@type": "CreativeWork",
            "name": licence.title,
            "identifier": licence.name,
            "url": licence.path,
        }
        entities.append((licence.path, said | {"description": f"Licentie {licence.name}"}))
    for profile, name in PROFILES.items():
        entities.append(
            (profile, {"@type": "CreativeWork", "name": name, "version": profile.rpartition("/")[2]})
        )
    for name, properties in entities:
        made.add(ContextEntity(made, name, properties=properties))


def _home() -> dict[str, str]:
    """Return where the code, or else the book, can be found; nothing while neither is published."""
    found = publication().repository or address()
    return {"url": found} if found else {}


def _describe(made: Any, build: dict[str, Any]) -> None:
    known = publication()
    root = made.root_dataset
    root["name"] = known.title
    root["description"] = known.abstract
    root["datePublished"] = build["time"]
    root["version"] = build["version"]
    root["inLanguage"] = "nl"
    root["keywords"] = ", ".join(known.keywords)
    root["license"] = {"@id": DATA_LICENCE.path}
    root["publisher"] = root["author"] = {"@id": _PUBLISHER}
    root["conformsTo"] = [{"@id": profile} for profile in PROFILES]


def _add_files(made: Any, held: Contents) -> None:
    """Describe the files that matter one by one; the others lie in the folders above."""
    data = {*held.inputs, *held.chapters, *held.results}
    known = [held.root / name for name in (LOCK, "README.md", "CITATION.cff", "environment.yml", "Makefile")]
    for path in sorted({*data, *held.notebooks, *(path for path in known if path.is_file())}):
        name = held.name(path)
        licence = CODE_LICENCE if path in held.notebooks else DATA_LICENCE
        said: dict[str, Any] = {
            "name": name,
            "contentSize": str(path.stat().st_size),
            "encodingFormat": _FORMATS.get(path.suffix, "text/plain"),
            "sha256": sha256(path),
            "license": {"@id": licence.path},
        }
        if path in held.notebooks:
            said |= {"@type": ["File", "SoftwareSourceCode"], "programmingLanguage": {"@id": "#python"}}
            said |= {"name": f"Notebook {path.stem}", "version": publication().version, **_home()}
        if name == "README.md":
            said["about"] = {"@id": "./"}
        made.add_file(path, name, properties=said)


def _add_workflow(made: Any, held: Contents, build: dict[str, Any]) -> None:
    language = ComputerLanguage(
        made,
        "#python",
        properties={
            "name": "Python",
            "version": build["environment"]["python"],
            "identifier": {"@id": "https://www.python.org/"},
            "url": {"@id": "https://www.python.org/"},
        },
    )
    made.add(language)
    commit = build.get("commit")
    workflow = made.add_workflow(
        held.root / WORKFLOW, WORKFLOW, main=True, lang=language,
        properties={
            "name": "evalbook build: van werkmappen naar boek",
            "description": "De taakgraaf: werkmappen, notebooks, controle en boek, en wat waarvan afhangt.",
            "version": build["version"],
            "license": {"@id": CODE_LICENCE.path},
            "author": {"@id": _PUBLISHER},
            "creator": {"@id": _PUBLISHER},
            "sha256": sha256(held.root / WORKFLOW),
            "encodingFormat": _FORMATS[".py"],
            **_home(),
            "conformsTo": {"@id": "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"},
            "softwareRequirements": {"@id": LOCK},
            "hasPart": references(held, held.notebooks),
            **({"identifier": f"git:{commit['id']}"} if commit else {}),
        },
    )  # fmt: skip
    made.root_dataset["conformsTo"] = [{"@id": profile} for profile in PROFILES]
    workflow["input"] = {"@id": "#invoer"}
    workflow["output"] = {"@id": "#uitkomst"}
