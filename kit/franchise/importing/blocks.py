"""What stands on lines of its own: headings, lists, tables, boxes, from elements of HTML to Markdown of ours. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any

from kit.franchise.importing import escape
from kit.franchise.importing.attributes import words_of
from kit.franchise.importing.boxes import boxed, name_of_box, noted
from kit.franchise.importing.inline import (
    GONE,
    MEDIA,
    Context,
    child_text,
    inline,
    left_out,
    note_name,
    raw_text,
    text_of,
)
from kit.franchise.importing.joining import as_one, kind
from kit.franchise.importing.leaders import is_for_leaders, is_private
from kit.franchise.importing.model import Item
from kit.franchise.importing.notes import PUBLIC_TOO, in_note, is_note, with_notes
from kit.franchise.importing.paragraphs import paragraph
from kit.franchise.importing.reading import line_of
from kit.franchise.importing.tables import Cell, parted, table

_GROUPS = ("thead", "tbody", "tfoot")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTAINERS = frozenset(
    {"html", "body", "div", "section", "article", "main", "header", "footer", "aside", "fieldset", "legend", "figure"}
    | {"figcaption", "hgroup", "address", "dir", "menu", *_GROUPS, "caption", "tr", "td", "th", "li", "dt", "dd"}
    | {"tabs", "tabitem", "blockquote", "details", "summary", "p", "center"}
)
_BOXES = ("div", "section", "aside", "blockquote", "article", "p")
_BLOCKS = _CONTAINERS | frozenset({*HEADINGS, "ul", "ol", "dl", "table", "pre", "hr", *MEDIA})


def items(element: Any, ctx: Context) -> list[Item]:
    """Return what ``element`` holds as blocks in order, each a piece of Markdown or a heading."""
    element = _joined(element)
    out: list[Item] = []
    run: list[Any] = [element.text or ""]
    for child in element:
        if is_block(child):
            out += _run(run, ctx, line_of(child))
            out += _block(child, ctx)
            run = [child.tail or ""]
        else:
            run.append(child)
    return out + _run(run, ctx, line_of(element))


def markdown(element: Any, ctx: Context) -> str:
    """Return what ``element`` holds as one piece, with headings as bold lines: no block of ours may hold one."""
    return as_one(noted(items(element, ctx), ctx))


def _joined(element: Any) -> Any:
    """Give what kramdown says below a block to the block above it."""
    for child in list(element):
        names = child.get("data-after")
        before = child.getprevious()
        if names is None:
            continue
        if before is not None and names:
            before.set("class", f"{before.get('class') or ''} {names}".strip())
        element.remove(child) if not (child.tail or "").strip() else child.attrib.pop("data-after")
    return element


def is_block(child: Any) -> bool:
    """Whether an element stands on lines of its own, or holds one that does."""
    tag = str(child.tag).lower()
    return tag in _BLOCKS or (tag not in GONE and holds_blocks(child))


def holds_blocks(child: Any) -> bool:
    """Whether an element holds one that stands on lines of its own."""
    return any(str(one.tag).lower() in _BLOCKS - MEDIA for one in child.iterdescendants())


def _run(run: list[Any], ctx: Context, line: int | None) -> list[Item]:
    """Return the words between two blocks as a paragraph."""
    pieces = (text_of(one, ctx) if isinstance(one, str) else child_text(one, ctx) for one in run)
    text = reduce(escape.glued, pieces, "")
    first = next((line_of(one) for one in run if not isinstance(one, str)), line)
    return [Item(one, first) for one in paragraph(text, ctx.reflow)]


def _block(child: Any, ctx: Context) -> list[Item]:
    tag = str(child.tag).lower()
    if (made := _MADE.get(tag)) is not None:
        private = is_private(child) and tag not in (*HEADINGS, "details")
        inside = made(child, ctx.block("facilitator") if private else ctx)
        return boxed("facilitator", child, inside, ctx) if private else inside
    if tag in MEDIA:
        text = left_out(child, tag, ctx)
        return [Item(text, line_of(child))] if text else []
    if child.get("data-note-text") is not None:
        name = note_name(child.get("data-note-text"))
        body = escape.indented(markdown(child, ctx), f"[^{name}]: ", "    ")
        return [Item(body, line_of(child))]
    if (name := name_of_box(child)) and (name == "facilitator" or tag in _BOXES):
        return boxed(name, child, items(child, ctx.block(name) if name != "plain" else ctx), ctx)
    if child.get("data-fence"):
        name = child.get("class") or ""
        ctx.told.changed(line_of(child), f"There is no block called {name} here: its words stand as plain text.")
        title = escape.words(child.get("title") or "", False, False)
        return [*([Item(f"**{title}**", line_of(child))] if title else []), *items(child, ctx)]
    if tag == "blockquote":
        return _quote(child, ctx)
    return items(child, ctx)


def _heading(child: Any, ctx: Context) -> list[Item]:
    level = int(str(child.tag)[1])
    ids = [child.get("id") or ""] + [one.get("id") or one.get("name") or "" for one in child.iter("a", "span")]
    for one in (child, *child):  # {#id} and {: .class} at the end of the title
        where = "text" if one is child else "tail"
        text = getattr(one, where) or ""
        if found := re.search(r"(?<!\s)\s*+\{:?\s*+(#[\w:-]+|\.[\w-]+)[^{}]*\}\s*$", text):
            ids.append(found[1].lstrip("#") if found[1].startswith("#") else "")
            setattr(one, where, text[: found.start()])
            ctx.gone.append(found[0])
    text = inline(child, ctx.within("heading").within("strong")).replace("\n", " ").strip()
    plain = " ".join("".join(child.itertext()).split())
    if not re.search(r"\w", plain):
        return [Item(one, line_of(child)) for one in paragraph(text, ctx.reflow)]
    return [Item(text, line_of(child), level, plain, tuple(filter(None, ids)))]


def _quote(child: Any, ctx: Context) -> list[Item]:
    body = markdown(child, ctx)
    return [Item(escape.indented(body, "> ", "> "), line_of(child))] if body else []


def _list(child: Any, ctx: Context) -> list[Item]:
    ordered = str(child.tag).lower() == "ol"
    start = child.get("start") or "1"
    number = int(start) if start.isdigit() and len(start) < 9 else 1
    rows: list[str] = []
    loose = False
    for one in _with_texts(child):
        if isinstance(one, str) or str(one.tag).lower() not in ("li", "ul", "ol"):
            rows += [item.text for item in _other(one, child, ctx)]
            continue
        parts = _block(one, ctx) if one.tag in ("ul", "ol") else _item(one, ctx)
        if not parts:
            continue
        mark = f"{number}. " if ordered else "- "
        nested = [bool(kind(part.text)) for part in parts[1:]]
        loose = loose or not all(nested)
        body = "\n".join(f"**{part.text}**" if part.level else part.text for part in parts)
        body = body if all(nested) else as_one(parts)
        rows.append(escape.indented(body, mark, " " * len(mark)))
        number += 1
    if not rows:
        return []
    return [Item(("\n\n" if loose else "\n").join(rows), line_of(child))]


def _with_texts(element: Any) -> list[Any]:
    """Return what ``element`` holds in order: its parts, and the words that stand loose between them.

    Words after an element within words belong to it.
    """
    found = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""] if is_block(child) else [child]
    return [one for one in found if not isinstance(one, str) or one.strip()]


def _loose(one: Any, ctx: Context, line: int | None) -> list[Item]:
    """Return words or an element that stand where only other parts belong."""
    return _block(one, ctx) if not isinstance(one, str) and is_block(one) else _run([one], ctx, line)


def _item(one: Any, ctx: Context) -> list[Item]:
    if is_private(one):
        return boxed("facilitator", one, items(one, ctx.block("facilitator")), ctx)
    return noted(items(one, ctx), ctx)


def _other(one: Any, parent: Any, ctx: Context) -> list[Item]:
    """Return what stands in a list beside its items, as an item."""
    text = as_one(_loose(one, ctx, line_of(parent)))
    return [Item(escape.indented(text, "- ", "  "), line_of(parent))] if text else []


def _definitions(child: Any, ctx: Context) -> list[Item]:
    rows: list[str] = []
    private = False
    for one in _definition_parts(child):
        is_term = not isinstance(one, str) and str(one.tag) == "dt"
        private = is_for_leaders(" ".join(words_of(one).split())) if is_term else private
        text = inline(one, ctx.within("heading")) if is_term else as_one(_meaning(one, child, ctx, private))
        if not text:
            continue
        if is_term:
            rows.append(("\n" if rows else "") + escape.line_start(text.replace("\n", " ")))
        elif rows:
            rows.append(escape.indented(text, ": ", "  "))
        else:
            rows.append(f"{text}\n")
    return [Item("\n".join(rows), line_of(child))] if rows else []


def _meaning(one: Any, parent: Any, ctx: Context, private: bool) -> list[Item]:
    if isinstance(one, str) or one.tag != "dd":
        return _loose(one, ctx, line_of(parent))
    if private and "facilitator" not in ctx.inside and not ctx.in_table:
        return in_note(items(one, ctx.block("facilitator")), line_of(one), ctx.told)
    return _item(one, ctx)


def _definition_parts(child: Any) -> list[Any]:
    """Return terms, meanings and what stands between them; a div may lie around a term and its meanings."""
    return [
        part
        for one in _with_texts(child)
        for part in (_definition_parts(one) if not isinstance(one, str) and one.tag == "div" else [one])
    ]


def _code(child: Any, ctx: Context) -> list[Item]:
    names = " ".join(one.get("class") or "" for one in (child, *child.iter("code")))
    found = re.search(r"language-([A-Za-z][\w+#-]{0,30})", names)
    if holds_blocks(child):
        return items(child, ctx)
    text = raw_text(child).strip("\n")
    if ctx.in_table:
        return [Item(escape.code(text, in_table=True), line_of(child))] if text.strip() else []
    return [Item(escape.fence(text, found[1] if found else ""), line_of(child))] if text.strip() else []


def _details(child: Any, ctx: Context) -> list[Item]:
    head = next((one for one in child if str(one.tag).lower() == "summary"), None)
    title = inline(head, ctx.within("heading")).replace("\n", " ") if head is not None else ""
    if head is not None:
        head.drop_tree()
    name = name_of_box(child) or "dropdown"
    return boxed(name, child, items(child, ctx.block(name)), ctx, title)


def _table(child: Any, ctx: Context) -> list[Item]:
    groups = [child, *(one for one in child if one.tag in _GROUPS)]
    rows = [row for group in groups for row in group if row.tag == "tr"]
    cells = [[one for one in row if str(one.tag).lower() in ("td", "th")] for row in rows]
    loose = [item for place in (*groups, *rows) for item in _beside_cells(place, ctx)]
    if ctx.in_table or max((len(row) for row in cells), default=0) < 2:
        return [*loose, *(item for row in cells for one in row for item in items(one, ctx))]
    notes: list[Item] = []
    made = [[_cell(one, ctx, notes) for one in row] for row in cells]
    if "facilitator" in ctx.inside:
        return [*loose, Item(table(made), line_of(child))]
    public, kept = parted([row for row in made if row])
    if kept:
        ctx.told.guessed(line_of(child), "Rows or columns of a table became notes for facilitators.", PUBLIC_TOO)
        notes.append(Item(escape.for_facilitators("", "\n\n".join(map(table, kept))), line_of(child)))
    return [*loose, *([Item(table(public), line_of(child))] if public else []), *notes]


def _beside_cells(place: Any, ctx: Context) -> list[Item]:
    """Return what stands in a table outside of its cells: its caption, and whatever got there."""
    known = ("td", "th") if place.tag == "tr" else ("tr",) if place.tag in _GROUPS else ("tr", *_GROUPS)
    loose = [one for one in _with_texts(place) if isinstance(one, str) or one.tag not in known]
    return [item for one in loose for item in _loose(one, ctx, line_of(place))]


def _cell(one: Any, ctx: Context, notes: list[Item]) -> Cell:
    """Return a cell's words on one line, and how it stands; ``notes`` take what in it is for whoever leads."""
    made = items(one, replace(ctx, in_table=True))
    made = made if "facilitator" in ctx.inside else with_notes(made, ctx.told)
    notes += [item for item in made if is_note(item)]
    rest = (line for item in made if not is_note(item) for line in item.text.split("\n"))
    parts = [re.sub(r"^(?:- |\d+\. )", "", line.strip()) for line in rest]
    text = "; ".join(part for part in parts if part and part != "<!-- another list -->")
    return text, one.get("align") or one.get("style") or "", one.get("colspan") or ""


_MADE: dict[str, Callable[[Any, Context], list[Item]]] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    "dl": _definitions,
    "pre": _code,
    "hr": lambda *_: [],
    "table": _table,
    "details": _details,
}
