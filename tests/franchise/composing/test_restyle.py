"""Changed front matter is written the way its author wrote the rest."""

from __future__ import annotations

import pytest

from kit.franchise.compose.front_matter import agenda_lines, field_lines
from kit.source.settings.front_matter import read_front_matter


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        ("cut: 1", ["cut: 2   # first to go"], ["cut: 1   # first to go"]),
        ('group_size: "6-9"', ["group_size: 5-8"], ["group_size: 6-9"]),
        ('group_size: "6-9"', ['group_size: "5-8"'], ['group_size: "6-9"']),
        ('group_size: "6-9"', ["group_size: '5-8'"], ["group_size: '6-9'"]),
        ('group_size: "it\'s 6"', ["group_size: '5-8'"], ['group_size: "it\'s 6"']),
        ('group_size: "a: b # c"', ["group_size: 5-8"], ['group_size: "a: b # c"']),
        ('materials: ["pens", "ink"]', ["materials: [pens]"], ["materials: [pens, ink]"]),
        ('materials: ["pens"]', ['materials: ["ink"]'], ['materials: ["pens"]']),
        ('materials: ["a", "c: 2"]', ["materials:", "- a  # ours", "- b"], ["materials:", "- a  # ours", '- "c: 2"']),
        ("materials: []", ["materials:", "  - a"], ["materials: []"]),
        ('group_size: "null"', [], ['group_size: "null"']),
        ('group_size: "5-8"', [], ["group_size: 5-8"]),
        ("minutes: 5", ["minutes: {a: 1}"], ["minutes: 5"]),
    ],
)
def test_a_field_keeps_its_quotes_its_list_and_its_remark(line: str, before: list[str], after: list[str]) -> None:
    assert field_lines(line, before) == after


AGENDA = """\
---
agenda:   # the morning
  - {id: arrive, break: Arrivals, minutes: 15}  # coffee
  # the heart of it
  - {session: how-ready, at: "11:00"}
  - session: next-steps
    minutes: 10
  # ends here
---
"""


def agenda(*entries: dict[str, object]) -> list[str]:
    front = read_front_matter("", AGENDA, [])
    assert front is not None
    return agenda_lines(AGENDA, front, entries)


ARRIVE: dict[str, object] = {"id": "arrive", "break": "Arrivals", "minutes": "15"}
READY: dict[str, object] = {"session": "how-ready", "at": "11:00"}
NEXT: dict[str, object] = {"session": "next-steps", "minutes": "10"}


def test_items_that_stay_keep_their_lines_and_remarks_wherever_they_go() -> None:
    lines = AGENDA.splitlines()

    assert agenda(ARRIVE, READY, NEXT) == lines[1:-1]
    assert agenda(NEXT, ARRIVE) == [lines[1], *lines[5:7], lines[2], lines[7]]


def test_new_times_change_nothing_else_of_a_line() -> None:
    times = agenda({**ARRIVE, "minutes": 20, "at": "09:00"}, {"session": "how-ready", "minutes": 5})

    assert times[1] == '  - {id: arrive, break: Arrivals, minutes: 20, at: "09:00"}  # coffee'
    assert times[2:4] == ["  # the heart of it", "  - {session: how-ready, minutes: 5}"]


def test_an_item_on_several_lines_is_written_anew_on_one() -> None:
    assert agenda({**NEXT, "minutes": 12})[1] == "  - {session: next-steps, minutes: 12}"


def test_words_that_look_like_times_are_not_mistaken_for_them() -> None:
    text = '---\nagenda:\n  - {id: a, title: "Ten, minutes: 3", minutes: 3}\n---\n'
    front = read_front_matter("", text, [])
    assert front is not None

    lines = agenda_lines(text, front, [{"id": "a", "title": "Ten, minutes: 3", "minutes": 4}])

    assert lines == ["agenda:", '  - {id: a, title: "Ten, minutes: 3", minutes: 4}']
