"""Faults of fences, each told once by its cause, and mended in memory so that the rest of the page can be read.

One fence that is not closed takes in all that follows, and each line of that would be a finding of its own. So the
first fault is told, a copy of the page is mended by the likeliest intention, and that is read again for the next one.
The mended copy has the same lines; it serves only for reading and is never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.model.blocks import heading_blocks, session_parts
from kit.model.findings import Code, Finding
from kit.model.foreign_blocks import ours_for
from kit.source.markdown.block_parser import DEEPEST, ParsedBlock, ParsedPart, parts
from kit.source.markdown.inline import visible
from kit.source.tree.complexity import effort
from kit.source.tree.paths import shown
from kit.source.tree.text import UNUSUAL_SPACES, split_lines, unusual_space

TRIES = 60
HOPELESS = 50  # blocks open at once, past which nobody can tell what was meant
EFFORT = 60_000  # signs of Markdown read again, at most, however many faults a page holds

_COLONS = re.compile(r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(:{3,})(.*)$", re.DOTALL)
_CODE = re.compile(r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}|~{3,})([^`]*)$")
_COLON = "[:\uff1a\ufe55\u2236\ua789]"  # and what looks like one
_HEADING = re.compile(r"^#{1,4}\s")


@dataclass(frozen=True)
class _Fault:
    finding: Finding
    edits: Mapping[int, str] = field(default_factory=dict)  # line, from 1, to its new text without a line end


def mend(text: str, file: str, found: list[Finding]) -> tuple[str, list[ParsedPart]]:
    """Return ``text`` with its fences in order, and its parts; every fault goes to ``found``. Never raises."""
    told: set[tuple[Code, int | None]] = set()
    lines = split_lines(text)
    tries = max(1, min(TRIES, EFFORT // (effort(text.encode()) + 1)))
    for _ in range(tries):
        read = parts("".join(lines))
        fault = next((one for one in _faults(read, lines, file) if one.edits or _key(one) not in told), None)
        if fault is None:
            return "".join(lines), read
        if _key(fault) not in told:
            found.append(fault.finding)
        told.add(_key(fault))
        lines = [_edited(line, fault.edits.get(number)) for number, line in enumerate(lines, 1)]
    mended = "".join(lines)
    return mended, parts(mended)


def _key(fault: _Fault) -> tuple[Code, int | None]:
    return fault.finding.code, fault.finding.line


def _edited(line: str, new: str | None) -> str:
    if new is None:
        return line
    end = line[len(line.rstrip("\r\n")) :]
    return new + end or " "  # a last line that is emptied is still a line


def _faults(read: Sequence[ParsedPart], lines: Sequence[str], file: str) -> Iterator[_Fault]:
    """Yield the faults of a page: openings that open nothing first, then the others in the order of their blocks."""
    for one in disguised(read):
        yield _Fault(_disguised(one, file), one.edits(lines))
    blocks = sorted((block for part in read for block in part.blocks), key=lambda block: block.first)
    for block in blocks:
        outer = next((one for one in reversed(block.around) if 0 < one.colons <= block.colons), None)
        if block.colons and not block.info and block.around and unusual_space(lines[block.first - 1]):
            yield _meant_to_close(block.around[-1], block.first, lines, file)
        elif block.colons and not block.info:
            yield _nameless(block, read, file)
        elif outer is not None and outer.info:
            yield _nested(block, outer, lines, file)
        elif not block.closed:
            yield _unclosed(block, lines, file)
        elif block.colons and not block.name:
            yield _Fault(_unnamed(block, lines[block.first - 1].strip(), file))
        elif block.name and len(block.around) >= DEEPEST:
            yield _Fault(_too_deep(block, file))


def _too_deep(block: ParsedBlock, file: str) -> Finding:
    message = f"The {block.name} block stands inside {len(block.around)} others, and {DEEPEST} is the limit."
    return Finding(Code.UNSAFE_SIZE, file, block.first, message, "Write it with fewer blocks inside blocks.")


def _disguised(one: Disguised, file: str) -> Finding:
    message = f"This line looks like the beginning of a {one.name} block, but it opens none: {one.why}."
    hint = f"Let the line begin with :::{{{one.name}}}, three colons at least, with no more than three spaces in front."
    return Finding(Code.UNNAMED_FENCE, file, one.line, message, hint)


def _unnamed(block: ParsedBlock, written: str, file: str) -> Finding:
    name = re.match(r"[^\w]*([A-Za-z][\w-]*)", block.info)
    message = f'"{written}" opens a block, but it has no name in braces, so it would do nothing.'
    likely = name[1] if name else "activity"
    example = f"{block.marker}{{{ours_for(likely) or likely}}}"
    hint = f"Write the name in braces, straight after the colons, with a space behind it: {example}"
    return Finding(Code.UNNAMED_FENCE, file, block.first, message, hint)


def _nameless(block: ParsedBlock, read: Sequence[ParsedPart], file: str) -> _Fault:
    """Colons alone: a closing line too many, unless a pair of them holds nothing but text."""
    inside = [one for part in read for one in part.blocks if block in one.around and one.colons]
    plain = block.closed and not inside
    message = f"{block.marker} stands here with no block open for it to close, and opens none, as it has no name."
    hint = "Delete the line, or, if a block should begin here, write its name in braces: " + block.marker + "{activity}"
    edits = {block.first: "", **({block.last: ""} if plain else {})}
    return _Fault(Finding(Code.UNNAMED_FENCE, file, block.first, message, hint), edits)


def _nested(block: ParsedBlock, outer: ParsedBlock, lines: Sequence[str], file: str) -> _Fault:
    closer = None if _crosses_heading(outer, block, lines) else _closer(outer, lines)
    if closer is None:
        return _unclosed(outer, lines, file)
    inner, name = block.name or block.info, outer.name or outer.info
    message = (
        f"The {inner} block begins inside the {name} block of line {outer.first}, and that has no more colons, "
        "so the first ::: would close both and the rest of the page would be swallowed."
    )
    hint = (
        f"Give the outer block one more colon than the inner, on line {outer.first} and where it closes "
        f"({':' * (block.colons + 1)}), or close it before line {block.first}."
    )
    longer = ":" * (block.colons + 1)
    edits = {number: _COLONS_RUN.sub(longer, lines[number - 1].rstrip("\r\n"), 1) for number in (outer.first, closer)}
    return _Fault(Finding(Code.NESTED_FENCE, file, block.first, message, hint), edits)


_COLONS_RUN = re.compile(r":{3,}")


def _crosses_heading(outer: ParsedBlock, inner: ParsedBlock, lines: Sequence[str]) -> bool:
    if outer.name in heading_blocks():
        return False
    return any(_HEADING.match(line) for line in lines[outer.first : inner.first - 1])


def _closer(block: ParsedBlock, lines: Sequence[str]) -> int | None:
    """Return the line that was meant to close ``block``, by pairing colon lines as brackets; None if there is none."""
    open_ = [block.colons]
    for number, colons, info in _colon_lines(lines, block.first):
        if info:
            open_.append(colons)
            if len(open_) > HOPELESS:
                return None
            continue
        same = max((at for at, one in enumerate(open_) if one == colons), default=len(open_) - 1)
        del open_[same:]
        if not open_:
            return number
    return None


def _colon_lines(lines: Sequence[str], after: int) -> Iterator[tuple[int, int, str]]:
    """Yield (line, colons, what follows them) for each line of colons below line ``after``, outside code."""
    code = ""
    for number, line in enumerate(lines[after:], after + 1):
        fence = _CODE.match(line)
        if code:
            code = "" if fence and fence[1].startswith(code) and not fence[2].strip() else code
        elif fence and not fence[2].strip().startswith("{"):
            code = fence[1]
        elif match := _COLONS.match(line):
            yield number, len(match[1]), match[2].strip()


def _unclosed(block: ParsedBlock, lines: Sequence[str], file: str) -> _Fault:
    if near := _nearly_closed(block, lines) if block.colons else None:
        return _meant_to_close(block, near, lines, file)
    closer = _closer(block, lines) if block.colons and not block.around else None
    if closer is not None and (closer >= block.last or lines[closer - 1].count(":") < block.colons):
        return _badly_closed(block, closer, lines, file)
    what = _what(block)
    message = f"{what} that opens here is never closed, so it would take in the rest of the page."
    if block.around:
        outer = block.around[-1].name or block.around[-1].info
        message = f"{what} that opens here is not closed before the {outer} block around it ends."
    hint = f"Close it with {block.marker} on a line of its own, where it should end."
    finding = Finding(Code.UNCLOSED_FENCE, file, block.first, message, hint)
    return _Fault(finding, _after_unclosed(block, lines))


# Lines that were meant to close a block: too few colons, colons apart or of another kind, or behind text or spaces that
# are none to Markdown.
_ALMOST_CLOSING = re.compile(f"[\\s{UNUSUAL_SPACES}]*(?:{_COLON}[ \\t{UNUSUAL_SPACES}]*){{2,}}")
_CLOSING = re.compile(r"[ \t>]*:{3,}[ \t]*")
_BEHIND_TEXT = re.compile(r"[^:{}]*[^:{}\s][ \t]*:{3,}[ \t]*")


def _nearly_closed(block: ParsedBlock, lines: Sequence[str]) -> int | None:
    """Return the first line below the opening that was most likely meant to close ``block``, before the next one."""
    until = _boundary(block, lines) or block.last + 1
    tried = range(block.body_first, min(until, len(lines) + 1))
    return next((number for number in tried if _alone(lines[number - 1]) or _behind_text(lines[number - 1])), None)


def _alone(line: str) -> bool:
    bare = line.rstrip("\r\n")
    return _ALMOST_CLOSING.fullmatch(bare) is not None and not _CLOSING.fullmatch(bare)


def _behind_text(line: str) -> bool:
    return len(line) < _LONG and _BEHIND_TEXT.fullmatch(line.rstrip("\r\n")) is not None


_LONG = 500  # characters: nobody writes as many into one sentence


def _meant_to_close(block: ParsedBlock, near: int, lines: Sequence[str], file: str) -> _Fault:
    written = lines[near - 1].strip(" \t\r\n")
    alone = _alone(lines[near - 1])
    space = unusual_space(written)
    why = f"holds {space}" if space else f"has {shown(written)}" if alone else "has text before its colons"
    message = f"{_what(block)} that opens here is not closed: line {near} {why}, and so closes nothing."
    where = f"alone on line {near}" if alone else f"on a line of its own below line {near}"
    hint = f"Write {block.marker} {where}."
    finding = Finding(Code.UNCLOSED_FENCE, file, block.first, message, hint)
    return _Fault(finding, {near: block.marker} if alone else _after_unclosed(block, lines))


def _what(block: ParsedBlock) -> str:
    if block.name:
        return f"The {block.name} block"
    return "The block" if block.colons else "The code block"


def _badly_closed(block: ParsedBlock, closer: int, lines: Sequence[str], file: str) -> _Fault:
    """A line was meant to close ``block`` and does not: it has fewer colons, or stands outside the list or quote."""
    colons = lines[closer - 1].count(":")
    message = f"{_what(block)} that opens here is not closed: the {':' * colons} on line {closer} "
    if colons < block.colons:
        message += f"has {colons} colons, and the block opens with {block.colons}."
        hint = f"Write as many on line {closer}: {block.marker}"
        edits = {closer: _COLONS_RUN.sub(block.marker, lines[closer - 1].rstrip("\r\n"), count=1)}
    else:
        message += "stands too far left."
        hint = "Indent the closing line just as the opening one."
        edits = {**dict.fromkeys(range(block.first, block.body_first), ""), closer: ""}
    return _Fault(Finding(Code.UNCLOSED_FENCE, file, block.first, message, hint), edits)


def _after_unclosed(block: ParsedBlock, lines: Sequence[str]) -> dict[int, str]:
    """Return the edits that end an unclosed block: before the next heading or block if it can be, else as text."""
    if block.is_code:
        return dict.fromkeys(range(block.first, block.last + 1), "")
    until = _boundary(block, lines)
    if until is None and not block.around:
        return {}  # it ends where the page does, which does no harm
    if until is not None and until - 1 > block.first and not lines[until - 2].strip():
        return {until - 1: _indent(lines[block.first - 1]) + block.marker}
    return dict.fromkeys(range(block.first, block.body_first), "")


def _boundary(block: ParsedBlock, lines: Sequence[str]) -> int | None:
    opens = (number for number, _, info in _colon_lines(lines, block.first) if info)
    heads = (number for number, line in enumerate(lines[block.first :], block.first + 1) if _HEADING.match(line))
    last = block.last if block.around else len(lines)
    return min((number for number in (next(opens, None), next(heads, None)) if number and number <= last), default=None)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


# Lines that look like the beginning of a block and are shown as text, with all that was meant to be in the block.
# Four spaces or a tab in front make code of a block, and two colons a paragraph: everybody would read its notes.

_NAME = r"\{\s*([A-Za-z][\w-]*)\s*\}"
# Each run of colons and each run of spaces is taken whole (++, *+): tried again from its middle, a long one would take
# the square of its length.
_TYPED_COLONS = rf"(?:{_COLON}[ \t]*+){{2,}}+"
_ANYWHERE = re.compile(rf"{_TYPED_COLONS}(?:{_NAME})?")
_BARE = re.compile(rf"^[^\w{{\0]*+{_NAME}")  # whatever signs Word made of the colons; a zero byte is no text
_OPENING = re.compile(rf"^\s*\\?{_TYPED_COLONS}{_NAME}")

_SHOWN_AS_CODE = "with so many spaces in front of it, it is shown to everybody as code"
_TEXT = "it is shown to everybody as text, with what follows"


@dataclass(frozen=True)
class Disguised:
    """One such line: its number in the page, the block's name and why it opens nothing.

    ``code`` is the first and the last line of the code that it stands in, if it does.
    """

    line: int
    name: str
    why: str
    code: tuple[int, int] | None = None

    def edits(self, lines: Sequence[str]) -> Mapping[int, str]:
        """Return new text for lines of the page, so that it can be read as it was meant, or without this line."""
        first, last = self.code or (self.line, self.line)
        edits = {number: lines[number - 1].strip() for number in range(first, last + 1)}
        edits[self.line] = f":::{{{self.name}}}" if _OPENING.match(lines[self.line - 1]) else ""
        return edits


def disguised(read: Sequence[ParsedPart]) -> Iterator[Disguised]:
    """Yield the lines of the parts of a page that look like the beginning of a block and open none."""
    for part in read:
        for token in part.tokens:
            start, end = token.map or (0, 1)
            first = part.first + start
            if token.type == "code_block":
                code = first, part.first + end - 1
                yield from (Disguised(first + at, name, _SHOWN_AS_CODE, code) for at, name in _found(token.content))
            elif token.type == "inline":
                text = visible(token.children or [])
                yield from (Disguised(first + at, name, _TEXT) for at, name in _found(text))
        for block in part.blocks:
            yield from (Disguised(block.first, name, _TEXT) for _, name in _found(block.argument))


def _found(text: str) -> Iterator[tuple[int, str]]:
    for at, line in enumerate(text.split("\n")):
        named = next((match for match in _ANYWHERE.finditer(line) if match[1]), None)
        bare = _BARE.match(line)
        if match := bare if bare and bare[1].lower() in session_parts() else named:
            yield at, match[1]
