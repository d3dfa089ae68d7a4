"""What a release finds: addresses that vanished unsaid, and what changed, round by round."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from kit.franchise.hub_pages import HubPages
from kit.franchise.share.release import Vanished, notes, vanished, what_changed
from tests.regions import HUB, PLAN, tree

DAY = datetime.date(2027, 3, 1)


def pages(changed: Mapping[str, str | None] | None = None) -> HubPages:
    files = {**HUB, **(changed or {})}
    return HubPages(tree({path: text for path, text in files.items() if text is not None}))


def session(old: str, new: str) -> dict[str, str | None]:
    return {"round-1/how-ready.md": HUB["round-1/how-ready.md"].replace(old, new)}


def told(new: HubPages) -> str:
    return notes("", what_changed(pages(), new), new, "2027.1", DAY)


def test_a_hub_that_only_says_things_better_loses_no_address() -> None:
    assert vanished(pages(), pages(session("Because of this.", "Because of that."))) == []


def test_a_section_under_another_heading_has_vanished_and_the_likely_one_is_named() -> None:
    found = vanished(pages(), pages(session("## Why it matters", "## What it is for")))

    assert found == [Vanished("round-1/how-ready#why-it-matters", "round-1/how-ready#what-it-is-for")]
    assert found[0].lines("2027.1") == (
        '[[move]]\nfrom = "round-1/how-ready#why-it-matters"\nto = "round-1/how-ready#what-it-is-for"\nin = "2027.1"\n'
    )


def test_the_lines_that_it_shows_make_the_release_possible() -> None:
    renamed = session("## Why it matters", "## What it is for")
    (found,) = vanished(pages(), pages(renamed))

    assert vanished(pages(), pages({**renamed, "moves.toml": found.lines("2027.1")})) == []


def test_a_section_that_went_without_a_likely_place_is_to_be_retired() -> None:
    gone = session("## Why it matters\n\nBecause of this.\n", "")
    (found,) = vanished(pages(), pages(gone))

    assert (found.address, found.likely) == ("round-1/how-ready#why-it-matters", "")
    assert vanished(pages(), pages({**gone, "moves.toml": found.lines("2027.1")})) == []


def test_a_page_that_went_is_named_once_and_not_by_its_sections() -> None:
    new = pages({"round-1/next-steps.md": None, "round-1/index.md": PLAN.replace("next-steps, ", "how-ready, id: x, ")})

    assert [one.address for one in vanished(pages(), new)] == ["round-1/next-steps"]


def test_a_move_to_a_place_that_is_not_there_does_not_count() -> None:
    wrong = '[[move]]\nfrom = "round-1/how-ready#why-it-matters"\nto = "round-1/how-ready#nowhere"\nin = "2027.1"\n'
    new = pages({**session("## Why it matters", "## What it is for"), "moves.toml": wrong})

    assert [one.address for one in vanished(pages(), new)] == ["round-1/how-ready#why-it-matters"]


def test_notes_say_what_changed_by_round_and_section() -> None:
    assert told(pages(session("Because of this.", "Because of that."))) == (
        "# What changed, version by version\n\n## Version 2027.1, 1 March 2027\n\n### Meet the standard\n\n"
        "- “How ready are we?”: 1 sentence in “Why it matters”.\n"
    )


def test_notes_tell_new_rounds_pages_that_went_and_lines_at_the_top() -> None:
    new = pages(
        {
            **session("minutes: 20\ncut", "minutes: 25\ncut"),
            "round-1/next-steps.md": None,
            "round-2/index.md": "# Point by point\n\nMore.\n",
            "round-1/map.svg": "<svg/>",
        }
    )

    text = told(new)

    assert "- “How ready are we?”: the lines at its top.\n" in text
    assert "- “Next steps” is not there any more.\n" in text
    assert "### Point by point (new)\n\n- “Point by point” is new.\n" in text
    assert "- `round-1/map.svg`\n" in text


def test_notes_of_earlier_versions_stay_below() -> None:
    first = told(pages(session("Because of this.", "Because of that.")))
    both = notes(first, what_changed(pages(), pages()), pages(), "2027.2", DAY)

    assert both.startswith("# What changed, version by version\n\n## Version 2027.2, 1 March 2027\n\nNothing that")
    assert both.endswith(first.partition("\n\n")[2])
