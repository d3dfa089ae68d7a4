"""The update of a region, as a list of steps. Pure: it returns which files change, and what to tell people.

One example goes through all of them. Upstream's page ``round-1/talk.md`` lasts 20 minutes, and its section "Steps" says
"Read it. Score it." The region has four changes of its own::

    overrides/round-1/talk/steps.replace.md    Read it. Score it. Clap.
    overrides/round-1/talk/page.toml           [set] minutes = 25
    region.toml                                leads = {talk = "Sam"}, and on the agenda item = "talk", minutes = 30

Now upstream renames the page to ``round-1/speech``, makes the words "Read it aloud. Score it." and the minutes 25.

1. ``_draft`` reads the overrides and, from ``.kit/lock``, what upstream said when each was written (B); for one that
   nobody recorded, what ``upstream/`` says. A ``Follower`` can tell where each old page and section is now, and links
   to pages whose names others have now are called anew in T and B.
2. ``renamed_rounds`` and ``rename_rounds``: no round was renamed or given another number, so region.toml stays.
3. ``update_page_files``: upstream has the 25 minutes too, so ``page.toml`` has nothing left to say and goes.
4. ``update_sections``: upstream's words (U) differ from B, and so do ours (T). They merge to "Read it aloud. Score it.
   Clap." That is written to ``overrides/round-1/speech/steps.replace.md``, and B becomes U. Had both changed the same
   words, T would stay, B would stay, and a question would be opened.
   ``keep_footnotes``: our words call none.
5. ``update_whole_files`` looks at ``pages/`` and ``files/``: none here. ``keep_fields_of_sessions``: none needed.
6. ``update_addresses`` remembers that talk is speech now, because the region's own text may link to it.
7. ``update_agendas``: the operation names ``speech`` now. Its 30 minutes stay, since upstream's agenda did not change.
   It comes after the sections, whose orphans tell which sessions live on in the region. ``tell_of_own_pages``: none.
8. ``update_leads_and_rooms``: the line in region.toml says ``leads = {speech = "Sam"}``. ``update_logs`` has nothing
   to do.
9. ``update_settings``: variables and colours that have other values or names upstream. ``hide_new_rounds``: none here.
   ``tell_of_unshown``: the page is in its round still.
10. ``keep_needed`` finds nothing that our words name and upstream gave up: no picture, no variable.
11. ``_pin`` writes the version and digest that the region stands on from now on.
12. ``ask_on_pages`` writes a review page for each open question, here none; ``_note`` says in the lineage what was
    taken in.
13. ``verify`` looks for every word of every old override once more. This does not trust the steps above: whatever they
    did, an update that would lose "Clap." is refused as a whole.
14. ``brought`` compares upstream's old and new pages, and ``write_whats_new`` shows the two texts of "Steps" on
    ``review/whats-new.md``.
15. ``_changes`` compares old and new region file by file. Nothing has been written until then.

``tests/franchise/update/test_worked_example.py`` plays this example.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kit.franchise.compose.overrides import Overrides, read_overrides
from kit.franchise.home import home_news, seen, seen_moves
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.words import unsaid
from kit.franchise.record import FOLDER, Lock, added, lock_files, read_lock, tree_digest
from kit.franchise.update.addresses import update_addresses
from kit.franchise.update.agendas import update_agendas
from kit.franchise.update.asking import ask_on_pages
from kit.franchise.update.brought import Brought, brought
from kit.franchise.update.by_session import update_leads_and_rooms
from kit.franchise.update.draft import Draft, News, Question
from kit.franchise.update.follow import Follower
from kit.franchise.update.links import readdressed
from kit.franchise.update.needed import keep_needed
from kit.franchise.update.needed_notes import keep_footnotes
from kit.franchise.update.own_plans import tell_of_own_pages
from kit.franchise.update.own_rounds import keep_fields_of_sessions
from kit.franchise.update.pages import update_page_files, update_whole_files
from kit.franchise.update.record_bases import record, recorded_anew
from kit.franchise.update.review import WHATS_NEW
from kit.franchise.update.rounds import hide_new_rounds, rename_rounds, renamed_rounds, update_logs
from kit.franchise.update.sections import update_sections
from kit.franchise.update.settings import update_settings
from kit.franchise.update.unshown import tell_of_unshown
from kit.franchise.update.whats_new import write_whats_new
from kit.model.errors import KitError
from kit.model.findings import Code, Finding
from kit.model.schema import HubFile, RegionFile
from kit.model.tree import Tree
from kit.source.settings.files import read_hub, read_moves, read_region
from kit.source.settings.toml_edit import TomlEditor
from kit.source.tree.text import split_lines

LOCAL = ("region.toml", "lineage.toml", "overrides/", "pages/", "files/", "review/", "log/", FOLDER)


@dataclass(frozen=True)
class Updated:
    """The outcome: ``changes`` by path (None deletes), what to tell, the open questions, and the new version.

    ``merged`` are the addresses at which the changes of both sides were put together, or were to be; ``brought`` is
    what upstream has that is new, and ``review`` the page of each question by address. ``hidden`` are the
    new rounds that are on none of the region's pages yet.
    """

    changes: Mapping[str, bytes | None]
    news: Sequence[tuple[News, str]]
    questions: Sequence[Question]
    version: str
    new_rounds: Sequence[str]
    merged: Sequence[str] = ()
    brought: Brought = field(default_factory=Brought)
    review: Mapping[str, str] = field(default_factory=dict)
    hidden: Sequence[str] = ()


def update(
    tree: Tree,
    upstream: Tree,
    source: str | None,
    date: datetime.date,
    found: list[Finding],
    held: frozenset[str] = frozenset(),
) -> Updated | None:
    """Bring the region in ``tree`` to the new ``upstream`` (a composed tree); None where it cannot be read.

    ``source`` replaces the region's own if it is given. At the addresses in ``held`` nothing is merged: people are
    asked. Raises KitError, with nothing changed, if ``upstream`` is the region itself or a local word would be lost.
    """
    region = read_region(tree, found)
    hub = read_hub(upstream, found)
    if region is None or hub is None:
        return None
    draft, overrides, words = _draft(tree, upstream, region, found)
    draft.held = held
    _tell_another_hub(draft, tree, hub, region)
    _tell_lost_record(draft, tree, found)
    for sentence in home_news(tree.under("upstream"), upstream, region):
        draft.tell(News.TOLD, sentence)
    toml, rounds = _follow(draft, tree, region, overrides)
    keep_fields_of_sessions(draft)
    update_addresses(draft)
    update_agendas(draft, region, toml, rounds)
    tell_of_own_pages(draft, region)
    update_leads_and_rooms(draft, region, toml, rounds)
    update_logs(draft, rounds)
    update_settings(draft, region, hub, toml)
    keep_needed(draft, region, hub, toml)
    hidden = hide_new_rounds(draft, toml)
    tell_of_unshown(draft, toml)
    _pin(draft, toml, upstream, hub, source)
    review = ask_on_pages(draft)
    _note(draft, tree, hub, upstream, date, region)
    verify(words, draft, upstream)
    if new := brought(draft, region):
        write_whats_new(draft, new, hub.version)
    changes = _changes(draft, tree, upstream)
    questions, arrived = list(draft.questions.values()), list(new.rounds.values())
    merged = tuple(dict.fromkeys(draft.merged))
    return Updated(changes, draft.news, questions, hub.version, arrived, merged, new, review, hidden)


def drafted(tree: Tree, upstream: Tree, region: RegionFile, found: list[Finding]) -> Draft:
    """Return the draft of an update without anything written, which is how ``status`` learns the states."""
    draft, overrides, _ = _draft(tree, upstream, region, found)
    toml, rounds = _follow(draft, tree, region, overrides)
    update_agendas(draft, region, toml, rounds)
    return draft


def _follow(draft: Draft, tree: Tree, region: RegionFile, overrides: Overrides) -> tuple[TomlEditor, Mapping[str, str]]:
    """Bring the region's overrides to where upstream has what they change now, and judge each.

    Return its region.toml with the rounds that upstream renamed, and these.
    """
    rounds = renamed_rounds(draft, region)
    toml = TomlEditor("region.toml", tree.files["region.toml"])
    rename_rounds(toml, rounds)
    update_page_files(draft, overrides)
    update_sections(draft, overrides)
    keep_footnotes(draft, overrides)
    update_whole_files(draft)
    return toml, rounds


def _draft(tree: Tree, upstream: Tree, region: RegionFile, found: list[Finding]) -> tuple[Draft, Overrides, Tree]:
    """Return what the update begins with: a draft, the overrides, and the region with its links as they must be now."""
    before = record(tree, region, read_overrides(tree, found), read_lock(tree.files, found))
    old = tree.under("upstream")
    moved = [seen_moves(read_moves(one, []), region) for one in (old, upstream)]
    pages = [HubPages(seen(one, region)) for one in (old, upstream)]
    follower = Follower(pages[0], pages[1], moved[0], moved[1], before.settings.moved)
    words, before = readdressed(tree, before, follower)
    files = {path: data for path, data in words.files.items() if path.startswith(LOCAL) and not path.startswith(FOLDER)}
    return Draft(files, follower, before), read_overrides(words, []), words


def _tell_another_hub(draft: Draft, tree: Tree, hub: HubFile, region: RegionFile) -> None:
    """Say so where the new upstream is not the hub that the region had; raise KitError where it is the region itself.

    A zip does not show from outside whose it is, so that a copy of the region is soon chosen in place of the hub's.
    """
    before = read_hub(tree.under("upstream"), [])
    if before is None or before.id == hub.id:
        return
    if hub.id == region.id:
        message = f"This is a copy of {region.name} itself, and not of {before.name}, from which it receives."
        raise KitError(message, f"Choose the folder, zip or address of {before.name}.")
    told = f"What you received is “{hub.name}”, and before it was “{before.name}”. If you did not mean that, take it"
    draft.tell(News.TOLD, f"{told} back with undo.")


def _tell_lost_record(draft: Draft, tree: Tree, found: list[Finding]) -> None:
    """Say so where the record was lost or spoilt, and what upstream said was recorded again from ``upstream/``."""
    again = "What upstream said was recorded again from upstream/."
    for one in found:
        if one.code is Code.SPOILT_RECORD:
            draft.tell(News.TOLD, f"{one.file}: {one.message} {again}")
    locked = any(path.startswith(FOLDER) for path in tree.files)
    if not locked and b'what = "updated"' in tree.files.get("lineage.toml", b"") and draft.before != Lock():
        draft.tell(News.TOLD, f"The kit's record of what upstream said, .kit/lock, was gone. {again}")


def _pin(draft: Draft, toml: TomlEditor, upstream: Tree, hub: HubFile, source: str | None) -> None:
    """Write the new version and digest into region.toml, which is complete now."""
    pin = {"version": hub.version, "tree": tree_digest(upstream), **({"source": source} if source else {})}
    for key, value in pin.items():
        toml.set(("upstream", key), value)
    draft.files["region.toml"] = toml.data


def _note(draft: Draft, tree: Tree, hub: HubFile, upstream: Tree, date: datetime.date, region: RegionFile) -> None:
    """Note in the lineage what was done, where upstream has anything new."""
    if tree_digest(upstream) != region.upstream.tree:
        events = [("updated", {"from": hub.id, "version": hub.version, "tree": tree_digest(upstream)})]
        events += [(what, _credit(address, hub.version, why)) for what, address, why in draft.credits]
        draft.files["lineage.toml"] = added(tree.files.get("lineage.toml", b""), events, date)


def _credit(address: str, version: str, why: str) -> dict[str, str]:
    """Return what the lineage says of an override that upstream took in; the region's reason for it is kept there."""
    return {"address": address, "version": version, **({"why": why} if why else {})}


