"""A region on the disk: opening it, finding its upstream, and the commands that change it, one function each."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kit import __version__
from kit.app.carried_kit import FOLDER as KIT
from kit.app.carried_kit import renewed_kit
from kit.app.check import load, ordered
from kit.app.fitting import fitted, refuse_new_mistakes, settled
from kit.app.introduced import introduced
from kit.facilitate.built import gaps
from kit.franchise.compose.overrides import Op, read_overrides
from kit.franchise.compose.words import base_text
from kit.franchise.home import upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.words import marked
from kit.franchise.update.brought import Brought, brought
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.resolve import Settled, decided, resolve
from kit.franchise.update.review import FOLDER, KEPT, Answer, answers
from kit.franchise.update.update import Updated, drafted, update
from kit.franchise.upstream.pristine import RECORD as PRISTINE
from kit.franchise.upstream.pristine import edited_files, pristine_record
from kit.franchise.upstream.sources import Reached, reach
from kit.model.errors import EnvironmentTrouble, FindingsError, KitError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.publish.journal import apply, recover
from kit.publish.undo import Undone, undo
from kit.source.settings.files import read_hub, read_region
from kit.source.tree.read import read_tree, with_everything, with_record
from kit.source.tree.rules import copied_questions
from kit.system.gc_tuning import calm
from kit.system.locks import locked
from kit.system.memo import remembering


@dataclass(frozen=True)
class Region:
    """A region as it lies on the disk, with its record, and what an interrupted command left to tell."""

    root: Path
    tree: Tree
    settings: RegionFile
    recovered: str | None = None


def open_region(root: Path) -> Region:
    """Open the region at ``root``, finishing first what a killed command left.

    Raises WrongUsage for a hub, FindingsError where the region cannot be read.
    """
    if not (root / "region.toml").is_file():
        message = f"{root} is a hub, and hubs have no upstream to receive from."
        raise WrongUsage(message, "Go into a region's folder, or name one with -C.")
    recovered = recover(root)
    found: list[Finding] = []
    tree = _everything(root, found)
    settings = read_region(tree, found)
    if settings is None or has_errors(found):
        raise FindingsError(found)
    return Region(root, tree, settings, recovered)


def write_changes(region: Region, changes: Mapping[str, bytes | None], command: str) -> str | None:
    """Write ``changes`` into the region as ``apply`` does, if it still is as it was read.

    Raises EnvironmentTrouble, with nothing changed, where it is not. An override that a service for syncing had taken
    away for a moment would look like one that somebody deleted.
    """
    before, now = region.tree.files, _everything(region.root, []).files
    other = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    if other:
        message = f"{other[0]} changed while {command} ran{' (others too)' if other[1:] else ''}. Nothing was changed."
        raise EnvironmentTrouble(message, "Wait until everything is saved and synced, then run the command again.")
    return apply(region.root, changes, command)


def _everything(root: Path, found: list[Finding]) -> Tree:
    tree = with_everything(root, read_tree(root, found))
    found += copied_questions(tree.files)
    return tree


@dataclass(frozen=True)
class Standing:
    """What ``status`` tells: each override's state, the gaps, and whether the source could be reached."""

    region: Region
    draft: Draft
    reached: Reached | None
    trouble: KitError | None
    gaps: tuple[str, ...]
    asked: tuple[Answer, ...]


def standing(root: Path) -> Standing:
    """Return how the region stands against its source, or against ``upstream/`` if that cannot be reached."""
    region = open_region(root)
    reached, trouble = None, None
    try:
        reached = reach(root, region.settings.upstream.source, None)
    except KitError as error:
        trouble = error
    found: list[Finding] = []
    upstream = reached.tree if reached else region.tree.under("upstream")
    draft = drafted(region.tree, upstream, region.settings, found)
    if has_errors(found):
        raise FindingsError(found)
    return Standing(region, draft, reached, trouble, _gaps(region), tuple(answers(region.tree.files)))


