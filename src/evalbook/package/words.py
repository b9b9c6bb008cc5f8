"""Words for readers that several files of the package share.

Belongs here: Dutch names of kinds and bases. Not here: anything else.
"""

from __future__ import annotations

BASES = {
    "printed": "overgenomen uit het rapport",
    "recomputed": "herberekend",
    "prose": "uit de lopende tekst van het rapport",
    "partial": "onvolledig: niet alles is gepubliceerd",
    "synthetic": "voorbeeldgegevens, niet uit het rapport",
    "missing": "gegevens ontbreken",
}
"""What the numbers of an exhibit rest on."""

KINDS = {"string": "tekst", "number": "getal", "integer": "geheel getal"}
"""What a column holds."""
