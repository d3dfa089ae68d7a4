"""The picture of a day as SVG inside a page: bars stretch with the page, letters keep their size."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup

from kit.facilitate.strip import Bar, Strip, Tick

TOP, HEIGHT, FOOT = 12, 40, 20  # CSS pixels: room for marks, the bars, and the times below them
CLEAR = 0.24  # of the width: at 320 pixels "10:30am" and half of another time take about that much
THIN = 10  # CSS pixels: the height of the picture that shows where one session stands


def strip_svg(strip: Strip, name: str) -> Markup:
    """Return ``strip`` as an SVG element. ``name`` begins its ids, which must be the page's only ones of that name.

    Colours come from the page's style sheet by class, so that they follow the brand, dark mode and print.
    """
    bars = sorted(strip.bars, key=lambda bar: bar.pause)  # breaks last, so that nothing covers their outline
    ticks = [_tick(tick, number) for number, tick in enumerate(strip.ticks)]
    inner = Markup().join([*map(_bar, bars), *map(_mark, strip.bars), *ticks])
    return Markup(
        '<svg class="kit-strip" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-words" '
        'width="100%" height="{height}"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-words">{words}</desc>{inner}</svg>'
    ).format(name=name, height=TOP + HEIGHT + FOOT, title=strip.title, words=strip.words, inner=inner)


def place_svg(strip: Strip, here: int) -> Markup:
    """Return a thin picture of the day with item ``here`` (counted from 0) marked, for pages that say so in words."""
    order = sorted(enumerate(strip.bars), key=lambda one: one[1].pause)  # breaks last, as above
    bars = Markup().join(_thin(bar, number == here) for number, bar in order)
    start = Markup('<svg class="kit-strip kit-strip-thin" aria-hidden="true" width="100%" height="{}">').format(THIN)
    return start + bars + Markup("</svg>")


def _thin(bar: Bar, here: bool) -> Markup:
    tone = "kit-strip-here" if here else "kit-strip-pause" if bar.pause else ""
    start = Markup('<rect class="{}"').format(tone) if tone else Markup("<rect")
    return start + Markup(' x="{}" width="{}" height="{}"/>').format(_share(bar.left), _share(bar.width), THIN)


def _bar(bar: Bar) -> Markup:
    tone = "kit-strip-pause" if bar.pause else "kit-strip-session"
    shape = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>')
    return shape.format(tone, _share(bar.left), TOP, _share(bar.width), HEIGHT, bar.words)


def _mark(bar: Bar) -> Markup:
    """Return a triangle that points at the start of a fixed item."""
    if not bar.fixed:
        return Markup()
    shape = Markup('<svg class="kit-strip-mark" x="{}" y="0"><path class="kit-strip-fixed" d="M-6 0H6L0 {}Z"/></svg>')
    return shape.format(_share(bar.left), TOP - 2)


def _tick(tick: Tick, number: int) -> Markup:
    """Return a time below the bars. Narrow screens leave out every second hour, and those near an end of the day."""
    left_out = number % 2 or not CLEAR < tick.left < 1 - CLEAR
    end = {0.0: "start", 1.0: "end"}.get(tick.left, "odd" if left_out else "hour")
    shape = Markup('<text class="kit-strip-{}" x="{}" y="{}">{}</text>')
    return shape.format(end, _share(tick.left), TOP + HEIGHT + FOOT - 4, tick.words)


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
