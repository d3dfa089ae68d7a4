"""Sharing out the text of an edited section among the fragments that it was made of. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from kit.franchise.capture.fragments import Fragment, Part, Slot
from kit.franchise.composing.overrides import Op
from kit.franchise.composing.pieces import apart


def share(part: Part, text: str) -> list[Fragment]:
    """Return the edited ``text`` of ``part`` in fragments: what did not change stays in its slot."""
    if text.rstrip() == part.text.rstrip():
        return _with_end(part.fragments, text)
    if len(part.fragments) == 1:
        return _one(part.fragments[0], text)
    return _several(part.fragments, text)


def _with_end(fragments: Sequence[Fragment], text: str) -> list[Fragment]:
    """Return ``fragments`` unchanged but for white space at the end of ``text``."""
    before = "".join(one.text for one in fragments[:-1])
    last = fragments[-1]
    if not text.startswith(before):
        return _one(fragments[0], text)
    return [*fragments[:-1], Fragment(last.slot, text[len(before) :], last.theirs)]


def _one(fragment: Fragment, text: str) -> list[Fragment]:
    whole = apart(fragment.text)
    more = text[len(whole) :]
    if fragment.theirs and text.startswith(whole) and more.strip() and not more.startswith(("\r", "\n")):
        return [Fragment(fragment.slot, whole, True), Fragment(Slot(fragment.slot.anchor, Op.AFTER), more)]
    return [Fragment(fragment.slot, text)]


def _several(fragments: Sequence[Fragment], text: str) -> list[Fragment]:
    """Take unchanged fragments off both ends; what is left belongs to the first that changed."""
    first, last = 0, len(fragments)
    while first < last and text.startswith(fragments[first].text):
        text = text[len(fragments[first].text) :]
        first += 1
    end: list[Fragment] = []
    while last > first + 1 and text.rstrip().endswith(fragments[last - 1].text.rstrip()):
        last -= 1
        at = len(text.rstrip()) - len(fragments[last].text.rstrip())
        end.insert(0, Fragment(fragments[last].slot, text[at:], fragments[last].theirs))
        text = text[:at]
    slot = fragments[first].slot if first < last else Slot(fragments[-1].slot.anchor, Op.AFTER)
    middle = [Fragment(slot, text)] if text else []
    return [*fragments[:first], *middle, *end]
