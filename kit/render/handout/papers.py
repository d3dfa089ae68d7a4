"""The table of PDFs that each round has: to add one, write what stands on it, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kit.facilitate.copies import LEADER, ROOM
from kit.facilitate.room_kit import has_score_sheet, room_kit
from kit.model.blocks import PERSON
from kit.model.edition import CANCELLED, Edition, Round
from kit.model.formats import Kind
from kit.model.outputs import Audience, Claim, Location, Reserved


@dataclass(frozen=True)
class RoundPaper:
    """A PDF of a round, such as ``round-1/badges.pdf``.

    ``title`` is what a pack calls it, ``offered`` what the round's page does, "" where that does not offer it. ``make``
    names the function that returns its Paper from a sheet, the round and the content of pages; it is imported only
    when PDFs are made. ``when`` says whether a round has one, and ``whom`` for each of whom a copy is printed: what is
    for each person can be had in large print too.
    """

    name: str
    title: str
    make: str
    audience: Audience = Audience.ORGANISERS
    offered: Callable[[Edition, Round], str] = lambda _edition, _round: ""
    claim: Claim = Claim.ALWAYS
    when: Callable[[Edition, Round], bool] = lambda _edition, _round: True
    whom: str = ROOM


def _offered(words: str) -> Callable[[Edition, Round], str]:
    return lambda _edition, _round: words


def _forms(edition: Edition, one: Round) -> str:
    return "Feedback form" + " and self-score sheet" * has_score_sheet(edition, one)


def _in_a_room(_: Edition, one: Round) -> bool:
    """Whether people come to a place: nobody at a screen wears a badge or looks for a door."""
    return one.kind is not Kind.ONLINE


def _has_checklist(edition: Edition, one: Round) -> bool:
    from kit.facilitate.countdown import steps  # which brings icalendar

    return bool(steps(edition, one))


_KIT = "Room kit: what goes on walls and tables"
_PACK = "Attendee pack: the agenda and all handouts"

PAPERS: tuple[RoundPaper, ...] = (
    RoundPaper(
        "attendee", _PACK, "kit.render.handout.attendee:attendee_paper", Audience.EVERYONE, _offered(_PACK), whom=PERSON
    ),
    RoundPaper(
        "run-sheet",
        "Run sheet, to print",
        "kit.render.handout.run_sheet:run_sheet_paper",
        Audience.FACILITATORS,
        whom=LEADER,
    ),
    RoundPaper(
        "sign-in",
        "Sign-in sheet",
        "kit.render.handout.sign_in:sign_in_paper",
        offered=_offered("Sign-in sheet"),
        when=_in_a_room,
    ),
    RoundPaper(
        "badges",
        "Badges",
        "kit.render.handout.sign_in:badges_paper",
        offered=_offered("Badges, ten on a page"),
        when=lambda edition, one: _in_a_room(edition, one) and one.facts.status != CANCELLED,
    ),
    RoundPaper(
        "signs",
        "Room signs",
        "kit.render.handout.signs:signs_paper",
        offered=_offered("Room signs"),
        claim=Claim.LATER,
        when=_in_a_room,
    ),
    RoundPaper("forms", "Forms to fill in", "kit.render.handout.forms:forms_paper", offered=_forms, whom=PERSON),
    RoundPaper(
        "room-kit",
        _KIT,
        "kit.render.handout.room_kit:room_kit_paper",
        offered=_offered(_KIT),
        claim=Claim.LATER,
        when=lambda edition, one: one.facts.status != CANCELLED and bool(room_kit(edition, one)),
    ),
    RoundPaper(
        "checklist",
        "Checklist of what to do before and after",
        "kit.render.handout.checklist:checklist_paper",
        when=_has_checklist,
    ),
)


LARGE = "-large"  # what the names of PDFs in large print end in


def in_large_print(title: str) -> str:
    """Return what people call the large print of what they call ``title``."""
    return f"{title} In large print" if title.endswith(("?", "!", ".")) else f"{title}, in large print"


def reserved() -> Iterator[Reserved]:
    """Yield every name that PDFs of rounds need."""
    return (Reserved(one.name, Location.ROUND, one.claim) for one in PAPERS)


def papers_of(edition: Edition, meeting: Round) -> dict[str, RoundPaper]:
    """Return the PDFs of one round by name (``round-1/badges``), in the order of the table.

    A page of the tree that has such a name, as far as it may, keeps it, and there is no such PDF.
    """
    named = {f"{meeting.name}/{one.name}": one for one in PAPERS if one.when(edition, meeting)}
    return {name: one for name, one in named.items() if name not in edition.pages}
