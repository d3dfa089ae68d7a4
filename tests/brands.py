"""Brands that nobody picked: twenty pairs of random colours, the same each time, and some that are known to be hard."""

from __future__ import annotations

import random

_HARD = [
    *(("#ffd100", "#e4002b"), ("#1d1d1b", "#5b2a86"), ("#00594f", "#0b6e4f"), ("#ffffff", "#ffffff")),
    *(("#000000", "#000000"), ("#777777", "#777777"), ("#ffff00", "#00ff00")),
]


def _colour(dice: random.Random) -> str:
    return f"#{dice.randrange(1 << 24):06x}"


_DICE = random.Random(16)  # noqa: S311 - the same every time
BRANDS = [*((_colour(_DICE), _colour(_DICE)) for _ in range(20)), *_HARD]
