"""First, last and section slides and breaks: few words in large type, the day below them, and codes to scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.render.deck.faces import Face, Fitted, FittedStrip
from kit.render.deck.layouts import BY_NAME
from kit.render.deck.measure import FLOOR, clipped, line_size, shortened
from kit.render.deck.model import Code, Kind, Paragraph, Run, Slide, words
from kit.render.deck.stage import Area, Stage
from kit.render.deck.strips import on_band
from kit.render.deck.widths import width

_LEAST_ADDRESS = 14.0  # points: it is there to be typed by somebody near the screen; the code is for all others
_CODES = (("Code", "Link"), ("Second code", "Second link"))


def day_on(slide: Slide, layout: str, stage: Stage) -> FittedStrip | None:
    """Return the picture of the day in its place on a layout, None where there is no day or no place."""
    band = BY_NAME[layout].day
    if slide.day is None or band is None or not stage.own:
        return None
    wide = stage.seats[layout].areas["Title"].box.w / 72
    return on_band(slide.day, replace(band, box=replace(band.box, w=wide)))


@dataclass(frozen=True)
class Cover:
    """Makes the face of a slide of few words."""

    slide: Slide
    stage: Stage

    def face(self) -> Face:
        """Return it."""
        layout = self._layout()
        areas = self.stage.seats[layout].areas
        shown = dict(zip(_CODES, self.slide.codes, strict=False))
        codes = {role: code for (role, link), code in shown.items() if role in areas and link in areas}
        texts = dict(self._texts(layout, [code for code in self.slide.codes if code not in codes.values()]))
        links = {link: _link(code, areas[link]) for (role, link), code in shown.items() if role in codes}
        strip = day_on(self.slide, layout, self.stage)
        return Face(layout, self.slide.title, {**texts, **links}, strip=strip, codes=codes)

    def _layout(self) -> str:
        two = "Closing with two codes"
        return two if len(self.slide.codes) > 1 and two in self.stage.seats else self.slide.kind.value

    def _texts(self, layout: str, rest: list[Code]) -> Iterator[tuple[str, Fitted]]:
        """The lines beside the title; codes that have no place of their own become lines with a link."""
        areas = self.stage.seats[layout].areas
        lines = [words(line) for line in self.slide.line.split("\v") if line]
        then = [words(line) for line in self.slide.then.split("\v") if line]
        apart = "Next" in areas
        lines += [] if apart else then
        lines += [Paragraph((Run(f"{code.label}: "), Run(_shown(code.link), link=code.link))) for code in rest]
        if lines and "Text" in areas:
            yield "Text", _lines(tuple(lines), areas["Text"])
        if then and apart:
            yield "Next", _lines(tuple(then), areas["Next"])


def _lines(lines: tuple[Paragraph, ...], area: Area) -> Fitted:
    size = line_size(lines, area.box.w, area.box.h, area.size, FLOOR, area.bold)
    return Fitted(clipped(lines, area.box.w, area.box.h, size, area.bold), size)


def _link(code: Code, area: Area) -> Fitted:
    """The words below a code: what it leads to, and the address on one line for those who type."""
    size = line_size([words(code.label)], area.box.w, area.box.h * 0.6, area.size, FLOOR, True)
    shown, small = _shown(code.link), FLOOR
    while small > _LEAST_ADDRESS and width(shown, small) > area.box.w:
        small -= 1
    address = Run(shortened(shown, area.box.w, small), link=code.link, size=small)
    return Fitted((Paragraph((Run(code.label, bold=True),)), Paragraph((address,))), size)


def _shown(link: str) -> str:
    return link.split("://", 1)[-1].removesuffix("index.html").removesuffix("/")


COVERS = (Kind.TITLE, Kind.CLOSING, Kind.SECTION, Kind.BREAK)
