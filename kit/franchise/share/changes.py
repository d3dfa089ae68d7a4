"""What a region changed, each change by itself, so that somebody else can take it. Pure.

A change holds the whole text before and after, and needs no region to be understood. Midlands has one file,
``overrides/round-1/how-ready/score-yourselves.after.md``::

    Bring pencils.

As a change at ``round-1/how-ready#score-yourselves`` its ``base`` is the hub's section, and its ``text`` that section
with "Bring pencils." below it. So whoever takes it can put it together with what became of the section meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

from kit.franchise.compose.front_matter import flow, texts
from kit.franchise.compose.overrides import Op, Overrides, PageOverride, SectionOverride, read_overrides
from kit.franchise.compose.pieces import apart
from kit.franchise.compose.words import take_apart
from kit.franchise.credits import LINEAGE, adopted
from kit.franchise.home import upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.model.credits import Credit
from kit.model.page import PageKind
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.source.markdown.page import read_page
from kit.source.tree.paths import PICTURE_SUFFIXES
from kit.source.tree.text import line_end

NOT_OFFERED = frozenset({"agenda", "agendas"})  # fields of a page that are a region's own business


class What(Enum):
    """What a change is about: the text of a section, a page of its own, or one field of a page's front matter."""

    SECTION = "section"
    PAGE = "page"
    FIELD = "field"


@dataclass(frozen=True)
class Change:
    """One change. ``base`` is what the region was given there, ``text`` what it has; "" is nothing.

    ``address`` is ``page#anchor``, ``page`` or ``page:field``; ``title`` names the place for people. ``pictures``
    are the region's own files that ``text`` shows, by their path in a composed tree. ``credits`` are other groups from
    which the region adopted what stands there.
    """

    what: What
    address: str
    title: str
    base: str
    text: str
    why: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    credits: tuple[Credit, ...] = ()

    @property
    def page(self) -> str:
        """The name of its page."""
        return self.address.partition("#")[0].partition(":")[0]


def changes(tree: Tree, region: RegionFile) -> list[Change]:
    """Return what the region whose files are ``tree`` changed, page by page, but for what is about its own meetings.

    Agendas, names, values and brand are no changes for others, nor are sections whose page it left out.
    """
    work = _Work(tree, HubPages(upstream_seen(tree, region)), read_overrides(tree, []))
    passed_on = adopted(tree.files.get(LINEAGE, b""))
    found = [*work.sections(), *work.fields(), *work.own_pages()]
    credited = (replace(one, credits=tuple(by for by in passed_on if by.address == one.address)) for one in found)
    return sorted(credited, key=lambda one: one.address)


