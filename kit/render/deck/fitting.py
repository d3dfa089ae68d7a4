"""Fits slides to the page: nothing runs off, nothing is smaller than 18 points, pictures keep their proportions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kit.render.deck.faces import Face, Fitted, FittedPicture
from kit.render.deck.layouts import Box
from kit.render.deck.measure import FLOOR, best_size, line_size
from kit.render.deck.model import Block, Kind, Mark, PageBreak, Paragraph, Picture, Run, Slide, Style, Table, words
from kit.render.deck.pages import table_pages, text_pages
from kit.render.deck.stage import Area, Stage
from kit.render.deck.strips import beside_title
from kit.render.deck.tables import as_text
from kit.render.deck.titles import titled

Size = Callable[[str], tuple[int, int] | None]  # a picture's width and height in pixels by its path, if it can be shown
_STATEMENT = 150  # characters: what can be read at a glance
_COVERS = (Kind.TITLE, Kind.CLOSING, Kind.SECTION, Kind.BREAK)


@dataclass(frozen=True)
class _Chunk:
    """Text, and the table or picture that it belongs to, if any."""

    text: tuple[Paragraph, ...]
    held: Table | Picture | None = None


def fit(slides: Iterable[Slide], stage: Stage, size: Size) -> list[Face]:
    """Return the faces of slides on the layouts of ``stage``, with titles of which no two are alike.

    What does not fit one face goes on to more, called "(2 of 3)" and so on. ``size`` tells the size of a picture.
    """
    made: list[Face] = []
    for slide in slides:
        first, *others = _Fitter(slide, stage, size).faces()
        told = (*slide.notes[:1], words("Goes on from the slide before; its notes are there.")) if slide.notes else ()
        made += [replace(first, notes=slide.notes), *(replace(face, notes=told) for face in others)]
    return titled(made, stage)


@dataclass(frozen=True)
class _Fitter:
    """Fits one slide."""

    slide: Slide
    stage: Stage
    size: Size

    def faces(self) -> list[Face]:
        if self.slide.kind in _COVERS:
            return [self._cover()]
        chunks = _chunks(self._content())
        if not chunks:
            return [self._bare()]
        if self.slide.kind is Kind.ACTIVITY and (chunks[0].held or not self._panel()):
            chunks[0] = replace(chunks[0], text=(*self._meta(), *chunks[0].text))
        if len(chunks) == 1 and self.slide.kind is not Kind.ACTIVITY and _is_statement(chunks[0]):
            return [self._statement(tuple(replace(line, mark=Mark.NONE) for line in chunks[0].text))]
        return [face for chunk in chunks for face in self._chunk(chunk)]

    def _area(self, layout: str, role: str) -> Area | None:
        return self.stage.seats[layout].areas.get(role)

    def _content(self) -> list[Block]:
        """The slide's blocks, with alt text in place of pictures that cannot be shown."""
        shown: list[Block] = []
        for block in self.slide.blocks:
            if isinstance(block, Picture) and self.size(block.path) is None:
                shown += [words(block.alt)] * bool(block.alt)
            else:
                shown.append(block)
        return shown

    def _cover(self) -> Face:
        layout = self.slide.kind.value
        texts = {}
        lines = tuple(words(line) for line in self.slide.line.split("\v") if line)
        area = self._area(layout, "Text")
        if lines and area:
            texts["Text"] = Fitted(lines, line_size(lines, area.box.w, area.box.h, area.size, FLOOR, area.bold))
        link = self._area(layout, "Link")
        if self.slide.link and link:
            shown = (Paragraph((Run(_shown(self.slide.link), link=self.slide.link),)),)
            texts["Link"] = Fitted(shown, line_size(shown, link.box.w, link.box.h, link.size, 12, True))
        return Face(layout, self.slide.title, texts, link=self.slide.link)

    def _panel(self) -> bool:
        return bool(self.slide.minutes) and self._area("Activity", "Minutes") is not None

    def _meta(self) -> list[Paragraph]:
        """An activity's minutes and grouping as text, for a face that has no place of its own for them."""
        line = " · ".join(filter(None, (_minutes(self.slide.minutes), self.slide.grouping)))
        return [words(line, bold=True)] if line else []

    def _bare(self) -> Face:
        """A slide with a title and nothing else: the title is what it has to say."""
        meta = self._meta()
        if meta:
            return self._statement(tuple(meta))
        return Face("Headline", self.slide.title)

    def _statement(self, text: tuple[Paragraph, ...]) -> Face:
        area = self.stage.seats["Statement"].areas["Text"]
        size = line_size(text, area.box.w, area.box.h, area.size, FLOOR, True)
        return Face("Statement", self.slide.title, {"Text": Fitted(text, size)})

    def _chunk(self, chunk: _Chunk) -> list[Face]:
        if isinstance(chunk.held, Picture):
            return self._picture(chunk.held, chunk.text)
        if isinstance(chunk.held, Table):
            return self._table(chunk.held, chunk.text)
        return self._text(chunk.text)

    def _text(self, text: Sequence[Paragraph]) -> list[Face]:
        panel = self.slide.kind is Kind.ACTIVITY and self._panel()
        layout = "Activity" if panel else "Bullets"
        area = self.stage.seats[layout].areas["Text"]
        sides = self._sides() if panel else {}
        pages = text_pages(text, area.box, area.size)
        return [Face(layout, self.slide.title, {"Text": page, **sides}) for page in pages]

    def _sides(self) -> dict[str, Fitted]:
        """The minutes of an activity as a large number, and who works together."""
        areas = self.stage.seats["Activity"].areas
        minutes = self.slide.minutes or 0
        number = (words(str(minutes), bold=True), words("minute" if minutes == 1 else "minutes"))
        sides = {"Minutes": Fitted(number, areas["Minutes"].size)}
        if self.slide.grouping:
            area, text = areas["Grouping"], (words(self.slide.grouping),)
            sides["Grouping"] = Fitted(text, line_size(text, area.box.w, area.box.h, area.size, FLOOR, False))
        return sides

    def _picture(self, picture: Picture, text: Sequence[Paragraph]) -> list[Face]:
        if text:
            beside = self._beside(picture, text)
            if beside:
                return [beside]
            before, held = _held(text)
            return [*self._text(before), *self._picture(picture, held)] if before else self._picture(picture, ())
        areas = self.stage.seats["Picture"].areas
        place, texts = areas["Picture"].box, {}
        if picture.caption:
            caption = (Paragraph(picture.caption),)
            area = areas["Text"]
            size = best_size(caption, area.box.w, area.box.h, area.size, FLOOR)
            if size is None:
                return self._picture(replace(picture, caption=()), caption)
            texts["Text"] = Fitted(caption, size)
        elif self.stage.own:
            below = areas["Text"].box
            place = Box(place.x, place.y, place.w, below.y + below.h - place.y)
        return [Face("Picture", self.slide.title, texts, picture=self._placed(picture, place))]

    def _beside(self, picture: Picture, text: Sequence[Paragraph]) -> Face | None:
        areas = self.stage.seats["Picture and text"].areas
        area = areas["Text"]
        whole = (*text, Paragraph(picture.caption)) if picture.caption else tuple(text)
        size = best_size(whole, area.box.w, area.box.h, area.size, FLOOR)
        if size is None:
            return None
        placed = self._placed(picture, areas["Picture"].box)
        return Face("Picture and text", self.slide.title, {"Text": Fitted(whole, size)}, picture=placed)

    def _placed(self, picture: Picture, box: Box) -> FittedPicture:
        """The picture as large as its place allows, unless its dots would then be larger than a point."""
        width, height = self.size(picture.path) or (1, 1)
        scale = min(box.w / width, box.h / height, 1.0)
        w, h = width * scale, height * scale
        return FittedPicture(picture.path, picture.alt, Box(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h))

    def _table(self, table: Table, text: Sequence[Paragraph]) -> list[Face]:
        plain = "Agenda" if self.slide.kind is Kind.AGENDA else "Table"
        room = self.stage.seats[plain].areas["Table"].box
        areas = self.stage.seats["Table and text"].areas
        lead = areas["Text"]
        size = best_size(text, lead.box.w, lead.box.h, lead.size, FLOOR) if text else None
        before, held = _held(text)
        if text and before and not size:
            return [*self._text(before), *self._table(table, held)]
        first = areas["Table"].box if size else None
        pages = table_pages(table, room, first)
        if pages is None:
            return self._text([*text, *as_text(table)])
        faces = [Face(plain, self.slide.title, table=page) for page in pages]
        if self.slide.strip and self.stage.own and plain == "Agenda" and not size:
            faces[0] = replace(faces[0], strip=beside_title(self.slide.strip))
        if size:
            faces[0] = replace(faces[0], layout="Table and text", texts={"Text": Fitted(tuple(text), size)})
        return faces if size or not text else [*self._text(text), *faces]


