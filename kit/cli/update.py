"""``peerkit update``: upstream's improvements, taken into a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, say
from kit.cli.help import verb
from kit.cli.status import tell_recovered

if TYPE_CHECKING:
    from kit.franchise.update.update import Updated


@verb(
    "Receive upstream's improvements. What you changed stays: where both of you changed different words, both changes "
    "are in; where you both changed the same words, yours stays and a page under review/ asks you.",
    "peerkit update",
    "peerkit update --dry-run",
    "peerkit -C ../midlands update --from ../hub-2026.2.zip",
)
@click.option("--from", "source", metavar="SOURCE", help="Another folder, .zip, git address or builtin, from now on.")
@click.option("--to", "version", metavar="VERSION", help="The version that the source must have; of git, a tag.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would change.")
@click.pass_context
def command(context: click.Context, source: str | None, version: str | None, dry_run: bool) -> None:
    """Exit 0 when up to date, 1 while a question is open."""
    from kit.app.region import receive

    session = context.ensure_object(Session)
    region, updated = receive(session.root(), source, version, dry_run)
    tell_recovered(region.recovered)
    for line in report(updated):
        say(line)
    if dry_run:
        say(f"{len(updated.changes)} files would change. Nothing was written.")
    next_command(session.command(*(["resolve"] if updated.questions else ["build"])))
    context.exit(1 if updated.questions else 0)


def report(updated: Updated) -> list[str]:
    """Return what an update did, as lines for people."""
    from kit.franchise.update.draft import News
    from kit.franchise.update.review import review_path

    if not updated.changes and not updated.questions:
        return [f"Nothing new: you have version {updated.version}."]
    lines = [f"You have version {updated.version} now."]
    for title in updated.new_rounds:
        lines.append(f"A new round: {title}. It shows as “no date yet” until you give it one in region.toml.")
    for kind in News:
        sentences = [sentence for one, sentence in updated.news if one is kind]
        lines += [f"{kind.value}:", *(f"  {sentence}" for sentence in sentences)] if sentences else []
    if updated.questions:
        lines.append("Only you can decide these; until then your own text stays on your pages:")
        lines += [f"  {one.title} ({one.address}): read {review_path(one.address)}" for one in updated.questions]
        lines.append("Tick a box at the end of each page, save it, then run the next command.")
    return lines