@dataclass(frozen=True)
class _Work:
    tree: Tree
    upstream: HubPages
    overrides: Overrides

    def sections(self) -> Iterator[Change]:
        for page, ones in self.overrides.sections.items():
            if page not in self.upstream.names:
                continue
            for anchor in dict.fromkeys(one.anchor for one in ones):
                base = self.upstream.section(page, anchor)
                if base is not None:
                    yield self._section(page, anchor, base, [one for one in ones if one.anchor == anchor])

    def _section(self, page: str, anchor: str, base: str, ones: Sequence[SectionOverride]) -> Change:
        text = section_with(base, {one.op: one.text for one in ones})
        title = next(one.title for one in self.upstream.sections(page) if one.anchor == anchor)
        why = " ".join(dict.fromkeys(" ".join(one.why.split()) for one in ones if one.why))
        return Change(What.SECTION, f"{page}#{anchor}", title, base, text, why, self._pictures(f"{page}.md", text))

    def fields(self) -> Iterator[Change]:
        for page, one in self.overrides.pages.items():
            if page in self.upstream.names and not one.content.drop:
                yield from self._fields(page, one)

    def _fields(self, page: str, one: PageOverride) -> Iterator[Change]:
        given = self.upstream.fields(page)
        for key, value in one.content.set.items():
            if key not in NOT_OFFERED:
                base = value_text(given.get(key))
                text = value_text(value)
                title = f"{key} of “{self.upstream.title(page)}”"
                yield Change(What.FIELD, f"{page}:{key}", title, base, text, one.content.why or "")

    def own_pages(self) -> Iterator[Change]:
        """Yield the region's own pages, and its pages in other languages, which stand for upstream's as a whole."""
        pages = HubPages(self.tree.under("pages"))
        for name in sorted(pages.names):
            text, base = pages.text(name), self.upstream.text(name) or ""
            if text is not None and text != base and (is_translation(name) or name not in self.upstream.names):
                pictures = self._pictures(f"{name}.md", text)
                yield Change(What.PAGE, name, pages.title(name), base, text, "", pictures)

    def _pictures(self, path: str, text: str) -> dict[str, bytes]:
        """Return the region's own pictures that ``text``, of the page at ``path``, shows."""
        page = read_page(path, text.encode(), PageKind.PAGE, [])
        folder = PurePosixPath(path).parent
        shown = {_inside(folder, one.target) for one in page.pictures} if page else set()
        found: dict[str, bytes] = {}
        for picture in sorted(shown):
            if picture.endswith(tuple(PICTURE_SUFFIXES)):
                places = (f"{area}/{picture}" for area in ("files", "pages"))
                data = next((self.tree.files[one] for one in places if one in self.tree.files), None)
                found |= {} if data is None else {picture: data}
        return found


def is_translation(name: str) -> bool:
    """Whether ``name`` is that of a page in another language, such as ``round-1/how-ready.cy``."""
    return "." in name


def _inside(folder: PurePosixPath, target: str) -> str:
    """Return the path that ``target`` names from ``folder``, "" where it leads out of the tree."""
    parts = [] if target.startswith("/") else list(folder.parts)
    for part in target.strip("/").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def section_with(base: str, own: Mapping[Op, str]) -> str:
    """Return a section as a region has it: upstream's, ``base``, with the region's texts by what they do there."""
    if Op.REPLACE in own:
        middle = own[Op.REPLACE]
    elif Op.WORDS in own:
        middle = take_apart(base).with_words(own[Op.WORDS]) + line_end(base)
    else:
        middle = "" if Op.REMOVE in own else base
    pieces = [one for one in (own.get(Op.BEFORE, ""), middle, own.get(Op.AFTER, "")) if one.strip()]
    return "".join([*map(apart, pieces[:-1]), *pieces[-1:]])


def as_it_is(upstream: HubPages, theirs: HubPages, address: str) -> Change | None:
    """Return what ``theirs`` has at ``address`` as a change of what ``upstream`` has there; None where it has nothing.

    That is for a tree that changed nothing itself there, such as a grandparent whose words a region wants back.
    """
    page, mark, anchor = address.partition("#")
    if mark:
        text = theirs.section(page, anchor)
        title = next((one.title for one in theirs.sections(page) if one.anchor == anchor), anchor)
        what = What.SECTION
    else:
        text, title, what = theirs.text(page), theirs.title(page), What.PAGE
    base = (upstream.section(page, anchor) if mark else upstream.text(page)) or ""
    return None if text is None else Change(what, address, title, base, text)


def chosen(every: Sequence[Change], wanted: Collection[str]) -> tuple[list[Change], list[str]]:
    """Return the changes at the addresses ``wanted``, all of them for none, and the addresses at which none is.

    The address of a page stands for all that was changed on it.
    """
    names = [one.removesuffix(".md").replace(".md#", "#").replace(".md:", ":") for one in wanted]
    found = [one for one in every if not names or one.address in names or one.page in names]
    missing = [one for one in names if not any(one in (change.address, change.page) for change in found)]
    return found, missing


def value_text(value: Any) -> str:
    """Return a field's value as people read it: words as they are, "" for none, lists and tables as YAML on a line."""
    if value is None:
        return ""
    return flow(texts(value)) if isinstance(value, list | dict) else str(texts(value))
