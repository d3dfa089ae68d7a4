"""A page as it is in one round: without blocks of other kinds of format, and with the minutes of its agenda. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from kit.model.blocks import ACTIVITY
from kit.model.edition import Round
from kit.model.formats import EVERY, Kind
from kit.render.content.model import Content, Contents, OwnBlock, Part
from kit.render.content.traverse import walk
from kit.system.memo import remembered


def in_round(pages: Contents, meeting: Round) -> Contents:
    """Return a function that gives the content of a page, by its name, as it is in the round ``meeting``."""
    return cache(lambda name: lasting(standing(pages(name), meeting.kind), minutes_in(meeting, name)))


def minutes_in(meeting: Round, name: str) -> tuple[int, ...]:
    """Return the minutes of each activity of a session in a round; none where it is there twice and they differ."""
    items = [one for one in meeting.timetable.items if name in one.item.sessions and one.activities]
    found = {one.activities[one.item.sessions.index(name)] for one in items}
    return found.pop() if len(found) == 1 else ()


@remembered
def standing(page: Content, kind: Kind) -> Content:
    """Return ``page`` as it is in rounds of ``kind``; what stays no longer says where it stands."""
    if all(_kinds(part) == EVERY for part in walk(page.blocks)):
        return page

    def plain(part: Any) -> Any:
        if not isinstance(part, OwnBlock):
            return part
        return replace(part, values={key: one for key, one in part.values.items() if key != "only"})

    def kept(value: Any) -> Any:
        return _rebuilt(value, lambda part: kind in _kinds(part), plain)

    notes = {name: replace(note, blocks=kept(note.blocks)) for name, note in page.footnotes.items()}
    return Content(kept(page.blocks), notes)


@remembered
def lasting(page: Content, minutes: tuple[int, ...]) -> Content:
    """Return ``page`` with these ``minutes`` on its activities, in order; those that none are left for keep theirs."""
    activities = [one for one in walk(page.blocks) if isinstance(one, OwnBlock) and _is_activity(one)]
    if all(one.values.get("scaled") == asked for one, asked in zip(activities, minutes, strict=False)):
        return page
    given = iter(minutes)

    def timed(part: Any) -> Any:
        if not _is_activity(part):
            return part
        return replace(part, values={**part.values, "scaled": next(given, part.values.get("scaled"))})

    return replace(page, blocks=_rebuilt(page.blocks, lambda _: True, timed))


def _is_activity(part: Any) -> bool:
    return isinstance(part, OwnBlock) and part.name == ACTIVITY.name


def _kinds(part: Any) -> frozenset[Kind]:
    return frozenset(part.values.get("kinds", EVERY)) if isinstance(part, OwnBlock) else EVERY


def _rebuilt(value: Any, keep: Callable[[Any], bool], change: Callable[[Any], Any]) -> Any:
    """Return a field of a part with every part in it, at any depth and in order, changed, without those not to keep."""
    if isinstance(value, tuple):
        return tuple(_rebuilt(one, keep, change) for one in value if keep(one))
    if not isinstance(value, Part):
        return value
    value = change(value)
    return replace(value, **{name: _rebuilt(one, keep, change) for name, one in vars(value).items()})
