"""A text about several sections laid out on them again, as overrides: each piece where its section is now. Pure.

Capturing is asked: to it the text is what somebody made of upstream's sections. For example, upstream has "Why" and
"How" now, and the merged text says "Why", "Ours", "How" with one word changed in How. That is ``why.after`` with the
heading "Ours" and its text, and ``how.replace``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit.franchise.capture.fragments import Body, Slot
from kit.franchise.capture.overriding import Base, BodyOverrides, forced, laid_out
from kit.franchise.capture.page import capture_body
from kit.franchise.compose.overrides import Op, SectionOverride
from kit.source.markdown.sections import sections


def lay_out(
    page: str, anchors: Sequence[str], theirs: str, known: Mapping[SectionOverride, bytes], text: str
) -> dict[tuple[str, Op], bytes] | None:
    """Return the override files, by anchor and operation, that make ``text`` out of ``theirs``.

    ``theirs`` is upstream's text of the sections ``anchors`` of ``page``. ``known`` are overrides at their new places
    with their files, which stay as they are where they say the same. None where that cannot be said.
    """
    own = [one.anchor for one in sections(theirs)]  # alone a section "break-2" may be "break"
    if len(own) != len(anchors):
        return None
    there = dict(zip(anchors, own, strict=True))
    moved = {replace(one, anchor=there[one.anchor]): data for one, data in known.items()}
    placed = {one: replace(one, file=f"overrides/{page}/{one.anchor}.{one.op.value}.md") for one in moved}
    slots = {Slot(one.anchor, one.op): new for one, new in placed.items()}
    base = Base(page, theirs, slots, {new.file: moved[one] for one, new in placed.items()})
    found = capture_body(base, _body(base), text, may_order=False)
    if found is None or found.order:
        return None
    back = dict(zip(own, anchors, strict=True))
    return {_slot(path, back): data for path, data in found.files.items()}


def _body(base: Base) -> Body:
    """Return upstream's text, with sections that the region replaced as its own, so that each stays one file."""
    body = laid_out(base, BodyOverrides({}, ()))
    parts = [
        replace(part, fragments=tuple(forced(one) if one.slot in base.overrides else one for one in part.fragments))
        for part in body.parts
    ]
    return replace(body, parts=tuple(parts))


def _slot(path: str, back: Mapping[str, str]) -> tuple[str, Op]:
    anchor, _, op = path.rpartition("/")[2].removesuffix(".md").rpartition(".")
    return back[anchor], Op(op)
