"""``peerkit status``: what is the region's, what upstream has, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import Session, say, show, show_json
from kit.cli.help import verb
from kit.cli.known_groups import show_known_groups
from kit.franchise.home import upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import PageLock
from kit.franchise.update.draft import State, Stated
from kit.model.errors import FindingsError

if TYPE_CHECKING:
    from kit.app.region import Standing


@verb(
    "Show what is yours and what upstream has for you: each override with its state, open questions, and blanks.\n\n"
    "fresh: upstream is as it was. base-moved: upstream improved what you changed, and update will put it in. "
    "conflict: you both changed the same words, and update will ask. redundant: upstream says what you say. "
    "orphaned: upstream gave up what you changed.",
    "peerkit status",
    "peerkit -C ../midlands status --json",
    "peerkit status --exit-code",
    "peerkit -C sessions status --groups groups",
)
@click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
@click.option("--exit-code", is_flag=True, help="Exit 1 for news or a question, 4 if the source is out of reach.")
@click.option(
    "--groups",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="At a hub: show its groups, from their group.json files or whole folders in DIR.",
)
@click.pass_context
def command(context: click.Context, as_json: bool, exit_code: bool, groups: Path | None) -> None:
    """Exit 0, as to look is no mistake, unless a machine wants to know what there is."""
    from kit.app.region import standing

    session = context.ensure_object(Session)
    if groups is not None:
        show_known_groups(session, session.root(), groups, as_json)
        return
    status = standing(session.root())
    if as_json:
        show_json(status_json(status))
    else:
        show(*status_lines(status))
    tell_recovered(status.region.recovered)
    say(f"Next: {session.command(*_next(status))}")
    context.exit(code_of(status) if exit_code else 0)


def code_of(status: Standing) -> int:
    """Return 1 if something waits for people, 4 if the source cannot tell whether it does, else 0.

    A question waits, whether the source can be reached or not.
    """
    if status.asked or news_waits(status):
        return 1
    return 4 if status.reached is None else 0


def _next(status: Standing) -> list[str]:
    if status.asked:
        return ["resolve"]
    return ["update"] if news_waits(status) else ["check"]


def news_waits(status: Standing) -> bool:
    """Whether the source differs from what the region stands on."""
    from kit.franchise.record import tree_digest

    return status.reached is not None and tree_digest(status.reached.tree) != status.region.settings.upstream.tree


def status_json(status: Standing) -> dict[str, Any]:
    """Return the status in the shape that ``--json`` prints."""
    pin = status.region.settings.upstream
    return {
        "region": status.region.settings.id,
        "upstream": {
            "source": pin.source,
            "version": pin.version,
            "tree": pin.tree,
            "reachable": status.reached is not None,
            "available": status.reached.version if status.reached and news_waits(status) else None,
        },
        "overrides": [
            {"address": one.address, "op": one.op, "state": one.state.value, "why": one.why}
            for one in status.draft.states
        ],
        "questions": [{"address": one.address, "review": one.path} for one in status.asked],
        "gaps": list(status.gaps),
    }


def status_lines(status: Standing) -> list[str]:
    """Return the status as lines of text for people."""
    from kit.franchise.hub_pages import HubPages

    pin = status.region.settings.upstream
    lines = [f"{status.region.settings.name}, on {pin.version} of {pin.source}", _source(status), ""]
    changes = sorted(status.draft.states, key=lambda one: one.address)
    lines.append(f"Your changes: {len(changes) or 'none'}")
    upstream = HubPages(upstream_seen(status.region.tree, status.region.settings))
    for state, meaning in MEANINGS.items():
        here = [one for one in changes if one.state is state]
        lines += [f"  {state.value}: {meaning}"] if here else []
        for one in here:
            phrase = named(one, upstream, status.draft.before.pages)
            lines += [f"    {phrase}", *([] if phrase.startswith(one.address) else [f"      {one.address}"])]
    if status.asked:
        lines += ["", "Questions for you:", *(f"  {one.path}  about {one.address}" for one in status.asked)]
    if status.gaps:
        lines += ["", f"Still blank in region.toml: {', '.join(status.gaps)}"]
    return lines


def _source(status: Standing) -> str:
    if status.trouble is not None:
        read = "read" if isinstance(status.trouble, FindingsError) else "reached"
        return f"Compared with upstream/, because the source cannot be {read}: {status.trouble.message}"
    if news_waits(status) and status.reached:
        return f"Upstream has news: version {status.reached.version}."
    return "Up to date with its source."


def tell_recovered(sentence: str | None) -> None:
    """Say what an interrupted command had left, if anything."""
    if sentence:
        say(sentence)


# Overrides in the words of people: the titles of pages and headings instead of their addresses.

_DID = {
    "replace": "{what}: you replaced it",
    "before": "{what}: you put text before it",
    "after": "{what}: you put text after it",
    "remove": "{what}: you left it out",
    "set": "{what}: you set it",
    "drop": "{what}: you left the page out",
    "rename": "{what}: you renamed the page",
    "order": "{what}: you changed the order of its sections",
    "page": "{what}: a page of your own",
    "file": "{what}: a file of your own",
    "agenda": "{what}: you changed the agenda",
}

MEANINGS = {
    State.CONFLICT: "you and upstream changed the same words; update keeps yours and asks you",
    State.BASE_MOVED: "upstream changed it too, in other words; update puts both together",
    State.REDUNDANT: "upstream now says what you say; update takes your change away and keeps the credit",
    State.ORPHANED: "upstream gave up what you changed; yours stays, and update asks you",
    State.FRESH: "upstream is as it was when you made the change",
}


def named(one: Stated, upstream: HubPages, locks: Mapping[str, PageLock]) -> str:
    """Return what an override is about and what the region did there, as a phrase."""
    phrase = _DID.get(one.op, "{what}: changed").format(what=_what(one.address, one.op, upstream, locks))
    why = " ".join(one.why.split())
    return f"{phrase} ({why})" if why else phrase


def _what(address: str, op: str, upstream: HubPages, locks: Mapping[str, PageLock]) -> str:
    if "#" in address:
        page, _, anchor = address.partition("#")
        lock = locks.get(page, PageLock())
        heading = next((one.title for one in lock.outline if one.anchor == anchor), anchor)
        title = upstream.title(page)
        return f"“{heading}”" if heading == title else f"“{heading}” in “{title}”"
    if "@" in address:
        round_name, _, item = address.partition("@")
        page = f"{round_name}/{item}"
        name = f"“{upstream.title(page)}”" if page in upstream.names else item
        return f"{name} in “{upstream.title(f'{round_name}/index')}”"
    if ":" in address:
        page, _, field = address.rpartition(":")
        return f"{field} of “{upstream.title(page)}”"
    return address if op in ("page", "file") else f"“{upstream.title(address)}”"
