"""Offering what a region changed, as a zip that its hub can take."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.app.accept import hub_of
from kit.app.introduced import errors
from kit.app.region import Region, open_region, write_changes
from kit.facilitate.history import History, better_minutes
from kit.franchise.credits import LINEAGE
from kit.franchise.home import as_written, upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import added
from kit.franchise.share.changes import Change, What, changes, chosen, value_text
from kit.franchise.share.own_names import holds, own_names, own_values
from kit.franchise.share.proposal import FIRST, Proposal, Sender, leaves, proposal_files
from kit.franchise.update.review import answers
from kit.model.agenda import Item
from kit.model.edition import Round
from kit.model.errors import FindingsError, KitError, WrongUsage
from kit.model.schema import HubFile
from kit.publish.archive import zipped
from kit.publish.single import write_over, writing_over
from kit.render.proposal import Shown, proposal_page
from kit.source.settings.private import joining_links
from kit.source.tree.read import private_settings, read_tree
from kit.system.locks import locked
from kit.system.memo import remembering


@dataclass(frozen=True)
class Proposed:
    """What was offered: the changes, and a sentence each on what leaves the region."""

    proposal: Proposal
    leaves: Sequence[str]


@remembering()
def propose(
    root: Path, wanted: Sequence[str], out: Path, by: str, why: str, names_too: bool, dry_run: bool
) -> Proposed:
    """Write the region's changes at the addresses ``wanted``, all of them for none, to the zip ``out``.

    Raises WrongUsage for an address at which nothing was changed, KitError where a question is open there or a text
    holds a name of the region's own and ``names_too`` does not say that it may leave.
    """
    with locked(root):
        region = open_region(root)
        hub = hub_of(upstream_seen(region.tree, region.settings))
        offered = _offered(region, wanted)
        _refuse_open(region, offered)
        _refuse_mistakes(region)
        _refuse_names(root, region, hub, offered, why, names_too)
        sender = Sender(region.settings.id, region.settings.name, region.settings.url, by)
        today = datetime.date.today()
        there = tuple(_at_the_hub(region, one) for one in offered)
        proposal = Proposal(sender, hub.id, hub.name, hub.version, hub.licence, today, there, why)
        made = Proposed(proposal, leaves(there))
        if not dry_run:
            _write(region, made, out)
        return made


def _offered(region: Region, wanted: Sequence[str]) -> list[Change]:
    every = changes(region.tree, region.settings)
    offered, missing = chosen(every, wanted)
    places = ", ".join(one.address for one in every) or "none"
    if missing:
        raise WrongUsage(f"You changed nothing at {missing[0]}.", f"What you could offer is at: {places}.")
    if not offered:
        message = "This region changed nothing that others could take: agendas, names and colours are its own."
        raise WrongUsage(message, "Change a section first: peerkit edit PAGE")
    return offered


def _at_the_hub(region: Region, one: Change) -> Change:
    """Return the change at the address where the hub has the place: its ``region.md`` is the region's home page."""
    return replace(one, address=as_written(one.address, region.settings, region.tree.under("upstream")))


def _refuse_open(region: Region, offered: Sequence[Change]) -> None:
    """While a question is open, nobody can tell the region's words from what its hub changed in them."""
    asked = {one.address.removesuffix(".md") for one in answers(region.tree.files)}
    waiting = [one.address for one in offered if one.address in asked]
    if waiting:
        message = f"A question about {waiting[0]} is open, so what you say there is not settled yet."
        raise KitError(message, "Settle it first: peerkit resolve")


def _refuse_mistakes(region: Region) -> None:
    """What ``check`` finds wrong would be wrong at the hub, too."""
    if found := errors(region.tree):
        raise FindingsError(found)


