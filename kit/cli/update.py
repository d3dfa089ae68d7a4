"""``peerkit update``: upstream's improvements, taken into a region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, say
from kit.cli.help import verb
from kit.cli.status import tell_recovered
from kit.model.amounts import amount

if TYPE_CHECKING:
    from kit.franchise.update.brought import Brought
    from kit.franchise.update.update import Updated

_MANY = 12  # so many pages are named on the screen; review/whats-new.md has all


@verb(
    "Receive upstream's improvements. What you changed stays: where both of you changed different words, both changes "
    "are in; where you both changed the same words, yours stays and a page under review/ asks you. What is new is "
    "shown in review/whats-new.md.",
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
    for line in report(updated, dry_run):
        say(line)
    if dry_run:
        say(f"{amount(len(updated.changes), 'file')} would change. Nothing was written.")
    next_command(session.command(_following(updated, dry_run)))
    context.exit(1 if updated.questions else 0)


def _following(updated: Updated, dry_run: bool) -> str:
    """Return the verb to use next: a build would refuse what is to be mended first, and ``check`` shows all of that."""
    from kit.franchise.update.draft import News

    if dry_run and updated.changes:
        return "update"
    if updated.questions:
        return "resolve"
    return "check" if any(kind is News.UNFIT for kind, _ in updated.news) else "build"


def report(updated: Updated, dry_run: bool = False) -> list[str]:
    """Return what an update did, or would do, as lines for people: what is new first, what waits for them last."""
    if not updated.changes and not updated.questions:
        return [f"Nothing new: you have version {updated.version}."]
    would = dry_run and bool(updated.changes)
    return [
        f"You would have version {updated.version}." if would else f"You have version {updated.version} now.",
        *_rounds(updated, would),
        *_pages(updated.brought, would),
        *_yours(updated, would),
        *_questions(updated, would),
    ]


def _rounds(updated: Updated, would: bool) -> Iterator[str]:
    for name, title in updated.brought.rounds.items():
        yield f"A new round: {title}."
        if name in updated.hidden:
            stands = "It would be" if would else "It is"
            yield f"  {stands} on none of your pages until you give it a date in region.toml, under [round.{name}]."


def _pages(new: Brought, would: bool) -> Iterator[str]:
    from kit.franchise.update.review import WHATS_NEW
    from kit.franchise.update.whats_new import counted

    kinds = {"new": "new", "gone": "would be gone" if would else "gone"}
    pages = [one for one in new.pages if one.kind != "new" or one.name.partition("/")[0] not in new.rounds]
    if not new:
        return
    shows = f"{WHATS_NEW} {'would show' if would else 'shows'}"
    yield f"What upstream improved; {shows} the words:" if pages or new.files else f"{shows} the new pages."
    for one in pages[:_MANY]:
        yours = " You left it out." if one.yours.startswith("You left") else ""
        yield f"  “{one.title}” ({one.name}): {kinds.get(one.kind) or counted(one)}.{yours}"
    if len(pages) > _MANY:
        yield f"  And {len(pages) - _MANY} more pages."
    if new.files:
        yield f"  {amount(len(new.files), 'picture or other file', 'pictures and other files')}."


def _yours(updated: Updated, would: bool) -> Iterator[str]:
    from kit.franchise.update.draft import News

    for kind in News:
        sentences = [sentence for one, sentence in updated.news if one is kind]
        if sentences:
            yield f"{kind.would if would else kind.value}:"
            yield from (f"  {sentence}" for sentence in sentences)


def _questions(updated: Updated, would: bool) -> Iterator[str]:
    if not updated.questions:
        return
    if would:
        yield "You would be asked about these; until you decide, your own text stays on your pages:"
        yield from (f"  {one.title} ({one.address})" for one in updated.questions)
        return
    yield "Only you can decide these; until then your own text stays on your pages:"
    yield from (f"  {one.title} ({one.address}): read {updated.review[one.address]}" for one in updated.questions)
    yield "Tick a box at the end of each page, save it, then run the next command."
