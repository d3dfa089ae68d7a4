"""One mistake is told once, and in the place where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import check, examine
from kit.model.findings import Code
from tests.helpers import build_file_tree
from tests.hostile.makers import png
from tests.regions import region_files

PICTURE = png(2, 2)
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


def mistakes(root: Path, changes: dict[str, str | bytes | None]) -> list[str]:
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
    assert mistakes(tmp_path, changes) == places


def test_a_tree_without_a_home_page_is_refused(tmp_path: Path) -> None:
    assert mistakes(tmp_path, {"index.md": None}) == ["missing-file at index.md"]


def test_two_pages_cannot_have_one_id(tmp_path: Path) -> None:
    same = TALK.replace("minutes", "id: talks\nminutes")
    plan = PLAN.replace("talk}", "talk}\n  - {session: walk}")
    walk = same.replace("# ", "# Another ", 1)
    places = mistakes(tmp_path, {"round-1/index.md": plan, "round-1/talk.md": same, "round-1/walk.md": walk})
    assert places == ["over-slot at round-1/index.md:2", "duplicate-id at round-1/walk.md:2"]


def test_a_comma_too_many_in_an_agenda_does_not_lose_words(tmp_path: Path) -> None:
    """YAML reads ``break: Tea, coffee`` in braces as two keys, the second of them empty."""
    plan = PLAN.replace("agenda:\n", "agenda:\n  - {break: Tea, coffee and cake, minutes: 5}\n")
    assert mistakes(tmp_path, {"round-1/index.md": plan}) == ["unknown-key at round-1/index.md:4"]


def test_braces_anywhere_in_a_link_target_are_told(tmp_path: Path) -> None:
    places = mistakes(
        tmp_path, {"index.md": "# Home\n\n[Us](https://{{ venue }}/about) and [you](https://{{venue}}/)\n"}
    )
    assert set(places) == {"bad-variable at index.md:3"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Used[^1].\n", 7, "The footnote 1 is used here, and its text is missing"),
        ("[^1]: Unused.\n", 7, "put [^1] into the text"),
        ("[^its-rule]: Unused.\n", 7, "No text on this page uses the footnote its-rule"),
        ("See [it].\n\n[it]: talk.md\n\n[it]: index.md\n", 11, "a second time what the same words in brackets"),
        ("Used[^1].\n\n[^1]: One.\n\n[^1]: Two.\n", 11, "two footnotes called 1"),
        (":::{tab-item} One\n\nWords.\n\n:::\n", 7, "outside a tab-set block"),
        (":::{note}\n:::\n", 7, "The note block is empty"),
        (":::{grid-item}\n\nWords.\n\n:::\n", 7, "outside a grid block"),
        (":::{card} One\n\nHead\n^^^\nBody\n\n:::\n", 7, "card-header"),
        ("{term}`Nowhere`\n", 7, "The term Nowhere is in no glossary"),
        ("{term}`Nowhere`\n", 7, "write the word without {term}."),
        (
            ":::{list-table}\n:header-rows: 1\n\n* - One\n  - Two\n* - One\n\n:::\n",
            12,
            "a row of 1 cells, and its first row has 2",
        ),
        (":::{list-table}\n:header-rows: 1\n\nWords.\n\n:::\n", 7, "one list of rows"),
    ],
)
def test_what_only_sphinx_can_see_is_told_by_check_in_plain_words(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    """Once each, by ``check`` as by ``build``."""
    tree = {**TREE, "round-1/talk.md": TALK.replace("Hello.\n", text)}
    build_file_tree(tmp_path, tree)
    findings = [one for one in check(tmp_path).findings if one.code is not Code.OVER_SLOT]
    assert [one.place for one in findings] == [f"round-1/talk.md:{line}"]
    assert words in f"{findings[0].message} {findings[0].hint}"


def test_lines_that_a_message_names_are_those_of_the_file_they_stand_in(tmp_path: Path) -> None:
    """A composed page has lines that nobody can look up: an organiser sees her own file, and upstream's."""
    added = "\n".join(["Words.", "", ":::{activity} Talk", "", ":::{facilitator}", "Wait.", ":::", "", ":::", ""])
    own = {
        "overrides/round-1/how-ready/why-it-matters.after.md": added,
        "overrides/round-1/next-steps/next-steps.after.md": "# More\n\nWords.\n",
    }
    build_file_tree(tmp_path, region_files(own))

    told = {one.place: f"{one.message} {one.hint}" for one in examine(tmp_path).findings}

    nested = told["overrides/round-1/how-ready/why-it-matters.after.md:5"]
    assert "inside the activity block of line 3" in nested
    assert "on line 3 and where it closes (::::), or close it before line 5" in nested
    twice = told["overrides/round-1/next-steps/next-steps.after.md:1"]
    assert "has its title on line 5 of upstream/round-1/next-steps.md" in twice


@pytest.mark.parametrize(
    ("path", "written", "data"),
    [
        ("round-1/Our Team.png", "Our%20Team.png", PICTURE),
        ("round-1/team.PNG", "team.PNG", PICTURE),
        ("round-1/team.png", "team.png", PICTURE + bytes(10 * 1024 * 1024)),
    ],
    ids=["spaces", "capitals", "large"],
)
def test_a_picture_that_is_refused_is_not_told_as_missing_too(
    path: str, written: str, data: bytes, tmp_path: Path
) -> None:
    words = f"# A page\n\n![Four people]({written})\n"
    build_file_tree(tmp_path / "hub", {**TREE, "round-1/more.md": words, path: data})
    region = region_files({"pages/round-1/more.md": words})
    build_file_tree(tmp_path / "region", {**region, f"files/{path}": data})

    for root, file in ((tmp_path / "hub", path), (tmp_path / "region", f"files/{path}")):
        told = [one for one in examine(root).findings if "picture" in one.code.value or one.code.unsafe]
        assert [one.file for one in told] == [file]
