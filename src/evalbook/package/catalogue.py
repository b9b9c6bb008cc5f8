"""`dcat.ttl` and `dcat.jsonld`: what data portals need to know, by DCAT-AP-NL 3.0.

Belongs here: the catalogue, its datasets and their files as RDF. Not here: the tables themselves
(`datapackage`).

Addresses are those of the published book, when it is known (`EVALBOOK_BASE_URL`, or `url` in CITATION.cff);
else they are seen from the place of the file itself, which is where a harvester finds it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, SKOS, XSD, Graph, Literal, URIRef

from evalbook import paths
from evalbook.files import write
from evalbook.package.catalogued import Dataset, File, datasets
from evalbook.package.files import sha256
from evalbook.package.publication import address, publication
from evalbook.package.vocabulary import (
    NAME,
    SPDX,
    VCARD,
    document,
    here,
    licence,
    new_graph,
    nl,
    page,
    say,
    standard,
    term,
    typed,
)

PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"

_MEDIA = "https://www.iana.org/assignments/media-types/"
_THEMES = {
    "GOVE": "Overheid en publieke sector",
    "ECON": "Economie en financiën",
    "INTR": "Internationale vraagstukken",
}
_FORMATS = {
    ".csv": ("CSV", "text/csv"),
    ".xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".zip": ("ZIP", "application/zip"),
}


def write_catalogue(modified: str) -> list[Path]:
    """Write the catalogue in both forms, only where it would differ; return their paths.

    `modified` is the time of the run that made the data, as in `build.json`.
    """
    graph = catalogue(modified)
    folder = paths.processed() / "downloads"
    ttl, jsonld = folder / f"{NAME}.ttl", folder / f"{NAME}.jsonld"
    write(ttl, graph.serialize(format="longturtle"))
    found = json.loads(graph.serialize(format="json-ld", auto_compact=True))
    found["@graph"] = sorted(found["@graph"], key=lambda node: str(node["@id"]))
    write(jsonld, json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return [ttl, jsonld]


def catalogue(modified: str) -> Graph:
    """Return the catalogue as a graph without blank nodes, so that it is written the same each time."""
    graph = new_graph()
    known = publication()
    top, publisher, contact = (here(f"#{name}") for name in ("catalogus", "uitgever", "contact"))
    say(graph, publisher, FOAF.Agent, {FOAF.name: nl(known.publisher)})
    say(graph, contact, VCARD.Kind, {
        VCARD.fn: Literal(known.contact),
        VCARD.hasURL: page("book/over.html"),
        **({VCARD.hasEmail: URIRef(f"mailto:{known.email}")} if known.email else {}),
    })  # fmt: skip
    shared = {
        DCTERMS.publisher: publisher,
        DCTERMS.creator: publisher,
        DCAT.contactPoint: contact,
        DCTERMS.language: term(graph, "language/NLD", DCTERMS.LinguisticSystem, "Nederlands"),
        DCTERMS.license: licence(graph),
        DCTERMS.modified: Literal(modified, datatype=XSD.dateTime),
    }
    say(graph, top, DCAT.Catalog, shared | {
        DCTERMS.title: nl(known.title),
        DCTERMS.description: nl(known.abstract),
        FOAF.homepage: document(graph, "index.html"),
        DCTERMS.conformsTo: standard(graph, PROFILE, "DCAT-AP-NL 3.0"),
    })  # fmt: skip
    del shared[DCTERMS.license]  # of a distribution, not of a dataset
    for dataset in datasets():
        graph.add((top, DCAT.dataset, _add_dataset(graph, dataset, shared)))
    return graph


def _add_dataset(graph: Graph, dataset: Dataset, shared: dict[Any, Any]) -> URIRef:
    node = here(f"#{dataset.name}")
    say(graph, node, DCAT.Dataset, shared | {
        DCTERMS.identifier: Literal(str(node) if address() else f"evalbook:{dataset.name}"),
        DCTERMS.title: nl(dataset.title),
        DCTERMS.description: nl(dataset.description),
        DCTERMS.accessRights: term(graph, "access-right/PUBLIC", DCTERMS.RightsStatement, "openbaar"),
        DCTERMS.accrualPeriodicity: term(graph, "frequency/IRREG", DCTERMS.Frequency, "onregelmatig"),
        DCTERMS.spatial: term(graph, "country/NLD", DCTERMS.Location, "Nederland"),
        DCAT.landingPage: document(graph, dataset.page),
        FOAF.page: document(graph, "book/over.html"),
        URIRef(f"{DCAT}version"): Literal(publication().version),
        DCTERMS.conformsTo: standard(graph, "https://datapackage.org/profiles/2.0/", "Data Package 2.0"),
    })  # fmt: skip
    for theme, name in _THEMES.items():
        graph.add((node, DCAT.theme, term(graph, f"data-theme/{theme}", SKOS.Concept, name)))
    for keyword in publication().keywords:
        graph.add((node, DCAT.keyword, nl(keyword)))
    for number, source in enumerate(dataset.sources, start=1):
        graph.add((node, DCTERMS.provenance, _provenance(graph, f"{dataset.name}-herkomst-{number}", source)))
    for file in dataset.files:
        graph.add((node, DCAT.distribution, _add_file(graph, dataset, file, shared[DCTERMS.modified])))
    return node


def _add_file(graph: Graph, dataset: Dataset, file: File, modified: Literal) -> URIRef:
    node = here(f"#{dataset.name}-{file.path.name}")
    checksum = here(f"#{dataset.name}-{file.path.name}-controlegetal")
    kind, media = _FORMATS[file.path.suffix]
    say(graph, checksum, SPDX.Checksum, {
        SPDX.algorithm: SPDX.checksumAlgorithm_sha256,
        SPDX.checksumValue: Literal(sha256(file.path), datatype=XSD.hexBinary),
    })  # fmt: skip
    say(graph, node, DCAT.Distribution, {
        DCTERMS.title: nl(file.title),
        DCAT.accessURL: page(dataset.page),
        DCAT.downloadURL: page(f"downloads/{file.place}"),
        DCTERMS.license: licence(graph),
        DCTERMS.language: term(graph, "language/NLD", DCTERMS.LinguisticSystem, "Nederlands"),
        DCTERMS["format"]: term(graph, f"file-type/{kind}", DCTERMS.MediaTypeOrExtent, kind),
        DCAT.mediaType: typed(graph, URIRef(_MEDIA + media), DCTERMS.MediaType, media),
        DCAT.byteSize: Literal(str(file.path.stat().st_size), datatype=XSD.nonNegativeInteger),
        DCTERMS.modified: modified,
        SPDX.checksum: checksum,
    })  # fmt: skip
    return node


def _provenance(graph: Graph, name: str, text: str) -> URIRef:
    node = here(f"#{name}")
    say(graph, node, DCTERMS.ProvenanceStatement, {DCTERMS.description: nl(text)})
    return node
