"""The areas of the United Kingdom by which a hub shows its groups.

They are the twelve ITL 1 regions (Office for National Statistics, International Territorial Level 1, 2021), with the
names that people use and slugs for files.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection

AREAS = {
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "north-east": "North East",
    "north-west": "North West",
    "yorkshire-and-the-humber": "Yorkshire and the Humber",
    "wales": "Wales",
    "west-midlands": "West Midlands",
    "east-midlands": "East Midlands",
    "east-of-england": "East of England",
    "south-west": "South West",
    "south-east": "South East",
    "london": "London",
}
_ENGLAND = "England"
_OTHER_NATIONS = ("northern-ireland", "scotland", "wales")  # areas that are nations; all others are in England


def nations(areas: Collection[str]) -> tuple[str, ...]:
    """Return the nations in which ``areas`` lie, by name in order; England and Wales if there are no areas."""
    found = {AREAS[area] if area in _OTHER_NATIONS else _ENGLAND for area in areas}
    return tuple(sorted(found)) or (_ENGLAND, AREAS["wales"])


def known_area(value: str) -> str:
    """Return ``value`` unchanged if it is the slug of an area; raise ValueError with the nearest one if not."""
    if value in AREAS:
        return value
    shown = "".join(char if char.isprintable() else " " for char in value[:60])
    near = difflib.get_close_matches(value[:60].lower().replace(" ", "-"), AREAS, 1, 0)
    raise ValueError(f'needs the name of an area, such as "{near[0]}", not "{shown}".')
