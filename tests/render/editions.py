"""Editions made by hand from a tree of files, so that rendering can be tested without the assembler."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from kit.model.agenda import Item, ItemKind, SessionTimes, TimedItem, Timetable
from kit.model.edition import Brand, Edition, Round
from kit.model.page import Activity, Page, PageKind, Section
from kit.model.schema import PageMeta, PlanMeta, SessionMeta
from kit.model.tree import Origins, Tree
from kit.source.markdown.slugs import slug

_KINDS = {PageKind.PLAN: PlanMeta, PageKind.SESSION: SessionMeta}


def page(path: str, text: str, kind: PageKind, meta: Mapping[str, Any] | None = None) -> Page:
    """Return a page whose sections stand outside fences; ``meta`` is its front matter, as the schema takes it."""
    lines = text.split("\n")
    sections, fenced, seen = [], False, dict[str, int]()
    for number, line in enumerate(lines, 1):
        fenced = fenced ^ bool(re.match(r":{3,}", line))
        if not fenced and (heading := re.match(r"(#{1,4}) (.*)", line)):
            name = slug(heading[2])
            target = re.match(r"\((.+)\)=", lines[number - 2]) if number > 1 else None
            seen[name] = seen.get(name, 0) + 1
            anchor = target[1] if target else name + (f"-{seen[name]}" if seen[name] > 1 else "")
            sections.append(Section(anchor, name, len(heading[1]), heading[2], number, number, number))
    activities = [
        Activity(match[1], int(match[2]), None, "", 1)
        for match in re.finditer(r":{3,}\{activity\} (.*)\n:minutes: (\d+)", text)
    ]
    model = _KINDS.get(kind, PageMeta)
    meta_last = lines.index("---", 1) + 1 if lines[0] == "---" else 0
    return Page(path, kind, text, model(**(meta or {})), meta_last, {}, tuple(sections), (), tuple(activities))


def _kind(path: str) -> PageKind:
    if path == "index.md":
        return PageKind.HOME
    if path.endswith(".cy.md"):
        return PageKind.LANGUAGE
    return PageKind.PLAN if path.endswith("/index.md") else PageKind.SESSION if "/" in path else PageKind.PAGE


def edition(
    files: Mapping[str, str | bytes],
    agenda: Mapping[str, int] | None = None,
    start: int | None = None,
    metas: Mapping[str, Mapping[str, Any]] | None = None,
    round_: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Edition:
    """Return an edition of ``files`` with one round, round-1, whose agenda is ``agenda`` (minutes by page name).

    An agenda name without a page is a break of that name; one with ``+`` in it is several parallel sessions.
    """
    tree = {path: data if isinstance(data, bytes) else data.encode() for path, data in files.items()}
    pages = {
        path.removesuffix(".md"): page(path, str(text), _kind(path), (metas or {}).get(path.removesuffix(".md")))
        for path, text in files.items()
        if path.endswith(".md")
    }
    rounds = (_round(pages, agenda or {}, start, dict(round_ or {})),) if "round-1/index" in pages else ()
    made = Edition(
        id="hub",
        name="Digital peer groups",
        version="2026.1",
        licence="CC-BY-4.0",
        languages=("en",),
        timezone="Europe/London",
        url="",
        brand=Brand(),
        variables={"venue": "", "contact": "hello@example.org"},
        tree=Tree(tree),
        origins=Origins(),
        pages=pages,
        rounds=rounds,
        standard=None,
        epoch=1767225600,
    )
    return dataclasses.replace(made, **changes)


def _round(pages: Mapping[str, Page], agenda: Mapping[str, int], start: int | None, changes: dict[str, Any]) -> Round:
    sessions = [name for name in pages if name.startswith("round-1/") and not name.endswith(("/index", ".cy"))]
    borrowed = {part for name in agenda for part in name.split("+") if part in pages}
    times = {name: _times(pages[name]) for name in {*sessions, *borrowed}}
    now, timed = start or 0, []
    for name, minutes in agenda.items():
        timed.append(_timed(name, now, minutes, pages, times))
        now += minutes
    timetable = Timetable(tuple(timed), clock=start is not None, slot=None)
    made = Round(
        name="round-1",
        title=pages["round-1/index"].title,
        agenda=tuple(one.item for one in timed),
        timetable=timetable,
        sessions=tuple(sessions),
        times=times,
        start=start,
    )
    return dataclasses.replace(made, **changes)


def _times(session: Page) -> SessionTimes:
    activities = tuple((one.minutes or 0, 1) for one in session.activities)
    return SessionTimes(session.title, None, None, None, activities)


def _timed(
    name: str, start: int, minutes: int, pages: Mapping[str, Page], times: Mapping[str, SessionTimes]
) -> TimedItem:
    sessions = tuple(part for part in name.split("+") if part in pages)
    kinds = {0: ItemKind.BREAK, 1: ItemKind.SESSION}
    kind = kinds.get(len(sessions), ItemKind.PARALLEL)
    title = "" if sessions else name.capitalize()
    item = Item(slug(name.rsplit("/", 1)[-1]), kind, title, sessions, minutes)
    scaled = tuple(tuple(one[0] * 2 for one in times[session].activities) for session in sessions)
    shown = title or " / ".join(pages[session].title for session in sessions)
    return TimedItem(item, shown, start, start + minutes, activities=scaled)
