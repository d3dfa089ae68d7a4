"""The menu, and what comes before and after a page."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from kit.render.site.navigation import Around, Entry, day_order, guide_entries, menu
from tests.render.editions import edition

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "about.md": "# About us\n",
    "round-1/index.md": "# Plan\n",
    "round-1/a.md": "# A\n",
    "round-1/b.md": "# B\n",
    "round-1/c.md": "# C\n",
    "round-1/off.md": "# Off the agenda\n",
}
MADE = edition(FILES, {"round-1/c": 10, "tea": 5, "round-1/a+round-1/b": 10})


def test_the_order_is_that_of_the_day_with_parallel_sessions_in_turn() -> None:
    assert day_order(MADE.rounds[0]) == ["round-1/c", "round-1/a", "round-1/b"]


def test_sessions_show_under_the_round_that_one_is_in_and_nowhere_else() -> None:
    round_, about = menu(MADE).on("round-1/a")

    assert round_.open
    assert not round_.current
    assert [entry.title for entry in round_.below if entry.current] == ["A"]
    assert [entry.title for entry in round_.below if entry.spare] == ["Off the agenda"]
    assert about == Entry("about", "About us")
    assert not menu(MADE).on("about")[0].open


SHARED = FILES | {"common/tea.md": "# Tea together\n"}


def test_a_session_that_rounds_share_stands_among_those_of_the_day_and_opens_no_round() -> None:
    made = edition(SHARED, {"round-1/c": 10, "common/tea": 5, "round-1/a": 10})
    round_ = menu(made).on("common/tea")[0]

    assert not round_.open
    assert [entry.title for entry in round_.below][:3] == ["C", "Tea together", "A"]


def test_one_goes_through_all_sessions_that_the_menu_lists_those_that_rounds_share_too() -> None:
    made = edition(SHARED, {"common/tea": 5, "round-1/a+round-1/c": 10, "round-1/b": 10})
    order = menu(made).order

    assert order["round-1/index"].after == ("common/tea",)
    assert order["common/tea"] == Around(("round-1/index",), ("round-1/a", "round-1/c"))
    assert order["round-1/a"].before == ("common/tea",)


def test_from_a_session_of_several_rounds_one_goes_on_in_each_that_goes_on() -> None:
    (first,) = edition(SHARED, {"round-1/c": 10, "common/tea": 5, "round-1/a": 10}).rounds
    last = edition(SHARED, {"round-1/b": 10, "common/tea": 5}).rounds[0]
    ends = dataclasses.replace(last, name="round-2", title="Second", sessions=())
    made = dataclasses.replace(edition(SHARED, {"common/tea": 5}), rounds=(first, ends))

    assert menu(made).order["common/tea"] == Around(onward=(((first.title,), ("round-1/a",)),))


def test_from_a_session_of_several_rounds_one_goes_to_each_page_once_and_to_no_spare_session() -> None:
    (first,) = edition(SHARED, {"common/tea": 5, "round-1/a": 10}).rounds
    second = dataclasses.replace(first, name="round-2", title="Second", sessions=())
    spare = dataclasses.replace(edition(SHARED, {"common/tea": 5}).rounds[0], name="round-3", title="Third")
    made = dataclasses.replace(edition(SHARED, {"common/tea": 5}), rounds=(first, second, spare))

    assert menu(made).order["common/tea"].onward == (((first.title, "Second"), ("round-1/a",)),)


def test_a_session_that_another_round_borrows_leads_on_in_both() -> None:
    (own,) = edition(FILES, {"round-1/a": 10, "round-1/b": 10}).rounds
    borrows = edition(FILES, {"round-1/a": 10, "round-1/c": 5}).rounds[0]
    made = edition(FILES, {"round-1/a": 10})
    second = dataclasses.replace(borrows, name="round-2", title="Second", sessions=())
    order = menu(dataclasses.replace(made, rounds=(own, second))).order

    assert order["round-1/a"] == Around(("round-1/index",), ("round-1/b",), ((("Second",), ("round-1/c",)),))


def test_one_goes_from_the_plan_through_the_day_and_pages_off_the_agenda_come_last() -> None:
    order = menu(MADE).order

    assert order["round-1/index"] == Around((), ("round-1/c",))
    assert order["round-1/c"] == Around(("round-1/index",), ("round-1/a", "round-1/b"))
    assert order["round-1/off"] == Around(("round-1/a", "round-1/b"), ())
    assert "about" not in order


def test_parallel_sessions_have_the_same_before_and_after_and_none_leads_to_the_other() -> None:
    order = menu(MADE).order

    assert order["round-1/a"] == order["round-1/b"] == Around(("round-1/c",), ("round-1/off",))


def test_a_session_that_comes_twice_is_passed_once_and_parallels_at_the_end_end_the_round() -> None:
    again = edition(FILES, {"round-1/a": 10, "round-1/b+round-1/a": 10, "round-1/c+round-1/off": 10})
    order = menu(again).order

    assert [order[f"round-1/{name}"].after for name in ("a", "b", "c")] == [
        ("round-1/b",),
        ("round-1/c", "round-1/off"),
        (),
    ]


def test_guides_come_as_their_first_page_links_to_them_and_those_of_the_handbook_below_its_own() -> None:
    links = {"guides/index": ["guides/how-to/write", "guides/handbook/index"], "guides/handbook/index": []}
    others = ["guides/handbook/words", "guides/handbook/roles", "guides/how-to/brand", "round-1/index"]
    names = {*(name for linked in links.values() for name in linked), *links, *others}
    env = SimpleNamespace(
        all_docs=dict.fromkeys(names),
        titles={name: nodes.title("", name) for name in names},
        get_doctree=lambda page: nodes.section("", *(addnodes.pending_xref(reftarget=name) for name in links[page])),
    )

    (guides,) = guide_entries(cast(BuildEnvironment, env))

    assert guides.page == "guides/index"
    assert [one.page for one in guides.below] == [*links["guides/index"], "guides/how-to/brand"]
    assert [one.page for one in guides.below[1].below] == ["guides/handbook/roles", "guides/handbook/words"]
