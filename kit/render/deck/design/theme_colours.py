"""The colours of a deck's theme, from a group's two (pure)."""

from __future__ import annotations

from kit.model.colour import TEXT_RATIO, contrast, mix, passing
from kit.model.edition import Brand
from kit.render.palette import SOFT

INK, PAPER = "#1c1c1c", "#ffffff"
_APART = 1.2  # the contrast below which a band and the ground around it look like one colour


def is_light(primary: str) -> bool:
    """Whether a group's own colour takes dark letters, because white ones could not be read on it."""
    return contrast(PAPER, primary) < TEXT_RATIO <= contrast(INK, primary)


def colours(brand: Brand) -> dict[str, str]:
    """Return the twelve colours of a theme by their names there, as ``#rrggbb``.

    The first accent is the ground of covers and panels: the primary colour itself where white or dark letters can be
    read on it (4.5:1, WCAG 2.2, 1.4.3), else its nearest shade. Letters in the primary colour have that of links, a
    shade that can be read on white and on the tint; the second dark colour is for titles. The fourth accent is the
    shade of bands where the primary colour is light; for others the second dark colour is, which is a lighter one where
    the primary is so dark that both would look alike. The sixth accent is a grey for what should stay in the
    background and can be read all the same.
    """
    light = is_light(brand.primary)
    ground = brand.primary if light else passing(brand.primary)
    tint = mix(PAPER, ground, SOFT)
    accent = passing(brand.accent, tint)
    strong = passing(ground, tint)
    dark = passing(mix(ground, "#000000", 0.88 if light else 0.25), tint, 7.0)
    if contrast(dark, ground) < _APART:
        dark = passing(mix(ground, PAPER, 0.25), tint, 7.0)
    text = {"dk1": INK, "lt1": PAPER, "dk2": dark, "lt2": tint, "accent1": ground, "accent2": accent}
    mixed = (mix(strong, accent, 0.5), mix(strong, "#808080", 0.5), mix(accent, "#808080", 0.5), "#5f6b73")
    more = {f"accent{number}": passing(colour, tint) for number, colour in enumerate(mixed, 3)}
    if light:
        more["accent4"] = _band(ground)
    return text | more | {"hlink": strong, "folHlink": passing(mix(strong, "#6b3fa0", 0.5), tint)}


def _band(ground: str) -> str:
    """Return a shade that stands out from a light ``ground`` and takes dark letters too: darker, else lighter."""
    shades = [mix(ground, end, step / 20) for end in ("#000000", PAPER) for step in range(2, 19)]
    return next(one for one in shades if contrast(one, ground) >= _APART and contrast(INK, one) >= TEXT_RATIO)
