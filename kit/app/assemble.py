"""From a composed tree to an edition: pages parsed, rounds timed, settings read. Pure but for ``SOURCE_DATE_EPOCH``."""

from __future__ import annotations

import calendar
import os
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.facilitate.off_agenda import off_agenda
from kit.facilitate.rounds import build_round
from kit.franchise.changing import changes
from kit.franchise.compose.compose import Composed
from kit.franchise.credits import followed, read_credits
from kit.franchise.home import REGION_PAGE, without_twin
from kit.model.edition import Ancestor, Brand, Edition, Privacy, Round, Statement
from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind
from kit.model.schema import AccessibilityFile, HubFile, MovesFile, RoundFile
from kit.model.tree import Tree
from kit.source.markdown.page import kind_of, read_page
from kit.source.pictures.pictures import can_look, picture_problem
from kit.source.pictures.svg import rebuild
from kit.source.settings.agenda import page_name
from kit.source.settings.facts import read_facts
from kit.source.settings.files import HUB, no_standard, read_hub, read_moves, read_standards, setting_lines
from kit.source.tree.paths import DECK_SUFFIXES, PICTURE_SUFFIXES

if TYPE_CHECKING:
    from kit.model.group import Variation

_NAMED_LINE = re.compile(r"\b(on|of|before|after) line ([0-9]{1,9})\b")
EARLIEST_YEAR, LATEST_YEAR = 1980, 2107  # zip files, and so decks, cannot hold other dates


def assemble(composed: Composed, found: list[Finding], format_name: str = "") -> Edition | None:
    """Return the edition of ``composed``, a hub's rounds in the format of this name; None without a sound ``hub.toml``.

    What is wrong with pages or settings is appended to ``found``, each finding at the place where it was written.
    """
    here: list[Finding] = []
    hub = read_hub(composed.tree, here)
    edition = None if hub is None else _edition(composed, hub, here, format_name)
    found += [located(one, composed) for one in here]
    return edition


def located(one: Finding, composed: Composed) -> Finding:
    """Return ``one`` at the place where its line was written: an override, upstream, or the file itself.

    Other lines of the page that its words name are told as they are numbered there, too.
    """
    file, line = composed.origins.locate(one.file, one.line)

    def there(found: re.Match[str]) -> str:
        other, at = composed.origins.locate(one.file, int(found[2]))
        return f"{found[1]} line {at}" + (f" of {other}" if other != file else "") if at else found[0]

    return Finding(one.code, file, line, _NAMED_LINE.sub(there, one.message), _NAMED_LINE.sub(there, one.hint))


def _edition(composed: Composed, hub: HubFile, found: list[Finding], format_name: str) -> Edition:
    region = composed.region
    knows_region_home = region.home is not None if region else REGION_PAGE in composed.tree.files
    composed = replace(composed, tree=without_twin(composed.tree))
    moves = read_moves(composed.tree, found)
    pages = _pages(composed, found)
    moved, dropped = {_name(move.from_): _name(move.to) for move in moves.move}, _retired(moves)
    rounds = _rounds(composed, pages, moved, dropped - pages.keys(), found, format_name)
    standards = read_standards(composed.tree, found)
    found += no_standard(composed.tree, hub, *_standard_place(composed))
    aside = off_agenda(pages, rounds, composed.origins, region.round, composed.settings_lines) if region else {}
    edition = _without_pages(composed, hub)
    return replace(
        edition,
        tree=_safe(composed.tree, found),
        pages=pages,
        rounds=tuple(one.without(aside) for one in rounds),
        standard=standards.get(hub.standard),
        standards=standards,
        facts=read_facts(composed.tree, found),
        retired=dropped - composed.left_out,
        dropped=dropped,
        off_agenda=aside,
        moved=moved,
        knows_region_home=knows_region_home,
        changes=changes(composed, pages) if edition.repository else {},
        credited=followed(read_credits(composed.tree, found), moved),
    )


def _without_pages(composed: Composed, hub: HubFile) -> Edition:
    """Return an edition as far as the settings and upstream say it, before any page is read."""
    region = composed.region
    return Edition(
        id=hub.id,
        name=hub.name,
        version=hub.version,
        licence=hub.licence,
        languages=tuple(hub.languages),
        timezone=hub.timezone,
        url=hub.url,
        brand=_brand(hub),
        variables=hub.variables,
        tree=composed.tree,
        origins=composed.origins,
        pages={},
        rounds=(),
        standard=None,
        points_of=hub.points_of or hub.standard,
        epoch=epoch(hub.version, os.environ.get("SOURCE_DATE_EPOCH")),
        is_region=region is not None,
        publish_run_sheet=region is None or region.publish_run_sheet,
        guides_url=f"{composed.upstream_url.rstrip('/')}/guides/" if composed.upstream_url else "",
        based_on=composed.upstream_name,
        ancestors=tuple(Ancestor(**one.model_dump()) for one in hub.based_on),
        statement=_statement(hub.accessibility),
        privacy=Privacy(**hub.privacy.model_dump()) if hub.privacy else Privacy(),
        settings_lines=composed.settings_lines,
        inherited_variables=composed.upstream_variables,
        page_language=composed.language,
        areas=tuple(dict.fromkeys(region.areas)) if region else (),
        variations=_variations(composed),
        repository=(region or hub).kept_in,
        source="" if region else hub.source,
    )


def _brand(hub: HubFile) -> Brand:
    said = {key: value for key, value in hub.brand.model_dump().items() if value is not None}
    return Brand(**said if can_look() else {**said, "logo": "", "deck": ""})


