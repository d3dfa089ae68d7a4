"""Nested lists keep their levels, whoever moves what, and what would lose its item is a question."""

from __future__ import annotations

import pytest

from kit.franchise.merge.section import merge

LIST = """\
- a one
  - b two
  - c three
- d four
  - e five
- f six
"""
MOVED = """\
- d four
  - e five
- f six
- a one
  - b two
  - c three
"""


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(
            MOVED,
            LIST.replace("five\n", "five\n  - new\n"),
            MOVED.replace("five\n", "five\n  - new\n"),
            id="added there to what we moved",
        ),
        pytest.param(
            LIST.replace("three\n", "three\n  - new\n"),
            MOVED,
            MOVED.replace("three\n", "three\n  - new\n"),
            id="added here to what they moved",
        ),
        pytest.param(
            LIST.replace("one\n", "one\n  - new\n"),
            MOVED,
            MOVED.replace("one\n", "one\n  - new\n"),
            id="added here first in what they moved",
        ),
        pytest.param(
            LIST.replace("three\n", "three\n\n    More.\n"),
            MOVED,
            MOVED.replace("three\n", "three\n\n    More.\n"),
            id="a paragraph added here in what they moved",
        ),
        pytest.param(
            LIST.replace("c three", "c threes"),
            LIST.replace("  - c three", "- c three"),
            LIST.replace("  - c three", "- c threes"),
            id="changed here and outdented there",
        ),
        pytest.param(
            LIST.replace("  - c three", "- c three"),
            LIST.replace("c three", "c threes"),
            LIST.replace("  - c three", "- c threes"),
            id="outdented here and changed there",
        ),
        pytest.param(
            LIST.replace("a one", "a ones"),
            "- a one\n  - b two\n- d four\n  - c three\n  - e five\n- f six\n",
            "- a ones\n  - b two\n- d four\n  - c three\n  - e five\n- f six\n",
            id="moved there into another item",
        ),
        pytest.param(
            LIST.replace("three\n", "three\n  - ours\n"),
            LIST.replace("three\n", "three\n  - theirs\n").replace("  -", "    -"),
            LIST.replace("three\n", "three\n  - theirs\n  - ours\n"),
            id="indented further there",
        ),
        pytest.param(
            LIST.replace("two\n", "two\n    - ours\n"),
            LIST.replace("two\n", "two\n  - theirs\n"),
            LIST.replace("two\n", "two\n    - ours\n  - theirs\n"),
            id="two levels in one place",
        ),
    ],
)
def test_items_stay_in_the_item_into_which_somebody_put_them(ours: str, theirs: str, expected: str) -> None:
    assert merge(LIST, ours, theirs).text == expected


@pytest.mark.parametrize("item", ["- a one\n  - b two\n  - c three\n", "- d four\n  - e five\n"])
def test_what_one_side_put_into_an_item_that_the_other_took_out_is_asked_about(item: str) -> None:
    added, gone = LIST.replace(item, item + "  - new\n"), LIST.replace(item, "")

    assert merge(LIST, added, gone).text is None
    assert merge(LIST, gone, added).text is None
