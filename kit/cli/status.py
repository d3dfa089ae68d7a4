"""``peerkit status``."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import Session, json_text, say, show
from kit.cli.help import verb
from kit.quick import remember

if TYPE_CHECKING:
    from kit.region import Standing


@verb(
    "Show what is yours and what upstream has for you: each override with its state, open questions, and blanks.\n\n"
    "fresh: upstream is as it was. base-moved: upstream improved what you changed, and update will put it in. "
    "conflict: you both changed the same words, and update will ask. redundant: upstream says what you say. "
    "orphaned: upstream gave up what you changed.",
    "peerkit status",
    "peerkit -C ../midlands status --json",
)
@click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Exit 0: to look is no mistake."""
    from kit.region import standing

    since = time.time_ns()
    session = context.ensure_object(Session)
    root = session.root()
    status = standing(root)
    data = json_text(status_json(status)) if as_json else "\n".join(status_lines(status))
    following = f"Next: {session.command(*_next(status))}"
    show(data)
    tell_recovered(status.region.recovered)
    say(following)
    if status.reached is not None and status.reached.place is not None:
        place = str(status.reached.place.resolve())
        remember(sys.argv[1:], str(root.resolve()), place, since, f"{data}\n", f"{following}\n")


def _next(status: Standing) -> list[str]:
    if status.asked:
        return ["resolve"]
    return ["update"] if news_waits(status) else ["check"]


def news_waits(status: Standing) -> bool:
    """Whether the source differs from what the region stands on."""
    from kit.franchise.digest import tree_digest

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
    from kit.cli.naming import MEANINGS, named
    from kit.franchise.hubpages import HubPages

    pin = status.region.settings.upstream
    lines = [f"{status.region.settings.name}, on {pin.version} of {pin.source}", _source(status), ""]
    changes = sorted(status.draft.states, key=lambda one: one.address)
    lines.append(f"Your changes: {len(changes) or 'none'}")
    upstream = HubPages(status.region.tree.under("upstream"))
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
        return f"Compared with upstream/, because the source cannot be reached: {status.trouble.message}"
    if news_waits(status) and status.reached:
        return f"Upstream has news: version {status.reached.version}."
    return "Up to date with its source."


def tell_recovered(sentence: str | None) -> None:
    """Say what an interrupted command had left, if anything."""
    if sentence:
        say(sentence)
