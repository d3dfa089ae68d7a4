"""What a region tells of its changes, and what it keeps to itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kit.app.check import load
from kit.franchise.variations import variations, without_notes
from kit.source.settings.files import read_region
from tests.helpers import build_file_tree
from tests.regions import tree

HUB = {
    "hub.toml": 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n',
    "index.md": "# Home\n\nHello.\n",
    "countdown.md": "# Countdown\n\n## Before\n\n- 4 weeks before: Book.\n",
    "messages/invitation.md": "# Come\n\nPlease come.\n\n## When\n\nSoon.\n",
    "round-1/index.md": (
        "---\nminutes: 200\nagenda:\n  - {id: arrive, break: Arrivals, minutes: 10}\n  - {session: talk}\n"
        "  - {id: both, parallel: [walk, sing]}\nagendas:\n  online:\n    - {session: talk}\n---\n\n# Meet\n\nAll.\n"
    ),
    "round-1/talk.md": (
        "---\nminutes: 20\n---\n\n# Talk\n\nHello.\n\n## First\n\nWords.\n\n"
        ":::{facilitator}\n\nOld secret.\n\n:::\n\n## Second\n\nMore.\n"
    ),
    "round-1/walk.md": "---\nminutes: 30\n---\n\n# Walk\n\nAway.\n",
    "round-1/sing.md": "---\nminutes: 30\n---\n\n# Sing\n\nLoud.\n",
    "round-2/index.md": "# Again\n\nMore.\n",
}
REGION = 'schema = 1\nid = "north"\nname = "North"\n[upstream]\nsource = "../hub"\nversion = "2026.1"\ntree = "-"\n'


def changes(tmp_path: Path, files: Mapping[str, str], settings: str = "") -> list[dict[str, Any]]:
    """Return what a region with these files of its own tells, without what is None."""
    upstream = {f"upstream/{path}": text for path, text in HUB.items()}
    root = build_file_tree(tmp_path, {"region.toml": REGION + settings, **upstream, **files})
    examined = load(root)
    assert examined.edition is not None
    return [one.model_dump(exclude_none=True) for one in examined.edition.variations]


def test_a_hub_and_a_fresh_region_tell_nothing(tmp_path: Path) -> None:
    hub = load(build_file_tree(tmp_path / "hub", HUB)).edition

    assert hub is not None
    assert hub.variations == ()
    assert changes(tmp_path / "region", {}) == []


def test_sections_are_told_with_their_heading_and_why(tmp_path: Path) -> None:
    files = {
        "overrides/round-1/talk/first.replace.md": "---\nwhy: Ours is shorter.\n---\n\n## First of all\n\nNew.\n",
        "overrides/round-1/talk/second.after.md": "One line more.\n",
        "overrides/round-1/walk/walk.remove.md": "Nobody walks\nhere.\n",
    }

    assert changes(tmp_path, files) == [
        {"page": "round-1/talk", "section": "first", "title": "First", "kind": "replaced", "why": "Ours is shorter."},
        {"page": "round-1/talk", "section": "second", "title": "Second", "kind": "added"},
        {"page": "round-1/walk", "section": "walk", "title": "Walk", "kind": "removed", "why": "Nobody walks here."},
    ]


def test_a_change_of_notes_alone_is_not_told(tmp_path: Path) -> None:
    """Neither that it was made, nor why: it is about what only facilitators see."""
    notes = ":::{facilitator}\n\nNew secret.\n\n:::\n"
    files = {
        "overrides/round-1/talk/first.replace.md": f"---\nwhy: A secret.\n---\n\n## First\n\nWords.\n\n{notes}",
        "overrides/round-1/talk/second.after.md": f"---\nwhy: Another secret.\n---\n\n{notes}",
    }

    assert changes(tmp_path, files) == []


def test_the_text_of_a_section_is_told_nowhere(tmp_path: Path) -> None:
    files = {
        "overrides/round-1/talk/first.replace.md": "## First\n\nOpenword.\n\n:::{facilitator}\n\nSecretword.\n\n:::\n",
        "overrides/round-1/talk/second.remove.md": ":::{facilitator}\n\nSecretword.\n\n:::\n",
    }
    told = str(changes(tmp_path, files))

    assert "'first'" in told
    assert "'second'" in told
    assert "word" not in told


def test_pages_are_dropped_renamed_reordered_and_retimed(tmp_path: Path) -> None:
    files = {
        "overrides/round-1/talk/page.toml": 'why = "Shorter."\nrename = "chat"\n[set]\nminutes = 15\nmaterials = []\n',
        "overrides/round-1/walk/page.toml": 'drop = true\nwhy = "Rain."\n',
        "overrides/round-1/sing/page.toml": 'order = ["sing"]\n',
    }

    assert changes(tmp_path, files) == [
        {"page": "round-1/sing", "title": "Sing", "kind": "moved"},
        {"page": "round-1/talk", "title": "Talk", "kind": "renamed", "why": "Shorter."},
        {"page": "round-1/talk", "title": "Talk", "kind": "retimed", "minutes": 15, "why": "Shorter."},
        {"page": "round-1/walk", "title": "Walk", "kind": "dropped", "why": "Rain."},
    ]


def test_own_pages_are_new_or_replace_one(tmp_path: Path) -> None:
    own = "---\nminutes: 25\n---\n\n# Ours\n\nText.\n"
    files = {"pages/round-1/ours.md": own, "pages/round-1/walk.md": own}

    assert changes(tmp_path, files) == [
        {"page": "round-1/ours", "title": "Ours", "kind": "new", "minutes": 25},
        {"page": "round-1/walk", "title": "Ours", "kind": "replaced"},
    ]


def test_the_agenda_is_told_by_session_or_by_round(tmp_path: Path) -> None:
    settings = """
