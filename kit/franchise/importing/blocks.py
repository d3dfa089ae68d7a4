"""What stands on lines of its own: headings, lists, tables, boxes, from elements of HTML to Markdown of ours. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce
from typing import Any

from kit.franchise.importing import escape
from kit.franchise.importing.boxes import boxed, name_of_box
from kit.franchise.importing.inline import (
    GONE,
    MEDIA,
    Context,
    child_text,
    inline,
    left_out,
    note_name,
    text_of,
)
from kit.franchise.importing.joining import as_one, kind
from kit.franchise.importing.model import Item
from kit.franchise.importing.paragraphs import paragraph
from kit.franchise.importing.reading import line_of
from kit.franchise.importing.tables import table

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTAINERS = frozenset(
    {
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "fieldset",
        "figure",
        "figcaption",
    }
    | {"hgroup", "address", "dir", "menu", "thead", "tbody", "tr", "td", "th", "li", "dt", "dd", "tabs", "tabitem"}
    | {"blockquote", "details", "summary", "p", "center"}
)
_BLOCKS = _CONTAINERS | frozenset({*HEADINGS, "ul", "ol", "dl", "table", "pre", "hr", *MEDIA})


def items(element: Any, ctx: Context) -> list[Item]:
    """Return what ``element`` holds as blocks in order, each a piece of Markdown or a heading."""
    element = _joined(element)
    out: list[Item] = []
    run: list[Any] = [element.text or ""]
    for child in element:
        if str(child.tag).lower() in _BLOCKS or _holds_blocks(child):
            out += _run(run, ctx, line_of(child))
            out += _block(child, ctx)
            run = [child.tail or ""]
        else:
            run.append(child)
    return out + _run(run, ctx, line_of(element))


def markdown(element: Any, ctx: Context) -> str:
    """Return what ``element`` holds as one piece, with headings as bold lines: no block of ours may hold one."""
    return as_one(items(element, ctx))


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


def _holds_blocks(child: Any) -> bool:
    tag = str(child.tag).lower()
    return tag not in GONE and any(str(one.tag).lower() in _BLOCKS - MEDIA for one in child.iterdescendants())


def _run(run: list[Any], ctx: Context, line: int | None) -> list[Item]:
    """Return the words between two blocks as a paragraph."""
    pieces = (text_of(one, ctx) if isinstance(one, str) else child_text(one, ctx) for one in run)
    text = reduce(escape.glued, pieces, "")
    first = next((line_of(one) for one in run if not isinstance(one, str)), line)
    return [Item(one, first) for one in paragraph(text, ctx.reflow)]


def _block(child: Any, ctx: Context) -> list[Item]:
    tag = str(child.tag).lower()
    if (made := _MADE.get(tag)) is not None:
        return made(child, ctx)
    if tag in MEDIA:
        text = left_out(child, tag, ctx)
        return [Item(text, line_of(child))] if text else []
    if child.get("data-note-text") is not None:
        name = note_name(child.get("data-note-text"))
        body = escape.indented(markdown(child, ctx), f"[^{name}]: ", "    ")
        return [Item(body, line_of(child))]
    if (name := name_of_box(child)) and tag in ("div", "section", "aside", "blockquote", "article", "p"):
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
        if found := re.search(r"\s*\{:?\s*(#[\w:-]+|\.[\w-]+)[^{}]*\}\s*$", text):
            ids.append(found[1].lstrip("#") if found[1].startswith("#") else "")
            setattr(one, where, text[: found.start()])
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
    for one in child:
        if str(one.tag).lower() not in ("li", "ul", "ol"):
            rows += [item.text for item in _other(one, ctx)]
            continue
        parts = _block(one, ctx) if one.tag in ("ul", "ol") else items(one, ctx)
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


def _other(child: Any, ctx: Context) -> list[Item]:
    """Return what stands in a list beside its items, as an item."""
    text = as_one(_block(child, ctx)) if str(child.tag).lower() in _BLOCKS else inline(child, ctx)
    return [Item(escape.indented(text, "- ", "  "), line_of(child))] if text else []


def _definitions(child: Any, ctx: Context) -> list[Item]:
    rows: list[str] = []
    for one in child.iter("dt", "dd"):
        text = inline(one, ctx.within("heading")) if str(one.tag) == "dt" else markdown(one, ctx)
        if not text:
            continue
        if str(one.tag) == "dt":
            rows.append(("\n" if rows else "") + escape.line_start(text.replace("\n", " ")))
        elif rows:
            rows.append(escape.indented(text, ": ", "  "))
        else:
            rows.append(text)
    return [Item("\n".join(rows), line_of(child))] if rows else []


def _code(child: Any, _: Context) -> list[Item]:
    names = " ".join(one.get("class") or "" for one in (child, *child.iter("code")))
    found = re.search(r"language-([A-Za-z][\w+#-]{0,30})", names)
    text = "".join(child.itertext()).strip("\n")
    return [Item(escape.fence(text, found[1] if found else ""), line_of(child))] if text.strip() else []


def _details(child: Any, ctx: Context) -> list[Item]:
    head = next((one for one in child if str(one.tag).lower() == "summary"), None)
    title = inline(head, ctx.within("heading")).replace("\n", " ") if head is not None else ""
    if head is not None:
        tail, before = head.tail or "", head.getprevious()
        child.text = (child.text or "") + tail if before is None else child.text
        child.remove(head)
    return boxed("dropdown", child, items(child, ctx.block("dropdown")), ctx, title)


def _table(child: Any, ctx: Context) -> list[Item]:
    rows = [row for row in child.iter("tr") if _owner(row) is child]
    cells = [[one for one in row if str(one.tag).lower() in ("td", "th")] for row in rows]
    if max((len(row) for row in cells), default=0) < 2:
        return [item for row in cells for one in row for item in items(one, ctx)] if cells else items(child, ctx)
    return list(_titled_table(child, cells, ctx))


def _owner(row: Any) -> Any:
    return next((one for one in row.iterancestors("table")), None)


def _titled_table(child: Any, cells: list[list[Any]], ctx: Context) -> Iterator[Item]:
    caption = next(child.iter("caption"), None)
    if caption is not None and (text := inline(caption, ctx)):
        yield Item(text, line_of(caption))
    narrow = replace(ctx, in_table=True)
    made = [
        [(_cell(one, narrow), one.get("align") or one.get("style") or "", one.get("colspan") or "") for one in row]
        for row in cells
    ]
    yield Item(table(made), line_of(child))


def _cell(one: Any, ctx: Context) -> str:
    """Return a cell's words on one line."""
    parts = [re.sub(r"^(?:- |\d+\. )", "", line.strip()) for item in items(one, ctx) for line in item.text.split("\n")]
    return "; ".join(part for part in parts if part and part != "<!-- another list -->")


_MADE: dict[str, Callable[[Any, Context], list[Item]]] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    "dl": _definitions,
    "pre": _code,
    "hr": lambda *_: [],
    "table": _table,
    "details": _details,
}
