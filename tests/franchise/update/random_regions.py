"""Random hubs of a few pages, random overrides of a region, and random next versions of the hub."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from kit.franchise.hub_pages import HubPages
from kit.model.tree import Tree
from tests.franchise.merge.random_pages import block, edited, sentence
from tests.franchise.update.scenario import CASES, files_below, region_of


def dice() -> st.SearchStrategy[Random]:
    """Random choices from a seed: Hypothesis' own tend to be all alike."""
    return st.integers(0, 2**64).map(Random)


PAGES = ("round-1/one", "round-1/two", "round-2/three")


@dataclass
class Part:
    """A section: its heading and its text."""

    heading: str
    text: str

    def __str__(self) -> str:
        return f"{self.heading}\n\n{self.text.strip()}\n"


Hub = dict[str, list[Part]]


def part(random: Random, level: int = 2) -> Part:
    """A section with a few blocks."""
    blocks = ["\n".join(block(random)) for _ in range(random.randint(1, 3))]
    return Part("#" * level + " " + sentence(random), "\n\n".join(blocks))


def hub(random: Random) -> Hub:
    """A hub of three pages."""
    return {name: [part(random, 1), *(part(random) for _ in range(random.randint(1, 4)))] for name in PAGES}


def text_of(parts: Sequence[Part]) -> str:
    """A page as its file holds it."""
    return "---\nminutes: 20\n---\n\n" + "\n".join(str(one) for one in parts)


def tree_of(pages: Hub, version: int) -> Tree:
    """The hub as files; only its settings and its plans are those of the scenarios' hub."""
    fixed = {path: data for path, data in files_below(CASES / "_hub").items() if path in ("hub.toml", "index.md")}
    fixed["hub.toml"] = fixed["hub.toml"].replace(b"2026.1", f"2026.{version}".encode())
    plans = {f"round-{number}/index.md": b"---\nminutes: 60\n---\n\n# A round\n" for number in (1, 2)}
    return Tree({**fixed, **plans, **{f"{name}.md": text_of(parts).encode() for name, parts in pages.items()}})


def _reword(random: Random, pages: Hub, name: str, at: int) -> None:
    one = pages[name][at]
    pages[name][at] = Part(one.heading, edited(random, one.text + "\n"))


def with_block(random: Random, text: str) -> str:
    """``text`` with one more block, at its beginning or its end."""
    more = "\n".join(block(random))
    return f"{more}\n\n{text.strip()}\n" if random.random() < 0.5 else f"{text.strip()}\n\n{more}\n"


def _add_block(random: Random, pages: Hub, name: str, at: int) -> None:
    one = pages[name][at]
    pages[name][at] = Part(one.heading, with_block(random, one.text))


def _take_out(random: Random, pages: Hub, name: str, at: int) -> None:
    if at:
        del pages[name][at]


def _move(random: Random, pages: Hub, name: str, at: int) -> None:
    if at:
        one = pages[name].pop(at)
        pages[name].insert(random.randint(1, len(pages[name])), one)


def _move_away(random: Random, pages: Hub, name: str, at: int) -> None:
    if at:
        one = pages[name].pop(at)
        other = pages[random.choice(sorted(pages))]
        other.insert(random.randint(1, len(other)), one)


def _rename(random: Random, pages: Hub, name: str, at: int) -> None:
    pages[name][at] = Part(pages[name][at].heading.split(" ")[0] + " " + sentence(random), pages[name][at].text)


def _add(random: Random, pages: Hub, name: str, at: int) -> None:
    pages[name].insert(at + 1, part(random))


def _nest(random: Random, pages: Hub, name: str, at: int) -> None:
    if at:
        pages[name][at] = Part("#" + pages[name][at].heading, pages[name][at].text)


def _rename_page(random: Random, pages: Hub, name: str, at: int) -> None:
    pages[f"{name.split('/')[0]}/new-{random.randint(1, 3)}"] = pages.pop(name)


def _give_up(random: Random, pages: Hub, name: str, at: int) -> None:
    if len(pages) > 1:
        del pages[name]


Change = Callable[[Random, Hub, str, int], None]
BLOCKS: Sequence[Change] = (_add_block, _add_block, _add)
EVERYTHING: Sequence[Change] = (
    *(_reword, _reword, _reword, _reword, _add, _take_out, _move, _move_away, _rename, _nest, _rename_page, _give_up),
)


def next_version(random: Random, pages: Hub, changes: Sequence[Change]) -> Hub:
    """The hub after some changes."""
    new = {name: list(parts) for name, parts in pages.items()}
    for _ in range(random.randint(0, 5)):
        name = random.choice(sorted(new))
        if new[name]:
            random.choice(changes)(random, new, name, random.randrange(len(new[name])))
    return new


Edit = Callable[[Random, str], str]


def overrides(random: Random, tree: Tree, edit: Edit) -> dict[str, bytes]:
    """Some overrides of the hub in ``tree``, as an author would write them."""
    pages = HubPages(tree)
    files: dict[str, bytes] = {}
    for name in sorted(pages.names - {"index", "round-1/index", "round-2/index"}):
        for section in pages.sections(name):
            op = random.choice(["replace", "replace", "after", "before", "remove", "", ""])
            if not op or (op == "remove" and section.level == 1):
                continue
            base = pages.section(name, section.anchor) or ""
            heading, _, rest = base.partition("\n")
            text = f"{heading}\n\n{edit(random, rest)}" if op == "replace" else "\n".join(block(random)) + "\n"
            files[f"overrides/{name}/{section.anchor}.{op}.md"] = text.encode()
    return files


@dataclass(frozen=True)
class Case:
    """A region on a hub, and the hub's next versions."""

    region: Tree
    versions: tuple[Tree, ...]


@st.composite
def cases(draw: st.DrawFn, changes: Sequence[Change] = EVERYTHING, edit: Edit = edited) -> Case:
    """A random region, and two versions of its hub after the one that it stands on."""
    random = draw(dice())
    first = hub(random)
    second = next_version(random, first, changes)
    third = next_version(random, second, changes)
    start = tree_of(first, 1)
    return Case(region_of(start, overrides(random, start, edit)), (tree_of(second, 2), tree_of(third, 3)))
