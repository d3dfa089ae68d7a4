"""Front matter (pure): strict YAML in which every scalar stays text, and every value knows its line.

YAML's own typing is left out on purpose: it reads ``no`` as false and 1:30 as 90. ``model.schema`` types the text.
Anchors, aliases, tags and merge keys are refused: a few hundred bytes of them can fill a machine's memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from kit.model.findings import Code, Finding
from kit.source.settings.front_matter_mistakes import (
    curly_value,
    not_keys,
    sentence,
    space_in_line,
)
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.source.tree.text import split_lines, unusual_space
from kit.system.memo import remembered

MAX_BYTES = 8 * 1024
MAX_DEPTH = 20
Path = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"] | None

_HALF = re.compile("[\ud800-\udfff]")  # halves of a character in UTF-16: YAML takes them, and no file can hold one
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class FrontMatter:
    """What the front matter of a page says.

    ``data`` holds text, lists and dictionaries; an empty value is None. ``lines`` gives the file's line of each value
    by its path of keys and positions, and of the whole by ``()``. ``spans`` gives the first and last line of each
    top-level entry. ``last`` is the line of the closing ``---``. Lines count from 1.
    """

    data: dict[str, Value]
    lines: dict[Path, int]
    spans: dict[str, tuple[int, int]]
    last: int


def read_front_matter(file: str, text: str, found: list[Finding]) -> FrontMatter | None:
    """Return the front matter of the page ``text``, or None where it has none; mistakes go to ``found``.

    Front matter that cannot be read is returned without data, so that its lines are still known.
    """
    block = find_block(file, text, found)
    if block is None:
        return None
    node = _composed(file, (block.opening, block.first, block.last), block.lines, found)
    reader = _Reader(file, block.first - 1, found)
    data = reader.mapping(node, ()) if isinstance(node, yaml.MappingNode) else {}
    spans = dict(_spans(node, block)) if isinstance(node, yaml.MappingNode) else {}
    return FrontMatter(data, {(): block.opening, **reader.lines}, spans, block.last)


@remembered
def _composed(file: str, span: tuple[int, int, int], lines: tuple[str, ...], found: list[Finding]) -> yaml.Node | None:
    """Return the block of these lines as YAML nodes, which nobody changes, or None."""
    return _compose(file, FrontMatterBlock(*span, lines), found)


def _compose(file: str, block: FrontMatterBlock, found: list[Finding]) -> yaml.Node | None:
    """Return the block as YAML nodes once its events are known to be harmless, or None."""
    if len(block.text.encode("utf-8")) > MAX_BYTES:
        message = f"The front matter is longer than {MAX_BYTES // 1024} KB."
        found.append(Finding(Code.UNSAFE_SIZE, file, block.opening, message, "Move the text into the page itself."))
        return None
    try:
        found.extend(unsafe := _unsafe(file, block))
        with reading_bytes():
            node = None if unsafe else yaml.compose(block.text, Loader=yaml.SafeLoader)
    except DamagedError as error:
        found.append(sentence(file, block.first, block.lines, error.__cause__ or error))
        return None
    if node is not None and not isinstance(node, yaml.MappingNode):
        at = node.start_mark.line if node.start_mark else 0
        found.append(not_keys(file, block.first + at, block.lines[at]))
    return node


def _events(text: str) -> Iterator[yaml.Event]:
    """Yield what PyYAML's parser, which uses no recursion, meets in ``text``. Raises DamagedError."""
    with reading_bytes():
        yield from yaml.parse(text, Loader=yaml.SafeLoader)


def _unsafe(file: str, block: FrontMatterBlock) -> list[Finding]:
    """Return what makes the block unsafe to build values from. Raises DamagedError for what is no YAML."""
    unsafe: list[Finding] = []
    depth = 0
    for event in _events(block.text):
        line = block.first + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            message = f"The front matter is nested more than {MAX_DEPTH} levels deep."
            return [Finding(Code.UNSAFE_SIZE, file, line, message, "Write it flatter.")]
        if word := _refused_mark(event):
            message = f"The front matter uses {word}, which can hide what it does."
            hint = "Write the value out, in quotes if it begins with a special character."
            unsafe.append(Finding(Code.UNSAFE_YAML, file, line, message, hint))
    return unsafe


def _refused_mark(event: yaml.Event) -> str:
    if isinstance(event, yaml.AliasEvent):
        return f"the alias *{event.anchor}"
    if getattr(event, "anchor", None):
        return f"the anchor &{getattr(event, 'anchor', '')}"
    if getattr(event, "tag", None):
        return "a tag (a word that begins with !)"
    if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
        return "a YAML directive (a line that begins with %)"
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
        return "the merge key <<"
    if isinstance(event, yaml.ScalarEvent) and _HALF.search(event.value):
        return "an escape for half a character"
    return ""


