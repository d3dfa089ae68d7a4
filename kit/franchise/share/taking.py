"""Putting somebody's change into the pages of a tree, by the three-way merge that updates use. Pure.

Three texts meet: what the change was made of, what it made of that, and what the tree says now. Two groups may propose
changes of one section, made of different versions; each is put together with what the section says by then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from kit.franchise.compose.front_matter import Edit, edited, flow, front_data
from kit.franchise.compose.pieces import apart
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.section import merge
from kit.franchise.merge.units import UnitKind, key, keys, same, units
from kit.franchise.moved import latest, moves_of
from kit.franchise.share.changes import Change, What, is_translation, value_text
from kit.franchise.update.draft import canonical
from kit.model.tree import Tree
from kit.source.markdown.sections import section_text, sections
from kit.source.settings.front_matter import read_front_matter
from kit.source.tree.text import line_end, split_lines


class Outcome(Enum):
    """What became of a change."""

    TAKEN = "taken"
    MERGED = "put together with what it says now"
    THERE = "is there already"
    CONFLICT = "changes words that were changed here too"
    GONE = "is about something that is not here any more, so put it in by hand where it belongs"


@dataclass(frozen=True)
class Taken:
    """One change and what became of it: ``address`` is where, ``before`` and ``after`` what stands there.

    ``now`` is the address afterwards, where the change gave its section another heading; "" where it is gone.
    """

    change: Change
    outcome: Outcome
    address: str
    before: str = ""
    after: str = ""
    now: str = ""

    @property
    def done(self) -> bool:
        """Whether it brought anything."""
        return self.outcome in (Outcome.TAKEN, Outcome.MERGED)

    @property
    def asks(self) -> bool:
        """Whether somebody has to decide."""
        return self.outcome in (Outcome.CONFLICT, Outcome.GONE)


@dataclass
class Taking:
    """A tree into which changes are put one after the other; ``files`` are those that came of it, by path."""

    tree: Tree
    files: dict[str, bytes] = field(default_factory=dict)

    def take(self, every: Sequence[Change], wholly: Collection[str] = ()) -> list[Taken]:
        """Put ``every`` change in, and return what became of each.

        At the addresses in ``wholly`` the change's own text is taken where both changed the same words.
        """
        return [self._take(one, one.address in wholly) for one in every]

    def _take(self, one: Change, wholly: bool) -> Taken:
        pages = HubPages(Tree({**self.tree.files, **self.files}))
        moved = moves_of([pages])
        page = one.page if one.page in pages.names else latest(one.page, moved)
        clash = [path for path, data in one.pictures.items() if pages.tree.files.get(path, data) != data]
        if clash and not wholly:
            return Taken(
                one, Outcome.CONFLICT, clash[0], f"a picture called {clash[0]}", "another picture of that name"
            )
        if one.what is What.SECTION:
            taken = self._section(one, pages, page, moved, wholly)
        elif one.what is What.FIELD:
            taken = self._field(one, pages, page, wholly)
        else:
            taken = self._page(one, pages, moved, wholly)
        if taken.done:
            self.files.update(one.pictures)
        return taken

    def _section(self, one: Change, pages: HubPages, page: str, moved: Mapping[str, str], wholly: bool) -> Taken:
        anchor = one.address.partition("#")[2]
        if anchor not in pages.anchors(page):
            start = one.address if one.address in moved else f"{page}#{anchor}"
            to, mark, there = latest(start, moved).partition("#")
            page, anchor = (to, there) if mark else (page, anchor)
        address, text = f"{page}#{anchor}", pages.text(page) or ""
        section = next((one for one in pages.sections(page) if one.anchor == anchor), None)
        if section is None:
            return Taken(one, Outcome.GONE, address, "", one.text)
        now, lines = section_text(text, section), split_lines(text)
        above, below = "".join(lines[: section.first - 1]), "".join(lines[section.last :])
        after, outcome = _merged(replace(one, text=_not_around(one.text, above, below)), now, wholly)
        taken = Taken(one, outcome, address, now, after, address)
        if not taken.done:
            return taken
        body = apart(after) if after.strip() and below.strip() else after
        whole = above + body + below
        self.files[f"{page}.md"] = whole.encode()
        written = range(section.first, section.first + len(split_lines(body)))
        return replace(taken, now=_address_now(page, anchor, whole, written))

    def _field(self, one: Change, pages: HubPages, page: str, wholly: bool) -> Taken:
        key, address = one.address.partition(":")[2], f"{page}:{one.address.partition(':')[2]}"
        if page not in pages.names:
            return Taken(one, Outcome.GONE, address, "", one.text)
        fields = pages.fields(page)
        now = value_text(fields.get(key))
        taken = Taken(one, _valued(one, now, wholly), address, now, one.text)
        if taken.done:
            self.files[f"{page}.md"] = _with_field(pages, page, key, one.text).encode()
        return taken

    def _page(self, one: Change, pages: HubPages, moved: Mapping[str, str], wholly: bool) -> Taken:
        address = _beside(one.address, pages, moved)
        if address is None:
            return Taken(one, Outcome.GONE, one.address, "", one.text)
        now = pages.text(address)
        if now is not None and same(now, one.text):
            return Taken(one, Outcome.THERE, address, now, now)
        if now is not None and not wholly and not (one.base and same(now, one.base)):
            return Taken(one, Outcome.CONFLICT, address, now, one.text)
        self.files[f"{address}.md"] = one.text.encode()
        return Taken(one, Outcome.TAKEN, address, now or "", one.text, address)


def _beside(address: str, pages: HubPages, moved: Mapping[str, str]) -> str | None:
    """Return where a page goes: one in another language beside the page that it translates, None where that is gone."""
    if not is_translation(address):
        return address
    name, dot, language = address.partition(".")
    page = name if name in pages.names else latest(name, moved).partition("#")[0]
    return f"{page}{dot}{language}" if page in pages.names else None


def _address_now(page: str, anchor: str, whole: str, lines: range) -> str:
    """Return where the section ``anchor`` of ``page`` is, once it is on these ``lines`` of the page ``whole``."""
    here = [one.anchor for one in sections(whole) if one.heading_line in lines]
    if anchor in here:
        return f"{page}#{anchor}"
    return f"{page}#{here[0]}" if here else ""


def _not_around(text: str, above: str, below: str) -> str:
    """Return ``text`` without what it puts above or below its section and stands there already, on the page.

    The same proposal may come twice, or from two groups: what it put beside a section is no part of that any more.
    """
    own = units(text)
    every, before, after = [key(one) for one in own], keys(above), keys(below)
    heads = [at for at, one in enumerate(own) if one.kind is UnitKind.HEADING] or [0]
    start = next((count for count in range(heads[-1], 0, -1) if every[:count] == before[-count:]), 0)
    first = next(at for at in heads if at >= start)
    end = next((at for at in range(first + 1, len(own)) if every[at:] == after[: len(own) - at]), len(own))
    left = "".join(one.text for one in own[start:end])
    return left if end == len(own) else left.rstrip("\r\n") + line_end(text)


def _merged(one: Change, now: str, wholly: bool) -> tuple[str, Outcome]:
    """Return what the section says with the change in it, and what that makes of the change."""
    if same(now, one.text):
        return now, Outcome.THERE
    tail = now[len(now.rstrip("\r\n")) :]
    own = one.text.replace("\r\n", "\n").rstrip("\n").replace("\n", line_end(now)) + (tail or line_end(now))
    if same(now, one.base):
        return own if one.text.strip() else "", Outcome.TAKEN
    merged = merge(one.base, now, one.text) if one.text.strip() else None
    if merged is not None and merged.text is not None:
        return merged.text, Outcome.THERE if same(merged.text, now) else Outcome.MERGED
    return own, Outcome.TAKEN if wholly else Outcome.CONFLICT


def _valued(one: Change, now: str, wholly: bool) -> Outcome:
    if canonical(now) == canonical(one.text):
        return Outcome.THERE
    return Outcome.TAKEN if wholly or canonical(now) == canonical(one.base) else Outcome.CONFLICT


def _with_field(pages: HubPages, page: str, key: str, value: str) -> str:
    text, head = pages.text(page) or "", pages.head(page)
    front = read_front_matter(page, text, [])
    edit = Edit([_field_line(key, value)] if value else [], page, None)
    return "".join(piece.text for piece in edited(head, front, {key: edit}, page)) + text[len(head) :]


def _field_line(key: str, value: str) -> str:
    """Return a line of front matter; only what reads as the list or table that it looks like is no plain text."""
    line = f"{key}: {value}"
    read = front_data([line]).get(key) if value.startswith(("[", "{")) else None
    return line if isinstance(read, list | dict) and value_text(read) == value else f"{key}: {flow(value)}"


def with_reason(data: bytes, why: str) -> bytes:
    """Return an override's text with ``why`` above it; one that says why already stays as it is."""
    text = data.decode("utf-8-sig")
    if read_front_matter("", text, []) is not None or (not sections(text) and not text.strip()):
        return data
    return f"---\nwhy: {flow(' '.join(why.split()))}\n---\n\n{text}".encode()
