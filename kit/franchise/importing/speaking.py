"""What the Markdown of slides and of conditional text keeps for whoever speaks, as fences of colons. Pure.

remark has ``???``, reveal.js ``Note:``, Deckset ``^``, notebooks a kind of slide called notes, and Sphinx conditions
such as ``.. only:: instructor``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from kit.franchise.importing.leaders import is_for_leaders, is_for_whom
from kit.franchise.importing.lines import Line, code_in
from kit.franchise.importing.model import Told

_SEPARATOR = re.compile(r"-{2,}\s*")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})\s*")
_HEADING = re.compile(r"#{1,6}\s.*")
_REMARK = re.compile(r"\?{3}\s*")
_REVEAL = re.compile(r"\s{0,3}notes?:", re.IGNORECASE)
_DECKSET = re.compile(r"\^\s*\S")
_NOTEBOOK = re.compile(r"\+{3}\s*\{.*slide_type[\"']?\s*:\s*[\"']notes\b.*\}\s*")
_CELL = re.compile(r"\+{3}.*")
_REGION = re.compile(r"\s*<!--\s*#region\b.*slide_type[\"']?\s*:\s*[\"']notes\b.*-->\s*")
_END_REGION = re.compile(r"\s*<!--\s*#endregion\b.*-->\s*")
_DIRECTIVE = re.compile(r"(?P<lead>\s*)\.\. (?P<name>[\w-]+)::\s*(?P<title>.*)")
_CONDITION = re.compile(r"(?P<lead>[\s>]*)(?P<mark>`{3,}|~{3,}|:{3,})\{(?:only|ifconfig)\}(?P<title>.*)")
_KEPT = "What the source keeps for whoever speaks became a note."
_HINT = "Only those who lead will see it. See that it ends where it should."


def spoken(lines: Sequence[Line], told: Told) -> list[Line]:
    """Return ``lines`` with what is for whoever speaks in fences called notes."""
    return list(_spoken(lines, told, _is_deck(lines)))


def _spoken(lines: Sequence[Line], told: Told, deck: bool) -> Iterator[Line]:
    code = code_in(lines)
    at = 0
    while at < len(lines):
        found = None if at in code else _note_at(lines, at, deck, code)
        if found is None:
            line = lines[at]
            condition = _CONDITION.fullmatch(line.text)
            if condition is not None and _names_leaders(condition["title"]):
                line = Line(f"{condition['lead']}{condition['mark']}{{facilitator}}", line.number)
            yield line
            at += 1
            continue
        body, at = found[0], found[1]
        first = lines[at - 1].number if not body else body[0].number
        told.changed(first, _KEPT, _HINT)
        yield from (Line("", first), Line("::: notes", first), *body)
        yield from (Line(":::", lines[at - 1].number), Line("", lines[at - 1].number))


def _note_at(lines: Sequence[Line], at: int, deck: bool, code: Collection[int]) -> tuple[list[Line], int] | None:
    """Return the note that begins on line ``at``, counted from 0, without its marks, and the line after it."""
    text = lines[at].text
    if _REMARK.fullmatch(text):
        end = _until(lines, at + 1, (_SEPARATOR,), code)
        return list(lines[at + 1 : end]), end
    if deck and _REVEAL.match(text):
        end = _until(lines, at + 1, (_SEPARATOR, _RULE, _HEADING), code)
        return list(lines[at:end]), end
    if deck and _DECKSET.match(text):
        end = next((n for n in range(at, len(lines)) if not lines[n].text.startswith("^")), len(lines))
        return [Line(one.text[1:].strip(), one.number) for one in lines[at:end]], end
    if _NOTEBOOK.fullmatch(text):
        end = _until(lines, at + 1, (_CELL,), code)
        return list(lines[at + 1 : end]), end
    if _REGION.fullmatch(text):
        end = _until(lines, at + 1, (_END_REGION,), code)
        return list(lines[at + 1 : end]), min(end + 1, len(lines))
    return _directive(lines, at)


def _directive(lines: Sequence[Line], at: int) -> tuple[list[Line], int] | None:
    """Return the text below a directive of reStructuredText that is for those who lead."""
    found = _DIRECTIVE.fullmatch(lines[at].text)
    if found is None:
        return None
    title = found["title"].strip()
    if not (is_for_whom(found["name"]) or is_for_leaders(title) or _names_leaders(title, found["name"])):
        return None
    lead = found["lead"]
    set_in = (
        n for n in range(at + 1, len(lines)) if lines[n].text.strip() and not lines[n].text.startswith(f"{lead} ")
    )
    end = next(set_in, len(lines))
    there = [one.text for one in lines[at + 1 : end] if one.text.strip()]
    cut = min((len(one) - len(one.lstrip()) for one in there), default=0)
    shown = title if found["name"] not in ("only", "ifconfig") else ""
    head = [Line(f"**{shown}**", lines[at].number), Line("", lines[at].number)] if shown else []
    return [*head, *(Line(one.text[cut:], one.number) for one in lines[at + 1 : end])], end


def _names_leaders(title: str, name: str = "only") -> bool:
    return name in ("only", "ifconfig") and any(map(is_for_whom, re.findall(r"[\w-]+", title)))


def _until(lines: Sequence[Line], start: int, ends: Sequence[re.Pattern[str]], code: Collection[int]) -> int:
    there = (n for n in range(start, len(lines)) if n not in code)
    return next((n for n in there if any(end.fullmatch(lines[n].text) for end in ends)), len(lines))


def _is_deck(lines: Sequence[Line]) -> bool:
    """Whether rules part the page as slides are parted: several, and at least one for two headings."""
    code = code_in(lines)
    rules = sum(
        at not in code and _RULE.fullmatch(one.text) is not None and not (at and lines[at - 1].text.strip())
        for at, one in enumerate(lines)
    )
    heads = sum(at not in code and _HEADING.match(one.text) is not None for at, one in enumerate(lines))
    return rules > 1 and rules * 2 >= heads
