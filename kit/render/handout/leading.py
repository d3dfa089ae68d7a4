"""What a run sheet says of one session: the words to say, what the page says, and steps with the notes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby
from typing import Any

from kit.model.blocks import ACTIVITY, LEADERS
from kit.render.content import model as content
from kit.render.content.pieces import CUES, LedPart, Piece, Row, led_parts, pieces_of
from kit.render.content.traverse import plain_text, walk
from kit.render.handout.sheet import Block, Context

LINE = 42  # characters: about as many as stand on a line of half a page, in 12 pt
MOST = 36  # lines: prose of no more is kept on one page,
FEW = 6  # and of no more with the steps that it leads on to
SHORT = 160  # characters: words to say of two lines
ROW = 2  # lines that a row of a table takes beside those of its words


def led(page: content.Content, context: Context) -> list[Block]:
    """Return the session on ``page`` as it is led, without the title. Headings begin at the level of ``context``."""
    return [block for part in led_parts(pieces_of(page)) for block in _part(part, context)]


def _part(part: LedPart[Piece], context: Context) -> Iterator[Block]:
    if part.heading is not None and not part.opens:
        yield from context.deeper().blocks(part.heading.blocks)
    for row in part.rows:
        for block in _row(row, context.deeper()):
            # What a session begins with leads on to its first step.
            yield {**block, "keep": part.opens or block["keep"]} if block["k"] == "prose" else block


def _row(row: Row[Piece], context: Context) -> Iterator[Block]:
    led = any(piece.kind == ACTIVITY.name for piece in row.room)
    for piece in row.say:
        yield from ({**block, "keep": led and _is_short(piece)} for block in _drawn([piece], context))
    prose, more = in_words(_drawn(row.prose, context)), _lines(row.prose)
    words = [{"k": "prose", "c": prose, "whole": more <= MOST, "keep": led and more <= FEW}] if prose else []
    papers = [piece for piece in row.room if _is_paper(piece)]
    room = in_words(_drawn((one for one in row.room if one not in papers), context))
    notes = _joined(_drawn(row.notes, context))
    if not led:
        yield from [*words, *room, *notes, *_drawn(papers, context)]
        return
    left, right = _lines(row.room), _lines(row.notes)
    beside = bool(notes) and max(more + left, right) <= _across(row.prose) + max(left, right)
    yield from [] if beside else words
    yield from side_by_side([*words, *room] if beside else room, notes)
    yield from _drawn(papers, context)


def _is_short(piece: Piece) -> bool:
    """Whether words to say are few: whoever has said more of them turns the page before the steps."""
    return sum(len(plain_text(one.words)) for one in walk(piece.blocks) if isinstance(one, content.Paragraph)) <= SHORT


def _across(prose: Sequence[Piece]) -> int:
    """Return about how many lines prose takes across the page: half of its lines in half a page.

    8 lines above 6 of steps cost nothing beside 15 of notes, and 4 across.
    """
    return (_lines(prose) + 1) // 2


def in_words(found: Any) -> Any:
    """Return drawn blocks with what their pictures show, in words.

    Whoever leads sees the picture on the screen and describes it to those who don't. Here it would have to be so small
    that nobody could read what it says.
    """
    if isinstance(found, list):
        return [shown for one in found if (shown := in_words(one)) is not None]
    if not isinstance(found, dict):
        return found
    if found.get("k") == "picture":
        return {"k": "pictured", "words": found["alt"]} if found["alt"] else None
    return {key: in_words(value) for key, value in found.items()}


def _joined(notes: Sequence[Block]) -> list[Block]:
    """Return notes without titles that follow each other as one, with one list where each ends and begins with one.

    Some of them may be for this format alone: whoever leads in it need not see that.
    """
    runs = [(bare, list(run)) for bare, run in groupby(notes, _is_bare)]
    return [one for bare, run in runs for one in ([_as_one(run)] if bare else run)]


def _is_bare(note: Block) -> bool:
    return note["k"] == "facilitator" and not note["title"]


def _as_one(notes: list[Block]) -> Block:
    """Return ``notes`` as one, which stays on a page where two short ones make it: each is half of what may."""
    whole = len(notes) <= 2 and all(note["whole"] for note in notes)
    return {**notes[0], "whole": whole, "c": reduce(_one_list, (note["c"] for note in notes))}


def _one_list(first: list[Block], second: list[Block]) -> list[Block]:
    if first and second and first[-1]["k"] == second[0]["k"] == "bullets":
        listed = {**first[-1], "items": first[-1]["items"] + second[0]["items"]}
        return [*first[:-1], listed, *second[1:]]
    return [*first, *second]


def side_by_side(left: Sequence[Block], right: Sequence[Block]) -> list[Block]:
    """Return two runs of blocks in two columns, or one of them alone. Only the row as a whole is kept on a page."""
    if not (left and right):
        return [*left, *right]
    sides = [
        [{**one, **({"whole": False, "beside": True} if "whole" in one else {})} for one in side]
        for side in (left, right)
    ]
    return [{"k": "row", "left": sides[0], "right": sides[1]}]


def _drawn(found: Iterable[Piece], context: Context) -> list[Block]:
    drawn: list[Block] = []
    for block in (block for piece in found for block in _piece(piece, context)):
        if block["k"] == "cues" and drawn and drawn[-1]["k"] == "cues":
            drawn[-1] = {**block, "cues": _cued(drawn[-1]["cues"], block["cues"])}
        else:
            drawn.append(block)
    return drawn


def _cued(before: list[Block], more: list[Block]) -> list[Block]:
    """Return cues on one line, while there is room: those of a kind share its label, such as "Handouts"."""
    last, one = before[-1], more[0]
    if not last["what"].startswith(one["what"]):
        return before + more
    return [*before[:-1], {"what": f"{one['what']}s", "title": f"{last['title']} · {one['title']}"}]


def _piece(piece: Piece, context: Context) -> list[Block]:
    if piece.own is None:
        return context.blocks(piece.blocks)
    if piece.kind in CUES and not _is_paper(piece):
        title = piece.own.title or piece.under
        return [{"k": "cues", "cues": [{"what": CUES[piece.kind], "title": context.text(title, piece.own.line)}]}]
    return context.blocks([replace(piece.own, blocks=piece.blocks)])


def _is_paper(piece: Piece) -> bool:
    """Whether it is a paper of the host's or the speaker's, which stands here in full."""
    return piece.own is not None and piece.own.values.get("for") in LEADERS


def _lines(found: Iterable[Piece]) -> int:
    """Return about how many lines pieces take in half the width of a page."""
    return sum(1 if piece.kind in CUES else sum(map(_height, walk(piece.blocks))) for piece in found)


def _height(part: content.Part) -> int:
    if isinstance(part, content.Paragraph | content.Label | content.Heading):
        return 1 + len(plain_text(part.words)) // LINE
    if isinstance(part, content.CodeBlock):
        return 1 + part.text.count("\n")
    if isinstance(part, content.Picture):
        return 1 + len(part.alt or "") // LINE
    return ROW * (len(part.head) + len(part.body)) if isinstance(part, content.Table) else 0
