"""Changing single front matter fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.franchise.compose.agenda_lines import agenda_lines
from kit.franchise.compose.front_matter import Edit, edited, field_lines, flow
from kit.franchise.compose.pieces import join
from kit.source.settings.front_matter import read_front_matter

HEAD = "---\nminutes: 20   # as we found\nmaterials:\n  - pens\n  - paper\ncut: 1\n---\n"

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Co", "Cn")), max_size=40
)


def change(head: str, edits: dict[str, Edit]) -> str:
    text, _ = join(edited(head, read_front_matter("x.md", head, []), edits, "x.md"))
    return text


def edit(*lines: str) -> Edit:
    return Edit(lines, "page.toml", 3)


def test_a_list_on_several_lines_stays_one() -> None:
    changed = change(HEAD, {"materials": edit('materials: ["pens", "chalk: 3"]')})

    assert changed == HEAD.replace("  - paper\n", '  - "chalk: 3"\n')


def test_a_new_field_goes_last_and_an_empty_edit_takes_one_out() -> None:
    changed = change(HEAD, {"shortest": edit("shortest: 10"), "cut": edit()})

    assert changed == HEAD.replace("cut: 1\n", "shortest: 10\n")


def test_the_page_s_own_line_ends_are_used() -> None:
    head = HEAD.replace("\n", "\r\n")

    assert change(head, {"cut": edit("cut: 2")}) == head.replace("cut: 1", "cut: 2")


def test_a_page_without_front_matter_gets_some() -> None:
    assert change("", {"cut": edit("cut: 2")}) == "---\ncut: 2\n---\n\n"


def test_each_new_line_stands_for_the_line_that_asked_for_it() -> None:
    pieces = edited(HEAD, read_front_matter("x.md", HEAD, []), {"cut": edit("cut: 2")}, "x.md")
    _, origins = join(pieces)

    assert [(one.file, one.line) for one in origins if one.first == 6] == [("page.toml", 3)]


@given(words, st.lists(words, max_size=3))
def test_what_is_written_reads_back_as_the_same_words(text: str, several: list[str]) -> None:
    changed = change(HEAD, {"note": edit(f"note: {flow(text)}"), "list": edit(f"list: {flow(several)}")})
    found: list[object] = []
    front = read_front_matter("x.md", changed, found)  # type: ignore[arg-type]  # only its emptiness counts here

    assert found == []
    assert front is not None
    assert (front.data["note"] or "") == text
    assert [one or "" for one in front.data["list"] or []] == several


# Changed front matter is written the way its author wrote the rest.


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


def test_an_item_on_lines_of_its_own_keeps_its_style() -> None:
    assert agenda({**NEXT, "minutes": 12})[1:3] == ["  - session: next-steps", "    minutes: 12"]


def test_words_that_look_like_times_are_not_mistaken_for_them() -> None:
    text = '---\nagenda:\n  - {id: a, title: "Ten, minutes: 3", minutes: 3}\n---\n'
    front = read_front_matter("", text, [])
    assert front is not None

    lines = agenda_lines(text, front, [{"id": "a", "title": "Ten, minutes: 3", "minutes": 4}])

    assert lines == ["agenda:", '  - {id: a, title: "Ten, minutes: 3", minutes: 4}']
