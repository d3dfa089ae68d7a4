"""TOML files as people write them: the same values in every style, with remarks wherever one can stand.

``write`` says of each line which values are on it. The tests know from that, and not from the kit's own reading of the
file, which lines a change may touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st

from kit.source.settings.toml_text import literal

Path = tuple[str | int, ...]

DICE = st.integers(0, 2**64).map(Random)  # from a seed: Hypothesis' own choices tend to be all alike


@dataclass(frozen=True)
class Line:
    """One line without its end, and the paths of the values on it.

    ``inside`` are tables and lists that it holds whole, ``part`` is a list over several lines that it is a part of.
    """

    text: str
    paths: frozenset[Path] = frozenset()
    inside: frozenset[Path] = frozenset()
    part: Path = ()

    def about(self, changed: Path) -> bool:
        """Whether a change of the value at ``changed`` may touch the line."""
        below = any(path[: len(changed)] == changed for path in (*self.paths, self.part))
        return below or any(changed[: len(path)] == path for path in self.inside)


@dataclass
class _Writer:
    """Writes tables with the dice ``random``. ``fixed`` values are written plainly, a key a line."""

    random: Random
    lines: list[Line] = field(default_factory=list)
    count: int = 0

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def remark(self) -> str:
        self.count += 1
        return f'#{self.random.choice(["", " "])}remark {self.count}, or = "x" [[y]]'

    def loose(self, indent: str = "", part: Path = ()) -> None:
        """Write empty lines and remarks that stand on lines of their own."""
        while self.chance(0.35):
            self.lines.append(Line("" if self.chance(0.5) else indent + self.remark(), part=part))

    def ending(self) -> str:
        return self.random.choice(["", " ", "  ", "\t"]) + self.remark() if self.chance(0.4) else ""

    def key(self, name: str) -> str:
        bare = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
        styles = ([name] * 4 if bare else []) + [literal(name)] + ([f"'{name}'"] if "'" not in name else [])
        return self.random.choice(styles)

    def dotted(self, names: Iterable[str]) -> str:
        return self.random.choice([".", ".", " . "]).join(self.key(name) for name in names)

    def equals(self) -> str:
        return self.random.choice([" = ", " = ", "=", "  =  ", "\t= "])

    def scalar(self, value: Any) -> str:
        if isinstance(value, str) and self.chance(0.3) and "'" not in value and "\n" not in value:
            return f"'{value}'"
        return literal(value)

    def inline(self, value: Any) -> str:
        """Return a value on one line."""
        space = self.random.choice(["", " "])
        if isinstance(value, Mapping):
            pairs = [f"{self.key(key)}{self.equals()}{self.inline(item)}" for key, item in value.items()]
            return "{" + space + ", ".join(pairs) + space + "}"
        if isinstance(value, list):
            comma = "," if value and self.chance(0.2) else ""
            return "[" + space + ", ".join(self.inline(item) for item in value) + comma + space + "]"
        return self.scalar(value)

    def pair(self, path: Path, key: str, value: Any) -> None:
        """Write ``key = value``, a list perhaps over several lines and a text perhaps in triple quotes."""
        self.loose()
        start = self.random.choice(["", "", "  "]) + key + self.equals()
        if isinstance(value, list) and value and self.chance(0.5):
            self.long_list(path, start, value)
        elif isinstance(value, str) and self.chance(0.1) and '"' not in value and "\\" not in value:
            self.lines.append(Line(f'{start}"""', frozenset({path})))
            self.lines.append(Line(f'{value}"""{self.ending()}', frozenset({path})))
        else:
            tables = {path} if isinstance(value, Mapping | list) else set()
            self.lines.append(Line(start + self.inline(value) + self.ending(), frozenset({path}), frozenset(tables)))

    def long_list(self, path: Path, start: str, value: Sequence[Any]) -> None:
        self.lines.append(Line(f"{start}[{self.ending()}", part=path))
        for place, item in enumerate(value):
            self.loose("  ", path)
            comma = "," if place + 1 < len(value) or self.chance(0.6) else ""
            own = frozenset({(*path, place)})
            text = f"  {self.inline(item)}{comma}{self.ending()}"
            self.lines.append(Line(text, own, own))
        self.loose("  ", path)
        self.lines.append(Line(f"]{self.ending()}", part=path))

    def header(self, path: Path, several: bool = False) -> None:
        self.loose()
        name = self.dotted(str(part) for part in path if isinstance(part, str))
        brackets = ("[[", "]]") if several else ("[", "]")
        self.lines.append(Line(brackets[0] + name + brackets[1] + self.ending(), frozenset({path})))

    def block(self, path: Path, values: Mapping[str, Any], several: bool = False) -> None:
        """Write a header and its values; small tables in it in braces or with dotted keys."""
        self.header(path, several)
        self.values(path, values)

    def values(self, path: Path, values: Mapping[str, Any]) -> None:
        for key, value in values.items():
            if isinstance(value, Mapping) and value and self.chance(0.5):
                for own, item in value.items():
                    self.pair((*path, key, own), self.dotted([key, own]), item)
            else:
                self.pair((*path, key), self.key(key), value)


def write(random: Random, data: Mapping[str, Any]) -> list[Line]:
    """Return ``data`` as lines. Tables and lists of tables at the top, and below ``round``, may have headers."""
    writer = _Writer(random)
    top = {key: value for key, value in data.items() if not isinstance(value, Mapping)}
    writer.values((), top)
    tables: dict[Path, Mapping[str, Any]] = {
        (key,): value for key, value in data.items() if key not in top and key != "round"
    }
    tables |= {("round", name): value for name, value in data.get("round", {}).items()}
    blocks: list[list[tuple[Path, Mapping[str, Any], bool]]] = []
    for path, value in tables.items():
        blocks += _blocks(random, path, value)
    random.shuffle(blocks)
    for block in _mixed(random, blocks):
        writer.block(*block)
    writer.loose()
    return writer.lines


def _blocks(random: Random, path: Path, value: Mapping[str, Any]) -> list[list[tuple[Path, Mapping[str, Any], bool]]]:
    """Return what has headers of its own, each list in an order that must stay."""
    own = dict(value)
    found: list[list[tuple[Path, Mapping[str, Any], bool]]] = []
    for key, item in value.items():
        if isinstance(item, list) and item and isinstance(item[0], Mapping) and random.random() < 0.7:
            found.append([((*path, key, place), table, True) for place, table in enumerate(item)])
            del own[key]
        elif isinstance(item, Mapping) and random.random() < 0.4:
            found.append([((*path, key), item, False)])
            del own[key]
    return [[(path, own, False)], *found] if own or not found or random.random() < 0.5 else found


def _mixed(random: Random, blocks: list[list[Any]]) -> Iterable[Any]:
    """Yield all of the blocks, those of different lists perhaps in between each other."""
    blocks = [list(block) for block in blocks]
    while blocks:
        block = blocks[0] if random.random() < 0.7 else random.choice(blocks)
        yield block.pop(0)
        blocks = [block for block in blocks if block]


def text_of(random: Random, lines: Sequence[Line]) -> str:
    """Return the lines as a file, with one of the usual line ends, and perhaps a byte order mark."""
    end = random.choice(["\n", "\n", "\r\n"])
    last = "" if random.random() < 0.2 else end
    return random.choice(["", "", "\ufeff"]) + end.join(line.text for line in lines) + last


def missing(lines: Iterable[str], text: str) -> str | None:
    """Return the first of ``lines`` that ``text`` does not hold in their order; None where it holds them all."""
    left = iter(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    return next((line for line in lines if line not in left), None)