def news(region: Region) -> tuple[str, Brought]:
    """Return the version that the region's source has now, and what it would bring.

    Raises EnvironmentTrouble where the source cannot be reached.
    """
    reached = reach(region.root, region.settings.upstream.source, None)
    found: list[Finding] = []
    draft = drafted(region.tree, reached.tree, region.settings, found)
    if has_errors(found):
        raise FindingsError(found)
    return reached.version, brought(draft, region.settings)


def _gaps(region: Region) -> tuple[str, ...]:
    """Return the variables that are still empty; only where rounds are hidden does it take pages to know which."""
    hub = read_hub(region.tree.under("upstream"), [])
    values = {**(hub.variables if hub else {}), **region.settings.variables}
    empty = tuple(name for name, value in values.items() if not value.strip())
    hides = any(one.hidden for one in region.settings.round.values())
    edition = load(region.root).edition if empty and hides else None
    return tuple(gaps(edition)) if edition else empty


def receive(
    root: Path, source: str | None, version: str | None, dry_run: bool, lasting: bool = True
) -> tuple[Region, Updated]:
    """Update the region from ``source`` (typed, counted from the current folder) or its own source, and write it.

    ``source`` is the region's own from now on, unless it is not to be ``lasting``.

    Raises EnvironmentTrouble where the source cannot be reached or has no such version; nothing is changed then.
    """
    with locked(root):
        return _receive(root, source, version, dry_run, lasting)


def _receive(
    root: Path, source: str | None, version: str | None, dry_run: bool, lasting: bool
) -> tuple[Region, Updated]:
    region = open_region(root)
    _refuse_edited(region)
    reached = reach(root, source or region.settings.upstream.source, version, typed=source is not None)
    with calm(), remembering():
        refuse_new_mistakes(region.tree.under("upstream"), reached)
        updated = fitted(region.tree, partial(_attempt, region, reached, reached.text if source and lasting else None))
    updated = replace(updated, changes=_with_pristine(region, reached.tree, updated.changes))
    updated = _with_kit(root, updated)
    if not dry_run:
        write_changes(region, updated.changes, "update")
    return region, updated


def _attempt(region: Region, reached: Reached, source: str | None, held: frozenset[str]) -> Updated:
    found: list[Finding] = []
    updated = update(region.tree, reached.tree, source, datetime.date.today(), found, held)
    if updated is None or has_errors(found):
        raise FindingsError(ordered(found))
    return updated


def _refuse_edited(region: Region) -> None:
    """Words that somebody wrote into ``upstream/`` are local words too, and an update would write over them."""
    edited = edited_files(region.tree, region.settings)
    if edited is None or edited:
        which = f": {', '.join(edited[:3])}{' and more' if len(edited) > 3 else ''}" if edited else ""
        message = f"Files in upstream/ were edited, and an update would write over them{which}."
        raise KitError(message, "Make these edits changes of your own first: peerkit capture --upstream")


