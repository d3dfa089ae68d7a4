"""Blocks of a page: from docutils nodes to what the Typst templates draw.

A kind of node that stands in no table here is reported, so that no text is lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from sphinx import addnodes

from kit.facilitate.clock import people_minutes
from kit.render.blocks import nodes as kit_nodes
from kit.render.handout import cards, inline
from kit.render.handout.inline import heading, inlines, plain, stripped
from kit.render.handout.pictures import picture
from kit.render.handout.sheet import Block, Context, Sheet, line_of
from kit.render.handout.tables import table

# The kit's own blocks: activities, facilitator notes, handouts, and passages in another language.

WHOLE_ACTIVITY = 900  # characters: an activity that is no longer is kept on one page; notes only up to half of that
AS_TALL_AS = {nodes.image: 450, nodes.row: 70}  # characters: text that takes about the room of a picture or a row


def _activity(node: nodes.Element, context: Context) -> list[Block]:
    """Return an activity with what it takes in one line, such as "20 minutes, pairs"."""
    minutes = node.get("scaled", node.get("minutes"))
    facts = [people_minutes(minutes) if minutes else "", context.words(node, "grouping")]
    return [
        {
            "k": "activity",
            "title": context.words(node, "title"),
            "level": context.level,
            "facts": ", ".join(fact for fact in facts if fact),
            "whole": _size(node) <= WHOLE_ACTIVITY,
            "c": context.blocks(node.children),
        }
    ]


def _size(node: nodes.Element) -> int:
    """Return about how much room a block takes, in characters of text."""
    more = sum(tall * len(list(node.findall(kind))) for kind, tall in AS_TALL_AS.items())
    return len(node.astext()) + more


def _facilitator(node: nodes.Element, context: Context) -> list[Block]:
    """Return facilitator notes, for a run sheet only: every other PDF is made without them."""
    if not context.sheet.notes:
        return []
    whole = _size(node) <= WHOLE_ACTIVITY / 2
    body = context.blocks(node.children)
    return [{"k": "facilitator", "title": context.words(node, "title"), "whole": whole, "c": body}]


def _handout(node: nodes.Element, context: Context) -> list[Block]:
    """Return a handout in its place on the page. Handouts of their own are taken out by ``handouts_of``."""
    title = context.words(node, "title")
    return [{"k": "fold", "title": [title] if title else [], "c": context.for_form().blocks(node.children)}]


def _language(node: nodes.Element, context: Context) -> list[Block]:
    return [{"k": "passage", "lang": node["tag"].partition("-")[0], "c": context.blocks(node.children)}]


def _gap_to_write_on(_node: nodes.Element, context: Context) -> list[Block]:
    return [{"k": "ruled", "lines": 1} if context.form else {"k": "rule"}]


HANDLERS: dict[str, Callable[[nodes.Element, Context], list[Block]]] = {
    kit_nodes.activity.__name__: _activity,
    kit_nodes.facilitator.__name__: _facilitator,
    kit_nodes.handout.__name__: _handout,
    kit_nodes.language.__name__: _language,
    kit_nodes.rule.__name__: _gap_to_write_on,
}


WHOLE = 600  # characters: a task that is no longer is kept on one page
LONGEST_PROMPT = 60  # characters: a line that ends in a colon and is no longer asks for an answer
SILENT = {
    *inline.SILENT,
    *("footnote", "slide", "sd_tab_input", "raw", "toctree", "pending", "meta", "highlightlang", "tabular_col_spec"),
}
OPEN = {"glossary", "compound", "compact_paragraph", "document", "dropdown_main", "start_of_file"}


def context_for(sheet: Sheet, page: str, document: nodes.document, level: int = 2) -> Context:
    """Return the context for the start of ``document``, whose headings begin at ``level``."""
    footnotes = {one: note for note in document.findall(nodes.footnote) for one in note["ids"]}
    return Context(sheet, page, blocks, level, footnotes)


def blocks(children: Iterable[nodes.Node], context: Context) -> list[Block]:
    """Return the drawn form of block nodes, in order; words that stand between them become paragraphs."""
    made: list[Block] = []
    words: list[nodes.Node] = []
    for child in children:
        if _in_line(child):
            words.append(child)
            continue
        made += _loose(words, context) + _block(child, context)
        words = []
    return _prompted(_ruled(made + _loose(words, context)), context)


def _ruled(made: list[Block]) -> list[Block]:
    """Put lines to write on that follow each other into one block, and keep the question before them beside it."""
    joined: list[Block] = []
    for block in made:
        if block["k"] != "ruled":
            joined.append(block)
        elif joined and joined[-1]["k"] == "ruled":
            joined[-1]["lines"] += block["lines"]
        else:
            if joined and joined[-1]["k"] == "paragraph":
                joined[-1]["keep"] = True
            joined.append(block)
    return joined


def _in_line(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Text):
        return True
    return isinstance(node, nodes.Inline) and type(node).__name__ not in ("image", "raw")


def _loose(words: Sequence[nodes.Node], context: Context) -> list[Block]:
    line = stripped(inlines(words, context)) if words else []
    return [{"k": "paragraph", "c": line}] if line else []


def _prompted(made: list[Block], context: Context) -> list[Block]:
    """In a handout, draw a line to write on after a short paragraph that ends in a colon and leads to nothing."""
    if context.form:
        for block, after in zip(made, [*made, {"k": "end"}][1:], strict=True):
            if block["k"] == "paragraph" and after["k"] not in ("bullets", "numbers", "task", "terms", "code", "ruled"):
                words = plain(block["c"])
                block["write"] = words.endswith(":") and len(words) <= LONGEST_PROMPT
    return made


def _block(node: nodes.Node, context: Context) -> list[Block]:
    name = type(node).__name__
    if name in SILENT or not isinstance(node, nodes.Element):
        return []
    if name in OPEN:
        return blocks(node.children, context)
    if handler := _HANDLERS.get(name):
        return handler(node, context)
    if isinstance(node, nodes.Admonition):
        return _note(node, context)
    context.unknown(node)
    return []


def _section(node: nodes.Element, context: Context) -> list[Block]:
    return blocks(node.children, context.deeper())


def _title(node: nodes.Element, context: Context) -> list[Block]:
    return [{"k": "heading", "level": max(context.level - 1, 1), "c": heading(node, context)}]


def _paragraph(node: nodes.Element, context: Context) -> list[Block]:
    """Return a paragraph; one that is nothing but a picture becomes a picture of its own."""
    inner = [child for child in node.children if not isinstance(child, nodes.Text) or child.strip()]
    if len(inner) == 1 and isinstance(inner[0], nodes.image):
        return _picture(inner[0], context)
    return _loose(node.children, context)


def _picture(node: nodes.Element, context: Context) -> list[Block]:
    made = picture(node, context)
    return [] if made is None else [made]


def _figure(node: nodes.Element, context: Context) -> list[Block]:
    caption = next(iter(node.findall(nodes.caption)), None)
    legend = next(iter(node.findall(nodes.legend)), None)
    return [
        {
            "k": "figure",
            "picture": next(iter(_picture(next(node.findall(nodes.image)), context)), None),
            "caption": stripped(inlines(caption.children, context)) if caption is not None else [],
            "legend": blocks(legend.children, context) if legend is not None else [],
        }
    ]


def _list(node: nodes.Element, context: Context) -> list[Block]:
    items = [child for child in node.children if isinstance(child, nodes.list_item)]
    if any("task-list-item" in item["classes"] for item in items):
        return [_task(item, context) for item in items]
    return [{"k": "bullets", "items": [blocks(item.children, context) for item in items]}]


def _task(item: nodes.Element, context: Context) -> Block:
    whole = len(item.astext()) <= WHOLE
    return {"k": "task", "checked": _checked(item), "whole": whole, "c": blocks(item.children, context)}


def _checked(item: nodes.Element) -> bool:
    return any('checked="' in raw.astext() for raw in item.children[:1] for raw in raw.findall(nodes.raw))


def _numbers(node: nodes.Element, context: Context) -> list[Block]:
    patterns = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
    pattern = patterns.get(str(node.get("enumtype", "")), "1") + "."
    items = [blocks(item.children, context) for item in node.children if isinstance(item, nodes.Element)]
    return [{"k": "numbers", "start": int(node.get("start", 1)), "pattern": pattern, "items": items}]


def _terms(node: nodes.Element, context: Context) -> list[Block]:
    items = []
    for item in node.children:
        terms = [stripped(inlines(one.children, context)) for one in item.children if isinstance(one, nodes.term)]
        bodies = [one for one in item.children if isinstance(one, nodes.definition)]
        body = [block for one in bodies for block in blocks(one.children, context)]
        items.append({"terms": terms, "c": body})
    return [{"k": "terms", "items": items}]


def _code(node: nodes.Element, context: Context) -> list[Block]:
    return [{"k": "code", "text": context.sheet.text(node.astext(), context.page, line_of(node))}]


def _quote(node: nodes.Element, context: Context) -> list[Block]:
    by = next((child for child in node.children if isinstance(child, nodes.attribution)), None)
    body = [child for child in node.children if child is not by]
    words = stripped(inlines(by.children, context)) if by is not None else []
    return [{"k": "quote", "by": words, "c": blocks(body, context)}]


def _lines(node: nodes.Element, context: Context) -> list[Block]:
    words = [inlines(line.children, context) for line in node.findall(nodes.line)]
    joined = [one for line in words for one in [*line, {"k": "newline"}]][:-1]
    return [{"k": "paragraph", "c": joined}] if joined else []


def _note(node: nodes.Element, context: Context) -> list[Block]:
    """Return an admonition or alert, under its own title or the name of its kind."""
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    kind = "See also" if isinstance(node, addnodes.seealso) else type(node).__name__.capitalize()
    words = heading(title, context) if title is not None else [kind]
    body = [child for child in node.children if child is not title]
    return [{"k": "note", "title": words, "c": blocks(body, context)}]


def _rubric(node: nodes.Element, context: Context) -> list[Block]:
    return [{"k": "label", "c": heading(node, context)}]


def _rule(node: nodes.Element, _context: Context) -> list[Block]:
    return [] if "footnotes" in node["classes"] else [{"k": "rule"}]  # that one only opens the notes of a web page


_HANDLERS: dict[str, Callable[[nodes.Element, Context], list[Block]]] = {
    "section": _section,
    "title": _title,
    "paragraph": _paragraph,
    "image": _picture,
    "figure": _figure,
    "bullet_list": _list,
    "enumerated_list": _numbers,
    "definition_list": _terms,
    "table": table,
    "literal_block": _code,
    "doctest_block": _code,
    "block_quote": _quote,
    "line_block": _lines,
    "rubric": _rubric,
    "caption": _rubric,
    "centered": _rubric,
    "transition": _rule,
    **HANDLERS,
    **cards.HANDLERS,
}
