"""``peerkit diff``: a region's changes against upstream's text, or upstream's news, the changed words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import Session, next_command, say, show, show_json
from kit.cli.completing import pages
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.app.region import Region
    from kit.franchise.update.brought import Brought


@verb(
    "Show your changes against upstream's text, section by section, with the changed words marked.\n\n"
    "With --upstream, show what upstream has for you instead, as the next update will on review/whats-new.md.",
    "peerkit diff",
    "peerkit diff round-1/how-ready#score-yourselves",
    "peerkit diff --upstream",
)
@click.argument("address", required=False, shell_complete=pages)
@click.option("--upstream", is_flag=True, help="Show what upstream has that you do not have yet.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.pass_context
def command(context: click.Context, address: str | None, upstream: bool, as_json: bool) -> None:
    """Exit 0; 2 for an address at which nothing was changed; 4 where upstream is asked for and out of reach."""
    from kit.app.region import news, open_region
    from kit.franchise.update.resolve import normal_address

    session = context.ensure_object(Session)
    region = open_region(session.root())
    wanted = normal_address(address) if address else ""
    if upstream:
        version, new = news(region)
        _show_news(version, new.about(wanted) if wanted else new, wanted, as_json)
        next_command(session.command("update" if new else "status"))
        return
    _show_changes(region, wanted, as_json)
    next_command(session.command("status"))


def _show_news(version: str, new: Brought, wanted: str, as_json: bool) -> None:
    from kit.franchise.update.whats_new import news_lines

    if as_json:
        show_json({"version": version, **_news_json(new)})
    elif new:
        show(*"\n\n".join(news_lines(new)).split("\n"))
    else:
        say(f"Upstream, version {version}, has nothing new{f' at {wanted}' if wanted else ''}.")


def _news_json(new: Brought) -> dict[str, Any]:
    pages = [
        {
            "page": page.name,
            "title": page.title,
            "kind": page.kind,
            "yours": page.yours,
            "parts": [
                {"anchor": part.anchor, "title": part.title, "was": part.was, "now": part.now, "yours": part.yours}
                for part in page.parts
            ],
        }
        for page in new.pages
    ]
    return {"rounds": dict(new.rounds), "pages": pages, "files": list(new.files)}


def _show_changes(region: Region, wanted: str, as_json: bool) -> None:
    from kit.app.region import differences
    from kit.model.errors import WrongUsage

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
