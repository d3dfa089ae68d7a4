"""What other groups changed, in sentences."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kit.facilitate.neighbours import neighbours
from kit.model.edition import Edition
from kit.model.group import Group, Variation
from tests.render.editions import edition

FILES = {
    "index.md": "# Home\n",
    "round-1/index.md": "# Meet\n\n## When\n",
    "round-1/talk.md": "# Talk\n\n## First things\n",
}


def with_groups(*variations: dict[str, Any], **changes: Any) -> Edition:
    """Return an edition that knows one group with these variations."""
    ours = [Variation(**one) for one in variations]
    group = Group(schema_=1, id="north", name="North", variations=ours)
    return dataclasses.replace(edition(FILES, {"round-1/talk": 20}), groups=(group,), **changes)


def words(made: Edition, name: str) -> list[str]:
    """Return the sentences on the page called ``name``."""
    return [change.words for one in neighbours(made).get(name, ()) for change in one.changes]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": "replaced", "section": "first-things", "title": "Theirs"}, 'Rewrote "First things"'),
        ({"kind": "added", "section": "first-things"}, 'Added to "First things"'),
        ({"kind": "removed", "section": "gone-here", "title": "What was there"}, 'Left out "What was there"'),
        ({"kind": "removed", "section": "gone-here"}, 'Left out "a section"'),
        ({"kind": "replaced"}, "Changed this page"),
        ({"kind": "dropped"}, "Left this session out"),
        ({"kind": "renamed"}, "Gave it another name"),
        ({"kind": "retimed", "minutes": 65}, "Gave it 1 hour 5 minutes"),
        ({"kind": "retimed"}, "Ran it at a fixed time"),
        ({"kind": "moved"}, "Changed the order"),
        ({"kind": "new"}, "Ran this session too"),
    ],
)
def test_a_change_of_a_session_is_a_sentence(change: dict[str, Any], expected: str) -> None:
    assert words(with_groups({"page": "round-1/talk", **change}), "round-1/talk") == [expected]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": "added", "title": "Lunch", "minutes": 45}, 'Added "Lunch", 45 minutes'),
        ({"kind": "dropped", "title": "Tea"}, 'Left out "Tea"'),
        ({"kind": "dropped", "title": "Meet"}, "Left this round out"),
        ({"kind": "retimed", "title": "Tea", "minutes": 1}, 'Gave "Tea" 1 minute'),
        ({"kind": "retimed", "title": "Tea"}, 'Ran "Tea" at a fixed time'),
        ({"kind": "retimed", "title": "Meet", "minutes": 240}, "Took 4 hours"),
        ({"kind": "moved", "title": "Tea"}, 'Moved "Tea" within the day'),
        ({"kind": "replaced", "title": "online"}, 'Ran it in another form: "online"'),
        ({"kind": "replaced", "section": "when"}, 'Rewrote "When"'),
    ],
)
def test_a_change_of_a_round_is_a_sentence(change: dict[str, Any], expected: str) -> None:
    assert words(with_groups({"page": "round-1/index", **change}), "round-1/index") == [expected]


def test_a_session_of_their_own_stands_with_the_round_that_it_belongs_to() -> None:
    new = {"page": "round-1/theirs", "kind": "new", "title": "Cake", "minutes": 20}

    assert words(with_groups(new), "round-1/index") == ['Added a session of their own: "Cake", 20 minutes']
    assert words(with_groups({**new, "page": "round-2/theirs"}), "round-1/index") == []


def test_a_page_that_moved_here_is_found_by_its_old_name() -> None:
    made = with_groups({"page": "round-1/old", "kind": "dropped"}, moved={"round-1/old": "round-1/talk"})

    assert words(made, "round-1/talk") == ["Left this session out"]


def test_reasons_and_addresses_come_along_and_groups_without_a_change_do_not() -> None:
    made = with_groups({"page": "round-1/talk", "kind": "dropped", "why": "No time.", "url": "https://n.example.org/"})
    idle = Group(schema_=1, id="idle", name="Idle")
    (one,) = neighbours(dataclasses.replace(made, groups=(*made.groups, idle)))["round-1/talk"]

    assert (one.name, one.changes[0].why, one.changes[0].url) == ("North", "No time.", "https://n.example.org/")


def test_the_home_page_and_pages_that_are_not_here_have_no_neighbours() -> None:
    assert neighbours(with_groups({"page": "index", "kind": "replaced"})) == {}
    assert neighbours(with_groups({"page": "round-1/other", "kind": "dropped"})) == {}
