"""Glossaries and lists of definitions; what pages say of them is in tests/cases/pages (definitions, glossaries)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import check
from kit.check.page import check_page
from kit.model.findings import Code, Finding
from kit.model.page import PageKind
from kit.source.markdown.page import read_page
from tests.helpers import build_file_tree

FRONT = "---\nminutes: 20\n---\n\n# Words\n\n"
TREE = {
    "hub.toml": 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n',
    "index.md": "# Home\n",
    "round-1/index.md": "---\nminutes: 60\nagenda:\n  - {session: words}\n---\n\n# Round\n",
}

# Bodies of glossaries, and whether Sphinx refuses them.
BODIES = {
    "\nOne\n  First.\n\nTwo\nToo\n  Second.\n\n": False,
    "One\n: First.": False,
    "One\n: First.\nTwo\n: Second.": False,
    "One\n  First.\n\n  Still first.\n\nTwo": False,
    ".. a comment\n\nOne\n  First.": False,
    "": False,
    "One\n: First.\n\nTwo\n: Second.": True,
    "One\n\nTwo\n  Both?": True,
    "One\n  First.\nTwo\n  Second.": True,
    "  First.\n\nOne\n  First.": True,
    "One\n  First.\n\n: Lost.\n\nTwo\n  Second.": True,
}


@pytest.mark.parametrize("body", BODIES)
def test_what_sphinx_refuses_is_an_error_of_ours_on_a_line_of_the_block_and_nothing_else_is(
    tmp_path: Path, body: str
) -> None:
    """Where both differ, Sphinx's words show through, whose lines are wrong, or a page that builds is refused."""
    page = f"{FRONT}:::{{glossary}}\n{body}\n:::\n"
    build_file_tree(tmp_path, {**TREE, "round-1/words.md": page})
    errors = [one for one in check(tmp_path).findings if one.code is not Code.STRAY_DEFINITION]

    assert bool(errors) == BODIES[body]
    assert {one.code for one in errors} <= {Code.PAGE_SYNTAX}
    assert all("cannot be built" not in one.message for one in errors)
    assert all(8 <= (one.line or 0) < 8 + len(body.split("\n")) for one in errors)


def stray_definitions(text: str, kind: PageKind = PageKind.SESSION) -> list[Finding]:
    found: list[Finding] = []
    page = read_page("round-1/words.md", (FRONT + text).encode(), kind, found)
    assert page is not None
    return [one for one in check_page(page, frozenset()) if one.code is Code.STRAY_DEFINITION]


def test_long_lines_are_cut() -> None:
    (finding,) = stray_definitions(f": {'word ' * 100}\n")

    assert len(finding.message) < 160


def test_plain_messages_have_no_definitions_to_lose() -> None:
    assert stray_definitions(": Lost.\n", PageKind.MESSAGE) == []


@pytest.mark.parametrize("text", ["{{ venue }}: the place\n", "`x`: code\n", "![Map](map.png): a map\n", "See ::\n"])
def test_a_colon_behind_something_else_is_a_colon(text: str) -> None:
    assert stray_definitions(text) == []
