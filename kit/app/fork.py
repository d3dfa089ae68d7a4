"""Everything that ``fork`` decides before it writes: the source, the names, the values, the files."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import ValidationError

from kit.app.carried_kit import carried_kit
from kit.franchise.compose.compose import Composed, compose
from kit.franchise.fork import FOLDERS, Meeting, Order, first_round, region_files, source_from
from kit.franchise.hub_pages import HubPages
from kit.franchise.upstream.git import cloned, is_address
from kit.franchise.upstream.sources import BUILTIN, Source, source_named, tree_root
from kit.model.errors import EnvironmentTrouble, FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.schema import SCHEMA, HubFile, RegionFile, UpstreamFile
from kit.model.tree import Tree
from kit.source.markdown.slugs import slug
from kit.source.settings.files import read_hub


@dataclass(frozen=True)
class Wishes:
    """What somebody typed: ``source`` is a SOURCE, ``values`` are variables by name, ``primary`` is ``#rrggbb``.

    ``kit`` says whether the region carries the kit.
    """

    dest: Path
    name: str
    id: str | None
    source: str
    values: Mapping[str, str]
    meeting: Meeting = field(default_factory=Meeting)
    primary: str | None = None
    kit: bool = True


@dataclass(frozen=True)
class Parent:
    """What is to be forked: its composed tree, its settings, and the rounds that it hides, with their titles.

    ``source`` is what region.toml is to say of it.
    """

    tree: Tree
    hub: HubFile
    hidden: Mapping[str, str]
    source: str

    @property
    def name(self) -> str:
        """What people call it, with its version."""
        return f"{self.hub.name} {self.hub.version}"

    @property
    def gaps(self) -> tuple[str, ...]:
        """The variables that only a region can fill in."""
        return tuple(name for name, value in self.hub.variables.items() if not value.strip())

    @property
    def first(self) -> str | None:
        """The round that a group meets for first."""
        return first_round(self.tree.files, self.hidden)


@dataclass(frozen=True)
class Started:
    """A region ready to be written; ``gaps`` are variables that are still empty.

    ``without_kit`` says why the region carries no kit, in sentences; it is empty where it does, or is not to.
    """

    files: Mapping[str, bytes]
    folders: Sequence[str]
    gaps: Sequence[str]
    without_kit: str = ""


def parent_of(dest: Path, source: str) -> Parent:
    """Return what ``source``, a SOURCE, holds for a region in ``dest``.

    Raises WrongUsage where there is no such source, FindingsError where it holds errors, Refused for a zip that is
    unsafe to unpack, EnvironmentTrouble for a git address that cannot be read.
    """
    address, _, inner = source.partition("#")
    if is_address(address, typed=True):
        with cloned(address, None) as folder:
            return _parent(Source(tree_root(folder, inner), address, inner), address)
    named = source_named(source)
    _refuse_inside(dest, named)
    return _parent(named, BUILTIN if named.text == BUILTIN else source_from(dest, Path(named.text)))


def parent_at(root: Path) -> Parent:
    """Return what the tree at ``root`` holds for regions that name it as it says itself. Raises FindingsError."""
    composed, hub = _upstream(Source(root, str(root)))
    return Parent(composed.tree, hub, _hidden(composed), hub.source)


def start(wishes: Wishes, parent: Parent | None = None) -> Started:
    """Return the files of the new region; ``parent`` is what its source holds, where that was read already.

    Raises WrongUsage for values that cannot be, and what ``parent_of`` raises.
    """
    parent = parent or parent_of(wishes.dest, wishes.source)
    _refuse_unknown(wishes.values, parent.hub)
    _refuse_no_meeting(wishes.meeting, parent)
    region_id, today = wishes.id or slug(wishes.dest.resolve().name), datetime.date.today()
    order = Order(
        region_id, wishes.name, parent.source, wishes.values, today, wishes.meeting, wishes.primary, parent.hidden
    )
    _refuse_bad(order)
    values = {**parent.hub.variables, **wishes.values}
    gaps = [name for name, value in values.items() if not value.strip()]
    carried, without_kit = _carried() if wishes.kit else ({}, "")
    return Started({**region_files(order, parent.tree, parent.hub), **carried}, FOLDERS, gaps, without_kit)


def _carried() -> tuple[Mapping[str, bytes], str]:
    """Return the kit for the region to carry, or why there is none: a region builds without, so nothing is refused."""
    try:
        return carried_kit(), ""
    except EnvironmentTrouble as error:
        return {}, f"{error.message} {error.hint}"


def _parent(source: Source, text: str) -> Parent:
    composed, hub = _upstream(source)
    return Parent(composed.tree, hub, _hidden(composed), _with_inner(text, source.inner))


def _hidden(parent: Composed) -> dict[str, str]:
    """Return the rounds that a parent region hides, with their titles."""
    said, pages = parent.region.round if parent.region else {}, HubPages(parent.tree)
    plans = {name: f"{name}/index" for name, one in said.items() if one.hidden}
    return {name: pages.title(plan) for name, plan in plans.items() if plan in pages.names}


def _with_inner(text: str, inner: str) -> str:
    return f"{text}#{inner}" if inner else text


def _refuse_inside(dest: Path, source: Source) -> None:
    if source.place.resolve() in (dest.resolve(), *dest.resolve().parents):
        message = f"{dest} lies inside {source.place}, which it is to be forked from."
        raise WrongUsage(message, "Choose a folder beside it.")


def _upstream(source: Source) -> tuple[Composed, HubFile]:
    found: list[Finding] = []
    composed = compose(source.tree(found), found)
    hub = read_hub(composed.tree, found) if composed else None
    if composed is None or hub is None or has_errors(found):
        raise FindingsError(found)
    return composed, hub


def _refuse_unknown(values: Mapping[str, str], hub: HubFile) -> None:
    for name in values:
        if name not in hub.variables:
            near = difflib.get_close_matches(name, hub.variables, n=3, cutoff=0)
            message = f"{hub.name} has no variable called {name}, so it cannot be set."
            raise WrongUsage(message, f"Its variables are: {', '.join(near) or 'none'}.")


def _refuse_no_meeting(meeting: Meeting, parent: Parent) -> None:
    if meeting.decided and parent.first is None:
        message = f"{parent.hub.name} has no rounds, so there is no first meeting to give a date."
        raise WrongUsage(message, "Leave out --date, --start and --heads.")


def _refuse_bad(order: Order) -> None:
    """Hold the values to the same rules as region.toml, before anything is written."""
    upstream = UpstreamFile(source=order.source, version="-", tree="-")
    said = {"schema": SCHEMA, "id": order.id, "name": order.name, "upstream": upstream, "variables": order.variables}
    meeting = {key: value for key, value in asdict(order.meeting).items() if value is not None}
    brand = {"primary": order.primary} if order.primary else {}
    try:
        RegionFile.model_validate({**said, "brand": brand, "round": {"first": meeting}}, by_alias=True, by_name=False)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = str(first.get("ctx", {}).get("error", first["msg"]))
        hint = f"Write --id {slug(order.id)}" if where == "id" else "Give another value."
        raise WrongUsage(f"{where} {reason}", hint) from error
