"""Overrides as a region writes them, read from its tree. Pure: nothing here touches a disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from kit.model.findings import Code, Finding
from kit.model.schema import PageFile
from kit.model.tree import Tree
from kit.source.settings.files import read_page_file
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.toml import read_toml
from kit.source.settings.validate import UNSAFE_KEYS
from kit.source.tree.text import decode, split_lines


class Op(Enum):
    """What an override of a section does with it."""

    REPLACE = "replace"
    WORDS = "words"
    BEFORE = "before"
    AFTER = "after"
    REMOVE = "remove"


@dataclass(frozen=True)
class SectionOverride:
    """One local change to one section: ``text`` begins on ``line`` of ``file``, after the front matter if any."""

    page: str
    anchor: str
    op: Op
    file: str
    text: str
    line: int
    why: str = ""

    @property
    def address(self) -> str:
        """``page#anchor``."""
        return f"{self.page}#{self.anchor}"


@dataclass(frozen=True)
class PageOverride:
    """What ``overrides/PAGE/page.toml`` says, with the line of each of its keys."""

    page: str
    file: str
    content: PageFile
    lines: Mapping[tuple[str | int, ...], int]


@dataclass(frozen=True)
class Overrides:
    """All overrides of a region, by page."""

    sections: Mapping[str, tuple[SectionOverride, ...]] = field(default_factory=dict)
    pages: Mapping[str, PageOverride] = field(default_factory=dict)

    def of(self, page: str) -> dict[tuple[str, Op], SectionOverride]:
        """The section overrides of ``page``, by anchor and operation."""
        return {(one.anchor, one.op): one for one in self.sections.get(page, ())}


def read_overrides(tree: Tree, found: list[Finding]) -> Overrides:
    """Read every file under ``overrides/``; what cannot be read is a finding and left out."""
    sections: dict[str, list[SectionOverride]] = {}
    pages: dict[str, PageOverride] = {}
    for path in sorted(tree.files):
        if not path.startswith("overrides/"):
            continue
        folder, _, name = path.removeprefix("overrides/").rpartition("/")
        if name == "page.toml":
            if (content := read_page_file(path, tree.files[path], found)) is not None:
                read = read_toml(path, tree.files[path], [])
                pages[folder] = PageOverride(folder, path, content, read.lines if read else {})
        elif (one := _read_section(folder, name, path, tree.files[path], found)) is not None:
            sections.setdefault(folder, []).append(one)
    _refuse_both(sections, found)
    return Overrides({page: tuple(ones) for page, ones in sections.items()}, pages)


def _read_section(folder: str, name: str, path: str, data: bytes, found: list[Finding]) -> SectionOverride | None:
    anchor, _, suffix = name.removesuffix(".md").rpartition(".")
    op = next((op for op in Op if op.value == suffix and anchor and name.endswith(".md")), None)
    if op is None or not folder:
        found.append(_misnamed(path))
        return None
    if (text := decode(path, data, found)) is None:
        return None
    front = read_front_matter(path, text, found)
    lines = split_lines(text.removeprefix("\ufeff"))
    last = front.last if front else 0
    if front is not None:
        _check_only_why(path, front.data, front.lines, found)
    why = str(front.data.get("why") or "") if front else ""
    while last < len(lines) and not lines[last].strip():
        last += 1
    body = "".join(lines[last:])
    if op is Op.REMOVE:
        return SectionOverride(folder, anchor, op, path, "", last + 1, why or body.strip())
    if not body.strip():
        found.append(_empty(path))
        return None
    return SectionOverride(folder, anchor, op, path, body, last + 1, why)


def _misnamed(path: str) -> Finding:
    return Finding(
        Code.BAD_OVERRIDE,
        path,
        None,
        "This file's name does not say what it changes.",
        "Name it overrides/PAGE/SECTION.replace.md, .words.md, .before.md, .after.md or .remove.md, or page.toml.",
    )


def _empty(path: str) -> Finding:
    return Finding(
        Code.BAD_OVERRIDE,
        path,
        None,
        "This file has no text, so there is nothing to put in.",
        "Write the text, or delete the file; to leave the section out, end its name in .remove.md.",
    )


def _check_only_why(
    path: str, data: Mapping[str, object], lines: Mapping[tuple[str | int, ...], int], found: list[Finding]
) -> None:
    for key in data:
        if key != "why":
            found.append(
                Finding(
                    Code.UNSAFE_KEY if key in UNSAFE_KEYS else Code.UNKNOWN_KEY,
                    path,
                    lines.get((key,), 1),
                    f"The front matter of an override may hold only why, not {key}.",
                    "Put front matter fields of the page under [set] in page.toml beside this file.",
                )
            )


_WHOLE = {Op.REPLACE: "replaced", Op.WORDS: "given other words", Op.REMOVE: "removed"}  # one of these for a section


def _refuse_both(sections: Mapping[str, list[SectionOverride]], found: list[Finding]) -> None:
    """Refuse a section for which several files say what becomes of the whole of it."""
    for ones in sections.values():
        by_anchor: dict[str, list[SectionOverride]] = {}
        for one in ones:
            if one.op in _WHOLE:
                by_anchor.setdefault(one.anchor, []).append(one)
        for anchor, several in by_anchor.items():
            if len(several) > 1:
                done = " and ".join(_WHOLE[one.op] for one in several)
                message = f"The section {anchor} is both {done}."
                names = " and ".join(f"{anchor}.{one.op.value}.md" for one in several)
                hint = f"Keep one of {names}, and delete the other."
                found.append(Finding(Code.BAD_OVERRIDE, several[0].file, None, message, hint))
