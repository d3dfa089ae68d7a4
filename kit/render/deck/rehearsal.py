"""The slides of an edition planned and fitted, and no deck written: what is wrong shows then already."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from docutils import nodes

from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.render.deck.fallbacks import fallbacks
from kit.render.deck.fitting import fit
from kit.render.deck.pictures import planned_size
from kit.render.deck.seating import planned_stage
from kit.render.deck.slides import slides
from kit.render.deck.stage import Stage
from kit.render.deck.told import told


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
    if edition.brand.deck in edition.tree.files:
        from kit.render.deck.writer import own_deck

        if (base := own_deck(edition, found)) is not None:
            return base.stage
    feedback = any(meeting.feedback for meeting in edition.rounds)
    return planned_stage(bool(edition.url) or bool(edition.brand.logo), feedback)
