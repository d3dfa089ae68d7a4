"""``peerkit compare``: regions side by side, session by session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import next_command, opening, refuse_inside, say, show, show_json
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.franchise.share.comparison import Comparison, Group, Row
    from kit.franchise.share.held import Cell

_GAP = "  "
_MOST = 40  # letters of a title in the table


@verb(
    "Show what each region made of each session: shared as the hub has it, varied, retimed, dropped, or added by the "
    "region itself; how much of the hub's text each keeps; and the sections that everyone keeps.\n\n"
    "Name folders of regions. A hub among them is only what regions are held against, which is needed where all of "
    "them forked another region. Facilitators' notes are left out.",
    "peerkit compare ../midlands ../south",
    "peerkit compare ../midlands ../south --out compared.html",
)
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON, with both texts of each section.")
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write a page that shows the texts side by side too."
)
def command(folders: tuple[Path, ...], as_json: bool, out: Path | None) -> None:
    """Exit 0; 1 where a folder holds errors, 2 for a folder that is no region or hub."""
    from kit.app.compare import compare

    refuse_inside(out, *folders)
    found = compare(folders)
    if as_json:
        show_json(comparison_json(found))
    else:
        show(*comparison_lines(found))
    if out:
        _write(found, out)
        next_command(opening(out))
        return
    say("Next: name a page with --out, such as --out compared.html, to see the texts side by side.")


def _write(found: Comparison, out: Path) -> None:
    from kit.publish.single import write_over
    from kit.render.comparison import MARK, comparison_page

    write_over(out, str(comparison_page(found)).encode(), MARK)
    say(f"Wrote {out}.")


def comparison_lines(found: Comparison) -> list[str]:
    """Return the comparison as lines of text: a table for each round, then what everybody keeps."""
    wide = max(len(one.title[:_MOST]) for group in found.groups for one in group.rows) if found.groups else 0
    lines = [f"{one.id}: {one.name}, held against {one.against} {one.version}" for one in found.columns]
    for group in found.groups:
        lines += ["", group.title, *_table(found, group, wide)]
    whole = [_percent(found.consistency(number)) for number in range(len(found.columns))]
    kept = ", ".join(f"{one.id} {part}" for one, part in zip(found.columns, whole, strict=True))
    return [
        *lines,
        "",
        f"Kept of the hub's sections, word for word: {kept}",
        f"The core, which everyone keeps: {len(found.core)} of {found.sections} sections",
    ]


def _table(found: Comparison, group: Group, wide: int) -> Iterator[str]:
    names = [one.id for one in found.columns]
    rows = [[_cell(cell) for cell in row.cells] for row in group.rows]
    parts = [_percent(group.consistency(number)) for number in range(len(names))]
    widths = [max(map(len, column)) for column in zip(names, parts, *rows, strict=True)]
    titles = ["", *(row.title[:_MOST] for row in group.rows), "kept"]
    for title, cells in zip(titles, [names, *rows, parts], strict=True):
        columns = (f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"{_GAP}{title:{wide}}{_GAP}{_GAP.join(columns)}".rstrip()


def _cell(cell: Cell) -> str:
    from kit.franchise.share.held import RETIMED, VARIED

    told = {VARIED: f"{VARIED} {cell.kept}/{cell.of}", RETIMED: f"{RETIMED} {cell.minutes}m"}
    return ", ".join(told.get(state, state) for state in cell.states) or "-"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return the comparison in the shape that ``--json`` prints."""
    return {
        "regions": [
            {
                "id": one.id,
                "name": one.name,
                "against": one.against,
                "version": one.version,
                "kept": _share(number, found),
            }
            for number, one in enumerate(found.columns)
        ],
        "rounds": [_round(group, [one.id for one in found.columns]) for group in found.groups],
        "core": list(found.core),
        "sections": found.sections,
    }


def _round(group: Group, regions: Sequence[str]) -> dict[str, Any]:
    return {
        "id": group.name,
        "title": group.title,
        "kept": {name: _share(number, group) for number, name in enumerate(regions)},
        "sessions": [_session(row, regions) for row in group.rows],
    }


def _session(row: Row, regions: Sequence[str]) -> dict[str, Any]:
    return {
        "id": row.page,
        "title": row.title,
        "regions": {name: _entry(cell) for name, cell in zip(regions, row.cells, strict=True)},
        "sections": [
            {"address": part.address, "title": part.title, "hub": part.text, "regions": dict(part.others)}
            for part in row.parts
        ],
    }


def _entry(cell: Cell) -> dict[str, Any]:
    return {"states": list(cell.states), "kept": cell.kept, "of": cell.of, "minutes": cell.minutes}


def _share(number: int, of: Comparison | Group) -> float | None:
    share = of.consistency(number)
    return None if share is None else round(share, 4)
