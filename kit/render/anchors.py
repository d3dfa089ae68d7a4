"""Section ids: the anchors of the kit's addresses, in the HTML and for ``#anchor`` links.

docutils and MyST each number and shorten ids in their own way. Addresses, file names and links must agree, so the
kit's anchors replace theirs.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from kit.model.page import Page
from kit.source.slugs import slug, unique


def _title(section: nodes.section) -> str:
    heading = section.next_node(nodes.title)
    return heading.rawsource if heading is not None else ""


class SectionAnchors(SphinxTransform):
    """Give every section of level 1 to 4 its anchor as first id, and no other element the same."""

    default_priority = 263  # after MyST's PrioritiseExplicitIds, before its AddSlugIds and all reference resolving

    def apply(self, **_: object) -> None:
        """Change the ids of the document."""
        sections = [node for node in self.document.findall(nodes.section) if "slug" in node]
        explicit = self._explicit_ids()
        anchors = self._anchors(sections, explicit)
        for section in sections:
            self._forget(section, explicit)
        for section, anchor in zip(sections, anchors, strict=True):
            self._claim(section, anchor)
        for rubric in self.document.findall(nodes.rubric):
            self._plain(rubric)
        self._tell_myst(sections)

    def _explicit_ids(self) -> dict[str, str]:
        """Return explicit target names by their ids."""
        types = self.document.nametypes
        named = {name: self.document.nameids.get(name) for name, explicit in types.items() if explicit}
        return {one: name for name, one in named.items() if one}

    def _anchors(self, sections: list[nodes.section], explicit: dict[str, str]) -> list[str]:
        page: Page | None = self.config.kit_edition.pages.get(self.env.docname)
        if page and len(page.sections) == len(sections):
            return [section.anchor for section in page.sections]
        targets = [next((one for one in node["ids"] if one in explicit), "") for node in sections]
        slugs = unique(slug(_title(node)) for node in sections)
        return [target or name for target, name in zip(targets, slugs, strict=True)]

    def _forget(self, section: nodes.section, explicit: dict[str, str]) -> None:
        for one in [one for one in section["ids"] if one not in explicit]:
            section["ids"].remove(one)
            self.document.ids.pop(one, None)

    def _claim(self, section: nodes.section, anchor: str) -> None:
        holder = self.document.ids.get(anchor)
        if holder is not None and holder is not section:
            self._rename(holder, anchor)
        section["ids"] = [anchor, *(one for one in section["ids"] if one != anchor)]
        section["slug"] = anchor
        self.document.ids[anchor] = section
        name = nodes.fully_normalize_name(anchor)
        if self.document.nametypes.get(name) and name in section["names"]:
            self.document.nameids[name] = anchor

    def _rename(self, holder: nodes.Element, old: str) -> None:
        """Move another element off an id that a section needs; a double hyphen stands in no slug."""
        new = f"{old}--{holder.tagname}"
        holder["ids"] = [new if one == old else one for one in holder["ids"]]
        self.document.ids[new] = holder
        for name, one in list(self.document.nameids.items()):
            if one == old:
                self.document.nameids[name] = new

    def _plain(self, rubric: nodes.rubric) -> None:
        """A heading inside a block is no section: it keeps its level and has no address of its own."""
        rubric.attributes.pop("slug", None)
        if level := rubric.attributes.pop("level", None):
            rubric["heading-level"] = level

    def _tell_myst(self, sections: list[nodes.section]) -> None:
        slugs = {node["ids"][0]: (node.line, node["ids"][0], _title(node)) for node in sections}
        self.document.myst_slugs = slugs  # type: ignore[attr-defined]  # MyST reads this attribute
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs
