"""A round that nobody is to see yet: no output has it, and what reads the material has all of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import check, examine, load
from kit.app.pack import ready
from kit.app.region import standing
from kit.franchise.compose.compose import compose
from kit.model.edition import round_named
from kit.model.errors import WrongUsage
from kit.model.findings import Code
from kit.source.tree.read import read_tree
from tests.built import files_with
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files

PLAN = """\
---
minutes: 60
agenda:
  - {session: pairs}
  - {session: lent, minutes: 20}
  - {session: round-1/next-steps, minutes: 15}
---

# Round Zebra

What happens at Zebra.
"""
PAIRS = """\
---
minutes: 25
standard: [1]
materials: ["quokka cards: 1 per person"]
---

# Quokka in pairs

:::{activity} Talk
:minutes: 25

In pairs.

:::

:::{handout} Quokka sheet

Write.

:::

:::{slide} Quokka slide

- One

:::
"""
LENT = """\
---
minutes: 20
---

# A lent session

It comes from [that day](index.md), after [these pairs](pairs.md#quokka-in-pairs).
"""
STANDARD = 'name = "A standard"\n\n[[point]]\nnumber = 1\ntitle = "Understand users"\n'
UPSTREAM = HUB | {
    "index.md": "# Digital peer groups\n\nHello. Then comes [the next one](round-2/index.md).\n",
    "hub.toml": HUB["hub.toml"].replace('standard = ""', 'standard = "ours"'),
    "standards/ours.toml": STANDARD,
    "countdown.md": "# Countdown\n\n## 2 weeks before: book the room\n\nFor {{ group }}.\n",
    "messages/reminder.md": "# Reminder\n\nSubject: {{ round }}\n\nWe meet on {{ date }}.\n",
    "round-2/index.md": PLAN,
    "round-2/pairs.md": PAIRS,
    "round-2/lent.md": LENT,
    "moves.toml": '[[move]]\nfrom = "round-2/couples.md"\nto = "round-2/pairs.md"\nin = "2026.1"\n\n'
    '[[retired]]\naddress = "round-2/zebra-crossing.md"\nin = "2026.1"\n',
}
ROUND_1 = '\n[round.round-1]\ndate = 2027-01-20\nstart = "10:30"\n'
HIDDEN = "\n[round.round-2]\nshow = false\nheads = 20\n"
BORROWS = '\n[[round.round-1.agenda]]\nadd = "round-2/lent"\nafter = "next-steps"\n'
CHANGED = {"overrides/round-2/pairs/page.toml": 'why = "quokkas"\n[set]\nminutes = 24\n'}


def region(
    root: Path,
    toml: str = ROUND_1 + BORROWS + HIDDEN,
    local: Mapping[str, str] = CHANGED,
    hub: Mapping[str, str] = UPSTREAM,
) -> Path:
    files = region_files(local, toml, UPSTREAM | dict(hub))
    files["region.toml"] = files["region.toml"].replace("\n[upstream]", '\nurl = "https://m.example.org/"\n[upstream]')
    return build_file_tree(root, files)


def built(root: Path, out: Path) -> Path:
    build(root, out, Order(session_decks=True), lambda _: None)
    return out


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hidden")
    return built(region(folder / "tree"), folder / "out")


@pytest.mark.parametrize("word", ["Zebra", "zebra", "Quokka", "quokka", "round-2/index", "round-2/pairs", "couples"])
def test_no_built_file_names_a_hidden_round_or_its_sessions(out: Path, word: str) -> None:
    assert files_with(word, out) == set()


def test_no_built_file_is_called_after_it_but_those_of_a_session_that_another_round_borrows(out: Path) -> None:
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}

    assert {path for path in files if "round-2" in path and "lent" not in path} == set()
    assert "site/round-2/lent.html" in files


def test_links_to_it_are_plain_text(out: Path) -> None:
    home = (out / "site" / "index.html").read_text(encoding="utf-8")
    lent = (out / "site" / "round-2" / "lent.html").read_text(encoding="utf-8")

    assert "Then comes the next one." in home
    assert "It comes from that day, after these pairs." in lent


def test_open_data_and_counts_know_of_one_round(out: Path) -> None:
    facts = json.loads((out / "site" / "group.json").read_text(encoding="utf-8"))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))

    assert [one["id"] for one in facts["rounds"]] == ["round-1"]
    assert facts["variations"]
    assert not any("pairs" in one["page"] for one in facts["variations"])
    assert {one["round"] for one in manifest["files"]} <= {"round-1", None}


def test_check_reads_it_and_finds_nothing_to_tell_of_links_to_it(tmp_path: Path) -> None:
    codes = {one.code for one in check(region(tmp_path / "sound")).findings}
    wrong = {"overrides/round-2/pairs/quokka-in-pairs.replace.md": "# Quokka in pairs\n\nSee [x](nowhere.md).\n"}
    found = [one for one in check(region(tmp_path / "wrong", local=wrong)).findings if one.level.name == "ERROR"]

    assert Code.DROPPED_LINK not in codes
    assert [one.file for one in found] == ["overrides/round-2/pairs/quokka-in-pairs.replace.md"]


def test_a_session_of_a_format_that_a_hidden_round_does_not_have_is_not_told(tmp_path: Path) -> None:
    spare = {"round-2/spare.md": "---\nminutes: 20\n---\n\n# A spare session\n"}

    assert Code.OFF_AGENDA not in {one.code for one in check(region(tmp_path / "hidden", hub=spare)).findings}
    assert Code.OFF_AGENDA in {one.code for one in check(region(tmp_path / "shown", ROUND_1, hub=spare)).findings}


def test_a_variable_that_only_a_hidden_round_would_show_is_no_gap_yet(tmp_path: Path) -> None:
    hub = {
        "round-2/pairs.md": PAIRS.replace("In pairs.", "With {{ host }}."),
        "hub.toml": UPSTREAM["hub.toml"].replace("\n[brand]", 'host = ""\n\n[brand]'),
    }

    for name, toml, gaps in (
        ("hidden", HIDDEN, ["venue", "contact"]),
        ("shown", HIDDEN + "date = 2027-03-17\n", ["venue", "contact", "host"]),
    ):
        root = region(tmp_path / name, ROUND_1 + toml, hub=hub)
        told = [one.message.split()[0] for one in examine(root).findings if one.code is Code.GAP]
        assert told == gaps
        assert list(standing(root).gaps) == gaps


def test_agenda_and_composed_trees_have_it(tmp_path: Path) -> None:
    root = region(tmp_path)
    edition = load(root).edition
    composed = compose(read_tree(root, []), [])

    assert edition is not None
    assert composed is not None
    assert [timed.item.id for timed in round_named(edition, "round-2").timetable.items][:2] == ["pairs", "lent"]
    assert "round-2/pairs.md" in composed.tree.files


def test_a_date_shows_it_whatever_else_stands_there(tmp_path: Path) -> None:
    root = region(tmp_path, ROUND_1 + HIDDEN + "date = 2027-03-17\n")
    edition = examine(root).edition

    assert edition is not None
    assert [one.name for one in edition.rounds] == ["round-1", "round-2"]
    assert "round-2/pairs" in edition.pages


def test_without_the_line_a_round_is_shown_without_a_date(tmp_path: Path) -> None:
    edition = examine(region(tmp_path, "\n[round.round-2]\nheads = 20\n")).edition

    assert edition is not None
    assert [one.name for one in edition.rounds] == ["round-1", "round-2"]


@pytest.mark.parametrize("name", ["round-1", "round-2"])
def test_a_session_that_only_a_hidden_round_still_has_is_no_part_of_the_meeting(tmp_path: Path, name: str) -> None:
    """Round 1 drops its next steps, and the hidden round borrows them: nobody meets them, so they are not built."""
    drop = '\n[[round.round-1.agenda]]\ndrop = "next-steps"\n'
    edition = examine(region(tmp_path, ROUND_1 + drop + (HIDDEN if name == "round-1" else ""))).edition

    assert edition is not None
    assert ("round-1/next-steps" in edition.pages) is (name == "round-2")


def test_who_asks_for_a_hidden_round_is_told_how_to_show_it(tmp_path: Path) -> None:
    root = region(tmp_path)

    for ask in (
        lambda: ready(root, "round-2"),
        lambda: build(root, tmp_path / "out", Order(round="round-2"), lambda _: None),
    ):
        with pytest.raises(WrongUsage) as refused:
            ask()
        assert (
            refused.value.message == "round-2 is not shown yet: region.toml says show = false, and has no date for it."
        )
        assert refused.value.hint == "Give it a date under [round.round-2], or take show = false away."
