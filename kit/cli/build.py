"""``peerkit build``: the site, handouts, decks and the rest, into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import LARGE_PRINT, NO_CACHE, Session, next_command, opening, refuse_inside, say
from kit.cli.completing import rounds
from kit.cli.help import verb
from kit.render.outputs import PARTS

if TYPE_CHECKING:
    from kit.app.build import Order


def chosen_parts(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return the parts that were named, all without any. Raises BadParameter for a name that is none."""
    if value is None:
        return PARTS
    chosen = {part.strip() for part in value.split(",")}
    if unknown := sorted(chosen - set(PARTS)):
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(PARTS)}.", context, parameter)
    return tuple(part for part in PARTS if part in chosen)


@verb(
    "Make the site, handouts and slide decks. They take the place of an earlier build whole, or not at all: "
    "where a page has an error, nothing is built and the earlier build stays as it was.",
    "peerkit build",
    "peerkit -C ../midlands build --out public",
    "peerkit build --only site,decks --round round-1",
    "peerkit build --format online",
    "peerkit build --large-print",
    "peerkit build --groups ../groups",
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to build. Without it: _build/ID in the current folder, _build/ID-part for a part, _build/ID-NAME for a "
    "format.",
)
@click.option("--only", "parts", callback=chosen_parts, metavar="PARTS", help=f"Some of {','.join(PARTS)}.")
@click.option("--round", "round_name", metavar="ROUND", shell_complete=rounds, help="One round only.")
@click.option("--format", "format_name", metavar="NAME", default="", help="Rounds in this format, where they have it.")
@click.option("--session-decks", is_flag=True, help="A slide deck for each session too.")
@click.option("--large-print", is_flag=True, help=LARGE_PRINT)
@click.option(
    "--groups",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Other groups to list, with their dates and what they changed: a folder of their group.json files.",
)
@click.option("--no-cache", is_flag=True, help=NO_CACHE)
@click.option(
    "--studio",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A studio that peerkit studio wrote, to go into the hub's site, linked from the page on which groups start.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Check, and say what would be built.")
@click.pass_context
def command(
    context: click.Context,
    out: Path | None,
    parts: tuple[str, ...],
    round_name: str | None,
    format_name: str,
    session_decks: bool,
    large_print: bool,
    groups: Path | None,
    studio: Path | None,
    no_cache: bool,
    dry_run: bool,
) -> None:
    """Exit 0 when built, warnings or not; 1 or 3 if errors stand in the way, with nothing touched."""
    from kit.app.build import Order, build, target
    from kit.app.studio import studio_in
    from kit.cli.common import counted, progress, show_findings
    from kit.model.findings import Level
    from kit.system.cache import caching

    session = context.ensure_object(Session)
    root = session.root()
    beside = studio_in(studio) if studio else None
    build_id = beside.build if beside else ""
    order = Order(parts, round_name, session_decks, format_name, large_print, studio=build_id)
    place = out or target(root, order)
    refuse_inside(place, root)
    if dry_run:
        _dry_run(session, root, place, order, groups)
        return
    with progress() as tell, caching(not no_cache):
        findings = [
            one for one in build(root, place, order, tell, groups, studio=beside) if one.level is not Level.ADVICE
        ]
    show_findings(findings)
    say(f"Built {', '.join(parts)} in {place}, with {counted(findings)}.")
    next_command(opening(place / "site" / "index.html" if "site" in parts else place))


def _dry_run(session: Session, root: Path, place: Path, order: Order, groups: Path | None) -> None:
    from kit.app.build import checked
    from kit.model.edition import round_named

    edition, _ = checked(root, groups, order.format)
    if order.round is not None:
        round_named(edition, order.round)
    say(f"Would build {', '.join(order.parts)} in {place}. Nothing was written.")
    next_command(session.command("build"))
