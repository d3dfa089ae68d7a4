"""All handouts of an edition, as PDFs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pkgutil import resolve_name

from kit.facilitate.agenda_places import place_of
from kit.model.blocks import PERSON
from kit.model.edition import Edition, Round
from kit.model.findings import Finding
from kit.model.outputs import Audience
from kit.render.content.kinds import in_round
from kit.render.content.model import Contents
from kit.render.handout.day import notice_of
from kit.render.handout.fonts import fitted
from kit.render.handout.papers import LARGE, papers_of
from kit.render.handout.press import Paper, press, proof
from kit.render.handout.session import session_files, session_paper
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import Typesetter, shared
from kit.system.memo import in_use


def write_handouts(
    edition: Edition,
    pages: Contents,
    found: list[Finding],
    typesetter: Typesetter | None = None,
    large_print: bool = False,
) -> dict[str, bytes]:
    """Return the PDFs of ``edition`` by name, such as ``round-1/attendee.pdf``.

    Each session with handouts has them in one of its own, those for host and speaker apart, and each round those of
    ``papers.PAPERS``; only those that are for facilitators hold their notes. ``pages`` gives the content of a page by
    its name. With ``large_print`` what each person gets is also there in large print, as
    ``round-1/attendee-large.pdf``. What cannot be printed is added to ``found``, with its page; a PDF that
    cannot be made is left out.
    """
    made: dict[str, bytes] = {}
    sizes = (False, True) if large_print else (False,)
    for name, sheet, paper in chain(*(_papers(edition, pages, found, large) for large in sizes)):
        if (pdf := press(sheet, paper, typesetter or _typesetter_for(paper))) is not None:
            made[name] = pdf
    return made


def _typesetter_for(paper: Paper) -> Typesetter:
    """Return the worker that sets ``paper``: where more regions follow, run sheets have one of their own.

    They are the longest papers, and regions share most of what is on them. Typst takes over what is the same as in one
    of the last ten documents, so those of the region before must be among these.
    """
    return shared("run sheets" if paper.dense and in_use() else "")


def rehearse_handouts(edition: Edition, pages: Contents, found: list[Finding]) -> None:
    """Append to ``found`` what making the PDFs would, without making any.

    It finds nothing but characters that no font has, so where a search of the text meets none, no page is read.
    """
    if not _odd_characters(edition):
        return
    for _, sheet, paper in _papers(edition, pages, found):
        proof(sheet, paper)


def _odd_characters(edition: Edition) -> bool:
    """Whether a page or a setting holds a character that the fonts of the PDFs do not have, wherever it stands."""
    texts = [page.text for page in edition.pages.values()]
    texts += [edition.name, edition.brand.logo_alt, *edition.variables.values()]
    texts += [one.facts.status_note for one in edition.rounds]
    return any(fitted(character)[1] for character in set("".join(texts)))


def _papers(
    edition: Edition, pages: Contents, found: list[Finding], large: bool = False
) -> Iterator[tuple[str, Sheet, Paper]]:
    """Yield each PDF to be by its name; with ``large`` those that people get in large print."""
    end = f"{LARGE if large else ''}.pdf"
    for name, page in sorted(edition.pages.items()):
        if page.kind.is_session and name not in edition.off_agenda:
            for file, whose in session_files(edition, name).items():
                sheet = Sheet(edition, found, large=large)
                paper = session_paper(sheet, name, pages(name), whose)
                there = place_of(edition, name)
                yield f"{file}{end}", sheet, _noticed(sheet, paper, there.round if there else None)
    for meeting in edition.rounds:
        here = in_round(pages, meeting)
        for name, row in papers_of(edition, meeting).items():
            if row.whom == PERSON or not large:
                sheet = Sheet(edition, found, row.audience is Audience.FACILITATORS, large)
                made = resolve_name(row.make)(sheet, meeting, here)
                yield f"{name}{end}", sheet, _noticed(sheet, made, meeting)


def _noticed(sheet: Sheet, paper: Paper, meeting: Round | None) -> Paper:
    return replace(paper, notice=notice_of(sheet, meeting, paper.page)) if meeting else paper
