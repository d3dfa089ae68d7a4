"""Agendas are read from front matter that an author could write."""

from __future__ import annotations

from kit.model.agenda import Item, ItemKind
from kit.model.findings import Code, Finding
from kit.model.schema import PlanMeta
from kit.source.settings.agenda import read_items
from kit.source.settings.front_matter import Path, read_front_matter
from tests.helpers import places

PLAN = """\
---
minutes: 210
agenda:
  - {break: Arrivals & coffee, minutes: 15}
  - {session: how-ready, minutes: 45}
  - {session: round-2/lean-coffee}
  - {id: lunch, break: "Lunch: bring your own", minutes: 45, at: "12:30"}
  - {id: clinics, parallel: [clinic-a, round-2/clinic-b]}
  - {title: Close, minutes: 5}
agendas:
  online:
    - {session: how-ready}
    - {id: how-ready, break: Screens off, minutes: 10}
    - {id: how-ready, title: Hello, minutes: 1}
---

# Plan
"""


def read(at: Path) -> tuple[tuple[Item, ...], list[Finding]]:
    """Read one of the plan's agendas."""
    found: list[Finding] = []
    front = read_front_matter("round-1/index.md", PLAN, found)
    assert front is not None
    assert not found
    meta = PlanMeta.model_validate(front.data)
    entries = meta.agenda if at == ("agenda",) else meta.agendas[str(at[1])]
    return read_items(entries, "round-1", "round-1/index.md", front.lines, at, found), found


def test_items_carry_ids_pages_and_lines() -> None:
    """A session's id is its name, a break's its slug unless given, and sessions are named from the root."""
    items, found = read(("agenda",))

    assert not found
    assert [(item.id, item.kind, item.sessions, item.line) for item in items] == [
        ("arrivals-coffee", ItemKind.BREAK, (), 4),
        ("how-ready", ItemKind.SESSION, ("round-1/how-ready",), 5),
        ("lean-coffee", ItemKind.SESSION, ("round-2/lean-coffee",), 6),
        ("lunch", ItemKind.BREAK, (), 7),
        ("clinics", ItemKind.PARALLEL, ("round-1/clinic-a", "round-2/clinic-b"), 8),
        ("close", ItemKind.TITLE, (), 9),
    ]


def test_minutes_fixed_points_and_texts_come_through() -> None:
    """Minutes stay unsaid where the session's own count, and a fixed point is minutes after midnight."""
    items, _ = read(("agenda",))

    assert [(item.title, item.minutes, item.at) for item in items[1:4]] == [
        ("", 45, None),
        ("", None, None),
        ("Lunch: bring your own", 45, 750),
    ]


def test_ids_that_stand_twice_are_found_with_both_lines() -> None:
    """Each repetition is one finding, and the items are kept."""
    items, found = read(("agendas", "online"))

    assert len(items) == 3
    assert places(found) == [
        (Code.DUPLICATE_ID, "round-1/index.md:13"),
        (Code.DUPLICATE_ID, "round-1/index.md:14"),
    ]
    assert "on lines 12 and 13" in found[0].message
