"""What the laws of ``simulate.py`` look at: the marks on a region's pages, and what ``check`` finds in a tree."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from simulate_pages import MARK
from simulate_tree import Files, marks, read

from kit.app.check import examine
from kit.franchise.hub_pages import HubPages
from kit.model.findings import Code, Finding, Level
from kit.model.tree import Tree

OWN = ("overrides/", "pages/", "files/", "review/", "region.toml", "lineage.toml")


class Region(Protocol):
    """What is asked of a region."""

    def composed(self) -> Files:
        """Return the composed tree."""

    def files(self) -> Files:
        """Return the region's files, without what the kit keeps for undoing."""


_PART = re.compile(r"(?m)^\|.*\|\s*$|^ *(?:[-*+]|\d+\.) .*$")  # a row of a table, an item of a list


class Pages:
    """The marks of a region: those it shows, those it was given, and those in its own files; and what it leaves out."""

    def __init__(self, region: Region) -> None:
        self.shown = Counter(marks(region.composed()))
        self.files = region.files()
        upstream = {path[9:]: data for path, data in self.files.items() if path.startswith("upstream/")}
        if "region.md" in upstream and b'\nhome = "region"' in self.files["region.toml"]:
            upstream["index.md"] = upstream["region.md"]  # which is the home page that the region shows
        self.upstream = upstream
        self.given = Counter(marks(upstream))
        own = {path: data.decode(errors="replace") for path, data in self.files.items() if path.startswith(OWN)}
        self.dates = self._dates()
        self.own = {mark for text in own.values() for mark in MARK.findall(text)}
        self.unsaid = set(self._unsaid())

    def _unsaid(self) -> Iterator[str]:
        """Yield the marks of upstream's sections that the region left out, or replaced by words without these."""
        pages = HubPages(Tree(self.upstream))
        for path, data in self.files.items():
            if path.startswith("overrides/") and path.endswith(".remove.md"):
                page, _, anchor = path[10:-10].rpartition("/")
                yield from MARK.findall(pages.section(page, anchor) or "")
            if path.startswith(".kit/lock/pages/"):
                folder = path.removeprefix(".kit/lock/pages/").removesuffix(".json")
                for name, base in json.loads(data)["bases"].items():
                    own = self.files.get(f"overrides/{folder}/{name}.md")
                    if own is not None and isinstance(base, str):
                        yield from set(MARK.findall(base)) - set(_marks(own))

    def _dates(self) -> dict[str, str]:
        """Note which rounds are dropped, and return the date of each other by the first mark of its title."""
        self.rounds = tomllib.loads(self.files["region.toml"].decode("utf-8-sig")).get("round", {})
        self.dropped = {name for name, said in self.rounds.items() if said.get("drop")}
        titles = {path.split("/")[0]: data.decode() for path, data in self.upstream.items() if "/index.md" in path}
        named = {name: MARK.findall(re.findall(r"(?m)^# .*", text)[0]) for name, text in titles.items()}
        dates = {name: str(said["date"]) for name, said in self.rounds.items() if "date" in said}
        return {named[name][0]: date for name, date in dates.items() if named.get(name)}

    def waiting(self, rounds: set[str], folders: list[str], alone: list[str]) -> set[str]:
        """Return the marks that region.toml keeps for these ``rounds``, and ``folders`` for pages, as the update told.

        They are on no page, since there is none left to show them; they are there again when the round or page is.
        Pages that stand ``alone`` are no sessions any more, so the lines at their tops wait for a place on an agenda.
        """
        said = [str(self.rounds.get(name, {})) for name in rounds]
        said += [data.decode() for path, data in self.files.items() if path.startswith(tuple(folders))]
        said += [self.files[f"pages/{path}"].decode().replace("\r\n", "\n").split("\n---\n")[0] for path in alone]
        return {mark for text in said for mark in MARK.findall(text)}

    def left_out(self, mark: str, kept: bool) -> bool:
        """Whether the region dropped the page with this mark, its section or its item, or has its own page if new."""
        here = [path for path, data in self.upstream.items() if path.endswith(".md") and mark in _marks(data)]
        return any(
            path.split("/")[0] in self.dropped
            or (not kept and f"pages/{path}" in self.files)
            or self._off_page(mark, path)
            or self._off_agenda(mark, path)
            for path in here
        )

    def in_part_of(self, mark: str, unsaid: set[str]) -> bool:
        """Whether the mark is in a row, column or item that the region took out: what is new has no place there."""
        texts = [data.decode() for path, data in self.upstream.items() if path.endswith(".md") and mark in _marks(data)]
        found = [one for text in texts for one in _parts(text, mark)]
        return bool(found) and all(unsaid & set(MARK.findall(one)) for one in found)

    def _off_page(self, mark: str, path: str) -> bool:
        """Whether the page was dropped, or the section with this mark left out."""
        folder = f"overrides/{path.removesuffix('.md')}/"
        ours = {name: text for name, text in self.files.items() if name.startswith(folder)}
        texts = HubPages(Tree({path: self.upstream[path]}))
        gone = [one.removeprefix(folder)[:-10] for one in ours if one.endswith(".remove.md")]
        return any(b"drop" in text for text in ours.values()) or any(
            mark in MARK.findall(texts.section(path[:-3], one) or "") for one in gone
        )

    def _off_agenda(self, mark: str, path: str) -> bool:
        """Whether a plan's item with this mark was dropped, or is not in the format that the region picked."""
        folder, _, rest = path.partition("/")
        said = self.rounds.get(folder, {}) if rest == "index.md" else {}
        text = self.upstream[path].decode("utf-8-sig").replace("\r\n", "\n")
        front = re.match(r"---\n.*?^---\n", text, re.DOTALL | re.MULTILINE)
        if not said or front is None or mark not in MARK.findall(front[0]):
            return False
        picked = re.search(rf"(?m)^  {said.get('format')}:\n(?:    .*\n)*", front[0])
        dropped = f"i{mark}" in [one.get("drop") for one in said.get("agenda", ())]
        return dropped or (picked is not None and mark not in MARK.findall(picked[0]))


def _parts(text: str, mark: str) -> Iterator[str]:
    """Yield each row or item in which the ``mark`` stands, a row with the head of the column in which it is."""
    head: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        cells = line.split("|") if line.startswith("|") else []
        head = (head or cells) if cells else []
        if _PART.fullmatch(line) and mark in MARK.findall(line):
            at = next((place for place, cell in enumerate(cells) if mark in MARK.findall(cell)), len(head))
            yield line + "".join(head[at : at + 1])


def _marks(data: bytes) -> list[str]:
    return MARK.findall(data.decode())


def errors(root: Path) -> list[str]:
    """Return the errors of a tree, each with its place."""
    return [f"{one.place}: {one.message} [{one.code.value}]" for one in found(root) if one.level is Level.ERROR]


def warned(root: Path) -> set[Code]:
    """Return the codes of the warnings of a tree."""
    return {one.code for one in found(root) if one.level is Level.WARNING}


def found(root: Path) -> tuple[Finding, ...]:
    """Return what ``check`` finds in a tree, but for what only Sphinx sees."""
    return _examined(root, hash(frozenset(read(root).items())))


@lru_cache(maxsize=64)
def _examined(root: Path, _: int) -> tuple[Finding, ...]:
    """Examine the tree at ``root``, unless nothing in it has changed since."""
    return examine(root).findings
