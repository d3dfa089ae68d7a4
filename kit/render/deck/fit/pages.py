"""Long text and long tables cut into pages of about equal length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kit.render.deck.fit.measure import (
    FLOOR,
    LINE_HEIGHT,
    airy,
    best_size,
    height,
    lines,
    longest_line,
    total,
    two_digits,
    without_runt,
    word_widths,
)
from kit.render.deck.fit.placed import Fitted, FittedTable
from kit.render.deck.geometry import Box
from kit.render.deck.slides.model import Cell, Paragraph, Run, Style, Table
from kit.system.memo import remembered

SPLIT_SIZE = 24.0  # what text goes back to when it takes several slides anyway
LEAST_WHOLE = SPLIT_SIZE  # text is made this small, but no smaller, to stay on one slide
PAD, TIGHT = 4.5, 2.0  # points: free space above and below the text of a cell
_TABLE_SIZES = ((28.0, PAD), (24.0, PAD), (22.0, PAD), (20.0, PAD), (18.0, PAD), (20.0, TIGHT), (18.0, TIGHT))
_TABLE_SPLITS = (20.0, 18.0)  # points: the type size of a table that takes several slides anyway, before it grows
_TABLE_GROWS = (28.0, 26.0, 24.0, 22.0)
_UNBROKEN = 22.0  # points: down to this size a table that then breaks no line is preferred to a larger one
_ROOMY = 0.7  # the share of its place that a table in the largest size may fill
_AIRIEST = 1.4  # how many times taller than its text the rows of a small table may be
_Part = TypeVar("_Part")


def text_pages(paragraphs: Sequence[Paragraph], box: Box, start: float) -> list[Fitted]:
    """Return text as one page if it fits ``box`` (points) at a good size, else as several of about equal length.

    A bold line stays with what follows it, and an item with
    its sub-items, unless they are taller than a page. All pages have one size, the largest that fits them.
    """
    return _paged(tuple(paragraphs), box.w, box.h, start)


@remembered
def _paged(paragraphs: tuple[Paragraph, ...], wide: float, tall: float, start: float) -> list[Fitted]:
    whole = best_size(paragraphs, wide, tall, start, min(LEAST_WHOLE, start))
    if whole is not None:
        return [Fitted(paragraphs, whole, airy(paragraphs, wide, tall, whole))]
    size = min(start, SPLIT_SIZE)
    parts = [piece for group in _groups(paragraphs) for piece in _small_enough(group, wide, tall, size)]
    pages = [_joined(page) for page in _even(parts, lambda some: total(_joined(some), wide, size), tall)]
    size = max(size, min(best_size(page, wide, tall, start, size) or size for page in pages))
    space = min(airy(page, wide, tall, size) for page in pages)
    return [Fitted(page, size, space) for page in pages]


def _joined(parts: Sequence[Sequence[Paragraph]]) -> tuple[Paragraph, ...]:
    return tuple(paragraph for part in parts for paragraph in part)


def _groups(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    groups: list[list[Paragraph]] = []
    for place, paragraph in enumerate(paragraphs):
        before = paragraphs[place - 1] if place else None
        held = before is not None and (paragraph.level > 0 or before.style is Style.HEADING)
        if groups and held:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def _small_enough(group: list[Paragraph], wide: float, tall: float, size: float) -> list[list[Paragraph]]:
    if total(group, wide, size) <= tall:
        return [group]
    return [[piece] for paragraph in group for piece in cut(paragraph, wide, tall, size)]


def cut(paragraph: Paragraph, width: float, tall: float, size: float) -> list[Paragraph]:
    """Return a paragraph in pieces that are each at most ``tall`` points, cut between words."""
    numbers = two_digits([paragraph])
    if height(paragraph, width, size, numbers) <= tall:
        return [paragraph]
    words = [replace(run, text=word) for run in paragraph.runs for word in _words(run, width)]
    pieces: list[list[Run]] = [[]]
    for word in words:
        longer = replace(paragraph, runs=(*pieces[-1], word))
        if pieces[-1] and height(longer, width, size, numbers) > tall:
            pieces.append([])
        pieces[-1].append(word)
    return [replace(paragraph, runs=tuple(piece)) for piece in pieces]


def _words(run: Run, width: float) -> list[str]:
    """A run's words, each with the space after it; what is longer than any line could be in bits of 40 letters."""
    parts = [word + " " for word in run.text.split(" ")]
    parts[-1] = parts[-1][:-1]
    bits = [part[at : at + 40] for part in parts for at in range(0, len(part), 40)]
    return [bit for bit in bits if bit] if width > 0 else parts


