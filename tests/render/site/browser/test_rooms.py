"""The names of rooms in an agenda on a phone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.render.site.browser.conftest import Visit
from tests.render.site.groups import region, site_of

ROOM = "Committee Room 14b, third floor of the new building, County Hall"


@pytest.mark.slow
@pytest.mark.parametrize("page", ["index", "run-sheet"])
def test_a_long_name_of_a_room_wraps_and_hides_no_minutes(page: str, visitor: Visit, tmp_path: Path) -> None:
    made = region()
    first = dataclasses.replace(made.rounds[0], rooms={"round-1/talk": ROOM})
    site = site_of(dataclasses.replace(made, rounds=(first, *made.rounds[1:])), tmp_path)
    phone = visitor(viewport={"width": 360, "height": 700})
    phone.goto((site / "round-1" / f"{page}.html").as_uri())
    room, minutes = (phone.locator(one).first.bounding_box() for one in (".kit-room", "td.kit-minutes"))

    assert room
    assert minutes
    assert minutes["x"] + minutes["width"] <= 360
    assert room["x"] + room["width"] <= minutes["x"]
