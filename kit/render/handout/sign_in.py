"""For whoever comes: the sheet to sign in on, and badges, with some to spare."""

from __future__ import annotations

from collections.abc import Iterator

from kit.model.edition import Edition, Round
from kit.render.content.model import Contents
from kit.render.handout.day import facts
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet, fresh_sheet
from kit.render.handout.tables import form_table

# Badges of 85 by 54 mm, ten on a page: room to write one's first name large, and a box for photographs.

ON_A_PAGE = 10


def badges_paper(_sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the badges of one round, in whole pages.

    A first name is read from 3 m by people who have just met: see ``signs.READ_FROM`` for how large it must be written.
    """
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: badges",
        heading="Print at 100%, cut along the marks",  # as wide as a badge, so that it keeps away from them
        eyebrow="",
        round=meeting.title,
        blocks=[{"k": "badges", "pages": -(-places_for(meeting.heads) // ON_A_PAGE)}],
        template="badges.typ",
    )


# How many places to print: one for everybody who is expected, and some to spare.

PAGE = 10  # places where nobody has said how many people come
SPARE = 4  # at least; people bring colleagues
MOST = 300  # a longer list is no use at a door


def places_for(heads: int | None) -> int:
    """Return how many rows or badges to print: ``heads`` and a tenth more, at least SPARE more, at most MOST in all."""
    return PAGE if heads is None else min(heads + max(SPARE, -(-heads // 10)), MOST)


# The sign-in sheet: a row for everybody who is expected, and a privacy notice to fill in before it is laid out. It is
# upright, which takes the fewest sheets: rows of 9 mm leave room to write, and two pages of them hold 40 people.

HEAD = ("", "Name", "Organisation", "Write to me about the group?")
COLUMNS = ("auto", 1.0, 1.0, {"mm": 40.0})
ROOM = 2.36  # millimetres above and below a line of text, for rows of 9 mm
TICK = "☐ Yes"
SLIPS = 6  # on a page, as wide as it: long addresses take 100 mm by hand


def sign_in_paper(sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the sign-in sheet of one round, and a slip for each place, for what others should not read."""
    places = 2 * SLIPS if meeting.heads is None else places_for(meeting.heads)  # as many as slips
    rows = [[str(number), "", "", TICK] for number in range(1, places + 1)]
    table: Block = {**form_table(HEAD, rows, COLUMNS), "whole": False, "tall": ROOM}
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: sign-in sheet",
        heading=meeting.title,
        eyebrow="Sign-in sheet",
        round=f"{meeting.title}: sign-in sheet",
        facts=[fact for fact in facts(sheet, meeting) if fact[0] in ("Date", "Venue")],
        blocks=[*_notice(sheet, meeting), table, *_slips(-(-places // SLIPS))],
    )


def _notice(sheet: Sheet, meeting: Round) -> list[Block]:
    """Return the privacy notice: as region.toml says it, with lines to write on for what that leaves out."""
    said = (
        "We ask for this to know who is in the building, and to write to you about the group. Leave out what you would "
        "rather not give. Others read this sheet, so neither your e-mail address nor what you need to take part goes "
        "on it: write that on a slip and hand it in."
    )
    known = [(asked, sheet.text(answer, meeting.plan)) for asked, answer in _privacy(sheet.edition)]
    told = [f"{asked} {answer}{'' if answer.endswith('.') else '.'}" for asked, answer in known if answer]
    words: list[Block] = [{"k": "paragraph", "c": [" ".join([said, *told])]}]
    words += [{"k": "paragraph", "c": [asked], "write": True} for asked, answer in known if not answer]
    return [{"k": "note", "title": ["Your details"], "c": words}]


def _privacy(edition: Edition) -> list[tuple[str, str]]:
    """Return what the notice has to say of this sheet, and the words of region.toml for it, "" where it has none."""
    said = edition.privacy
    return [
        ("Who keeps this sheet:", said.controller.strip() or edition.statement.organisation.strip()),
        ("We keep it until:", said.retention.strip()),
        ("Who to ask:", said.contact.strip() or edition.contact),
    ]


def _slips(pages: int) -> Iterator[Block]:
    """Yield so many pages of slips."""
    lines: list[Block] = [{"k": "paragraph", "c": [words], "write": True} for words in ("Name:", "E-mail:")]
    needs: Block = {"k": "paragraph", "c": ["I have access needs: please ask me, where nobody else hears it."]}
    asked = [*lines, {"k": "task", "checked": False, "c": [needs]}]
    slip = {"level": 3, "title": [], "over": [], "c": asked, "under": [], "parts": False}
    for number in range(1, pages + 1):
        yield fresh_sheet(
            f"Slips, page {number} of {pages}", "For the organisers alone: hand in, and nobody else reads it"
        )
        yield {"k": "cards", "columns": 1, "items": [slip] * SLIPS, "fills": True}
