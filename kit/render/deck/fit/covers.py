"""First, last and section slides and breaks: few words in large type, the day below them, and codes to scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.facilitate.strip import Strip
from kit.render.deck.fit.measure import FLOOR, LINE_HEIGHT, best_size, line_size, total, width, without_runt
from kit.render.deck.fit.placed import Design, Fitted, FittedStrip, PlacedSlide, SlidePlace
from kit.render.deck.geometry import Box
from kit.render.deck.layouts import BY_CODES, LINK_BELOW, WITH_LOGO, HiddenName, LayoutName, SlotName
from kit.render.deck.slides.model import Code, DayMark, Paragraph, Run, Slide, words

_LEAST_ADDRESS = 14.0  # points: it is there to be typed by somebody near the screen; the code is for all others
_LABEL = 0.6  # the share of the room below a code that the words before an address may take


@dataclass(frozen=True)
class Cover:
    """Places a slide of few words."""

    slide: Slide
    design: Design

    def placed(self) -> PlacedSlide:
        """Return it."""
        name = self._layout()
        places, day = self.design.layouts[name].places, self.slide.day
        shown = {code: one for code, one in zip(LINK_BELOW, self.slide.codes, strict=False) if code in places}
        links = links_below({LINK_BELOW[code]: one for code, one in shown.items()}, places)
        texts = dict(self._texts(places, self.slide.codes[len(shown) :]))
        strip = strip_on(day, name, self.design)
        return PlacedSlide(name, self.slide.title, {**texts, **links}, strip=strip, codes=shown)

    def _layout(self) -> LayoutName:
        """The layout of the slide's kind; of a first or last slide, the variant for its codes or for the logo."""
        name = self.slide.kind.value
        if name not in BY_CODES:
            return name
        if self.design.logo and not self.slide.codes:
            return WITH_LOGO[name]
        return BY_CODES[name][min(len(self.slide.codes), len(BY_CODES[name]) - 1)]

    def _texts(self, places: Mapping[str, SlidePlace], rest: Sequence[Code]) -> Iterator[tuple[str, Fitted]]:
        """The lines beside the title; codes that have no place of their own become lines with a link."""
        lines = [words(line) for line in self.slide.line.split("\v") if line]
        then = [words(line) for line in self.slide.then.split("\v") if line]
        apart = next((name for name in (SlotName.NEXT, SlotName.OUTCOME) if name in places), None)
        lines += [] if apart else then
        if (lines or rest) and SlotName.TEXT in places:
            yield SlotName.TEXT, _with_links(lines, rest, places[SlotName.TEXT])
        if then and apart:
            yield apart, places[apart].lines(then)


def _with_links(lines: Sequence[Paragraph], codes: Sequence[Code], place: SlidePlace) -> Fitted:
    """Lines, and below them what codes lead to, with the addresses where these have room: part of one leads nowhere."""
    whole = [Paragraph((Run(f"{code.label}: "), Run(_shown(code.link), link=code.link))) for code in codes]
    fitted = place.lines([*lines, *whole])
    bare = [Paragraph((Run(code.label, link=code.link),)) for code in codes]
    return place.lines([*lines, *bare]) if fitted.whole else fitted


def links_below(codes: Mapping[str, Code], places: Mapping[str, SlidePlace]) -> dict[str, Fitted]:
    """Return the words below codes, by place: what each leads to, and its address for those who type.

    All have one size. An address that has no room in any readable size is left out, and the words say to scan.
    """
    found = {name: _address(code, places[name]) for name, code in codes.items()}
    small = min((size for _, size in found.values() if size), default=0.0)
    labels = {name: words(codes[name].label if size else codes[name].scan) for name, (_, size) in found.items()}
    size = min((_label_size(text, places[name]) for name, text in labels.items()), default=FLOOR)
    made = dict[str, Fitted]()
    for name, (address, fits) in found.items():
        link, label = codes[name].link, Run(labels[name].text, bold=True)
        below = [Paragraph((Run(address, link=link, size=small),))] if fits else []
        made[name] = Fitted((Paragraph((label if fits else replace(label, link=link),)), *below), size)
    return made


def _label_size(label: Paragraph, place: SlidePlace) -> float:
    return line_size([label], place.box.w, place.box.h * _LABEL, place.size, FLOOR, True)


def _address(code: Code, place: SlidePlace) -> tuple[str, float]:
    """An address and the largest size at which it fits: on a line, else on two that part after a slash; 0 for none."""
    shown, box = _shown(code.link), place.box
    label = total([words(code.label)], box.w, _label_size(words(code.label), place), True)
    for text in (shown, *_halved(shown)):
        parts = text.split("\v")
        most = min(FLOOR, (box.h - label) / LINE_HEIGHT / len(parts))
        size = min(most, *(box.w / width(part, 1.0) for part in parts if part))
        if size >= _LEAST_ADDRESS:
            return text, float(int(size))
    return "", 0.0


def _halved(address: str) -> Iterator[str]:
    """The ways to part an address after a slash, the latest first."""
    slashes = [place for place, letter in enumerate(address) if letter == "/"]
    return (f"{address[: place + 1]}\v{address[place + 1 :]}" for place in reversed(slashes))


