"""Pages as facilitators write them, and what people do to one, for ``simulate.py``: the same for the same dice.

Every sentence holds a mark that no other has, such as h17 where the hub wrote it and a4 where the region a did. Whoever
changes a sentence puts a mark of their own into it. So a sentence that is lost or doubled shows by its mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

MARK = re.compile(r"\b[habcu][0-9]+\b")
WORDS = ["point", "score", "table", "council", "service", "user", "digital", "people", "room", "wall", "sheet", "round"]
WORDS += ["dot", "tŷ", "gwasanaeth", "cyngor", "it's", '"team"', "budget", "form", "letter", "call", "queue"]
_FENCE = re.compile(r" {0,3}(:{3,}|`{3,})")
_HEAD = re.compile(r"(?:\([a-z0-9-]+\)=\n)?#{1,4} [^\n]*")


class Dice(Random):
    """Dice that also make words; ``who`` is the letter of the one who writes now."""

    who, made = "h", 0

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
    """Return the page that ``text`` is."""
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
    )
    return dice.choice(kinds)


KINDS = (paragraph, paragraph, paragraph, bullets, steps, table, fence, fence, extra)


def block(dice: Dice) -> str:
    return dice.choice(KINDS)(dice)


def part(dice: Dice, level: int = 2) -> Part:
    target = f"(t{dice.number()})=\n" if level > 1 and dice.random() < 0.2 else ""
    head = f"{target}{'#' * level} {dice.words(1, 3).capitalize()}"
    return Part(head, _blocks("\n\n".join(block(dice) for _ in range(dice.randint(1, 3)))))


def session(dice: Dice) -> str:
    """Return the text of a session."""
    front = f"minutes: {dice.randrange(10, 40, 5)}\n"
    if dice.random() < 0.4:
        front += f'materials: ["{dice.words(1, 2).replace(chr(34), "")}: 1 per person"]\n'
    levels = (2, *(dice.choice((2, 2, 3)) for _ in range(dice.randint(0, 3))))
    parts = [part(dice, 1), *(part(dice, level) for level in levels)]
    return mended(f"---\n{front}---\n\n{Page('', parts)}")


# What people do to a page.


def _any_block(dice: Dice, page: Page, sign: str = "") -> tuple[Part, int] | None:
    every = [(one, at) for one in page.parts for at, text in enumerate(one.blocks) if re.search(sign, text, re.M)]
    return dice.choice(every) if every else None


def _prose(line: str) -> bool:
    return bool(MARK.search(line)) and not line.startswith((":", "#", "![", "("))


def reword(dice: Dice, page: Page) -> None:
    """Put a word of one's own in the place of another."""
    if (found := _any_block(dice, page, r"\w")) is None:
        return
    one, at = found
    lines = one.blocks[at].split("\n")
    chosen = dice.choice([number for number, line in enumerate(lines) if _prose(line)] or [0])
    words = lines[chosen].split(" ")
    places = [number for number, word in enumerate(words) if word in WORDS]
    if _prose(lines[chosen]) and places:
        words[dice.choice(places)] = dice.mark()
        lines[chosen] = " ".join(words)
        one.blocks[at] = "\n".join(lines)


def rewrite(dice: Dice, page: Page) -> None:
    """Say a paragraph in other words altogether."""
    if found := _any_block(dice, page, r"\A\w[^\n|\[]*\Z"):
        found[0].blocks[found[1]] = paragraph(dice)


def add_sentence(dice: Dice, page: Page) -> None:
    """Say more in a paragraph."""
    if found := _any_block(dice, page, r"\A\w[^\n|\[]*\Z"):
        text = found[0].blocks[found[1]]
        sentences = re.split(r"(?<=[.?!]) ", text)
        sentences.insert(dice.randint(0, len(sentences)), dice.sentence())
        found[0].blocks[found[1]] = " ".join(sentences)


def drop_sentence(dice: Dice, page: Page) -> None:
    """Say less in a paragraph."""
    if found := _any_block(dice, page, r"\A\w[^\n|\[]*[.?!] \w[^\n|\[]*\Z"):
        sentences = re.split(r"(?<=[.?!]) ", found[0].blocks[found[1]])
        del sentences[dice.randrange(len(sentences))]
        found[0].blocks[found[1]] = " ".join(sentences)


def add_block(dice: Dice, page: Page) -> None:
    """Put in a block of any kind."""
    one = dice.choice(page.parts)
    one.blocks.insert(dice.randint(0, len(one.blocks)), block(dice))


def drop_block(dice: Dice, page: Page) -> None:
    """Take a block out."""
    if found := _any_block(dice, page):
        del found[0].blocks[found[1]]


def swap_blocks(dice: Dice, page: Page) -> None:
    """Change the order of two blocks."""
    if (found := _any_block(dice, page)) and found[1]:
        blocks, at = found[0].blocks, found[1]
        blocks[at - 1], blocks[at] = blocks[at], blocks[at - 1]


def split(dice: Dice, page: Page) -> None:
    """Give the later blocks of a section a heading of their own."""
    if (found := _any_block(dice, page)) and found[1]:
        one, at = found
        new = Part(f"{'#' * max(2, one.level)} {dice.words(1, 3).capitalize()}", one.blocks[at:])
        del one.blocks[at:]
        page.parts.insert(page.parts.index(one) + 1, new)


def join(dice: Dice, page: Page) -> None:
    """Take a heading out, so that its blocks belong to the section before."""
    if len(page.parts) > 2:
        at = dice.randrange(2, len(page.parts))
        page.parts[at - 1].blocks += page.parts.pop(at).blocks


def move(dice: Dice, page: Page) -> None:
    """Give a section another place."""
    if len(page.parts) > 2:
        one = page.parts.pop(dice.randrange(1, len(page.parts)))
        page.parts.insert(dice.randint(1, len(page.parts)), one)


