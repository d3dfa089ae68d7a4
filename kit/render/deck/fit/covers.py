"""First, last and section slides and breaks: few words in large type, the day below them, and codes to scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.render.deck.design.ours.layouts import BY_NAME
from kit.render.deck.fit.measure import FLOOR, best_size, clipped, line_size, shortened, width
from kit.render.deck.fit.placed import Area, Face, Fitted, FittedStrip, Stage
from kit.render.deck.pptx.shapes import on_band
from kit.render.deck.slides.model import Code, Kind, Paragraph, Run, Slide, words

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


# Titles of faces: no two alike in a deck, and each in the largest size that fits its place.

_SMALLEST_TITLE = 20.0


def titled(faces: Sequence[Face], stage: Stage) -> list[Face]:
    """Return ``faces`` with titles that tell them apart, and with the size of each title in points.

    Faces that share a title and belong to different sessions get their session's name; the others are
    numbered.
    """
    named = _numbered(_of_their_sessions(faces))
    return [replace(_sized(face, base, stage), name=base.title) for face, base in zip(named, faces, strict=True)]


def _of_their_sessions(faces: Sequence[Face]) -> list[Face]:
    sessions: dict[str, set[str]] = {}
    for face in faces:
        sessions.setdefault(face.title.casefold(), set()).add(face.session.casefold())
    shared = {title for title, found in sessions.items() if len(found) > 1}
    return [
        replace(face, title=f"{face.title} · {face.session}")
        if face.title.casefold() in shared and face.session and face.session.casefold() != face.title.casefold()
        else face
        for face in faces
    ]


def _numbered(faces: Sequence[Face]) -> list[Face]:
    """Tell faces of one title apart: "(2 of 3)" where a slide goes on, "· 2" where another one has its title."""
    taken, seen, named = set[str](), Counter[str](), list[Face]()
    for slide in _slides(faces):
        key = slide[0].title.casefold()
        seen[key] += 1
        mark = f" · {seen[key]}" if seen[key] > 1 else ""
        for number, face in enumerate(slide, 1):
            title = face.title + mark + (f" ({number} of {len(slide)})" if number > 1 else "")
            while title.casefold() in taken:
                title += " (again)"
            taken.add(title.casefold())
            named.append(replace(face, title=title))
    return named


def _slides(faces: Sequence[Face]) -> list[list[Face]]:
    """Put the faces of each slide together, with those that go on from it."""
    found: list[list[Face]] = []
    for face in faces:
        if found and face.goes_on:
            found[-1].append(face)
        else:
            found.append([face])
    return found


def _sized(face: Face, base: Face, stage: Stage) -> Face:
    """Set the size of a title, and shorten one that is too long for any: its full words then open the notes."""
    area = stage.seats[face.layout].areas["Title"]
    box = area.box
    size = line_size([words(face.title)], box.w, box.h, area.size, _SMALLEST_TITLE, True)
    kept, suffix = base.title, face.title.removeprefix(base.title)
    while kept and best_size([words(f"{kept}…{suffix}")], box.w, box.h, size, size, True) is None:
        kept = _shorter(kept)
    if kept == base.title or best_size([words(face.title)], box.w, box.h, size, size, True) is not None:
        return replace(face, title_size=size)
    told = (words(base.title), *face.notes)
    return replace(face, title=f"{kept}…{suffix}", title_size=size, notes=told, long_title=True)


def _shorter(title: str) -> str:
    """Return about nine tenths of ``title``, up to the end of a word; of one long word, its first letters."""
    cut = title[: len(title) * 9 // 10]
    whole = cut if title[len(cut)] == " " else cut.rpartition(" ")[0]
    return (whole or cut).rstrip()
