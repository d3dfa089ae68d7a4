"""What ``accept`` and ``adopt`` show: what became of each change that somebody offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.cli.common import say, show

if TYPE_CHECKING:
    from kit.app.accept import Accepted
    from kit.franchise.share.taking import Taken


def show_taken(found: Accepted, dry_run: bool) -> list[Taken]:
    """Show what became of each change, and return those about which somebody has to decide."""
    show(f"From {found.sender.named}:", *(f"  {line}" for one in found.taken for line in _lines(one)))
    done, asked = (sum(getattr(one, kind) for one in found.taken) for kind in ("done", "asks"))
    parts = [f"{done} {'would be taken' if dry_run else 'taken'}", f"{asked} to decide" if asked else ""]
    say(f"{', '.join(filter(None, parts))}." + (" Nothing was changed." if dry_run or not done else ""))
    for sentence in found.told:
        say(sentence)
    return [one for one in found.taken if one.asks]


def _lines(one: Taken) -> list[str]:
    there = f" (now {one.address})" if one.address != one.change.address else ""
    lines = [f"{one.change.address}{there}: {one.outcome.value}"]
    return [*lines, f"  Why: {one.change.why}"] if one.change.why else lines
