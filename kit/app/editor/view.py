"""A hub or region as the editor sees it: its files, what they compose to, and its pages. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.app.assemble import assemble
from kit.app.check import ordered, rules
from kit.app.introduced import changed, told
from kit.franchise.compose.compose import Composed, compose
from kit.model.edition import Edition
from kit.model.errors import FindingsError
from kit.model.findings import Finding, Level, has_errors
from kit.model.tree import Tree

Changes = Mapping[str, bytes | None]


@dataclass(frozen=True)
class Outcome:
    """What the editor answers: ``data`` is fit for JSON, ``changes`` are the files to write, if any."""

    data: dict[str, Any]
    changes: Changes = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """The files of a hub or region, and what they make."""

    tree: Tree
    composed: Composed
    edition: Edition

    @property
    def is_region(self) -> bool:
        """Whether it is a region, which has an upstream."""
        return self.composed.region is not None


def look(tree: Tree) -> View:
    """Return what ``tree`` makes. Raises FindingsError where its settings cannot be read."""
    found: list[Finding] = []
    composed = compose(tree, found)
    edition = assemble(composed, found) if composed else None
    if composed is None or edition is None:
        raise FindingsError(found)
    return View(tree, composed, edition)


def fingerprint(*parts: object) -> str:
    """Return a short text that is another one for other ``parts``, by which a change since is noticed."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()[:32]


def judged(tree: Tree, changes: Changes, agreed: str = "") -> Outcome:
    """Return ``changes`` to be written, or what ``check`` says against them and nothing to write.

    Errors refuse them. Warnings are told first, with a text to give as ``agreed`` once they were read.
    """
    found = told(tree, changed(tree, changes))
    shown = listed(found)
    if has_errors(found):
        return Outcome({"answer": "refused", "findings": shown})
    seen = fingerprint(shown)
    if shown and seen != agreed:
        return Outcome({"answer": "look", "findings": shown, "agreed": seen})
    return Outcome({"answer": "saved", "findings": shown}, changes)


def findings_of(view: View, page: str) -> list[Finding]:
    """Return what ``check`` finds in the files from which the page called ``page`` is made."""
    path = f"{page}.md"
    files = {path, *(one.file for one in view.composed.origins.by_file.get(path, ()))}
    return [one for one in ordered(rules(view.tree)) if one.file in files]


def listed(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings as the editor shows them: errors first, and advice left out."""
    order = [Level.ERROR, Level.WARNING]
    return [_as_data(one) for level in order for one in found if one.level is level]


def _as_data(one: Finding) -> dict[str, Any]:
    return {"level": one.level.value, "place": one.place, "message": one.message, "hint": one.hint}
