"""Odd and hostile material ends in pages that the kit takes, with sentences about what was not brought over."""

from __future__ import annotations

import base64
import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.app.importing import mended
from kit.app.introduced import errors
from kit.app.place import Place
from kit.franchise.hub_pages import HubPages
from kit.franchise.importing.drafts import Imported, imported
from kit.franchise.importing.model import Material
from kit.franchise.importing.pages import plain_page
from kit.model.findings import Code
from kit.model.tree import Tree
from kit.source.markdown.parser import plain, tokens
from tests.helpers import examples
from tests.hostile.makers import png
from tests.imports import CASES, HUB, words


def draft(files: dict[str, str | bytes], single: bool = True) -> Imported:
    data = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return imported(Material("old", data, {}, single), lambda name: name == "run-sheet")


def wrong(made: Imported) -> list[str]:
    """What the kit would refuse in a hub with this draft."""
    hub = {path: text.encode() for path, text in HUB.items()}
    tree = Tree({**hub, **{f"old/{path}": data for path, data in made.files.items()}})
    return [f"{one.place} {one.message}" for one in errors(tree)] if made.sources else []


def text_of(made: Imported) -> str:
    return "\n".join(data.decode() for path, data in made.files.items() if path.endswith(".md"))


def told(made: Imported) -> list[tuple[Code, int | None]]:
    return [(one.code, one.line) for one in made.found if one.code is not Code.IMPORTED_LICENCE]


TRICKY = {
    "a script": ("# A\n\n<script>steal()</script>\n\nHello.\n", Code.IMPORTED_LEFT_OUT, 3),
    "a link that runs something": ("# A\n\nTwo\n[go](javascript:steal())\n", Code.IMPORTED_CHANGED, 4),
    "a link to a file of the machine": ("# A\n\n[go](file:///etc/passwd)\n", Code.IMPORTED_CHANGED, 3),
    "a picture up the folders": ("# A\n\n![x](../../../etc/passwd.png)\n", Code.IMPORTED_PICTURE, 3),
    "a picture at the root": ("# A\n\n![x](/etc/passwd)\n", Code.IMPORTED_PICTURE, 3),
    "a picture up, spelt otherwise": ("# A\n\n![x](%2e%2e/%2e%2e/etc/cat.png)\n", Code.IMPORTED_PICTURE, 3),
    "a picture elsewhere": ("# A\n\n![x](//example.org/spy.gif)\n", Code.IMPORTED_PICTURE, 3),
    "a damaged picture in the text": ("# A\n\n![x](data:image/png;base64,AAAA)\n", Code.IMPORTED_PICTURE, 3),
    "a drawing that runs something": (
        "# A\n\n![x](data:image/svg+xml;base64,"
        + base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" onload="steal()"/>').decode()
        + ")\n",
        Code.IMPORTED_PICTURE,
        3,
    ),
    "front matter with an alias": ("---\na: &x 1\nb: *x\n---\n\n# A\n\nHello.\n", Code.IMPORTED_LEFT_OUT, 2),
    "a block that is not closed": ("# A\n\n::: challenge\n\nHello.\n", Code.IMPORTED_CHANGED, 3),
    "a block that nobody knows": ("# A\n\n::: sparkle\n\nHello.\n\n:::\n", Code.IMPORTED_CHANGED, 3),
    "an instruction to read a file": ("# A\n\n{% include /etc/passwd %}\n\nHello.\n", Code.IMPORTED_LEFT_OUT, 3),
    "characters that turn text round": ("# A\n\nHello \u202ethere.\n", Code.IMPORTED_CHANGED, 3),
}


@pytest.mark.parametrize("name", TRICKY)
def test_what_could_do_harm_is_told_with_its_line_and_not_brought_over(name: str) -> None:
    text, code, line = TRICKY[name]
    made = draft({"a.md": text})

    assert (code, line) in told(made)
    assert wrong(made) == []
    assert [one for one in ("steal", "<svg", "\u202e") if one in text_of(made)] == []
    assert [path for path in made.files if not path.endswith(".md")] == []


