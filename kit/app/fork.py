"""Everything that ``fork`` decides before it writes: the source, the names, the values, the files."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kit.franchise.compose.compose import Composed, compose
from kit.franchise.fork import FOLDERS, Order, region_files, source_from
from kit.franchise.hub_pages import HubPages
from kit.franchise.upstream.git import cloned, is_address
from kit.franchise.upstream.sources import BUILTIN, Source, source_named, tree_root
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.schema import SCHEMA, HubFile, RegionFile, UpstreamFile
from kit.source.markdown.slugs import slug
from kit.source.settings.files import read_hub


@dataclass(frozen=True)
class Wishes:
    """What somebody typed: ``source`` is a SOURCE, ``values`` are variables by name."""

    dest: Path
    name: str
    id: str | None
    source: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Started:
    """A region ready to be written; ``gaps`` are variables that are still empty, ``upstream`` is a name for people."""

    files: Mapping[str, bytes]
    folders: Sequence[str]
    gaps: Sequence[str]
    upstream: str


def start(wishes: Wishes) -> Started:
    """Return the files of the new region.

    Raises WrongUsage for values that cannot be, FindingsError where the source itself holds errors, Refused for a zip
    that is unsafe to unpack, EnvironmentTrouble for a git address that cannot be read.
    """
    address, _, inner = wishes.source.partition("#")
    if is_address(address, typed=True):
        with cloned(address, None) as folder:
            return _start(wishes, Source(tree_root(folder, inner), address, inner), address)
    source = source_named(wishes.source)
    _refuse_inside(wishes.dest, source)
    return _start(wishes, source, BUILTIN if source.text == BUILTIN else source_from(wishes.dest, Path(source.text)))


def _start(wishes: Wishes, source: Source, text: str) -> Started:
    composed, hub = _upstream(source)
    _refuse_unknown(wishes.values, hub)
    region_id = wishes.id or slug(wishes.dest.resolve().name)
    where, today = _with_inner(text, source.inner), datetime.date.today()
    order = Order(region_id, wishes.name, where, wishes.values, today, _hidden(composed))
    _refuse_bad(order)
    gaps = [name for name, value in hub.variables.items() if not wishes.values.get(name, value).strip()]
    return Started(region_files(order, composed.tree, hub), FOLDERS, gaps, f"{hub.name} {hub.version}")


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


def _refuse_bad(order: Order) -> None:
    """Hold the values to the same rules as region.toml, before anything is written."""
    upstream = UpstreamFile(source=order.source, version="-", tree="-")
    try:
        RegionFile(schema_=SCHEMA, id=order.id, name=order.name, upstream=upstream, variables=dict(order.variables))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = str(first.get("ctx", {}).get("error", first["msg"]))
        hint = f"Write --id {slug(order.id)}" if where == "id" else "Give another value."
        raise WrongUsage(f"{where} {reason}", hint) from error
