"""What people do to a page, for ``simulate.py``, one function each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from simulate_pages import MARK, WORDS, Dice, Page, Part, block, mended, page_of, paragraph, part, row_of


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
        text = words[0] + "".join(("\n" if end else " ") + word for end, word in zip(ends, words[1:], strict=True))
        found[0].blocks[found[1]] = re.sub(r"\{\{\s(\w+)\s\}\}", r"{{ \1 }}", text)  # a name stays on one line


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
