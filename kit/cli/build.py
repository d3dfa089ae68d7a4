"""``peerkit build``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, examples, next_command, no_input, say


def _parts(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    from kit.pipeline import PARTS

    chosen = tuple(PARTS) if value is None else tuple(part.strip() for part in value.split(","))
    for part in chosen:
        if part not in PARTS:
            raise click.BadParameter(f"{part!r} is none of {', '.join(PARTS)}.", context, parameter)
    return chosen


@click.command(
    help=examples(
        "peerkit build",
        "peerkit -C ../midlands build --out public",
        "peerkit build --only site,decks --round round-1",
    )
    + "\nMake the site, handouts and slide decks. They take the place of an earlier build whole, or not at all."
)
@click.option("--out", type=click.Path(path_type=Path), help="Where to build; without it _build/ID.")
@click.option("--only", "parts", callback=_parts, metavar="PARTS", help="Some of site,handouts,decks.")
@click.option("--round", "round_name", metavar="ROUND", help="One round only.")
@click.option("--session-decks", is_flag=True, help="A slide deck for each session too.")
@click.option("-n", "--dry-run", is_flag=True, help="Check, and say what would be built.")
@no_input
@click.pass_context
def command(
    context: click.Context,
    out: Path | None,
    parts: tuple[str, ...],
    round_name: str | None,
    session_decks: bool,
    dry_run: bool,
) -> None:
    """Exit 0 when built, warnings or not; 1 or 3 if errors stand in the way, with nothing touched."""
    from kit.cli.report import counted, show_findings
    from kit.model.errors import FindingsError
    from kit.pipeline import Order, build, target

    session = context.ensure_object(Session)
    root = session.root()
    order = Order(parts, round_name, session_decks)
    try:
        place = out or target(root, order)
        if dry_run:
            _dry_run(root, place, order)
            return
        findings = build(root, place, order, say)
    except FindingsError as error:
        show_findings(error.findings)
        say(f"{root.name}: {counted(error.findings)}. Nothing was built, and nothing was touched.")
        next_command("peerkit build (when you have mended the errors)")
        context.exit(error.exit_code)
    show_findings(findings)
    say(f"Built {', '.join(order.parts)} in {place}, with {counted(findings)}.")
    _say_where(place, order)


def _dry_run(root: Path, place: Path, order: object) -> None:
    from kit.examine import examine
    from kit.model.errors import FindingsError
    from kit.model.findings import has_errors

    findings = examine(root).findings
    if has_errors(findings):
        raise FindingsError(findings)
    say(f"Would build {', '.join(getattr(order, 'parts', ()))} in {place}. Nothing was written.")
    next_command("peerkit build")


def _say_where(place: Path, order: object) -> None:
    parts = getattr(order, "parts", ())
    if "site" in parts:
        next_command(f"open {place / 'site' / 'index.html'}")
    else:
        next_command(f"open {place}")
