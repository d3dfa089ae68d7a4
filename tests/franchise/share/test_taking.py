"""Putting somebody's change into a tree: beside what changed there meanwhile, and asking where that cannot be."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kit.franchise.share.changes import Change, What, changes, chosen
from kit.franchise.share.taking import Outcome, Taking
from kit.model.tree import Tree
from kit.source.settings.files import read_region
from tests.regions import HUB, region_files, tree

WHY = "## Why it matters\n\nBecause of this.\n"
ACTIVITY = ":::{activity} Score yourselves\n:minutes: 20\n\n1. Read the point.\n\n:::\n"
ADDRESS = "round-1/how-ready#why-it-matters"


def offered(local: Mapping[str, str], more: str = "", binary: Mapping[str, bytes] | None = None) -> list[Change]:
    """Return what a region with these files offers."""
    files = Tree({**tree(region_files(local, more)).files, **(binary or {})})
    settings = read_region(files, [])
    assert settings is not None
    return changes(files, settings)


def hub(changed: Mapping[str, str] | None = None) -> Tree:
    return tree({**HUB, **(changed or {})})


def section(text: str, base: str = WHY) -> Change:
    return Change(What.SECTION, ADDRESS, "Why it matters", base, text)


@pytest.mark.parametrize(
    ("file", "text", "after"),
    [
        ("why-it-matters.replace.md", "## Why it matters\n\nOurs.\n", "## Why it matters\n\nOurs.\n"),
        ("why-it-matters.after.md", "More of ours.\n", f"{WHY}\nMore of ours.\n"),
        ("why-it-matters.before.md", "First of all.\n", f"First of all.\n\n{WHY}"),
        ("why-it-matters.remove.md", "No time.\n", ""),
        (
            "score-yourselves.words.md",
            "## Score yourselves\n\nAlone.\n",
            f"## Score yourselves\n\nAlone.\n\n{ACTIVITY}",
        ),
    ],
)
def test_a_change_holds_the_whole_section_whatever_the_override(file: str, text: str, after: str) -> None:
    (one,) = offered({f"overrides/round-1/how-ready/{file}": text})

    assert one.address == f"round-1/how-ready#{file.partition('.')[0]}"
    assert one.text == after


def test_fields_own_pages_and_their_pictures_are_offered_and_agendas_are_not() -> None:
    local = {
        "overrides/round-1/how-ready/page.toml": 'why = "It takes longer."\n[set]\nminutes = 35\n',
        "pages/round-1/walk.md": "# A walk\n\n![A path](map.png)\n",
    }
    agenda = '[[round.round-1.agenda]]\nadd = "walk"\nafter = "how-ready"\n'

    field, page = offered(local, agenda, {"pages/round-1/map.png": b"png", "pages/round-1/other.png": b"no"})

    assert (field.address, field.base, field.text, field.why) == (
        "round-1/how-ready:minutes",
        "20",
        "35",
        "It takes longer.",
    )
    assert (page.address, page.what, dict(page.pictures)) == ("round-1/walk", What.PAGE, {"round-1/map.png": b"png"})


def test_a_change_goes_in_beside_what_else_changed_in_the_section() -> None:
    better = HUB["round-1/how-ready.md"].replace("Because of this.", "Because of this.\n\nAnd of that.")
    taking = Taking(hub({"round-1/how-ready.md": better}))

    (taken,) = taking.take([section("## Why it matters\n\nBecause we say so.\n")])

    assert taken.outcome is Outcome.MERGED
    assert taking.files["round-1/how-ready.md"].decode().endswith("Because we say so.\n\nAnd of that.\n")


def test_two_proposals_from_different_bases_both_come_in() -> None:
    first = section("## Why it matters\n\nBecause of this.\n\nFirst.\n")
    taking = Taking(hub())
    taking.take([first])
    later = Taking(Tree({**hub().files, **taking.files}))
    second = section("## Why it matters\n\nIt is so because of this.\n")

    (taken,) = later.take([second])

    assert taken.outcome is Outcome.MERGED
    assert later.files["round-1/how-ready.md"].decode().endswith("It is so because of this.\n\nFirst.\n")


def test_words_that_both_changed_are_left_and_asked_about_until_somebody_decides() -> None:
    here = HUB["round-1/how-ready.md"].replace("Because of this.", "Because the hub says so.")
    taking = Taking(hub({"round-1/how-ready.md": here}))
    ours = section("## Why it matters\n\nBecause we say so.\n")

    (asked,) = taking.take([ours])
    assert (asked.outcome, taking.files) == (Outcome.CONFLICT, {})
    assert "hub says so" in asked.before
    assert "we say so" in asked.after

    (taken,) = taking.take([ours], [ADDRESS])
    assert taken.outcome is Outcome.TAKEN
    assert taking.files["round-1/how-ready.md"].decode().endswith("Because we say so.\n")


def test_what_is_there_already_is_said_and_changes_nothing() -> None:
    taking = Taking(hub())

    (taken,) = taking.take([section(WHY, "## Why it matters\n\nOld.\n")])

    assert (taken.outcome, taking.files) == (Outcome.THERE, {})


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("why-it-matters.before.md", "First of all.\n"),
        ("why-it-matters.before.md", "(first)=\n## First\n\nFirst of all.\n\n## Then\n\nThen this.\n"),
        ("talk-it-over.after.md", "## Then\r\n\r\nWrite it down.\r\n"),
        ("talk-it-over.after.md", "More.\n\n(then)=\n## Then\n\nWrite it down.\n\n## At last\n\nRead it out."),
        ("talk-it-over.replace.md", "## Talk it over\n\nIn threes.\n\n## Then\n\nWrite it down.\n"),
        ("why-it-matters.replace.md", "## Why it matters\n\nBecause.\n\n## Of this\n\nThis and that.\n"),
    ],
)
def test_what_stands_beside_a_section_is_not_put_there_again_by_a_second_proposal(file: str, text: str) -> None:
    every = offered({f"overrides/round-1/how-ready/{file}": text})
    first = Taking(hub())
    first.take(every)
    second = Taking(Tree({**hub().files, **first.files}))

    assert [(one.outcome, second.files) for one in second.take(every)] == [(Outcome.THERE, {})]


def test_a_second_proposal_that_says_more_of_a_section_leaves_what_stands_below_it_alone() -> None:
    below = "\n\n## Then\n\nWrite it down.\n"
    local = {"overrides/round-1/how-ready/talk-it-over.replace.md": f"## Talk it over\n\nIn pairs.{below}"}
    first = Taking(hub())
    first.take(offered(local))
    second = Taking(Tree({**hub().files, **first.files}))
    local = {name: text.replace("pairs", "threes, or pairs") for name, text in local.items()}

    (taken,) = second.take(offered(local))

    assert taken.done
    text = second.files["round-1/how-ready.md"].decode()
    assert f"In threes, or pairs.{below}\n## Why it matters" in text
    assert text.count("## Then") == 1


def test_a_change_follows_a_page_and_a_section_that_moved() -> None:
    files = {path: text for path, text in HUB.items() if path != "round-1/how-ready.md"}
    moved = '[[move]]\nfrom = "round-1/how-ready"\nto = "round-1/scores"\nin = "2026.2"\n\n[[move]]\n'
    moved += 'from = "round-1/scores#why-it-matters"\nto = "round-1/scores#what-for"\nin = "2026.2"\n'
    scores = HUB["round-1/how-ready.md"].replace("## Why it matters", "## What for")
    taking = Taking(tree({**files, "round-1/scores.md": scores, "moves.toml": moved}))

    (taken,) = taking.take([section("## Why it matters\n\nBecause we say so.\n")])

    assert (taken.outcome, taken.address) == (Outcome.MERGED, "round-1/scores#what-for")
    assert taking.files["round-1/scores.md"].decode().endswith("## What for\n\nBecause we say so.\n")


def test_a_section_that_is_gone_is_asked_about() -> None:
    without = HUB["round-1/how-ready.md"].partition("## Why it matters")[0]
    taking = Taking(hub({"round-1/how-ready.md": without}))

    (taken,) = taking.take([section("## Why it matters\n\nBecause we say so.\n")])

    assert (taken.outcome, taking.files) == (Outcome.GONE, {})


def test_several_changes_of_one_page_all_come_in_and_sections_stay_apart() -> None:
    local = {
        "overrides/round-1/how-ready/why-it-matters.replace.md": "## Why it matters\n\nOurs.\n",
        "overrides/round-1/how-ready/talk-it-over.after.md": "Aloud.",
        "overrides/round-1/how-ready/page.toml": "[set]\nminutes = 35\n",
    }
    taking = Taking(hub())

    assert {one.outcome for one in taking.take(offered(local))} == {Outcome.TAKEN}

    text = taking.files["round-1/how-ready.md"].decode()
    assert text.startswith("---\nminutes: 35\ncut: 2\n---\n")
    assert text.endswith("In pairs.\n\nAloud.\n\n## Why it matters\n\nOurs.\n")


def test_line_ends_of_the_tree_stay() -> None:
    dos = HUB["round-1/how-ready.md"].replace("\n", "\r\n")
    taking = Taking(hub({"round-1/how-ready.md": dos}))

    taking.take([section("## Why it matters\n\nOurs.\n")])

    assert b"\n" not in taking.files["round-1/how-ready.md"].replace(b"\r\n", b"")


def test_a_picture_of_the_same_name_and_other_content_is_asked_about() -> None:
    one = Change(What.PAGE, "round-1/walk", "A walk", "", "# A walk\n", "", {"round-1/map.png": b"theirs"})
    taking = Taking(Tree({**hub().files, "round-1/map.png": b"ours"}))

    (taken,) = taking.take([one])

    assert (taken.outcome, taking.files) == (Outcome.CONFLICT, {})


def test_the_address_of_a_page_chooses_all_that_was_changed_on_it() -> None:
    every = offered(
        {
            "overrides/round-1/how-ready/why-it-matters.after.md": "Ours.\n",
            "overrides/round-1/next-steps/next-steps.after.md": "Ours.\n",
        }
    )

    assert [one.address for one in chosen(every, ["round-1/how-ready.md"])[0]] == [ADDRESS]
    assert chosen(every, ["round-1/how-ready#nothing"]) == ([], ["round-1/how-ready#nothing"])
