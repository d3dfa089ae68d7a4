"""Decks as files: one .pptx for a round, and one for each session where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace
from functools import partial

from kit.facilitate.clock import people_date
from kit.model.edition import Edition, Round
from kit.model.findings import Code, Finding
from kit.model.page import PageKind
from kit.render.content.kinds import in_round
from kit.render.content.model import Contents
from kit.render.deck.design.branded import our_design
from kit.render.deck.design.open_design import Logo, confirm_private_names, open_design
from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.placed import Design
from kit.render.deck.messages import fallbacks, unusable, warnings
from kit.render.deck.pptx.package import core_xml, without_notes
from kit.render.deck.pptx.pictures import Draw, Pictures, planned_size
from kit.render.deck.pptx.slide_writer import SlideWriter
from kit.render.deck.slides.inline import clean, language_tag
from kit.render.deck.slides.meeting import session_deck, slides
from kit.render.deck.slides.model import Slide
from kit.render.palette import LIGHT_GROUND
from kit.source.pictures.lettering import in_typeface

__all__ = ("without_notes", "write_decks")

_TYPEFACE = "Liberation Sans"  # of drawings: drawn to the widths of Arial, in which slides are set
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")  # of an object in memory: what is said is the same in every run


def write_decks(
    edition: Edition,
    pages: Contents,
    found: list[Finding],
    sessions: bool = False,
    draw: Draw | None = None,
) -> dict[str, bytes]:
    """Return the decks of all rounds by path ("round-1.pptx"), with speaker notes, as the bytes of .pptx files.

    ``pages`` gives the content of a page by its name. ``sessions`` adds a deck for each session
    ("round-1/how-ready.pptx"). ``draw`` turns svg and webp into PNG, by default with the worker that sets the handouts.
    What cannot be shown is appended to ``found``.
    """
    confirm_private_names()
    pictures, used = Pictures(edition.tree.files, draw or draw_picture, found), set[str]()
    decks = {}
    for meeting in edition.rounds:
        here = in_round(pages, meeting)
        made = slides(edition, meeting, here, found)
        when = people_date(meeting.date, weekday=False) if meeting.date else ""
        decks[f"{meeting.name}.pptx"] = write_deck(edition, meeting.title, made, pictures, found, used, when)
        for name in _own(edition, meeting, decks) if sessions else ():
            # The round's deck has reported already what cannot be shown.
            single = session_deck(edition, meeting, name, here, [] if _timed(meeting, name) else found)
            decks[f"{name}.pptx"] = write_deck(edition, single[0].title, single, pictures, found, used, when)
    found += fallbacks(edition, design_of(edition, _logo(edition, pictures), found), used)
    return decks


def _own(edition: Edition, meeting: Round, made: Container[str]) -> list[str]:
    """Return the sessions of the round's folder, and those that rounds share as far as they are not among ``made``."""
    shared = {name for name, page in edition.pages.items() if page.kind is PageKind.SHARED}
    own = [name for name in meeting.sessions if name.startswith(f"{meeting.name}/") or name in shared]
    return [name for name in own if f"{name}.pptx" not in made]


def _timed(meeting: Round, name: str) -> bool:
    return any(name in item.item.sessions for item in meeting.timetable.items)


def draw_picture(name: str, data: bytes, width: int) -> bytes:
    """Return the drawing or photograph ``data`` as a PNG of ``width`` pixels, with letters as slides have them.

    Raises ValueError where it cannot be drawn.
    """
    from kit.render.handout.pictures import draw_png
    from kit.render.handout.typesetter import TypesettingError

    try:
        return draw_png(name, in_typeface(data, _TYPEFACE) if name.lower().endswith(".svg") else data, width)
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
    design = design_of(edition, _logo(edition, pictures), found)
    placed = fit(made, design, pictures.size)
    found += [one for one in warnings(placed) if one not in found]
    used |= {slide.layout for slide in placed}
    footer = (clean(edition.name), clean(title))
    writer = SlideWriter(design, pictures, language_tag(edition.language), footer, when)
    return writer.write(placed).finish(core_xml(edition, clean(title)))


def design_of(edition: Edition, logo: Logo | None, found: list[Finding]) -> Design:
    """Return the design to write into: the group's own, else ours. What is wrong with the group's goes to ``found``."""
    design = _their_design(edition, logo, found) if edition.brand.deck in edition.tree.files else None
    design = design or open_design(our_design(edition.brand, language_tag(edition.language)), logo)
    assert design is not None  # noqa: S101 - our own layouts have titles
    return design


def _their_design(edition: Edition, logo: Logo | None, found: list[Finding]) -> Design | None:
    """The group's own design; None, with a finding, where it cannot serve."""
    try:
        design, finding = open_design(edition.tree.files[edition.brand.deck], logo), unusable(edition)
    except (OSError, MemoryError):  # no mistake of the deck
        raise
    except Exception as error:  # a damaged part can make python-pptx and lxml raise nearly anything
        why = _ADDRESS.sub("", clean(str(error)))[:120].rstrip(". ")
        message = f"The deck cannot be opened, because a part of it is damaged or missing ({why})."
        hint = "Open it in PowerPoint, which may repair it, and save it again as a .pptx or .potx."
        design, finding = None, Finding(Code.UNREADABLE, edition.brand.deck, None, message, hint)
    if design is None:
        found += [finding] * (finding not in found)
    return design


def _logo(edition: Edition, pictures: Pictures) -> Logo | None:
    brand = edition.brand
    ready = pictures.get(brand.logo) if brand.logo else None
    ground = "" if brand.logo_ground == LIGHT_GROUND else brand.logo_ground
    return Logo(*ready, brand.logo_alt, ground) if ready else None


# The slides of an edition planned and fitted, and no deck written: what is wrong shows then already.


def rehearse_decks(edition: Edition, pages: Contents, found: list[Finding]) -> None:
    """Append to ``found`` what writing the decks of ``edition`` would, broken pictures aside."""
    design = replace(design_of(edition, None, found), logo=bool(edition.brand.logo))
    used = set[str]()
    for meeting in edition.rounds:
        made = slides(edition, meeting, in_round(pages, meeting), found)
        placed = fit(made, design, partial(planned_size, edition.tree.files))
        used |= {slide.layout for slide in placed}
        found += warnings(placed)
    found += fallbacks(edition, design, used)
