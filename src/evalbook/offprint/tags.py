"""Repairs to the tags of a PDF, just before it is written.

Belongs here: what WeasyPrint leaves out and readers with a screen reader need. Not here: the layout.
"""

from __future__ import annotations

from typing import Any


def finish(document: Any, pdf: Any) -> None:
    """Give each header cell its direction, and each link its own words instead of a technical name."""
    import pydyf  # type: ignore[import-untyped]

    for page in document.pages:
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if element is None:
                continue
            mark = getattr(box, "mark", None)
            if mark is not None and element.tag == "th":
                row = str(element.get("scope") or "col").startswith("row")
                mark["A"]["Scope"] = "/Row" if row else "/Column"
            annotation = getattr(box, "link_annotation", None)
            if annotation is not None and "Contents" in annotation:
                words = " ".join("".join(element.itertext()).split())
                if words:
                    annotation["Contents"] = pydyf.String(words)
