"""“Our meeting” in the editor: facts and minutes in region.toml, and the clock times that they make."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kit.app.check import check
from kit.model.findings import has_errors
from tests.helpers import build_file_tree
from tests.live.editor.regions import asked
from tests.live.trees import PLAN, write_hub, write_region


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_region(tmp_path)


def opened(region: Path, round_: str = "") -> dict[str, Any]:
    now: dict[str, Any] = asked(region, "meeting", page="round-1/score", round=round_)["now"]
    return now


def kept(region: Path, now: dict[str, Any], minutes: dict[str, int] | None = None, **facts: Any) -> dict[str, Any]:
    """Save the meeting as it was opened, with other facts and minutes."""
    known = {name: now[name] for name in ("round", "date", "start", "venue", "directions", "mark")}
    lengths = {one["id"]: one["minutes"] for one in now["items"] if not one["sitting"]}
    return asked(region, "keep", **{**known, **facts}, minutes={**lengths, **(minutes or {})})


def settings(region: Path) -> dict[str, Any]:
    return tomllib.loads((region / "region.toml").read_text(encoding="utf-8"))


def test_it_opens_with_what_is_known_and_when_each_item_begins(region: Path) -> None:
    now = opened(region)

    assert (now["round"], now["date"], now["start"], now["venue"]) == ("round-1", "2027-01-20", "10:30", "Library")
    assert [(one["title"], one["start"], one["minutes"]) for one in now["items"]] == [
        ("Arrivals", "10:30am", 15),
        ("How ready are we?", "10:45am", 20),
        ("Our own", "11:05am", 10),
        ("Next steps", "11:15am", 10),
    ]


def test_other_minutes_move_what_comes_after_and_nothing_is_written(region: Path) -> None:
    before = (region / "region.toml").read_bytes()
    answer = asked(region, "times", round="round-1", start="13:00", minutes={"score": 45})

    assert [one["start"] for one in answer["items"]] == ["1pm", "1:15pm", "2pm", "2:10pm"]
    assert answer["told"].endswith("It ends at 2:20pm.")
    assert (region / "region.toml").read_bytes() == before


def test_facts_and_minutes_are_written_into_region_toml_alone_and_taken_back(region: Path) -> None:
    before = (region / "region.toml").read_bytes()
    answer = kept(
        region, opened(region), {"score": 45}, date="2027-02-03", start="13:00", venue="Town hall", directions="Up."
    )

    assert answer["answer"] == "saved"
    said = settings(region)["round"]["round-1"]
    assert (said["date"].isoformat(), said["start"], said["directions"]) == ("2027-02-03", "13:00", "Up.")
    assert {"item": "score", "minutes": 45} in said["agenda"]
    assert settings(region)["variables"]["venue"] == "Town hall"
    assert [one["start"] for one in opened(region)["items"]] == ["1pm", "1:15pm", "2pm", "2:10pm"]
    assert not has_errors(check(region).findings)

    asked(region, "undo", mark=answer["undo"]["mark"])
    assert (region / "region.toml").read_bytes() == before


def test_what_calendars_hold_counts_as_a_new_revision_and_minutes_do_not(region: Path) -> None:
    kept(region, opened(region), {"score": 45})
    assert "revision" not in settings(region)["round"]["round-1"]

    kept(region, opened(region), venue="Town hall")
    assert settings(region)["round"]["round-1"]["revision"] == 1


def test_another_order_is_timed_at_once_and_written_as_moves(region: Path) -> None:
    order = ["arrive", "ours", "next-steps", "score"]
    timed = asked(region, "times", round="round-1", start="10:30", order=order)
    assert [(one["id"], one["start"]) for one in timed["items"]] == list(
        zip(order, ["10:30am", "10:45am", "10:55am", "11:05am"], strict=True)
    )

    before = (region / "region.toml").read_bytes()
    answer = kept(region, opened(region), {"score": 45}, order=order)
    assert answer["answer"] == "saved"
    assert [(one["id"], one["minutes"]) for one in opened(region)["items"]] == [
        ("arrive", 15),
        ("ours", 10),
        ("next-steps", 10),
        ("score", 45),
    ]
    asked(region, "undo", mark=answer["undo"]["mark"])
    assert (region / "region.toml").read_bytes() == before


def test_an_item_moves_past_a_sitting_into_another_day(region: Path) -> None:
    plan = region / "upstream/round-1/index.md"
    sitting = "  - {sitting: Second evening, minutes: 60}\n  - {session: next-steps"
    text = plan.read_text(encoding="utf-8").replace("  - {session: next-steps", sitting)
    plan.write_text(text, encoding="utf-8")
    now = opened(region)
    assert [one["id"] for one in now["items"] if one["sitting"]] == ["second-evening"]

    assert kept(region, now, order=["arrive", "score", "second-evening", "ours", "next-steps"])["answer"] == "saved"
    ids = [one["id"] for one in opened(region)["items"]]
    assert ids == ["arrive", "score", "second-evening", "ours", "next-steps"]


@pytest.mark.parametrize("order", [["arrive"], ["arrive", "score", "ours", "lunch"]])
def test_an_order_of_other_items_is_refused(region: Path, order: list[str]) -> None:
    assert kept(region, opened(region), order=order)["message"] == "The agenda of round-1 has other items by now."


def test_a_first_date_is_no_revision_and_an_empty_one_is_taken_out(region: Path) -> None:
    kept(region, opened(region, "round-2"), date="2027-05-05", start="09:00")
    said = settings(region)["round"]["round-2"]
    assert (said["date"].isoformat(), said["start"], "revision" in said) == ("2027-05-05", "09:00", False)

    kept(region, opened(region, "round-2"), date="", start="")
    assert not {"date", "start"} & settings(region)["round"]["round-2"].keys()


def test_one_item_of_a_session_that_the_plan_retimes_goes_back_to_its_own_minutes(region: Path) -> None:
    kept(region, opened(region), {"score": 45})
    kept(region, opened(region), {"score": 20})

    assert next(one for one in opened(region)["items"] if one["id"] == "score")["minutes"] == 20


def test_a_region_toml_that_changed_since_is_shown_and_not_written_over(region: Path) -> None:
    now = opened(region)
    file = region / "region.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Library", "Museum"), encoding="utf-8")
    before = file.read_bytes()
    answer = kept(region, now, date="2027-02-03")

    assert (answer["answer"], answer["now"]["venue"]) == ("changed", "Museum")
    assert file.read_bytes() == before


def test_nothing_new_writes_nothing(region: Path) -> None:
    assert kept(region, opened(region))["answer"] == "same"


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"start": "late"}, "late is no time of day."), ({"date": "soon"}, "soon is no date.")],
)
def test_what_is_no_date_or_time_is_told(region: Path, facts: dict[str, str], words: str) -> None:
    assert kept(region, opened(region), None, **facts)["message"] == words


def test_minutes_of_a_plan_of_the_regions_own_are_told_to_be_changed_there(region: Path) -> None:
    build_file_tree(region, {"pages/round-1/index.md": PLAN.replace("minutes: 15", "minutes: 25")})
    file = region / "region.toml"
    text = file.read_text(encoding="utf-8").partition("\n[[round.round-1.agenda]]")[0]
    file.write_text(text, encoding="utf-8")
    answer = kept(region, opened(region), {"score": 45})

    assert answer["answer"] == "trouble"
    assert "pages/round-1/index.md" in answer["hint"]


def test_a_hub_has_no_meeting(tmp_path: Path) -> None:
    hub = write_hub(tmp_path)

    assert asked(hub, "meeting", page="round-1/score")["answer"] == "trouble"
    assert asked(hub, "page", page="round-1/score")["meeting"] is False


def test_findings_are_those_of_the_files_that_a_page_is_made_of(region: Path) -> None:
    text = "## Why it matters\n\n[x](nowhere.md)\n"
    build_file_tree(region, {"overrides/round-1/score/why-it-matters.replace.md": text})

    (found,) = asked(region, "findings", page="round-1/score")["findings"]
    assert found["place"] == "overrides/round-1/score/why-it-matters.replace.md:3"
    assert asked(region, "findings", page="round-1/next-steps")["findings"] == []
