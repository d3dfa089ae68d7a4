"""An edited page brought onto a page that changed while it was being edited. Pure."""

from __future__ import annotations

from kit.franchise.capture.fragments import head_last
from kit.franchise.merging.merge import merge
from kit.source.sections import section_text, sections
from kit.source.text import split_lines

_ABOVE = ("front", "preamble")  # what stands above the first section


def rebased(was: str, edited: str, now: str) -> str | None:
    """Return ``edited``, written upon ``was``, with what changed since then in ``now``.

    None where both changed the same words, or where both moved sections about: then a person must put them together.
    """
    if now == was:
        return edited
    old, ours, new = _cut(was), _cut(edited), _cut(now)
    frame = ours if list(new) == list(old) else new
    if frame is new and list(ours) != list(old):
        return None
    found = []
    for key in dict.fromkeys([*frame, *old]):
        text = _one(old.get(key), ours.get(key), new.get(key), key in _ABOVE)
        if text is None:
            return None
        found.append(text)
    return "".join(found)


def _one(old: str | None, ours: str | None, new: str | None, above: bool) -> str | None:
    """Return what both made of one section, "" for none; None where they disagree. ``above``: it is no section."""
    if ours == old:
        return new or ""
    if new in (old, ours):
        return ours or ""
    if above or old is None or ours is None or new is None:
        return None
    return merge(old, ours, new).text


def _cut(text: str) -> dict[str, str]:
    found = sections(text)
    lines = split_lines(text)
    first = found[0].first - 1 if found else len(lines)
    head = head_last(text)
    return {
        _ABOVE[0]: "".join(lines[:head]),
        _ABOVE[1]: "".join(lines[head:first]),
        **{f"#{one.anchor}": section_text(text, one) for one in found},
    }
