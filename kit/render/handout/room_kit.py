"""The room kit on paper: posters, sheets for dots, boards, time cards, names of tables, and the words explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.facilitate.room_kit import SCALE, Board, Poster, RoomKit, room_kit
from kit.model.blocks import private_blocks
from kit.model.edition import Point, Round
from kit.render.content.model import Contents, Definitions
from kit.render.content.traverse import is_own, walk
from kit.render.handout.blocks import context_for
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet

SIZES = "On A4, or on A3 at 141%."
MOST_OFFICIAL = 64  # characters: what fits below a title of two lines where points share a poster
TIMES = (("5", "minutes left"), ("2", "minutes left"), ("1", "minute left"), ("Stop", "Please come back together"))


def room_kit_paper(sheet: Sheet, meeting: Round, pages: Contents) -> Paper:
    """Return what is put up in the room of one round: a first page that says what there is, then a page for each."""
    kit = room_kit(sheet.edition, meeting)
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: room kit",
        heading=meeting.title,
        eyebrow="Room kit",
        round=meeting.title,
        blocks=[
            *_group("Wall posters", f"{SIZES} Put them up in order.", _posters(sheet, meeting, kit.posters)),
            *_group("Sheets for dots", SIZES, _posters(sheet, meeting, kit.dots)),
            *_group("Boards", f"{SIZES} Or copy the headings onto a flipchart.", _boards(sheet, meeting, kit)),
            *_group("Time cards", "Hold them up where everyone sees them.", list(_time_cards(kit))),
            *_group("Table names", "On card; fold them in the middle, so that they stand.", list(_tables(kit))),
            *_group("Words explained", "One for each table, or for whoever asks.", _jargon(sheet, kit, pages)),
        ],
        template="room-kit.typ",
    )


def _group(title: str, how: str, sheets: Sequence[Block]) -> list[Block]:
    """Return sheets of one kind, of which the first page says what they are and ``how`` to print them."""
    return [{"k": "group", "title": title, "how": how, "sheets": list(sheets)}] if sheets else []


def _posters(sheet: Sheet, meeting: Round, posters: Sequence[Poster]) -> list[Block]:
    name = sheet.text(sheet.edition.standard.name if sheet.edition.standard else "", meeting.plan)
    return [
        {
            "k": "poster",
            "of": name,
            "points": [_point(sheet, meeting, point, alone=len(poster.points) == 1) for point in poster.points],
            "columns": [sheet.text(column, meeting.plan) for column in poster.columns],
            "keys": [
                SCALE[one] if one in SCALE and SCALE.keys() <= set(poster.columns) else "" for one in poster.columns
            ],
        }
        for poster in posters
    ]


def _keys(columns: Sequence[str]) -> list[str]:
    """Return what each column means where they are those of a scale, as far as a word more is needed."""
    return [SCALE.get(one, "") if SCALE.keys() <= set(columns) else "" for one in columns]


def _point(sheet: Sheet, meeting: Round, point: Point, *, alone: bool) -> Block:
    """Return a point with its official words, which a poster of several shows only where they are short."""
    official = point.official if alone or len(point.official) <= MOST_OFFICIAL else ""
    words = {"title": point.title, "official": official, "summary": point.summary}
    return {"number": str(point.number)} | {key: sheet.text(said, meeting.plan) for key, said in words.items()}


def _boards(sheet: Sheet, meeting: Round, kit: RoomKit) -> list[Block]:
    return [_board(sheet, meeting, board) for board in kit.boards for _ in range(board.count)]


def _board(sheet: Sheet, meeting: Round, board: Board) -> Block:
    columns = [sheet.text(column, meeting.plan) for column in board.columns]
    return {"k": "board", "title": sheet.text(board.title, meeting.plan), "columns": columns}


def _time_cards(kit: RoomKit) -> Iterator[Block]:
    return ({"k": "time", "title": number, "words": words} for number, words in TIMES * kit.timed)


def _tables(kit: RoomKit) -> Iterator[Block]:
    return ({"k": "table", "title": f"Table {number}"} for number in range(1, kit.tables + 1))


def _jargon(sheet: Sheet, kit: RoomKit, pages: Contents) -> list[Block]:
    """Return the lists of terms of pages with a glossary, without those in facilitators' notes."""
    private = private_blocks()
    found = [
        term
        for name in kit.jargon
        for one in walk(pages(name).blocks, lambda part: is_own(part, private))
        if isinstance(one, Definitions)
        for term in context_for(sheet, name, pages(name), level=3).blocks([one])
    ]
    return [{"k": "jargon", "c": found}] if found else []
