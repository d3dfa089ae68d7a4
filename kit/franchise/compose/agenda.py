"""The agendas of a region's rounds: the picked format without dropped pages, the region's operations applied. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kit.franchise.agenda.formats import agenda_key, entries_of, with_entries
from kit.franchise.agenda.operations import Circle, apply, circles, slot
from kit.franchise.compose.agenda_lines import agenda_lines
from kit.franchise.compose.front_matter import Edit, Entry, identity, session_names
from kit.model.findings import Code, Finding
from kit.model.schema import RegionFile, RoundFile
from kit.model.tree import Tree
from kit.source.settings.agenda import page_name
from kit.source.settings.front_matter import find_block, read_front_matter
from kit.source.settings.toml import line_of, read_toml
from kit.source.tree.text import decode

Recorded = Mapping[str, Sequence[dict[str, Any]]]
Lines = Mapping[tuple[str | int, ...], int]

FILE = "region.toml"


def agenda_edits(
    files: Mapping[str, bytes],
    region: RegionFile,
    retired: Collection[str],
    tree: Tree,
    found: list[Finding],
    recorded: Recorded | None = None,
    others: Collection[str] = (),
) -> dict[str, dict[str, Edit]]:
    """Return the new ``agenda`` field of every plan that the region changes, by the plan's page name.

    ``files`` are upstream's pages without the ``retired`` ones. Rounds, formats and items that are not there are
    findings in region.toml, but for items that ``recorded`` (entries by ``agenda_key``) still knows: the region changed
    them before upstream gave them up, so they stay where they were. ``others`` are names from which pages moved on, and
    those of the region's own pages.
    """
    read = read_toml(FILE, tree.files[FILE], [])
    lines: Lines = read.lines if read else {}
    found += _unknown_rounds(files, region, tree, lines)
    edits = {}
    for path in sorted(files):
        folder, _, rest = path.partition("/")
        if rest == "index.md":
            settings = region.round.get(folder, RoundFile())
            known = (recorded or {}).get(agenda_key(folder, settings.format), ())
            pages = {*(name.removesuffix(".md") for name in files), *others}
            edit = _plan(path, files, settings, retired, known, pages, lines, found)
            if edit is not None:
                edits[f"{folder}/index"] = {"agenda": edit}
    return edits


def _unknown_rounds(files: Mapping[str, bytes], region: RegionFile, tree: Tree, lines: Lines) -> Iterator[Finding]:
    everywhere = [*files, *tree.under("upstream").files, *tree.under("pages").files]
    rounds = sorted({path.split("/")[0] for path in everywhere if path.count("/") == 1 and path.endswith("/index.md")})
    for name in region.round:
        if name not in rounds:
            message = f"There is no round called {name}, so what stands here has no effect."
            hint = f"The rounds are: {', '.join(rounds) or 'none'}."
            yield Finding(Code.UNKNOWN_ROUND, FILE, line_of(lines, ("round", name)), message, hint)


def _plan(
    path: str,
    files: Mapping[str, bytes],
    settings: RoundFile,
    retired: Collection[str],
    recorded: Sequence[dict[str, Any]],
    pages: Collection[str],
    lines: Lines,
    found: list[Finding],
) -> Edit | None:
    if not (settings.agenda or settings.format or retired):
        return None
    file, folder = f"upstream/{path}", path.split("/")[0]
    text = decode(file, files[path], [])
    front = read_front_matter(file, text, []) if text is not None else None
    if text is None or (front is None and find_block(file, text, []) is not None):
        return None  # it cannot be read, which is told elsewhere
    plan = front.data if front else {}
    before = _picked(plan, settings, folder, lines, found)
    kept = _with_recorded(_without_added(before, settings, folder, retired), settings, recorded, folder, pages)
    changed, refused = apply(kept, settings.agenda, [identity(entry) for entry in recorded])
    after = drop_pages(changed, folder, retired)  # only now: what the region added may stand beside a dropped page
    written = [line_of(lines, ("round", folder, "agenda", place)) for place in range(len(settings.agenda))]
    found += [_round_in_circles(circle, written) for circle in circles(settings.agenda)]
    found += [Finding(Code.BAD_AGENDA, FILE, written[place], why.message, why.hint) for place, why in refused]
    picked = settings.format if entries_of(plan, settings.format) is not None else None
    agenda = with_entries(after, plan, picked)
    if agenda == with_entries(entries_of(plan) or [], plan):
        return None
    return Edit(agenda_lines(text, front, agenda), file, front.lines.get(("agenda",), 1) if front else 1)


def _without_added(
    entries: Sequence[dict[str, Any]], settings: RoundFile, folder: str, retired: Collection[str]
) -> list[dict[str, Any]]:
    """Return ``entries`` without dropped pages in whose place the region adds a session of the same name."""
    added = {operation.add.rpartition("/")[2] for operation in settings.agenda if operation.add}
    return [one for one in entries if identity(one) not in added or drop_pages([one], folder, retired)]


def _with_recorded(
    entries: list[dict[str, Any]],
    settings: RoundFile,
    recorded: Sequence[dict[str, Any]],
    folder: str,
    pages: Collection[str],
) -> list[dict[str, Any]]:
    """Put back items that the region retimes and upstream gave up, each where it stood.

    Until somebody answers whether such an item is to go, it stays where the region has it; the record still knows it.
    """
    retimed = {operation.item for operation in settings.agenda}
    ids = [identity(entry) for entry in recorded]
    for place, entry in enumerate(recorded):
        there = [identity(one) for one in entries]
        known = all(page_name(name, folder) in pages for name in session_names(entry))
        if ids[place] in there or ids[place] not in retimed or not known:
            continue
        entries.insert(slot(ids[place], ids, there), entry)
    return entries


def _picked(
    plan: Mapping[str, Any], settings: RoundFile, folder: str, lines: Lines, found: list[Finding]
) -> Sequence[dict[str, Any]]:
    """Return the entries of the format that the region picks, of the plan's own agenda where that is not there."""
    entries = entries_of(plan, settings.format)
    if entries is None:
        formats = [str(name) for name in agendas] if isinstance(agendas := plan.get("agendas"), dict) else []
        near = difflib.get_close_matches(settings.format or "", formats, n=3, cutoff=0)
        message = f"The round {folder} has no format called {settings.format}."
        hint = f"Its formats are: {', '.join(near)}." if near else "It has only its own agenda: take the line out."
        line = line_of(lines, ("round", folder, "format"))
        found.append(Finding(Code.UNKNOWN_FORMAT, FILE, line, message, hint))
    return entries if entries is not None else entries_of(plan) or []


def _round_in_circles(circle: Circle, written: Sequence[int | None]) -> Finding:
    lines = [str(line) for place in circle.others if (line := written[place]) is not None]
    listed = " and ".join([", ".join(lines[:-1]), lines[-1]] if lines[1:] else lines)
    way = f"what stands on line{'s' if lines[1:] else ''} {listed}" if lines else "an earlier change"
    message = f"This change puts {circle.first} before {circle.second}, and {way} puts {circle.second} "
    message += f"before {circle.first}, so they go round in a circle."
    return Finding(Code.BAD_AGENDA, FILE, written[circle.place], message, "Take one of them out.")


def drop_pages(entries: Sequence[Entry], round_name: str, dropped: Collection[str]) -> list[dict[str, Any]]:
    """Return ``entries`` without the pages called ``dropped``; of parallel sessions the others stay."""
    kept = []
    for entry in entries:
        names = session_names(entry)
        left = [name for name in names if page_name(name, round_name) not in dropped]
        if left or not names:
            kept.append(dict(entry) if left == names else {**entry, "parallel": left})
    return kept
