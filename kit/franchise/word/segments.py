"""The lines of a page, one segment for each item: how what is new or moved comes to stand among them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.franchise.word.parts import Kind
from kit.model.blocks import heading_blocks

_LISTS = {"bullet": Kind.BULLET, "number": Kind.NUMBER}


@dataclass(frozen=True)
class Segment:
    """Some lines of the page: those of an item, or of a new paragraph; ``gap`` is their end and the empty lines below.

    ``lead`` is what stands before the words of the item, such as ``- ``. ``item`` is its number, None where it is new.
    """

    body: str
    gap: str
    kind: Kind
    lead: str = ""
    level: int = 0
    around: tuple[str, ...] = ()
    item: int | None = None


@dataclass(frozen=True)
class Wanted:
    """A paragraph that the page has not: its style, "bullet" or "number" in a list, else "", and its Markdown."""

    style: str
    list: str
    words: str


def _beside(out: Sequence[Segment], place: int) -> tuple[int | None, Segment | None, Segment | None]:
    """Return what stands before ``place``, with its own place, and after it; a block's title is on its first line."""
    own = next((n for n in range(place - 1, -1, -1) if out[n].kind is not Kind.TITLE), None)
    return own, None if own is None else out[own], out[place] if place < len(out) else None


def put_in(out: list[Segment], place: int, one: Segment, end: str) -> None:
    """Put ``one`` in at ``place``, with the empty lines that belong between it and what is beside it."""
    own, before, after = _beside(out, place)
    tight = before is not None and own is not None and _same_list(before, one) and not _loose(out, own)
    first = after is not None and _same_list(after, one) and not (before is not None and _same_list(before, one))
    wide = end * 2
    if first and after is not None:
        one = replace(one, gap=end if after.gap.count("\n") <= 1 else wide)
    else:
        gap = (before.gap if before is not None else "") or (wide if after is not None else end)
        apart = not tight and after is not None and gap.count("\n") < 2
        one = replace(one, gap=wide if apart else gap)
    one = _in_item(one, before) if before is not None and after is not None and _same_list(before, after) else one
    if before is not None and own is not None and not first:
        out[own] = replace(before, gap=end if tight else before.gap if before.gap.count("\n") > 1 else wide)
    out.insert(place, one)


def _in_item(one: Segment, item: Segment) -> Segment:
    """Return a moved paragraph as one of the list item that it follows, so that the list goes on below it."""
    if one.item is None or one.level or one.kind not in (Kind.PARAGRAPH, Kind.QUOTE):
        return one
    indent = " " * len(item.lead)
    lines = [f"{indent}{line}" if line.strip() else line for line in one.body.splitlines(keepends=True)]
    return replace(one, body="".join(lines))


def fresh(one: Wanted, out: Sequence[Segment], place: int, end: str) -> Segment:
    """Return ``one`` as lines of the page, to stand at ``place``, by its style and what is beside it there."""
    _, before, after = _beside(out, place)
    around = before.around[:-1] if before is not None and before.kind is Kind.END else before.around if before else ()
    indent = _indent(before.lead) if before is not None and before.around == around else ""
    if one.list:
        kind = _LISTS[one.list]
        mate = next((near for near in (before, after) if near is not None and near.kind is kind), None)
        lead = (
            _next_mark(mate, first=mate is after)
            if mate is not None
            else indent + ("- " if kind is Kind.BULLET else "1. ")
        )
        level = mate.level if mate is not None else 1
        return Segment(_lined(lead, one.words, end), "", kind, lead, level, around)
    depth = re.fullmatch(r"heading (\d)", one.style)
    if depth and (not around or around[-1] in heading_blocks()):
        lead = "#" * min(int(depth[1]), 4) + " "
        return Segment(lead + one.words, "", Kind.HEADING, lead, int(depth[1]), around)
    inside = before is not None and after is not None and before.level and _same_list(before, after)
    lead = " " * len(before.lead) if inside and before is not None else "> " if one.style == "quoted words" else ""
    if not lead and before is not None and not before.level:
        lead = indent
    kind = Kind.QUOTE if lead.startswith(">") else Kind.PARAGRAPH
    return Segment(_lined(lead, one.words, end), "", kind, lead, 0, around)


def without_removed(segments: Sequence[Segment], out: Sequence[Segment]) -> list[Segment]:
    """Return ``out``, those of the page's ``segments`` that stay, with as many empty lines below each as were there.

    What stood before something that is gone ends as that did, if more empty lines stood below it.
    """
    found, kept = list(out), {one.item for one in out}
    for at, one in enumerate(segments):
        if at in kept:
            continue
        before = next((n for n in range(len(found) - 1, -1, -1) if (found[n].item or 0) < at), None)
        if before is not None and one.gap.count("\n") > found[before].gap.count("\n") and found[before].body:
            found[before] = replace(found[before], gap=one.gap)
    return found


def renumbered(before: Sequence[Segment], now: Sequence[Segment]) -> list[Segment]:
    """Return the page with the steps of numbered lists counted again where some came, went or moved.

    Lists whose items all have one number stay so, and so do those in which nothing moved.
    """
    out = list(now)
    for items_of in _runs(out):
        numbers = [int(_NUMBER.findall(out[at].lead)[-1]) for at in items_of]
        if len(set(numbers)) == 1 or numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            continue
        known = [out[at].item for at in items_of]
        was = [[before[at].item for at in run] for run in _runs(before)]
        if known in was:
            continue
        first = min(numbers)
        for count, at in enumerate(items_of):
            one = out[at]
            lead = _NUMBER.sub(str(first + count), one.lead)
            body = one.body.replace(one.lead, lead, 1) if one.body.startswith(one.lead) else one.body
            out[at] = replace(one, body=body, lead=lead)
    return out


_NUMBER = re.compile(r"\d+(?=[.)]\s+\Z)")


def _runs(segments: Sequence[Segment]) -> list[list[int]]:
    """Return the numbered lists among ``segments``, by the places of their items."""
    found: list[list[int]] = []
    for at, one in enumerate(segments):
        if one.kind is not Kind.NUMBER or not _NUMBER.search(one.lead):
            continue
        last = found[-1][-1] if found else None
        between = segments[last + 1 : at] if last is not None else ()
        if last is not None and _same_list(segments[last], one) and all(other.level >= one.level for other in between):
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _loose(out: Sequence[Segment], at: int) -> bool:
    """Return whether empty lines stand between the items of the list that ends with ``out[at]``."""
    near = next((n for n in range(at - 1, -1, -1) if out[n].level <= out[at].level), None)
    return near is not None and _same_list(out[near], out[at]) and out[near].gap.count("\n") > 1


def _indent(lead: str) -> str:
    return lead[: len(lead) - len(lead.lstrip(" \t>"))]


def _same_list(one: Segment, other: Segment) -> bool:
    return (
        one.kind is other.kind
        and one.kind in _LISTS.values()
        and one.level == other.level
        and one.around == other.around
    )


def _next_mark(mate: Segment, first: bool) -> str:
    """Return the mark of an item after ``mate``, or before it where that is the ``first``."""
    number = re.search(r"\d+", mate.lead)
    if number is None or first:
        return mate.lead
    return mate.lead[: number.start()] + str(int(number[0]) + 1) + mate.lead[number.end() :]


def _lined(lead: str, words: str, end: str) -> str:
    further = re.sub(r"[^\s>]", " ", lead)
    return lead + words.replace("\n", f"{end}{further}")
