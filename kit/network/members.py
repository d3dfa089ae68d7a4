"""The regions of a network: their folders, what each is called, and which part of them a machine builds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.model.errors import WrongUsage
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.publish.files import read
from kit.source.settings.files import REGION, read_region
from kit.source.tree.read import is_root
from kit.source.tree.rules import MAX_SETTINGS


@dataclass(frozen=True)
class Member:
    """One region: its folder, and the name of its folder in what is built."""

    id: str
    root: Path


def members(roots: Sequence[Path]) -> list[Member]:
    """Return the regions in the folders ``roots``, in their order.

    One whose settings cannot be read is called as its folder: building it will tell what is wrong. Raises WrongUsage
    for a folder that holds no region, and for two of the same name.
    """
    found: dict[str, Member] = {}
    for root in roots:
        one = Member(_id_of(root), root)
        if one.id in found:
            message = f"{found[one.id].root} and {root} are both called {one.id}, and each needs a folder of its own."
            raise WrongUsage(message, "Give one of them another id in its region.toml, or leave one out.")
        found[one.id] = one
    return list(found.values())


def _id_of(root: Path) -> str:
    if not is_root(root) or not (root / REGION).is_file():
        raise WrongUsage(f"{root} is no region: there is no {REGION}.", "Name folders that fork made.")
    settings = read_region(Tree({REGION: read(root / REGION, MAX_SETTINGS) or b""}), list[Finding]())
    return settings.id if settings else root.resolve().name


def shard(everyone: Sequence[Member], number: int, of: int) -> list[Member]:
    """Return the part of ``everyone`` that machine ``number``, from 1, of so many builds: parts differ by one at most.

    Raises WrongUsage for a machine that there is not.
    """
    if not 1 <= number <= of:
        raise WrongUsage(f"There is no part {number} of {of}.", "Count parts from 1, as network plan does.")
    return list(everyone[number - 1 :: of])