def _even(parts: Sequence[_Part], tall: Callable[[Sequence[_Part]], float], room: float) -> list[list[_Part]]:
    """Return parts in as few pages as ``room`` allows, of about equal length, so that the last is not left with one."""
    fewest = _greedy(parts, tall, room)
    pages, rest = list[list[_Part]](), list(parts)
    for left in range(len(fewest), 1, -1):
        count = _share(rest, tall, room, tall(rest) / left)
        pages.append(rest[:count])
        rest = rest[count:]
    pages.append(rest)
    return pages if all(page and tall(page) <= room for page in pages) else fewest


def _share(parts: Sequence[_Part], tall: Callable[[Sequence[_Part]], float], room: float, wished: float) -> int:
    """Return how many of ``parts``, at least one, come nearest to the wished height within ``room``."""
    best, before = 1, tall(parts[:1])
    for count in range(2, len(parts) + 1):
        now = tall(parts[:count])
        if now > room or abs(now - wished) > abs(before - wished):
            break
        best, before = count, now
    return best


def _greedy(parts: Sequence[_Part], tall: Callable[[Sequence[_Part]], float], room: float) -> list[list[_Part]]:
    pages: list[list[_Part]] = []
    for part in parts:
        if pages and tall([*pages[-1], part]) <= room:
            pages[-1].append(part)
        else:
            pages.append([part])
    return pages


def table_pages(table: Table, box: Box, first: Box | None = None) -> list[FittedTable] | None:
    """Return a table as one page or several with its headings on each, or None if no slide can hold it.

    No size is taken in which a column would have to break its words; only what is longer than a quarter of the table,
    such as an address, may break. ``first`` is the room on the first page, where text stands above it.
    """
    room = first or box
    fitting = []
    for size, pad in _TABLE_SIZES:
        if not holds_words(table, room.w, size):
            continue
        whole = _sized(table, table.rows, room, size, pad)
        if sum(whole.heights) <= room.h * (_ROOMY if size == _TABLE_SIZES[0][0] else 1):
            fitting.append(whole)
    if fitting:
        unbroken = (one for one in fitting if one.size >= _UNBROKEN and _on_single_lines(one))
        return [_aired(next(unbroken, fitting[0]), room.h)]
    small = next((one for one in _TABLE_SPLITS if holds_words(table, box.w, one)), None)
    return None if small is None else _split(table, box, room, small)


def _on_single_lines(whole: FittedTable) -> bool:
    line = whole.size * LINE_HEIGHT + 2 * whole.pad
    return all(one <= line + 0.01 for one in whole.heights)


def _aired(whole: FittedTable, tall: float) -> FittedTable:
    """Return a table with taller rows where there is room, because a small one looks lost."""
    factor = min(_AIRIEST, tall / sum(whole.heights))
    return replace(whole, heights=tuple(one * factor for one in whole.heights))


def _split(table: Table, box: Box, first: Box, size: float) -> list[FittedTable] | None:
    head, body = table.rows[: table.header], table.rows[table.header :]
    whole = _sized(table, table.rows, box, size, PAD)
    tops = sum(whole.heights[: table.header])
    tall = dict(zip(map(id, body), whole.heights[table.header :], strict=True))
    low = min(box.h, first.h)
    if not body or tops + max(tall.values()) > low:
        return None
    pages = _even(body, lambda rows: tops + sum(tall[id(row)] for row in rows), low)
    sizes = [one for one in _TABLE_GROWS if holds_words(table, box.w, one)]
    made = next(filter(None, (_larger(table, head, pages, box, first, one) for one in sizes)), None)
    made = made or _set(table, head, pages, box, first, size)
    factor = min(_AIRIEST, *(page.box.h / sum(page.heights) for page in made))
    return [replace(page, heights=tuple(one * factor for one in page.heights)) for page in made]


_Rows = Sequence[tuple[Cell, ...]]


