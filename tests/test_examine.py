"""One mistake is told once, and in the place where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.examine import examine
from tests.helpers import build_file_tree

HUB = 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n'
PLAN = "---\nminutes: 60\nagenda:\n  - {session: talk}\n---\n\n# A round\n"


@pytest.mark.parametrize(
    ("front_matter", "place"),
    [
        ("---\nminutes: about 45\n---\n", "bad-value at round-1/talk.md:2"),
        ("---\nminutes: -3\n---\n", "bad-value at round-1/talk.md:2"),
        ("---\nminutes:\n---\n", "no-minutes at round-1/talk.md:2"),
        ("---\ngroup_size: 5-8\n---\n", "no-minutes at round-1/talk.md:1"),
        ("---\nminutes: [45\ncut: 2\n---\n", "bad-yaml at round-1/talk.md:3"),
        ("", "no-front-matter at round-1/talk.md:1"),
    ],
)
def test_minutes_that_are_missing_or_wrong_are_told_once(tmp_path: Path, front_matter: str, place: str) -> None:
    """Whoever mistypes the minutes is not told as well that there are none."""
    pages = {
        "index.md": "# Home\n",
        "round-1/index.md": PLAN,
        "round-1/talk.md": f"{front_matter}\n# A talk\n\nHello.\n",
    }
    build_file_tree(tmp_path, {"hub.toml": HUB, **pages})

    assert [f"{one.code.value} at {one.place}" for one in examine(tmp_path).findings] == [place]


TALK = "---\nminutes: 45\n---\n\n# A talk\n\nHello.\n"
TREE = {"hub.toml": HUB, "index.md": "# Home\n", "round-1/index.md": PLAN, "round-1/talk.md": TALK}


def told(root: Path, changes: dict[str, str | bytes | None]) -> list[str]:
    tree = {path: content for path, content in {**TREE, **changes}.items() if content is not None}
    build_file_tree(root, tree)
    return [f"{one.code.value} at {one.place}" for one in examine(root).findings]


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"round-1/talk.md": TALK.replace("minutes", "titel: x\nminutes")}, ["unknown-key at round-1/talk.md:2"]),
        ({"round-1/talk.md": TALK.replace("45", "45\nstandard: 1, 3")}, ["bad-value at round-1/talk.md:3"]),
        ({"round-1/talk.md": TALK.encode("utf-16")}, ["unreadable at round-1/talk.md:1"]),
        ({"round-1/index.md": PLAN.replace("60", "-1")}, ["bad-value at round-1/index.md:2"]),
        ({"round-1/index.md": PLAN.replace("talk}", "talk, colour: red}")}, ["unknown-key at round-1/index.md:4"]),
        ({"round-1/index.md": PLAN.replace("talk}", "tlak}")}, ["unknown-session at round-1/index.md:4"]),
        (
            {"round-1/index.md": PLAN + "\n[Talk](talk.md) {doc}`talk`\n", "round-1/talk.md": TALK.encode("utf-16")},
            ["unreadable at round-1/talk.md:1"],
        ),
    ],
)
def test_what_follows_from_a_mistake_is_not_told_as_well(
    tmp_path: Path, changes: dict[str, str | bytes | None], places: list[str]
) -> None:
    """A front matter or a file that cannot be read makes no second mistake of each thing that it would have said."""
    assert told(tmp_path, changes) == places


def test_a_tree_without_a_home_page_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, {"index.md": None}) == ["missing-file at index.md"]


def test_two_pages_cannot_have_one_id(tmp_path: Path) -> None:
    same = TALK.replace("minutes", "id: talks\nminutes")
    plan = PLAN.replace("talk}", "talk}\n  - {session: walk}")
    places = told(tmp_path, {"round-1/index.md": plan, "round-1/talk.md": same, "round-1/walk.md": same})
    assert places == ["over-slot at round-1/index.md:2", "duplicate-id at round-1/walk.md:2"]


def test_a_comma_too_many_in_an_agenda_does_not_lose_words(tmp_path: Path) -> None:
    """YAML reads ``break: Tea, coffee`` in braces as two keys, the second of them empty."""
    plan = PLAN.replace("agenda:\n", "agenda:\n  - {break: Tea, coffee and cake, minutes: 5}\n")
    assert told(tmp_path, {"round-1/index.md": plan}) == ["unknown-key at round-1/index.md:4"]


def test_braces_anywhere_in_a_link_target_are_told(tmp_path: Path) -> None:
    places = told(tmp_path, {"index.md": "# Home\n\n[Us](https://{{ venue }}/about) and [you](https://{{venue}}/)\n"})
    assert set(places) == {"bad-variable at index.md:3"}
