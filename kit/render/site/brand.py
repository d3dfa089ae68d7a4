"""The brand of a group as CSS: its colours where they pass on light pages, and shades of them that pass on dark ones.

Only ``#rrggbb`` values, which the schema lets through, and numbers that are computed from them get into the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx

from kit.model.agenda import Item, ItemKind, TimedItem, Timetable
from kit.model.colour import TEXT_RATIO, contrast, contrast_words, mix, passing
from kit.model.edition import Brand
from kit.render.site.meeting import picture
from kit.render.site.state import Site

LIGHT_GROUND = "#ffffff"
LIGHT_PANEL = "#f6f7f9"  # the sidebar and quiet panels, where the brand's colours pass on it
DARK_GROUND = "#14171c"
DARK_PANEL = "#1c2027"
_DIMMED = 0.35  # how much of the dark ground is mixed into the masthead there, so that a bright brand does not glare
DARK_RATIO = 7  # light text on dark looks thinner than it measures, so dark shades reach WCAG's enhanced ratio


def palettes(brand: Brand) -> tuple[dict[str, str], dict[str, str]]:
    """Return the brand's colours on light and on dark pages, by the names that kit.css knows."""
    return _light(brand), _dark(brand)


def brand_css(brand: Brand) -> str:
    """Return the style sheet that sets the brand's colours, light and dark, and nothing else."""
    light, dark = map(_variables, palettes(brand))
    return (
        f"body {{\n{light}}}\n"
        f'@media not print {{\n  body[data-theme="dark"] {{\n{dark}}}\n'
        f'  @media (prefers-color-scheme: dark) {{\n  body:not([data-theme="light"]) {{\n{dark}}}\n  }}\n}}\n'
    )


