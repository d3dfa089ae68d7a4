"""One page: bytes in, everything the kit needs to know of it out, with every mistake as a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kit.model.findings import Code, Finding
from kit.model.page import ACTIVITIES, COMMON, Activity, Fence, Page, PageKind, kinds_at
from kit.model.schema import PageMeta, PlanMeta, SessionMeta
from kit.source.markdown.block_parser import ParsedPart
from kit.source.markdown.broken_fences import mend
from kit.source.markdown.fences import fences_of
from kit.source.markdown.inline import references
from kit.source.markdown.prose import prose
from kit.source.markdown.sections import sections, titles
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.validate import validate
from kit.source.tree.complexity import too_complex
from kit.source.tree.paths import shown
from kit.source.tree.text import decode, split_lines
from kit.system.memo import remembered

MODELS: Mapping[PageKind, type[PageMeta]] = {
    PageKind.HOME: PageMeta,
    PageKind.REGION: PageMeta,
    PageKind.PLAN: PlanMeta,
    PageKind.SESSION: SessionMeta,
    PageKind.SHARED: SessionMeta,
    PageKind.PAGE: PageMeta,
    PageKind.MESSAGE: PageMeta,
    PageKind.COUNTDOWN: PageMeta,
}
MAX_HEADINGS = 500
MAX_CELLS = 5_000
# MyST compares the anchor of each heading with all others; a row of a table gets all the cells that the first row has.
_MOST = {"heading_open": (MAX_HEADINGS, "headings"), "td_open": (MAX_CELLS, "cells of tables")}
MESSAGES = "messages"
COUNTDOWN = "countdown.md"

_LANGUAGE = re.compile(r"\.[a-z]{2,3}(?:-[a-z]{2,4})?\.md$")

_Meta = tuple[PageMeta, int, Mapping[tuple[str | int, ...], int]]


def kind_of(path: str, round_folders: frozenset[str]) -> PageKind:
    """Return what the page at ``path`` (relative to the tree, with ``/``) is; a round is a folder in the tree's top."""
    folder, _, name = path.rpartition("/")
    if _LANGUAGE.search(name):
        return PageKind.LANGUAGE
    if path == "index.md":
        return PageKind.HOME
    if path == "region.md":
        return PageKind.REGION
    if name == COUNTDOWN and folder in {"", *round_folders}:
        return PageKind.COUNTDOWN
    if folder == MESSAGES and name != "index.md":
        return PageKind.MESSAGE
    if folder in round_folders:
        return PageKind.PLAN if name == "index.md" else PageKind.SESSION
    return PageKind.SHARED if folder in (COMMON, ACTIVITIES) else PageKind.PAGE


@remembered
def read_page(path: str, data: bytes, kind: PageKind, found: list[Finding]) -> Page | None:
    """Return the page that ``data`` holds, or None where it cannot be read as text at all, or is too much to read.

    Mistakes go to ``found``; a page that has some is read as it was most likely meant, so that all are told at once.
    """
    text = decode(path, data, found)
    if text is None:
        return None
    if trouble := too_complex(path, data):  # a composed page can hold more than any one file
        found.append(trouble)
        return None
    before = len(found)
    meta, meta_last, meta_lines = _meta(path, text, kind, found)
    meta_read = len(found) == before
    mended, read = mend(_blanked(text, meta_last), path, found)
    found.extend(_too_many(path, read))
    cut = sections(mended, read[0].tokens)
    blocks = fences_of(read, cut, path, found)
    if kind is not PageKind.LANGUAGE:
        found.extend(titles(path, cut, read[0], meta_last))
    seen = references(read, path, found)
    return Page(
        path=path,
        kind=kind,
        text=text,
        meta=meta,
        meta_last=meta_last,
        meta_lines=meta_lines,
        sections=cut,
        fences=blocks,
        activities=tuple(activity(fence, blocks, path, found) for fence in blocks if fence.name == "activity"),
        links=tuple(seen.links),
        pictures=tuple(seen.pictures),
        roles=tuple(seen.roles),
        variables=tuple(seen.variables),
        targets=tuple(seen.targets),
        footnotes=tuple(seen.footnotes),
        note_texts=tuple(seen.note_texts),
        prose=prose(read),
        meta_read=meta_read,
    )


def _too_many(path: str, read: Sequence[ParsedPart]) -> Iterator[Finding]:
    """Yield a finding where there are more parts than anything can build in good time."""
    for kind, (most, what) in _MOST.items():
        lines = [line for part in read for line in _lines(part, kind)]
        if len(lines) > most:
            message = f"The page has {len(lines):,} {what}, and {most:,} are the most; this is the first too many."
            yield Finding(Code.UNSAFE_SIZE, path, sorted(lines)[most], message, "Split it into several pages.")


def _lines(part: ParsedPart, kind: str) -> Iterator[int]:
    """Yield the line of each token of ``kind``: that of the last one before it that knows its own."""
    line = part.first
    for token in part.tokens:
        line = part.first + token.map[0] if token.map else line
        if token.type == kind:
            yield line


