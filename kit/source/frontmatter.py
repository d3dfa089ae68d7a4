"""Front matter (pure): strict YAML in which every scalar stays text, and every value knows its line.

YAML's own typing is left out on purpose: it reads ``no`` as false and 1:30 as 90. ``model.schema`` types the text.
Anchors, aliases, tags and merge keys are refused: a few hundred bytes of them can fill a machine's memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from kit.memory import remembered
from kit.model.findings import Code, Finding
from kit.source.frontmatter_span import Block, find_block
from kit.source.frontmatter_words import sentence

MAX_BYTES = 8 * 1024
MAX_DEPTH = 20
Path = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"] | None

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
    return _compose(file, Block(*span, lines), found)


def _compose(file: str, block: Block, found: list[Finding]) -> yaml.Node | None:
    """Return the block as YAML nodes once its events are known to be harmless, or None."""
    if len(block.text.encode("utf-8")) > MAX_BYTES:
        message = f"The front matter is longer than {MAX_BYTES // 1024} KB."
        found.append(Finding(Code.UNSAFE_SIZE, file, block.opening, message, "Move the text into the page itself."))
        return None
    try:
        unsafe = _unsafe(file, block)
        node = None if unsafe else yaml.compose(block.text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        found.append(sentence(file, block, error))
        return None
    found.extend(unsafe)
    if node is not None and not isinstance(node, yaml.MappingNode):
        found.append(_not_keys(file, block.first + (node.start_mark.line if node.start_mark else 0)))
    return node


def _not_keys(file: str, line: int) -> Finding:
    message = "The front matter needs lines of a name, a colon, a space and a value."
    return Finding(Code.BAD_YAML, file, line, message, "Write it like this: minutes: 20")


def _unsafe(file: str, block: Block) -> list[Finding]:
    """Return what makes the block unsafe to build values from. The parser itself uses no recursion."""
    unsafe: list[Finding] = []
    depth = 0
    for event in yaml.parse(block.text, Loader=yaml.SafeLoader):
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
        return None if plain and node.value in _NULLS else str(node.value)

    def item(self, node: yaml.Node, path: Path) -> Value:
        self.lines[path] = self.before + node.start_mark.line + 1
        return self.value(node, path)


def _spans(node: yaml.MappingNode, block: Block) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the first and last line of each top-level entry; blank lines and comments after it belong to none."""
    starts = [key.start_mark.line for key, _ in node.value] + [len(block.lines)]
    for (key, _), first, after in zip(node.value, starts, starts[1:], strict=False):
        last = max(after, first + 1)
        while last - 1 > first and (not block.lines[last - 1].strip() or block.lines[last - 1].startswith("#")):
            last -= 1
        if isinstance(key, yaml.ScalarNode):
            yield key.value, (block.first + first, block.first + last - 1)
