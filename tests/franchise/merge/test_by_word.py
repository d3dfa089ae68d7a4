"""A sentence that both sides changed is merged by its words, and how it is set is no change of them."""

from __future__ import annotations

import re

import pytest

from kit.franchise.merge.by_word import merge_words
from kit.franchise.merge.section import merge
from kit.franchise.merge.words import lost, unsaid

PAGE = """\
## Score "yourselves"

Take ten minutes for "this" step -- it's worth it. Don't rush...

- Say "yes", or pass.
- Read pages 3--5.

| Point | Say |
| ----- | --- |
| "One" | it's 3 |

:::{activity} Score "it" well
:minutes: 20

1. Read "it" aloud.

:::
"""


def set_well(text: str) -> str:
    text = re.sub(r'"([^"\n]+)"', r"“\1”", text).replace("'", "’").replace("...", "…")
    return re.sub(r"(?<=[ \d])--(?=[ \d])", "–", text)


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        ("ten minutes", "fifteen minutes"),
        ('"this" step', '"that" step'),
        ('"this" step', '"this very" step'),
        ("Don't rush...", "Don't you rush... ever."),
        ('Say "yes"', 'Say "no"'),
        ("pages 3--5", "pages 3--7"),
        ("it's 3", "it's 4"),
        ('## Score "yourselves"', '## Rate "yourselves"'),
        ('"it" well', '"it" twice'),
        ('Read "it" aloud', 'Read "it" to all'),
        ('- Say "yes", or pass.\n', ""),
    ],
)
def test_a_typography_pass_by_upstream_comes_in_whatever_words_we_changed(words: str, ours: str) -> None:
    assert PAGE.count(words) == 1

    mine = PAGE.replace(words, ours)

    assert merge(PAGE, mine, set_well(PAGE)).text == set_well(mine)


def test_our_own_typography_stays_where_upstream_changes_words() -> None:
    theirs = PAGE.replace("ten minutes", "five minutes").replace('Say "yes"', 'Say "no"')

    assert merge(PAGE, set_well(PAGE), theirs).text == set_well(theirs)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a b c d e f", "a B c d e f", "a b c d E f", "a B c d E f"),
        ("a b c d e f", "x a b c d e f", "a b c d e f y", "x a b c d e f y"),
        ("a b c d e f", "a b d e f", "a b c d f", "a b d f"),
        ("a b c d e f", "a B c d e f", "a b C d e f", None),  # words side by side
        ("a b c d e f", "a B c d e f", "a X c d e f", None),
        ("a b, c d e f", "a b; c d e f", "a b, c d e F", "a b; c d e F"),
        ("a b c d e f", "u v w x c y z", "a b c d e F", None),  # written anew
        ("score from 0 to 5 here", "score from 1 to 5 here", "score from 0 to 10 here", None),  # one scale
        ("score from 0 to 5 here", "rate from 0 to 5 here", "score from 0 to 10 here", "rate from 0 to 10 here"),
        ("ten to five", "ten to six", "ten to six", "ten to six"),
        ("Dot a b c d e.", "Dot a b x. d e.", "wall. a b c d e.", None),  # two sentences now, on one side or the other
        ("Dot a b c d e.", "Dot a b x... d e.", "Wall a b c d e.", "Wall a b x... d e."),
    ],
)
def test_words_come_from_who_changed_them(base: str, ours: str, theirs: str, expected: str | None) -> None:
    assert merge_words(base, ours, theirs) == expected
    assert merge_words(base, theirs, ours) == expected


def test_a_sentence_that_two_people_changed_is_not_lost_and_one_that_nobody_has_is() -> None:
    base, ours, both = "Take ten of this now.\n", "Take five of this now.\n", "Take five of that now.\n"

    assert lost(ours, both, base)
    assert unsaid(ours, both, base) == []
    assert unsaid(ours, base) == ["Take five of this now."]
    assert unsaid(ours, "Bread for five.\n", base) == ["Take five of this now."]
