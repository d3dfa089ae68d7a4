"""Footnotes of one name that say different things are told apart, and one that got a new name is followed."""

from __future__ import annotations

import pytest

from kit.franchise.merge.section import merge

ONE = "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param(
            ONE,
            "One.[^1]\n\nTwo.\n\n[^1]: Ours.\n",
            "One.\n\nTwo.[^1]\n\n[^1]: Theirs.\n",
            "One.[^1-ours]\n\nTwo.[^1]\n\n[^1]: Theirs.\n\n[^1-ours]: Ours.\n",
            id="both added one",
        ),
        pytest.param(
            ONE,
            "One.[^1]\n\nTwo.\n\n[^1]: The same.\n",
            "One.\n\nTwo.[^1]\n\n[^1]: The same.\n",
            "One.[^1]\n\nTwo.[^1]\n\n[^1]: The same.\n",
            id="both added the same",
        ),
        pytest.param(
            ONE,
            "One.[^1] Or[^1-ours]\n\nTwo.\n\n[^1]: Ours.\n\n[^1-ours]: Ours too.\n",
            "One.\n\nTwo.[^1]\n\n[^1]: Theirs.\n",
            "One.[^1-ours-2] Or[^1-ours]\n\nTwo.[^1]\n\n[^1]: Theirs.\n\n[^1-ours-2]: Ours.\n\n[^1-ours]: Ours too.\n",
            id="the new name is taken",
        ),
        pytest.param(
            "A.[^1]\n\nEnd.\n\n[^1]: Old.\n",
            "A.[^1]\n\nB.[^1]\n\nC.[^2] and `[^2]`\n\nEnd.\n\n[^1]: Old.\n\n[^2]: Ours.\n",
            "N.[^1]\n\nA.[^2]\n\nEnd.\n\n[^1]: New.\n\n[^2]: Old.\n",
            "N.[^1]\n\nA.[^2]\n\nB.[^2]\n\nC.[^2-ours] and `[^2]`\n\nEnd.\n\n"
            "[^1]: New.\n\n[^2]: Old.\n\n[^2-ours]: Ours.\n",
            id="upstream put one before its own",
        ),
        pytest.param(
            "A.[^1]\n\nEnd.\n\n[^1]: Old words.\n",
            "A.[^1]\n\nEnd.\n\n[^1]: Old good words.\n",
            "A.[^1]\n\nThe end.\n\n[^1]: Old words.\n",
            "A.[^1]\n\nThe end.\n\n[^1]: Old good words.\n",
            id="ours was improved",
        ),
        pytest.param(
            "```\n[^1]\n```\n\n" + ONE,
            "```\n[^1]\n```\n\n:::{note}\n\nOne.[^1]\n\n:::\n\nOne.\n\nTwo.\n\n[^1]: Ours.\n",
            "```\n[^1]\n```\n\nOne.\n\nTwo.[^1]\n\n[^1]: Theirs.\n",
            "```\n[^1]\n```\n\n:::{note}\n\nOne.[^1-ours]\n\n:::\n\nOne.\n\nTwo.[^1]\n\n"
            "[^1]: Theirs.\n\n[^1-ours]: Ours.\n",
            id="in a block and in code",
        ),
    ],
)
def test_a_name_is_one_footnote(base: str, ours: str, theirs: str, expected: str) -> None:
    assert merge(base, ours, theirs).text == expected


def test_a_second_update_leaves_the_new_name_as_it_is() -> None:
    theirs = "One.\n\nTwo.[^1]\n\n[^1]: Theirs.\n"
    merged = "One.[^1-ours]\n\nTwo.[^1]\n\n[^1]: Theirs.\n\n[^1-ours]: Ours.\n"

    assert merge(theirs, merged, theirs.replace("Two", "Three")).text == merged.replace("Two", "Three")
