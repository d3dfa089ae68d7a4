"""Reaching a region's upstream: its source is read and composed; circles of regions are refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.franchise.composing.compose import compose
from kit.franchise.fork import source_from
from kit.franchise.upstream.git import cloned, is_address
from kit.franchise.upstream.sources import BUILTIN, Source, source_named, tree_root
from kit.model.errors import EnvironmentTrouble, FindingsError, KitError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.source.settings import read_hub, read_region

MAX_DEPTH = 10  # regions of regions of regions; a deeper chain is a mistake


@dataclass(frozen=True)
class Reached:
    """An upstream as it is now: its composed tree, its version, and its source as region.toml should name it.

    ``place`` is the folder or zip here that it was read from, None for one that had to be fetched.
    """

    tree: Tree
    version: str
    text: str
    place: Path | None = None


def reach(root: Path, source: str, version: str | None, typed: bool = False) -> Reached:
    """Read and compose the upstream ``source`` of the region at ``root``.

    A folder or zip that was ``typed`` counts from the current folder, one in region.toml from the region's. Raises
    EnvironmentTrouble where it cannot be reached or has no ``version``, KitError for a circle of regions, and
    FindingsError where it holds errors.
    """
    address, _, inner = source.partition("#")
    if is_address(address, typed):
        with cloned(address, version) as folder:
            reached = _composed(Source(tree_root(folder, inner), address, inner))
        return Reached(reached.tree, reached.version, source)
    named = _named(source if typed or source == BUILTIN else _from_region(root, source))
    _refuse_circle(root, named)
    reached = _composed(named)
    if version is not None and version != reached.version:
        message = f"{source} has version {reached.version}, not {version}."
        raise EnvironmentTrouble(message, "Only a git address can give another version than the one that lies there.")
    return Reached(reached.tree, reached.version, _text(root, named, source), named.place)


def _composed(source: Source) -> Reached:
    found: list[Finding] = []
    tree = source.tree(found)
    composed = compose(tree, found)
    hub = read_hub(composed.tree, found) if composed else None
    if composed is None or hub is None or has_errors(found):
        raise FindingsError(found)
    return Reached(composed.tree, hub.version, source.text)


def _from_region(root: Path, source: str) -> str:
    place, mark, inner = source.partition("#")
    return str(root / place) + mark + inner


def _named(place: str) -> Source:
    try:
        return source_named(place)
    except WrongUsage as error:
        raise EnvironmentTrouble(f"Upstream cannot be reached. {error.message}", error.hint) from error


def _text(root: Path, named: Source, source: str) -> str:
    if named.text == BUILTIN:
        return source
    return source_from(root, Path(named.text)) + (f"#{named.inner}" if named.inner else "")


def _refuse_circle(root: Path, source: Source) -> None:
    """Follow folders from region to region; one that comes back to itself is refused with the chain printed."""
    chain = [root.resolve()]
    place: Path | None = source.place
    while place is not None and (place / "region.toml").is_file() and len(chain) <= MAX_DEPTH:
        chain.append(place.resolve())
        if chain[-1] in chain[:-1]:
            names = " -> ".join(str(one) for one in chain)
            raise KitError(f"This region is among its own upstreams: {names}.", "Correct source in region.toml.")
        place = _next(place)


def _next(place: Path) -> Path | None:
    """Return the folder of the upstream of the region in ``place``, None where that is no folder."""
    settings = read_region(Tree({"region.toml": (place / "region.toml").read_bytes()}), [])
    if settings is None or settings.upstream.source == BUILTIN or is_address(settings.upstream.source, typed=False):
        return None
    try:
        return source_named(_from_region(place, settings.upstream.source)).place
    except KitError:
        return None
