"""Where pages are to be begun in a hub or region: what is there, which names are free, and nothing written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kit.app.introduced import changed, introduced
from kit.app.region import open_region, write_changes
from kit.franchise.compose.compose import compose
from kit.franchise.hub_pages import HubPages
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.model.values import Folder
from kit.publish.journal import apply, recover
from kit.source.tree.read import read_tree

Changes = Mapping[str, bytes]


@dataclass(frozen=True)
class Place:
    """The hub or region at ``root``: its files, its pages as composed, and whether it is a region."""

    tree: Tree
    pages: HubPages
    is_region: bool

    def file(self, page: str) -> str:
        """Return the file of ``page``, counted from the root."""
        return f"pages/{page}.md" if self.is_region else f"{page}.md"

    @property
    def rounds(self) -> list[str]:
        """Return the names of all rounds."""
        return sorted(name.removesuffix("/index") for name in self.pages.names if name.count("/index") == 1)


def look(root: Path) -> Place:
    """Read the hub or region at ``root``. Raises FindingsError where it holds errors of its own."""
    is_region = (root / "region.toml").is_file()
    found: list[Finding] = []
    if is_region:
        tree = open_region(root).tree
    else:
        recover(root)
        tree = read_tree(root, found)
    composed = compose(tree, found)
    if composed is None or has_errors(found):
        raise FindingsError(found)
    return Place(tree, HubPages(composed.tree), is_region)


def refuse_name(name: str, example: str) -> None:
    """Raise WrongUsage where no folder or page can have this name; ``example`` is a command that works."""
    try:
        TypeAdapter(Folder).validate_python(name)
    except ValidationError as error:
        reason = error.errors()[0].get("ctx", {}).get("error")
        raise WrongUsage(f"The name {reason}", f"Such as: {example}") from None


def refuse_taken(place: Place, name: str) -> None:
    """Raise WrongUsage where a round or a folder of pages has this name already."""
    taken = next((page for page in sorted(place.pages.names) if page.split("/")[0] == name), None)
    if taken:
        raise WrongUsage(f"{name} is there already, with {taken}.md.", "Choose a name that nothing has yet.")


def write_pages(
    root: Path, place: Place, changes: Changes, dry_run: bool, verb: str, told: Changes | None = None
) -> str | None:
    """Write ``changes`` so that undo takes them back. Raises FindingsError where they would bring a mistake.

    ``told`` are pages for people, in review/, which are no part of the tree.
    """
    if wrong := introduced(place.tree, changed(place.tree, changes)):
        raise FindingsError(wrong, in_tree=False, message="Nothing was written, because this would bring a mistake.")
    if dry_run:
        return None
    everything = {**changes, **(told or {})}
    if place.is_region:
        return write_changes(open_region(root), everything, verb)
    return apply(root, everything, verb)
