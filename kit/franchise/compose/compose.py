"""Composing: a region's overrides applied to its ``upstream/``, giving a tree that is itself a valid hub.

Pure: it takes the files of the region and returns the composed files, and where each of their lines was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kit.franchise.agenda.formats import in_format
from kit.franchise.compose.agenda import agenda_edits
from kit.franchise.compose.misuse import added_without_page, misuses, unknown_page, without_misused
from kit.franchise.compose.overrides import Op, Overrides, PageOverride, read_overrides
from kit.franchise.compose.own_pages import own_page
from kit.franchise.compose.page import compose_page, lost_page
from kit.franchise.compose.settings import merged_hub, merged_moves
from kit.franchise.credits import LINEAGE
from kit.franchise.credits import handed_on as credits_with
from kit.franchise.home import handed_on, has_home, no_home, seen, source_file
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import Lock, read_lock
from kit.model.credits import CREDITS
from kit.model.findings import Code, Finding
from kit.model.schema import HubFile, PageMeta, RegionFile
from kit.model.tree import Origin, Origins, Tree
from kit.source.markdown.sections import sections
from kit.source.settings.files import read_hub, read_moves, read_region
from kit.source.settings.toml import read_toml
from kit.source.tree.text import decode


@dataclass(frozen=True)
class Composed:
    """A composed tree. ``region`` is None for a hub, whose tree is its files as they are.

    ``left_out`` are the pages that the region itself drops, in rounds or one by one. ``given`` are the region's files
    as people wrote them, from which what it changed can be told. ``upstream_variables`` are the names that upstream
    declares, and ``language`` is the one of upstream's pages, which stay in it whatever the region names.
    """

    tree: Tree
    origins: Origins = field(default_factory=Origins)
    region: RegionFile | None = None
    upstream_name: str = ""
    upstream_url: str = ""
    left_out: frozenset[str] = frozenset()
    settings_lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    given: Tree | None = None
    upstream_variables: frozenset[str] = frozenset()
    language: str = ""


@dataclass(frozen=True)
class _Given:
    """A region as it was read: its files and what they say; ``upstream`` is what it ``received``, as it sees that."""

    tree: Tree
    region: RegionFile
    hub: HubFile
    received: Tree
    upstream: Tree
    overrides: Overrides
    lock: Lock
    lines: Mapping[tuple[str | int, ...], int]

    def file_of(self, path: str) -> str:
        """Return the file of the region in which upstream's file at ``path`` lies."""
        return source_file(path, self.region, self.received)

    @property
    def dropped(self) -> set[str]:
        """The rounds that the region drops."""
        return {name for name, settings in self.region.round.items() if settings.drop}

    @property
    def own_pages(self) -> dict[str, bytes]:
        """The region's own pages by path, without those of the rounds that it drops."""
        pages = self.tree.under("pages").files
        return {path: data for path, data in pages.items() if path.partition("/")[0] not in self.dropped}


@dataclass
class _Work:
    """What composing builds up: files, origins, and the addresses that moved or went."""

    files: dict[str, bytes]
    origins: dict[str, tuple[Origin, ...]]
    moved: dict[str, str]
    retired: set[str]


def compose(tree: Tree, found: list[Finding], format_name: str = "") -> Composed | None:
    """Compose the region or hub in ``tree``; None where its settings or its upstream cannot be read.

    A region's rounds that have a format called ``format_name`` are composed in it, whatever region.toml says.
    """
    if "region.toml" not in tree.files:
        return Composed(tree, settings_lines=_lines(tree, "hub.toml"))
    given = _read(tree, found, format_name)
    return _composed(given, found) if given else None


def _read(tree: Tree, found: list[Finding], format_name: str) -> _Given | None:
    region = read_region(tree, found)
    received = tree.under("upstream")
    if "hub.toml" not in received.files:
        found.append(_no_upstream())
        return None
    in_upstream: list[Finding] = []
    hub = read_hub(received, in_upstream)
    found += [_below_upstream(one) for one in in_upstream]
    if region is None or hub is None:
        return None
    lines = _lines(tree, "region.toml")
    if region.home and not has_home(region, received):
        found.append(no_home(lines.get(("home",))))
    upstream = seen(received, region)
    region = in_format(region, HubPages(Tree({**upstream.files, **tree.under("pages").files})), format_name)
    overrides = read_overrides(tree, found)
    found += misuses(tree, overrides)
    lock = read_lock(tree.files, found)
    return _Given(tree, region, hub, received, upstream, without_misused(overrides), lock, lines)


