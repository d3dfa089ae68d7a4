"""A session that a region takes off its agenda is no part of its meeting, and what became of it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import check, examine
from kit.model.findings import Code, Finding, Level
from tests.built import files_with
from tests.helpers import build_file_tree
from tests.regions import HUB, REGION_TOML, region_files

STORY = """\
---
minutes: 10
materials: ["story cards: 1 per person"]
---

# A local story

How one council changed its parking permits, told by Ada.

:::{activity} Listen
:minutes: 10

1. Listen.

:::

:::{handout} The story sheet

Write down what went wrong.

:::
"""
PLAN = HUB["round-1/index.md"].replace(
    "  - {session: next-steps", "  - {session: local-story}\n  - {session: next-steps"
)
UPSTREAM = HUB | {"round-1/index.md": PLAN, "round-1/local-story.md": STORY}
DROP = '[[round.round-1.agenda]]\ndrop = "local-story"\n'
LINE = len(REGION_TOML.splitlines()) + 1
LINK = "\nHear [a story](local-story.md).\n"
NOTE = "\n:::{facilitator}\nAsk who tells [the story](local-story.md).\n:::\n"


def region(root: Path, hub: Mapping[str, str], toml: str = DROP, local: Mapping[str, str] | None = None) -> Path:
    files = region_files(local or {}, toml, UPSTREAM | dict(hub))
    files["region.toml"] = files["region.toml"].replace("\n[upstream]", '\nurl = "https://m.example.org/"\n[upstream]')
    return build_file_tree(root, files)


def told(root: Path, *codes: Code) -> list[Finding]:
    return [one for one in examine(root).findings if one.code in (codes or (Code.OFF_AGENDA, Code.ON_NO_AGENDA))]


def site_of(root: Path, out: Path) -> Path:
    build(root, out, Order(), lambda _: None)
    return out / "site"


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of a region that dropped the story, to which only notes for facilitators still link."""
    folder = tmp_path_factory.mktemp("without")
    hub = {"round-1/next-steps.md": HUB["round-1/next-steps.md"] + NOTE}
    site_of(region(folder / "tree", hub), folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of a region that dropped the story, to which the home page links."""
    folder = tmp_path_factory.mktemp("marked")
    hub = {"index.md": HUB["index.md"] + LINK.replace("(", "(round-1/")}
    site_of(region(folder / "tree", hub), folder / "out")
    return folder / "out"


def test_without_a_link_no_file_of_the_build_holds_it(without: Path) -> None:
    assert files_with("parking permits", without) == set()
    assert files_with("story cards", without) == set()
    assert not (without / "handouts/round-1/local-story.pdf").exists()


def test_its_address_leads_to_the_page_of_the_round(without: Path) -> None:
    page = (without / "site/round-1/local-story.html").read_text(encoding="utf-8")

    assert "<h1>Not part of our meeting</h1>" in page
    assert '<a href="index.html">Meet the standard</a>' in page
    assert 'name="robots" content="noindex"' in page


def test_the_words_of_a_link_in_notes_stay(without: Path) -> None:
    page = (without / "site/round-1/run-sheet.html").read_text(encoding="utf-8")

    assert "Ask who tells the story." in re.sub(r"\s+", " ", page)


def test_with_a_link_its_page_is_built_and_marked(marked: Path) -> None:
    page = (marked / "site/round-1/local-story.html").read_text(encoding="utf-8")

    assert "parking permits" in page
    assert "Not part of our meeting" in page
    assert '<a href="index.html">Meet the standard</a>' in page


def test_with_a_link_nothing_but_its_page_and_the_link_hold_it(marked: Path) -> None:
    assert files_with("parking permits", marked) == {"site/round-1/local-story.html"}
    assert files_with("story cards", marked) <= {"site/round-1/local-story.html"}
    assert files_with("A local story", marked) == {"site/round-1/local-story.html", "site/group.json"}  # as a change


@pytest.mark.parametrize("which", ["without", "marked"])
def test_no_menu_search_or_sitemap_has_it(which: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(which) / "site"
    index = json.loads((site / "searchindex.js").read_text(encoding="utf-8")[len("Search.setIndex(") : -1])
    menu = (site / "round-1/index.html").read_text(encoding="utf-8").partition('class="kit-menu"')[2]

    assert "round-1/local-story" not in index["docnames"]
    assert "local-story" not in menu.partition("</nav>")[0]
    assert "local-story" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "local-story" not in str(json.loads((site / "group.json").read_text(encoding="utf-8"))["rounds"])


def test_without_a_link_check_advises_at_the_drop(tmp_path: Path) -> None:
    (one,) = told(region(tmp_path, {}))

    assert (one.code, one.level) == (Code.OFF_AGENDA, Level.ADVICE)
    assert one.place == f"region.toml:{LINE + 1}"
    assert "its page is not built, and its address leads to the round's page" in one.message
    assert "drop = true in overrides/round-1/local-story/page.toml" in one.hint


@pytest.mark.parametrize("path", ["index.md", "round-1/index.md", "round-1/how-ready.md", "about.md"])
def test_with_a_link_check_says_which_page_keeps_it(tmp_path: Path, path: str) -> None:
    link = LINK if path.startswith("round-1/") else LINK.replace("(", "(round-1/")
    (one,) = told(region(tmp_path, {path: UPSTREAM.get(path, "# About us\n") + link}))

    assert f"because {path.removesuffix('.md')} links to it, its page is built" in one.message


@pytest.mark.parametrize(
    "link",
    [
        "{doc}`local-story`",
        "{doc}`the story </round-1/local-story>`",
        "{ref}`story-target`",
        ":::{button-ref} story-target\nHear it\n:::",
        ":::{button-link} local-story.md\nHear it\n:::",
        ":::{card} Story\n:link: local-story\n:link-type: doc\n:::",
        "[the story][1]\n\n[1]: local-story.md#listen",
        ":::{slide} A story\nSee [it](local-story.md).\n:::",
    ],
)
def test_every_kind_of_public_link_keeps_it(tmp_path: Path, link: str) -> None:
    story = STORY.replace("# A local", "(story-target)=\n# A local")
    hub = {"round-1/local-story.md": story, "round-1/how-ready.md": f"{HUB['round-1/how-ready.md']}\n{link}\n"}
    (one,) = told(region(tmp_path, hub))

    assert "its page is built" in one.message


def test_a_link_from_a_page_that_is_not_built_does_not_keep_it(tmp_path: Path) -> None:
    hub = {"round-1/other.md": f"---\nminutes: 5\n---\n\n# Other\n{LINK}"}
    found = told(region(tmp_path, hub))

    assert ["is not built" in one.message for one in found] == [True, True]


def test_a_page_that_is_built_because_of_a_link_keeps_those_that_it_links_to(tmp_path: Path) -> None:
    hub = {
        "round-1/other.md": f"---\nminutes: 5\n---\n\n# Other\n{LINK}",
        "round-1/next-steps.md": HUB["round-1/next-steps.md"] + "\nOr [another](other.md).\n",
    }
    found = told(region(tmp_path, hub))

    because = {one.message.split('"')[1]: one.message.partition("because ")[2].split()[0] for one in found}
    assert because == {"Other": "round-1/next-steps", "A local story": "round-1/other"}


def test_a_link_in_notes_to_a_page_that_is_not_built_is_told(tmp_path: Path) -> None:
    hub = {"round-1/next-steps.md": HUB["round-1/next-steps.md"] + NOTE}
    (one,) = told(region(tmp_path, hub), Code.DROPPED_LINK)

    assert one.place == f"region.toml:{LINE + 1}"
    assert "in the notes for facilitators of upstream/round-1/next-steps.md:10 leads to" in one.message
    assert "which is on no agenda of yours and is not built" in one.message


def test_a_session_of_another_format_only_is_not_part_of_the_meeting(tmp_path: Path) -> None:
    (one,) = told(region(tmp_path, {}, '[round.round-1]\nformat = "online"\n'))[:1]

    assert (one.code, one.place) == (Code.OFF_AGENDA, f"region.toml:{LINE + 2}")


def test_a_session_that_another_round_borrows_is_part_of_a_meeting(tmp_path: Path) -> None:
    plan = "---\nagenda:\n  - {session: round-1/local-story}\n---\n\n# Round two\n"

    assert told(region(tmp_path, {"round-2/index.md": plan})) == []


def test_a_session_that_upstream_has_on_no_agenda_is_advice_in_a_region(tmp_path: Path) -> None:
    hub = {"round-1/spare.md": "---\nminutes: 5\n---\n\n# Spare\n"}
    (one,) = told(region(tmp_path, hub, ""))

    assert (one.code, one.place) == (Code.OFF_AGENDA, "region.toml")


def test_the_regions_own_session_on_no_agenda_stays_a_warning(tmp_path: Path) -> None:
    own = {"pages/round-1/ours.md": "---\nminutes: 5\n---\n\n# Ours\n"}
    (one,) = told(region(tmp_path, {}, "", own))

    assert (one.code, one.place) == (Code.ON_NO_AGENDA, "pages/round-1/ours.md:5")


def test_a_write_up_of_a_meeting_belongs_on_no_agenda(tmp_path: Path) -> None:
    own = {"pages/round-1/write-up.md": "# What we said and agreed\n\nWe meet again in March.\n"}

    assert told(region(tmp_path, {}, "", own)) == []


def test_in_a_hub_a_session_on_no_agenda_stays_a_warning(tmp_path: Path) -> None:
    hub = UPSTREAM | {"round-1/index.md": HUB["round-1/index.md"]}
    (one,) = told(build_file_tree(tmp_path, hub))

    assert (one.code, one.level) == (Code.ON_NO_AGENDA, Level.WARNING)


def test_a_session_that_was_renamed_and_dropped_is_told_by_its_folder_of_overrides(tmp_path: Path) -> None:
    local = {"overrides/round-1/local-story/page.toml": 'rename = "our-story"\n'}
    (one,) = told(region(tmp_path, {}, DROP, local))

    assert "overrides/round-1/local-story/page.toml" in one.hint


def test_a_mistake_in_its_page_is_still_found(tmp_path: Path) -> None:
    found = check(region(tmp_path, {"round-1/local-story.md": STORY + "\n:::{nonsense}\n:::\n"})).findings

    assert Code.UNKNOWN_DIRECTIVE in {one.code for one in found}
