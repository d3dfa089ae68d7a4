"""A region's private.toml, and whether Git would hand it on: its joining links are for messages only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.source.settings.private import joining_links
from kit.source.tree.read import private_settings
from kit.source.tree.rules import PRIVATE

HINT = f"Add the line {PRIVATE} to the file .gitignore beside region.toml."
_IGNORE = ".gitignore"


def joins(root: Path, edition: Edition, found: list[Finding]) -> Mapping[str, str]:
    """Return where people join each round of a region online, by its name; what is wrong there goes to ``found``."""
    there = (root / PRIVATE).exists()
    if not edition.is_region:
        if there:
            message = f"{PRIVATE} belongs beside the region.toml of a region, so nothing of it is used here."
            hint = "Take the file away; a hub has no meetings that one could join."
            found.append(Finding(Code.PRIVATE_FILE, PRIVATE, None, message, hint))
        return {}
    if there and is_handed_on(root):
        message = (
            f"Git does not leave {PRIVATE} out, so everybody who gets this folder through it can join your meetings."
        )
        found.append(Finding(Code.PRIVATE_FILE, PRIVATE, None, message, HINT))
    rounds = [*(one.name for one in edition.rounds), *edition.hidden]
    return joining_links(private_settings(root, found), rounds, found)


def is_handed_on(root: Path) -> bool:
    """Whether the region at ``root`` lies in a folder that Git keeps, and no .gitignore there names private.toml.

    Git itself is not asked: it may not be installed where a region is only built.
    """
    top = next((folder for folder in (root.resolve(), *root.resolve().parents) if (folder / ".git").exists()), None)
    return top is not None and not any(
        fnmatchcase(name, line.strip("/")) for folder, name in _names(root.resolve(), top) for line in _ignored(folder)
    )


def _names(root: Path, top: Path) -> Iterator[tuple[Path, str]]:
    """Yield the folders from ``root`` up to ``top``, each with what a line there may call the file."""
    for folder in (root, *root.parents):
        yield folder, PRIVATE
        yield folder, (root / PRIVATE).relative_to(folder).as_posix()
        if folder == top:
            return


def _ignored(folder: Path) -> list[str]:
    path = folder / _IGNORE
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return [line.strip().removeprefix("**/") for line in text.splitlines()]
