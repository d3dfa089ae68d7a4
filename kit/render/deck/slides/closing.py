"""The last slide: thanks, when the group meets next, whom to ask, and what to scan."""

from __future__ import annotations

from kit.facilitate.clock import people_date
from kit.model.edition import CANCELLED, Edition, Round
from kit.render.deck.slides.inline import clean
from kit.render.deck.slides.model import Code, Slide, SlideKind

_FEEDBACK = ("Tell us how it went", "Scan to tell us how it went")


def pages_code(link: str) -> tuple[Code, ...]:
    """Return the code of a meeting's or session's page; none where it has no public address."""
    return (Code(link, "Today's pages", "Scan to see today's pages"),) if link else ()


def closing(edition: Edition, meeting: Round, pages: str) -> Slide:
    """Return the last slide of a meeting's deck. ``pages`` is the public address that its code leads to, or ""."""
    form = (Code(meeting.feedback, *_FEEDBACK),) if meeting.feedback else ()
    codes = (*pages_code(pages), *form)
    return Slide(SlideKind.CLOSING, "Thank you", line=edition.name, then=_next(edition, meeting), codes=codes)


def _next(edition: Edition, meeting: Round) -> str:
    """The next meeting; after the last one that is planned, whom to write to, where somebody is named."""
    following = next_round(edition, meeting)
    if following is None:
        return f"Questions and ideas\v{contact}" if (contact := clean(edition.contact)) else ""
    when = people_date(following.date) if following.date else "date to be announced"
    return f"Next: {following.title}\v{when[0].upper()}{when[1:]}"


def next_round(edition: Edition, meeting: Round) -> Round | None:
    """Return the meeting after this one: the first with a later date, else the next in order that has no date yet.

    One that is cancelled is none.
    """
    going_ahead = [one for one in edition.rounds if one.facts.status != CANCELLED or one.name == meeting.name]
    dated = [one for one in going_ahead if one.date and meeting.date and one.date > meeting.date]
    if dated:
        return min(dated, key=lambda one: (one.date or meeting.date, one.name))
    names = [one.name for one in going_ahead]
    later = going_ahead[names.index(meeting.name) + 1 :] if meeting.name in names else []
    return next((one for one in later if meeting.date is None or one.date is None), None)
