"""``peerkit diff --upstream``: what waits upstream, before anything is received."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.stories import contents, tell


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    region, _ = tell(tmp_path)
    monkeypatch.chdir(region)
    return region


def test_it_shows_before_the_update_what_whats_new_shows_after_it(
    region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(region)
    assert run(["diff", "--upstream"]) == 0
    shown = capsys.readouterr().out
    assert contents(region) == before
    run(["update"])

    page = (region / "review" / "whats-new.md").read_text(encoding="utf-8")
    assert page.endswith(shown)
    assert "Because of [was: this. | now: this and more.]" in shown
    assert "yours stays on your pages until you decide" in shown


def test_one_address_is_shown_alone(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "--upstream", "round-1/how-ready.md#why-it-matters"]) == 0

    shown = capsys.readouterr().out
    assert "### Why it matters" in shown
    assert "Talk it over" not in shown


def test_json_has_both_texts_of_each_part(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "--upstream", "--json"]) == 0

    data = json.loads(capsys.readouterr().out)
    assert (data["version"], data["rounds"]) == ("2026.2", {"round-2": "Point by point"})
    parts = {part["anchor"]: part for page in data["pages"] for part in page["parts"]}
    assert parts["talk-it-over"]["was"].strip() == "In pairs."
    assert parts["talk-it-over"]["now"].strip() == "In pairs, standing."


def test_after_the_update_nothing_is_new(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["update"])
    capsys.readouterr()

    assert run(["diff", "--upstream"]) == 0
    out, said = capsys.readouterr()
    assert (out, "has nothing new" in said) == ("", True)


def test_a_source_out_of_reach_ends_with_4(region: Path) -> None:
    (region.parent / "hub").rename(region.parent / "elsewhere")

    assert run(["diff", "--upstream"]) == 4


def test_a_dry_run_says_would_and_promises_no_page(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["update", "--dry-run"]) == 1

    said = "".join(capsys.readouterr())
    assert "You would have version 2026.2." in said
    assert "You would be asked about these" in said
    assert "Next: peerkit update\n" in said
    for words in ("You have version", "It shows", "Tick a box", "read review/"):
        assert words not in said