def _composed(given: _Given, found: list[Finding]) -> Composed:
    origins = {path: _whole(given.file_of(path)) for path in given.upstream.files}
    work = _Work(dict(given.upstream.files), origins, {}, set())
    _remember(work, given)
    left_out = _leave_out(work, given)
    _stand_alone(work, given)
    _compose_pages(work, given, found)
    _add_own(work, given)
    found += added_without_page(given.region, _page_names(work, given), given.lines)
    _hand_on(work, given)
    _merge_settings(work, given, found)
    return Composed(
        tree=Tree(work.files),
        origins=Origins(work.origins),
        region=given.region,
        upstream_name=given.hub.name,
        upstream_url=given.hub.url,
        left_out=left_out,
        settings_lines=given.lines,
        given=given.tree,
        upstream_variables=frozenset(given.hub.variables),
        language=next(iter(given.hub.languages), ""),
    )


def _lines(tree: Tree, file: str) -> Mapping[tuple[str | int, ...], int]:
    read = read_toml(file, tree.files[file], []) if file in tree.files else None
    return read.lines if read else {}


def _page_names(work: _Work, given: _Given) -> set[str]:
    """Return every name under which an agenda may speak of a page, those that moved or were dropped included."""
    here = {path.removesuffix(".md") for path in work.files if path.endswith(".md")}
    return here | _moved_names(work, given.upstream) | work.retired


def _moved_names(work: _Work, upstream: Tree) -> set[str]:
    """Return every name of a page that leads on to where the page is now."""
    return {move.from_.removesuffix(".md") for move in read_moves(upstream, []).move} | work.moved.keys()


def _whole(file: str) -> tuple[Origin, ...]:
    return (Origin(1, file, 1),)


def _no_upstream() -> Finding:
    return Finding(
        Code.UPSTREAM_MISSING,
        "upstream/hub.toml",
        None,
        "The folder upstream/ is missing or has no hub.toml, so there is nothing to build on.",
        "Put upstream/ back from a copy of this region, or fork again and move your own files over.",
    )


def _below_upstream(one: Finding) -> Finding:
    return Finding(one.code, f"upstream/{one.file}", one.line, one.message, one.hint)


def _remember(work: _Work, given: _Given) -> None:
    """Let links lead on to pages that upstream moved, and become plain words where nobody has a page any more."""
    for old, new in given.lock.settings.moved.items():
        if "." in old + new:  # a page in another language, recorded by an earlier version of the kit
            continue
        if f"{old}.md" not in work.files and f"{new.partition('#')[0]}.md" in work.files:
            work.moved[old] = new
    there = work.files.keys() | given.own_pages.keys()
    work.retired |= {page for page in given.lock.settings.gone if f"{page}.md" not in there and "." not in page}


def _leave_out(work: _Work, given: _Given) -> frozenset[str]:
    """Take out rounds and pages that the region drops; their addresses retire. Return their names."""
    before = frozenset(work.retired)
    rounds = {path.split("/")[0] for path in work.files if path.endswith("/index.md") and path.count("/") == 1}
    for name in given.dropped & rounds:
        for path in [path for path in work.files if path.startswith(f"{name}/")]:
            _retire(work, path)
    for page in given.overrides.pages.values():
        if page.content.drop and f"{page.page}.md" in work.files:
            _retire(work, f"{page.page}.md")
    return frozenset(work.retired) - before


def _not_there(work: _Work, lock: Lock) -> set[str]:
    """Return the pages that no agenda can have: retired ones, and what they were called before upstream moved them.

    Upstream moved a session to a round that the region drops; the region's own plan of its old round has it still.
    """
    moved = lock.settings.moved.items()
    return work.retired | {old for old, new in moved if new in work.retired and f"{old}.md" not in work.files}


def _retire(work: _Work, path: str) -> None:
    del work.files[path]
    del work.origins[path]
    if path.endswith(".md") and "." not in (name := path.removesuffix(".md")):  # talk.cy.md has no address to retire
        work.retired.add(name)


def _stand_alone(work: _Work, given: _Given) -> None:
    """Give the region's text on pages that upstream gave up a page of its own at their old path.

    It is a session still where its round is there. Where the round went too, front matter such as minutes would make
    no sense on it, so it is a plain page; plans come first, since with one the round is there again. With a round that
    the region drops it stays out.
    """
    lock = given.lock
    for name, ones in sorted(given.overrides.sections.items(), key=lambda one: not one[0].endswith("/index")):
        path = f"{name}.md"
        dropped = name in work.retired and name not in lock.settings.gone
        if path in work.files or dropped or name not in lock.pages or name.partition("/")[0] in given.dropped:
            continue
        is_session = name.endswith("/index") or not _round_gone(name, work, given)
        known = lock.pages[name] if is_session else replace(lock.pages[name], head="")
        if (text := lost_page(name, known, ones)) is not None:
            work.files[path] = text.encode()
            work.origins[path] = _whole(path)
            work.retired.discard(name)


def _round_gone(name: str, work: _Work, given: _Given) -> bool:
    """Whether upstream gave up the round of the page called ``name``, and the region has no plan of its own for it."""
    plan = f"{name.partition('/')[0]}/index"
    recorded = given.lock.settings
    known = {*recorded.gone, *recorded.moved}  # another round may have been of its name, and have left it
    return plan in known and f"{plan}.md" not in {*work.files, *given.tree.under("pages").files}


