"""The override files of one page: fragments written as files, and those files composed to see what they give. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.franchise.capture.fragments import PREAMBLE, Body, Fragment, Slot, cut
from kit.franchise.compose.overrides import Op, Overrides, PageOverride, SectionOverride, read_overrides
from kit.franchise.compose.page import compose_page
from kit.franchise.compose.pieces import apart
from kit.franchise.compose.words import take_apart
from kit.franchise.record import PageLock
from kit.model.findings import Finding
from kit.model.page import Section
from kit.model.schema import PageFile
from kit.model.tree import Tree
from kit.source.markdown.sections import section_text, sections
from kit.source.settings.front_matter import find_block
from kit.source.tree.text import line_end, split_lines


@dataclass(frozen=True)
class Base:
    """A page as it stands before capture: upstream's text, its overrides by slot with their files' bytes, its lock."""

    name: str
    upstream: str
    overrides: Mapping[Slot, SectionOverride] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    lock: PageLock | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """Upstream's sections."""
        return sections(self.upstream)

    def path(self, slot: Slot) -> str:
        """Return the path of the override file of ``slot``."""
        return f"overrides/{self.name}/{slot.anchor}.{slot.op.value}.md"


@dataclass(frozen=True)
class BodyOverrides:
    """All section overrides that a page needs: its files by path, and the order of its sections ([]: upstream's)."""

    files: Mapping[str, bytes]
    order: Sequence[str]


def write(base: Base, fragments: Sequence[Fragment], order: Sequence[str]) -> BodyOverrides:
    """Return the override files that lay out ``fragments``; sections of upstream without own text are removed."""
    files: dict[str, bytes] = {}
    for place, one in enumerate(fragments):
        if one.slot.anchor != PREAMBLE and not one.theirs:
            stored = _as_words(base, one) or one
            files[base.path(stored.slot)] = _file(base, stored, last=place == len(fragments) - 1)
    own = {one.slot.anchor for one in fragments if one.slot.op is Op.REPLACE}
    for section in base.sections:
        if section.anchor not in own:
            path = base.path(Slot(section.anchor, Op.REMOVE))
            files[path] = base.files.get(path, b"")
    for path, data in base.files.items():  # a removal that upstream made too is still somebody's word
        if path.endswith(f".{Op.REMOVE.value}.md") and path.rpartition("/")[2].split(".")[0] not in _anchors(base):
            files[path] = data
    return BodyOverrides(files, order)


def _as_words(base: Base, one: Fragment) -> Fragment | None:
    """Return the words of ``one`` alone, if composed with upstream's blocks they give ``one`` again, byte for byte.

    That is how somebody who only changed the words keeps receiving upstream's activities, slides and notes. A section
    that has a ``.replace.md`` already stays one: the region may have left blocks out on purpose.
    """
    section = next((part for part in base.sections if part.anchor == one.slot.anchor), None)
    if one.slot.op is not Op.REPLACE or one.slot in base.overrides or section is None:
        return None
    theirs = take_apart(section_text(base.upstream, section))
    known = Slot(one.slot.anchor, Op.WORDS) in base.overrides
    if not (theirs.blocks or known) or theirs.inside is not None:
        return None
    words = take_apart(one.text).words
    if theirs.with_words(words) != one.text.rstrip("\r\n"):
        return None
    return Fragment(Slot(one.slot.anchor, Op.WORDS), apart(words))


def _anchors(base: Base) -> set[str]:
    return {one.anchor for one in base.sections}


def _file(base: Base, one: Fragment, last: bool) -> bytes:
    known = base.overrides.get(one.slot)
    if known is not None and one.text == (known.text if last else apart(known.text)):
        return base.files[known.file]
    text = one.text if last else _trimmed(one.text)
    if known is not None:
        head = "".join(split_lines(base.files[known.file].decode())[: known.line - 1])
        return (head + text).encode()
    end = line_end(text)
    guard = f'---{end}why: ""{end}---{end}{end}' if find_block("", text, []) else ""
    return (guard + text).encode()


def _trimmed(text: str) -> str:
    """Return ``text`` without the empty line at its end that composing puts back."""
    lines = split_lines(text)
    shorter = "".join(lines[:-1])
    return shorter if len(lines) > 1 and not lines[-1].strip() and apart(shorter) == text else text


def laid_out(base: Base, wanted: BodyOverrides) -> Body:
    """Return the page that ``wanted`` gives, below its front matter."""
    found: list[Finding] = []
    read = read_overrides(Tree(wanted.files), found)
    pages = {}
    if wanted.order:
        pages[base.name] = PageOverride(base.name, "", PageFile(order=list(wanted.order)), {})
    overrides = Overrides(read.sections, pages)
    text, origins = compose_page(base.name, base.upstream, overrides, {}, found, base.lock)
    return cut(text, base.sections, origins)


def forced(one: Fragment) -> Fragment:
    """Return ``one`` as text of the region's own, even where only its white space differs from upstream's."""
    return replace(one, theirs=False)
