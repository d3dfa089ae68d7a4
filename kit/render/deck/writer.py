"""Decks as files: one .pptx for a round, and one for each session where that is asked for."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from docutils import nodes
from pptx import Presentation

from kit.facilitate.clock import people_date
from kit.model.edition import Brand, Edition, Round
from kit.model.findings import Code, Finding
from kit.render.deck.design.open_design import confirm_private_names, open_borrowed, planned_stage, read_stage
from kit.render.deck.design.ours.master import Logo, empty_deck
from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.placed import Stage
from kit.render.deck.messages import fallbacks, told, unusable
from kit.render.deck.pptx.package import core_xml, without_notes
from kit.render.deck.pptx.parts import Base, base_of
from kit.render.deck.pptx.pictures import Draw, Pictures, planned_size
from kit.render.deck.pptx.slide_writer import Hand
from kit.render.deck.slides.inline import clean, language_tag
from kit.render.deck.slides.meeting import session_deck, slides
from kit.render.deck.slides.model import Slide

__all__ = ("without_notes", "write_decks")


def write_decks(
    edition: Edition,
    document: Callable[[str], nodes.document],
    found: list[Finding],
    sessions: bool = False,
    draw: Draw | None = None,
) -> dict[str, bytes]:
    """Return the decks of all rounds by path ("round-1.pptx"), with speaker notes, as the bytes of .pptx files.

    ``document`` gives the filled doctree of a page by name. ``sessions`` adds a deck for each session
    ("round-1/how-ready.pptx"). ``draw`` turns svg and webp into PNG, by default with the worker that sets the handouts.
    What cannot be shown is appended to ``found``.
    """
    confirm_private_names()
    pictures, used = Pictures(edition.tree.files, draw or _draw, found), set[str]()
    decks = {}
    for meeting in edition.rounds:
        made = slides(edition, meeting, document, found)
        when = people_date(meeting.date, weekday=False) if meeting.date else ""
        decks[f"{meeting.name}.pptx"] = write_deck(edition, meeting.title, made, pictures, found, used, when)
        for name in _own(meeting) if sessions else ():
            # The round's deck has reported already what cannot be shown.
            single = session_deck(edition, meeting, name, document, [] if _timed(meeting, name) else found)
            decks[f"{name}.pptx"] = write_deck(edition, single[0].title, single, pictures, found, used, when)
    found += fallbacks(edition, base_for(edition, pictures, found).stage, used)
    return decks


def _own(meeting: Round) -> Iterable[str]:
    return (name for name in meeting.sessions if name.startswith(f"{meeting.name}/"))


def _timed(meeting: Round, name: str) -> bool:
    return any(name in item.item.sessions for item in meeting.timetable.items)


def _draw(name: str, data: bytes, width: int) -> bytes:
    from kit.render.handout.pictures import draw_png
    from kit.render.handout.typesetter import TypesettingError

    try:
        return draw_png(name, data, width)
    except TypesettingError as error:
        raise ValueError(str(error)) from error


def write_deck(
    edition: Edition,
    title: str,
    made: Iterable[Slide],
    pictures: Pictures,
    found: list[Finding],
    used: set[str],
    when: str = "",
) -> bytes:
    """Return one deck called ``title`` with the slides ``made``; the same slides give the same bytes.

    The names of the layouts that it takes are added to ``used``. ``when`` is the date for layouts with a place for it.
    """
    base = base_for(edition, pictures, found)
    faces = fit(made, base.stage, pictures.size)
    found += [one for one in told(faces) if one not in found]
    used |= {face.layout for face in faces}
    hand = Hand(base, pictures, language_tag(edition.language), clean(f"{edition.name} · {title}"), when)
    return hand.draw(faces).finish(core_xml(edition, clean(title)))


def base_for(edition: Edition, pictures: Pictures, found: list[Finding]) -> Base:
    """Return the deck to write into: the group's own, else ours. What is wrong with the group's goes to ``found``."""
    base = own_deck(edition, found)
    if base is not None:
        return base
    feedback = any(meeting.feedback for meeting in edition.rounds)
    language, logo = language_tag(edition.language), _logo(edition, pictures)
    return _own_base(edition.brand, language, bool(edition.url), logo, feedback)


def own_deck(edition: Edition, found: list[Finding]) -> Base | None:
    """Return the group's own deck to write into; None where it has none, or with a finding where it cannot serve."""
    borrowed = edition.tree.files.get(edition.brand.deck) if edition.brand.deck else None
    if borrowed is None:
        return None
    try:
        base, finding = _borrowed_base(borrowed, bool(edition.url)), unusable(edition)
    except (OSError, MemoryError):  # no mistake of the deck
        raise
    except Exception as error:  # a damaged part can make python-pptx and lxml raise nearly anything
        why = clean(str(error))[:120].rstrip(". ")
        message = f"The deck cannot be opened, because a part of it is damaged or missing ({why})."
        hint = "Open it in PowerPoint, which may repair it, and save it again as a .pptx or .potx."
        base, finding = None, Finding(Code.UNREADABLE, edition.brand.deck, None, message, hint)
    if base is None:
        found += [finding] * (finding not in found)
    return base


@lru_cache(maxsize=4)
def _borrowed_base(deck: bytes, linked: bool) -> Base | None:
    presentation = open_borrowed(deck)
    stage = read_stage(presentation, False, linked)
    return None if stage is None else base_of(presentation, stage)


@lru_cache(maxsize=16)
def _own_base(brand: Brand, language: str, linked: bool, logo: Logo | None, feedback: bool) -> Base:
    presentation = Presentation(io.BytesIO(empty_deck(brand, language, linked, logo, feedback)))
    stage = read_stage(presentation, True)
    assert stage is not None  # noqa: S101 - our own layouts have titles
    return base_of(presentation, stage)


def _logo(edition: Edition, pictures: Pictures) -> Logo | None:
    ready = pictures.get(edition.brand.logo) if edition.brand.logo else None
    if ready is None:
        return None
    data, width, height = ready
    suffix = {b"\x89PNG": "png", b"GIF8": "gif"}.get(data[:4], "jpg")
    return Logo(data, suffix, width, height, edition.brand.logo_alt)


# The slides of an edition planned and fitted, and no deck written: what is wrong shows then already.


def rehearse_decks(edition: Edition, document: Callable[[str], nodes.document], found: list[Finding]) -> None:
    """Append to ``found`` what writing the decks of ``edition`` would, broken pictures aside."""
    stage, used = _stage(edition, found), set[str]()
    for meeting in edition.rounds:
        made = slides(edition, meeting, document, found)
        faces = fit(made, stage, partial(planned_size, edition.tree.files))
        used |= {face.layout for face in faces}
        found += told(faces)
    found += fallbacks(edition, stage, used)


def _stage(edition: Edition, found: list[Finding]) -> Stage:
    """The group's own deck as a stage, else ours, for which no library that opens decks is needed."""
    if edition.brand.deck in edition.tree.files and (base := own_deck(edition, found)) is not None:
        return base.stage
    feedback = any(meeting.feedback for meeting in edition.rounds)
    return planned_stage(bool(edition.url) or bool(edition.brand.logo), feedback)
