"""Settling questions: keep the region's own, take upstream's, or put a new text. Pure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from kit.franchise.agenda.formats import agenda_key, picked_entries
from kit.franchise.agenda.operations import as_toml, operations_in, with_changes, write_operations
from kit.franchise.agenda.rebase import Upstream, as_added
from kit.franchise.compose.front_matter import TIMES, identity
from kit.franchise.compose.overrides import Op, Overrides, read_overrides
from kit.franchise.compose.words import base_text
from kit.franchise.home import upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.words import MARK
from kit.franchise.record import PAGES, SETTINGS, Lock, PageLock, added, file_digest, lock_files, read_lock
from kit.franchise.update.arriving import with_text
from kit.franchise.update.asking import put_away, with_readme
from kit.franchise.update.record_bases import record, recorded_anew
from kit.franchise.update.review import KEEP, USE, Answer
from kit.franchise.update.review import answers as open_questions
from kit.franchise.update.spans import ASKED, BESIDE, asked_about, joined, sayings
from kit.franchise.update.together import laid, plain_end
from kit.model.agenda_schema import AgendaOperation
from kit.model.errors import WrongUsage
from kit.model.findings import Finding
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.source.settings.files import read_region
from kit.source.settings.toml_edit import TomlEditor


class Choice(Enum):
    """How a question is settled."""

    KEEP = "keep"
    TAKE = "take"


@dataclass(frozen=True)
class Settled:
    """One question and its answer; ``text`` is a new text for a section, and then the choice is KEEP.

    ``file`` is what people call the file of that text, and ``line`` the line at which the text begins there. ``kept``
    are the pages on which other words are kept that somebody wrote on the question's.
    """

    address: str
    choice: Choice
    text: str | None = None
    file: str = ""
    line: int = 1
    kept: tuple[str, ...] = ()


def decided(pages: Sequence[Answer]) -> tuple[list[Settled], list[Answer]]:
    """Return what the ticks on ``pages`` settle, and the pages that stay open, each with its trouble."""
    done, left = list[Settled](), list[Answer]()
    for address in dict.fromkeys(page.address for page in pages):
        here = [page for page in pages if page.address == address]
        trouble = _undecided(here)
        left += [replace(page, trouble=trouble) for page in here if trouble]
        done += [] if trouble else [_as_ticked(next(page for page in here if page.ticked))]
    return done, left


def _as_ticked(page: Answer) -> Settled:
    if page.ticked[0] == USE:
        return Settled(page.address, Choice.KEEP, page.text, page.path, page.line)
    return Settled(page.address, Choice.KEEP if page.ticked[0] == KEEP else Choice.TAKE)


def _undecided(pages: Sequence[Answer]) -> str:
    """Return why the pages of one question settle nothing yet, as the end of a sentence; "" if they do."""
    ticks = [tick for page in pages for tick in page.ticked]
    ticked = next((page for page in pages if page.ticked), pages[-1])
    if not ticks and any(page.text for page in pages):
        return f"no box is ticked, and a text stands below them; to use that, tick “{USE}”."
    if len(set(ticks)) != 1:
        here = [page.path for page in pages if page.ticked]
        where = f" on {' and '.join(here)}" if len(here) > 1 else ""
        return f"{len(set(ticks))} boxes are ticked{where}: {_named(ticks)}." if ticks else "no box is ticked."
    if ticks[0] == USE and not ticked.text:
        return f"“{USE}” is ticked, and nothing is written below it."
    if ticks[0] == USE and (mark := MARK.search(ticked.text)):
        return f"its text holds a mark of what changed, {mark[0]}…], as people copy it; leave the words that you want."
    if ticks[0] != USE and ticked.text:
        return f"“{ticks[0]}” is ticked, and a text stands below; to use that, tick “{USE}” alone, else take it out."
    return ""


def _named(ticks: Sequence[str]) -> str:
    return " and ".join(f"“{tick}”" for tick in dict.fromkeys(ticks))


class _Desk:
    """The region while questions are settled."""

    def __init__(self, tree: Tree, region: RegionFile, found: list[Finding]) -> None:
        self.tree, self.region = tree, region
        self.overrides: Overrides = read_overrides(tree, found)
        self.lock: Lock = record(tree, region, self.overrides, read_lock(tree.files, found))
        self.upstream = HubPages(upstream_seen(tree, region))
        self.files = {path: data for path, data in tree.files.items() if not path.startswith((PAGES, SETTINGS))}
        self.toml = TomlEditor("region.toml", tree.files["region.toml"])
        self.pages = open_questions(tree.files)
        self.open = {one.address for one in self.pages}

    def settle(self, one: Settled) -> None:
        """Apply one answer. Raises WrongUsage where there is no such question."""
        if one.address not in self.open:
            one = replace(one, address=f"{one.address}.md")  # a whole page
        if one.address not in self.open:
            raise _no_question(one.address.removesuffix(".md"))
        if one.text is not None and "#" not in one.address and f"pages/{one.address}" not in self.files:
            message = f"{one.address} is no text, so it cannot be settled with a text of yours."
            raise WrongUsage(message, "Use --keep or --take.")
        self.answer(one)
        for page in [page for page in self.pages if page.address == one.address]:
            put_away(self.files, page, unused=page.touched or page.text not in ("", one.text))

    def answer(self, one: Settled) -> None:
        page, mark, anchor = one.address.partition("#")
        if mark:
            self.section(page, anchor, one)
        elif "@" in one.address:
            self.agenda(one)
        elif ":" in one.address:
            self.field(one)
        else:
            self.file(one)

    def section(self, page: str, anchor: str, one: Settled) -> None:
        here = self.overrides.of(page)
        override = here.get((anchor, Op.REPLACE)) or here.get((anchor, Op.WORDS))
        lock = self.lock.pages.get(page)
        if lock is not None and (head := asked_about(lock).get(anchor)):
            self.span(page, lock, head, one)
            return
        if override is None or lock is None:
            raise _no_question(one.address)
        key = f"{anchor}.{override.op.value}"
        if one.choice is Choice.TAKE:
            del self.files[override.file]
            self.bases(page, lock, {name: base for name, base in lock.bases.items() if name.partition("?")[0] != key})
            return
        if one.text is not None:
            self.files[override.file] = with_text(self.files[override.file], override, one.text)
        theirs = self.upstream.section(page, anchor)
        settled = {key: base_text(override.op, theirs)} if theirs is not None else {f"{key}?kept": True}
        self.bases(page, lock, {**lock.bases, **settled})

    def span(self, page: str, lock: PageLock, head: str, one: Settled) -> None:
        """Settle a question about several sections; what the region put beside them for itself stays."""
        asked = lock.bases[f"{head}{ASKED}"]
        anchors = [anchor for anchor in self.upstream.anchors(page) if anchor in asked]
        base = set(sayings(str(lock.bases[head])))
        own = {
            override: self.files[override.file]
            for override in self.overrides.sections.get(page, ())
            if override.anchor in anchors and (override.op not in BESIDE or base & set(sayings(override.text)))
        }
        if one.choice is Choice.TAKE or one.text is not None:
            for override in own:
                del self.files[override.file]
        if one.text is not None:
            theirs = plain_end(joined([self.upstream.section(page, anchor) or "" for anchor in anchors]))
            for (anchor, op), data in laid(page, anchors, theirs, own, one.text).items():
                self.files[f"overrides/{page}/{anchor}.{op.value}.md"] = data
        self.bases(page, lock, {key: base for key, base in lock.bases.items() if key.rpartition(".")[0] not in anchors})

    def bases(self, page: str, lock: PageLock, bases: Mapping[str, Any]) -> None:
        self.lock = replace(self.lock, pages={**self.lock.pages, page: replace(lock, bases=bases)})

    def field(self, one: Settled) -> None:
        page, _, name = one.address.rpartition(":")
        lock, file = self.lock.pages.get(page), f"overrides/{page}/page.toml"
        if lock is None or file not in self.files or f"set.{name}" not in lock.bases:
            raise _no_question(one.address)
        if one.choice is Choice.KEEP:
            self.bases(page, lock, {**lock.bases, f"set.{name}": self.upstream.fields(page).get(name)})
            return
        toml = TomlEditor(file, self.files.pop(file))
        toml.remove(("set", name))
        if set(toml.values) - {"why"}:
            self.files[file] = toml.data
        self.bases(page, lock, {key: base for key, base in lock.bases.items() if key != f"set.{name}"})

    def agenda(self, one: Settled) -> None:
        round_name, _, rest = one.address.partition("@")
        item, _, key = rest.partition(":")
        operations = operations_in(self.toml, round_name)
        place = next((place for place, own in enumerate(operations) if own.item == item), None)
        if place is None:
            raise _no_question(one.address)
        plan = dict(enumerate(operations))
        if one.choice is Choice.TAKE:
            said = as_toml(plan[place]).keys() & set(TIMES)
            taken = {key} if key else said
            if said - taken:
                plan[place] = with_changes(plan[place], dict.fromkeys(taken))
            else:
                del plan[place]
        elif not key:
            plan[place] = self.as_own(round_name, plan[place])
        write_operations(self.toml, round_name, list(plan.items()))
        self.relock_agenda(round_name, item, key)

    def as_own(self, round_name: str, operation: AgendaOperation) -> AgendaOperation:
        format_name = self.region.round[round_name].format
        before = self.lock.settings.agenda[agenda_key(round_name, format_name)]
        now = picked_entries(self.upstream, round_name, format_name) or []
        return as_added(operation, Upstream(round_name, before, now))

    def relock_agenda(self, round_name: str, item: str, field: str) -> None:
        """Record what upstream says of one field of one item, of the whole item where ``field`` is "".

        Other questions about the same agenda stay open.
        """
        settings = self.region.round[round_name]
        key = agenda_key(round_name, settings.format)
        now = {identity(one): one for one in picked_entries(self.upstream, round_name, settings.format) or []}
        entries = []
        for entry in self.lock.settings.agenda.get(key, []):
            theirs = now.get(identity(entry), {})
            if identity(entry) != item:
                entries.append(entry)
            elif field:
                rest = {name: value for name, value in entry.items() if name != field}
                entries.append({**rest, **({field: theirs[field]} if field in theirs else {})})
        agenda = {**self.lock.settings.agenda, key: entries}
        self.lock = replace(self.lock, settings=replace(self.lock.settings, agenda=agenda))

    def file(self, one: Settled) -> None:
        for folder in ("pages", "files"):
            path = f"{folder}/{one.address}"
            theirs = self.upstream.tree.files.get(one.address)
            if path in self.files and theirs is not None:
                digest = file_digest(one.address, theirs)
                known = {**getattr(self.lock.settings, folder), one.address: digest}
                if one.text is not None:
                    self.files[path] = one.text.encode()
                if one.choice is Choice.TAKE:
                    del self.files[path]
                    known.pop(one.address)
                settings = self.lock.settings
                new = replace(settings, pages=known) if folder == "pages" else replace(settings, files=known)
                self.lock = replace(self.lock, settings=new)
                return
        raise _no_question(one.address)

    def changes(self, done: Sequence[Settled], date: datetime.date) -> dict[str, bytes | None]:
        """Return how the region's files differ from what they were."""
        self.files["region.toml"] = self.toml.data
        with_readme(self.files)
        events = [("resolved", {"address": one.address, "answer": one.choice.value}) for one in done]
        self.files["lineage.toml"] = added(self.tree.files.get("lineage.toml", b""), events, date)
        new = self.files | lock_files(recorded_anew(Tree(self.files), self.lock))
        gone: dict[str, bytes | None] = dict.fromkeys(sorted(self.tree.files.keys() - new.keys()))
        return gone | {path: data for path, data in new.items() if self.tree.files.get(path) != data}


def _no_question(address: str) -> WrongUsage:
    return WrongUsage(f"There is no open question about {address}.", "See them with: peerkit status")


def resolve(
    tree: Tree, answers: Sequence[Settled], date: datetime.date, found: list[Finding]
) -> dict[str, bytes | None] | None:
    """Return the changes that settle ``answers``; None where region.toml cannot be read.

    Raises WrongUsage for an address that is no open question.
    """
    region = read_region(tree, found)
    if region is None:
        return None
    desk = _Desk(tree, region, found)
    for one in answers:
        desk.settle(one)
    return desk.changes(answers, date)


def normal_address(text: str) -> str:
    """Return an address as people may type it, without ``.md`` after the page."""
    return re.sub(r"\.md(?=#|$)", "", text.strip())
