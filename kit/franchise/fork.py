"""Starting a region: its own files, and upstream's composed tree at the pin. Pure."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from kit import __version__
from kit.franchise.hidden import round_lines
from kit.franchise.home import REGION, REGION_PAGE
from kit.franchise.record import added, tree_digest
from kit.franchise.upstream.pristine import RECORD, pristine_record
from kit.model.edition import Brand
from kit.model.schema import BrandFile, HubFile
from kit.model.tree import Tree
from kit.source.settings.toml_text import literal

FOLDERS = ("overrides", "pages", "files")

_HOME = f'home = "{REGION}"                # your home page speaks as you: it is made from upstream/{REGION_PAGE}\n'


@dataclass(frozen=True)
class Order:
    """What a new region is to be called and filled with. ``source`` stands in region.toml as it is given here.

    ``hidden`` are the rounds that it is not to show yet, with their titles.
    """

    id: str
    name: str
    source: str
    variables: Mapping[str, str]
    date: datetime.date
    hidden: Mapping[str, str] = field(default_factory=dict)


def region_files(order: Order, upstream: Tree, hub: HubFile) -> dict[str, bytes]:
    """Return every file of a new region, by path; ``upstream`` is the composed tree that it stands on. Pure."""
    tree = tree_digest(upstream)
    made = {
        "region.toml": _region_toml(order, hub, upstream.files, tree),
        "README.md": _starter("README.md").replace("NAME_OF_GROUP", order.name),
        ".gitattributes": "* -text\n",
        ".gitignore": _starter("gitignore"),
        ".github/workflows/publish.yml": _starter("publish.yml").replace("VERSION_OF_KIT", __version__),
    }
    ours = {path: text.encode() for path, text in made.items()}
    ours["lineage.toml"] = _lineage(order, hub, tree)
    ours[RECORD] = pristine_record(upstream)
    return ours | {f"upstream/{path}": data for path, data in upstream.files.items()}


def _rounds(files: Collection[str]) -> list[str]:
    return sorted(path.split("/")[0] for path in files if path.endswith("/index.md") and path.count("/") == 1)


def _starter(name: str) -> str:
    return resources.files("kit.franchise").joinpath("starter", name).read_text(encoding="utf-8")


def _region_toml(order: Order, hub: HubFile, files: Collection[str], tree: str) -> str:
    filled = _starter("region.toml").format(
        id=literal(order.id),
        name=literal(order.name),
        languages=literal(hub.languages),
        home=_HOME if REGION_PAGE in files else "",
        source=literal(order.source),
        version=literal(hub.version),
        tree=literal(tree),
        variables="\n".join(_variables(order, hub)),
        brand="\n".join(_brand(hub.brand)),
        rounds="\n".join(round_lines(name, order.hidden.get(name)) for name in _rounds(files)),
    )
    return filled.rstrip("\n") + "\n"


def _variables(order: Order, hub: HubFile) -> Iterator[str]:
    """Yield a line for what only the region can say or has said, and a remark for each value that upstream has."""
    said = {name: order.variables[name] for name in hub.variables if name in order.variables}
    ours = {name: "" for name, value in hub.variables.items() if not value.strip()} | said
    yield from (f"{name} = {literal(ours[name])}" for name in hub.variables if name in ours)
    theirs = [f"# {name} = {literal(value)}" for name, value in hub.variables.items() if name not in ours]
    if theirs:
        yield f"# {hub.name} says these, and may say others later. To have one of your own, take its # away."
        yield from theirs


def _brand(hub: BrandFile) -> Iterator[str]:
    yield f"# primary = {literal(hub.primary or Brand.primary)}"
    yield f"# accent = {literal(hub.accent or Brand.accent)}"
    if hub.deck:
        yield f"# deck = {literal(hub.deck)}    # the slides' design; put your own at files/brand/, such as deck.pptx"


def _lineage(order: Order, hub: HubFile, tree: str) -> bytes:
    details = {"from": hub.id, "source": order.source, "version": hub.version, "tree": tree}
    return added(b"", [("forked", details)], order.date)


def source_from(dest: Path, source: Path) -> str:
    """Return ``source`` as region.toml in ``dest`` names it: relative where it can be, with ``/`` between parts."""
    try:
        return Path(os.path.relpath(source.resolve(), dest.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return source.resolve().as_posix()
