"""Where text stands whose section upstream gave up: after the nearest earlier section that is still there. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kit.franchise.composing.overrides import Op, SectionOverride
from kit.franchise.lock import PageLock

END = ""  # the place at the end of a page, where no earlier section is left

_TURN = {Op.BEFORE: 0, Op.REPLACE: 1, Op.AFTER: 2}


def recorded(override: SectionOverride, lock: PageLock | None) -> bool:
    """Whether the lock knows where the override's section was."""
    return lock is not None and f"{override.anchor}.{override.op.value}" in lock.bases


def places(
    overrides: Iterable[SectionOverride], anchors: Collection[str], lock: PageLock | None
) -> dict[str, list[SectionOverride]]:
    """Return orphaned overrides with text, by the anchor of ``anchors`` after whose section they stand, in order.

    Overrides whose section is there, that only removed one, or that nobody recorded, are not among them.
    """
    found: dict[str, list[SectionOverride]] = {}
    if lock is None:
        return found
    rank = {heading.anchor: place for place, heading in enumerate(lock.outline)}
    orphans = [
        one for one in overrides if one.anchor not in anchors and one.op is not Op.REMOVE and recorded(one, lock)
    ]
    for one in sorted(orphans, key=lambda one: (rank.get(one.anchor, len(rank)), one.anchor, _TURN[one.op])):
        found.setdefault(place_of(one.anchor, anchors, lock), []).append(one)
    return found


def place_of(anchor: str, anchors: Collection[str], lock: PageLock) -> str:
    """Return the nearest section before ``anchor`` in the recorded order that is among ``anchors``, or END."""
    return next((earlier for earlier in lock.earlier(anchor) if earlier in anchors), END)


def lost_page(name: str, lock: PageLock, overrides: Sequence[SectionOverride]) -> str | None:
    """Return the text on which orphaned overrides of a page stand that upstream gave up; None if they have no text.

    It is the page's front matter and title as they were recorded, so that the region's text stays a page of its own.
    """
    texts = [one for one in overrides if one.op is not Op.REMOVE and recorded(one, lock)]
    if not texts:
        return None
    titles = {heading.anchor for heading in lock.outline if heading.level == 1}
    if any(one.anchor in titles and one.op is Op.REPLACE for one in texts):
        return f"{lock.head}\n" if lock.head else ""
    title = next((heading.title for heading in lock.outline if heading.level == 1), name.rpartition("/")[2])
    return f"{lock.head}\n# {title}\n" if lock.head else f"# {title}\n"