def _compose_pages(work: _Work, given: _Given, found: list[Finding]) -> None:
    overrides, lock = given.overrides, given.lock
    names = [path.removesuffix(".md") for path in work.files if path.endswith(".md")]
    others = _moved_names(work, given.upstream) | {path.removesuffix(".md") for path in given.own_pages}
    gone, recorded = _not_there(work, lock), lock.settings.agenda
    plans = agenda_edits(work.files, given.region, gone, given.tree, found, recorded, others)
    for name in sorted(overrides.sections.keys() | overrides.pages.keys() | plans.keys()):
        if name in work.retired:
            continue
        if name not in names:
            if name not in lock.pages:
                found += unknown_page(name, overrides, given.region.home, names)
            continue
        file = given.file_of(f"{name}.md")
        text = decode(file, work.files[f"{name}.md"], found)
        if text is None:
            continue
        here = _without_fields(overrides, name) if _round_gone(name, work, given) else overrides
        composed, origins = compose_page(name, text, here, plans.get(name, {}), found, lock.pages.get(name), file)
        work.files[f"{name}.md"] = composed.encode()
        work.origins[f"{name}.md"] = origins
        _follow_sections(work, name, composed, overrides)
        _rename(work, name, overrides.pages.get(name), found)


def _without_fields(overrides: Overrides, name: str) -> Overrides:
    """Return ``overrides`` with none of a session's front matter for a page that is no session any more."""
    if name not in overrides.pages:
        return overrides
    page = overrides.pages[name]
    said = {key: value for key, value in page.content.set.items() if key in PageMeta.model_fields}
    plain = replace(page, content=page.content.model_copy(update={"set": said}))
    return replace(overrides, pages={**overrides.pages, name: plain})


def _follow_sections(work: _Work, name: str, composed: str, overrides: Overrides) -> None:
    """Note where the region's own text gave a section another heading, or took it out, so that links still lead on."""
    for one in overrides.sections.get(name, ()):
        headings = sections(one.text) if one.op in (Op.REPLACE, Op.WORDS) else ()
        if one.op in (Op.BEFORE, Op.AFTER) or (headings and headings[0].anchor == one.anchor):
            continue
        if one.anchor in {section.anchor for section in sections(composed)}:
            continue
        if headings:
            work.moved[one.address] = f"{name}#{headings[0].anchor}"
        else:
            work.retired.add(one.address)


def _rename(work: _Work, name: str, page: PageOverride | None, found: list[Finding]) -> None:
    if page is None or page.content.rename is None:
        return
    new = page.content.rename.removesuffix(".md")
    new = new if "/" in new or "/" not in name else f"{name.rpartition('/')[0]}/{new}"
    if f"{new}.md" in work.files:
        message = f"The page cannot be renamed to {new}, because there is a page of that name."
        line = page.lines.get(("rename",))
        found.append(Finding(Code.BAD_OVERRIDE, page.file, line, message, "Choose another name."))
        return
    work.files[f"{new}.md"] = work.files.pop(f"{name}.md")
    work.origins[f"{new}.md"] = work.origins.pop(f"{name}.md")
    work.moved[name] = new


def _add_own(work: _Work, given: _Given) -> None:
    """Put in the region's own pages and files; where upstream has one of the same path, the region's stands.

    Pages of a round that the region drops stay out with it.
    """
    pages, files = (given.tree.under(folder).files for folder in ("pages", "files"))
    shown = given.own_pages
    work.retired |= {path.removesuffix(".md") for path in pages.keys() - shown.keys() if "." not in path[:-3]}
    work.retired -= {path.removesuffix(".md") for path in shown}
    for path, data in files.items():
        work.files[path], work.origins[path] = data, _whole(f"files/{path}")
    for path, data in shown.items():
        alone = _round_gone(path, work, given)
        gone = _not_there(work, given.lock)
        work.files[path], work.origins[path] = own_page(path, data, f"pages/{path}", gone, alone)


def _hand_on(work: _Work, given: _Given) -> None:
    """Hold for regions of this region the home page once more, unless it has a page of that name, and whose words."""
    for path in list(work.files) if has_home(given.region, given.received) else ():
        copy = handed_on(path)
        if copy and copy not in work.files:
            work.files[copy], work.origins[copy] = work.files[path], work.origins[path]
    if credited := credits_with(work.files.get(CREDITS, b""), given.tree.files.get(LINEAGE, b"")):
        work.files[CREDITS] = credited


def _merge_settings(work: _Work, given: _Given, found: list[Finding]) -> None:
    work.files["hub.toml"] = merged_hub(work.files["hub.toml"], given.region)
    if work.moved or work.retired:
        moves = decode("upstream/moves.toml", work.files.get("moves.toml", b""), found) or ""
        work.files["moves.toml"] = merged_moves(moves, work.moved, work.retired, given.hub.version).encode()
