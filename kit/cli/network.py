"""``peerkit network``: many regions at once, on one machine or on several."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli.build import chosen_parts
from kit.cli.common import (
    LARGE_PRINT,
    NO_CACHE,
    command_line,
    next_command,
    opening,
    refuse_inside,
    say,
    show,
    show_json,
)
from kit.cli.help import verb
from kit.model.amounts import amount
from kit.model.errors import WrongUsage

if TYPE_CHECKING:
    from kit.network.engines import Engine
    from kit.network.members import Member
    from kit.network.task import Job, Outcome

PLAN, BUILD, INDEX = "plan", "build", "index"


@verb(
    "Build many regions, which takes far less than building each by itself: what they have in common is read and "
    "written once. Every file is the same, byte for byte, as build makes it.\n\n"
    "build makes each region in a folder of DIR that is called as its id, and a page that lists them all. A region "
    "with an error keeps the build that it had, stops no other, and is told at the end. plan divides the regions among "
    "machines, of which each builds its --shard; index makes the page of them all from what they built.",
    "peerkit network build ../midlands ../south ../wales",
    "peerkit network build ../regions/* --out public --jobs 2",
    "peerkit network plan ../regions/* --shards 4 --json",
    "peerkit network build ../regions/* --shards 4 --shard 1 --out public",
    "peerkit network index --out public",
    "peerkit network index ../regions/* --earlier published --out public",
    "peerkit network build ../regions/* --scheduler tcp://127.0.0.1:8786",
)
@click.argument("what", metavar="build|plan|index", type=click.Choice([BUILD, PLAN, INDEX]))
@click.argument("roots", metavar="[REGION]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("_build", "network"),
    help="Where to build. Without it: _build/network in the current folder.",
)
@click.option("--only", "parts", callback=chosen_parts, metavar="PARTS", help="Some of site,handouts,decks.")
@click.option("--large-print", is_flag=True, help=LARGE_PRINT)
@click.option(
    "--groups",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Other groups whose changes pages tell of: a folder of their group.json files.",
)
@click.option(
    "--jobs",
    metavar="NUMBER",
    type=click.IntRange(min=1),
    help="How many processes work at once. Without it: one for each processor.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Have the workers of this Dask scheduler do it.")
@click.option("--shards", metavar="NUMBER", type=click.IntRange(min=1), help="Among how many machines to divide.")
@click.option("--shard", metavar="NUMBER", type=click.IntRange(min=1), help="Which of them this is, from 1.")
@click.option(
    "--earlier",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="For index: what was published before. A region that no machine could build keeps its site from there.",
)
@click.option("--no-cache", is_flag=True, help=NO_CACHE)
@click.option("--json", "as_json", is_flag=True, help="Print the plan, or what became of each region, as JSON.")
def command(
    what: str,
    roots: tuple[Path, ...],
    out: Path,
    parts: tuple[str, ...],
    large_print: bool,
    groups: Path | None,
    jobs: int | None,
    scheduler: str | None,
    shards: int | None,
    shard: int | None,
    earlier: Path | None,
    no_cache: bool,
    as_json: bool,
) -> int:
    """Exit 0 when all are built; else 3 if anything is unsafe, 1 for errors, 4 where the machine stood in the way."""
    if what == INDEX:
        return _index(out, roots, earlier)
    everyone = _members(roots)
    if what == PLAN:
        return _plan(everyone, shards or 1, as_json)
    mine = _mine(everyone, shards, shard)
    refuse_inside(out, *(one.root for one in everyone))
    from kit.app.build import Order
    from kit.network.task import Job

    job = Job(Order(parts, large_print=large_print), groups, not no_cache)
    return _build(mine, out, job, _engine(len(mine), jobs, scheduler), as_json)


def _members(roots: Sequence[Path]) -> list[Member]:
    from kit.network.members import members

    if not roots:
        raise WrongUsage("No region is named.", "Name the folders of the regions, such as ../midlands ../south.")
    return members(roots)


def _mine(everyone: list[Member], shards: int | None, number: int | None) -> list[Member]:
    from kit.network.members import shard

    if (shards is None) != (number is None):
        raise WrongUsage("--shards and --shard belong together.", "Give both, such as --shards 4 --shard 1.")
    return everyone if shards is None or number is None else shard(everyone, number, shards)


def _engine(tasks: int, jobs: int | None, scheduler: str | None) -> Engine:
    from kit.network.engines import cluster, here, processes

    if scheduler:
        return cluster(scheduler)
    number = min(jobs or os.cpu_count() or 1, tasks)
    return processes(number) if number > 1 else here


def _index(out: Path, roots: Sequence[Path], earlier: Path | None) -> int:
    from kit.network.index import PAGE, bring_together

    refuse_inside(out, *roots)
    number = bring_together(out, _members(roots) if roots or earlier else (), earlier)
    say(f"Listed {amount(number, 'group')} in {out / PAGE}.")
    next_command(opening(out / PAGE))
    return 0


def _plan(everyone: list[Member], shards: int, as_json: bool) -> int:
    from kit.network.members import shard

    parts = {number: shard(everyone, number, shards) for number in range(1, min(shards, len(everyone)) + 1)}
    if as_json:
        rows = [{"shard": number, "regions": [one.root.as_posix() for one in part]} for number, part in parts.items()]
        show_json({"shards": shards, "include": rows})
        return 0
    show(*(f"{number} of {shards}: {', '.join(one.id for one in part)}" for number, part in parts.items()))
    roots = [one.root for one in everyone]
    next_command(command_line("peerkit", "network", BUILD, *roots, "--shards", str(shards), "--shard", "1"))
    return 0


def _build(mine: list[Member], out: Path, job: Job, engine: Engine, as_json: bool) -> int:
    from kit.cli.common import progress
    from kit.network.build import build_network, exit_code
    from kit.network.index import PAGE

    with progress() as tell:
        found = build_network(mine, out, job, engine, lambda one, at: tell(f"{at} of {len(mine)}: {_became(one)}"))
    for one in found:
        _show(one)
    if as_json:
        show_json({"regions": [_entry(one) for one in found]})
    failed = [one.member.id for one in found if one.code]
    say(f"Built {amount(len(found) - len(failed), 'group')} in {out}.")
    if failed:
        say(f"Not built: {', '.join(failed)}. What they had before is as it was.")
        first = next(one.member.root for one in found if one.code)
        next_command(command_line("peerkit", "-C", first, "check"))
    else:
        next_command(opening(out / PAGE))
    return exit_code(found)


def _became(one: Outcome) -> str:
    return f"{one.member.id} {'was not built' if one.code else 'is built'}"


def _show(one: Outcome) -> None:
    """Show what is to be mended in a region, with its folder before each place."""
    from dataclasses import replace

    from kit.cli.common import show_findings

    if one.message:
        say(f"{one.member.root}: {one.message}")
    if one.hint:
        say(f"    {one.hint}")
    show_findings([replace(found, file=(one.member.root / found.file).as_posix()) for found in one.findings])


def _entry(one: Outcome) -> dict[str, Any]:
    from kit.cli.common import findings_json

    became = {"id": one.member.id, "built": not one.code, "code": one.code, "message": one.message}
    return became | findings_json(one.findings)
