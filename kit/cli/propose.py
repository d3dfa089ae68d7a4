"""``peerkit propose``: offer what a region changed to its hub, as a file to send."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, next_command, opening, refuse_inside, say, show
from kit.cli.completing import pages
from kit.cli.help import verb


@verb(
    "Offer changes of yours to your hub: write them to a zip that you send by e-mail.\n\n"
    "Each ADDRESS is a section, a page, or a field of one; without any, all that others could take is offered. What "
    "leaves is said line by line, and stands in the zip for people and for programs. Your venue, names, dates and "
    "colours stay with you; a text that holds one of them is refused until you word it another way.",
    "peerkit propose round-1/how-ready#score-yourselves --out ../for-the-hub.zip",
    'peerkit propose --why "Our members asked for it." --by "Sam Okafor" --out ../for-the-hub.zip',
)
@click.argument("addresses", metavar="[ADDRESS]...", nargs=-1, shell_complete=pages)
@click.option("-o", "--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The zip to write.")
@click.option("--why", default="", help="Why you offer it, in a sentence or two.")
@click.option("--by", default="", metavar="NAME", help="A person to be named for it, who has agreed to that.")
@click.option("--names", "names_too", is_flag=True, help="Offer texts as they are, your own names in them included.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would leave, and write nothing.")
@click.pass_context
def command(
    context: click.Context,
    addresses: tuple[str, ...],
    out: Path,
    why: str,
    by: str,
    names_too: bool,
    dry_run: bool,
) -> None:
    """Exit 0; 1 where a text names what is your own or a question is open, 2 for an address that nobody changed."""
    from kit.app.propose import propose

    session = context.ensure_object(Session)
    root = session.root()
    refuse_inside(out, root)
    made = propose(root, addresses, out, by, why, names_too, dry_run)
    proposal = made.proposal
    show(f"For {proposal.hub}, under {proposal.licence}, from {proposal.sender.named}:")
    show(*(f"  {one}" for one in made.leaves))
    if dry_run:
        say(f"Would write {out}. Nothing was written.")
        next_command(session.command("propose", *addresses, "--out", out))
        return
    say(f"Wrote {out}. Nothing else is in it; read-me.html there shows each text before and after.")
    say("Send it to those who keep the hub. They take it with: peerkit accept FILE")
    next_command(opening(out))
