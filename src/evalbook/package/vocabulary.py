"""Words of DCAT and of the lists that DCAT-AP-NL prescribes, each with its kind and Dutch name.

Belongs here: terms, addresses and how they are said in a graph. Not here: what is catalogued (`catalogue`).
"""

from __future__ import annotations

from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from evalbook.package.publication import DATA_LICENCE, address

NAME = "dcat"
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

_EU = "http://publications.europa.eu/resource/authority/"
_PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "skos": SKOS,
    "spdx": SPDX,
    "vcard": VCARD,
    "xsd": XSD,
}


def new_graph() -> Graph:
    """Return an empty graph with the prefixes of a catalogue."""
    graph = Graph(bind_namespaces="none")
    for prefix, space in _PREFIXES.items():
        graph.bind(prefix, space)
    return graph


def say(graph: Graph, node: URIRef, kind: URIRef, properties: dict[Any, Any]) -> None:
    """Say of a node what it is and what it has."""
    graph.add((node, RDF.type, kind))
    for name, value in properties.items():
        graph.add((node, name, value))


def typed(graph: Graph, node: URIRef, kind: URIRef, name: str) -> URIRef:
    """Return a term of a list of others, with its kind and name, so that a validator needs no list."""
    graph.add((node, RDF.type, kind))
    if kind != SKOS.Concept:
        graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.prefLabel, nl(name)))
    return node


def term(graph: Graph, place: str, kind: URIRef, name: str) -> URIRef:
    """Return a term of the lists of the EU."""
    return typed(graph, URIRef(_EU + place), kind, name)


def licence(graph: Graph) -> URIRef:
    """Return the licence of the data."""
    return typed(graph, URIRef(DATA_LICENCE.authority), DCTERMS.LicenseDocument, DATA_LICENCE.title)


def standard(graph: Graph, place: str, name: str) -> URIRef:
    """Return a standard that something conforms to."""
    say(graph, URIRef(place), DCTERMS.Standard, {DCTERMS.title: Literal(name)})
    return URIRef(place)


def document(graph: Graph, place: str) -> URIRef:
    """Return a page of the book as a document."""
    graph.add((page(place), RDF.type, FOAF.Document))
    return page(place)


def here(fragment: str) -> URIRef:
    """Return the address of a part of the catalogue itself."""
    return URIRef(f"{address()}downloads/{NAME}{fragment}" if address() else fragment)


def page(place: str) -> URIRef:
    """Return the address of a page or file of the book; the catalogue lies in its `downloads`."""
    return URIRef(address() + place if address() else f"../{place}")


def nl(text: str) -> Literal:
    """Return a text in Dutch."""
    return Literal(text, lang="nl")
