"""Pages of ``common/`` and ``activities/`` are sessions of every round that borrows them, and no rounds themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import check, examine, load
from kit.model.findings import Code
from tests.built import files_with
from tests.helpers import build_file_tree, page_words, places
from tests.regions import HUB, region_files

WELCOME = """\
---
minutes: 15
shortest: 10
materials: ["rule cards: 1 per table, kept"]
---

# Welcome

Everyone knows where the ways out are.

:::{activity} Say hello
:minutes: 15
:shortest: 10

1. Say your name.

:::

:::{facilitator}
A zebra card lies at the door.
:::

:::{handout} House rules

- One speaks.

:::
"""
ACTIVITY = "---\nminutes: 12\n---\n\n# One, two, four, all\n\nSo that everyone is heard.\n"
ONE = HUB["round-1/index.md"].replace(
    "  - {session: how-ready}  ", "  - {session: common/welcome}\n  - {session: how-ready}  "
)
TWO = """\
---
minutes: 60
agenda:
  - {session: common/welcome, minutes: 10}
  - {session: round-1/how-ready}
---

# Point by point

Topics that you choose.
"""
SHARED = HUB | {
    "round-1/index.md": ONE,
    "round-2/index.md": TWO,
    "common/welcome.md": WELCOME,
    "activities/one-two-four.md": ACTIVITY,
}


def hub(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    return build_file_tree(root, SHARED | dict(changes or {}))


def region(root: Path, local: Mapping[str, str] | None = None, toml: str = "") -> Path:
    return build_file_tree(root, region_files(local or {}, toml, SHARED))


def composed(root: Path) -> Mapping[str, bytes]:
    made = load(root).composed
    assert made is not None
    return made.tree.files


def found(root: Path, *codes: Code) -> list[tuple[Code, str]]:
    return [one for one in places(examine(root).findings) if not codes or one[0] in codes]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    build(hub(folder / "tree"), folder / "out", Order(session_decks=True), lambda _: None)
    return folder / "out"


def test_a_hub_with_shared_sessions_has_nothing_to_mend(tmp_path: Path) -> None:
    assert found(hub(tmp_path)) == []


def test_a_shared_session_has_one_page_that_names_its_rounds(out: Path) -> None:
    words = page_words(out / "site/common/welcome.html")

    assert "Meet the standard : 15 minutes, 15 minutes in" in words
    assert "Point by point : 10 minutes, at the start" in words
    assert "Handout (PDF" in words


def test_it_is_in_run_sheets_slides_and_totals_of_each_round(out: Path) -> None:
    for name, minutes in (("round-1", 15), ("round-2", 10)):
        words = page_words(out / f"site/{name}/run-sheet.html")
        assert "A zebra card lies at the door." in words
        assert "rule cards" in words
        assert f"Say hello {minutes} min " in words
    assert files_with("Say your name.", out) >= {
        "decks/round-1.pptx",
        "decks/round-2.pptx",
        "decks/common/welcome.pptx",
    }
    assert files_with("One speaks.", out) >= {"handouts/common/welcome.pdf", "handouts/round-2/attendee.pdf"}


def test_the_menu_names_a_shared_session_in_its_day_and_neither_folder(out: Path) -> None:
    menu = (out / "site/round-1/index.html").read_text(encoding="utf-8").partition('class="kit-menu"')[2]
    entries = re.findall(r'<a[^>]*href="([^"]*)"', menu.partition("</nav>")[0])

    assert entries.count("../common/welcome.html") == 1
    assert [one for one in entries if "activities/" in one or one.startswith("../common/index")] == []
    assert (out / "site/activities/one-two-four.html").exists()


def test_a_build_of_one_round_has_no_shared_session_of_others(tmp_path: Path) -> None:
    tree = hub(tmp_path / "tree", {"round-2/index.md": TWO.replace("  - {session: common/welcome, minutes: 10}\n", "")})
    build(tree, tmp_path / "out", Order(parts=("site",), round="round-2"), lambda _: None)

    assert not (tmp_path / "out/site/common/welcome.html").exists()


def test_a_page_of_common_on_no_agenda_is_told_and_an_activity_is_there_to_choose(tmp_path: Path) -> None:
    tree = hub(tmp_path, {"common/stretch.md": "---\nminutes: 5\n---\n\n# Stretch\n\nUp.\n"})

    assert found(tree) == [(Code.ON_NO_AGENDA, "common/stretch.md:5")]


def test_any_format_of_a_round_puts_it_on_an_agenda(tmp_path: Path) -> None:
    plan = ONE.replace("  online:\n", "  online:\n    - {session: common/stretch}\n")
    stretch = "---\nminutes: 5\n---\n\n# Stretch\n\nUp.\n"

    assert found(hub(tmp_path, {"common/stretch.md": stretch, "round-1/index.md": plan})) == []


def test_the_date_of_a_round_cannot_stand_on_a_page_of_several(tmp_path: Path) -> None:
    tree = hub(tmp_path, {"common/welcome.md": WELCOME.replace("Everyone knows", "On {{ date }} everyone knows")})

    assert found(tree) == [(Code.UNKNOWN_VARIABLE, "common/welcome.md:9")]


def test_a_borrowed_page_without_minutes_is_told(tmp_path: Path) -> None:
    assert found(hub(tmp_path, {"common/welcome.md": "# Welcome\n\nHello.\n"})) == [
        (Code.NO_MINUTES, "common/welcome.md:1")
    ]


def test_a_misspelt_one_is_told_with_the_nearest(tmp_path: Path) -> None:
    tree = hub(tmp_path, {"round-2/index.md": TWO.replace("common/welcome", "common/welcom")})
    (one,) = [one for one in examine(tree).findings if one.code is Code.UNKNOWN_SESSION]

    assert one.hint == "Did you mean common/welcome? If not, write the page common/welcom.md."


def test_a_region_changes_it_for_all_rounds_at_once(tmp_path: Path) -> None:
    local = {
        "overrides/common/welcome/welcome.words.md": "# Welcome to Leeds\n\nHere.\n",
        "overrides/common/welcome/page.toml": "[set]\nminutes = 14\n",
    }
    tree = composed(region(tmp_path, local))
    page = tree["common/welcome.md"].decode()

    assert "# Welcome to Leeds" in page
    assert "minutes: 14" in page
    assert "A zebra card" in page


def test_a_region_that_drops_it_has_it_on_no_agenda(tmp_path: Path) -> None:
    tree = composed(region(tmp_path, {"overrides/common/welcome/page.toml": "drop = true\n"}))

    assert "common/welcome.md" not in tree
    assert all(b"common/welcome" not in tree[f"{name}/index.md"] for name in ("round-1", "round-2"))


def test_a_region_adds_an_activity_or_a_shared_page_of_its_own(tmp_path: Path) -> None:
    toml = '[[round.round-1.agenda]]\nadd = "activities/one-two-four"\n[[round.round-1.agenda]]\nadd = "common/ours"\n'
    root = region(tmp_path, {"pages/common/ours.md": ACTIVITY.replace("One, two", "Ours")}, toml)

    assert found(root, Code.UNKNOWN_SESSION, Code.ON_NO_AGENDA, Code.OFF_AGENDA, Code.BAD_AGENDA) == []
    assert b"session: common/ours" in composed(root)["round-1/index.md"]


def test_a_region_is_told_of_what_it_dropped_and_not_of_activities_that_it_does_not_use(tmp_path: Path) -> None:
    drops = "".join(f'[[round.{name}.agenda]]\ndrop = "welcome"\n' for name in ("round-1", "round-2"))
    (one,) = [one for one in examine(region(tmp_path, toml=drops)).findings if one.code is Code.OFF_AGENDA]

    assert '"Welcome" is on no agenda of yours' in one.message
    assert "its address leads to the home page" in one.message
    assert 'add = "common/welcome"' in one.hint


def test_one_that_only_a_hidden_round_has_waits_for_it_without_a_word(tmp_path: Path) -> None:
    toml = '[round.round-2]\nshow = false\n[[round.round-1.agenda]]\ndrop = "welcome"\n'

    assert found(region(tmp_path, toml=toml), Code.OFF_AGENDA) == []


def test_a_check_reads_one_that_only_a_hidden_round_has_and_a_build_leaves_it_out(tmp_path: Path) -> None:
    root = region(tmp_path, toml='[round.round-2]\nshow = false\n[[round.round-1.agenda]]\ndrop = "welcome"\n')

    built = examine(root)
    assert [one.code for one in check(root).findings] == [one.code for one in built.findings]
    assert built.edition is not None
    assert "common/welcome" not in built.edition.pages
