"""First, last and section slides and breaks: few words in large type, the day below them, and codes to scan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.render.deck.fit.measure import FLOOR, LINE_HEIGHT, line_size, total, width
from kit.render.deck.fit.placed import Design, Fitted, PlacedSlide, SlidePlace
from kit.render.deck.fit.strip import strip_on
from kit.render.deck.layouts import BY_CODES, LINK_BELOW, WITH_LOGO, LayoutName, SlotName
from kit.render.deck.slides.model import Code, Paragraph, Run, Slide, words

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