@dataclass
class _Reader:
    """Nodes to data; ``before`` is how many lines of the file stand before the YAML."""

    file: str
    before: int
    found: list[Finding]
    lines: dict[Path, int] = field(default_factory=dict)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        data: dict[str, Value] = {}
        for key, value in node.value:
            line = self.before + key.start_mark.line + 1
            name = self.key(key, line)
            if name is None:
                continue
            if space := unusual_space(name):
                self.found.append(space_in_line(self.file, line, space))
                continue
            if name in data:
                self.twice(name, self.lines[(*path, name)], line)
                continue
            self.lines[(*path, name)] = line
            data[name] = self.value(value, (*path, name))
        return data

    def key(self, node: yaml.Node, line: int) -> str | None:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        message = "A name in the front matter is itself a list or a set of braces."
        hint = 'Put values that begin with { or [ in quotes, such as "{{ venue }}".'
        self.found.append(Finding(Code.BAD_YAML, self.file, line, message, hint))
        return None

    def twice(self, name: str, first: int, second: int) -> None:
        message = f'"{name}" is written twice, on lines {first} and {second}, and only one of them can count.'
        self.found.append(
            Finding(Code.BAD_YAML, self.file, second, message, "Keep one of the two and delete the other.")
        )

    def value(self, node: yaml.Node, path: Path) -> Value:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(item, (*path, index)) for index, item in enumerate(node.value)]
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        if plain and (mistake := curly_value(self.file, self.before + node.start_mark.line + 1, str(node.value))):
            self.found.append(mistake)
        return None if plain and node.value in _NULLS else str(node.value)

    def item(self, node: yaml.Node, path: Path) -> Value:
        self.lines[path] = self.before + node.start_mark.line + 1
        return self.value(node, path)


def _spans(node: yaml.MappingNode, block: FrontMatterBlock) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the first and last line of each top-level entry; blank lines and comments after it belong to none."""
    starts = [key.start_mark.line for key, _ in node.value] + [len(block.lines)]
    for (key, _), first, after in zip(node.value, starts, starts[1:], strict=False):
        last = max(after, first + 1)
        while last - 1 > first and (not block.lines[last - 1].strip() or block.lines[last - 1].startswith("#")):
            last -= 1
        if isinstance(key, yaml.ScalarNode):
            yield key.value, (block.first + first, block.first + last - 1)


# Where front matter begins and ends (pure), also where an author forgot a line of it.

_KEY = re.compile(r"[A-Za-z_][\w -]*:(\s|$)")
_MEMBER = re.compile(r"(\s+\S|\s*-\s|#[^#]*:|\s*$|[\]}])")


@dataclass(frozen=True)
class FrontMatterBlock:
    """The YAML between the lines of ``---``. Lines count from 1 in the file.

    ``opening`` is the line of the first ``---``, ``first`` the first line of YAML, ``last`` the closing ``---``, or
    the last line that looks like YAML where that is missing. ``lines`` are the YAML's lines without their ends.
    """

    opening: int
    first: int
    last: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The YAML, with plain line ends, so that PyYAML counts lines as the file does."""
        return "\n".join(self.lines) + "\n"


def find_block(file: str, text: str, found: list[Finding]) -> FrontMatterBlock | None:
    """Return the front matter of ``text``, or None where there is none; a missing ``---`` is a finding."""
    lines = [line.rstrip() for line in split_lines(text.removeprefix("\ufeff"))]
    opening = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if opening < len(lines) and lines[opening] == "---" and (opening == 0 or _is_key(lines, opening + 1)):
        return _opened(file, lines, opening, found)
    if _is_key(lines, opening) and (end := _closing(lines, opening)) is not None:
        message = "The front matter has no --- before it, so it would be shown as text."
        found.append(Finding(Code.BAD_YAML, file, opening + 1, message, "Put a line of --- above this one, as line 1."))
        return FrontMatterBlock(opening + 1, opening + 1, end + 1, tuple(lines[opening:end]))
    return None


def _opened(file: str, lines: list[str], opening: int, found: list[Finding]) -> FrontMatterBlock:
    if opening:
        message = "The front matter does not begin on the first line, so it would be shown as text."
        found.append(Finding(Code.BAD_YAML, file, opening + 1, message, "Delete the empty lines above it."))
    end = _closing(lines, opening + 1, any_line=True)
    if end is not None:
        return FrontMatterBlock(opening + 1, opening + 2, end + 1, tuple(lines[opening + 1 : end]))
    end = next((at for at in range(opening + 1, len(lines)) if not _looks_like_yaml(lines[at])), len(lines))
    while end > opening + 1 and not lines[end - 1]:
        end -= 1
    message = f"The front matter that begins on line {opening + 1} is never closed."
    found.append(Finding(Code.BAD_YAML, file, opening + 1, message, f"Put a line of --- after line {end}."))
    return FrontMatterBlock(opening + 1, opening + 2, end, tuple(lines[opening + 1 : end]))


def _closing(lines: list[str], start: int, any_line: bool = False) -> int | None:
    """Return the index of the next ``---``; unless ``any_line``, only where all lines before it look like YAML."""
    for at in range(start, len(lines)):
        if lines[at] == "---":
            return at
        if not any_line and not (lines[at] and _looks_like_yaml(lines[at])):
            return None
    return None


def _is_key(lines: list[str], at: int) -> bool:
    return at < len(lines) and bool(_KEY.match(lines[at]))


def _looks_like_yaml(line: str) -> bool:
    return bool(_KEY.match(line) or _MEMBER.match(line))
