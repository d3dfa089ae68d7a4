"""The picture of a day as SVG inside a page: bars stretch with the page, letters keep their size."""

from __future__ import annotations

import io
from functools import lru_cache
from html import escape

import segno

from kit.facilitate.strip import Bar, Strip, Tick

TOP, HEIGHT, FOOT = 12, 40, 20  # CSS pixels: room for marks, the bars, and the times below them
CLEAR = 0.24  # of the width: at 320 pixels "10:30am" and half of another time take about that much
THIN = 10  # CSS pixels: the height of the picture that shows where one session stands


def strip_svg(strip: Strip, name: str) -> str:
    """Return ``strip`` as an SVG element. ``name`` begins its ids, which must be the page's only ones of that name.

    Colours come from the page's style sheet by class, so that they follow the brand, dark mode and print.
    """
    bars = sorted(strip.bars, key=lambda bar: bar.pause)  # breaks last, so that nothing covers their outline
    ticks = [_tick(tick, number) for number, tick in enumerate(strip.ticks)]
    inner = "".join([*map(_bar, bars), *map(_mark, strip.bars), *ticks])
    return (
        f'<svg class="kit-strip" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-words" '
        f'width="100%" height="{TOP + HEIGHT + FOOT}">'
        f'<title id="{name}-title">{escape(strip.title)}</title>'
        f'<desc id="{name}-words">{escape(strip.words)}</desc>{inner}</svg>'
    )


def place_svg(strip: Strip, here: int) -> str:
    """Return a thin picture of the day with item ``here`` (counted from 0) marked, for pages that say so in words."""
    bars = (_thin(bar, number == here) for number, bar in enumerate(strip.bars))
    return (
        f'<svg class="kit-strip kit-strip-thin" aria-hidden="true" width="100%" height="{THIN}">{"".join(bars)}</svg>'
    )


def _thin(bar: Bar, here: bool) -> str:
    tone = ' class="kit-strip-here"' if here else ' class="kit-strip-pause"' if bar.pause else ""
    return f'<rect{tone} x="{_share(bar.left)}" width="{_share(bar.width)}" height="{THIN}"/>'


def _bar(bar: Bar) -> str:
    tone = "kit-strip-pause" if bar.pause else "kit-strip-session"
    place = f'x="{_share(bar.left)}" y="{TOP}" width="{_share(bar.width)}" height="{HEIGHT}"'
    return f'<rect class="{tone}" {place}><title>{escape(bar.words)}</title></rect>'


def _mark(bar: Bar) -> str:
    """Return a triangle that points at the start of a fixed item."""
    if not bar.fixed:
        return ""
    shape = f'<path class="kit-strip-fixed" d="M-6 0H6L0 {TOP - 2}Z"/>'
    return f'<svg class="kit-strip-mark" x="{_share(bar.left)}" y="0">{shape}</svg>'


def _tick(tick: Tick, number: int) -> str:
    """Return a time below the bars. Narrow screens leave out every second hour, and those near an end of the day."""
    left_out = number % 2 or not CLEAR < tick.left < 1 - CLEAR
    end = {0.0: "start", 1.0: "end"}.get(tick.left, "odd" if left_out else "hour")
    y = TOP + HEIGHT + FOOT - 4
    return f'<text class="kit-strip-{end}" x="{_share(tick.left)}" y="{y}">{escape(tick.words)}</text>'


def _share(share: float) -> str:
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + "%"


# QR codes, as slides and signs show them.


@lru_cache(maxsize=64)  # first and last slides, handouts and signs show the same few
def qr_code(link: str) -> bytes:
    """Return a QR code of ``link`` as a PNG with the margin of four dots that the standard asks for (ISO/IEC 18004)."""
    buffer = io.BytesIO()
    segno.make(link, error="m", micro=False).save(buffer, kind="png", scale=12, border=4)
    return buffer.getvalue()


def qr_alt(link: str) -> str:
    """Return what somebody hears who cannot see the QR code of ``link``."""
    return f"QR code: opens {link}"
