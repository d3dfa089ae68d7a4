"""A composed page cut into fragments: pieces of text, each of which knows which override slot it belongs to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.franchise.composing.overrides import Op
from kit.model.page import Section
from kit.model.tree import Origin
from kit.source.frontmatter import read_front_matter
from kit.source.sections import sections
from kit.source.text import split_lines

PREAMBLE = ""  # the anchor of what stands before the first section


@dataclass(frozen=True)
class Slot:
    """A place for text on upstream's page: a section's own (``Op.REPLACE``), or just before or after it."""

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
class Part:
    """A section of the composed page, and the fragments that it is made of."""

    section: Section
    text: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True)
class Body:
    """A page below its front matter: what stands before the first section, and its sections."""

    preamble: tuple[Fragment, ...]
    parts: tuple[Part, ...]

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
        Part(one, "".join(lines[one.first - 1 : one.last]), _cut(lines, owners, one.first - 1, one.last))
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
        return Slot(anchor, Op(op)), False
    at = (origin.line or 1) + line - origin.first
    own = next((one.anchor for one in reversed(upstream) if one.first <= at), PREAMBLE)
    return Slot(own, Op.REPLACE), True


def _cut(lines: Sequence[str], owners: Sequence[_Owner], start: int, stop: int) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    for at in range(start, stop):
        slot, theirs = owners[at]
        if found and found[-1].slot == slot:
            found[-1] = Fragment(slot, found[-1].text + lines[at], theirs)
        else:
            found.append(Fragment(slot, lines[at], theirs))
    return tuple(found)
