"""What a slide holds, cut into what belongs together, and what of it is a statement, a quote or columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.render.deck.slides.model import (
    Block,
    Callout,
    Columns,
    Footnote,
    Mark,
    PageBreak,
    Pair,
    Paragraph,
    Picture,
    Style,
    Table,
    words,
)

_GLANCE = 150  # characters: what can be read at a glance
_QUOTE = 420  # characters of a quote that still can be set in large type
_DASHES = ("—", "–", "--", "― ")


@dataclass(frozen=True)
class Chunk:
    """Text, and the table, picture, pair of pictures or of columns that it belongs to, if any."""

    text: tuple[Paragraph, ...]
    held: Table | Picture | Pair | Columns | None = None

    @property
    def begins_bare(self) -> bool:
        """Whether it begins on a slide that has no panel for an activity's minutes."""
        return bool(self.held) and not (isinstance(self.held, Columns) and (self.text or not self.held.pictures))


def chunks(blocks: Sequence[Block]) -> list[Chunk]:
    """Return blocks in chunks: text goes with the table or picture after it, or with the one picture before it.

    Two pictures in a row are a pair; of more, each stands by itself.
    """
    found: list[Chunk] = []
    text: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            text.append(block)
        elif isinstance(block, PageBreak):
            found += [Chunk(tuple(text))] * bool(text)
            text = [words(block.title, bold=True)] if block.title else []
        elif not isinstance(block, Callout | Footnote):  # those stand apart
            found.append(Chunk(tuple(text), block))
            text = []
    found = _paired(found)
    if text and found and isinstance(found[-1].held, Picture) and not found[-1].text:
        found[-1] = replace(found[-1], text=tuple(text))
    elif text:
        found.append(Chunk(tuple(text)))
    return found


def _paired(found: Sequence[Chunk]) -> list[Chunk]:
    made, rest = list[Chunk](), list(found)
    while rest:
        row = [rest.pop(0)]
        while rest and isinstance(row[0].held, Picture) and isinstance(rest[0].held, Picture) and not rest[0].text:
            row.append(rest.pop(0))
        left, right = (row[0].held, row[-1].held) if len(row) == 2 else (None, None)
        pair = Pair(left, right) if isinstance(left, Picture) and isinstance(right, Picture) else None
        made += [Chunk(row[0].text, pair)] if pair else row
    return made


def around_picture(blocks: Sequence[Block]) -> tuple[Picture, tuple[Paragraph, ...]] | None:
    """Return the one picture of a slide and all of its text, where it holds nothing else and has both.

    A picture in the second of three steps then stands beside all three.
    """
    text = tuple(one for one in blocks if isinstance(one, Paragraph))
    others = [one for one in blocks if not isinstance(one, Paragraph)]
    picture = others[0] if len(others) == 1 else None
    return (picture, text) if isinstance(picture, Picture) and text else None


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
    """Return columns, where ``chunk`` is nothing else, or nothing but two lists that each follow a bold line."""
    if isinstance(chunk.held, Columns):
        return None if chunk.text else chunk.held
    heads = [place for place, line in enumerate(chunk.text) if _is_head(line)]
    if chunk.held is not None or len(heads) != 2 or heads[0] != 0:
        return None
    left, right = chunk.text[: heads[1]], chunk.text[heads[1] :]
    lists = all(len(part) > 1 and part[1].mark is not Mark.NONE for part in (left, right))
    loose = any(line.mark is Mark.NONE and line.level == 0 for part in (left, right) for line in part[1:])
    return Columns((_headed(left), _headed(right))) if lists and not loose else None


def _is_head(line: Paragraph) -> bool:
    bold = bool(line.runs) and all(run.bold for run in line.runs)
    return bold and line.mark is Mark.NONE and line.level == 0 and line.style in (Style.TEXT, Style.HEADING)


def _headed(part: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return (replace(part[0], style=Style.HEADING), *part[1:])
