"""What a whole build makes of messages, countdown and dates: where it stands, and what visitors never come across."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.app.build import Order, build
from tests.built import files_with, words_of
from tests.helpers import build_file_tree
from tests.regions import hub_files, region_files

HUB = {
    "countdown.md": "# Steps\n\n## 2 days before: ring the caretakerhouse\n\n- At {{ venue }}.\n- Before **noon**.\n",
    "messages/invitation.md": "# Invitation\n\nCome, as jubilantwords say.\n",
}
SETTINGS = '\n[variables]\nvenue = "The Hall"\ncontact = "us@example.org"\n\n[round.round-1]\ndate = 2027-05-05\n'


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("office")
    root = build_file_tree(place / "region", region_files({}, SETTINGS, hub_files(HUB)))
    build(root, place / "out", Order(), lambda _: None)
    return place / "out"


def test_the_steps_stand_on_the_checklists_and_in_the_calendar_only(out: Path) -> None:
    """No menu, search or page for everyone holds them; the run sheet links to them."""
    expected = {"site/round-1/checklist.html", "handouts/round-1/checklist.pdf", "calendar/round-1/countdown.ics"}

    assert files_with("caretakerhouse", out) == expected
    for name in ("run-sheet", "index"):
        assert 'href="checklist.html"' in (out / f"site/round-1/{name}.html").read_text(encoding="utf-8")
    page = (out / "site/round-1/checklist.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert '<time datetime="2027-04-30">Friday 30 April 2027</time>' in page
    assert "Moved, because Monday 3 May 2027 is a bank holiday (Early May bank holiday)." in page
    assert "<li>At The Hall.</li>" in page


def test_the_paper_has_the_same_days_and_words(out: Path) -> None:
    text = words_of((out / "handouts/round-1/checklist.pdf").read_bytes(), "checklist.pdf")

    for words in ("Friday 30 April 2027 (2 days before)", "Ring the caretakerhouse", "At The Hall.", "Before noon."):
        assert words in " ".join(text.split())


def test_messages_are_files_to_send_and_no_pages(out: Path) -> None:
    assert files_with("jubilantwords", out) == {
        "messages/round-1/invitation.eml",
        "messages/round-1/invitation.html",
        "messages/round-1/invitation.txt",
    }


def test_the_round_page_offers_the_calendar_file_and_the_manifest_lists_it(out: Path) -> None:
    """What is offered is the file itself."""
    page = (out / "site/round-1/index.html").read_text(encoding="utf-8")
    listed = {one["path"]: one for one in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]}
    offered = out / "site/downloads/round-1/round-1.ics"

    assert 'href="../downloads/round-1/round-1.ics"' in page
    assert offered.read_bytes() == (out / "calendar/round-1.ics").read_bytes()
    assert (listed["calendar/round-1.ics"]["kind"], listed["calendar/round-1.ics"]["round"]) == ("calendar", "round-1")
    assert listed["messages/round-1/invitation.txt"]["kind"] == "message"


def test_a_partial_build_makes_none_of_it_and_a_group_that_hides_its_run_sheet_hides_the_checklist(
    tmp_path: Path,
) -> None:
    files = region_files({}, SETTINGS, hub_files(HUB))
    files["region.toml"] = files["region.toml"].replace('languages = ["en"]', "publish_run_sheet = false")
    root = build_file_tree(tmp_path / "region", files)
    build(root, tmp_path / "out", Order(parts=("site",)), lambda _: None)

    made = {path.relative_to(tmp_path / "out").parts[0] for path in (tmp_path / "out").iterdir()}
    assert made == {"site", "manifest.json"}
    assert not list((tmp_path / "out").rglob("checklist*"))
    assert list((tmp_path / "out").rglob("*.ics")) == [tmp_path / "out/site/group.ics"]  # a page of the site's own
