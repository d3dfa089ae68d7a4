"""Decks as files: one .pptx for a round, and one for each session where that is asked for."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from docutils import nodes
from pptx import Presentation
from pptx.opc.packuri import PackURI

from kit.model.edition import Edition, Round
from kit.model.findings import Code, Finding
from kit.render.deck.borrowed import open_borrowed
from kit.render.deck.faces import Face
from kit.render.deck.fitting import fit
from kit.render.deck.inline import clean, language_tag
from kit.render.deck.master import Logo, empty_deck
from kit.render.deck.model import Slide
from kit.render.deck.package import pack, unpack, without_notes
from kit.render.deck.pictures import Draw, Pictures
from kit.render.deck.shapes import Hand
from kit.render.deck.slides import session_deck, slides
from kit.render.deck.stage import read_stage
from kit.render.deck.text import Look, fill

__all__ = ("without_notes", "write_decks")
_NOTES_SIZE = 12.0


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
    pictures = Pictures(edition.tree.files, draw or _draw, found)
    decks = {}
    for meeting in edition.rounds:
        made = slides(edition, meeting, document, found)
        decks[f"{meeting.name}.pptx"] = write_deck(edition, meeting.title, made, pictures, found)
        for name in _own(meeting) if sessions else ():
            # The round's deck has reported already what cannot be shown.
            single = session_deck(edition, meeting, name, document, [] if _timed(meeting, name) else found)
            decks[f"{name}.pptx"] = write_deck(edition, single[0].title, single, pictures, found)
    return decks


def _own(meeting: Round) -> Iterable[str]:
    return (name for name in meeting.sessions if name.startswith(f"{meeting.name}/"))


def _timed(meeting: Round, name: str) -> bool:
    return any(name in item.item.sessions for item in meeting.timetable.items)


def _draw(name: str, data: bytes, width: int) -> bytes:
    from kit.render.handout.drawing import draw_png
    from kit.render.handout.typesetter import TypesettingError

    try:
        return draw_png(name, data, width)
    except TypesettingError as error:
        raise ValueError(str(error)) from error


def write_deck(edition: Edition, title: str, made: Iterable[Slide], pictures: Pictures, found: list[Finding]) -> bytes:
    """Return one deck called ``title`` with the slides ``made``; the same slides give the same bytes."""
    presentation, own = _open(edition, pictures, found)
    _count_notes(presentation)
    stage = read_stage(presentation, own)
    language = language_tag(edition.language)
    hand = Hand(presentation, stage, pictures, language, f"{edition.name} · {title}")
    for face in fit(made, stage, pictures.size):
        _notes(hand.draw(face), face, language)
    _properties(presentation, edition, clean(title))
    buffer = io.BytesIO()
    presentation.save(buffer)
    return pack(unpack(buffer.getvalue()))


def _open(edition: Edition, pictures: Pictures, found: list[Finding]) -> tuple[Any, bool]:
    """The deck to write into, and whether its master is ours."""
    borrowed = edition.tree.files.get(edition.brand.deck) if edition.brand.deck else None
    if borrowed is not None:
        try:
            return open_borrowed(borrowed), False
        except (KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
            message = f"The deck in [brand] cannot be opened ({error}), so the kit's own layouts were used."
            hint = "Save it again from PowerPoint as a .pptx or .potx."
            finding = Finding(Code.UNREADABLE, edition.brand.deck, None, message, hint)
            found += [finding] * (finding not in found)
    logo = _logo(edition, pictures)
    deck = empty_deck(edition.brand, language_tag(edition.language), bool(edition.url), logo)
    return Presentation(io.BytesIO(deck)), True


def _logo(edition: Edition, pictures: Pictures) -> Logo | None:
    ready = pictures.get(edition.brand.logo) if edition.brand.logo else None
    if ready is None:
        return None
    data, width, height = ready
    suffix = {b"\x89PNG": "png", b"GIF8": "gif"}.get(data[:4], "jpg")
    return Logo(data, suffix, width, height, edition.brand.logo_alt)


def _count_notes(presentation: Any) -> None:
    """Let notes be numbered by counting: python-pptx walks the whole package for each, which grows with its square."""
    package = presentation.part.package
    walk, counted = package.next_partname, {"count": 0}
    template = "/ppt/notesSlides/notesSlide%d.xml"

    def next_partname(pattern: str) -> Any:
        if pattern != template:
            return walk(pattern)
        counted["count"] += 1
        return PackURI(template % counted["count"])

    package.next_partname = next_partname


def _notes(slide: Any, face: Face, language: str) -> None:
    frame = slide.notes_slide.notes_text_frame if face.notes else None
    if frame is not None:
        part = slide.notes_slide.part
        look = Look(_NOTES_SIZE, language, lambda address: str(part.relate_to(address, _HYPERLINK, True)), False)
        fill(frame._txBody, face.notes, look)


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _properties(presentation: Any, edition: Edition, title: str) -> None:
    core = presentation.core_properties
    when = datetime.datetime.fromtimestamp(edition.epoch, datetime.UTC).replace(tzinfo=None)
    core.title, core.author, core.last_modified_by = title[:255], edition.name[:255], edition.name[:255]
    core.language, core.created, core.modified = edition.language, when, when
    core.revision, core.subject = 1, edition.name[:255]
    for left_over in ("category", "comments", "content_status", "identifier", "keywords", "version"):
        setattr(core, left_over, "")
