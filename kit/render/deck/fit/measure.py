"""How tall text is at a size, and the largest size at which it fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kit.render.deck.slides.model import Mark, Paragraph, Run, Style

FLOOR = 18.0  # points: body text is never smaller, so that it can be read from the back of a room
_STEP = 0.8  # each size of type is four fifths of the one before, so that a deck has few of them, and a rhythm
SPACE, AIRY = 0.4, 1.2  # of the type size, above a paragraph: where room is scarce, and at most where there is plenty
_SPREAD = 0.88  # the share of its place that text fills once its paragraphs have moved apart


def size_of(paragraph: Paragraph, size: float) -> float:
    """Return the type size of a paragraph: two points less for each level, and never below the floor."""
    return max(min(size, FLOOR), size - 2 * paragraph.level)


def step(size: float, numbers: bool) -> float:
    """Return how far one level is set in, in points; numbers of two digits need more room."""
    return size * (1.6 if numbers else 1.15)


def two_digits(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a list counts to ten or more."""
    return any(paragraph.mark is Mark.NUMBER and paragraph.number > 9 for paragraph in paragraphs)


def indent(paragraph: Paragraph, size: float, numbers: bool) -> float:
    """Return how far a paragraph's words stand in from the left, in points."""
    return step(size, numbers) * (paragraph.level + (paragraph.mark is not Mark.NONE))


def space_above(paragraph: Paragraph, size: float, space: float = SPACE) -> float:
    """Return the space above a paragraph that is not the first, in points."""
    return 0.0 if paragraph.style is Style.CODE else space * size_of(paragraph, size)


def airy(paragraphs: Sequence[Paragraph], width: float, tall: float, size: float) -> float:
    """Return the space above paragraphs, as a share of the type size: more where a short list would look lost."""
    gaps = sum(space_above(paragraph, size, 1.0) for paragraph in paragraphs[1:])
    if not gaps:
        return SPACE
    return min(AIRY, max(SPACE, SPACE + (tall * _SPREAD - total(paragraphs, width, size)) / gaps))


def height(paragraph: Paragraph, wide: float, size: float, numbers: bool = False, bold: bool = False) -> float:
    """Return how tall a paragraph is in ``wide`` points, the space above it included."""
    own = size_of(paragraph, size)
    room = max(own, wide - indent(paragraph, size, numbers))
    return lines(paragraph.runs, room, own, bold) * own * LINE_HEIGHT + space_above(paragraph, size)


def total(paragraphs: Sequence[Paragraph], width: float, size: float, bold: bool = False) -> float:
    """Return how tall paragraphs are together, in points."""
    numbers = two_digits(paragraphs)
    first = space_above(paragraphs[0], size) if paragraphs else 0.0
    return sum(height(paragraph, width, size, numbers, bold) for paragraph in paragraphs) - first


def scale(start: float, least: float) -> list[float]:
    """Return the sizes from ``start`` down to ``least`` points, none close to the last: 30, 24 and 18."""
    sizes = [start] if start >= least else []
    while sizes and round(sizes[-1] * _STEP) >= least + 2:
        sizes.append(float(round(sizes[-1] * _STEP)))
    return sizes if not sizes or sizes[-1] == least else [*sizes, least]


def best_size(
    paragraphs: Sequence[Paragraph], width: float, tall: float, start: float, least: float, bold: bool = False
) -> float | None:
    """Return the largest size from ``start`` down to ``least`` points at which the text fits, or None."""
    return next((size for size in scale(start, least) if total(paragraphs, width, size, bold) <= tall), None)


def line_size(text: Sequence[Paragraph], width: float, tall: float, start: float, least: float, bold: bool) -> float:
    """Return the largest size of the scale from ``start`` down at which a title or label fits; at worst ``least``."""
    return next((size for size in scale(start, least) if total(text, width, size, bold) <= tall), float(least))


def clipped(
    text: Sequence[Paragraph], wide: float, tall: float, size: float, bold: bool = False
) -> tuple[Paragraph, ...]:
    """Return ``text``, or as much of it as fits ``wide`` by ``tall`` points, with an ellipsis at its end."""
    kept = tuple(text)
    while len(kept) > 1 and total(kept[:-1], wide, size, bold) > tall - size * (LINE_HEIGHT + SPACE):
        kept = kept[:-1]
    if len(kept) < len(text) and kept[-1].runs:
        *runs, last = kept[-1].runs
        kept = (*kept[:-1], replace(kept[-1], runs=(*runs, replace(last, text=f"{last.text}…"))))
    while kept and kept[-1].text and total(kept, wide, size, bold) > tall:
        kept = (*kept[:-1], _less(kept[-1]))
    return kept


