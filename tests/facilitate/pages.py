"""Pages for tests, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.model.page import Activity, Page, PageKind, Section
from kit.model.schema import PlanMeta, SessionMeta


def session(name: str, title: str, activities: Sequence[tuple[int | None, int | None]] = (), **meta: Any) -> Page:
    """Make a session page; ``activities`` are (minutes, shortest), one every ten lines."""
    lines: dict[tuple[str | int, ...], int] = {(key,): at for at, key in enumerate(meta, 2)}
    timed = [Activity(f"Part {at}", *one, "", 10 * at) for at, one in enumerate(activities, 1)]
    heading = Section(title, title, 1, title, 8, 8, 99)
    meta_read = SessionMeta.model_validate(meta)
    return Page(f"{name}.md", PageKind.SESSION, "", meta_read, 7, lines, (heading,), (), tuple(timed))


def plan(name: str, title: str, **meta: Any) -> Page:
    """Make a plan page whose agenda begins on line 4, one item a line; other formats on lines 20, 40 and so on."""
    read = PlanMeta.model_validate(meta)
    lines: dict[tuple[str | int, ...], int] = {("minutes",): 2, ("agenda",): 3, ("agendas",): 19}
    lines |= {("agenda", at): at + 4 for at in range(len(read.agenda.items))}
    for number, (key, agenda) in enumerate(read.agendas.items(), 1):
        lines |= {("agendas", key, at): 20 * number + at for at in range(len(agenda.items))}
    heading = Section(title, title, 1, title, 98, 98, 99)
    return Page(f"{name}/index.md", PageKind.PLAN, "", read, 97, lines, (heading,), (), ())
