"""Fits slides to the page: nothing runs off, nothing is smaller than 18 points, pictures keep their proportions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kit.render.deck.design.ours.layouts import Box
from kit.render.deck.fit.covers import COVERS, Cover, day_on, titled
from kit.render.deck.fit.measure import FLOOR, airy, best_size, clipped, line_size, shortened, width
from kit.render.deck.fit.pages import LEAST_STEPS, LEAST_WHOLE, table_pages, text_pages
from kit.render.deck.fit.placed import Area, Face, Fitted, FittedPicture, Stage
from kit.render.deck.slides.model import (
    Block,
    Columns,
    Kind,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    Style,
    Table,
    words,
)
from kit.render.deck.slides.tables import as_text

Size = Callable[[str], tuple[int, int] | None]  # a picture's width and height in pixels by its path, if it can be shown
_LABEL = 28.0  # points: the word below the large number of minutes
_LEAST_QUOTE = 24.0


def fit(slides: Iterable[Slide], stage: Stage, size: Size) -> list[Face]:
    """Return the faces of slides on the layouts of ``stage``, with titles of which no two are alike.

    What does not fit one face goes on to more, called "(2 of 3)" and so on. ``size`` tells the size of a picture.
    """
    made: list[Face] = []
    for slide in slides:
        first, *others = (_finished(face, slide, stage) for face in _Fitter(slide, stage, size).faces())
        told = (*slide.notes[:1], words("Goes on from the slide before; its notes are there.")) if slide.notes else ()
        made.append(replace(first, notes=slide.notes, goes_on=slide.goes_on))
        made += [replace(face, notes=told, goes_on=True) for face in others]
    return titled(made, stage)


def _finished(face: Face, slide: Slide, stage: Stage) -> Face:
    """Add to a face what all faces of a slide have: whose it is, and the day."""
    areas = stage.seats[face.layout].areas
    texts = face.texts
    if slide.session and "Eyebrow" in areas:
        area = areas["Eyebrow"]
        line = words(shortened(slide.session, area.box.w, area.size, True))
        texts = {"Eyebrow": Fitted((line,), area.size), **texts}
    day = slide.day if face.strip is None and slide.kind not in (Kind.TITLE, Kind.CLOSING) else None
    return replace(face, texts=texts, day=day, session=slide.session, written=slide.written)


@dataclass(frozen=True)
class _Fitter:
    """Fits one slide."""

    slide: Slide
    stage: Stage
    size: Size

    def faces(self) -> list[Face]:
        if self.slide.kind in COVERS:
            return [Cover(self.slide, self.stage).face()]
        found = chunks(self._content())
        if not found:
            return [self._bare()]
        if self.slide.kind is Kind.ACTIVITY and (found[0].held or not self._panel()):
            found[0] = replace(found[0], text=(*self._meta(), *found[0].text))
        if len(found) == 1 and self.slide.kind is not Kind.ACTIVITY:
            alone = self._alone(found[0])
            if alone is not None:
                return [alone]
        return [face for chunk in found for face in self._chunk(chunk)]

    def _alone(self, chunk: Chunk) -> Face | None:
        """The face of a slide that is nothing but a statement, a quote or two columns."""
        if is_statement(chunk):
            return self._statement(tuple(replace(line, mark=Mark.NONE) for line in chunk.text))
        quote, pair = quote_of(chunk), columns_of(chunk)
        if quote is not None:
            return self._quote(*quote)
        return self._columns(pair) if pair is not None else None

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

    def _panel(self) -> bool:
        return bool(self.slide.minutes) and self._area("Activity", "Minutes") is not None

    def _meta(self) -> list[Paragraph]:
        """An activity's minutes and grouping as text, for a face that has no place of its own for them."""
        line = " · ".join(filter(None, (_minutes(self.slide.minutes), self.slide.grouping)))
        return [words(line, bold=True)] if line else []

    def _bare(self) -> Face:
        """A slide with a title and nothing else: the title is what it has to say."""
        meta = self._meta()
        return self._statement(tuple(meta)) if meta else Face("Headline", self.slide.title)

    def _statement(self, text: tuple[Paragraph, ...]) -> Face:
        area = self.stage.seats["Statement"].areas["Text"]
        size = line_size(text, area.box.w, area.box.h, area.size, FLOOR, True)
        return Face("Statement", self.slide.title, {"Text": Fitted(text, size)})

    def _quote(self, said: tuple[Paragraph, ...], author: tuple[Paragraph, ...]) -> Face | None:
        areas = self.stage.seats["Quote"].areas
        area, below = areas["Text"], areas.get("Attribution")
        whole = said if below is not None else (*said, *author)
        size = best_size(whole, area.box.w, area.box.h, area.size, min(_LEAST_QUOTE, area.size))
        named = line_size(author, below.box.w, below.box.h, below.size, FLOOR, False) if author and below else 0.0
        if size is None:
            return None
        texts = {"Text": Fitted(whole, size)} | ({"Attribution": Fitted(author, named)} if named else {})
        return Face("Quote", self.slide.title, texts)

    def _columns(self, pair: Columns) -> Face | None:
        areas = self.stage.seats["Two columns"].areas
        if not {"Left", "Right"} <= set(areas):
            return None
        parts = [(role, text, areas[role].box) for role, text in (("Left", pair.left), ("Right", pair.right))]
        least = min(LEAST_WHOLE, areas["Left"].size)
        sizes = [best_size(text, box.w, box.h, areas[role].size, least) for role, text, box in parts]
        if None in sizes:
            return None
        size = min(one for one in sizes if one is not None)
        space = min(airy(text, box.w, box.h, size) for _, text, box in parts)
        return Face("Two columns", self.slide.title, {role: Fitted(text, size, space) for role, text, _ in parts})

    def _chunk(self, chunk: Chunk) -> list[Face]:
        if isinstance(chunk.held, Picture):
            return self._picture(chunk.held, chunk.text)
        if isinstance(chunk.held, Table):
            return self._table(chunk.held, chunk.text)
        return self._text((*chunk.text, *(one_after_the_other(chunk.held) if chunk.held else ())))

    def _text(self, text: Sequence[Paragraph]) -> list[Face]:
        panel = self.slide.kind is Kind.ACTIVITY and self._panel()
        borrowed = self.slide.kind is Kind.ACTIVITY and not self.stage.own  # a group's own layout may have no panel
        layout = "Activity" if panel or borrowed else "Bullets"
        area = self.stage.seats[layout].areas["Text"]
        sides = self._sides() if panel else {}
        pages = text_pages(text, area.box, area.size, LEAST_STEPS if panel else LEAST_WHOLE)
        return [Face(layout, self.slide.title, {"Text": page, **sides}) for page in pages]

    def _sides(self) -> dict[str, Fitted]:
        """The minutes of an activity as a large number, and who works together."""
        areas = self.stage.seats["Activity"].areas
        area, minutes = areas["Minutes"], self.slide.minutes or 0
        size = min(area.size, area.box.w * 0.95 / width(str(minutes), 1.0, True)) if self.stage.own else area.size
        label = Run("minute" if minutes == 1 else "minutes", size=min(_LABEL, size), light=True)
        number = (words(str(minutes), bold=True), Paragraph((label,)))
        if not self.slide.grouping or "Grouping" not in areas:
            return {"Minutes": Fitted(number, size)}
        return {"Minutes": Fitted(number, size), "Grouping": _grouping(self.slide.grouping, areas["Grouping"])}

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
        fitted = Fitted(whole, size, airy(whole, area.box.w, area.box.h, size))
        return Face("Picture and text", self.slide.title, {"Text": fitted}, picture=placed)

    def _placed(self, picture: Picture, box: Box) -> FittedPicture:
        """The picture as large as its place allows, unless its dots would then be larger than a point."""
        wide, tall = self.size(picture.path) or (1, 1)
        scale = min(box.w / wide, box.h / tall, 1.0)
        w, h = wide * scale, tall * scale
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
        pages = table_pages(table, room, areas["Table"].box if size else None)
        if pages is None:
            return [replace(face, wide_table=True) for face in self._text([*text, *as_text(table)])]
        faces = [Face(plain, self.slide.title, self._when(plain), table=page) for page in pages]
        if plain == "Agenda":
            faces = [replace(face, strip=day_on(self.slide, plain, self.stage)) for face in faces]
        if size:
            faces[0] = replace(faces[0], layout="Table and text", texts={"Text": Fitted(tuple(text), size)})
        return faces if size or not text else [*self._text(text), *faces]

    def _when(self, layout: str) -> dict[str, Fitted]:
        """The line beside an agenda: when the day begins and ends."""
        area = self._area(layout, "Text")
        if layout != "Agenda" or area is None or not self.slide.line:
            return {}
        lines = tuple(words(line) for line in self.slide.line.split("\v"))
        return {"Text": Fitted(lines, line_size(lines, area.box.w, area.box.h, area.size, FLOOR, False))}


