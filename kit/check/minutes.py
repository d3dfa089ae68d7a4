"""Checking the minutes of one session against those of its activities. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.clock import people_minutes
from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.model.schema import SessionMeta


def session_minutes(page: Page, needed: bool) -> Iterator[Finding]:
    """Give what does not agree in the minutes of ``page``; a page that is no session has none.

    ``needed`` says that an agenda relies on the session's own minutes. Sessions without activities have nothing to
    agree with, and where an activity says no minutes only a sum that is too large is told.
    """
    if not isinstance(page.meta, SessionMeta):
        return
    if page.meta.minutes is None:
        if needed and page.meta_read:
            message = f'"{page.title}" is on an agenda but does not say how many minutes it takes.'
            hint = "Add a line such as minutes: 20 to the lines between --- at the top of the page."
            yield Finding(Code.NO_MINUTES, page.path, _line(page, "minutes"), message, hint)
        return
    yield from _sum(page, page.meta.minutes)
    yield from _shortest(page, page.meta.shortest)


def _sum(page: Page, minutes: int) -> Iterator[Finding]:
    known = [one.minutes for one in page.activities if one.minutes is not None]
    total = sum(known)
    some_unknown = len(known) < len(page.activities)
    if not known or total == minutes or (some_unknown and total < minutes):
        return
    parts = " + ".join(map(str, known))
    message = f'"{page.title}" says {people_minutes(minutes)}, but its activities add up to {people_minutes(total)}'
    message += f" ({parts})." if len(known) > 1 else "."
    hint = "Change the session's minutes or those of an activity, so that they agree."
    yield Finding(Code.MINUTES_MISMATCH, page.path, _line(page, "minutes"), message, hint)


def _shortest(page: Page, shortest: int | None) -> Iterator[Finding]:
    total = sum(one.shortest or 1 for one in page.activities if one.minutes is not None)
    if shortest is None or total <= shortest:
        return
    message = f'"{page.title}" says that it can be done in {people_minutes(shortest)}, but the shortest forms of its '
    message += f"activities add up to {people_minutes(total)}."
    hint = "Raise the session's shortest, or lower that of an activity."
    yield Finding(Code.MINUTES_MISMATCH, page.path, _line(page, "shortest"), message, hint)


def _line(page: Page, key: str) -> int | None:
    return page.meta_lines.get((key,), page.meta_lines.get((), 1))
