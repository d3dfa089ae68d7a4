"""The sign-in sheet: a row for everybody who is expected, and a privacy notice to fill in before it is laid out."""

from __future__ import annotations

from kit.model.edition import Round
from kit.render.handout.day import facts
from kit.render.handout.places_for import places_for
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet
from kit.render.handout.small_table import form_table

HEAD = ("", "Name", "Organisation", "E-mail", "Access needs?")
COLUMNS = ("auto", 66.0, 62.0, 88.0, {"mm": 38.0})
TICK = "☐ Yes"  # others read this sheet, so nobody is asked to write down what they need


def sign_in_paper(sheet: Sheet, meeting: Round) -> Paper:
    """Return the sign-in sheet of one round."""
    rows = [[str(number), "", "", "", TICK] for number in range(1, places_for(meeting.heads) + 1)]
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: sign-in sheet",
        heading=meeting.title,
        eyebrow="Sign-in sheet",
        round=f"{meeting.title}: sign-in sheet",
        facts=[fact for fact in facts(sheet, meeting) if fact[0] in ("Date", "Venue")],
        blocks=[*_notice(), {**form_table(HEAD, rows, COLUMNS), "whole": False}],
        wide=True,
    )


def _notice() -> list[Block]:
    """Return the privacy notice. Only the group knows who keeps the sheet, so there are lines to say it on."""
    said = (
        "We ask for this to know who is in the building, to write to you about the group, and to make the day work "
        "for you. Leave out what you would rather not give. If you tick access needs, we come and ask you quietly."
    )
    asked = "Who keeps this sheet, until when, and whom to ask:"
    words: Block = {"k": "paragraph", "c": [said]}
    return [{"k": "note", "title": ["Your details"], "c": [words, {"k": "paragraph", "c": [asked], "write": True}]}]