def _held(text: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Cut off the bold lines at the end of a text, which belong to the table or picture after it."""
    end = len(text)
    while end and text[end - 1].style is Style.HEADING:
        end -= 1
    return text[:end], text[end:]


def _minutes(minutes: int | None) -> str:
    return f"{minutes} minute{'s' * (minutes != 1)}" if minutes else ""


def _shown(link: str) -> str:
    return link.split("://", 1)[-1].removesuffix("index.html")


def _chunks(blocks: Sequence[Block]) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    text: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            text.append(block)
            continue
        if isinstance(block, PageBreak):
            chunks += [_Chunk(tuple(text))] * bool(text)
            text = [words(block.title, bold=True)] if block.title else []
            continue
        chunks.append(_Chunk(tuple(text), block))
        text = []
    if text and chunks and isinstance(chunks[-1].held, Picture) and not chunks[-1].text:
        chunks[-1] = replace(chunks[-1], text=tuple(text))
    elif text:
        chunks.append(_Chunk(tuple(text)))
    return chunks


def _is_statement(chunk: _Chunk) -> bool:
    """Whether text is short and plain enough to stand alone in large letters."""
    marks = (Mark.NONE, Mark.BULLET) if len(chunk.text) == 1 else (Mark.NONE,)
    simple = all(
        line.mark in marks and line.level == 0 and line.style in (Style.TEXT, Style.QUOTE) for line in chunk.text
    )
    return chunk.held is None and simple and sum(len(line.text) for line in chunk.text) <= _STATEMENT
