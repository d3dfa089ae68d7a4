"""Overrides of two sections that come to one: upstream joined them, or each on its own page is now the same. Pure.

The region changed "Notes" on two pages, and upstream moves one of them into the other. What the region has there is
both its texts, one below the other, made of both of upstream's old ones. Three texts like any other: they merge with
what upstream says now, or one question is asked about them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kit.franchise.compose.overrides import Op, SectionOverride
from kit.franchise.compose.words import take_apart
from kit.franchise.update.draft import Draft
from kit.franchise.update.follow import Followed
from kit.franchise.update.spans import joined
from kit.source.markdown.parser import BYTE_ORDER_MARK
from kit.source.tree.text import line_end, split_lines


@dataclass(frozen=True)
class Arrival:
    """An override with its file's ``data``, its recorded ``base``, and ``old``: upstream's whole section before."""

    override: SectionOverride
    data: bytes
    base: str
    old: str


class Arrivals:
    """The texts of the region's that came to each section so far, by its address now."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.known: dict[str, Arrival] = {}

    def any(self, page: str, anchors: tuple[str, ...]) -> bool:
        """Whether one came to any of these sections."""
        return any(f"{page}#{anchor}" in self.known for anchor in anchors)

    def note(self, place: Followed, one: Arrival) -> None:
        """Note that ``one`` comes to the section at ``place``."""
        self.known[f"{place.page}#{place.anchor}"] = one

    def with_earlier(self, place: Followed, one: Arrival) -> Arrival:
        """Return ``one`` put together with what came to its section before, which is lifted again for that."""
        address = f"{place.page}#{place.anchor}"
        earlier = self.known.pop(address, None)
        if earlier is None:
            return one
        key = f"{place.anchor}.{earlier.override.op.value}"
        self.draft.files.pop(f"overrides/{place.page}/{key}.md", None)
        self.draft.bases.get(place.page, {}).pop(key, None)
        self.draft.questions.pop(address, None)
        if earlier.override.why and one.override.why:
            self.draft.credits.append(("resolved", address, one.override.why))
        return _put_together(earlier, one)


def _put_together(earlier: Arrival, later: Arrival) -> Arrival:
    """Return two as one, with the reason of the first that has one."""
    if earlier.override.op is not later.override.op:
        earlier, later = as_whole(earlier), as_whole(later)
    head = earlier if earlier.override.why else later
    text = joined([earlier.override.text, later.override.text])
    override = replace(later.override, text=text, line=head.override.line, why=head.override.why)
    base = joined([earlier.base, later.base])
    return Arrival(override, with_text(head.data, head.override, text), base, joined([earlier.old, later.old]))


def as_whole(one: Arrival) -> Arrival:
    """Return an override of words as one of the whole section, with upstream's blocks as they were."""
    if one.override.op is not Op.WORDS:
        return one
    before = take_apart(one.old)
    text = before.with_words(one.override.text) + line_end(one.override.text)
    override = replace(one.override, op=Op.REPLACE, text=text)
    return Arrival(override, with_text(one.data, override, text), before.text, one.old)


def with_text(data: bytes, override: SectionOverride, text: str) -> bytes:
    """Return the file of an override with a new text; its front matter and its byte order mark stay."""
    whole = data.decode()
    mark = BYTE_ORDER_MARK if whole.startswith(BYTE_ORDER_MARK) else ""
    head = "".join(split_lines(whole.removeprefix(BYTE_ORDER_MARK))[: override.line - 1])
    return (mark + head + text.removeprefix(BYTE_ORDER_MARK)).encode()