UNREAD: dict[str, tuple[str, str | bytes, Code]] = {
    "more than a page": ("a.md", "word " * 300_000, Code.UNSAFE_SIZE),
    "more signs than a page": ("a.md", "*[" * 20_000, Code.UNSAFE_SIZE),
    "one in another without end": ("a.html", "<div>" * 200 + "x" + "</div>" * 200, Code.UNSAFE_SIZE),
    "no text at all": ("a.md", b"\x00\x01\x02\xff" * 50, Code.UNREADABLE),
    "nothing": ("a.md", "", Code.IMPORTED_LEFT_OUT),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_a_page_becomes_none_and_is_told(name: str) -> None:
    path, text, code = UNREAD[name]
    made = draft({path: text})

    assert made.sources == ()
    assert code in [one.code for one in made.found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_usual_encoding_keeps_its_letters(encoding: str) -> None:
    assert "Naïve “café” – £5" in text_of(draft({"a.md": "# A\n\nNaïve “café” – £5\n".encode(encoding)}))


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_text_that_lies_deep_is_kept(mark: str) -> None:
    made = draft({"a.md": f"# A\n\n{mark * 30}marigold\n"})
    hub = Tree({path: text.encode() for path, text in HUB.items()})
    made = mended(Place(hub, HubPages(hub), False), made, "old")

    assert "marigold" in text_of(made)
    assert wrong(made) == []


def test_a_line_without_end_stays_whole() -> None:
    line = "word " * 20_000

    assert words(text_of(draft({"a.md": f"# A\n\n{line}\n"})))["word"] == 20_000


ENDLESS = {
    "spaces after a picture in the text": "![x](data:image/png;base64," + " " * 200_000 + "x",
    "pictures in the text that begin": "data:image/png;base64," * 9_000,
    "an instruction": "{% include " + "a" * 200_000,
    "an address with spaces": "[a](" + "a " * 100_000,
    "a line of dashes": "| a |\n" + " " * 200_000 + "|x",
    "attributes": "*a*{" + ".aa=b" * 2_000,
    "minutes in code": "```\n1" + " " * 200_000 + "\n```",
    "a name of settings": "---\ntitle: a" + " " * 3_000 + "x\n---\n\n# A",
    "spaces in a box of MkDocs": "!!! note" + " " * 200_000 + '"x',
    "spaces beside a language": "```python" + " " * 200_000 + "x\n```",
    "notes in code": '<p class="instructor">a</p>\n\n```\n' + ":::{facilitator}\n" * 20_000 + "```",
    "marks of code in a row": "| a |\n| - |\n| " + "a".join("`" * number for number in range(500)),
    "spaces in a style": f'<p style="{"display " * 20_000}">a</p>',
    "brackets": "[" * 4_000 + "]" * 4_000,
    "quotes in quotes": "> " * 2_000 + "a",
    "spaces in a heading": "## a" + " " * 100_000 + "b {",
    "asides in brackets": "[Facilitator: " * 500,
    "names of attributes": '<p id="' + "a-" * 20_000 + '">a</p>',
    "sentences of attributes": '<p data-x="' + "a " * 20_000 + '">a</p>',
    "lists in lists": "".join("  " * level + "- a\n" for level in range(300)),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_goes_on_and_on_is_read_in_good_time(name: str) -> None:
    """Each would take minutes, or end in a traceback, if its length counted more than once."""
    made = draft({"a.md": f"{ENDLESS[name]}\n\nlantern\n", "_config.yml": f"title: a{' ' * 200_000}x\n"}, single=False)

    assert not made.sources or "lantern" in text_of(made)
    assert wrong(made) == []


def test_names_that_no_computer_can_store_become_others() -> None:
    files: dict[str, str | bytes] = {
        "CON.md": "# One\n\nA\n",
        "Ünïcode näme.md": "# Two\n\nB\n",
        "index of things.md": "# Three\n\nC ![a cat](<Ca t.PNG>)\n",
        "run-sheet.md": "# Four\n\nD\n",
        "sub/CON.md": "# Five\n\nE\n",
        "Ca t.PNG": png(10, 10),
    }
    made = draft(files, single=False)

    assert wrong(made) == []
    assert len({path for path, _ in made.sources}) == 5
    assert "pictures/ca-t.png" in made.files


def test_the_same_picture_is_kept_once_and_others_of_its_name_beside_it() -> None:
    made = draft(
        {
            "one.md": "# One\n\n![a](x/cat.png) ![b](y/cat.png)\n",
            "two.md": "# Two\n\n![c](x/cat.png)\n",
            "x/cat.png": png(10, 10),
            "y/cat.png": png(20, 10),
        },
        single=False,
    )

    assert sorted(path for path in made.files if "cat" in path) == ["pictures/cat-2.png", "pictures/cat.png"]
    assert "![c](pictures/cat.png)" in made.files["two.md"].decode()


def test_footnotes_of_notes_for_facilitators_stay_with_them() -> None:
    made = draft({"a.md": "# A\n\n::: instructor\n\nWait.[^1]\n\n:::\n\nGo on.[^1]\n\n[^1]: A while.\n"})

    assert wrong(made) == []
    assert ":::{facilitator}\n\nWait.\\[1\\]\n\n:::\n\nGo on.[^1]" in text_of(made)


def test_a_page_that_will_not_do_shows_nobody_what_facilitators_alone_see() -> None:
    page = "---\nminutes: 5\n---\n\n# A `{{` title\n\nOpen {{ this.\n\n:::{facilitator}\n\nSecret.\n\n:::\n"
    plain = plain_page(page)

    assert plain.startswith("---\nminutes: 5\n---\n\n# A title\n\n::::{facilitator}\n\n```text\nOpen {{ this.\n")
    assert plain.endswith("Secret.\n\n:::\n```\n\n::::\n")


def test_words_that_look_like_markup_are_shown_as_they_are() -> None:
    html = "<h1>A</h1><p># not a title</p><p>1. one</p><p>*a* _b_ `c` [d](e) &lt;b&gt; ::: note {{ f }} | g</p>"
    made = draft({"a.html": html})

    assert wrong(made) == []
    assert "\\# not a title" in text_of(made)
    assert "1\\. one" in text_of(made)


PIECES = [
    line.replace("\\n", "\n").replace("\\\\", "\\")
    for line in (CASES / "pieces.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.booleans())
@settings(max_examples=examples(60), deadline=None)
def test_any_heap_of_markup_becomes_pages_that_the_kit_takes(heap: str, html: bool) -> None:
    made = draft({"a.html" if html else "a.md": f"# Title\n\nlantern\n\n{heap}\n\nmarigold\n"})
    hub = Tree({path: text.encode() for path, text in HUB.items()})
    made = mended(Place(hub, HubPages(hub), False), made, "old")

    assert wrong(made) == []
    assert "lantern" in text_of(made)


SIGNS = st.sampled_from(
    [*"#*_`[]()<>&{}|\\~!:-+=%^$@.\"'/ \n", "a", "B", "7", "1.", "é", "&amp;", "{{", "}}", ":::", "[^"]
)


@given(st.lists(SIGNS, min_size=1, max_size=30).map("".join))
@settings(max_examples=examples(100), deadline=None)
def test_any_words_of_a_web_page_are_shown_as_they_were(text: str) -> None:
    made = draft({"a.html": f"<h1>A</h1><p>lantern {escape(text)} marigold</p>"})
    page = made.files["a.md"].decode().partition("-->")[2]
    shown = " ".join(plain(token.children) for token in tokens(page) if token.type == "inline")

    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", f"lantern{text}marigold")


@pytest.mark.parametrize(
    "text",
    [
        "## Facilitator notes\n\nSECRET\n\n### If time is short\n\nSECRET\n",
        "## Instructor notes\n\n### Preparation\n\nSECRET\n",
        "## Facilitator notes\n\nSECRET\n\n> [!NOTE]\n> SECRET\n",
        "## For instructors only\n\nSECRET\n",
        "# Tutor guidance\n\nSECRET\n\n## And then\n\nSECRET\n\n# Next\n",
    ],
)
def test_all_that_stands_below_a_heading_for_those_who_lead_stays_with_them(text: str) -> None:
    made = text_of(draft({"plan.md": f"# Plan\n\nHello.\n\n{text}\n## Then\n\nPUBLIC\n"}))
    shown = re.sub(r"(?ms)^(:{3,})\{facilitator\}.*?^\1$", "", made)

    assert "SECRET" in made
    assert "SECRET" not in shown
    assert "PUBLIC" in shown
