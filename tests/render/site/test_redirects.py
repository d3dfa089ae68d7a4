"""What stands at old addresses: it leads to the end of all moves, to the right section, and never over a page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kit.model.edition import Edition
from kit.render.site.redirects import Lead, followed, leads, sections_moved
from tests.facilitate.trees import edition_of
from tests.hostile.guard import time_limit
from tests.regions import hub_files, region_files
from tests.render.editions import edition

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "round-1/index.md": "# Plan\n",
    "round-1/ready.md": "# Ready\n\n## Scores\n\nText.\n\n## Talk\n\nText.\n",
    "round-1/other.md": "# Other\n\n## Elsewhere\n\nText.\n",
}
METAS = {"round-1/ready": {"id": "r1-ready"}}


def made(moved: Mapping[str, str] | None = None, retired: frozenset[str] = frozenset()) -> Edition:
    return edition(FILES, metas=METAS, moved=dict(moved or {}), retired=retired, dropped=retired)


def at(found: list[Lead]) -> dict[str, str]:
    return {one.page: one.to for one in found}


def stubs(moved: Mapping[str, str] | None = None, retired: frozenset[str] = frozenset()) -> list[Lead]:
    one = made(moved, retired)
    return leads(one, one.pages.keys())


def test_an_old_page_leads_to_the_new_one() -> None:
    assert stubs({"round-1/how-ready": "round-1/ready"}) == [Lead("round-1/how-ready", "round-1/ready")]


def test_a_chain_leads_to_its_end_from_every_link() -> None:
    moved = {"round-1/a": "round-1/b", "round-1/b": "ready", "ready": "round-1/ready"}

    assert at(stubs(moved)) == dict.fromkeys(("ready", "round-1/a", "round-1/b"), "round-1/ready")


def test_a_move_may_name_the_new_page_by_its_id() -> None:
    assert at(stubs({"round-1/old": "r1-ready"})) == {"round-1/old": "round-1/ready"}


def test_a_page_that_is_there_is_never_written_over() -> None:
    assert stubs({"round-1/other": "round-1/ready", "r1-ready": "round-1/other"}) == []


def test_moves_in_a_circle_lead_nowhere() -> None:
    assert stubs({"round-1/a": "round-1/b", "round-1/b": "round-1/a"}) == []


@pytest.mark.slow
def test_a_chain_of_thousands_of_moves_is_followed_in_good_time() -> None:
    """Each of so many old addresses would be led along all the others, and no page ever had a hundred names."""
    names = [f"round-1/a{number}" for number in range(20_000)]
    moved = dict(zip(names, [*names[1:], "round-1/ready"], strict=True))
    with time_limit(60):
        found = at(stubs(moved))

    assert found == dict.fromkeys(names[-100:], "round-1/ready")


def test_a_page_merged_into_a_section_leads_to_that_section() -> None:
    assert at(stubs({"round-1/old": "round-1/ready#scores"})) == {"round-1/old": "round-1/ready#scores"}
    assert at(stubs({"round-1/old": "round-1/ready#gone"})) == {"round-1/old": "round-1/ready"}


def test_sections_of_a_moved_page_lead_where_they_went() -> None:
    (one,) = stubs({"round-1/old": "round-1/ready", "round-1/old#away": "round-1/other#elsewhere"})

    assert one.sections == {"away": "round-1/other#elsewhere"}


def test_a_section_that_moved_before_its_page_did_is_followed_through_both() -> None:
    one = made({"round-1/ready#first": "round-1/mid#scores", "round-1/mid": "round-1/ready"})

    assert followed(one, "round-1/ready#first") == "round-1/ready#scores"


def test_a_page_that_stays_leads_on_from_sections_that_left_it_and_not_from_those_it_has() -> None:
    moved = {
        "r1-ready#marks": "round-1/ready#scores",
        "round-1/ready#away": "round-1/other#elsewhere",
        "round-1/ready#talk": "round-1/other",
    }

    assert sections_moved(made(moved), "round-1/ready") == {
        "marks": "round-1/ready#scores",
        "away": "round-1/other#elsewhere",
    }


def test_a_retired_page_leads_to_its_round_or_home() -> None:
    retired = frozenset({"round-1/gone", "round-9/gone", "round-1/ready#gone"})

    assert stubs(retired=retired) == [
        Lead("round-1/gone", "round-1/index", retired=True),
        Lead("round-9/gone", "index", retired=True),
    ]


def test_a_page_that_moved_and_then_retired_is_retired() -> None:
    (first, second) = stubs({"round-1/a": "round-1/b"}, frozenset({"round-1/b"}))

    assert (first.page, first.retired, second.retired) == ("round-1/a", True, True)


def test_what_the_region_leaves_out_has_no_stub() -> None:
    assert stubs({"round-1/old": "round-2/new"}) == []


def test_what_visitors_never_read_has_no_stub_and_the_build_s_own_names_are_left_alone() -> None:
    names = ("messages/invitation", "round-1/countdown", "round-1/ready.cy", "round-1/run-sheet", "search", "group")
    others = ("variables:place", "round-1@lunch")

    assert stubs(dict.fromkeys([*names, *others], "round-1/ready")) == []


MOVES = """
[[move]]
from = "round-1/ready"
to = "round-1/how-ready"
in = "2026.1"

[[retired]]
address = "round-1/ice-breaker"
in = "2026.1"
"""
RENAMED = {"overrides/round-1/how-ready/page.toml": 'rename = "readiness"\n'}
DROPPED = {"overrides/round-1/next-steps/page.toml": "drop = true\n"}


def of_region(local: Mapping[str, str]) -> dict[str, tuple[str, bool]]:
    hub = hub_files({"moves.toml": MOVES})
    made, _ = edition_of(region_files(local, hub=hub))
    assert made is not None
    return {one.page: (one.to, one.retired) for one in leads(made, made.pages.keys())}


def test_what_a_region_renames_is_followed_after_what_the_hub_moved() -> None:
    assert of_region(RENAMED) == {
        "round-1/how-ready": ("round-1/readiness", False),
        "round-1/ice-breaker": ("round-1/index", True),
        "round-1/ready": ("round-1/readiness", False),
    }


def test_what_a_region_drops_was_never_its_own_to_retire() -> None:
    assert "round-1/next-steps" not in of_region(DROPPED)


def test_a_section_that_a_region_renamed_is_found_by_its_old_anchor() -> None:
    local = {"overrides/round-1/how-ready/why-it-matters.replace.md": "## Why we care\n\nBecause.\n"}
    made, _ = edition_of(region_files(local))
    assert made is not None

    assert sections_moved(made, "round-1/how-ready") == {"why-it-matters": "round-1/how-ready#why-we-care"}
