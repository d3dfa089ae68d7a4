"""Overrides as a region writes them, read from its tree. Pure: nothing here touches a disk."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from kit.model.blocks import session_parts
from kit.model.findings import Code, Finding
from kit.model.schema import PageFile, RegionFile
from kit.model.tree import Tree
from kit.source.markdown.fences import fences
from kit.source.markdown.sections import sections
from kit.source.settings.agenda import page_name
from kit.source.settings.files import read_page_file
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.toml import line_of, read_toml
from kit.source.settings.validate import UNSAFE_KEYS
from kit.source.tree.paths import path_problem, suggestion
from kit.source.tree.text import decode, split_lines

# A heading but for the space that must follow its signs: none, a hard one, or another that is no space to Markdown.
_ALMOST_HEADING = re.compile(r"^[ ]{0,3}(#{1,4})[\u00a0\u2000-\u200b\u202f\u3000]*([^\s#][^\n]*)$", re.MULTILINE)


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


# What a region writes that would not do what it looks like. Pure.

Lines = Mapping[tuple[str | int, ...], int]

SETTINGS = "hub.toml"


def misuses(tree: Tree, overrides: Overrides) -> Iterator[Finding]:
    """Yield what would go wrong in silence."""
    yield from _settings_as_file(tree)
    yield from _plans_left_out(overrides)
    yield from _without_heading(overrides)
    yield from _more_than_words(overrides)


def _settings_as_file(tree: Tree) -> Iterator[Finding]:
    for folder in ("files", "pages"):
        if f"{folder}/{SETTINGS}" in tree.files:
            message = f"A region cannot have a {SETTINGS} of its own: it would replace the whole of upstream's."
            hint = "Write your name, variables and brand into region.toml, and delete this file."
            yield Finding(Code.BAD_OVERRIDE, f"{folder}/{SETTINGS}", None, message, hint)


def _plans_left_out(overrides: Overrides) -> Iterator[Finding]:
    """The home page and a round's plan cannot be dropped or renamed by themselves: other things hang on them."""
    for name, page in overrides.pages.items():
        if name != "index" and not (name.endswith("/index") and name.count("/") == 1):
            continue
        keys = [key for key, given in (("drop", page.content.drop), ("rename", page.content.rename)) if given]
        for key in keys:
            what = "The home page" if name == "index" else "A round's plan"
            message = f"{what} cannot be {'dropped' if key == 'drop' else 'renamed'} by itself."
            hint = f"To leave the round out, write drop = true under [round.{name.split('/')[0]}] in region.toml."
            hint = hint if name != "index" else "Replace its sections instead."
            yield Finding(Code.BAD_OVERRIDE, page.file, page.lines.get((key,)), message, hint)


def _without_heading(overrides: Overrides) -> Iterator[Finding]:
    for ones in overrides.sections.values():
        for one in ones:
            if _lacks_heading(one):
                message = "The new text of a section has no heading, so it would join the section above."
                hint = "Begin with the heading, such as “## Score yourselves”; for text beside a section use .after.md."
                if (almost := _ALMOST_HEADING.search(one.text)) is not None:
                    line = one.line + one.text.count("\n", 0, almost.start())
                    message = f"“{almost[0].strip()}” is no heading yet, so the new text has none."
                    hint = f"Put a space after {almost[1]}: “{almost[1]} {almost[2].strip()}”"
                    yield Finding(Code.BAD_OVERRIDE, one.file, line, message, hint)
                    continue
                yield Finding(Code.BAD_OVERRIDE, one.file, one.line, message, hint)


def _more_than_words(overrides: Overrides) -> Iterator[Finding]:
    for ones in overrides.sections.values():
        for one in ones:
            if beyond := _beyond_words(one):
                line, message, hint = beyond
                yield Finding(Code.BAD_OVERRIDE, one.file, one.line + line - 1, message, hint)


def without_misused(overrides: Overrides) -> Overrides:
    """Return the overrides without those whose text is refused, so that each is told once, not in a page too."""
    kept = {
        page: tuple(one for one in ones if not _lacks_heading(one) and not _beyond_words(one))
        for page, ones in overrides.sections.items()
    }
    return Overrides(kept, overrides.pages)


def _lacks_heading(one: SectionOverride) -> bool:
    return one.op in (Op.REPLACE, Op.WORDS) and not sections(one.text)


def _beyond_words(one: SectionOverride) -> tuple[int, str, str] | None:
    """Return what a file that changes only words holds beside: the line in its text, what is wrong, what to do."""
    if one.op is not Op.WORDS:
        return None
    for fence in fences(one.text, "", []):
        if fence.name in session_parts():
            message = f"This file changes only words, and a block of the kind {fence.name} stands in it."
            hint = "Leave the block out: it stays upstream's. To change it too, end the name in .replace.md."
            return fence.first, message, hint
    for other in sections(one.text)[1:]:
        message = (
            f"This file changes the words of one section, and “{other.title}” begins another in it, under which "
            "upstream's blocks would come to stand."
        )
        hint = f"Put all from {'#' * other.level} {other.title} on into {one.anchor}.after.md, beside this file."
        return other.heading_line, message, hint
    return None


def added_without_page(region: RegionFile, pages: Collection[str], lines: Lines) -> Iterator[Finding]:
    """Yield sessions that agendas add and that are none of ``pages``; ``lines`` are those of region.toml."""
    for folder, settings in region.round.items():
        for place, operation in enumerate(settings.agenda):
            name = page_name(operation.add or "", folder)
            if not operation.adds_page or name in pages:
                continue
            near = difflib.get_close_matches(name, pages, n=1, cutoff=0)
            message = f"The agenda adds {operation.add}, and there is no page {name}."
            nearest = f"; the nearest is {near[0]}" if near else ""
            hint = f"Write pages/{name}.md, or correct the name{nearest}."
            if path_problem(f"{name}.md"):
                plain = suggestion(name.removeprefix(f"{folder}/"))
                hint = f'Write add = "{plain}", for a page at pages/{folder}/{plain}.md{nearest}.'
            elif operation.add in pages:
                hint = f"Move pages/{operation.add}.md to pages/{name}.md."
            yield Finding(
                Code.UNKNOWN_SESSION, "region.toml", line_of(lines, ("round", folder, "agenda", place)), message, hint
            )