def _meta(path: str, text: str, kind: PageKind, found: list[Finding]) -> _Meta:
    """Return the front matter, its last line and its lines; where there is none or it is wrong, the defaults."""
    before = len(found)
    front = read_front_matter(path, text, found)
    model = MODELS.get(kind)
    if front is None:
        if kind is PageKind.SESSION and len(found) == before:
            found.append(_no_front_matter(path))
        return (model or PageMeta)(), 0, {}
    if model is None:
        return PageMeta(), front.last, front.lines
    meta = validate(model, front.data, front.lines, path, found, "The front matter")
    return meta or model(), front.last, front.lines


def _blanked(text: str, meta_last: int) -> str:
    """Return ``text`` with its front matter as empty lines, so that a broken one is not read as Markdown."""
    lines = split_lines(text)
    return "".join(["\n"] * meta_last + lines[meta_last:])


def _no_front_matter(path: str) -> Finding:
    message = "This session has no lines between --- at its top, so nobody knows how many minutes it takes."
    hint = "Put three lines at the very top, with your own number, and an empty line below: ---, minutes: 20, ---"
    return Finding(Code.NO_FRONT_MATTER, path, 1, message, hint)


# An activity's minutes (pure): whole ones, or a sentence that says what was written and what to write.

LONGEST = 1440  # minutes: a day, as in the front matter

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_WITH_UNIT = re.compile(r"([0-9]{1,3})\s*(?:(m|mins?|minutes?|['\u2019\u2032])|h|hrs?|hours?)\.?", re.IGNORECASE)
_RANGE = re.compile(r"([0-9]{1,4})\s*(?:-|\u2013|to|or)\s*([0-9]{1,4})(?:\s*(?:m|mins?|minutes?)\.?)?", re.IGNORECASE)


def activity(fence: Fence, fences: Sequence[Fence], path: str, found: list[Finding]) -> Activity:
    """Return what the activity block ``fence`` says, one of ``fences``; wrong minutes are a finding each, and None."""
    minutes, shortest = (_minutes(fence, key, path, found) for key in ("minutes", "shortest"))
    if minutes is not None and shortest is not None and shortest > minutes:
        message = f"The activity has shortest {shortest}, which is more than its minutes, {minutes}."
        hint = "Make shortest the fewest minutes in which it still works."
        found.append(Finding(Code.BAD_VALUE, path, fence.options["shortest"][1], message, hint))
        shortest = minutes
    grouping = fence.options.get("grouping", ("", 0))[0]
    return Activity(fence.argument, minutes, shortest, grouping, fence.first, kinds_at(fences, fence.first))


def _minutes(fence: Fence, key: str, path: str, found: list[Finding]) -> int | None:
    """Return the whole minutes of an option, or None where it is missing or wrong."""
    if key not in fence.options:
        return None
    value, line = fence.options[key]
    if value.isdecimal() and _NUMBER.fullmatch(value) and 1 <= int(value) <= LONGEST:
        return int(value)
    name = f'The activity "{shown(fence.argument[:60])}"' if fence.argument else "The activity"
    why, hint = _number(key, int(value)) if _NUMBER.fullmatch(value) else _words(key, value)
    found.append(Finding(Code.BAD_VALUE, path, line, f"{name} {why}", hint))
    return None


def _number(key: str, number: int) -> tuple[str, str]:
    if number > LONGEST:
        return (
            f'says ":{key}: {number}", and {LONGEST} is the most: that is a whole day.',
            f"Write {LONGEST}, or a smaller number.",
        )
    if number > 0:
        return f'says ":{key}:" and a number with a sign, which is not read.', f"Write :{key}: {number}"
    why = f'says ":{key}: {number}", and an activity that is timed takes 1 minute at least.'
    return (
        why,
        f"Write how many minutes it takes, such as :{key}: 5, or delete the line if it takes no time of its own.",
    )


def _words(key: str, value: str) -> tuple[str, str]:
    if not value:
        hint = f"Write the minutes behind it, such as :{key}: 20, or delete the line."
        return f'has ":{key}:" without a number.', hint
    why = f'says ":{key}: {shown(value[:60])}", and times are counted in whole minutes, written in digits only.'
    return why, f"Write {_meant(key, value) or f':{key}: 20 or whatever it takes'}"


def _meant(key: str, value: str) -> str:
    """Return the options that say what ``value`` most likely means, or "" where that is not plain."""
    if unit := _WITH_UNIT.fullmatch(value):
        minutes = int(unit[1]) * (1 if unit[2] else 60)
        return f":{key}: {minutes}" if 1 <= minutes <= LONGEST else ""
    if (both := _RANGE.fullmatch(value)) and key == "minutes":
        fewest, most = sorted(map(int, both.groups()))
        within = fewest >= 1 and most <= LONGEST
        return f":minutes: {most} and, on a line of its own below it, :shortest: {fewest}" if within else ""
    return ""
