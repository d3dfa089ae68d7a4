"""Random sections as authors write them, and random edits to them, for properties of merging."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

WORDS = ["point", "score", "table", "council", "service", "user", "digital", "people", "room", "wall", "sheet"]
WORDS += ["round", "dot", "tŷ", "gwasanaeth", "cyngor"]
NOTES = ["note", "facilitator", "activity", "slide"]


def sentence(random: Random, longest: int = 6) -> str:
    words = [random.choice(WORDS) for _ in range(random.randint(2, longest))]
    return " ".join(words).capitalize() + random.choice([".", ".", ".", "?", "!"])


def paragraph(random: Random, longest: int = 6) -> list[str]:
    return [sentence(random, longest) for _ in range(random.randint(1, 4))]


def items(random: Random, longest: int = 6) -> list[str]:
    mark = random.choice(["- ", "1. "])
    return [mark + sentence(random, longest) for _ in range(random.randint(1, 4))]


def table(random: Random, longest: int = 6) -> list[str]:
    rows = [f"| {sentence(random, longest)} | {random.choice(WORDS)} |" for _ in range(random.randint(1, 3))]
    return ["| Point | Score |", "| ----- | ----: |", *rows]


def fence(random: Random, longest: int = 6) -> list[str]:
    options = random.sample([":minutes: 20", ":shortest: 8", ":grouping: pairs"], random.randint(0, 2))
    body = random.choice([paragraph, items])(random, longest)
    return [f":::{{{random.choice(NOTES)}}} {sentence(random, longest)}", *options, "", *body, "", ":::"]


def block(random: Random, longest: int = 6) -> list[str]:
    return random.choice([paragraph, paragraph, items, table, fence])(random, longest)


def page(random: Random, longest: int = 6) -> str:
    """Return a section whose sentences have up to ``longest`` words."""
    blocks = [["## " + sentence(random, longest)], *(block(random, longest) for _ in range(random.randint(1, 5)))]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def edited(random: Random, text: str) -> str:
    """Return ``text`` after some edits to its lines, of the kinds that people make."""
    lines = text.split("\n")[:-1]
    for _ in range(random.randint(0, 3)):
        random.choice(EDITS)(random, lines)
    return "\n".join(lines) + "\n" if lines else ""


def _reword(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines)) if lines else 0
    if lines and lines[at] and not lines[at].startswith((":::", "| --")):
        words = lines[at].split(" ")
        words[-1 if len(words) == 1 else random.randrange(1, len(words))] = random.choice(WORDS) + "."
        lines[at] = " ".join(words)


def _add_line(random: Random, lines: list[str]) -> None:
    at = random.randint(0, len(lines))
    before = lines[at - 1] if at else ""
    mark = before[:2] if before.startswith("- ") else before[:3] if before.startswith("1. ") else ""
    lines.insert(at, mark + sentence(random))


def _add_block(random: Random, lines: list[str]) -> None:
    ends = [at for at, line in enumerate(lines) if not line] + [len(lines)]
    lines[(at := random.choice(ends)) : at] = ["", *block(random)]


def _delete(random: Random, lines: list[str]) -> None:
    at = random.randint(0, len(lines))
    del lines[at : at + random.randint(1, 3)]


def _swap(random: Random, lines: list[str]) -> None:
    if len(lines) > 1:
        at = random.randrange(len(lines) - 1)
        lines[at], lines[at + 1] = lines[at + 1], lines[at]


def _move_block(random: Random, lines: list[str]) -> None:
    blocks = "\n".join(lines).split("\n\n")
    one = blocks.pop(random.randrange(len(blocks)))
    blocks.insert(random.randint(0, len(blocks)), one)
    lines[:] = "\n\n".join(blocks).split("\n")


def _copy(random: Random, lines: list[str]) -> None:
    if lines:
        lines.insert(random.randint(0, len(lines)), random.choice(lines))


EDITS: Sequence[Callable[[Random, list[str]], None]] = (
    *(_reword, _reword, _reword, _add_line, _add_line, _add_block, _delete, _swap, _move_block, _copy),
)


def respelt(random: Random, text: str) -> str:
    """Return ``text`` with other bytes that say the same."""
    if random.random() < 0.5:
        text = unicodedata.normalize("NFD", text)
    if random.random() < 0.5:
        text = "\n".join(line + random.choice(["", " "]) for line in text.split("\n"))
    if random.random() < 0.3:
        text = text.rstrip("\n")
    if random.random() < 0.5:
        text = text.replace("\n", "\r\n")
    return random.choice(["", "\ufeff"]) + text


@dataclass(frozen=True)
class Three:
    """Upstream's text as it was, ours, and upstream's now."""

    base: str
    ours: str
    theirs: str


@st.composite
def threes(draw: st.DrawFn) -> Three:
    """A random section and two independent rounds of edits to it."""
    random = draw(st.randoms(use_true_random=False))
    base = page(random)
    return Three(base, edited(random, base), edited(random, base))
