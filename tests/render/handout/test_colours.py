"""On paper every word can be read in any group's colours, and each bar of the day is seen."""

from __future__ import annotations

import pytest

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.handout.press import colours
from tests.brands import BRANDS


@pytest.mark.parametrize(("primary", "accent"), BRANDS)
def test_words_can_be_read_on_paper_and_on_the_tint(primary: str, accent: str) -> None:
    used = colours(Brand(primary, accent))
    for words in ("primary", "accent", "ink", "quiet"):
        for ground in ("#ffffff", used["tint"]):
            assert contrast(used[words], ground) >= 4.5, (words, ground)


@pytest.mark.parametrize(("primary", "accent"), BRANDS)
def test_the_bars_of_the_day_and_the_edges_of_its_breaks_stand_out(primary: str, accent: str) -> None:
    used = colours(Brand(primary, accent))
    assert min(contrast(used["primary"], "#ffffff"), contrast(used["primary"], used["tint"])) >= 3
