"""``peerkit diff``: a region's changes against upstream's text, the changed words marked."""

from __future__ import annotations

import click

from kit.cli.common import Session, next_command, say, show, show_json
from kit.cli.help import verb


@verb(
    "Show your changes against upstream's text, section by section, with the changed words marked.",
    "peerkit diff",
    "peerkit diff round-1/how-ready#score-yourselves",
)
@click.argument("address", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.pass_context
def command(context: click.Context, address: str | None, as_json: bool) -> None:
    """Exit 0; 2 for an address at which nothing was changed."""
    from kit.app.region import differences, open_region
    from kit.franchise.update.resolve import normal_address
    from kit.model.errors import WrongUsage

    session = context.ensure_object(Session)
    region = open_region(session.root())
    wanted = normal_address(address) if address else ""
    every = differences(region)
    chosen = [one for one in every if not wanted or one.address == wanted or one.address.split("#")[0] == wanted]
    if wanted and not chosen:
        places = ", ".join(one.address for one in every) or "none"
        raise WrongUsage(f"You have changed nothing at {wanted}.", f"Your changes are at: {places}.")
    if as_json:
        changes = [{"address": one.address, "op": one.op, "upstream": one.theirs, "ours": one.ours} for one in chosen]
        show_json({"changes": changes})
    for one in () if as_json else chosen:
        lines = one.marked.strip("\n").expandtabs(4).split("\n")
        show(f"{one.address} ({one.op})", *(f"  {line}".rstrip() for line in lines), "")
    if not chosen:
        say("You have changed no section.")
    next_command(session.command("status"))