[[round.round-1.agenda]]
item = "talk"
minutes = 25
[[round.round-1.agenda]]
item = "arrive"
at = "12:00"
[[round.round-1.agenda]]
move = "both"
before = "talk"
[[round.round-1.agenda]]
add = "cake"
break = "Cake"
minutes = 10
after = "talk"
[[round.round-1.agenda]]
add = "ours"
after = "talk"
[[round.round-1.agenda]]
drop = "arrive"
"""
    files = {"pages/round-1/ours.md": "---\nminutes: 25\n---\n\n# Ours\n\nText.\n"}

    assert changes(tmp_path, files, settings) == [
        {"page": "round-1/index", "title": "Arrivals", "kind": "retimed"},
        {"page": "round-1/index", "title": "Walk and Sing", "kind": "moved"},
        {"page": "round-1/index", "title": "Cake", "kind": "added", "minutes": 10},
        {"page": "round-1/index", "title": "Arrivals", "kind": "dropped"},
        {"page": "round-1/ours", "title": "Ours", "kind": "new", "minutes": 25},
        {"page": "round-1/talk", "title": "Talk", "kind": "retimed", "minutes": 25},
    ]


def test_rounds_are_dropped_or_run_in_another_form(tmp_path: Path) -> None:
    settings = '[round.round-1]\nformat = "online"\n[round.round-2]\ndrop = true\n'

    assert changes(tmp_path, {}, settings) == [
        {"page": "round-1/index", "title": "online", "kind": "replaced"},
        {"page": "round-2/index", "title": "Again", "kind": "dropped"},
    ]


def test_messages_and_the_countdown_are_nobody_elses_business(tmp_path: Path) -> None:
    files = {
        "overrides/messages/invitation/when.replace.md": "## When\n\nLater.\n",
        "pages/messages/thanks.md": "# Thanks\n\nThank you.\n",
        "pages/round-1/countdown.md": "# Countdown\n\n## Before\n\n- 2 weeks before: Ask.\n",
    }

    assert changes(tmp_path, files) == []


def test_areas_belong_to_the_region_that_names_them(tmp_path: Path) -> None:
    settings = REGION.replace('name = "North"\n', 'name = "North"\nareas = ["wales", "london", "wales"]\n')
    upstream = {f"upstream/{path}": text for path, text in HUB.items()}
    parent = load(build_file_tree(tmp_path / "parent", {"region.toml": settings, **upstream}))

    assert parent.edition is not None
    assert parent.composed is not None
    assert parent.edition.areas == ("wales", "london")
    files = {f"upstream/{path}": data for path, data in parent.composed.tree.files.items()}
    child = load(build_file_tree(tmp_path / "child", {"region.toml": REGION, **files})).edition
    assert child is not None
    assert child.areas == ()


def test_an_unknown_area_is_an_error_with_its_line(tmp_path: Path) -> None:
    settings = REGION.replace('name = "North"\n', 'name = "North"\nareas = ["East Anglia", "west-midland"]\n')
    upstream = {f"upstream/{path}": text for path, text in HUB.items()}
    found = load(build_file_tree(tmp_path, {"region.toml": settings, **upstream})).findings

    assert [(one.place, one.code.value) for one in found] == [("region.toml:4", "bad-value")] * 2
    assert 'such as "west-midlands"' in found[1].message


def test_notes_are_taken_out_at_any_depth() -> None:
    text = "One\n\n::::{activity} Do\n\nTwo\n\n:::{facilitator}\nThree\n:::\n::::\n\nFour\n"

    assert without_notes(text) == "One\n\n::::{activity} Do\n\nTwo\n\n::::\n\nFour\n"


@pytest.mark.parametrize("minutes", ["9" * 5000, "²", "0", "1441", "12345", "-5", "1e2", "soon", "1_0"])
def test_minutes_that_are_none_are_told_to_nobody(minutes: str) -> None:
    """They are errors where they stand; other groups read what is told before anybody has mended them."""
    own = {
        "pages/round-1/dance.md": f"---\nminutes: {minutes}\n---\n\n# Dance\n\nSlowly.\n",
        "overrides/round-1/talk/page.toml": f'[set]\nminutes = "{minutes}"\n',
    }
    upstream = {f"upstream/{path}": text for path, text in HUB.items()}
    here = tree({"region.toml": REGION, **upstream, **own})
    region = read_region(here, [])

    assert region is not None
    assert [(one.page, one.kind, one.minutes) for one in variations(here, region)] == [("round-1/dance", "new", None)]
