"""Taking changes of others: a proposal into a hub's own pages, or what a sibling has as a region's own overrides."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from kit.app.introduced import changed, introduced
from kit.app.region import Region, open_region, write_changes
from kit.franchise.capture.capture import capture
from kit.franchise.compose.compose import compose
from kit.franchise.compose.settings import merged_moves
from kit.franchise.credits import LINEAGE, with_credits
from kit.franchise.home import as_seen, seen, upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import added
from kit.franchise.share.changes import Change, What, as_it_is, changes, chosen
from kit.franchise.share.proposal import Proposal, Sender, read_proposal
from kit.franchise.share.taking import Taken, Taking, with_reason
from kit.franchise.upstream.sources import reach
from kit.model.credits import CREDITS, Credit
from kit.model.errors import FindingsError, KitError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.schema import HubFile
from kit.model.tree import Tree
from kit.publish.journal import apply, recover
from kit.publish.single import writing_over
from kit.render.proposal import MARK, Shown, proposal_page
from kit.source.settings.files import MOVES, read_hub
from kit.source.tree.read import read_tree
from kit.source.tree.zips import read_plain
from kit.system.locks import locked
from kit.system.memo import remembering

NOTHING_TAKEN = "Nothing was taken, because this would bring a mistake into your pages."


@dataclass(frozen=True)
class Accepted:
    """What became of each change; ``told`` are sentences that people must read."""

    sender: Sender
    taken: Sequence[Taken]
    told: Sequence[str] = ()

    @property
    def page(self) -> str:
        """The review page: what each place says now, and what it would say."""
        shown = [
            Shown(one.address, one.change.title, one.before, one.after, one.change.why, one.outcome.value)
            for one in self.taken
        ]
        intro = [f"{self.sender.named} offers these. On the left is what you have now."]
        return str(proposal_page(f"Changes from {self.sender.name}", intro, [], shown))


@remembering()
def accept(root: Path, file: Path, wholly: Collection[str], dry_run: bool, out: Path | None = None) -> Accepted:
    """Put the proposal in the zip ``file`` into the hub or region at ``root``, as far as nobody has to decide.

    At the addresses in ``wholly`` the proposal's words are taken where both changed the same. The page with both texts
    is written to ``out``, if that is given, together with what is taken, or neither. Raises FindingsError or Refused
    for a proposal that is damaged or unsafe, KitError for one that is for another hub, and FindingsError where a
    mistake would come of it; then nothing is taken.
    """
    proposal = _proposal(file)
    with locked(root):
        place = _Place.at(root)
        _refuse_other(proposal, place.hub)
        _refuse_unknown(wholly, proposal)
        made = datetime.date.today()
        taken, files = place.taken([place.here(one) for one in proposal.changes], [place.called(one) for one in wholly])
        files |= place.moves(taken)
        new = _credits(proposal.sender, [one for one in taken if one.done], made)
        accepted = Accepted(proposal.sender, taken)
        with _shown(accepted, out, bool(files) and not dry_run):
            told = place.store(files, new, "accept", proposal.sender, dry_run)
        return replace(accepted, told=told)


def _shown(accepted: Accepted, out: Path | None, changes: bool) -> AbstractContextManager[None]:
    """Return what writes the page with both texts to ``out`` once the changes are stored, if there are any."""
    done = "What is taken stands in your pages all the same; peerkit undo takes that back." if changes else ""
    return nullcontext() if out is None else writing_over(out, accepted.page.encode(), MARK, done)


def _proposal(file: Path) -> Proposal:
    found: list[Finding] = []
    proposal = read_proposal(read_plain(file), found)
    if proposal is None or has_errors(found):
        message = f"{file} was not taken, and nothing was changed."
        raise FindingsError([replace(one, file=f"{file.name}:{one.file}") for one in found], False, message)
    return proposal


def _refuse_other(proposal: Proposal, hub: HubFile) -> None:
    if proposal.sender.id == hub.id:
        message = f"The proposal says that it comes from {hub.id}, which is the id of this very hub."
        raise KitError(message, "Ask who sent it; a group has an id of its own in its region.toml.")
    if proposal.hub_id != hub.id:
        message = f"The proposal is for {proposal.hub} ({proposal.hub_id}), and this is {hub.name} ({hub.id})."
        raise KitError(message, "Go into the folder of that hub, or name it with -C.")


def _refuse_unknown(wholly: Collection[str], proposal: Proposal) -> None:
    known = [one.address for one in proposal.changes]
    for address in wholly:
        if address not in known:
            raise WrongUsage(f"The proposal has nothing at {address}.", f"Its changes are at: {', '.join(known)}.")


def _credits(sender: Sender, taken: Sequence[Taken], on: datetime.date) -> list[Credit]:
    passed_on = [replace(by, address=one.address) for one in taken for by in one.change.credits]
    return [*passed_on, *(Credit(one.address, sender.name, on, sender.url, sender.by) for one in taken)]


@remembering()
def adopt(root: Path, source: str, address: str, wholly: bool, dry_run: bool, out: Path | None = None) -> Accepted:
    """Take what the group or hub at ``source`` has at ``address``, a page or section, as a change of this region's own.

    Raises WrongUsage where it has nothing there, and what ``accept`` raises.
    """
    with locked(root):
        place = _Place.at(root)
        if place.region is None:
            message = "This is a hub, and a hub takes changes that are proposed to it."
            raise WrongUsage(message, "Ask the group for a proposal, then: peerkit accept FILE")
        reached = reach(root, source, None, typed=True)
        hub = hub_of(reached.tree)
        offered = _theirs(place, reached.composed.given, reached.tree, address, source)
        taken, files = place.taken(offered, [one.address for one in offered] if wholly else ())
        sender = Sender(hub.id, hub.name, hub.url)
        done = [one for one in taken if one.done]
        adopted = Accepted(sender, taken)
        with _shown(adopted, out, bool(files) and not dry_run):
            told = place.store(files, _credits(sender, done, datetime.date.today()), "adopt", sender, dry_run)
        return replace(adopted, told=told)


def _theirs(place: _Place, given: Tree | None, composed: Tree, address: str, source: str) -> list[Change]:
    """Return what another group changed at ``address``, else what it has there, as a change of what we were given."""
    if given is not None:
        found: list[Finding] = []
        settings = compose(given, found)
        if settings is not None and settings.region is not None:
            offered, _ = chosen(changes(given, settings.region), [address])
            if offered:
                return offered
    assert place.region is not None  # noqa: S101 - the caller has looked
    ours = HubPages(upstream_seen(place.region.tree, place.region.settings))
    name = address.removesuffix(".md").replace(".md#", "#")
    theirs = HubPages(seen(composed, place.region.settings))
    one = as_it_is(ours, theirs, name)
    if one is None:
        near = ", ".join(theirs.anchors(name.partition("#")[0])) or "no such page"
        raise WrongUsage(f"{source} has nothing at {address}.", f"On that page it has: {near}.")
    return [one]


@dataclass(frozen=True)
class _Place:
    """The hub or region that takes changes: its files, its composed tree, and its settings."""

    root: Path
    tree: Tree
    composed: Tree
    hub: HubFile
    region: Region | None = None

    @staticmethod
    def at(root: Path) -> _Place:
        """Read the hub or region at ``root``. Raises FindingsError where it holds errors."""
        found: list[Finding] = []
        region = open_region(root) if (root / "region.toml").is_file() else None
        if region is None:
            recover(root)
        tree = region.tree if region else read_tree(root, found)
        composed = compose(tree, found)
        if composed is None or has_errors(found):
            raise FindingsError(found)
        return _Place(root, tree, composed.tree, hub_of(composed.tree), region)

    def called(self, address: str) -> str:
        """Return what is called here what groups that build on this call ``address``."""
        if self.region is None:
            return address
        return as_seen(address, self.region.settings, self.tree.under("upstream"))

    def here(self, one: Change) -> Change:
        """Return the change at the address that its place has here."""
        return replace(one, address=self.called(one.address))

    def taken(self, every: Sequence[Change], wholly: Collection[str]) -> tuple[list[Taken], dict[str, bytes]]:
        """Return what becomes of ``every`` change, and the composed pages that came of it."""
        taking = Taking(self.composed)
        return taking.take(every, wholly), taking.files

    def moves(self, taken: Sequence[Taken]) -> dict[str, bytes]:
        """Return a hub's moves.toml with what the changes renamed or took out, so that other groups' changes follow.

        A region needs none: composing tells by itself what its overrides renamed.
        """
        other = [one for one in taken if one.done and one.change.what is What.SECTION and one.now != one.address]
        if self.region or not other:
            return {}
        before = self.tree.files.get(MOVES, b"").decode("utf-8-sig")
        moved = {one.address: one.now for one in other if one.now}
        gone = [one.address for one in other if not one.now]
        return {MOVES: merged_moves(before, moved, gone, self.hub.version).encode()}

    def store(
        self, files: Mapping[str, bytes], new: Sequence[Credit], verb: str, sender: Sender, dry_run: bool
    ) -> list[str]:
        """Write what came of the changes, with their credits. Raises FindingsError where it would bring a mistake."""
        if not files:
            return []
        changes = self._own(files, new, sender) if self.region else self._pages(files, new)
        if wrong := introduced(self.tree, changed(self.tree, changes)):
            raise FindingsError(wrong, in_tree=False, message=NOTHING_TAKEN)
        if dry_run:
            return []
        said = write_changes(self.region, changes, verb) if self.region else apply(self.root, changes, verb)
        return [said] if said else []

    def _pages(self, files: Mapping[str, bytes], new: Sequence[Credit]) -> dict[str, bytes | None]:
        return {**files, CREDITS: with_credits(self.tree.files.get(CREDITS, b""), new)}

    def _own(self, files: Mapping[str, bytes], new: Sequence[Credit], sender: Sender) -> dict[str, bytes | None]:
        """Return the overrides that say what ``files`` do, with a reason, and the lineage that says where from."""
        captured = capture(self.tree, Tree({**self.composed.files, **files}), [])
        why = f"Taken over from {sender.name}."
        made = {path: self._reasoned(path, data, why) for path, data in captured.changes.items()}
        events = [("adopted", _event(one, sender)) for one in new]
        lineage = added(self.tree.files.get(LINEAGE, b""), events, datetime.date.today())
        return {**made, LINEAGE: lineage}

    def _reasoned(self, path: str, data: bytes | None, why: str) -> bytes | None:
        new = path.startswith("overrides/") and path.endswith(".md") and path not in self.tree.files
        return with_reason(data, why) if data is not None and new else data


def _event(one: Credit, sender: Sender) -> dict[str, str]:
    values = {"address": one.address, "from": sender.id, "group": one.group, "url": one.url, "by": one.by}
    return {key: value for key, value in values.items() if value}


def hub_of(tree: Tree) -> HubFile:
    """Return the settings of a hub's or composed tree. Raises FindingsError where they cannot be read."""
    found: list[Finding] = []
    hub = read_hub(tree, found)
    if hub is None:
        raise FindingsError(found)
    return hub
