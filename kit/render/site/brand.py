"""A page that shows a group's brand on everything it dresses, for whoever picks colours and a logo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx

from kit.model.agenda import Item, ItemKind, TimedItem, Timetable
from kit.model.colour import TEXT_RATIO, contrast, contrast_words
from kit.model.edition import Brand
from kit.render.deck.design.theme_colours import colours, is_light
from kit.render.palette import LIGHT_GROUND, drawing_colours, palettes, text_on
from kit.render.site.agenda import pictures
from kit.render.site.state import Site

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


def brand(_: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the brand's page shows."""
    own = site.edition.brand
    light, dark = palettes(own)
    return {
        "brand": own,
        "logo_ground": _ground_words(own.logo_ground),
        "given": [_given(own, name, light, dark) for name in ("primary", "accent")],
        "modes": [("light", _pairs(light)), ("dark", _pairs(dark))],
        "drawn": zip(("light pages, paper and slides", "dark pages"), map(_drawn, drawing_colours(own)), strict=True),
        "slides": _slides(own),
        "strip": pictures(_DAY, "brand--strip")[0],
    }


def _ground_words(ground: str) -> str:
    return "white" if ground == LIGHT_GROUND else f"{ground}, because most of it would be lost on white"


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


# What a drawing's letters stand on, by the names of its swatches; each of the others is a mark on paper.
_ON = {"fill": "on-fill", **dict.fromkeys(("paper", "note", "tint-1", "tint-2", "tint-3", "tint-4"), "ink")}


def _drawn(colours: dict[str, str]) -> list[Swatch]:
    areas = [Swatch(f"brand-{name}", colours[name], colours[text]) for name, text in _ON.items()]
    return [*areas, *(Swatch(f"brand-{name}", colours["paper"], colours[name]) for name in ("primary", "accent"))]


def _slides(brand: Brand) -> list[Swatch]:
    """Return the grounds of our own slides, each with the colour of the letters on it."""
    theme, light = colours(brand), is_light(brand.primary)
    letters, band = theme["dk1" if light else "lt1"], theme["accent4" if light else "dk2"]
    grounds = (("Covers and panels", theme["accent1"], letters), ("Bands", band, letters))
    titles = (("Titles", theme["lt1"], theme["dk2"]), ("Breaks", theme["lt2"], theme["dk2"]))
    return [Swatch(*one) for one in (*grounds, *titles, ("Numbers", theme["lt1"], theme["accent2"]))]


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
