"""Changing single front matter fields."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.franchise.compose.front_matter import Edit, edited, flow
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


@settings(deadline=None)
@given(words, st.lists(words, max_size=3))
def test_what_is_written_reads_back_as_the_same_words(text: str, several: list[str]) -> None:
    changed = change(HEAD, {"note": edit(f"note: {flow(text)}"), "list": edit(f"list: {flow(several)}")})
    found: list[object] = []
    front = read_front_matter("x.md", changed, found)  # type: ignore[arg-type]  # only its emptiness counts here

    assert found == []
    assert front is not None
    assert (front.data["note"] or "") == text
    assert [one or "" for one in front.data["list"] or []] == several
