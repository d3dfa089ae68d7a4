"""All handouts of an edition, as PDFs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from kit.facilitate.countdown import steps
from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.model.page import PageKind
from kit.render.handout.attendee import attendee_paper
from kit.render.handout.press import Paper, press, proof
from kit.render.handout.printables import printables
from kit.render.handout.run_sheet import run_sheet_paper
from kit.render.handout.session import session_paper
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import Typesetter, shared
from kit.render.office.checklist import checklist_paper

Documents = Callable[[str], nodes.document]


def write_handouts(
    edition: Edition, document: Documents, found: list[Finding], typesetter: Typesetter | None = None
) -> dict[str, bytes]:
    """Return the PDFs of ``edition`` by name, such as ``round-1/attendee.pdf``.

    Each session with a handout has one of its own; each round has ``attendee.pdf``, ``run-sheet.pdf`` and what
    organisers print for the room, and only the run sheet holds facilitator notes. ``document`` gives a fresh doctree of
    a page, resolved and filled, by its name.
    What cannot be printed is added to ``found``, with its page; a PDF that cannot be made is left out.
    """
    made: dict[str, bytes] = {}
    for name, sheet, paper in _papers(edition, document, found):
        if (pdf := press(sheet, paper, typesetter or shared())) is not None:
            made[name] = pdf
    return made


def rehearse_handouts(edition: Edition, document: Documents, found: list[Finding]) -> None:
    """Append to ``found`` what making the PDFs would, without making any."""
    for _, sheet, paper in _papers(edition, document, found):
        proof(sheet, paper)


def _papers(edition: Edition, document: Documents, found: list[Finding]) -> Iterator[tuple[str, Sheet, Paper]]:
    for name, page in sorted(edition.pages.items()):
        if page.kind is PageKind.SESSION and page.has_handout:
            sheet = Sheet(edition, found)
            yield f"{name}.pdf", sheet, session_paper(sheet, name, document(name))
    for meeting in edition.rounds:
        sheet = Sheet(edition, found)
        yield f"{meeting.name}/attendee.pdf", sheet, attendee_paper(sheet, meeting, document)
        sheet = Sheet(edition, found, notes=True)
        yield f"{meeting.name}/run-sheet.pdf", sheet, run_sheet_paper(sheet, meeting, document)
        for name, _, make in printables(edition, meeting):
            sheet = Sheet(edition, found)
            yield name, sheet, make(sheet, meeting)
        if steps(edition, meeting):
            sheet = Sheet(edition, found)
            yield f"{meeting.name}/checklist.pdf", sheet, checklist_paper(sheet, meeting)