def _less(paragraph: Paragraph) -> Paragraph:
    """A paragraph without its last tenth, of its last run at least a letter."""
    *runs, last = paragraph.runs
    words = last.text.removesuffix("…")
    shorter = words[: min(len(words) - 1, len(words) * 9 // 10)].rstrip() if words else ""
    return replace(paragraph, runs=(*runs, replace(last, text=f"{shorter}…")) if shorter else tuple(runs))


def shortened(text: str, room: float, size: float, bold: bool = False) -> str:
    """Return ``text``, or as much of it as fits on a line of ``room`` points, with an ellipsis."""
    kept = text
    while kept and width(kept + "…" * (kept != text), size, bold) > room * _SURE:
        kept = kept[:-1].rstrip()
    return kept if kept == text else f"{kept}…"


def side_by_side(first: str, second: str, room: float, size: float) -> str:
    """Return both texts with a dot between, on a line of ``room`` points; neither crowds the other below its half."""
    dot = " · "
    rest = room - width(dot, size)
    kept = shortened(first, max(rest / 2, rest - width(second, size)), size)
    return f"{kept}{dot}{shortened(second, rest - width(kept, size), size)}"


# How wide text runs in Arial, the deck's typeface, and where its lines break.
# The widths are the advance widths of Liberation Sans 2.1, which was drawn to be metrically equal to Arial, in units
# of 1/2048 of the type size: facts about the typeface, so that no font file has to travel with the kit or be on the
# machine. Slanted letters are as wide as upright ones in both.

UNITS = 2048
_SURE = 0.995  # of the room: programs round the width of each letter, and draw lines up to a third of a percent longer
LINE_HEIGHT = 1.2  # of the type size: Arial asks for 1.15, and PowerPoint sets single lines at up to 1.2
MONO = 1229  # Courier New and Liberation Mono: three fifths of the type size
CODE_SCALE = 0.9  # code is set a little smaller, because its letters look larger

_WIDTHS: dict[tuple[int, int], str] = {  # (regular, bold): the characters of that width
    (391, 487): "'",
    (455, 569): "ijlįĵĺļłſ‘’‚",
    (532, 573): "|¦",
    (569, 569): " ,./I\\\xa0·ÌÍÎÏìíîïĨĩĪīĬĭĮİı",
    (569, 682): "!:;[]ftţŧ",
    (597, 789): "ľ",
    (682, 682): "()-`¡¨²³´¸¹‹›",
    (682, 797): "rŕŗř",
    (682, 1024): "“”„",
    (684, 797): "{}",
    (684, 981): "ŀ",
    (717, 717): "•",
    (727, 971): '"',
    (748, 748): "º",
    (758, 758): "ª",
    (768, 981): "ť",
    (797, 797): "*",
    (819, 819): "°",
    (909, 1139): "ĳ",
    (961, 1196): "^",
    (1024, 1024): "zźżž↑↓",
    (1024, 1139): "JcksvxyçýÿćĉċčĴķĸśŝşšŷỳ",
    (1100, 1139): "¶",
    (1124, 1124): "±÷≈≠≤≥",
    (1131, 1131): "¯",
    (1139, 1139): "#$0123456789_ae¢£¤¥§«»àáâãäåèéêëāăąēĕėęě–†€",
    (1139, 1251): "?LbdghnopquðñòóôõöùúûüþđĝğġģĥħĹĻĽĿŁńņňŋōŏőũūŭůűų",
    (1180, 1180): "µ",
    (1196, 1196): "+<=>~¬×−",
    (1237, 1451): "ŉ",
    (1251, 1251): "FTZ¿ßøŢŤŦŹŻŽ",
    (1259, 1472): "ď",
    (1366, 1366): "EPSVXYÈÉÊËÝÞĒĔĖĘĚŚŜŞŠŶŸỲ",
    (1366, 1479): "&ABKÀÁÂÃÄÅĀĂĄĶ",
    (1479, 1479): "CDHNRUÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲ",
    (1479, 1593): "wŵẁẃẅ",
    (1481, 1481): "Ŋ",
    (1505, 1607): "Ĳ",
    (1509, 1509): "©®",
    (1593, 1593): "GOQÒÓÔÕÖØĜĞĠĢŌŎŐ",
    (1706, 1706): "M",
    (1706, 1821): "m",
    (1708, 1708): "¼½¾",
    (1821, 1821): "%æ",
    (1933, 1933): "WœŴẀẂẄ",
    (2048, 2048): "ÆŒ—…‰™←→",
    (2079, 1997): "@",
}
_REGULAR = {letter: pair[0] for pair, letters in _WIDTHS.items() for letter in letters}
_BOLD = {letter: pair[1] for pair, letters in _WIDTHS.items() for letter in letters}


def _letter(letter: str, bold: bool) -> int:
    known = (_BOLD if bold else _REGULAR).get(letter)
    if known is not None:
        return known
    # Letters that another typeface has to supply are taken as a full square, the widest that they can be.
    return 0 if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn") else UNITS


@lru_cache(maxsize=1 << 16)
def _word(word: str, bold: bool, code: bool) -> int:
    return len(word) * MONO if code else sum(_letter(letter, bold) for letter in word)


def width(text: str, size: float, bold: bool = False, code: bool = False) -> float:
    """Return the width of ``text`` on one line in points, at a type size in points."""
    return _word(text, bold, code) * size * (CODE_SCALE if code else 1) / UNITS


def _pieces(runs: Sequence[Run], size: float, bold: bool) -> Iterator[tuple[str, float]]:
    """Cut runs into breaks, spaces and words, each with its width; a word may go on in the next run."""
    for run in runs:
        for number, line in enumerate(run.text.split("\v")):
            if number:
                yield "\v", 0.0
            for index, word in enumerate(line.split(" ")):
                if index:
                    yield " ", width(" ", size, bold or run.bold, run.code)
                if word:
                    yield word, width(word, size, bold or run.bold, run.code)


def _joined(runs: Sequence[Run], size: float, bold: bool) -> Iterator[tuple[str, float]]:
    """Join pieces of a word that changes its look half-way, because no line breaks there."""
    word, total = "", 0.0
    for text, wide in _pieces(runs, size, bold):
        if text not in (" ", "\v"):
            word, total = word + text, total + wide
            continue
        if word:
            yield word, total
        yield text, wide
        word, total = "", 0.0
    if word:
        yield word, total


def lines(runs: Sequence[Run], room: float, size: float, bold: bool = False) -> int:
    """Return how many lines ``runs`` take in ``room`` points of width; a word wider than that breaks anywhere."""
    count, used, room = 1, 0.0, room * _SURE
    space = 0.0
    for text, wide in _joined(runs, size, bold):
        if text == "\v":
            count, used, space = count + 1, 0.0, 0.0
        elif text == " ":
            space += wide
        else:
            if used and used + space + wide > room:
                count, used, space = count + 1, 0.0, 0.0
            used += space + wide
            space = 0.0
            while used > room:
                count, used = count + 1, used - room * 0.95  # the last letter that fits leaves a little unused
    return count


def without_runt(paragraph: Paragraph, room: float, size: float, bold: bool = False) -> Paragraph:
    """Return a paragraph whose last word does not stand alone on a line of ``room`` points, if no line more is needed.

    A no-break space holds the last two together, so that whoever changes the words has no line break to take out.
    Where too little would stand before them, as in "the same groups", the first word would be alone in its place; and
    a last word that fills more than half of its line, as in "with a colleague", looks well by itself.
    """
    if not paragraph.runs or " " not in (last := paragraph.runs[-1]).text.strip():
        return paragraph
    rest, _, word = last.text.rpartition(" ")
    before, joined = ((*paragraph.runs[:-1], replace(last, text=text)) for text in (rest, f"{rest}\xa0{word}"))
    count = lines(paragraph.runs, room, size, bold)
    *first, second, third = ("", "", *paragraph.text.split(" "))
    pair = width(f"{second} {third}", size, bold)
    fills = width(third, size, bold) > room / 2
    if fills or pair > room or width(" ".join(first).strip(), size, bold) < pair / 2:
        return paragraph
    alone = lines(before, room, size, bold) < count == lines(joined, room, size, bold)
    return replace(paragraph, runs=joined) if alone else paragraph


def word_widths(runs: Sequence[Run], size: float, bold: bool = False) -> Iterator[float]:
    """Yield the width in points of each word."""
    return (wide for text, wide in _joined(runs, size, bold) if text not in (" ", "\v"))


def longest_line(runs: Sequence[Run], size: float, bold: bool = False) -> float:
    """Return the width in points of ``runs`` if no line had to break."""
    best = total = 0.0
    for text, wide in _joined(runs, size, bold):
        total = 0.0 if text == "\v" else total + wide
        best = max(best, total)
    return best
