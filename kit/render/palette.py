"""The brand of a group as CSS: its colours where they pass on light pages, and shades of them that pass on dark ones.

Only ``#rrggbb`` values, which the schema lets through, and numbers that are computed from them get into the text.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from kit.model.colour import TEXT_RATIO, contrast, mix, passing
from kit.model.edition import Brand
from kit.system.memo import lasting

LIGHT_GROUND = "#ffffff"
LIGHT_PANEL = "#f6f7f9"  # the sidebar and quiet panels, where the brand's colours pass on it
DARK_GROUND = "#14171c"
DARK_PANEL = "#1c2027"
_DIMMED = 0.35  # how much of the dark ground is mixed into the masthead there, so that a bright brand does not glare
_DIMMED_LIGHT = 0.1  # the same of a brand so light that its letters are dark: more would turn yellow into olive
SOFT, FAINT = 0.08, 0.28  # shares of a brand's colour in its tints, on pages, papers and slides: of grounds, of bars
DARK_RATIO = 7  # light text on dark looks thinner than it measures, so dark shades reach WCAG's enhanced ratio


def palettes(brand: Brand) -> tuple[dict[str, str], dict[str, str]]:
    """Return the brand's colours on light and on dark pages, by the names that kit.css knows."""
    return _light(brand), _dark(brand)


@lasting(4)  # each page that carries its own style asks for it
def brand_css(brand: Brand) -> Markup:
    """Return the style sheet that sets the brand's colours, light and dark, and nothing else."""
    light, dark = map(_variables, palettes(brand))
    return Markup(
        "body {{\n{light}}}\n"
        '@media not print {{\n  body[data-theme="dark"] {{\n{dark}}}\n'
        '  @media (prefers-color-scheme: dark) {{\n  body:not([data-theme="light"]) {{\n{dark}}}\n  }}\n}}\n'
    ).format(light=light, dark=dark)


def _variables(values: dict[str, str]) -> Markup:
    return Markup().join(Markup("  --{}: {};\n").format(name, value) for name, value in values.items())


def _light(brand: Brand) -> dict[str, str]:
    primary, accent = passing(brand.primary), passing(brand.accent)  # the shades on white, which ``check`` names
    return _palette(brand, primary, accent, LIGHT_GROUND, _light_panel(primary, accent))


def _dark(brand: Brand) -> dict[str, str]:
    primary = passing(brand.primary, DARK_PANEL, DARK_RATIO)
    accent = passing(brand.accent, DARK_PANEL, DARK_RATIO)
    return _palette(brand, primary, accent, DARK_GROUND, DARK_PANEL)


def _palette(brand: Brand, primary: str, accent: str, ground: str, panel: str) -> dict[str, str]:
    soft = _soft(primary, ground)
    band = brand.primary if ground == LIGHT_GROUND else _dimmed(brand.primary)
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
        "kit-soft-line": mix(ground, primary, FAINT),
        "kit-button": primary,
        "kit-button-text": text_on(primary),
        "sd-color-primary": primary,
        "sd-color-primary-text": text_on(primary),
        "sd-color-secondary": accent,
        "sd-color-secondary-text": text_on(accent),
    }


def _dimmed(primary: str) -> str:
    """Return the masthead's colour on dark pages."""
    return mix(primary, DARK_GROUND, _DIMMED if text_on(primary) == LIGHT_GROUND else _DIMMED_LIGHT)


def _light_panel(*shades: str) -> str:
    """Return the quiet ground, lighter where that is needed for all ``shades`` to pass on it; on white all do."""
    grounds = (mix(LIGHT_PANEL, LIGHT_GROUND, step / 9) for step in range(10))
    return next(one for one in grounds if all(contrast(shade, one) >= TEXT_RATIO for shade in shades))


def _soft(primary: str, ground: str) -> str:
    """Return a faint tint of ``primary`` on which ``primary`` itself still passes as text."""
    tints = (mix(ground, primary, SOFT * step / 8) for step in range(8, -1, -1))
    return next((tint for tint in tints if contrast(primary, tint) >= TEXT_RATIO), ground)


# Drawings: the colours that swatches name, see kit/source/pictures/swatches.py.

_INK = {LIGHT_GROUND: "#1a2029", DARK_GROUND: "#e8ebf0"}  # the text of pages, light and dark
_NOTE = {LIGHT_GROUND: "#fff3bf", DARK_GROUND: "#443a12"}  # sticky notes, which are yellow for every group


def drawing_colours(brand: Brand) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of drawings by the names of their swatches, on light and on dark pages."""
    light, dark = (_drawn(palette) for palette in palettes(brand))
    return light, dark


def _drawn(palette: Mapping[str, str]) -> dict[str, str]:
    """Ink can be read on paper, notes and every tint; primary and accent on paper, and on-fill on fill."""
    paper, primary = palette["color-background-primary"], palette["color-brand-primary"]
    ink, strong = _INK[paper], palette["kit-band"] if paper == LIGHT_GROUND else primary
    tints = {f"tint-{number}": _tint(paper, strong, 0.12 * number, ink) for number in range(2, 5)}
    return {
        "paper": paper,
        "ink": ink,
        "line": mix(paper, ink, 0.3),
        "primary": primary,
        "accent": palette["kit-accent"],
        "fill": palette["kit-band"],
        "on-fill": palette["kit-band-text"],
        "note": _NOTE[paper],
        "tint-1": palette["kit-soft"],
        **tints,
    }


def _tint(paper: str, strong: str, share: float, ink: str) -> str:
    """Return ``paper`` with that share of ``strong``, or less of it where ``ink`` could not be read on it."""
    tints = (mix(paper, strong, share * step / 20) for step in range(20, -1, -1))
    return next(tint for tint in tints if contrast(ink, tint) >= TEXT_RATIO)


def text_on(ground: str) -> str:
    """Return white or near-black, whichever reads better on ``ground``, and black where neither is enough."""
    best = max(("#ffffff", "#14171c"), key=lambda text: contrast(text, ground))
    return best if contrast(best, ground) >= TEXT_RATIO else "#000000"  # then white falls short, so black passes