def _variables(values: dict[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())


def _light(brand: Brand) -> dict[str, str]:
    primary, accent = passing(brand.primary), passing(brand.accent)  # the shades on white, which ``check`` names
    return _palette(brand, primary, accent, LIGHT_GROUND, _light_panel(primary, accent))


def _dark(brand: Brand) -> dict[str, str]:
    primary = passing(brand.primary, DARK_PANEL, DARK_RATIO)
    accent = passing(brand.accent, DARK_PANEL, DARK_RATIO)
    return _palette(brand, primary, accent, DARK_GROUND, DARK_PANEL)


def _palette(brand: Brand, primary: str, accent: str, ground: str, panel: str) -> dict[str, str]:
    soft = _soft(primary, ground)
    band = brand.primary if ground == LIGHT_GROUND else mix(brand.primary, ground, _DIMMED)
    return {
        "color-brand-primary": primary,
        "color-brand-content": primary,
        "color-brand-visited": primary,
        "color-background-primary": ground,
        "color-background-secondary": panel,
        "color-code-background": panel,
        "kit-band": band,
        "kit-band-text": text_on(band),
        "kit-accent": accent,
        "kit-soft": soft,
        "kit-soft-line": mix(ground, primary, 0.28),
        "kit-button": primary,
        "kit-button-text": text_on(primary),
        "sd-color-primary": primary,
        "sd-color-primary-text": text_on(primary),
        "sd-color-secondary": accent,
        "sd-color-secondary-text": text_on(accent),
    }


def _light_panel(*shades: str) -> str:
    """Return the quiet ground, lighter where that is needed for all ``shades`` to pass on it; on white all do."""
    grounds = (mix(LIGHT_PANEL, LIGHT_GROUND, step / 9) for step in range(10))
    return next(one for one in grounds if all(contrast(shade, one) >= TEXT_RATIO for shade in shades))


def _soft(primary: str, ground: str) -> str:
    """Return a faint tint of ``primary`` on which ``primary`` itself still passes as text."""
    tints = (mix(ground, primary, share / 100) for share in range(8, -1, -1))
    return next((tint for tint in tints if contrast(primary, tint) >= TEXT_RATIO), ground)


def text_on(ground: str) -> str:
    """Return white or near-black, whichever reads better on ``ground``, and black where neither is enough."""
    best = max(("#ffffff", "#14171c"), key=lambda text: contrast(text, ground))
    return best if contrast(best, ground) >= TEXT_RATIO else "#000000"  # then white falls short, so black passes


# A page that shows a group's brand on everything it dresses, for whoever picks colours and a logo.

NAME = "brand"
# What is read on what, by the variables of kit.css, in words.
_PAIRS = (
    ("Links and titles on the page", "color-brand-content", "color-background-primary"),
    ("Links on quiet panels", "color-brand-content", "color-background-secondary"),
    ("Words on tinted panels", "color-brand-content", "kit-soft"),
    ("Words on buttons", "kit-button-text", "kit-button"),
    ("The masthead, and the head of an activity", "kit-band-text", "kit-band"),
    ("What stands out, such as Handout", "kit-accent", "color-background-primary"),
    ("What stands out on quiet panels", "kit-accent", "color-background-secondary"),
)


@dataclass(frozen=True)
class Swatch:
    """A field of one colour, the word on it, and the colour of that word."""

    word: str
    ground: str
    text: str


@dataclass(frozen=True)
class Given:
    """A colour as the group wrote it, what is used of it on light and dark pages, and a sentence on why."""

    name: str
    swatches: tuple[Swatch, ...]
    words: str


@dataclass(frozen=True)
class Pair:
    """Two colours that meet, in one mode. ``ratio`` is their contrast for people, such as "9.1 to 1"."""

    what: str
    text: str
    ground: str
    ratio: str
    verdict: str


def brand_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the brand's page for Sphinx to write, unless the group has a page of that name."""
    site: Site | None = app.config.kit_site
    if site is None or NAME in app.env.all_docs:
        return
    brand = site.edition.brand
    light, dark = palettes(brand)
    yield (
        NAME,
        {
            "title": "Brand",
            "brand": brand,
            "given": [_given(brand, name, light, dark) for name in ("primary", "accent")],
            "modes": [("light", _pairs(light)), ("dark", _pairs(dark))],
            "strip": picture(_DAY, "brand--strip"),
        },
        "kit-brand-page.html",
    )


def _given(brand: Brand, name: str, light: dict[str, str], dark: dict[str, str]) -> Given:
    value = brand.primary if name == "primary" else brand.accent
    key = "color-brand-primary" if name == "primary" else "kit-accent"
    shades = (("Yours", value), ("On light", light[key]), ("On dark", dark[key]))
    swatches = tuple(Swatch(word, shade, text_on(shade)) for word, shade in shades)
    return Given(name.capitalize(), swatches, _sentence(value, light[key], dark[key]))


def _sentence(value: str, light: str, dark: str) -> str:
    """Say what is used of a colour and why."""
    ratio = contrast_words(value, "#ffffff")
    if light == value:
        first = f"{value} has a contrast of {ratio} on white, so text may use it as it is."
    else:
        first = f"{value} has a contrast of {ratio} on white, and text needs {TEXT_RATIO} to 1, so text uses {light}."
    return f"{first} On dark pages text uses {f'{value} as it is' if dark == value else dark}."


def _pairs(palette: dict[str, str]) -> list[Pair]:
    return [_pair(what, palette[text], palette[ground]) for what, text, ground in _PAIRS]


def _pair(what: str, text: str, ground: str) -> Pair:
    verdict = "enough for all text" if contrast(text, ground) >= TEXT_RATIO else "too little for text"
    return Pair(what, text, ground, contrast_words(text, ground), verdict)


def _day() -> Timetable:
    """Return a day with one of each kind of item."""
    parts = (("Arrivals", ItemKind.BREAK, 15), ("A session", ItemKind.SESSION, 45), ("Tea", ItemKind.BREAK, 15))
    start, items = 13 * 60, []
    for title, kind, minutes in (*parts, ("Another session", ItemKind.SESSION, 45)):
        at = start if title == "Tea" else None
        items.append(TimedItem(Item(title, kind, title, at=at), title, start, start + minutes))
        start += minutes
    return Timetable(tuple(items), clock=True, slot=None)


_DAY = _day()
