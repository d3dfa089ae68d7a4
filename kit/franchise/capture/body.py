"""Capturing a page below its front matter: from the text that somebody edited to overrides of its sections. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kit.franchise.capture.fragments import NOWHERE, PREAMBLE, Body, Fragment, Part, Slot, head_last, joined
from kit.franchise.capture.overriding import Base, BodyOverrides, forced, laid_out, write
from kit.franchise.capture.pairing import Cut, pair
from kit.franchise.capture.settle import longest_in_order, order_for, settle
from kit.franchise.capture.split import share
from kit.franchise.composing.overrides import Op
from kit.source.sections import section_text, sections
from kit.source.text import split_lines


def capture_body(base: Base, composed: Body, edited: str) -> BodyOverrides | None:
    """Return the overrides that turn upstream's page into ``edited``, or None where sections cannot say it exactly.

    Every answer is composed and compared before it is given. Where spacing does not come out as it was written,
    neighbouring sections are put together, step by step.
    """
    fragments = _fragments(base, composed, edited)
    anchors = [one.anchor for one in base.sections]
    wanted = joined(fragments)
    if "".join(one.text for one in wanted) != "".join(split_lines(edited)[head_last(edited) :]):
        return None
    for _ in range(2 * len(wanted) + 2):
        if any(one.slot.anchor == PREAMBLE and not one.theirs for one in wanted):
            return None
        order = order_for(base.sections, _anchors(wanted, anchors))
        if order is None:
            return None
        answer = write(base, wanted, order)
        place = _first_difference(laid_out(base, answer).fragments, wanted)
        if place is None:
            return answer
        wanted = _coarser(wanted, place)
    return None


def _fragments(base: Base, composed: Body, edited: str) -> list[Fragment]:
    """Return the edited page in fragments, in an order in which they can be laid out."""
    cuts = [Cut(one, section_text(edited, one)) for one in sections(edited)]
    pairs = pair([Cut(one.section, one.text) for one in composed.parts], cuts)
    given = [*_preamble(composed, cuts, edited)]
    for place, one in enumerate(cuts):
        given += _section(base, composed.parts, pairs.get(place), one)
    anchors = {one.anchor for one in base.sections}
    found = settle([_same(base, one) for one in given if one.text], anchors)
    own = _anchors(found, anchors)
    if order_for(base.sections, own) is None:
        stay = longest_in_order(base.sections, own)
        loose = [one if one.slot.anchor in stay | {PREAMBLE} else Fragment(NOWHERE, one.text) for one in found]
        found = settle(loose, anchors)
    return found


def _anchors(fragments: Sequence[Fragment], known: Collection[str]) -> list[str]:
    """Return upstream's sections in the order in which ``fragments`` have them."""
    return list(dict.fromkeys(one.slot.anchor for one in fragments if one.slot.anchor in known))


def _preamble(composed: Body, cuts: Sequence[Cut], edited: str) -> list[Fragment]:
    first = cuts[0].section.first - 1 if cuts else len(split_lines(edited))
    text = "".join(split_lines(edited)[head_last(edited) : first])
    before = "".join(one.text for one in composed.preamble)
    if text == before:
        return list(composed.preamble)
    if composed.preamble and composed.parts:
        return share(Part(composed.parts[0].section, before, composed.preamble), text)
    return [Fragment(NOWHERE, text)]


def _section(base: Base, parts: Sequence[Part], place: int | None, one: Cut) -> list[Fragment]:
    if place is not None:
        return share(parts[place], one.text)
    there = {part.section.anchor for part in parts}
    removed = {section.anchor for section in base.sections} - there
    if one.section.anchor in removed:
        return [Fragment(Slot(one.section.anchor, Op.REPLACE), one.text)]
    return [Fragment(NOWHERE, one.text)]


def _same(base: Base, one: Fragment) -> Fragment:
    """Return ``one`` as upstream's own text where it says the same as upstream."""
    section = next((own for own in base.sections if own.anchor == one.slot.anchor), None)
    if section is None or one.slot.op is not Op.REPLACE:
        return one
    same = one.text.rstrip() == section_text(base.upstream, section).rstrip()
    return Fragment(one.slot, one.text, same or one.theirs)


def _first_difference(given: Sequence[Fragment], wanted: Sequence[Fragment]) -> int | None:
    for place, one in enumerate(wanted):
        if place >= len(given) or (given[place].slot, given[place].text) != (one.slot, one.text):
            return place
    return None if len(given) == len(wanted) else len(wanted) - 1


def _coarser(wanted: Sequence[Fragment], place: int) -> list[Fragment]:
    """Return ``wanted`` with the fragment at ``place`` written out, or put together with a neighbour."""
    one = wanted[place]
    if one.theirs:
        return [*wanted[:place], forced(one), *wanted[place + 1 :]]
    if place + 1 == len(wanted) or (place and one.text.startswith(("\n", "\r"))):
        place -= 1
    if place < 0:
        return [Fragment(Slot(PREAMBLE, Op.REPLACE), one.text)]
    both = wanted[place : place + 2]
    own = next((other.slot for other in both if other.slot.op is Op.REPLACE), both[0].slot)
    whole = Fragment(own, "".join(other.text for other in both))
    return joined([*wanted[:place], whole, *wanted[place + 2 :]])
