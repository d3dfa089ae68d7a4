"""The guides hold together: links lead somewhere, and what people copy from them is valid."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kit.app.check import examine
from kit.source.markdown.sections import sections
from tests.helpers import build_file_tree

DOCS = Path(__file__).parents[2] / "docs"
HUB_FOLDER = Path(__file__).parents[2] / "sessions"
HUB = """
schema = 1
id = "hub"
name = "Test hub"
version = "2026.1"
standard = "ten"

[variables]
contact = ""
"""
STANDARD = """
name = "A standard"

[[point]]
number = 10
title = "Simple to use"
"""
PLAN = """---
minutes: 30
agenda:
  - {session: one-page-less}
---

# A round
"""
AT_THE_ROOT = sorted(DOCS.parent.glob("*.md"))
GUIDES = [path for path in sorted(DOCS.rglob("*.md")) if "examples" not in path.relative_to(DOCS).parts]

_FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def prose(path: Path) -> str:
    """Return a guide without its code fences and code spans, whose links are examples."""
    return re.sub(r"`[^`\n]+`", "", _FENCE.sub("", path.read_text(encoding="utf-8")))


def fences(path: Path, language: str) -> list[str]:
    """Return the contents of a guide's code fences in one language."""
    return [match[3] for match in _FENCE.finditer(path.read_text(encoding="utf-8")) if match[2] == language]


def guide_name(path: Path) -> str:
    """Return a readable id for a guide."""
    return path.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("guide", [*GUIDES, *AT_THE_ROOT], ids=lambda guide: guide.name)
def test_links_between_guides_lead_to_files(guide: Path) -> None:
    """No guide sends its reader to a page that does not exist."""
    targets = [link.split("#")[0] for link in _LINK.findall(prose(guide)) if "://" not in link]

    assert [target for target in targets if target and not (guide.parent / target).is_file()] == []


def anchors(path: Path) -> set[str]:
    """Return the addresses of a page's headings, as GitHub makes them, and of the names above them."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    headings = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line) for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE))
    made = {re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r"^\((.+)\)=$", text, re.MULTILINE))


@pytest.mark.parametrize("page", [*GUIDES, *AT_THE_ROOT], ids=lambda page: page.name)
def test_links_to_headings_lead_to_headings(page: Path) -> None:
    """Nobody lands at the top of a long page and has to look; the pages at the root are read on GitHub too."""
    links = [link.partition("#") for link in _LINK.findall(prose(page)) if "://" not in link and "#" in link]
    there = {target: page.parent / target if target else page for target, _, _ in links}
    wrong = [f"{target}#{name}" for target, _, name in links if name not in anchors(there[target])]

    assert wrong == []


@pytest.mark.parametrize("guide", GUIDES, ids=guide_name)
def test_toml_in_guides_can_be_parsed(guide: Path) -> None:
    """Settings that people copy are valid TOML."""
    for text in fences(guide, "toml"):
        tomllib.loads(text)


@pytest.mark.parametrize("guide", GUIDES, ids=guide_name)
def test_guides_have_one_sentence_per_line(guide: Path) -> None:
    """Changes are easier to compare when a line holds one sentence; list items, tables and notes are apart."""
    text = [line for line in prose(guide).splitlines() if re.match(r"[A-Z“\"]", line)]

    assert [line for line in text if re.search(r"[a-z)][.?!] [A-Z]", line)] == []


def test_the_example_session_can_be_copied_as_it_stands(tmp_path: Path) -> None:
    """A facilitator who copies the whole session gets one in which the kit finds nothing to say."""
    (whole,) = (text for text in fences(DOCS / "how-to" / "write-a-session.md", "markdown") if text.startswith("---\n"))
    hub = {"hub.toml": HUB, "standards/ten.toml": STANDARD, "index.md": "# Home\n", "round-1/index.md": PLAN}
    root = build_file_tree(tmp_path, hub | {"round-1/one-page-less.md": whole})

    assert [(one.place, one.message) for one in examine(root).findings] == []


def test_the_example_plan_asks_only_for_its_sessions(tmp_path: Path) -> None:
    """The plan in the guide is sound but for the sessions that its reader has yet to write."""
    (plan,) = [text for text in fences(DOCS / "how-to" / "write-a-round.md", "markdown") if text.startswith("---\n")]
    root = build_file_tree(
        tmp_path, {"hub.toml": HUB, "standards/ten.toml": STANDARD, "index.md": "# Home\n", "round-1/index.md": plan}
    )

    assert {one.code.value for one in examine(root).findings} == {"unknown-session"}


def test_the_sections_that_guides_change_are_there() -> None:
    """An override that a reader copies from the tutorial has somewhere to go."""
    text = (HUB_FOLDER / "round-1" / "how-ready.md").read_text(encoding="utf-8")
    anchors = {section.anchor for section in sections(text)}
    guides = "\n".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    named = set(re.findall(r"([a-z-]+)\.(?:replace|before|after|remove)\.md", guides))

    assert named
    assert named - anchors == set()


def test_the_agenda_items_that_the_guide_changes_are_there() -> None:
    """Every change of the agenda in the guide names an item of round 1, or one that the guide has added."""
    plan = (HUB_FOLDER / "round-1" / "index.md").read_text(encoding="utf-8")
    there = set(re.findall(r"\{(?:id|session): ([a-z-]+)", plan))
    written = [tomllib.loads(text) for text in fences(DOCS / "how-to" / "change-the-agenda.md", "toml")]
    changes = [one for text in written for one in text["round"].get("round-1", {}).get("agenda", [])]
    added = {one["add"] for one in changes if "add" in one}
    named = {one[key] for one in changes for key in ("item", "drop", "move", "after", "before") if key in one}

    assert changes
    assert named - there - added == set()


@pytest.mark.parametrize("path", GUIDES, ids=guide_name)
def test_what_people_type_differently_in_powershell_stands_beside(path: Path) -> None:
    typed = "\n".join(text for text in fences(path, "text") if "Usage: " not in text)
    text = path.read_text(encoding="utf-8")

    for line in re.findall(r"^make [a-z]+", typed, re.MULTILINE):
        assert f".\\{line}" in text, line
    if "bin/activate" in typed:
        assert {r".venv\Scripts\Activate.ps1", r".venv\Scripts\activate.bat"} <= set(typed.splitlines())
    for name in re.findall(r"^([A-Z_]+)=\S+ peerkit", typed, re.MULTILINE):
        assert f"$env:{name} = " in typed, name


@pytest.mark.parametrize("path", GUIDES, ids=guide_name)
def test_no_guide_starts_the_kit_in_a_way_in_which_a_region_could_stand_in_for_it(path: Path) -> None:
    assert re.findall(r"python[0-9.]* -m kit\b.*", path.read_text(encoding="utf-8")) == []