def rename(dice: Dice, page: Page) -> None:
    """Give a section another heading."""
    one = dice.choice(page.parts)
    start, _, words = one.head.rpartition("# ")
    some = words.split(" ")
    some[dice.randrange(len(some))] = dice.mark()
    one.head = f"{start}# {' '.join(some)}"


def relevel(dice: Dice, page: Page) -> None:
    """Put a section below the one before, or beside it."""
    one = dice.choice(page.parts)
    if one.level > 1:
        one.head = re.sub(r"(?m)^#+ ", "## " if one.level == 3 else "### ", one.head)


def add_part(dice: Dice, page: Page) -> None:
    """Write a new section."""
    page.parts.insert(dice.randint(1, len(page.parts)), part(dice, dice.choice((2, 2, 3))))


def drop_part(dice: Dice, page: Page) -> None:
    """Give a section up."""
    if len(page.parts) > 2:
        del page.parts[dice.randrange(1, len(page.parts))]


def target(dice: Dice, page: Page) -> None:
    """Give a section a target, or take it away."""
    one = dice.choice(page.parts)
    if one.level > 1:
        one.head = one.head.split("\n")[1] if one.head.startswith("(") else f"(t{dice.number()})=\n{one.head}"


def columns(dice: Dice, page: Page) -> None:
    """Give a table another column, or one less."""
    if found := _any_block(dice, page, r"\A\|"):
        rows = [line.strip("| ").split(" | ") for line in found[0].blocks[found[1]].split("\n")]
        at, less = dice.randrange(len(rows[0])), len(rows[0]) > 2 and dice.random() < 0.3
        for number, cells in enumerate(rows):
            if less and at < len(cells):
                del cells[at]
            elif not less:
                cells.insert(at, "---" if number == 1 else dice.words(1, 1))
        found[0].blocks[found[1]] = "\n".join(map(row_of, rows))


def rows(dice: Dice, page: Page) -> None:
    """Give a table another row, or one less, or its rows another order."""
    if found := _any_block(dice, page, r"\A\|"):
        lines = found[0].blocks[found[1]].split("\n")
        width = len(lines[0].strip("| ").split(" | "))
        how = dice.randrange(3)
        if how == 0 and len(lines) > 3:
            del lines[dice.randrange(2, len(lines))]
        elif how == 1:
            lines[2:] = lines[:1:-1]
        else:
            lines.insert(dice.randint(2, len(lines)), row_of([dice.words(1, 1) for _ in range(width)]))
        found[0].blocks[found[1]] = "\n".join(lines)


def items(dice: Dice, page: Page) -> None:
    """Reverse a list, put an item in, take one out, or put one below the one before."""
    if found := _any_block(dice, page, r"\A- "):
        lines = found[0].blocks[found[1]].split("\n")
        at, how = dice.randint(1, len(lines)), dice.randrange(4)
        if how == 0 and not any(line.startswith(" ") for line in lines):
            lines.reverse()
        elif how == 1 and len(lines) > 2 and at < len(lines):
            del lines[at]
        elif how == 2 and at < len(lines):
            lines[at] = f"  {lines[at].strip()}"
        else:
            lines.insert(at, f"- {dice.sentence()}")
        found[0].blocks[found[1]] = "\n".join(lines)


def footnote(dice: Dice, page: Page) -> None:
    """Add a footnote with a name that others use too."""
    if found := _any_block(dice, page, r"\A\w[^\n|\[]*\Z"):
        free = [name for name in ("1", "2", "n", "why") if f"[^{name}]" not in str(page)]
        if free:
            name = dice.choice(free)
            found[0].blocks[found[1]] += f"[^{name}]"
            found[0].blocks.append(f"[^{name}]: {dice.sentence()}")


def fields(dice: Dice, page: Page) -> None:
    """Change the page's minutes."""
    page.front = re.sub(r"(?m)^minutes: \d+", f"minutes: {dice.randrange(5, 60, 5)}", page.front)


def typography(_: Dice, page: Page) -> None:
    """Give the page the signs of a printer."""
    for one in page.parts:
        one.blocks = [re.sub(r'"(\w+)"', r"“\1”", text.replace("it's", "it’s")) for text in one.blocks]


def rewrap(dice: Dice, page: Page) -> None:
    """Break the lines of a paragraph elsewhere."""
    if found := _any_block(dice, page, r"\A\w[^|\[]*\Z"):
        words = found[0].blocks[found[1]].split()
        ends = (dice.random() < 0.2 for _ in words[1:])
        found[0].blocks[found[1]] = words[0] + "".join(
            ("\n" if end else " ") + word for end, word in zip(ends, words[1:], strict=True)
        )


Edit = Callable[[Dice, Page], None]
PAGE_EDITS: Mapping[str, Edit] = {
    one.__name__: one
    for one in (
        *(reword, rewrite, add_sentence, drop_sentence, add_block, drop_block, swap_blocks, split, join, move, rename),
        *(relevel, add_part, drop_part, target, columns, rows, items, footnote, fields, typography, rewrap),
    )
}


def edited(dice: Dice, text: str, most: int = 3) -> tuple[str, list[str]]:
    """Return ``text`` after some edits, as valid as it was, and their names. Line ends and a mark at its start stay."""
    start, end = "\ufeff" * text.startswith("\ufeff"), "\r\n" if "\r\n" in text else "\n"
    page = page_of(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if not page.parts:
        return text, []
    done = [dice.choice(sorted(PAGE_EDITS)) for _ in range(dice.randint(1, most))]
    if dice.random() < 0.3:
        done[0] = "reword"
    for name in done:
        PAGE_EDITS[name](dice, page)
    return start + mended(str(page)).replace("\n", end), done


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
