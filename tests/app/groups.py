"""A hub and regions that share, and how one offers and another takes."""

from __future__ import annotations

from pathlib import Path

from kit.app.accept import accept
from kit.app.propose import propose
from kit.franchise.credits import read_credits
from kit.model.tree import Tree

WHY = "overrides/round-1/how-ready/why-it-matters.replace.md"
ADDRESS = "round-1/how-ready#why-it-matters"
OURS = "---\nwhy: Members asked.\n---\n\n## Why it matters\n\nBecause it saves an hour.\n"


def offer(place: Path, *addresses: str, by: str = "", names_too: bool = False) -> Path:
    out = place / "offer.zip"
    propose(place / "midlands", addresses, out, by, "", names_too, False)
    return out


def taken(root: Path, file: Path, *wholly: str) -> list[str]:
    return [one.outcome.name for one in accept(root, file, wholly, False).taken]


def credited(root: Path, folder: str = "") -> list[tuple[str, str]]:
    data = (root / folder / "credits.toml").read_bytes()
    return [(one.address, one.named) for one in read_credits(Tree({"credits.toml": data}), [])]
