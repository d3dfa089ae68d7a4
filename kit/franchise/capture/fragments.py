"""A composed page cut into fragments: pieces of text, each of which knows which override slot it belongs to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kit.franchise.compose.overrides import Op
from kit.franchise.compose.page import ordered
from kit.franchise.compose.pieces import apart
from kit.franchise.merge.sequences import matches
from kit.model.page import Section
from kit.model.tree import Origin
from kit.source.markdown.sections import sections
from kit.source.settings.front_matter import read_front_matter
from kit.source.tree.text import split_lines

PREAMBLE = ""  # the anchor of what stands before the first section


@dataclass(frozen=True)
class Slot:
    """A place for text on upstream's page: a section's own (``Op.REPLACE``), or just before or after it.

    Text in a section's own place may be stored as its words alone; see ``overriding.write``.
    """

    anchor: str
    op: Op


NOWHERE = Slot("", Op.AFTER)  # of text that has no place yet


@dataclass(frozen=True)
class Fragment:
    """Some text in a slot. ``theirs`` says that it is upstream's own text, as upstream wrote it."""

    slot: Slot
    text: str
    theirs: bool = False


@dataclass(frozen=True)
class ComposedSection:
    """A section of the composed page, and the fragments that it is made of."""

    section: Section
    text: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True)
class Body:
    """A page below its front matter: what stands before the first section, and its sections."""

    preamble: tuple[Fragment, ...]
    parts: tuple[ComposedSection, ...]

    @property
    def fragments(self) -> list[Fragment]:
        """All fragments in order; one that several sections share comes once."""
        return joined([*self.preamble, *(one for part in self.parts for one in part.fragments)])


