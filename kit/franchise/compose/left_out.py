"""What a region's text for a section leaves out that upstream has there: said once, at the override. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kit.franchise.compose.overrides import SectionOverride
from kit.model.blocks import BLOCKS, session_parts
from kit.model.findings import Code, Finding
from kit.model.page import Fence, Section
from kit.source.markdown.fences import fences
from kit.source.markdown.sections import section_text
from kit.system.memo import remembered


def left_out(page: str, composed: Sequence[str], replaced: Sequence[tuple[Section, SectionOverride]]) -> list[Finding]:
    """Return the findings on blocks of upstream's ``page`` that the region's texts for its sections have none for.

    ``composed`` is the page with them, in pieces that hold whole blocks; most are upstream's sections, and known. A
    block that stands elsewhere on the page was moved. Neither is a block left out whose title was changed: blocks of a
    kind are counted, and titles only serve to name them. A reason (``why:``) in the override says that it is meant, and
    makes the finding advice.
    """
    parts = [(part, own, blocks) for part, own in replaced if (blocks := _blocks(section_text(page, part)))]
    if not parts:
        return []
    there, before = (Counter(_same(one) for text in texts for one in _blocks(text)) for texts in (composed, [page]))
    found = []
    for part, own, upstream in parts:
        moved = [one for one in upstream if there[_same(one)] >= before[_same(one)]]
        if finding := _left_out(part, own, [one for one in upstream if one not in moved], moved):
            found.append(finding)
    return found


def _left_out(part: Section, own: SectionOverride, upstream: Sequence[Fence], moved: Sequence[Fence]) -> Finding | None:
    """Compare what upstream has in the section, apart from blocks that are still on the page, with what ours has."""
    kept = {_same(one) for one in moved}
    ours = [one for one in _blocks(own.text) if _same(one) not in kept]
    missing = {name: _missing(name, upstream, ours) for name in BLOCKS if name in session_parts()}
    told = [(name, blocks) for name, blocks in missing.items() if blocks]
    if not told:
        return None
    message = f"Your text for “{part.title}” leaves out upstream's {_listed(told)}{_minutes(missing['activity'])}."
    hint = (
        "To change only the words and keep upstream's blocks, end the file's name in .words.md; else copy what you "
        f"want to keep from upstream/{own.page}.md, or say above your text that you mean it: ---, why: ..., ---"
    )
    code = Code.MEANT_LEFT_OUT if own.why else Code.LEFT_OUT
    return Finding(code, own.file, own.line, message, hint)


def _same(block: Fence) -> tuple[str, str, str]:
    """Return what makes a block the same one elsewhere on its page."""
    return block.name, block.argument, " ".join(block.body.split())


@remembered
def _blocks(text: str) -> list[Fence]:
    """Return our blocks that are not part of another of ours: a slide inside an activity goes with it."""
    ours = session_parts()
    if not any(f"{{{name}}}" in text for name in ours):
        return []  # most texts of regions have none, and parsing takes its time
    return [one for one in fences(text, "", []) if one.name in ours and not ours.intersection(one.parents)]


def _missing(name: str, theirs: Sequence[Fence], ours: Sequence[Fence]) -> list[Fence]:
    titles = [one.argument for one in ours if one.name == name]
    wanted = [one for one in theirs if one.name == name]
    gone = [one for one in wanted if one.argument not in titles]
    return (gone or wanted)[: max(0, len(wanted) - len(titles))]


def _listed(told: Sequence[tuple[str, list[Fence]]]) -> str:
    (name, first), *more = told
    words = [_called(name, first), *(_counted(kind, len(blocks)) for kind, blocks in more)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _called(name: str, blocks: Sequence[Fence]) -> str:
    if len(blocks) > 1:
        return _counted(name, len(blocks))
    title = blocks[0].argument
    return f"{BLOCKS[name].called[0]} “{title}”" if title else BLOCKS[name].called[0]


def _counted(name: str, number: int) -> str:
    return f"{number} {BLOCKS[name].called[number > 1]}"


def _minutes(activities: Sequence[Fence]) -> str:
    written = (one.options.get("minutes", ("", 0))[0] for one in activities)
    gone = sum(int(value) for value in written if re.fullmatch("[0-9]{1,4}", value))
    return f", so that {gone} {'minute is' if gone == 1 else 'minutes are'} missing from the session" if gone else ""
