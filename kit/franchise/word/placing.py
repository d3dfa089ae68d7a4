"""Which pieces of a document have a place on the page; all others are told to a person with their words. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kit.franchise.word.left import IN_DOCUMENT, Left, begins_or_ends, is_left_out, is_overwritten, other_form
from kit.franchise.word.pairing import Item, Pairs, Piece
from kit.franchise.word.parts import Kind
from kit.franchise.word.read import Paragraph
from kit.franchise.word.rows import has_its_columns


@dataclass
class Placed:
    """The pieces ``there`` that have a place, their items in ``pairs``, and what is ``left`` for a person.

    ``numbers`` are those of the pieces in the document, ``as_they_were`` items that the page keeps as it has them.
    """

    there: list[Piece]
    pairs: Pairs
    numbers: list[int]
    left: list[Left] = field(default_factory=list)
    as_they_were: set[int] = field(default_factory=set)


def placed(own: Sequence[Item], there: Sequence[Piece], pairs: Pairs, refused: Mapping[int, str]) -> Placed:
    """Return which of the pieces ``there`` have a place among the items ``own``, of which ``pairs`` knows theirs.

    ``refused`` are pieces that the page cannot take, by their numbers, with the reason.
    """
    work = Placed(list(there), pairs, list(range(len(there))))
    for at, piece in enumerate(there):
        item = pairs.item_of.get(at)
        if at in refused and item is not None and item not in work.as_they_were:
            work.left.append(Left(refused[at], piece.key))
            work.as_they_were.add(item)
        elif item is None:
            _tell_new(work, own, at, refused)
        else:
            _tell_known(work, own[item], item, piece)
    _tell_taken(work, own)
    _leave_out(work, _copied_blocks(work) | refused.keys())
    return work


def emptied_blocks(own: Sequence[Item], gone: Collection[int]) -> set[int]:
    """Return the items of blocks of which nothing is left in the document, which somebody took out whole."""
    found: set[int] = set()
    opened: list[int] = []
    for at, item in enumerate(own):
        if item.kind is Kind.LABEL:
            opened.append(at)
        elif item.kind is Kind.END and opened:
            inside = set(range(opened.pop(), at + 1))
            found |= inside if inside <= set(gone) else set()
    return found


def gone_from(own: Sequence[Item], pairs: Pairs) -> set[int]:
    """Return the items that no piece of the document is, nor took in."""
    return set(range(len(own))) - set(pairs.item_of.values()) - {one for more in pairs.joined.values() for one in more}


def above(there: Sequence[Piece], at: int) -> str:
    """Return the beginning of what stands above the piece ``at``."""
    keys = (there[near].key for near in range(at - 1, -1, -1) if there[near].key)
    return short(next(keys, "the top"))


def short(words: str) -> str:
    """Return ``words``, or how they begin."""
    return words if len(words) <= 50 else f"{words[:47]}..."


def _tell_new(work: Placed, own: Sequence[Item], at: int, refused: Mapping[int, str]) -> None:
    piece, place = work.there[at], f"below “{above(work.there, at)}”:"
    if piece.table:
        work.left.append(Left(f"A new table, {place}", _rows(piece)))
    elif at in refused:
        work.left.append(Left(refused[at], piece.key))
    elif is_left_out(piece) and piece.key and not begins_or_ends(piece):
        work.left.append(Left(f"A new paragraph that is grey, {place}", piece.key))
    if _is_new_picture(own, work.there, piece.paragraphs):
        work.left.append(Left(f"A new picture, {place}", IN_DOCUMENT))


def _tell_known(work: Placed, own: Item, item: int, piece: Piece) -> None:
    if (
        own.kind.editable
        and any(one.drawn for one in piece.paragraphs)
        and not any("![" in one.words for one in own.parts)
    ):
        work.left.append(Left(f"A new picture in “{short(own.key)}”:", IN_DOCUMENT))
    if piece.table and not has_its_columns(own, piece):
        work.as_they_were.add(item)
        work.left.append(Left("A table with other columns or without its heads, still as it was:", _rows(piece)))
    elif form := other_form(own.parts[0], piece.paragraphs[0]):
        work.left.append(Left(f"Now {form} in the document, and as it was on the page:", piece.key))
    elif is_overwritten(own, piece.key):
        work.left.append(Left(f"A grey line that is to stay, “{short(own.key)}”:", piece.key))


def _tell_taken(work: Placed, own: Sequence[Item]) -> None:
    """Tell of grey lines that somebody took out without the block that they name: they stay on the page."""
    gone = gone_from(own, work.pairs)
    for at in sorted(gone - emptied_blocks(own, gone)):
        if not own[at].kind.editable and own[at].key:
            work.left.append(Left("A grey line that was taken out, and is still on the page:", own[at].key))


def _rows(piece: Piece) -> str:
    return "\n".join(one.text for one in piece.paragraphs)


def _copied_blocks(work: Placed) -> set[int]:
    """Return the new pieces that stand in a block that is new itself, such as a copied note, and tell of them.

    A block is made on the page alone: without its lines around it, a note would stand where everybody reads it.
    """
    found: set[int] = set()
    depth = 0
    for at in (at for at in range(len(work.there)) if at not in work.pairs.item_of):
        piece, edge = work.there[at], begins_or_ends(work.there[at])
        depth = max(0, depth + edge)
        if (depth and not edge) or (edge and not is_left_out(piece)):  # not grey: a program took its style
            found.add(at)
            work.left += [Left(f"In a new block, below “{above(work.there, at)}”:", piece.key)] if piece.key else []
    return found


def _is_new_picture(own: Sequence[Item], there: Sequence[Piece], new: Sequence[Paragraph]) -> bool:
    """Return whether somebody put a picture in; where bookmarks are lost, nobody can tell ours from theirs."""
    words = {place for item in own for place in item.places}  # bookmarks of pictures have numbers of their own
    drawn = any(one.drawn and all(place in words for _, place in one.places) for one in new)
    return drawn and any(other.places for piece in there for other in piece.paragraphs)


def _leave_out(work: Placed, told: Collection[int]) -> None:
    """Take out of the document's order the new pieces that are ``told`` already, and those of which no page is made."""
    pairs = work.pairs
    new = {at for at in range(len(work.there)) if at not in pairs.item_of}
    stays = [at for at, one in enumerate(work.there) if at not in new or not (at in told or is_left_out(one))]
    places = {old: now for now, old in enumerate(stays)}
    work.there, work.numbers = [work.there[at] for at in stays], stays
    joined = {places[at]: more for at, more in pairs.joined.items() if at in places}
    pairs.item_of = {places[at]: item for at, item in pairs.item_of.items()}
    pairs.joined.clear()
    pairs.joined.update(joined)