def joined(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Return ``fragments`` with neighbours in the same slot as one."""
    result: list[Fragment] = []
    for one in fragments:
        if result and result[-1].slot == one.slot:
            result[-1] = Fragment(one.slot, result[-1].text + one.text, result[-1].theirs and one.theirs)
        else:
            result.append(one)
    return result


def head_last(text: str) -> int:
    """Return the last line of the front matter of ``text``, 0 where it has none."""
    front = read_front_matter("", text, [])
    return front.last if front else 0


def cut(text: str, upstream: Sequence[Section], origins: Sequence[Origin]) -> Body:
    """Return the composed page ``text`` in fragments.

    ``upstream`` are the sections of upstream's page, and ``origins`` say where each line of ``text`` is from.
    """
    lines, found = split_lines(text), sections(text)
    owners = _owners(len(lines), upstream, origins)
    first = found[0].first - 1 if found else len(lines)
    parts = [
        ComposedSection(one, "".join(lines[one.first - 1 : one.last]), _cut(lines, owners, one.first - 1, one.last))
        for one in found
    ]
    return Body(_cut(lines, owners, head_last(text), first), tuple(parts))


_Owner = tuple[Slot, bool]


def _owners(count: int, upstream: Sequence[Section], origins: Sequence[Origin]) -> list[_Owner]:
    owners: list[_Owner] = []
    for index, origin in enumerate(origins):
        after = origins[index + 1].first if index + 1 < len(origins) else count + 1
        for line in range(origin.first, after):
            owners.append(_owner(origin, line, upstream))
    return owners


def _owner(origin: Origin, line: int, upstream: Sequence[Section]) -> _Owner:
    if origin.file.startswith("overrides/"):
        anchor, _, op = origin.file.rpartition("/")[2].removesuffix(".md").rpartition(".")
        return Slot(anchor, Op.REPLACE if op == Op.WORDS.value else Op(op)), False
    at = (origin.line or 1) + line - origin.first
    own = next((one.anchor for one in reversed(upstream) if one.first <= at), PREAMBLE)
    return Slot(own, Op.REPLACE), True


def _cut(lines: Sequence[str], owners: Sequence[_Owner], start: int, stop: int) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    for at in range(start, stop):
        slot, theirs = owners[at]
        if found and found[-1].slot == slot:
            found[-1] = Fragment(slot, found[-1].text + lines[at], theirs and found[-1].theirs)
        else:
            found.append(Fragment(slot, lines[at], theirs))
    return tuple(found)


# Putting fragments into the one order in which composing can lay them out. Pure.

_TURN = {Op.BEFORE: 0, Op.REPLACE: 1, Op.AFTER: 2}


def settle(fragments: Sequence[Fragment], movable: Collection[str]) -> list[Fragment]:
    """Return ``fragments`` with those that stand apart from their section put beside the one that they follow.

    Sections of ``movable`` are upstream's; each keeps one run of fragments: before, own, after. For example, text of
    the region's stood after Steps; somebody moved it to below Why. As fragments that is Steps, Why, after-Steps, which
    no files can say, since what is after Steps follows Steps. It becomes Steps, Why, after-Why.
    """
    result: list[Fragment] = []
    done: set[str] = set()
    for place, one in enumerate(fragments):
        if _stays(one, result, done, fragments[place + 1 :], movable):
            result.append(one)
        else:
            result.append(Fragment(_beside(result, fragments[place + 1 :], movable), one.text))
        done.add(result[-1].slot.anchor)
    return joined(result)


def _stays(
    one: Fragment, before: Sequence[Fragment], done: set[str], rest: Sequence[Fragment], movable: Collection[str]
) -> bool:
    slot = one.slot
    if slot == NOWHERE:
        return False
    if before and before[-1].slot.anchor == slot.anchor:
        return _TURN[before[-1].slot.op] <= _TURN[slot.op]
    if slot.anchor in done:
        return False
    if slot.op is Op.REPLACE or slot.anchor not in movable:
        return True
    own = any(other.slot == Slot(slot.anchor, Op.REPLACE) for other in rest)
    return not own or (bool(rest) and rest[0].slot.anchor == slot.anchor)


def _beside(before: Sequence[Fragment], rest: Sequence[Fragment], movable: Collection[str]) -> Slot:
    last = before[-1].slot if before else None
    if last is None or last.anchor == PREAMBLE:
        anchor = next((one.slot.anchor for one in rest if one.slot.anchor in movable), PREAMBLE)
        return Slot(anchor, Op.BEFORE)
    return last if last.op is Op.BEFORE or last.anchor not in movable else Slot(last.anchor, Op.AFTER)


def order_for(upstream: Sequence[Section], wanted: Sequence[str]) -> list[str] | None:
    """Return the ``order`` that lays the sections ``wanted`` out in their order; None if no order can.

    Only sections that changed places among their neighbours are listed: none where all stand as upstream has them.
    """
    known = [one.anchor for one in upstream]
    kept = [anchor for anchor in wanted if anchor in known]
    if kept == [anchor for anchor in known if anchor in kept]:
        return []
    for order in (_smallest(upstream, kept), kept):
        if [one.anchor for one in ordered(upstream, order) if one.anchor in kept] == kept:
            return order
    return None


def _smallest(upstream: Sequence[Section], kept: Sequence[str]) -> list[str]:
    groups: dict[tuple[str, ...], list[str]] = {}
    path: list[Section] = []
    for one in upstream:
        while path and path[-1].level >= one.level:
            path.pop()
        groups.setdefault(tuple(parent.anchor for parent in path), []).append(one.anchor)
        path.append(one)
    moved = [
        [anchor for anchor in kept if anchor in group]
        for group in groups.values()
        if [anchor for anchor in group if anchor in kept] != [anchor for anchor in kept if anchor in group]
    ]
    return [anchor for group in moved for anchor in group]


def longest_in_order(upstream: Sequence[Section], wanted: Sequence[str]) -> set[str]:
    """Return as many sections of ``wanted`` as stand in upstream's order."""
    return {wanted[place] for _, place in matches([one.anchor for one in upstream], wanted)}


# Sharing out the text of an edited section among the fragments that it was made of. Pure.


def share(part: ComposedSection, text: str) -> list[Fragment]:
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
    """Take unchanged fragments off both ends; what is left belongs to the first that changed.

    A section may hold text of ours before it, upstream's own, and ours after it. If only the middle was edited, the
    ends still stand there word for word, so whatever is between them is the edited middle.
    """
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
