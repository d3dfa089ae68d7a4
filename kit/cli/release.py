"""``peerkit release``: give a hub's material its next version."""

from __future__ import annotations

import click

from kit.cli.common import Session, next_command, say, show
from kit.cli.help import verb
from kit.franchise.home import RELEASE_NOTES

_FIRST = "This would be the first release that is remembered, so there is nothing to compare it with."


@verb(
    "Give a hub's material its next version, and write what changed since the last one, round by round, to "
    f"{RELEASE_NOTES}.\n\n"
    "Regions find what they changed by its address. Where a page or section of the last release is not there any more "
    "and moves.toml does not say where it went, nothing is released, and the lines to put there are shown.",
    "peerkit -C sessions release 2026.2",
    "peerkit -C sessions release 2026.2 --since ../hub-2026.1.zip --dry-run",
)
@click.argument("version")
@click.option("--since", metavar="SOURCE", help="The last release: a folder, a zip or a git address.")
@click.option("-n", "--dry-run", is_flag=True, help="Show the notes, and change nothing.")
@click.pass_context
def command(context: click.Context, version: str, since: str | None, dry_run: bool) -> None:
    """Exit 0; 1 where an address vanished or the hub holds errors, 2 for a version that was released already."""
    from kit.app.release import release

    session = context.ensure_object(Session)
    done = release(session.root(), version, since, dry_run)
    if done.vanished:
        say(f"Nothing was released: of {done.before}, {_counted(len(done.vanished))} not there any more.")
        say("What regions changed there would lose its place. Put these lines at the end of moves.toml, and read them:")
        show("", *"\n".join(one.lines(version) for one in done.vanished).split("\n"))
        next_command(session.command("release", version))
        context.exit(1)
    for line in filter(None, [done.told]):
        say(line)
    if dry_run:
        show(
            *(
                done.notes or "This would be the first release that is remembered, so there is nothing to compare."
            ).split("\n")
        )
        next_command(session.command("release", version))
        return
    since_then = f", and {RELEASE_NOTES} says what changed since {done.before}" if done.before else ""
    say(f"This is version {version} now{since_then}.")
    if not done.before:
        say("No earlier release is remembered here, so nothing was compared. If there was one: undo, and say --since.")
    say("Commit it, and tag it so that regions can name it: git tag v" + version)
    next_command(session.command("build"))


def _counted(number: int) -> str:
    return "one address is" if number == 1 else f"{number} addresses are"
