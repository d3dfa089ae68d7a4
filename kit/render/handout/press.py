"""From the blocks of one document to its PDF: colours, running heads, and the files that the worker gets."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.model.colour import mix, passing
from kit.model.edition import Brand
from kit.model.findings import Code, Finding
from kit.render.handout.pictures import draw_png
from kit.render.handout.sheet import Block, Inline, Sheet
from kit.render.handout.typesetter import OverTimeError, Typesetter, TypesettingError
from kit.render.logo import logo_size
from kit.render.palette import LIGHT_GROUND, SOFT
from kit.source.pictures.pictures import where_shown

TEMPLATES = Path(__file__).parent / "typst"
INK = "#1a1a1a"
QUIET = "#505050"  # 8:1 on white: small print that is still easy to read
COMPOSED = ("en", "cy")  # languages without letters of their own in Inter, as Catalan and Romanian have

LARGE_PRINT = {"size.typ": b"#let large = true\n"}

_SMALL = 8  # pixels: as wide as a picture is drawn to see whether it can be
_SAVE_AGAIN = "Open it in an image editor and save it again under the same name."


@dataclass(frozen=True)
class Paper:
    """One PDF to be: ``page`` is the one that findings name, ``heading`` its title on paper, ``eyebrow`` what is above.

    ``title`` is the document's own, for tabs and screen readers. ``facts`` stand below the heading, as names and words.
    ``notice`` is what people must know before these. ``template`` is the Typst file that draws it, ``wide`` says that
    its pages are landscape, ``dense`` that it is carried, so that fewer pages count more than room around the words.
    """

    page: str
    title: str
    heading: str
    eyebrow: str
    round: str
    blocks: Sequence[Block]
    facts: Sequence[tuple[str, list[Inline]]] = ()
    notice: Sequence[Block] = ()
    template: str = "document.typ"
    wide: bool = False
    dense: bool = False


def press(sheet: Sheet, paper: Paper, typesetter: Typesetter) -> bytes | None:
    """Return the PDF, or None with a finding that names the page if it cannot be made."""
    files = {f"{path.name}": path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    files |= {"about.json": _json(_about(sheet, paper)), "content.json": _json(_content(sheet, paper))}
    files |= {**sheet.pictures, **(LARGE_PRINT if sheet.large else {})}
    try:
        return typesetter.pdf(files, paper.template, sheet.edition.epoch)
    except TypesettingError as error:
        all_named = () if isinstance(error, OverTimeError) else sheet.pictures.items()  # no picture's fault alone
        if undrawn := [name for name, data in all_named if not _can_be_drawn(name, data, typesetter)]:
            _blame_pictures(sheet, undrawn)
        else:
            message = f'The PDF "{paper.title}" cannot be made from this page: {error}'
            sheet.report(Code.PAGE_SYNTAX, paper.page, None, message, "Take out or simplify what the message names.")
    return None


def _can_be_drawn(name: str, data: bytes, typesetter: Typesetter) -> bool:
    try:
        return bool(draw_png(name, data, _SMALL, typesetter))
    except TypesettingError:
        return False


def _blame_pictures(sheet: Sheet, names: Sequence[str]) -> None:
    for path, data in sheet.edition.tree.files.items():
        if any(sheet.pictures[name] is data for name in names):
            message = f"This picture is damaged inside, so no PDF can show it.{where_shown(sheet.edition, path)}"
            sheet.add(Finding(Code.BROKEN_PICTURE, path, None, message, _SAVE_AGAIN))


def proof(sheet: Sheet, paper: Paper) -> None:
    """Report what cannot be drawn on ``paper``, and make nothing."""
    _about(sheet, paper)
    _content(sheet, paper)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _about(sheet: Sheet, paper: Paper) -> dict[str, Any]:
    """Return what a paper says of its group, apart from its words: house.typ says why."""
    edition = sheet.edition
    return {
        "title": sheet.said(f"{paper.title}, {edition.name}", paper.page),
        "author": sheet.said(edition.name, paper.page),
        "group": sheet.text(edition.name, paper.page),
        "round": sheet.text(paper.round, paper.page),
        "foot": sheet.text(edition.url.removeprefix("https://").rstrip("/"), paper.page),
        "colours": colours(edition.brand),
    }


def _content(sheet: Sheet, paper: Paper) -> dict[str, Any]:
    edition = sheet.edition
    words = functools.partial(sheet.text, page=paper.page)
    language, _, region = edition.language.partition("-")
    return {
        "heading": words(paper.heading),
        "eyebrow": words(paper.eyebrow),
        "facts": [[words(name), value] for name, value in paper.facts],
        "notice": list(paper.notice),
        "lang": language,
        "region": region or None,
        "logo": _logo(sheet, paper.page) if edition.brand.logo else None,
        "wide": paper.wide,
        "dense": paper.dense,
        "blocks": with_legal_headings(paper.blocks),
        "composed": sheet.composed and language in COMPOSED,  # said when all words have been drawn
    }


def _logo(sheet: Sheet, page: str) -> dict[str, Any] | None:
    """Return the group's logo: its file, alt text, width over height, and the ground that it needs, or None."""
    edition = sheet.edition
    if (path := sheet.picture(edition.brand.logo)) is None:
        return None
    (wide, tall), ground = logo_size(edition), edition.brand.logo_ground
    return {
        "path": path,
        "alt": sheet.said(edition.brand.logo_alt or edition.name, page),
        "ratio": wide / tall,
        "ground": None if ground == LIGHT_GROUND else ground,
    }


def colours(brand: Brand) -> dict[str, str]:
    """Return the colours of a document. Those of the brand are darkened until text in them can be read on a tint."""
    tint = mix("#ffffff", brand.primary, SOFT)
    return {
        "primary": passing(brand.primary, tint),
        "accent": passing(brand.accent, tint),
        "tint": tint,
        "ink": INK,
        "quiet": QUIET,
    }


def with_legal_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return ``blocks`` with no heading more than one level below the last one: PDF/UA allows no skipped level.

    The title of the document is the heading of level 1 before them. Headings of one level stay of one level: 2, 4, 4
    become 2, 3, 3.
    """
    around: list[int] = []  # the levels asked for by the last heading and by those that it stands under

    def legal(value: Any) -> Any:
        if isinstance(value, list):
            return [legal(one) for one in value]
        if not isinstance(value, dict) or "t" in value:  # a cell of plain words
            return value
        level = {}
        if "level" in value:
            asked = max(value["level"], 2)
            around[:] = [*(one for one in around if one < asked), asked]
            level = {"level": min(len(around) + 1, 6)}
        return {key: legal(one) for key, one in value.items()} | level

    return [legal(block) for block in blocks]
