"""What ``compare`` does: read regions and hubs, and hold the regions against their material, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.franchise.compose.compose import compose
from kit.franchise.share.comparison import Comparison
from kit.franchise.share.comparison import compare as held_together
from kit.franchise.share.held import Given
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.source.settings.files import read_hub
from kit.source.tree.read import find_tree, read_tree, with_record
from kit.system.gc_tuning import calm
from kit.system.memo import remembering


def compare(folders: Sequence[Path]) -> Comparison:
    """Return how the regions in ``folders`` differ; hubs among these are what others are held against.

    Raises WrongUsage where no folder is a region's or two have one id, FindingsError where one cannot be read.
    """
    with calm(), remembering():
        given = [given_at(find_tree(Path.cwd(), folder)) for folder in folders]
        regions = [one.hub.id for one in given if one.composed.region is not None]
        if not regions:
            raise WrongUsage("None of these folders is a region, so there is nothing to compare.", "Name regions.")
        if twice := sorted({one for one in regions if regions.count(one) > 1}):
            message = f"Two of these regions have the id {twice[0]}, so they could not be told apart."
            raise WrongUsage(message, "Name each region once; a copy needs an id of its own in its region.toml.")
        return held_together(given)


def given_at(root: Path) -> Given:
    """Return the tree at ``root`` as it is to be compared. Raises FindingsError, naming it, where it cannot be read."""
    found: list[Finding] = []
    composed = compose(with_record(root, read_tree(root, found)), found)
    hub = read_hub(composed.tree, found) if composed else None
    if composed is None or hub is None or has_errors(found):
        raise FindingsError([_at(root, one) for one in found])
    return Given(composed, hub)


def _at(root: Path, one: Finding) -> Finding:
    return Finding(one.code, f"{root}/{one.file}", one.line, one.message, one.hint)
