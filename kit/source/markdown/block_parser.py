"""A page parsed block by block: its own text is one part, and the body of each block another, each parsed once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from kit.source.markdown.parser import tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 10  # blocks inside blocks; each level costs a parse
CODE = frozenset({"code-block", "code", "sourcecode", "parsed-literal", "math", "raw", "eval-rst", "csv-table"})

_OPTION = re.compile(r"\s*:([A-Za-z][\w-]*):(?=[ \t]|$)(.*)$")
_QUOTED = re.compile(r"""^(?:"([^"\\]*)"|'([^']*)')$""")
_UNCLEAR = re.compile(r"""^["'|>&*!%@`#?\[\]{},-](?=\s|$)|^["'|>&*!%@`#]|\s#""")


@dataclass(frozen=True)
class ParsedBlock:
    """A fence as it stands: a directive (``name``), or one without a name in braces (``name`` is "").

    ``marker`` is the run of colons, backticks or tildes that opens it. ``info`` is all that follows on that line.
    Lines count from 1 in the page; ``last`` is the closing line where it is ``closed``.
    ``unclear`` are the lines of options, with their text, that MyST and the kit might read differently;
    ``twice`` are lines whose option, by its name, stands further up already.
    """

    marker: str
    info: str
    name: str
    argument: str
    options: dict[str, tuple[str, int]]
    unclear: tuple[tuple[int, str], ...]
    twice: tuple[tuple[int, str], ...]
    body: str
    first: int
    last: int
    body_first: int
    closed: bool
    around: tuple[ParsedBlock, ...]

    @property
    def colons(self) -> int:
        """How many colons open it; 0 for other fences."""
        return len(self.marker) if self.marker.startswith(":") else 0

    @property
    def is_code(self) -> bool:
        """Whether its body is text to show as it stands, not Markdown."""
        return self.name in CODE or not (self.name or self.colons)

    @property
    def parents(self) -> tuple[str, ...]:
        """The names of the directives around it, outermost first."""
        return names(self.around)


def names(around: Sequence[ParsedBlock]) -> tuple[str, ...]:
    """Return the names of the directives among ``around``."""
    return tuple(block.name for block in around if block.name)


@dataclass(frozen=True)
class ParsedPart:
    """The text of a page, or of a block's body: its tokens, whose lines from 0 begin at page line ``first``.

    ``around`` are the blocks that it stands in, outermost first; ``blocks`` those that begin in it.
    ``definitions`` are the link definitions that it makes, as (label, line).
    """

    tokens: Sequence[Token]
    first: int
    around: tuple[ParsedBlock, ...]
    blocks: tuple[ParsedBlock, ...]
    definitions: tuple[tuple[str, int], ...]


def parts(text: str, env: dict[str, Any] | None = None) -> list[ParsedPart]:
    """Return the parts of ``text`` in the order in which MyST reads them: a page, then each block with its own."""
    return list(_walk(text, 1, (), {} if env is None else env))


def _walk(text: str, first: int, around: tuple[ParsedBlock, ...], env: dict[str, Any]) -> Iterator[ParsedPart]:
    known = len(env.get("references", ()))
    parsed = tokens(text, env, body=bool(around))
    references = env.get("references", {})
    defined = islice(reversed(references), len(references) - known)
    definitions = tuple((key, first + (references[key].get("map") or [0])[0]) for key in defined)
    blocks = tuple(_block(token, first, around) for token in parsed if token.type in ("fence", "colon_fence"))
    yield ParsedPart(parsed, first, around, blocks, definitions)
    for block in blocks:
        if not block.is_code and len(around) < DEEPEST:
            yield from _walk(block.body, block.body_first, (*around, block), env)


def _block(token: Token, first: int, around: tuple[ParsedBlock, ...]) -> ParsedBlock:
    start, end = token.map or [0, 1]
    info = token.info.strip()
    word, argument = [*info.split(maxsplit=1), "", ""][:2]
    name = word[1:-1] if len(word) > 2 and word[0] == "{" and word[-1] == "}" else ""
    lines = token.content.split("\n")
    options, unclear, twice, count = _options(lines, first + start + 1) if name else ({}, (), (), 0)
    length = len(lines) - (not lines[-1])
    return ParsedBlock(
        marker=token.markup,
        info=info,
        name=name,
        argument=argument if name else "",
        options=options,
        unclear=unclear,
        twice=twice,
        body="\n".join(lines[count:]),
        first=first + start,
        last=first + end - 1,
        body_first=first + start + 1 + count,
        closed=end - start == length + 2,
        around=around,
    )


_Lines = tuple[tuple[int, str], ...]
_Options = tuple[dict[str, tuple[str, int]], _Lines, _Lines, int]


def _options(lines: Sequence[str], first: int) -> _Options:
    """Return the options with their lines, the lines that are unclear, those that say one again, and their number."""
    if lines[0].startswith("---"):
        ends = (number for number, line in enumerate(lines[1:], 2) if line.startswith("---"))
        return {}, ((first, "---"),), (), next(ends, 1)
    options: dict[str, tuple[str, int]] = {}
    unclear, twice = [], []
    count = 0
    for line in lines:
        if not line.lstrip().startswith(":") or line.lstrip().startswith(":::"):
            break
        match = _OPTION.match(line)
        value = _value(match[2].strip(" \t")) if match else None
        if match is None or value is None:
            unclear.append((first + count, line.strip()))
        if match and match[1] in options:
            twice.append((first + count, match[1]))
        if match:
            options[match[1]] = (match[2].strip() if value is None else value, first + count)
        count += 1
    return options, tuple(unclear), tuple(twice), count


def _value(written: str) -> str | None:
    """Return the value of an option as MyST's option reader takes it, or None where that is not plain to see."""
    if quoted := _QUOTED.match(written):
        return quoted[1] if quoted[1] is not None else quoted[2]
    return None if _UNCLEAR.search(written) else written
