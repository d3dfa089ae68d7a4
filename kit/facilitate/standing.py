"""Targets that one could link to, and that stand in no round here: their block is for another kind of format. Pure."""

from __future__ import annotations

from kit.model.edition import Edition
from kit.model.page import Page, kinds_at


def stands(edition: Edition, page: Page, line: int) -> bool:
    """Whether what is on ``line`` of ``page`` stands in a round that uses the page."""
    return not kinds_at(page.fences, line).isdisjoint(edition.kinds_of(page.name))


def targets_left_out(edition: Edition) -> frozenset[str]:
    """Return the explicit targets that stand in no round, as ``page#name``, in small letters."""
    return frozenset(
        f"{page.name}#{target.target.lower()}"
        for page in edition.pages.values()
        for target in page.targets
        if target.parents and not stands(edition, page, target.line)
    )
