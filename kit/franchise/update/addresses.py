"""Remembering pages that upstream moved or gave up, because the region's own text may link to them. Pure."""

from __future__ import annotations

from kit.franchise.update.draft import Draft


def update_addresses(draft: Draft) -> None:
    """Record where the pages are that old upstream had and new upstream does not have any more."""
    old, new = draft.follower.old.names, draft.follower.new.names
    before = draft.before.settings
    moved, gone = dict(before.moved), set(before.gone)
    for name in sorted(old - new):
        place = draft.follower.page(name)
        if place is None:
            gone.add(name)
        else:
            moved[name] = place.page
    draft.settings["moved"] = {name: _last(name, moved) for name in moved if name not in new}
    draft.settings["gone"] = sorted(gone - new)


def _last(name: str, moved: dict[str, str]) -> str:
    """Return where a chain of moves ends."""
    seen = {name}
    while (name := moved[name]) in moved and name not in seen:
        seen.add(name)
    return name
