"""The walk over finished documents: what the gates before it might let through is refused here too."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.model.errors import Refused
from kit.model.findings import Code, Finding
from kit.render.reading.reading import read
from kit.render.reading.walk import safe_address
from kit.render.site.writer import refuse_sources
from kit.source.markdown.addresses import picture_from
from tests.planted import PIXEL
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
    "Pay &#x202e;001 pounds": Code.UNSAFE_CHARACTER,
    "![Four &#x2066; people](a.png) &#xe0041;": Code.UNSAFE_CHARACTER,
    ":::{admonition} Mind &#12; this\n\nText\n:::": Code.UNSAFE_CHARACTER,
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
    ("address", "path"),
    [
        ("a.png", "round-1/a.png"),
        ("../a.png", "a.png"),
        ("/a.png", "a.png"),
        ("./a.png", "round-1/a.png"),
        ("../round-1/./../a.png", "a.png"),
        ("%61.png", "round-1/a.png"),
        ("%2e%2e/a.png", "a.png"),
        ("A.PNG", "round-1/A.PNG"),
        ("../../a.png", None),
        ("%2e%2e/%2e%2e/a.png", None),
        ("/../a.png", None),
        ("//h/a.png", None),
        ("%2f%2fh/a.png", None),
        ("\\a.png", None),
        ("%5ca.png", None),
        ("file:a.png", None),
        ("a.png?", None),
        ("/a.png?/../round-1/index.md", None),
        ("/a.png#/../round-1/index.md", None),
        ("/a.png%3f/../round-1/index.md", None),
        ("/a.png%23/../round-1/index.md", None),
        ("/a.png?/../b.png", None),
        ("/a.png/../round-1/index.md", None),
        ("index.md", None),
        ("/hub.toml", None),
        ("a.png/", "round-1/a.png"),
        ("a.pn\u0261", None),
        ("", None),
    ],
)
def test_a_picture_is_a_picture_of_the_tree_however_its_address_is_written(address: str, path: str | None) -> None:
    assert picture_from("round-1/index.md", address) == path


LEAKS = (
    "![x](/a.png?/../round-1/notes.md)",
    "![x](/a.png#/../round-1/notes.md)",
    "![x](/a.png%3F/../round-1/notes.md)",
    "![x](/a.png%23/../round-1/notes.md)",
    "![x](/a.png/../round-1/notes.md)",
    "![x](notes.md)",
    "```{image} /a.png?/../round-1/notes.md\n```",
    "```{figure} /a.png#/../round-1/notes.md\n```",
    ":::{card} Card\n:img-top: /a.png?/../round-1/notes.md\n:::",
    ":::{card} Card\n:img-bottom: /a.png#/../round-1/notes.md\n:::",
    ":::{card} Card\n:img-background: /a.png?/../round-1/notes.md\n:::",
)


@pytest.mark.parametrize("text", LEAKS)
def test_no_picture_s_path_publishes_the_source_of_a_page(text: str, tmp_path: Path) -> None:
    found: list[Finding] = []
    page = f"# Plan\n\n{text}\n"
    files: dict[str, str | bytes] = {
        "index.md": "# Home\n",
        "round-1/index.md": page,
        "round-1/notes.md": "# Notes\n\nSECRETNOTE\n",
        "a.png": PIXEL,
    }
    reading = read(edition(files), tmp_path / "work", found)

    assert [one.code for one in found] == [Code.UNSAFE_PICTURE]
    assert list(reading.app.env.images) == []


def test_nothing_is_published_that_is_neither_page_nor_picture() -> None:
    for path in ("_images/notes.md", "_images/a.html", "_downloads/a.png", "round-1/notes.md", "_static/hub.toml", "x"):
        with pytest.raises(Refused):
            refuse_sources(Path(path))
    for path in ("_images/a.png", "index.html", "_static/logo.svg", "_static/kit.css", "group.json", "sitemap.xml"):
        refuse_sources(Path(path))