def _with_pristine(region: Region, upstream: Tree, changes: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    record = pristine_record(upstream)
    rest = {path: data for path, data in changes.items() if path != PRISTINE}
    return rest if region.tree.files.get(PRISTINE) == record else {**rest, PRISTINE: record}


def _with_kit(root: Path, updated: Updated) -> Updated:
    """Let the region carry the running kit where that is newer than its own, and tell so; or tell why it cannot."""
    try:
        kit = renewed_kit(root)
    except EnvironmentTrouble as error:
        told = f"{KIT}/ keeps its older kit. {error.message} {error.hint}"
        return replace(updated, news=[*updated.news, (News.TOLD, told)])
    if not kit:
        return updated
    told = f"{KIT}/ holds the kit of version {__version__} now, which your workflows use."
    return replace(updated, changes={**updated.changes, **kit}, news=[*updated.news, (News.TOLD, told)])


def settle(root: Path, given: Settled | None, dry_run: bool) -> tuple[list[Settled], list[Answer]]:
    """Settle one question, or every review page with exactly one tick; return what was settled and what was not.

    Raises WrongUsage where there is no such question.
    """
    with locked(root):
        return _settle(root, given, dry_run)


def _settle(root: Path, given: Settled | None, dry_run: bool) -> tuple[list[Settled], list[Answer]]:
    region = open_region(root)
    refuse_empty(given)
    pages = answers(region.tree.files)
    done, undecided = decided(pages)
    done = [given] if given else done
    if not done:
        return [], undecided
    with calm(), remembering():
        changes, done, unfit = settled(region.tree, done, partial(resolved, region.tree))
    if given and unfit:
        raise FindingsError(unfit[given.address], in_tree=False, message=_STAYS_OPEN)
    if done and not dry_run:
        write_changes(region, changes, "resolve")
    troubles = {one.path: one.trouble for one in undecided}
    left = [one for one in pages if changes.get(one.path, b"") is not None]
    left = [replace(one, trouble=troubles.get(one.path) or _trouble(unfit.get(one.address, ()))) for one in left]
    return [replace(one, kept=_kept(one, pages, changes)) for one in done], left


def _kept(one: Settled, pages: Sequence[Answer], changes: Mapping[str, bytes | None]) -> tuple[str, ...]:
    """Return the pages on which ``changes`` keep what was written on those of a settled question, and not used."""
    here = [page.path for page in pages if page.address.removesuffix(".md") == one.address.removesuffix(".md")]
    names = tuple(path.removesuffix(".md").replace(FOLDER, KEPT, 1) for path in here)
    return tuple(path for path in changes if path.startswith(names))


_STAYS_OPEN = "Nothing was changed: this answer would bring a mistake into your pages, so the question stays open."


def refuse_empty(given: Settled | None) -> None:
    """Raise KitError where a new text has no words."""
    if given and given.text is not None and not given.text.strip():
        message = f"{given.file or 'The new text'} is empty, so your words would be gone. Nothing was changed."
        raise KitError(message, "Write the whole section there, with its heading; or use --keep or --take.")


def _trouble(wrong: Sequence[Finding]) -> str:
    """Return what an answer would bring, as the end of a sentence; "" where it would bring nothing wrong."""
    return "; ".join(f"its answer would bring a mistake: {one.place}: {one.message} {one.hint}" for one in wrong[:1])


def resolved(tree: Tree, answers: Sequence[Settled]) -> Mapping[str, bytes | None]:
    """Return what settling ``answers`` changes in the region. Raises what ``resolve`` does, and FindingsError."""
    found: list[Finding] = []
    changes = resolve(tree, answers, datetime.date.today(), found)
    if changes is None or has_errors(found):
        raise FindingsError(found)
    return changes


@remembering()
def take_back(root: Path) -> tuple[Undone, list[Finding]]:
    """Take back what the last command changed; return that, and the errors that are there now and were not before.

    Every byte is as it was, so what was in order is so again. Only what somebody wrote since, upon what is gone now,
    may not fit any more; it stays, and is told. Raises what ``undo`` raises.
    """
    before = _as_it_lies(root)
    done = undo(root)
    return done, introduced(before, _as_it_lies(root))


def _as_it_lies(root: Path) -> Tree:
    return with_record(root, read_tree(root, []))


@dataclass(frozen=True)
class Difference:
    """One section as upstream has it and as the region does, and both in one with the changes marked."""

    address: str
    op: str
    theirs: str
    ours: str

    @property
    def marked(self) -> str:
        """Upstream's text with the region's changes marked in words."""
        return marked(self.theirs, self.ours)


def differences(region: Region) -> list[Difference]:
    """Return the region's changes of sections against ``upstream/``, by page and anchor."""
    upstream = HubPages(upstream_seen(region.tree, region.settings))
    overrides = read_overrides(region.tree, [])
    every = (one for ones in overrides.sections.values() for one in ones)
    found = []
    for one in sorted(every, key=lambda one: (one.page, one.anchor, one.op.value)):
        section = upstream.section(one.page, one.anchor) or ""
        theirs = "" if one.op in (Op.BEFORE, Op.AFTER) else base_text(one.op, section)
        found.append(Difference(one.address, one.op.value, theirs, one.text))
    return found


def edited_upstream(region: Region) -> bool:
    """Whether somebody edited ``upstream/``, or what was received there is not known any more."""
    return edited_files(region.tree, region.settings) != []
