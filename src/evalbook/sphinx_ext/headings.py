"""Headings in text that a notebook includes: made into real sections, with a place in the contents.

Belongs here: that one repair. Not here: anything else about notebooks. The notebook extension knows
no sections inside a cell's output and leaves such a heading a loose line of bold text.
"""

# mypy: disable-error-code="misc"
# (classes of Sphinx and docutils, which are untyped)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class IncludedHeadings(SphinxTransform):
    """Lift text with headings out of the cell that included it; what follows goes below them."""

    default_priority = 500  # before Sphinx collects titles and contents

    def apply(self, **kwargs: Any) -> None:
        """Mend each section that holds such a cell."""
        cells = [cell for cell in self.document.findall(_is_cell) if _text_with_headings(cell)]
        for section in {id(cell.parent): cell.parent for cell in cells}.values():
            if isinstance(section, nodes.section):
                self._mend(section)

    def _mend(self, section: nodes.section) -> None:
        level = _depth(section)
        open_: list[tuple[int, nodes.Element]] = [(level, section)]
        children = [part for child in section.children for part in (_text_with_headings(child) or [child])]
        section.children = []
        for child in children:
            if isinstance(child, nodes.section):
                del open_[1:]
            elif isinstance(child, nodes.rubric) and child.get("level", 0) > level:
                while open_[-1][0] >= child["level"]:
                    open_.pop()
                lower = self._section_of(child)
                open_[-1][1].append(lower)
                open_.append((child["level"], lower))
                continue
            open_[-1][1].append(child)

    def _section_of(self, rubric: nodes.rubric) -> nodes.section:
        title = nodes.title(rubric.rawsource, "", *rubric.children)
        section = nodes.section("", title, ids=rubric["ids"], names=rubric["names"])
        section["slug"] = rubric.get("slug", "")
        section.source, section.line = rubric.source, rubric.line
        for name in section["ids"]:
            self.document.ids[name] = section
        return section


def register(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(IncludedHeadings)


def _is_cell(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def _text_with_headings(node: nodes.Node) -> list[nodes.Node]:
    """Return the text that a cell included, when it has headings; else nothing."""
    if not _is_cell(node):
        return []
    for output in node.findall(nodes.container):
        if output.get("mime_type") == "text/markdown":
            children: list[nodes.Node] = output.children
            return children if any(isinstance(child, nodes.rubric) for child in children) else []
    return []


def _depth(section: nodes.Element) -> int:
    depth = 0
    node: nodes.Element | None = section
    while node is not None:
        depth += isinstance(node, nodes.section)
        node = node.parent
    return depth
