"""Words in a line: what nobody touched comes back byte for byte, and what somebody wrote becomes good Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.franchise.word.rewrite import Run, looks, rewritten, same
from kit.franchise.word.spans import BOLD, CODE, ITALIC, LINK, plain, spans, written
from kit.source.markdown.block_parser import parts
from tests.franchise.word.paragraphs import PAGES, name_of

PIECES = (
    "word", "two words", " ", "\n", "**bold**", "__strong__", "*it*", "_em_", "`a b`", "``x ` y``", "[l](a.md)",
    '[l](b.md "T")', "[ref][r]", "<https://example.org>", "{kbd}`Ctrl`", "{term}`sprints <sprint>`", "![alt](p.png)",
    "\\*", "\\\\", "&amp;", "&copy;", "&", "it's", "“so”", "a_b", "[^1]", "...", "-", "\\\n", "  \n",
    "{{ venue }}", "<b>",
    "**a *b* c**", "[**b**](c)", "*", "_", "`", "[", "]", "(", "ŷ", "e\u0301", "\u00a0",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_whatever_is_written_comes_back_as_it_is(text: str) -> None:
    assert written(spans(text).tokens) == text
    assert rewritten(spans(text), looks(spans(text))) == text


@example("word", [("__", False), ("1_", False)])
@example("<b>", [("<", False), (">b", False), (">", False)])
@settings(max_examples=300, deadline=None)
@given(LINES, st.lists(st.tuples(st.text("ab*_`[]<>#-1.&\\ ‘”", min_size=1, max_size=6), st.booleans()), max_size=4))
def test_what_people_type_is_what_they_see(text: str, typed: list[tuple[str, bool]]) -> None:
    """Signs that mean something to Markdown are written so that they mean nothing."""
    old = spans(text.strip().replace("\n", " "))
    runs = [Run("x "), *(Run(words, frozenset({BOLD}) if bold else frozenset()) for words, bold in typed), Run(" x")]
    made = rewritten(old, runs, "‘”")
    shown = "".join(one.shown for one in spans(made).tokens)

    assert old.literal or plain(shown).split() == plain("".join(run.text for run in runs)).split()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_line_of_ours_is_too_intricate_to_be_shown_as_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    inline = [token.content for part in parts(text) for token in part.tokens if token.type == "inline"]

    assert [one for one in inline if spans(one).literal] == []


SOURCE = "Pick **three points** from [the list](list.md), then\nscore *each*. It's {term}`a sprint <sprint>`."
CASES = {
    "a word in bold": (("three", "two"), SOURCE.replace("three", "two")),
    "a word of a link": (("list", "long list"), SOURCE.replace("the list", "the long list")),
    "a word beside an italic one": (("score", "mark"), SOURCE.replace("score", "mark")),
    "a curly apostrophe": (("It's", "It\u2019s"), SOURCE),
    "hard spaces": ((" from ", "\u00a0from\u202f"), SOURCE),
    "a new word with an apostrophe": (("Pick", "Let\u2019s pick"), SOURCE.replace("Pick", "Let's pick")),
    "part of a role": (("sprint", "run"), SOURCE.replace("{term}`a sprint <sprint>`", "a run")),
}


@pytest.mark.parametrize("name", CASES)
def test_only_the_words_change_that_somebody_changed(name: str) -> None:
    (before, after), expected = CASES[name]
    runs = [Run(run.text.replace(before, after), run.kinds, run.target) for run in joined(looks(spans(SOURCE)))]

    assert rewritten(spans(SOURCE), runs) == expected


def joined(runs: list[Run]) -> list[Run]:
    made: list[Run] = []
    for run in runs:
        if made and (made[-1].kinds, made[-1].target) == (run.kinds, run.target):
            made[-1] = Run(made[-1].text + run.text, run.kinds, run.target)
        else:
            made.append(run)
    return made


def test_marks_that_somebody_set_become_markdown() -> None:
    runs = [
        Run("Read "),
        Run("this", frozenset({BOLD})),
        Run(" or "),
        Run("that page", frozenset({LINK, ITALIC}), "https://example.org/a"),
        Run(" with "),
        Run("x = *y", frozenset({CODE})),
    ]

    made = rewritten(spans("Read this or that page with x = *y"), runs)

    assert made == "Read **this** or [*that page*](https://example.org/a) with `x = *y`"
    assert same(spans(made), runs)


@pytest.mark.parametrize("typed", ["# Not a heading", "- no item", "1. no step", ":::{no} block", "> no quote"])
def test_no_words_at_the_beginning_of_a_paragraph_make_it_something_else(typed: str) -> None:
    made = rewritten(spans("Some words"), [Run(typed)])

    assert next(token.type for part in parts(made) for token in part.tokens) == "paragraph_open"
