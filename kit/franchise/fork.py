"""Starting a region: its own files, and upstream's composed tree at the pin. Pure."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.franchise.hidden import round_lines
from kit.franchise.home import REGION, REGION_PAGE
from kit.franchise.record import added, tree_digest
from kit.franchise.repository import SETTINGS, repository_files, starter
from kit.franchise.upstream.pristine import RECORD, pristine_record
from kit.model.edition import Brand
from kit.model.schema import BrandFile, HubFile
from kit.model.tree import Tree
from kit.source.settings.toml_text import literal

FOLDERS = ("overrides", "pages", "files")

_HOME = f'home = "{REGION}"                # your home page speaks as you: it is made from upstream/{REGION_PAGE}\n'


@dataclass(frozen=True)
class Meeting:
    """What a group has decided of its first meeting; None is left for later. ``start`` is written as in "09:30"."""

    date: datetime.date | None = None
    start: str | None = None
    heads: int | None = None

    @property
    def decided(self) -> dict[str, str]:
        """The values that there are, by key, as TOML writes them."""
        values = {"date": self.date, "start": self.start, "heads": self.heads}
        return {key: literal(value) for key, value in values.items() if value is not None}


@dataclass(frozen=True)
class Order:
    """What a new region is to be called and filled with. ``source`` stands in region.toml as it is given here.

    ``hidden`` are the rounds that it is not to show yet, with their titles. ``primary`` is a colour as ``#rrggbb``,
    None for upstream's, and ``today`` the day on which it is started.
    """

    id: str
    name: str
    source: str
    variables: Mapping[str, str]
    today: datetime.date
    meeting: Meeting = Meeting()
    primary: str | None = None
    hidden: Mapping[str, str] = field(default_factory=dict)


def region_files(order: Order, upstream: Tree, hub: HubFile) -> dict[str, bytes]:
    """Return every file of a new region, by path; ``upstream`` is the composed tree that it stands on. Pure."""
    tree = tree_digest(upstream)
    made = {SETTINGS: _region_toml(order, hub, upstream.files, tree), **repository_files(order.name)}
    ours = {path: text.encode() for path, text in made.items()}
    ours["lineage.toml"] = _lineage(order, hub, tree)
    ours[RECORD] = pristine_record(upstream)
    return ours | {f"upstream/{path}": data for path, data in upstream.files.items()}


def first_round(files: Collection[str], hidden: Collection[str]) -> str | None:
    """Return the round that a group meets for first: the first that it shows; None where there are no rounds."""
    rounds = _rounds(files)
    return next((name for name in rounds if name not in hidden), next(iter(rounds), None))


def _rounds(files: Collection[str]) -> list[str]:
    return sorted(path.split("/")[0] for path in files if path.endswith("/index.md") and path.count("/") == 1)


def _round(name: str, order: Order, first: bool) -> str:
    decided = order.meeting.decided if first else {}
    hidden = None if "date" in decided else order.hidden.get(name)
    return round_lines(name, hidden, decided)


def _region_toml(order: Order, hub: HubFile, files: Collection[str], tree: str) -> str:
    first = first_round(files, order.hidden)
    filled = starter(SETTINGS).format(
        id=literal(order.id),
        name=literal(order.name),
        languages=literal(hub.languages),
        home=_HOME if REGION_PAGE in files else "",
        source=literal(order.source),
        version=literal(hub.version),
        tree=literal(tree),
        variables="\n".join(_variables(order, hub)),
        brand="\n".join(_brand(order, hub.brand)),
        rounds="\n".join(_round(name, order, name == first) for name in _rounds(files)),
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


def _brand(order: Order, hub: BrandFile) -> Iterator[str]:
    primary = literal(order.primary or hub.primary or Brand.primary)
    yield f"primary = {primary}" if order.primary else f"# primary = {primary}"
    yield f"# accent = {literal(hub.accent or Brand.accent)}"
    if hub.deck:
        yield f"# deck = {literal(hub.deck)}    # the slides' design; put your own at files/brand/, such as deck.pptx"


def _lineage(order: Order, hub: HubFile, tree: str) -> bytes:
    details = {"from": hub.id, "source": order.source, "version": hub.version, "tree": tree}
    return added(b"", [("forked", details)], order.today)


def source_from(dest: Path, source: Path) -> str:
    """Return ``source`` as region.toml in ``dest`` names it: relative where it can be, with ``/`` between parts."""
    try:
        return Path(os.path.relpath(source.resolve(), dest.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return source.resolve().as_posix()