def _standard_place(composed: Composed) -> tuple[str, int | None]:
    """Return the file and line in which the standard was picked."""
    if composed.region is not None and composed.region.standard is not None:
        return "region.toml", composed.settings_lines.get(("standard",))
    return HUB, setting_lines(composed.tree, HUB).get(("standard",))


def _statement(said: AccessibilityFile | None) -> Statement:
    """Return what the group says of its site; a composed tree has the region's own words, and never upstream's."""
    values = said.model_dump(exclude_none=True) if said else {}
    return Statement(**{**values, "problems": tuple(values.get("problems", ()))})


def _variations(composed: Composed) -> tuple[Variation, ...]:
    if composed.given is None or composed.region is None:
        return ()
    from kit.franchise.variations import variations

    return variations(composed.given, composed.region)


def _safe(tree: Tree, found: list[Finding]) -> Tree:
    """Return the tree with SVG pictures rebuilt from what is known to be harmless, and unsafe pictures reported."""
    files = dict(tree.files)
    pictures = [path for path in files if path.endswith((*PICTURE_SUFFIXES, *DECK_SUFFIXES))]
    if pictures and not can_look():
        found.append(_unseen(pictures))
        return Tree({**files, **dict.fromkeys(pictures, b"")})
    for path in pictures:
        data = files[path]
        if (problem := picture_problem(path, data)) is not None:
            found.append(problem)
        elif path.endswith(".svg"):
            files[path] = rebuild(path, data, found) or b""
    return Tree(files)


def _unseen(pictures: Sequence[str]) -> Finding:
    others = len(pictures) - 1
    more = f", and {others} more {'picture' if others == 1 else 'pictures'}," if others else ""
    message = f"This picture{more} cannot be looked at here, so pages say in words what it shows."
    hint = "Build with the kit on a computer, which shows it, or open a studio that was made with lxml and Pillow."
    return Finding(Code.UNSEEN_PICTURE, pictures[0], None, message, hint)


def _pages(composed: Composed, found: list[Finding]) -> dict[str, Page]:
    rounds = round_folders(composed.tree.files)
    pages = {}
    for path in sorted(composed.tree.files):
        if path.endswith(".md"):
            kind = kind_of(path, rounds)
            if kind is PageKind.REGION and composed.origins.locate(path, 1)[0].startswith("pages/"):
                kind = PageKind.PAGE  # a region's own page, from before the name was reserved
            if kind is PageKind.LANGUAGE:
                found.append(_language_page(path))
            elif (page := read_page(path, composed.tree.files[path], kind, found)) is not None:
                pages[page.name] = page
    return pages


def round_folders(files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the names of the top-level folders that hold an ``index.md``."""
    parts = [path.split("/") for path in files]
    return frozenset(part[0] for part in parts if len(part) == 2 and part[1] == "index.md")


def _language_page(path: str) -> Finding:
    return Finding(
        Code.LANGUAGE_PAGE,
        path,
        None,
        "Pages in another language are kept and handed on, and not built by this version of the kit.",
        "Nothing needs doing; the page stays where it is.",
    )


def _rounds(
    composed: Composed,
    pages: Mapping[str, Page],
    moved: Mapping[str, str],
    gone: Set[str],
    found: list[Finding],
    format_name: str,
) -> tuple[Round, ...]:
    said = composed.region.round if composed.region else {}
    settings = {name: _without(name, one, gone) for name, one in said.items()}
    lines = composed.settings_lines if composed.region else None
    named = "" if composed.region else format_name  # a region's plans have it as their agenda already
    names = sorted({name.split("/")[0] for name, page in pages.items() if page.kind is PageKind.PLAN})
    return tuple(
        build_round(name, pages, pages[f"{name}/index"], settings.get(name), moved, found, lines, named)
        for name in sorted(names, key=_natural)
    )


def _without(name: str, said: RoundFile, gone: Set[str]) -> RoundFile:
    """Return what a region says of a round; a session that was dropped or given up needs no lead and no room."""
    both = {"leads": said.leads, "rooms": said.rooms}
    kept = {
        key: {session: value for session, value in given.items() if page_name(session, name) not in gone}
        for key, given in both.items()
    }
    return said.model_copy(update=kept)


def _natural(name: str) -> list[tuple[int, int | str]]:
    """Sort ``round-10`` after ``round-9``."""
    return [(0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", name) if part]


def _retired(moves: MovesFile) -> frozenset[str]:
    return frozenset(_name(one.address) for one in moves.retired)


def _name(address: str) -> str:
    page, mark, anchor = address.partition("#")
    return page.removesuffix(".md") + mark + anchor


def epoch(version: str, source_date_epoch: str | None) -> int:
    """Return the time that output files carry, in seconds since 1970.

    That is ``SOURCE_DATE_EPOCH`` where it is set (reproducible-builds.org), else 1 January of the version's year.
    """
    if source_date_epoch and re.fullmatch("[0-9]{1,12}", source_date_epoch):
        return min(max(int(source_date_epoch), _new_year(EARLIEST_YEAR)), _new_year(LATEST_YEAR))
    year = re.match(r"[0-9]{4}\b", version)
    return _new_year(min(max(int(year[0]), EARLIEST_YEAR), LATEST_YEAR) if year else EARLIEST_YEAR)


def _new_year(year: int) -> int:
    return calendar.timegm((year, 1, 1, 0, 0, 0))
