"""For whom a handout is: a person, table or group shows it on the page, and the host's and speaker's stand on none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.pack import pack, ready
from tests.built import files_with
from tests.helpers import build_file_tree
from tests.regions import SESSION, hub_files

FOR_WHOM = ("person", "table", "group", "host", "speaker")
SHEETS = "\n".join(f":::{{handout}} Sheet\n:for: {one}\n\nwordfor{one}\n\n:::\n" for one in FOR_WHOM)
OWN = "handouts/round-1/how-ready"
WHERE = {
    "person": {f"{OWN}.pdf", "handouts/round-1/attendee.pdf"},
    "table": {f"{OWN}.pdf"},
    "group": {f"{OWN}.pdf"},
    "host": {f"{OWN}-host.pdf", "handouts/round-1/run-sheet.pdf"},
    "speaker": {f"{OWN}-speaker.pdf", "handouts/round-1/run-sheet.pdf"},
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("handouts")
    root = build_file_tree(place / "hub", hub_files({"round-1/how-ready.md": f"{SESSION}\n{SHEETS}"}))
    build(root, place / "out", Order(), lambda _: None)
    return place / "out"


@pytest.mark.parametrize("whose", FOR_WHOM)
def test_a_handout_is_printed_for_those_whom_it_is_for(out: Path, whose: str) -> None:
    found = files_with(f"wordfor{whose}", out)

    assert {path for path in found if path.startswith("handouts/")} == WHERE[whose]


@pytest.mark.parametrize("whose", FOR_WHOM)
def test_handouts_of_hosts_and_speakers_stand_nowhere_on_the_site(out: Path, whose: str) -> None:
    found = {path for path in files_with(f"wordfor{whose}", out) if path.startswith("site/")}

    if whose in ("host", "speaker"):
        assert found == set()
    else:
        assert "site/round-1/how-ready.html" in found


def test_what_people_share_says_so_on_the_page_and_on_paper(out: Path) -> None:
    assert files_with("One for each table", out) >= {"site/round-1/how-ready.html", f"{OWN}.pdf"}
    assert files_with("One for each person", out) == set()


def test_a_pack_lists_the_papers_of_hosts_and_speakers_apart(tmp_path: Path) -> None:
    root = build_file_tree(tmp_path / "hub", hub_files({"round-1/how-ready.md": f"{SESSION}\n{SHEETS}"}))
    pack(ready(root, "round-1"), tmp_path / "pack.zip", lambda _: None)

    start = files_with("For hosts and speakers", tmp_path)
    assert start == {"pack.zip"}
