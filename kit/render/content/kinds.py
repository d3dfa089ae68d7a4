"""A page as it is in rounds of one kind: without the blocks that stand in others only. Pure."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from kit.model.edition import Round
from kit.model.formats import EVERY, Kind
from kit.render.content.model import Content, Contents, OwnBlock, Part
from kit.render.content.traverse import walk


def in_round(pages: Contents, meeting: Round) -> Contents:
    """Return a function that gives the content of a page, by its name, as it is in the round ``meeting``."""
    return cache(lambda name: standing(pages(name), meeting.kind))


def standing(page: Content, kind: Kind) -> Content:
    """Return ``page`` as it is in rounds of ``kind``."""
    if all(_kinds(part) == EVERY for part in walk(page.blocks)):
        return page
    notes = {name: replace(note, blocks=_kept(note.blocks, kind)) for name, note in page.footnotes.items()}
    return Content(_kept(page.blocks, kind), notes)


def _kinds(part: Any) -> frozenset[Kind]:
    return frozenset(part.values.get("kinds", EVERY)) if isinstance(part, OwnBlock) else EVERY


def _kept(value: Any, kind: Kind) -> Any:
    """Return a field of a part without blocks of other kinds, at any depth; what stays says no more where it stands."""
    if isinstance(value, tuple):
        return tuple(_kept(one, kind) for one in value if kind in _kinds(one))
    if not isinstance(value, Part):
        return value
    if isinstance(value, OwnBlock):
        value = replace(value, values={key: one for key, one in value.values.items() if key != "only"})
    return replace(value, **{name: _kept(one, kind) for name, one in vars(value).items()})
