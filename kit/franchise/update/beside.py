"""What upstream took in of text that the region put beside a section. Pure.

Below "Why" the region put "Open a window." and a section "Break" (have tea, take a walk). Upstream says "Open a
window." there now, and has a section "Break" that says have tea. What is left is "Take a walk.", and that belongs
below upstream's "Break": as a part of "Why", or below a second heading "Break", nobody would look for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.franchise.compose.overrides import Op, SectionOverride
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.units import Unit, UnitKind, key, keys, units
from kit.franchise.merge.words import lost
from kit.franchise.update.follow import Followed
from kit.franchise.update.spans import joined
from kit.source.markdown.sections import sections
from kit.source.tree.text import line_end


@dataclass(frozen=True)
class Left:
    """What upstream did not take in: ``text`` stays, ``more`` belongs at the end of its new section ``below``.

    Either is "" where there is nothing of it; ``title`` is the heading of that section.
    """

    text: str
    more: str = ""
    below: str = ""
    title: str = ""


def not_taken_in(override: SectionOverride, old: tuple[HubPages, str], new: tuple[HubPages, Followed]) -> Left:
    """Return what is left of ``override``, which is of an ``old`` page and has its place in the ``new`` pages."""
    text, op, known = override.text, override.op, old[0].anchors(old[1])
    before = _said(old[0], old[1], _around(old[0], old[1], override.anchor, op, known))
    pages, place = new
    anchors = _around(pages, place.page, place.anchor, op, known)
    now = _said(pages, place.page, anchors)
    if not text.strip() or _holds(before, text):
        return Left(text)
    if _holds(now, text):
        return Left("")
    titles = {one.title: one.anchor for one in pages.sections(place.page) if one.anchor in {*anchors} - {*known}}
    return _parted(text, op, titles, now, before) or Left(_without(text, now, before))


def _parted(text: str, op: Op, titles: Mapping[str, str], now: str, before: str) -> Left | None:
    """Return what is left in two where a heading of ``text`` is that of a new section of upstream's; else None.

    ``titles`` has their anchors. What is above that heading stays, so it must not be text before a section, which comes
    below the new one.
    """
    every = units(text)
    at = next((at for at, one in enumerate(every) if _namesake(one, titles)), None)
    if at is None or (at and op is Op.BEFORE):
        return None
    halves = ("".join(one.text for one in part) for part in (every[:at], every[at + 1 :]))
    stays, more = ("" if _holds(now, one) else _without(one, now, before) for one in halves)
    stays = stays and stays.rstrip("\r\n") + line_end(text)
    title = _namesake(every[at], titles)
    return Left(stays, more, titles[title], title)


def _namesake(one: Unit, titles: Mapping[str, str]) -> str:
    """Return the title that a heading shares with one of ``titles``; "" where it has a target of its own."""
    if one.kind is not UnitKind.HEADING:
        return ""
    own = sections(one.text)[0]
    aimed = one.text.lstrip().startswith("(") and titles.get(own.title) != own.anchor
    return own.title if own.title in titles and not aimed else ""


def _around(pages: HubPages, page: str, place: str, op: Op, known: Sequence[str]) -> list[str]:
    """Return the sections at the place of what is put before or after the section ``place``.

    That is the section, the one above it for what stands before it, and what sections there are between that are not
    ``known``.
    """
    anchors = pages.anchors(page)
    if place not in anchors:
        return []
    first = last = anchors.index(place)
    if op is Op.AFTER:
        while last + 1 < len(anchors) and anchors[last + 1] not in known:
            last += 1
    elif first:
        first -= 1
        while first and anchors[first] not in known:
            first -= 1
    return anchors[first : last + 1]


def _said(pages: HubPages, page: str, anchors: Sequence[str]) -> str:
    return joined([pages.section(page, one) or "" for one in anchors])


def _without(text: str, now: str, before: str) -> str:
    """Return ``text`` without the paragraphs and the like that ``now`` has and ``before`` had not.

    A heading stays where anything below it does. Alone it is nothing that a text can be left with: then all stays.
    """
    fresh = set(keys(now)) - set(keys(before))
    every = units(text)
    stays = [key(one) not in fresh for one in every]
    for at, one in enumerate(every):
        stays[at] = stays[at] or (one.kind is UnitKind.HEADING and any(stays[at + 1 : _end(every, at)]))
    left = [one for one, kept in zip(every, stays, strict=True) if kept]
    if len(left) == len(every) or all(one.kind is UnitKind.HEADING for one in left):
        return text
    return "".join(one.text for one in left).rstrip("\r\n") + line_end(text)


def _end(every: Sequence[Unit], at: int) -> int:
    """Return where the part below the heading at ``at`` ends: at the next one that is as high."""
    levels = [sections(one.text)[0].level if one.kind is UnitKind.HEADING else 9 for one in every]
    return next((end for end in range(at + 1, len(every)) if levels[end] <= levels[at]), len(every))


def _holds(page: str, text: str) -> bool:
    """Whether every unit of ``text`` stands in ``page``, by the words."""
    return bool(text.strip()) and not lost(text, page)
