"""``peerkit undo``: the last change of a region, taken back."""

from __future__ import annotations

import click

from kit.cli.common import Session, next_command, say
from kit.cli.help import verb
from kit.model.amounts import amount


@verb(
    "Take back what the last command changed in a region, or in a hub: update, resolve, capture, new, import, log, "
    "agenda --apply, adopt, accept, release, or the editor of serve. A second undo makes the change again.",
    "peerkit undo",
    "peerkit -C ../midlands undo",
)
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be taken back.")
@click.pass_context
def command(context: click.Context, dry_run: bool) -> None:
    """Exit 0 when taken back, 1 if there is nothing, or if a file was edited since."""
    from kit.app.region import take_back
    from kit.cli.common import show_findings
    from kit.publish.undo import last_change

    session = context.ensure_object(Session)
    root = session.root()
    if dry_run:
        name, paths = last_change(root)
        say(f"Would take back {name}: {amount(len(paths), 'file')}. Nothing was written.")
        return
    done, wrong = take_back(root)
    if done.told:
        say(done.told)
    say(f"{'Made again' if done.again else 'Took back'}: {done.command}, {amount(len(done.changed), 'file')}.")
    if wrong:
        say("What you wrote since then stays, and no longer fits what is back:")
        show_findings(wrong)
    is_region = (root / "region.toml").is_file()
    next_command(session.command("status" if is_region and not wrong else "check"))