def _grouping(grouping: str, area: Area) -> Fitted:
    text = (Paragraph((Run("Working", size=FLOOR, light=True),)), words(grouping, bold=True))
    size = line_size(text, area.box.w, area.box.h, area.size, FLOOR, True)
    return Fitted(clipped(text, area.box.w, area.box.h, size, True), size)


def _held(text: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Cut off the bold lines at the end of a text, which belong to the table or picture after it."""
    end = len(text)
    while end and text[end - 1].style is Style.HEADING:
        end -= 1
    return text[:end], text[end:]


def _minutes(minutes: int | None) -> str:
    return f"{minutes} minute{'s' * (minutes != 1)}" if minutes else ""


# What a slide holds, cut into what belongs together, and what of it is a statement, a quote or two columns.

_GLANCE = 150  # characters: what can be read at a glance
_QUOTE = 420  # characters of a quote that still can be set in large type
_DASHES = ("—", "–", "--", "― ")


@dataclass(frozen=True)
class Chunk:
    """Text, and the table, picture or pair of columns that it belongs to, if any."""

    text: tuple[Paragraph, ...]
    held: Table | Picture | Columns | None = None


def chunks(blocks: Sequence[Block]) -> list[Chunk]:
    """Return blocks in chunks: text goes with the table or picture after it, or with the one picture before it."""
    found: list[Chunk] = []
    text: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            text.append(block)
        elif isinstance(block, PageBreak):
            found += [Chunk(tuple(text))] * bool(text)
            text = [words(block.title, bold=True)] if block.title else []
        else:
            found.append(Chunk(tuple(text), block))
            text = []
    if text and found and isinstance(found[-1].held, Picture) and not found[-1].text:
        found[-1] = replace(found[-1], text=tuple(text))
    elif text:
        found.append(Chunk(tuple(text)))
    return found


def is_statement(chunk: Chunk) -> bool:
    """Whether text is short and plain enough to stand alone in large letters."""
    marks = (Mark.NONE, Mark.BULLET) if len(chunk.text) == 1 else (Mark.NONE,)
    simple = all(line.mark in marks and line.level == 0 and line.style is Style.TEXT for line in chunk.text)
    return chunk.held is None and simple and sum(len(line.text) for line in chunk.text) <= _GLANCE


def quote_of(chunk: Chunk) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]] | None:
    """Return a quote and who said it, where ``chunk`` is nothing else: the last line may begin with a dash.

    A quote is upright in its large type, and what stands out in it is slanted.
    """
    *said, last = chunk.text or [words("")]
    names = said and last.text.lstrip().startswith(_DASHES)
    quote = tuple(said) if names else chunk.text
    plain = all(line.style is Style.QUOTE and line.mark is Mark.NONE and line.level == 0 for line in quote)
    if chunk.held is not None or not quote or not plain or sum(len(line.text) for line in quote) > _QUOTE:
        return None
    upright = tuple(
        replace(line, runs=tuple(replace(run, italic=not run.italic) for run in line.runs), style=Style.TEXT)
        for line in quote
    )
    author = replace(last, runs=tuple(replace(run, italic=False) for run in last.runs), style=Style.TEXT)
    return upright, (author,) if names else ()


def columns_of(chunk: Chunk) -> Columns | None:
    """Return two columns, where ``chunk`` is a pair of them, or nothing but two lists that each follow a bold line."""
    if isinstance(chunk.held, Columns):
        return None if chunk.text else chunk.held
    heads = [place for place, line in enumerate(chunk.text) if _is_head(line)]
    if chunk.held is not None or len(heads) != 2 or heads[0] != 0:
        return None
    left, right = chunk.text[: heads[1]], chunk.text[heads[1] :]
    lists = all(len(part) > 1 and part[1].mark is not Mark.NONE for part in (left, right))
    loose = any(line.mark is Mark.NONE and line.level == 0 for part in (left, right) for line in part[1:])
    return Columns(_headed(left), _headed(right)) if lists and not loose else None


def _is_head(line: Paragraph) -> bool:
    bold = bool(line.runs) and all(run.bold for run in line.runs)
    return bold and line.mark is Mark.NONE and line.level == 0 and line.style in (Style.TEXT, Style.HEADING)


def _headed(part: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return (replace(part[0], style=Style.HEADING), *part[1:])


def one_after_the_other(columns: Columns) -> tuple[Paragraph, ...]:
    """Return two columns as one text, for a slide that cannot hold them side by side."""
    return (*columns.left, *columns.right)
