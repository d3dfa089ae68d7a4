"""Merging long texts takes a time in proportion to them."""

from __future__ import annotations

import time

import pytest

from kit.franchise.merge.section import merge

COUNT = 3000
LIMIT = 15  # seconds of CPU time: far more than they take, however busy the machine is
ITEMS = [f"- Item number {at} says some words.\n" for at in range(COUNT)]
SENTENCES = [f"Word{at} of a sentence here." for at in range(COUNT)]
LIST, PARAGRAPH = "".join(ITEMS), " ".join(SENTENCES) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        pytest.param(LIST, LIST.replace("r 7 ", "r 7, ours, "), "".join(ITEMS[::-1]), id="a list reversed there"),
        pytest.param(LIST, "".join(ITEMS[::-1]), "".join(ITEMS[1::2] + ITEMS[::2]), id="a list reordered by both"),
        pytest.param(
            PARAGRAPH, PARAGRAPH.replace("sentence", "phrase"), PARAGRAPH.replace("here", "there"), id="a paragraph"
        ),
        pytest.param(
            PARAGRAPH, PARAGRAPH.replace("5 of", "5 off"), PARAGRAPH.replace("7 of", "7 off"), id="other sentences"
        ),
    ],
)
def test_three_thousand_of_anything_hold_nobody_up(base: str, ours: str, theirs: str) -> None:
    """On an idle machine they take 2 to 3 seconds; a search of every pair would take 40."""
    started = time.process_time()
    merge(base, ours, theirs)

    assert time.process_time() - started < LIMIT
