"""What a document says and no page can: told to a person with its words, and never dropped. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.franchise.word import styles
from kit.franchise.word.pairing import Item, Piece
from kit.franchise.word.parts import Kind, Part
from kit.franchise.word.read import Paragraph
from kit.franchise.word.write import told
from kit.model.blocks import BLOCKS

GREY = frozenset({styles.KEPT.lower(), styles.LABEL.lower(), styles.CODE.lower()})


ENDS = "End of: "
IN_DOCUMENT = "(it is in the document)"  # in place of words, where there are none
_BEGINNINGS = frozenset(told(Part(Kind.LABEL, name, 0, 0, 0, 0)) for name in BLOCKS)


@dataclass
class Left:
    """What could not be put into the page: the words, and why or where they stood."""

    why: str
    words: str


_FORMS = {"heading": "a heading", "bullet": "a bullet", "number": "a step", "": "a plain paragraph"}
_OF_KINDS = {Kind.HEADING: "heading", Kind.BULLET: "bullet", Kind.NUMBER: "number", Kind.PARAGRAPH: ""}


def other_form(part: Part, one: Paragraph) -> str:
    """Return what a paragraph of a page became in the document, by its style; "" where it is what it was.

    Only where a bookmark of ours is left are styles to be believed.
    """
    if not one.places or part.kind not in _OF_KINDS or (part.kind is Kind.HEADING and part.around):
        return ""
    now = "heading" if one.style.startswith("heading ") else one.list
    return "" if now == _OF_KINDS[part.kind] else _FORMS[now]


def is_left_out(piece: Piece) -> bool:
    """Return whether a new piece is a table or a grey line, of which no page can be made."""
    return piece.table or piece.paragraphs[0].style in GREY


def begins_or_ends(piece: Piece) -> int:
    """Return 1 for a line that says that a block begins, -1 for one that says that it ends, else 0.

    Somebody may type a block as Markdown has it: what is to be seen by few must not come to a page without it.
    """
    if piece.key.startswith(ENDS) or re.fullmatch(r":{3,}", piece.key):
        return -1
    return int(piece.key.split(" · ")[0] in _BEGINNINGS or bool(re.match(r":{3,}\s*[{\w]", piece.key)))


def is_overwritten(own: Item, key: str) -> bool:
    """Return whether a grey line says something else now; programs lose the breaks between lines."""
    return not own.kind.editable and bool(key) and "".join(key.split()) != "".join(own.key.split())
