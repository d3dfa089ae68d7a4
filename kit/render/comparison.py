"""Regions side by side as one page of HTML that needs nothing else, with the words that differ marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from kit.franchise.merge.sequences import matches
from kit.franchise.share.comparison import Comparison, Group
from kit.franchise.share.held import RETIMED, VARIED, Cell
from kit.model.edition import Brand
from kit.render.html import page_from

MARK = "<!DOCTYPE html><!-- peerkit compare -->"  # the first line, by which an earlier page is known
_TEMPLATE = Path(__file__).parent / "templates" / "comparison.html"
_WORD = re.compile(r"\S+\s*")


def comparison_page(found: Comparison) -> Markup:
    """Return the page that shows ``found``: a table for each round, and each section that differs as texts."""
    names = {one.id: one.name for one in found.columns}
    return page_from(
        _TEMPLATE,
        colour=Brand.primary,
        columns=[
            {"name": one.name, "against": f"{one.against} {one.version}", "kept": _percent(found.consistency(number))}
            for number, one in enumerate(found.columns)
        ],
        groups=[_group(one, names) for one in found.groups],
        core=len(found.core),
        sections=found.sections,
    )


def _group(group: Group, names: dict[str, str]) -> dict[str, Any]:
    rows = [{"page": row.page, "title": row.title, "cells": [_cell(one) for one in row.cells]} for row in group.rows]
    parts = [
        {
            "anchor": part.address.replace("/", "-").replace("#", "--"),
            "session": row.title,
            "title": part.title,
            "hub": part.text.strip(),
            "others": [{"name": names[one], "text": changes(part.text, text)} for one, text in part.others.items()],
        }
        for row in group.rows
        for part in row.parts
    ]
    kept = [_percent(group.consistency(number)) for number in range(len(names))]
    return {"title": group.title, "rows": rows, "parts": parts, "kept": kept}


def _cell(cell: Cell) -> dict[str, str]:
    words = {VARIED: f"{VARIED}, keeps {cell.kept} of {cell.of}", RETIMED: f"{RETIMED}, {cell.minutes} minutes"}
    return {
        "state": " ".join(cell.states),
        "words": "; ".join(words.get(one, one) for one in cell.states) or "not there",
    }


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def changes(before: str, after: str) -> Markup:
    """Return ``after`` with what is new in it as ``ins``, and the words of ``before`` that are gone as ``del``."""
    return Markup().join(_pieces(_WORD.findall(before.strip()), _WORD.findall(after.strip())))


def _pieces(old: list[str], new: list[str]) -> Iterator[Markup]:
    i = j = 0
    alike = matches([one.rstrip() for one in old], [one.rstrip() for one in new])
    for left, right in [*alike, (len(old), len(new))]:
        if gone := "".join(old[i:left]):
            yield Markup("<del>{}</del>").format(gone.rstrip()) + gone[len(gone.rstrip()) :]
        if came := "".join(new[j:right]):
            yield Markup("<ins>{}</ins>").format(came.rstrip()) + came[len(came.rstrip()) :]
        yield escape("".join(new[right : right + 1]))
        i, j = left + 1, right + 1
