"""What the laws of ``simulate.py`` look at: the marks on a region's pages, and what ``check`` finds in a tree."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
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

    def _dates(self) -> dict[str, str]:
        """Note which rounds are dropped, and return the date of each other by the first mark of its title."""
        rounds = tomllib.loads(self.files["region.toml"].decode("utf-8-sig")).get("round", {})
        self.dropped = {name for name, said in rounds.items() if said.get("drop")}
        titles = {path.split("/")[0]: data.decode() for path, data in self.upstream.items() if "/index.md" in path}
        named = {name: MARK.findall(re.findall(r"(?m)^# .*", text)[0]) for name, text in titles.items()}
        return {
            named[name][0]: str(said["date"]) for name, said in rounds.items() if "date" in said and named.get(name)
        }

    def waiting(self, rounds: set[str]) -> set[str]:
        """Return the marks that region.toml keeps for these ``rounds``, which are no more, as the update has told.

        They are on no page, since there is none left to show them; they are there again when the round is.
        """
        said = tomllib.loads(self.files["region.toml"].decode("utf-8-sig")).get("round", {})
        return {mark for name in rounds for mark in MARK.findall(str(said.get(name, {})))}

    def left_out(self, mark: str, kept: bool) -> bool:
        """Whether the region dropped the page with this mark, or its section, or where it is new has its own page."""
        for path, data in self.upstream.items():
            if path.endswith(".md") and mark in MARK.findall(data.decode()):
                folder = f"overrides/{path.removesuffix('.md')}/"
                ours = {name: text for name, text in self.files.items() if name.startswith(folder)}
                if path.split("/")[0] in self.dropped or any(b"drop" in text for text in ours.values()):
                    return True
                if not kept and f"pages/{path}" in self.files:
                    return True
                texts = HubPages(Tree({path: data}))
                gone = [one.removeprefix(folder)[:-10] for one in ours if one.endswith(".remove.md")]
                if any(mark in MARK.findall(texts.section(path[:-3], one) or "") for one in gone):
                    return True
        return False


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
