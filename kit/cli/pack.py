"""``peerkit pack``: all that a round needs on the day, in one zip."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import LARGE_PRINT, Session, next_command, opening, refuse_inside, say
from kit.cli.completing import rounds
from kit.cli.help import verb


@verb(
    "Put all that one round needs on the day into one zip that works without the internet: the site, handouts, run "
    "sheet, slides with notes, and what else a build makes. It opens with START-HERE.html. What may show facilitators' "
    "notes lies in a folder of its own, so pass on the rest only.",
    "peerkit pack round-1",
    "peerkit -C ../midlands pack round-1 --out round-1.zip",
)
@click.argument("round_name", metavar="ROUND", shell_complete=rounds)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it. Without it: _build/ID-ROUND.zip in the current folder.",
)
@click.option("--large-print", is_flag=True, help=LARGE_PRINT)
@click.option("-n", "--dry-run", is_flag=True, help="Check, and say what would be written.")
@click.pass_context
def command(context: click.Context, round_name: str, out: Path | None, large_print: bool, dry_run: bool) -> None:
    """Exit 0 when packed, warnings or not; 1 or 3 if errors stand in the way, with an earlier pack as it was."""
    from kit.app.pack import pack, ready
    from kit.cli.common import counted, progress, show_findings
    from kit.model.findings import Level

    session = context.ensure_object(Session)
    root = session.root()
    one = ready(root, round_name)
    dest = out or one.target
    refuse_inside(dest, root)
    if dry_run:
        say(f"Would pack {round_name} into {dest}. Nothing was written.")
        next_command(session.command("pack", round_name, *(("--out", out) if out else ())))
        return
    with progress() as tell:
        findings = [finding for finding in pack(one, dest, tell, large_print) if finding.level is not Level.ADVICE]
    show_findings(findings)
    say(f"Packed {round_name} into {dest}, with {counted(findings)}.")
    next_command(opening(dest))
