"""Which page of an edited tree is which page of the composed one, where files were renamed. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from kit.franchise.capture.pairing import likeness
from kit.franchise.hubpages import HubPages

ENOUGH = 0.6  # of their words: under it, two pages of a round are alike by their subject alone
MARGIN = 0.15  # by how much the best must beat the next


def renamed_pages(before: HubPages, after: HubPages, candidates: Iterable[str]) -> dict[str, str]:
    """Return the new names of those pages among ``candidates`` that ``after`` has under another name, by the old.

    The front-matter id says so, else the same bytes, else clear likeness.
    """
    gone = [name for name in candidates if name not in after.names]
    fresh = [name for name in sorted(after.names) if name not in before.names]
    found: dict[str, str] = {}
    for name in gone:
        left = [one for one in fresh if one not in found.values()]
        new = _by_id(before, after, name, left) or _same(before, after, name, left) or _alike(before, after, name, left)
        if new:
            found[name] = new
    return found


def _by_id(before: HubPages, after: HubPages, name: str, fresh: Iterable[str]) -> str:
    own = before.id_of(name)
    return next((one for one in fresh if own and after.id_of(one) == own), "")


def _same(before: HubPages, after: HubPages, name: str, fresh: Iterable[str]) -> str:
    data = before.tree.files[f"{name}.md"]
    return next((one for one in fresh if after.tree.files[f"{one}.md"] == data), "")


def _alike(before: HubPages, after: HubPages, name: str, fresh: Iterable[str]) -> str:
    text = before.text(name) or ""
    rest = [one for one in fresh if not after.id_of(one) or not before.id_of(name)]
    ranked = sorted(((likeness(text, after.text(one) or ""), one) for one in rest), reverse=True)
    if not ranked or ranked[0][0] < ENOUGH:
        return ""
    return "" if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN else ranked[0][1]
