"""``peerkit doctor``: what is missing on this machine or out of order in a region."""

from __future__ import annotations

import click

from kit.cli.common import Session, next_command, say, show, show_json
from kit.cli.help import verb


@verb(
    "Say what is missing on this machine and who needs it, and what is out of order in a region and how to mend it. "
    "Nothing is changed.",
    "peerkit doctor",
    "peerkit -C ../midlands doctor",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Exit 0 if all is well, 1 if a region needs mending; a missing tool is no fault."""
    from kit.app.doctor import machine, region_troubles
    from kit.model.errors import WrongUsage

    session = context.ensure_object(Session)
    try:
        root = session.root()
    except WrongUsage:
        root = None
    tools = machine()
    troubles = region_troubles(root) if root is not None and (root / "region.toml").exists() else []
    if as_json:
        show_json(
            {
                "tools": [{"name": one.name, "found": one.found, "needed_for": one.needed_for} for one in tools],
                "troubles": [{"what": one.what, "mend": one.mend} for one in troubles],
            }
        )
    else:
        for tool in tools:
            show(f"{'found  ' if tool.found else 'missing'}  {tool.name}: {tool.needed_for}")
        for trouble in troubles:
            say(f"{trouble.what}", fg="yellow")
            say(f"    {trouble.mend}")
        if root is not None and not troubles:
            say("Nothing is out of order.")
    next_command(session.command("doctor" if troubles else "check"))
    context.exit(1 if troubles else 0)
