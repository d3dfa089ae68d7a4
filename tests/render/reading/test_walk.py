"""The walk over finished documents: what the gates before it might let through is refused here too."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.model.findings import Code, Finding
from kit.render.reading.reading import read
from kit.render.reading.walk import in_tree, safe_address
from tests.render.editions import edition

REFUSED = {
    "<script>alert(1)</script>": Code.UNSAFE_HTML,
    "Words <b onclick=x>bold</b>": Code.UNSAFE_HTML,
    "```{figure} /a.png\n:target: javascript:alert(1)\n```": Code.UNSAFE_LINK,
    ":::{card} Card\n:link: javascript:alert(1)\n\nText\n:::": Code.UNSAFE_LINK,
    "![x](https://example.org/a.png)": Code.UNSAFE_PICTURE,
    "![x](../../secret.png)": Code.UNSAFE_PICTURE,
    "[file](a.png)": Code.BROKEN_LINK,
    "```{only} html\nText\n```": Code.UNSAFE_DIRECTIVE,
}


def _found(text: str, folder: Path) -> list[Finding]:
    found: list[Finding] = []
    files: dict[str, str | bytes] = {
        "index.md": "# Home\n",
        "round-1/index.md": f"# Plan\n\n{text}\n",
        "a.png": b"x",
        "round-1/a.png": b"x",
    }
    reading = read(edition(files), folder / "work", found)
    reading.document("round-1/index")
    return found


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_no_page_needs_is_a_finding_with_its_line(text: str, code: Code, tmp_path: Path) -> None:
    found = [one for one in _found(text, tmp_path) if one.code is code]

    assert found
    assert {one.place for one in found} == {"round-1/index.md:3"}


def test_what_the_kit_s_own_syntax_makes_passes(tmp_path: Path) -> None:
    text = (
        "- [x] done\n- [ ] to do\n\nA break\\\nhere.\n\n![x](a.png) ![y](../a.png) [web](https://example.org/)\n\n"
        ":::{dropdown} More\n\nText\n:::\n\n<!-- a comment -->\n\n<me@example.org>, [call](tel:+441210000000)\n"
    )

    assert _found(text, tmp_path) == []


@pytest.mark.parametrize("address", ["javascript:x", "JAVASCRIPT:x", " data:text/html,x", "file:///etc", "http://[bad"])
def test_other_schemes_are_not_safe(address: str) -> None:
    assert not safe_address(address)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("a.png", True),
        ("../a.png", True),
        ("/a.png", True),
        ("../../a.png", False),
        ("/../a.png", False),
        ("//h/a", False),
    ],
)
def test_a_picture_lies_in_the_tree_or_does_not(address: str, inside: bool) -> None:
    assert in_tree(address, "round-1/index") is inside
