"""What organisers print for the room: the sign-in sheet, badges, forms and signs, all of them blank and public."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kit.model.edition import Edition, Round
from kit.render.handout.press import Paper
from kit.render.handout.room import badges_paper, forms_paper, sign_in_paper, signs_paper
from kit.render.handout.sheet import Sheet

Maker = Callable[[Sheet, Round], Paper]


def printables(edition: Edition, meeting: Round) -> Iterator[tuple[str, str, Maker]]:
    """Yield name (``round-1/badges.pdf``), title for people and maker of each, in the order of the day."""
    forms = "Feedback form" + (", dot-vote sheet and self-score sheet" if edition.standard else "")
    yield f"{meeting.name}/sign-in.pdf", "Sign-in sheet", sign_in_paper
    yield f"{meeting.name}/badges.pdf", "Badges, ten on a page", badges_paper
    yield f"{signs_name(edition, meeting)}.pdf", "Room signs", signs_paper
    yield f"{meeting.name}/forms.pdf", forms, forms_paper


def signs_name(edition: Edition, meeting: Round) -> str:
    """Return the name of the room signs: ``round-1/signs``, or the next that no page has, as it is not reserved."""
    names = (f"{meeting.name}/{prefix}signs" for prefix in ("", *("room-" * many for many in range(1, 9))))
    return next(name for name in names if name not in edition.pages)
