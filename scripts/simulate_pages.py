"""Pages as facilitators write them, for ``simulate.py``: the same for the same dice.

Every sentence holds a mark that no other has, such as h17 where the hub wrote it and a4 where the region a did. Whoever
changes a sentence puts a mark of their own into it. So a sentence that is lost or doubled shows by its mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

MARK = re.compile(r"\b[habcu][0-9]+\b")
WORDS = ["point", "score", "table", "council", "service", "user", "digital", "people", "room", "wall", "sheet", "round"]
WORDS += ["dot", "tŷ", "gwasanaeth", "cyngor", "it's", '"team"', "budget", "form", "letter", "call", "queue"]
_FENCE = re.compile(r" {0,3}(:{3,}|`{3,})")
_HEAD = re.compile(r"(?:\([a-z0-9-]+\)=\n)?#{1,4} [^\n]*")


class Dice(Random):
    """Dice that also make words; ``who`` is the letter of the one who writes now.

    ``attic`` has the sessions that the hub gave up, by path, and ``names`` those that regions wrote by themselves.
    """

    who, made = "h", 0

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.attic: dict[str, str] = {}
        self.names: list[str] = []

    def number(self) -> str:
        """Return a number that nobody has used."""
        self.made += 1
        return str(self.made)

    def mark(self) -> str:
        """Return a mark that nobody has used."""
        return self.who + self.number()

    def words(self, least: int = 2, most: int = 6) -> str:
        """Return some words, one of them a mark."""
        some = [self.choice(WORDS) for _ in range(self.randint(least, most))]
        some.insert(self.randint(1, len(some)), self.mark())
        return " ".join(some)

    def sentence(self) -> str:
        """Return a sentence."""
        return self.words().capitalize() + self.choice(".....?!")


# A page as its parts.


@dataclass
class Part:
    """A heading, with its target if it has one, and the blocks below it."""

    head: str
    blocks: list[str] = field(default_factory=list)

    @property
    def level(self) -> int:
        """How deep the heading is."""
        return len(re.findall(r"(?m)^(#+) ", self.head)[0])


@dataclass
class Page:
    """A page: its front matter, then its parts, of which the first holds the title."""

    front: str
    parts: list[Part]

    def __str__(self) -> str:
        blocks = [block for part in self.parts for block in (part.head, *part.blocks) if block.strip()]
        return self.front + ("\n" if self.front else "") + "\n\n".join(blocks) + "\n"


def page_of(text: str) -> Page:
    """Return the page that ``text`` is, without the mark that Windows editors put at its start."""
    text = text.removeprefix("\ufeff")
    front = re.match(r"---\n.*?^---\n", text, re.DOTALL | re.MULTILINE)
    page = Page(front[0] if front else "", [])
    for block in _blocks(text[len(page.front) :]):
        if (head := _HEAD.match(block)) is not None:
            rest = block[head.end() :].strip("\n")
            page.parts.append(Part(head[0], [rest] if rest else []))
        elif page.parts:
            page.parts[-1].blocks.append(block)
    return page


def _blocks(text: str) -> list[str]:
    """Return what stands between empty lines; a fence is one block, whatever it holds."""
    found: list[list[str]] = [[]]
    fences: list[str] = []
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark is not None and line.strip() == mark[1] and fences and len(mark[1]) >= len(fences[-1]):
            fences.pop()
        elif mark is not None:
            fences.append(mark[1])
        if line.strip() or fences:
            found[-1].append(line)
        else:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]


# What pages are made of.


def paragraph(dice: Dice) -> str:
    return dice.choice((" ", " ", "\n")).join(dice.sentence() for _ in range(dice.randint(1, 4)))


def bullets(dice: Dice) -> str:
    return "\n".join(f"{dice.choice(('', '', '  ')) if at else ''}- {dice.sentence()}" for at in range(4))


def steps(dice: Dice) -> str:
    return "\n".join(f"{at}. {dice.sentence()}" for at in range(1, dice.randint(3, 5)))


def table(dice: Dice) -> str:
    columns = range(dice.randint(2, 3))
    rows = [[dice.words(1, 2) for _ in columns] for _ in range(dice.randint(2, 4))]
    return "\n".join(row_of(cells) for cells in (rows[0], ["---" for _ in columns], *rows[1:]))


def row_of(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def fence(dice: Dice) -> str:
    name = dice.choice(("activity", "activity", "facilitator", "slide", "handout", "note"))
    title = "" if name in ("facilitator", "note") else f" {dice.words().capitalize()}"
    options = ":minutes: 5\n" if name == "activity" else ""
    inner = dice.choice((paragraph, bullets, steps))(dice)
    return f":::{{{name}}}{title}\n{options}\n{inner}\n\n:::"


def extra(dice: Dice) -> str:
    """Return a block of a rarer kind."""
    one = dice.sentence()
    kinds = (
        f"> {one}",
        f"> [!TIP]\n> {one}",
        f"![{one[:-1]}](/pic.svg)",
        f"{one} We meet at {{{{ venue }}}}.",
        f"{one[:-1]}[^{(note := dice.choice(('1', 'n', 'why')))}]\n\n[^{note}]: {dice.sentence()}",
        f"{one}\\\n{dice.sentence()}  \n{dice.sentence()}",
        f"***\n\n{one}",
        f"<!-- {dice.words()} -->",
    )
    return dice.choice((*kinds, nested(dice), nested(dice), nested(dice)))


def nested(dice: Dice) -> str:
    """Return a block with others inside, or with lines that look like other blocks."""
    a, b, c, d = (dice.sentence() for _ in range(4))
    row = row_of([dice.words(1, 2), dice.words(1, 2)])
    kinds = (
        f"::::{{activity}} {a[:-1]}\n:minutes: 5\n\n1. {b}\n2. {c}\n\n:::{{facilitator}}\n\n- {d}\n\n:::\n\n::::",
        f"::::{{note}} {a[:-1]}\n\n{b}\n\n```text\n::: {c}\n```\n\n::::",
        f":::{{passage}}\n:in: room, hybrid\n\n{a}\n\n{row}\n| :-- | --: |\n{row_of(['1', dice.words(1, 2)])}\n\n:::",
        f":::{{say}}\n\n{a} {b}\n\n:::",
        f"```\n## {a}\n{b}\n\n- {c}\n```",
        f"- {a}\n\n  {b}\n\n- {c}\n  - {d}",
        f"3. {a}\n4. {b}\n\n   {c}\n\n5. {d}",
        f"- [ ] {a}\n- [x] {b}",
        f"> {a}\n>\n> - {b}\n> - {c}\n>\n> > {d}",
        f"{a[:-1]}\n: {b}\n\n{c[:-1]}\n: {d}",
    )
    return dice.choice(kinds)


KINDS = (paragraph, paragraph, paragraph, bullets, steps, table, fence, fence, extra, extra)
SHARED = ("Steps", "Notes", "Before you go")  # headings that several sections have


def block(dice: Dice) -> str:
    return dice.choice(KINDS)(dice)


def part(dice: Dice, level: int = 2) -> Part:
    target = f"(t{dice.number()})=\n" if level > 1 and dice.random() < 0.2 else ""
    title = dice.choice(SHARED) if level > 1 and dice.random() < 0.2 else dice.words(1, 3).capitalize()
    head = f"{target}{'#' * level} {title}"
    return Part(head, _blocks("\n\n".join(block(dice) for _ in range(dice.randint(1, 3)))))


def session(dice: Dice) -> str:
    """Return the text of a session."""
    front = f"minutes: {dice.randrange(10, 40, 5)}\n"
    if dice.random() < 0.4:
        front += f'materials: ["{dice.words(1, 2).replace(chr(34), "")}: 1 per person"]\n'
    levels = (2, *(dice.choice((2, 2, 3)) for _ in range(dice.randint(0, 3))))
    parts = [part(dice, 1), *(part(dice, level) for level in levels)]
    return mended(f"---\n{front}---\n\n{Page('', parts)}")


def mended(text: str) -> str:
    """Return a page without notes that nobody calls or wrote, and without a second note of one name."""
    named, seen = set(re.findall(r"(?m)^\[\^(\w+)\]:", text)), set[str]()
    called = set(re.findall(r"\[\^(\w+)\](?!:)", text))
    blocks = []
    for one in text.split("\n\n"):
        note = re.match(r"\[\^(\w+)\]:", one)
        if note and (note[1] not in called or note[1] in seen):
            continue
        seen |= {note[1]} if note else set()
        blocks.append(re.sub(r"\[\^(\w+)\](?!:)", lambda call: call[0] if call[1] in named else "", one))
    return "\n\n".join(blocks).rstrip("\n") + "\n"
