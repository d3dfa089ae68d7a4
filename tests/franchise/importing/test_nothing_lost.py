"""Each word of foreign material is in the draft once, or told: random pages of every element, and the cases behind."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.franchise.importing.drafts import Imported
from tests.franchise.importing.test_odd_material import draft, text_of
from tests.helpers import examples
from tests.imports import CASES

WORD = re.compile(r"zebra\d+x")
TAGS = re.findall(r"\S+", (CASES / "tags.txt").read_text(encoding="utf-8"))
SHAPES = ["", *(CASES / "attributes.txt").read_text(encoding="utf-8").splitlines()]


def tree(depth: int) -> st.SearchStrategy[str]:
    leaf = st.sampled_from(("%s", " %s ", "%s. ", "<br>", "<hr>", "<!-- %s -->", "<? %s ?>", '<input value="x">'))
    if not depth:
        return leaf
    inside = st.lists(tree(depth - 1) | leaf, min_size=1, max_size=4).map("".join)
    return st.builds(
        lambda tag, shape, body: f"<{tag} {shape}>{body}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(SHAPES),
        inside,
    )


def numbered(page: str) -> tuple[str, list[str]]:
    """The page with a word of its own at each place, and these words."""
    pieces = page.split("%s")
    words = [f"zebra{number}x" for number in range(len(pieces) - 1)]
    return pieces[0] + "".join(word + piece for word, piece in zip(words, pieces[1:], strict=True)), words


def untold(made: Imported, words: list[str]) -> dict[str, int]:
    """The words that are in no page of the draft and not told, or stand there more than once; by how often."""
    pages = (data.decode() for path, data in made.files.items() if path.endswith(".md"))
    there = Counter(word for page in pages for word in WORD.findall(page.split("\n---\n", 1)[1]))
    told = {word for one in made.found for word in WORD.findall(one.message)}
    return {word: there[word] for word in words if there[word] > 1 or (not there[word] and word not in told)}


@given(st.lists(tree(3), min_size=1, max_size=5).map("".join))
@settings(max_examples=examples(200), deadline=None)
def test_any_tree_of_elements_loses_no_word_untold(page: str) -> None:
    text, words = numbered(page)

    assert untold(draft({"a.html": f"<h1>A</h1><p>lantern</p>{text}"}), words) == {}


BLOCKS = [line.replace("\\n", "\n") for line in (CASES / "blocks.txt").read_text(encoding="utf-8").splitlines()]
AROUND = ("", "", "", "> ", "  ")


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """Blocks of Markdown, some within a quote or set in."""
    blocks = draw(st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(AROUND)), min_size=1, max_size=8))
    return "\n\n".join("\n".join(around + line for line in block.split("\n")) for block, around in blocks)


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_of_markdown_keeps_its_words(block: str) -> None:
    text, words = numbered(block)

    assert untold(draft({"a.md": f"# A\n\n{text}\n"}), words) == {}


@given(markdown())
@settings(max_examples=examples(200), deadline=None)
def test_any_heap_of_markdown_loses_no_word_untold(page: str) -> None:
    text, words = numbered(page)

    assert untold(draft({"a.md": f"# A\n\nlantern\n\n{text}\n"}), words) == {}


SILENT = (CASES / "easily-lost.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("page", SILENT)
def test_words_where_no_writer_looks_for_them_are_not_lost(page: str) -> None:
    text, words = numbered(page)

    assert untold(draft({"a.html": f"<h1>A</h1>{text}"}), words) == {}


@pytest.mark.parametrize(
    ("page", "line", "said"),
    [
        ("<h1>A</h1>\n<p>Go.</p>\n<!-- Bring pens. -->", 3, "A comment is left out: nobody but its writers saw it."),
        ("<h1>A</h1>\n<p>Go.</p>\n<p hidden>Bring pens.</p>", 3, "Hidden text is left out"),
        ("<h1>A</h1>\n<p>Go.</p>\n<dialog>Bring pens.</dialog>", 3, "Hidden text is left out"),
        ('<h1>A</h1>\n<p>Go.</p>\n<div style="DISPLAY:none">Bring pens.</div>', 3, "Hidden text is left out"),
        ("<h1>A</h1>\n<p>Go.</p>\n<template>Bring pens.</template>", 3, "The element <template> is left out"),
        ("<title>Bring pens.</title><h1>A</h1>\n<p>Go.</p>", 1, "The title that browsers show is left out"),
    ],
)
def test_what_nobody_sees_of_a_page_is_told_with_its_words_and_shown_to_nobody(page: str, line: int, said: str) -> None:
    made = draft({"a.html": page})

    assert "pens" not in text_of(made)
    assert [one.line for one in made.found if one.message.startswith(said) and "Bring pens." in one.message] == [line]


@pytest.mark.parametrize(
    "files",
    [
        {"_config.yml": "title: zebra0x\n", "index.md": "# zebra1x\n\nHello.\n", "a.md": "# zebra2x\n\nHello.\n"},
        {"index.md": "---\ntitle: zebra0x\n---\n\n# zebra1x\n\nHello.\n", "a.md": "# zebra2x\n\nHello.\n"},
        {"a.md": "---\ntitle: zebra0x\n---\n\n# zebra1x\n\nHello.\n\n# zebra2x\n\nHello.\n"},
        {"a.md": "+++\ntitle = 'zebra0x'\nabout = 'zebra1x'\n+++\n\n# zebra2x\n\nHello.\n"},
        {"a.md": "---\ntitle: zebra0x\nabout: zebra1x\nquestions: [zebra2x]\n---\n\nHello.\n"},
    ],
)
def test_no_title_is_lost_where_another_comes_first(files: dict[str, str | bytes]) -> None:
    made = draft(files, single=len(files) == 1)

    assert 0 not in untold(made, ["zebra0x", "zebra1x", "zebra2x"]).values()  # one may name round and session


def test_the_long_form_of_an_abbreviation_stands_behind_it() -> None:
    made = draft({"a.html": '<h1>A</h1><p>Ask the <abbr title="General Register Office">GRO</abbr> first.</p>'})

    assert "Ask the GRO (General Register Office) first." in text_of(made)


def test_what_a_browser_shows_on_demand_is_told_with_its_line_unless_the_page_says_it_too() -> None:
    page = (
        '<h1>A</h1>\n<p title="Bring pens.">Go.</p>\n<p title="Go on.">Go on now.</p>\n<p data-state="is open">Go.</p>'
    )
    made = draft({"a.html": page})

    told = "Words that a browser shows on demand, or reads out, are left out: pages hold no tooltips and labels."
    assert [(one.line, one.message) for one in made.found if "demand" in one.message] == [
        (2, f"{told} It said: Bring pens.")
    ]
