"""A format may be a list or a table: composing, capturing and updating treat both alike, and keep kind and slot."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.app.assemble import assemble
from kit.franchise.agenda.formats import entries_of, with_entries
from kit.franchise.capture.capture import capture
from kit.franchise.compose.agenda_lines import agenda_lines
from kit.franchise.compose.compose import compose
from kit.franchise.compose.front_matter import Entry, flow, front_data, texts
from kit.franchise.update.update import update
from kit.model.edition import Round
from kit.model.findings import Finding
from kit.model.formats import Kind
from kit.model.tree import Tree
from kit.source.settings.front_matter import read_front_matter
from tests.franchise.agenda.test_laws import agendas
from tests.regions import hub_files, region_files, tree

FRONT = """\
---
minutes: 120
agenda:{agenda}
agendas:
  online:
    - {{session: how-ready, minutes: 30}}
  evening:                      # after work
    kind: online
    minutes: 45
    items:
      - {{session: how-ready, minutes: 20}}  # short
      - {{session: next-steps, minutes: 10}}
  mixed: {{kind: hybrid, items: [{{session: how-ready}}]}}
  hybrid: {{kind: room, minutes: 60, items: [{{session: how-ready}}]}}
---

# Meet the standard

What this round is for.
"""
LIST = "\n  - {session: how-ready}  # the heart of it\n  - {session: next-steps}"
TABLE = """
  # at a screen
  kind: online
  items:
    - {session: how-ready}  # the heart of it
    - {session: next-steps}
  minutes: 100  # two hours is too long"""


def hub(agenda: str = LIST) -> dict[str, str]:
    return {"round-1/index.md": FRONT.format(agenda=agenda)}


def region(more: str, agenda: str = LIST) -> dict[str, bytes]:
    return dict(tree(region_files({}, f"\n[round.round-1]\n{more}", hub_files(hub(agenda)))).files)


def plan(files: dict[str, bytes]) -> str:
    """Return the composed plan, which is as good as a hub's own."""
    found: list[Finding] = []
    composed = compose(Tree(files), found)
    assert composed is not None
    assert found == []
    return composed.tree.files["round-1/index.md"].decode()


def meeting(files: dict[str, bytes]) -> Round:
    found: list[Finding] = []
    composed = compose(Tree(files), found)
    edition = assemble(composed, found) if composed else None
    assert found == []
    assert edition is not None
    return edition.rounds[0]


@pytest.mark.parametrize(
    ("agenda", "more", "kind", "slot"),
    [
        (LIST, "", Kind.ROOM, 120),
        (TABLE, "", Kind.ONLINE, 100),
        (LIST, 'format = "online"', Kind.ONLINE, 120),
        (LIST, 'format = "evening"', Kind.ONLINE, 45),
        (LIST, 'format = "mixed"', Kind.HYBRID, 120),
        (LIST, 'format = "hybrid"', Kind.ROOM, 60),
        (TABLE, 'format = "online"', Kind.ONLINE, 120),
    ],
)
def test_a_round_has_the_kind_and_the_slot_of_its_format(agenda: str, more: str, kind: Kind, slot: int) -> None:
    files = region(more, agenda)
    inner = {"agenda": read(plan(files))["agenda"]}

    picked = meeting(files)
    again = meeting(region("", FRONT.format(agenda=f" {flow(inner['agenda'])}").split("agenda:")[1].split("\n")[0]))

    assert (picked.kind, picked.slot, picked.timetable.slot) == (kind, slot, slot)
    assert (again.kind, again.slot) == (kind, slot), "a composed plan says the same to a region of the region"


def read(text: str) -> dict[str, Any]:
    front = read_front_matter("index.md", text, [])
    assert front is not None
    return front.data


def test_a_table_keeps_its_remarks_and_its_order_below_a_change() -> None:
    retimed = '[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = 25\n'

    expected = hub(TABLE)["round-1/index.md"].replace(
        "{session: how-ready}  # the heart", "{session: how-ready, minutes: 25}  # the heart"
    )
    assert plan(region(retimed, TABLE)) == expected


def test_a_picked_table_comes_with_its_facts_and_changes_apply_to_it() -> None:
    more = 'format = "evening"\n[[round.round-1.agenda]]\ndrop = "next-steps"\n'

    assert (
        "agenda:\n  kind: online\n  minutes: 45\n  items:\n    - {session: how-ready, minutes: 20}"
        "  # the heart of it\nagendas:\n"
    ) in plan(region(more))


@pytest.mark.parametrize("more", ["", 'format = "evening"\n', 'format = "online"\n', 'format = "hybrid"\n'])
@pytest.mark.parametrize("agenda", [LIST, TABLE])
def test_a_retimed_item_of_a_composed_table_is_captured_as_one_change(more: str, agenda: str) -> None:
    files = region(more, agenda)
    text = plan(files)
    edited = re.sub(r"\{session: how-ready[^}]*\}", "{session: how-ready, minutes: 12}", text, count=1)
    composed = compose(Tree(files), [])
    assert composed is not None

    found = capture(Tree(files), Tree({**composed.tree.files, "round-1/index.md": edited.encode()}), [])

    assert found.left == []
    ((path, data),) = found.changes.items()
    assert path == "region.toml"
    assert data is not None
    said = data.decode().removeprefix(files["region.toml"].decode())
    assert said.strip() == '[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = 12'
    assert read(plan({**files, path: data}))["agenda"] == read(edited)["agenda"]


def test_a_list_that_upstream_makes_a_table_keeps_the_region_s_changes() -> None:
    """The kind and the slot are upstream's, the minutes of the item the region's."""
    files = region('[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = 25\n')
    new = TABLE.replace("{session: next-steps}", "{session: next-steps, minutes: 5}")

    updated = update(Tree(files), tree(hub_files(hub(new))), None, datetime.date(2027, 1, 1), [])
    assert updated is not None

    after = {path: data for path, data in {**files, **updated.changes}.items() if data is not None}
    assert updated.questions == []
    text = plan(after)
    assert "- {session: how-ready, minutes: 25}" in text
    assert "- {session: next-steps, minutes: 5}" in text
    assert (meeting(after).kind, meeting(after).slot) == (Kind.ONLINE, 100)


FACTS = st.fixed_dictionaries(
    {}, optional={"kind": st.sampled_from(["room", "online", "hybrid"]), "minutes": st.integers(1, 999).map(str)}
)


@given(agendas(), agendas(), FACTS, FACTS, st.sampled_from([None, "online", "hybrid", "evening"]))
def test_what_is_written_of_any_agenda_reads_back_as_it_is(
    before: list[Entry], after: list[Entry], own: dict[str, str], other: dict[str, str], name: str | None
) -> None:
    """Whatever the plan has, list or table, the lines say the items and the facts of the format that was picked."""
    value = {**own, "items": texts(before)} if own else texts(before)
    fields = {"agenda": value, "agendas": {"online": {**other, "items": []}, "hybrid": [], "evening": {"items": []}}}
    text = f"---\nminutes: 9\nagenda: {flow(value)}\n---\n\n# Plan\n"
    agenda = with_entries(after, fields, name)

    lines = agenda_lines(text, read_front_matter("index.md", text, []), agenda)

    said = front_data(lines)
    assert texts(entries_of(said)) == texts(after)
    assert with_entries(entries_of(said) or [], said) == texts(agenda)
