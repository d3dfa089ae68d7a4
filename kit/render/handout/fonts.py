"""Which characters the embedded fonts can draw, so that none becomes an empty box. Reads the kit's own fonts only."""

from __future__ import annotations

import functools
import struct
import unicodedata
from pathlib import Path

FONTS = Path(__file__).parent.parent / "fonts"
NAMES = ("Inter.ttf", "Inter-Italic.ttf", "NotoEmoji.ttf")

# What DejaVu Sans Mono, which the typst package carries, adds: box drawing, shapes, ballot boxes, crosses, and the
# letters of Arabic and Farsi; Libertinus Serif, which it carries too, adds those of Hebrew. They are upright only.
# A test sets every one of them as PDF/UA-1, which refuses a character without a glyph.
ADDED = (
    *(range(0x2500, 0x25A0), range(0x25A0, 0x2600), range(0x2610, 0x2613), range(0x2715, 0x2719)),
    *(range(0x05B0, 0x05C4), range(0x05D0, 0x05EB), range(0x05F0, 0x05F5)),
    *(range(0x060C, 0x060D), range(0x061B, 0x061C), range(0x061F, 0x0620), range(0x0621, 0x063B)),
    *(range(0x0640, 0x0656), range(0x0660, 0x066E), range(0x067E, 0x067F), range(0x0686, 0x0687)),
    *(
        range(0x0698, 0x0699),
        range(0x06A9, 0x06AA),
        range(0x06AF, 0x06B0),
        range(0x06CC, 0x06CD),
        range(0x06F0, 0x06FA),
    ),
)


def character_map(font: bytes) -> frozenset[int]:
    """Return the characters that a TrueType font has glyphs for, from its ``cmap`` tables of formats 4 and 12.

    The layout is that of the OpenType specification, "cmap - Character to Glyph Index Mapping Table".
    """
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for index in range(subtables):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * index)
        (form,) = struct.unpack_from(">H", font, start + offset)
        found |= {4: _format_4, 12: _format_12}.get(form, _none)(font, start + offset)
    return frozenset(found)


def _none(_font: bytes, _start: int) -> set[int]:
    return set()


def _format_4(font: bytes, start: int) -> set[int]:
    (double,) = struct.unpack_from(">H", font, start + 6)
    form = f">{double // 2}H"
    ends = struct.unpack_from(form, font, start + 14)
    firsts = struct.unpack_from(form, font, start + 16 + double)
    return {code for first, end in zip(firsts, ends, strict=True) for code in range(first, end + 1) if code != 0xFFFF}


def _format_12(font: bytes, start: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", font, start + 12)
    found: set[int] = set()
    for index in range(groups):
        first, end, _ = struct.unpack_from(">III", font, start + 16 + 12 * index)
        found |= set(range(first, end + 1))
    return found


@functools.cache
def drawable() -> frozenset[int]:
    """Return the characters that can be drawn in every style of the text."""
    roman, italic, emoji = (character_map((FONTS / name).read_bytes()) for name in NAMES)
    return (roman & italic) | emoji | {code for codes in ADDED for code in codes}


def fitted(text: str) -> tuple[str, frozenset[str]]:
    """Return ``text`` composed (NFC) without what no font can draw, and the characters that were left out.

    Signs that are not seen, such as joiners and soft hyphens, stay: text is shaped with them.
    """
    if text.isascii() and text.isprintable():
        return text, frozenset()  # as most texts are: every font has these
    composed = unicodedata.normalize("NFC", text)
    known = drawable()
    left_out = frozenset(one for one in composed if ord(one) not in known and not _unseen(one))
    return "".join(one for one in composed if one not in left_out), left_out


def _unseen(character: str) -> bool:
    selector = 0xFE00 <= ord(character) <= 0xFE0F
    return selector or character.isspace() or unicodedata.category(character) == "Cf"


# How wide words are on paper, in the kit's own font: data, which scripts/letter_widths.py measures.

WIDTHS = Path(__file__).with_name("inter-widths.txt")  # a line: letter, thousandths of its size, regular and bold
SIZE = 12  # points: that of the text in tables
POINT = 25.4 / 72  # millimetres


def width(words: str, bold: bool = False) -> float | None:
    """Return how wide ``words`` are in one line of 12 points, in millimetres; None with a letter of another font.

    Letters are taken one by one. Kerning, which moves some pairs together, is left out, so words are never wider.
    """
    known = _widths()
    if any(letter not in known for letter in words):
        return None
    return sum(known[letter][bold] / 1000 * SIZE * POINT for letter in words)


@functools.cache
def _widths() -> dict[str, tuple[int, int]]:
    lines = (line.split() for line in WIDTHS.read_text(encoding="ascii").splitlines())
    return {chr(int(code, 16)): (int(regular), int(bold)) for code, regular, bold in lines}