def _set(table: Table, head: _Rows, pages: Sequence[_Rows], box: Box, first: Box, size: float) -> list[FittedTable]:
    wide = columns(table, box.w, size)
    return [
        _sized(table, (*head, *page), box if number else first, size, PAD, wide) for number, page in enumerate(pages)
    ]


def _larger(
    table: Table, head: _Rows, pages: Sequence[_Rows], box: Box, first: Box, size: float
) -> list[FittedTable] | None:
    """The pages in a larger size, if all of them fit it."""
    made = _set(table, head, pages, box, first, size)
    return made if all(sum(page.heights) <= page.box.h for page in made) else None


def _sized(
    table: Table,
    rows: Sequence[tuple[Cell, ...]],
    box: Box,
    size: float,
    pad: float,
    widths: tuple[float, ...] | None = None,
) -> FittedTable:
    wide = widths or columns(table, box.w, size)
    heights = tuple(_row(row, wide, size, pad, number < table.header) for number, row in enumerate(rows))
    shown = tuple(_without_runts(row, wide, size, number < table.header) for number, row in enumerate(rows))
    return FittedTable(shown, table.header, wide, heights, size, box, pad)


def _without_runts(row: Sequence[Cell], widths: Sequence[float], size: float, bold: bool) -> tuple[Cell, ...]:
    rooms = (max(width - 2 * MARGIN, size) for width in widths)
    return tuple(
        replace(cell, paragraphs=tuple(without_runt(one, room, size, bold) for one in cell.paragraphs))
        for cell, room in zip(row, rooms, strict=True)
    )


def _row(row: Sequence[Cell], widths: Sequence[float], size: float, pad: float, bold: bool) -> float:
    texts = [_cell(cell, width - 2 * MARGIN, size, bold) for cell, width in zip(row, widths, strict=True)]
    return max([size * LINE_HEIGHT, *texts]) + 2 * pad


def _cell(cell: Cell, width: float, size: float, bold: bool) -> float:
    return sum(lines(part.runs, max(width, size), size, bold) * size * LINE_HEIGHT for part in cell.paragraphs)


# How wide the columns of a table are: no word of a cell breaks, and long texts get the most room.

MARGIN = 10.0  # points: free space at each side of a cell
_NARROWEST = 60.0  # points: a column that is narrower than this cannot be read
_LONGEST = 0.25  # the share of a table's width that no word can claim: what is longer at 18 points is an address


def columns(table: Table, width: float, size: float) -> tuple[float, ...]:
    """Share out a width in points: every column gets its longest word, and the rest goes where the long texts are.

    Addresses may break, but only where there is no room for them whole.
    """
    cells = list(zip(*table.rows, strict=True))
    whole = [_least(column, size) for column in cells]
    least = whole if sum(whole) <= width else _broken(table, width, size)
    wished = [max(low, _longest_text(column, size)) for low, column in zip(least, cells, strict=True)]
    if sum(wished) <= width:
        return tuple(wish * width / sum(wished) for wish in wished)
    if sum(least) >= width:
        return tuple(low * width / sum(least) for low in least)
    spare = (width - sum(least)) / (sum(wished) - sum(least))
    return tuple(low + (wish - low) * spare for low, wish in zip(least, wished, strict=True))


def holds_words(table: Table, width: float, size: float) -> bool:
    """Whether all columns of a table fit a width in points side by side, and break no word that is not an address."""
    return sum(_broken(table, width, size)) <= width


def _broken(table: Table, width: float, size: float) -> list[float]:
    """The least widths of columns whose addresses break."""
    return [_least(column, size, width * _LONGEST) for column in zip(*table.rows, strict=True)]


def _least(column: Sequence[Cell], size: float, most: float | None = None) -> float:
    """The width below which a column's words break; one longer than ``most`` at 18 points counts as that."""
    found = (word for part in _parts(column) for word in word_widths(part.runs, size, True))
    kept = (wide if most is None or wide * FLOOR / size <= most else most for wide in found)
    return max(_NARROWEST, max(kept, default=0.0) + 2 * MARGIN + 1)


def _longest_text(column: Sequence[Cell], size: float) -> float:
    return max((longest_line(part.runs, size, True) for part in _parts(column)), default=0.0) + 2 * MARGIN + 1


def _parts(column: Sequence[Cell]) -> Iterable[Paragraph]:
    return (part for cell in column for part in cell.paragraphs)
