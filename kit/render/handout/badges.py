"""Badges of 85 by 54 mm, ten on a page, with the group's name and room to write one's own large."""

from __future__ import annotations

from kit.model.edition import Round
from kit.render.handout.places_for import places_for
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Sheet

ON_A_PAGE = 10


def badges_paper(_sheet: Sheet, meeting: Round) -> Paper:
    """Return the badges of one round, in whole pages."""
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: badges",
        heading="Badges: print at 100% and cut along the marks",
        eyebrow="",
        round=meeting.title,
        blocks=[{"k": "badges", "pages": -(-places_for(meeting.heads) // ON_A_PAGE)}],
        template="badges.typ",
    )
