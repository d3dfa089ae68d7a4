"""Overrides of two sections that come to one: upstream joined them, or each on its own page is now the same. Pure.

The region changed "Notes" on two pages, and upstream moves one of them into the other. What the region has there is
both its texts, one below the other, made of both of upstream's old ones. Three texts like any other: they merge with
what upstream says now, or one question is asked about them. So where several come to a section, none is judged before
the last is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kit.franchise.compose.overrides import Op, SectionOverride
from kit.franchise.compose.words import take_apart
from kit.franchise.update.follow import Followed
from kit.franchise.update.spans import joined
from kit.source.markdown.parser import BYTE_ORDER_MARK
from kit.source.tree.text import line_end, split_lines

TEXTS = (Op.REPLACE, Op.WORDS)  # what holds a section's own text, of which only one can stand for a section


@dataclass(frozen=True)
class Arrival:
    """An override of the old page ``name`` whose section is at ``place`` now, None where upstream gave it up.

    It has its file's ``data``, its recorded ``base``, and ``old``: upstream's whole section before.
    """

    name: str
    place: Followed | None
    override: SectionOverride
    data: bytes
    base: str
    old: str


@dataclass(frozen=True)
class Arrivals:
    """The texts of the region's that come to each section.

    ``places`` has where each override's section is now, by its old page and file, and ``held`` those of which several
    come to one section, by its address.
    """

    places: Mapping[tuple[str, str], Followed | None]
    held: dict[str, list[Arrival]] = field(default_factory=dict)

    @cached_property
    def sources(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The old page of each text that comes to a section, by the section's page and anchor."""
        texts = tuple(f".{op.value}.md" for op in TEXTS)
        found: dict[tuple[str, str], list[str]] = {}
        for (name, file), place in self.places.items():
            if place is not None and file.endswith(texts):
                found.setdefault((place.page, place.anchor), []).append(name)
        return found

    def from_elsewhere(self, page: str, anchors: Sequence[str], name: str) -> bool:
        """Whether text comes to any of these sections from another old page than ``name``."""
        return any(one != name for anchor in anchors for one in self.sources.get((page, anchor), ()))

    def hold(self, place: Followed, one: Arrival) -> bool:
        """Whether ``one`` is not alone in coming to its section; it is held then until all are there."""
        several = len(self.sources.get((place.page, place.anchor), ())) > 1
        if several:
            self.held.setdefault(f"{place.page}#{place.anchor}", []).append(one)
        return several


def put_together(arrived: Sequence[Arrival]) -> Arrival:
    """Return all as the last of them, with the reason of the first that has one."""
    if len({one.override.op for one in arrived}) > 1:
        arrived = [as_whole(one) for one in arrived]
    head, last = next((one for one in arrived if one.override.why), arrived[-1]), arrived[-1]
    text, base, old = (
        joined(texts) for texts in zip(*((one.override.text, one.base, one.old) for one in arrived), strict=True)
    )
    override = replace(last.override, text=text, line=head.override.line, why=head.override.why)
    data = last.data if len(arrived) == 1 else with_text(head.data, head.override, text)
    return replace(last, override=override, data=data, base=base, old=old)


def as_whole(one: Arrival) -> Arrival:
    """Return an override of words as one of the whole section, with upstream's blocks as they were."""
    if one.override.op is not Op.WORDS:
        return one
    before = take_apart(one.old)
    text = before.with_words(one.override.text) + line_end(one.override.text)
    override = replace(one.override, op=Op.REPLACE, text=text)
    return replace(one, override=override, data=with_text(one.data, override, text), base=before.text)


def with_text(data: bytes, override: SectionOverride, text: str) -> bytes:
    """Return the file of an override with a new text; its front matter and its byte order mark stay."""
    whole = data.decode()
    mark = BYTE_ORDER_MARK if whole.startswith(BYTE_ORDER_MARK) else ""
    head = "".join(split_lines(whole.removeprefix(BYTE_ORDER_MARK))[: override.line - 1])
    return (mark + head + text.removeprefix(BYTE_ORDER_MARK)).encode()
