"""The facts of a group as every site gives them away."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from kit.app.build import Order, build
from kit.app.check import load
from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.model.group import Group, Variation
from kit.render.downloads import Download
from kit.render.reading.reading import read
from kit.render.site.facts import group_facts, group_json
from kit.source.tree.groups import group_of
from tests.render.editions import edition
from tests.render.site.written import write_into

FILES = {
    "index.md": "# Home\n\nHello.\n",
    "round-1/index.md": "# Meet & them\n\nAll.\n",
    "round-1/talk.md": "# Talk\n\n## First\n\nText.\n\n:::{facilitator}\n\ncanaryfact\n\n:::\n",
}


def made(url: str = "https://north.example.org", **changes: Any) -> Edition:
    """Return an edition with one dated round."""
    round_ = {"date": datetime.date(2027, 2, 3), "leads": {"round-1/talk": "Leadername"}}
    one = edition(FILES, {"arrive": 15, "round-1/talk": 30}, start=780, metas={"round-1/talk": {}}, round_=round_)
    return dataclasses.replace(one, url=url, **changes)


def facts(one: Edition, offered: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the facts as a program reads them."""
    data: dict[str, Any] = json.loads(group_json(group_facts(one, offered)))
    return data


def test_a_round_has_its_date_times_and_addresses() -> None:
    (one,) = facts(made(), frozenset({"downloads/round-1/round-1.ics"}))["rounds"]

    assert (one["date"], one["start"], one["end"], one["minutes"]) == ("2027-02-03", "13:00", "13:45", 45)
    assert one["url"] == "https://north.example.org/round-1/"
    assert one["calendar"] == "https://north.example.org/downloads/round-1/round-1.ics"
    assert one["sessions"] == [
        {
            "id": "round-1/talk",
            "title": "Talk",
            "minutes": 30,
            "url": "https://north.example.org/round-1/talk.html",
            "standard": [],
        }
    ]


def test_a_group_without_an_address_or_a_start_says_null() -> None:
    one = facts(dataclasses.replace(edition(FILES, {"round-1/talk": 30}), variables={}))
    (round_,) = one["rounds"]

    assert (one["url"], one["contact"], one["based_on"], one["standard"]) == (None, None, None, None)
    assert {round_[key] for key in ("date", "start", "end", "venue", "url", "calendar")} == {None}
    assert round_["sessions"][0]["url"] is None


def test_a_calendar_that_is_not_offered_is_not_named() -> None:
    assert facts(made())["rounds"][0]["calendar"] is None


def test_a_change_leads_to_its_section_and_a_page_that_is_gone_to_nothing() -> None:
    changed = Variation(page="round-1/talk", section="first", kind="replaced")
    renamed = Variation(page="round-1/old", kind="renamed")
    gone = Variation(page="round-1/gone", kind="dropped")
    one = facts(made(variations=(changed, renamed, gone), moved={"round-1/old": "round-1/talk"}))

    assert [change["url"] for change in one["variations"]] == [
        "https://north.example.org/round-1/talk.html#first",
        "https://north.example.org/round-1/talk.html",
        None,
    ]


def test_no_first_name_and_no_note_is_told() -> None:
    data = group_json(group_facts(made())).decode()

    assert "Leadername" not in data
    assert "canaryfact" not in data


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "N" * 500},
        {"name": "\u200b"},
        {"url": "https://user@north.example.org"},
        {"url": "https://north.example.org/" + "a" * 600},
        {"variables": {"venue": "V" * 900, "contact": "a\u2060b"}},
        {"licence": "L" * 900, "based_on": "B" * 900, "version": "9" * 900},
    ],
)
def test_what_one_build_writes_another_can_read_whatever_is_in_it(changes: dict[str, Any]) -> None:
    found: list[Finding] = []
    data = group_json(group_facts(made(**changes)))

    assert group_of("group.json", data, found) == Group.model_validate_json(data, by_alias=True)
    assert found == []


def test_the_site_has_the_file_and_the_same_edition_gives_the_same_bytes(tmp_path: Path) -> None:
    offered = {"round-1": [Download("downloads/round-1/round-1.ics", "Calendar", "calendar file", 1)]}
    for name in ("one", "two"):
        write_into(tmp_path / name / "site", read(made(), tmp_path / name / "work", []), offered)
    first, second = ((tmp_path / name / "site" / "group.json").read_bytes() for name in ("one", "two"))

    assert first == second == group_json(group_facts(made(), frozenset({"downloads/round-1/round-1.ics"})))


def test_the_manifest_calls_it_data(tmp_path: Path) -> None:
    root = Path(__file__).parents[2] / "roots" / "canary"
    build(root, tmp_path / "out", Order(("site",)), lambda _: None)
    files = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["files"]

    assert [one["kind"] for one in files if one["path"] == "site/group.json"] == ["data"]


def test_the_examples_facts_say_what_the_example_is() -> None:
    example = load(Path(__file__).parents[3] / "docs" / "examples" / "midlands").edition
    assert example is not None
    one = facts(example)

    assert one["areas"] == ["west-midlands", "east-midlands"]
    assert one["based_on"] == {"name": "Digital peer groups", "version": "2026.1"}
    assert {"new", "replaced", "added", "removed", "retimed"} <= {change["kind"] for change in one["variations"]}
    assert "Asha" not in str(one)
