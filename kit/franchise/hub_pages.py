"""The pages of a hub tree, parsed only when somebody asks: most of an upstream is never looked at. Pure."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

from kit.model.page import Section
from kit.model.tree import Tree
from kit.source.markdown.sections import section_text, sections
from kit.source.settings.front_matter import FrontMatter, find_block, read_front_matter
from kit.source.tree.text import decode, split_lines


class HubPages:
    """A hub tree by page names. Pages that cannot be read count as missing: checks report them elsewhere."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.names = frozenset(path.removesuffix(".md") for path in tree.files if path.endswith(".md"))
        self._text = lru_cache(maxsize=None)(self._read)
        self._sections = lru_cache(maxsize=None)(self._parse)
        self._front = lru_cache(maxsize=None)(self._front_matter)

    def text(self, name: str) -> str | None:
        """Return the text of the page called ``name``."""
        return self._text(name)

    def sections(self, name: str) -> tuple[Section, ...]:
        """Return the page's sections, none for a page that is not there."""
        return self._sections(name)

    def anchors(self, name: str) -> list[str]:
        """Return the anchors of the page's sections, in order."""
        return [section.anchor for section in self.sections(name)]

    def explicit(self, name: str) -> list[str]:
        """Return those anchors that somebody wrote above the heading, such as ``(pairs)=``; the others are slugs."""
        return [one.anchor for one in self.sections(name) if one.first < one.heading_line]

    def section(self, name: str, anchor: str) -> str | None:
        """Return the text of one section, None where it is not there."""
        text = self.text(name)
        found = next((one for one in self.sections(name) if one.anchor == anchor), None)
        return None if text is None or found is None else section_text(text, found)

    def fields(self, name: str) -> dict[str, Any]:
        """Return the page's front matter, every scalar as text."""
        front = self._front(name)
        return front.data if front else {}

    def head(self, name: str) -> str:
        """Return the text of the page's front matter, its closing line included."""
        text = self.text(name) or ""
        block = find_block(name, text, [])
        return "".join(split_lines(text)[: block.last]) if block else ""

    def title(self, name: str) -> str:
        """Return the page's title, or its name."""
        return next((one.title for one in self.sections(name) if one.level == 1), name)

    def id_of(self, name: str) -> str:
        """Return the page's front-matter id, "" where it has none."""
        return str(self.fields(name).get("id") or "") if b"id:" in self.tree.files.get(f"{name}.md", b"") else ""

    @cached_property
    def by_id(self) -> dict[str, str]:
        """Page names by front-matter id."""
        return {own: name for name in sorted(self.names) if (own := self.id_of(name))}

    def with_anchor(self, anchor: str) -> list[str]:
        """Return the names of the pages that have a section ``anchor``."""
        words = anchor.split("-")[0].encode()
        likely = [name for name in self.names if words in self.tree.files[f"{name}.md"].lower()]
        return sorted(name for name in likely if anchor in self.anchors(name))

    def _read(self, name: str) -> str | None:
        data = self.tree.files.get(f"{name}.md")
        return None if data is None else decode(name, data, [])

    def _parse(self, name: str) -> tuple[Section, ...]:
        text = self.text(name)
        return sections(text) if text is not None else ()

    def _front_matter(self, name: str) -> FrontMatter | None:
        text = self.text(name)
        return None if text is None else read_front_matter(name, text, [])
