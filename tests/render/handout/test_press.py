"""Colours and headings of a document."""

from __future__ import annotations

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.handout.press import colours, with_legal_headings
from kit.render.handout.sheet import Block


def test_a_pale_brand_is_darkened_until_it_can_be_read_on_paper_and_tint() -> None:
    made = colours(Brand(primary="#ffd400", accent="#8ee6ff"))

    for name in ("primary", "accent", "quiet", "ink"):
        assert contrast(made[name], made["tint"]) >= 4.5
        assert contrast(made[name], "#ffffff") >= 4.5


def test_a_brand_that_can_be_read_is_left_as_it_is() -> None:
    made = colours(Brand(primary="#1b4965", accent="#7a1f5c"))

    assert (made["primary"], made["accent"]) == ("#1b4965", "#7a1f5c")


def test_no_heading_skips_a_level_wherever_it_stands() -> None:
    def heading(level: int) -> Block:
        return {"k": "heading", "level": level, "c": []}

    blocks: list[Block] = [heading(4), {"k": "fold", "title": [], "c": [heading(6), heading(3)]}, heading(1)]

    made = with_legal_headings(blocks)

    assert [made[0]["level"], *[one["level"] for one in made[1]["c"]], made[2]["level"]] == [2, 3, 2, 2]


def test_headings_of_one_level_stay_of_one_level() -> None:
    asked = (2, 4, 4, 3, 4, 2, 4)

    made = with_legal_headings([{"k": "heading", "level": level, "c": []} for level in asked])

    assert [one["level"] for one in made] == [2, 3, 3, 3, 4, 2, 3]