def _changes(draft: Draft, tree: Tree, upstream: Tree) -> dict[str, bytes | None]:
    """Return how the new region differs from the old one, file by file."""
    new = {f"upstream/{path}": data for path, data in upstream.files.items()} | draft.files
    new |= lock_files(recorded_anew(Tree(new), draft.locked()))
    old = {path for path in tree.files if path.startswith((*LOCAL, "upstream/"))}
    gone: dict[str, bytes | None] = dict.fromkeys(sorted(old - new.keys()))
    return gone | {path: data for path, data in new.items() if tree.files.get(path) != data}


# The last look before an update is applied: no word of the region may be lost. Pure.


def verify(tree: Tree, draft: Draft, upstream: Tree) -> None:
    """Raise KitError if a unit of an old override is in no new one, not in upstream, and on no review page.

    Units that the region had taken unchanged from upstream are upstream's to give up.
    """
    for path, data in tree.files.items():
        is_text = path.startswith("overrides/") and path.endswith(".md") and not path.endswith(".remove.md")
        if not is_text or draft.files.get(path) == data:
            continue
        old = _body(_text(data))
        missing = unsaid(old, *_likely(path, draft)) and unsaid(old, *_everywhere(draft, upstream))
        if missing:
            message = f"The update would have lost words of {path}: “{missing[0].strip()[:80]}”. Nothing was changed."
            raise KitError(message, "Please report this; until then, keep a copy of the file and settle it by hand.")


def _likely(path: str, draft: Draft) -> list[str]:
    """Return the texts in which the words of an override nearly always are: to look everywhere takes long."""
    page, _, name = path.removeprefix("overrides/").rpartition("/")
    bases = draft.before.pages[page].bases if page in draft.before.pages else {}
    own = draft.files.get(path)
    return [*([_text(own)] if own is not None else []), str(bases.get(name.removesuffix(".md"), ""))]


def _everywhere(draft: Draft, upstream: Tree) -> list[str]:
    own = [path for path in draft.files if path.startswith(("overrides/", "review/", "pages/")) and path != WHATS_NEW]
    texts = [_text(draft.files[path]) for path in own]
    texts += [str(base) for lock in draft.before.pages.values() for base in lock.bases.values()]
    return texts + [_text(data) for path, data in upstream.files.items() if path.endswith(".md")]


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")


def _body(text: str) -> str:
    """Return an override's text without its front matter, whose only key is why."""
    lines = split_lines(text)
    if not lines or lines[0].strip() != "---":
        return text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    return "".join(lines[end + 1 :])
