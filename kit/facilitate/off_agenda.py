"""Upstream's sessions that a region has on no agenda: which those are, and which are built because of a link. Pure.

A region that drops a session from its day means that its people are not to meet it. Its page is built only where
somebody could ask for it: where a page that is built links to it, outside the notes for facilitators. The library of
activities is such a page, and leads to what every region can choose from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kit.facilitate.library import to_choose_from
from kit.model.blocks import private_blocks
from kit.model.edition import Edition, Round
from kit.model.page import ACTIVITIES, COMMON, Page, Reference
from kit.model.schema import RoundFile
from kit.model.tree import Origins
from kit.source.markdown.addresses import AddressKind, address_in, is_ref, kind_of_address, path_from

Lines = Mapping[tuple[str | int, ...], int]
_EITHER = ("any", "myst")  # kinds of links of cards and buttons that name a page or a target


def off_agenda(
    pages: Mapping[str, Page],
    rounds: Sequence[Round],
    origins: Origins,
    settings: Mapping[str, RoundFile],
    lines: Lines,
) -> dict[str, int | None]:
    """Return upstream's sessions on no agenda of ``rounds``, with the line of region.toml that has most to do with it.

    ``settings`` are what region.toml says of the rounds, and ``lines`` its lines by key. The region's own pages are
    not among them, nor those of a round whose agenda could not be read.
    """
    on_agenda = {name for one in rounds for name in _met(one)}
    known = {one.name for one in rounds if pages[one.plan].meta_read}
    if len(known) == len(rounds):
        known |= {COMMON, ACTIVITIES}  # which any of them could have
    return {
        name: _line(name, settings, lines)
        for name, page in pages.items()
        if page.kind.is_session and name not in on_agenda
        if name.partition("/")[0] in known and _from_upstream(page.path, origins)
    }


def unlinked(edition: Edition) -> frozenset[str]:
    """Return those of the edition's sessions on no agenda to which no page that is built leads, so that none is.

    What a hidden round borrows stays where ``edition`` still has that round, as it has for ``check``.
    """
    held = {name for one in edition.rounds for item in one.agenda for name in item.sessions}
    waiting = frozenset(name for name in edition.off_agenda if not _is_built(name, edition))
    return waiting - links_to(edition).keys() - held


def links_to(edition: Edition) -> dict[str, Page]:
    """Return, by session on no agenda, the first page that is built and links to it outside facilitators' notes."""
    pages = edition.pages
    waiting = [page for name, page in pages.items() if page.kind.published and _is_built(name, edition)]
    found: dict[str, Page] = {}
    for page in waiting:  # grows on the way
        for name in _leads_to(page, edition):
            if name in edition.off_agenda and name in pages and name not in found:
                found[name] = page
                waiting.append(pages[name])
    return found


def is_public(reference: Reference) -> bool:
    """Whether visitors of the site can see ``reference``."""
    return private_blocks().isdisjoint(reference.parents)


def _is_built(name: str, edition: Edition) -> bool:
    """Whether a page is built also where no other page's text links to it."""
    return name not in edition.off_agenda or (name in edition.pages and to_choose_from(edition.pages[name]))


def _met(meeting: Round) -> Iterator[str]:
    """Yield the sessions on the agenda of ``meeting``; a hidden round speaks of its own only, as nobody meets there."""
    for item in meeting.agenda:
        yield from (name for name in item.sessions if not meeting.hidden or name.startswith(f"{meeting.name}/"))


def _from_upstream(path: str, origins: Origins) -> bool:
    """Whether upstream has the page, though the region may have changed it; a page of its own has one origin."""
    return any(one.file.startswith(("upstream/", "overrides/")) for one in origins.by_file.get(path, ()))


def _line(name: str, settings: Mapping[str, RoundFile], lines: Lines) -> int | None:
    folder, _, session = name.partition("/")
    said = settings.get(folder, RoundFile())
    drops = [at for at, one in enumerate(said.agenda) if (one.drop or "").rpartition("/")[2] == session]
    keys: list[tuple[str | int, ...]] = [("round", folder, "agenda", at) for at in drops]
    keys += [("round", folder, "format"), ("round", folder)]
    return next((lines[key] for key in keys if key in lines), None)


def _leads_to(page: Page, edition: Edition) -> Iterator[str]:
    """Yield the names of the pages to which the public text of ``page`` leads, moved ones by their new name."""
    for link in filter(is_public, page.links):
        if kind_of_address(link.target) is AddressKind.TREE and (path := path_from(page.path, link.target)):
            yield from _now(path.removesuffix(".md"), link.target.partition("#")[2], edition.moved)
    for kind, role in page.roles:
        written = address_in(role.target)
        if not is_public(role):
            continue
        if kind in ("doc", *_EITHER) and (path := path_from(page.path, written)):
            yield from _now(path.removesuffix(".md"), "", edition.moved)
        if is_ref(kind) or kind in _EITHER:
            yield from _with_target(written.lower(), page, edition.pages.values())


def _now(name: str, anchor: str, moved: Mapping[str, str]) -> Iterator[str]:
    yield moved.get(name, name).partition("#")[0]
    if (section := moved.get(f"{name}#{anchor}")) is not None:
        yield section.partition("#")[0]


def _with_target(label: str, page: Page, pages: Iterable[Page]) -> Iterator[str]:
    """Yield the pages that ``ref`` may mean: the page's own target goes before those of others."""
    there = [one.name for one in pages if any(target.target.lower() == label for target in one.targets)]
    yield from () if page.name in there else there