def _shown(link: str) -> str:
    return link.split("://", 1)[-1].removesuffix("index.html").removesuffix("/")


# The picture of the day, in the place that a layout has for it.

_GAP = 4.0  # points between bars and times
_SPARE = 3.0  # points beside a time, because another Arial may be a little wider
_BETWEEN = 10.0  # points that two times keep clear of each other


def strip_on(day: DayMark | None, layout: str, design: Design) -> FittedStrip | None:
    """Return the picture of the day with the times below it that have room; None without a day or a place for it."""
    like = design.layouts[layout].hidden.get(HiddenName.DAY)
    if day is None or like is None:
        return None
    bars = like.box
    whole = Box(bars.x, bars.y, bars.w, bars.h + _GAP + FLOOR * 1.2)
    return FittedStrip(day, like, whole, tuple(_times(day.strip, bars)))


def _times(strip: Strip, bars: Box) -> Iterator[tuple[str, Box]]:
    """The times at both ends, and those between them that stand clear of each other."""
    last = strip.ticks[-1]
    free, end = bars.x, bars.right - width(last.words, FLOOR) - _SPARE
    for tick in strip.ticks:
        wide = width(tick.words, FLOOR) + _SPARE
        left = min(max(bars.x, bars.x + tick.left * bars.w - wide / 2), bars.right - wide)
        if tick is last or (left >= free and left + wide + _BETWEEN <= end):
            yield tick.words, Box(left, bars.bottom + _GAP, wide, FLOOR * 1.2)
            free = left + wide + _BETWEEN


# Titles of slides: no two alike in a deck, and each in the largest size that fits its place.

_SMALLEST_TITLE = 20.0


def titled(slides: Sequence[PlacedSlide], design: Design) -> list[PlacedSlide]:
    """Return ``slides`` with titles that tell them apart, and with the size of each title in points.

    Slides that share a title and belong to different sessions get their session's name; the others are numbered.
    """
    named = _numbered(_of_their_sessions(slides))
    return [replace(_sized(slide, base, design), name=base.title) for slide, base in zip(named, slides, strict=True)]


def _of_their_sessions(slides: Sequence[PlacedSlide]) -> list[PlacedSlide]:
    sessions: dict[str, set[str]] = {}
    for slide in slides:
        sessions.setdefault(slide.title.casefold(), set()).add(slide.session.casefold())
    shared = {title for title, found in sessions.items() if len(found) > 1}
    return [
        replace(slide, title=f"{slide.title} · {slide.session}")
        if slide.title.casefold() in shared and slide.session and slide.session.casefold() != slide.title.casefold()
        else slide
        for slide in slides
    ]


def _numbered(slides: Sequence[PlacedSlide]) -> list[PlacedSlide]:
    """Tell slides of one title apart: "(1 of 3)" where one goes on, "· 2" where another has its title."""
    taken, seen, named = set[str](), Counter[str](), list[PlacedSlide]()
    for parts in _together(slides):
        key = parts[0].title.casefold()
        seen[key] += 1
        mark = f" · {seen[key]}" if seen[key] > 1 else ""
        for number, slide in enumerate(parts, 1):
            title = slide.title + mark + (f" ({number} of {len(parts)})" if len(parts) > 1 else "")
            while title.casefold() in taken:
                title += " (again)"
            taken.add(title.casefold())
            named.append(replace(slide, title=title))
    return named


def _together(slides: Sequence[PlacedSlide]) -> list[list[PlacedSlide]]:
    """Put each slide together with those that go on from it."""
    found: list[list[PlacedSlide]] = []
    for slide in slides:
        if found and slide.goes_on:
            found[-1].append(slide)
        else:
            found.append([slide])
    return found


def _sized(slide: PlacedSlide, base: PlacedSlide, design: Design) -> PlacedSlide:
    """Set the size of a title, and shorten one that is too long for any: its full words then open the notes."""
    place = design.layouts[slide.layout].places[SlotName.TITLE]
    box = place.box
    size = line_size([words(slide.title)], box.w, box.h, place.size, _SMALLEST_TITLE, True)
    kept, suffix = base.title, slide.title.removeprefix(base.title)
    while kept and best_size([words(f"{kept}…{suffix}")], box.w, box.h, size, size, True) is None:
        kept = _shorter(kept)
    if kept == base.title or best_size([words(slide.title)], box.w, box.h, size, size, True) is not None:
        return replace(slide, title=without_runt(words(slide.title), box.w, size, True).text, title_size=size)
    told = (words(base.title), *slide.notes)
    return replace(slide, title=f"{kept}…{suffix}", title_size=size, notes=told, long_title=True)


def _shorter(title: str) -> str:
    """Return about nine tenths of ``title``, up to the end of a word; of one long word, its first letters."""
    cut = title[: len(title) * 9 // 10]
    whole = cut if title[len(cut)] == " " else cut.rpartition(" ")[0]
    return (whole or cut).rstrip()