def _refuse_names(
    root: Path, region: Region, hub: HubFile, offered: Sequence[Change], why: str, names_too: bool
) -> None:
    secrets = list(joining_links(private_settings(root, []), list(region.settings.round), []).values())
    found = own_names(offered, region.settings, hub.variables, secrets)
    told = [(one.words, f"{one.change.address} has “{one.words}”, {one.what}") for one in found]
    values = own_values(region.settings, hub.variables, secrets)
    told += [(words, f"--why has “{words}”, {what}") for words, what in values.items() if holds(why, words)]
    secret = [sentence for words, sentence in told if words in secrets]
    if secret or (told and not names_too):
        sentences = "; ".join((secret or [sentence for _, sentence in told])[:10])
        message = f"These texts name what is your own, so nothing was written. {sentences}."
        hint = "Write it another way there, for example {{ venue }} for your venue; or say --names if all may have it."
        raise KitError(message, "Take the link out of the text; it must never leave." if secret else hint)


def _write(region: Region, made: Proposed, out: Path) -> None:
    proposal = made.proposal
    data = _packed(made, HubPages(region.tree.under("upstream")))
    events = [("proposed", {"to": proposal.hub_id, "address": one.address}) for one in proposal.changes]
    with writing_over(
        out, data, FIRST, f"{LINEAGE} says all the same that you offered it; peerkit undo takes that back."
    ):
        write_changes(region, {LINEAGE: added(region.tree.files.get(LINEAGE, b""), events, proposal.made)}, "propose")


def _packed(made: Proposed, upstream: HubPages) -> bytes:
    proposal = made.proposal
    shown = [Shown(one.address, one.title, one.base, one.text, one.why) for one in proposal.changes]
    page = proposal_page(
        f"What {proposal.sender.name} offers to {proposal.hub}", _intro(proposal), list(made.leaves), shown
    )
    epoch = int(datetime.datetime.combine(proposal.made, datetime.time(), datetime.UTC).timestamp())
    return zipped(proposal_files(proposal, str(page).encode(), upstream), epoch)


def _intro(proposal: Proposal) -> list[str]:
    who = f"{proposal.sender.named} offers these changes of {proposal.hub} {proposal.version}"
    return [f"{who}, under {proposal.licence}.", *filter(None, [proposal.why])]


# The minutes that many meetings took, offered to a hub as a group would offer them.


def minutes_proposed(root: Path, meeting: Round, past: History, out: Path) -> Proposed | None:
    """Write to ``out`` the minutes of sessions that meetings show to be wrong; None where there are none.

    Raises WrongUsage for a region, which sets its own minutes.
    """
    if (root / "region.toml").is_file():
        message = "A region gives its sessions minutes of its own, and offers them with peerkit propose."
        raise WrongUsage(message, "Name the hub with -C, or leave out --out.")
    tree = read_tree(root, [])
    hub, pages = hub_of(tree), HubPages(tree)
    better = better_minutes(past)
    offered = [one for item in meeting.agenda for one in _minutes(item, pages, better, past)]
    if not offered:
        return None
    held = f"{len(past.dates)} meetings"
    sender = Sender("meetings", f"The logs of {held}")
    made = Proposal(sender, hub.id, hub.name, hub.version, hub.licence, datetime.date.today(), tuple(offered))
    proposed = Proposed(made, leaves(offered))
    write_over(out, _packed(proposed, pages), FIRST)
    return proposed


def _minutes(item: Item, pages: HubPages, better: Mapping[str, int], past: History) -> Iterator[Change]:
    """Yield the change of a session's minutes, where the agenda leaves them to the session's page."""
    if item.id not in better or len(item.sessions) != 1 or item.minutes is not None:
        return
    page = item.sessions[0]
    base = value_text(pages.fields(page).get("minutes"))
    record = next(one for one in past.records if one.id == item.id)
    why = f"{record.times} meetings took {record.least} to {record.most} minutes, in the middle {record.median:g}."
    yield Change(What.FIELD, f"{page}:minutes", f"minutes of “{pages.title(page)}”", base, str(better[item.id]), why)
