"""Contrast of colours, by the formulas of WCAG 2.2 (relative luminance and contrast ratio)."""

from __future__ import annotations

TEXT_RATIO = 4.5  # WCAG 2.2, success criterion 1.4.3, for text under 18 points


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, from 0 for black to 1 for white."""
    linear = []
    for channel in _channels(colour):
        part = channel / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast_words(one: str, other: str) -> str:
    """Return a contrast for people, such as "9.1 to 1"; rounded down, so that nothing seems to pass that does not."""
    return f"{int(contrast(one, other) * 10) / 10:.1f} to 1"


def mix(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with ``share`` (0 to 1) of ``other`` mixed in."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def passing(colour: str, ground: str = "#ffffff", ratio: float = TEXT_RATIO) -> str:
    """Return the nearest shade that reaches ``ratio`` on ``ground``: the colour, or it mixed with black or white.

    Dark grounds take white and light grounds black, in steps of a hundredth; the last step always passes.
    """
    towards = "#000000" if luminance(ground) > 0.18 else "#ffffff"
    shades = (mix(colour, towards, step / 100) for step in range(101))
    return next(shade for shade in shades if contrast(shade, ground) >= ratio)
