"""From the doctree of a page to its content: the one place that knows what docutils, Sphinx and their extensions make.

A node of a kind that is in no table becomes ``Unknown`` with its words, which each output shows and reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx_design.shared import PassthroughTextElement

from kit.render import nodes as kit_nodes
from kit.render.content import model as content
from kit.render.content.inline import Words, handler, line_of, picture, unknown, words

Blocks = tuple[content.Block, ...]
Documents = Callable[[str], nodes.document]
Recall = Callable[[str, Callable[[], content.Content]], content.Content]

_NUMBERING = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
_COLUMNS = re.compile(r"sd-row-cols-(?:lg-)?([0-9]{1,2})")


def anew(_: str, make: Callable[[], content.Content]) -> content.Content:
    """Recall nothing: return what is made."""
    return make()


def contents(document: Documents, recall: Recall = anew) -> content.Contents:
    """Return a function that gives the content of a page by its name; each page is translated once.

    ``recall`` may return, in place of what it would make, what was made of the very same page before.
    """
    return cache(lambda name: recall(name, lambda: content_of(document(name))))


def content_of(document: nodes.document) -> content.Content:
    """Return the content of a page from its document, resolved and filled."""
    notes = {one: _footnote(node) for node in document.findall(nodes.footnote) for one in node["ids"]}
    return content.Content(blocks(document.children), notes)


def blocks(children: Iterable[nodes.Node]) -> Blocks:
    """Return block nodes as blocks, in order; words that stand between them become paragraphs."""
    return tuple(
        block
        for loose, run in groupby(children, _is_loose)
        for block in (_paragraph(words(run)) if loose else (one for node in run for one in _block(node)))
    )


def _is_loose(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text | nodes.Inline) and not isinstance(node, nodes.image)


def _block(node: nodes.Node) -> Blocks:
    translate = handler(node, _BLOCKS)
    return (unknown(node),) if translate is None else translate(node)


def _footnote(node: nodes.footnote) -> content.Footnote:
    label = "".join(part.astext() for part in _of(node, nodes.label))
    body = blocks(child for child in node.children if not isinstance(child, nodes.label))
    return content.Footnote(label, body, bool(node.get("facilitator")))


def _of(node: nodes.Node, kind: type[nodes.Node]) -> Iterator[Any]:
    """Yield the children of one kind."""
    return (child for child in node.children if isinstance(child, kind))


def _words_of(node: nodes.Element, kind: type[nodes.Node]) -> Words:
    """Return the words of the first child of one kind, none where there is no such child."""
    return next((words(child.children) for child in _of(node, kind)), ())


def _inside(node: nodes.Element) -> Blocks:
    return blocks(node.children)


def _paragraph(line: Words) -> Blocks:
    """Return a paragraph; one that is nothing but a picture becomes that picture, and an empty one nothing."""
    shown = [part for part in line if not (isinstance(part, content.Text) and part.text.isspace())]
    if len(shown) == 1 and isinstance(shown[0], content.Picture):
        return (shown[0],)
    return (content.Paragraph(line),) if shown else ()


def _figure(node: nodes.Element) -> Blocks:
    image = next((picture(one) for one in node.findall(nodes.image)), None)
    legend = tuple(block for part in _of(node, nodes.legend) for block in _inside(part))
    return (content.Figure(image, _words_of(node, nodes.caption), legend),)


def _list(node: nodes.Element) -> Blocks:
    ordered = isinstance(node, nodes.enumerated_list)
    numbering = _NUMBERING.get(str(node.get("enumtype", "")), "1") if ordered else ""
    items = tuple(content.Item(_inside(item), _done(item)) for item in _of(node, nodes.list_item))
    return (content.List(items, numbering, int(node.get("start", 1))),)


def _done(item: nodes.list_item) -> bool | None:
    """Return whether the box of a task is ticked, None for an item that is no task."""
    if "task-list-item" not in item["classes"]:
        return None
    return any('checked="' in box.astext() for box in list(item.findall(nodes.raw))[:1])


def _definitions(node: nodes.Element) -> Blocks:
    return (content.Definitions(tuple(_definition(item) for item in node.children)),)


def _definition(item: nodes.Node) -> content.Definition:
    terms = tuple(words(term.children) for term in _of(item, nodes.term))
    return content.Definition(terms, tuple(one for part in _of(item, nodes.definition) for one in _inside(part)))


def _table(node: nodes.Element) -> Blocks:
    group = next(_of(node, nodes.tgroup))
    columns = list(_of(group, nodes.colspec))
    head, body = (tuple(_rows(group, part)) for part in (nodes.thead, nodes.tbody))
    stubs = sum(1 for column in columns if column.get("stub"))
    widths = [float(column["colwidth"]) for column in columns] if "colwidths-given" in node["classes"] else []
    return (content.Table(_words_of(node, nodes.title), len(columns), head, body, stubs, tuple(widths)),)


def _rows(group: nodes.tgroup, part: type[nodes.Element]) -> Iterator[content.Row]:
    for row in (row for rows in _of(group, part) for row in rows.children):
        yield tuple(_cell(entry) for entry in _of(row, nodes.entry))


def _cell(entry: nodes.entry) -> content.Cell:
    align = next((side for side in ("right", "center") if f"text-{side}" in entry["classes"]), "")
    return content.Cell(_inside(entry), align, int(entry.get("morecols", 0)) + 1, int(entry.get("morerows", 0)) + 1)


def _quote(node: nodes.Element) -> Blocks:
    said = blocks(child for child in node.children if not isinstance(child, nodes.attribution))
    return (content.Quote(said, _words_of(node, nodes.attribution)),)


def _line_block(node: nodes.Element) -> Blocks:
    lines = [words(line.children) for line in node.findall(nodes.line)]
    return _paragraph(tuple(part for line in lines for part in (*line, content.LineBreak()))[:-1])


def _admonition(node: nodes.Element) -> Blocks:
    """Return an admonition or alert, under its own title or the name of its kind."""
    kind = "See also" if isinstance(node, addnodes.seealso) else type(node).__name__.capitalize()
    said = blocks(child for child in node.children if not isinstance(child, nodes.title))
    return (content.Admonition(_words_of(node, nodes.title) or (content.Text(kind),), said),)


def _container(node: nodes.Element) -> Blocks:
    """Return what sphinx-design makes containers of."""
    kind = node.get("design_component", "")
    if kind == "grid-row":
        numbers = [int(match[1]) for one in node["classes"] if (match := _COLUMNS.fullmatch(one))]
        items = tuple(blocks([item]) for item in node.children if isinstance(item, nodes.Element))
        return (content.Grid(items, numbers[-1] if numbers else 2),)
    if kind == "card-title":
        return (content.CardPart("title", (content.Label(words(node.children)),)),)
    if kind in ("card-header", "card-footer"):
        return (content.CardPart(kind.removeprefix("card-"), _inside(node)),)
    if kind == "card":
        return (content.Card(_inside(node)),)
    return (content.Fold(_inside(node)),) if kind in ("dropdown", "tab-item") else _inside(node)


def _own(node: kit_nodes.own) -> Blocks:
    values = {name: value for name, value in node.attributes.items() if name not in nodes.Element.known_attributes}
    return (content.OwnBlock(node.block, values, _inside(node), line_of(node)),)


def _nothing(_: nodes.Node) -> Blocks:
    return ()


_BLOCKS: dict[type[Any], Callable[[Any], Blocks]] = {
    nodes.paragraph: lambda node: _paragraph(words(node.children)),
    PassthroughTextElement: lambda node: _paragraph(words(node.children)),
    nodes.section: lambda node: (content.Section(_inside(node)),),
    nodes.title: lambda node: (content.Heading(words(node.children), line_of(node)),),
    nodes.rubric: lambda node: (content.Label(words(node.children), bool(node.get("heading-level"))),),
    nodes.caption: lambda node: (content.Label(words(node.children)),),
    nodes.image: lambda node: (picture(node),),
    nodes.figure: _figure,
    nodes.bullet_list: _list,
    nodes.enumerated_list: _list,
    nodes.definition_list: _definitions,
    nodes.table: _table,
    nodes.literal_block: lambda node: (content.CodeBlock(node.astext(), line_of(node)),),
    nodes.block_quote: _quote,
    nodes.line_block: _line_block,
    nodes.Admonition: _admonition,
    # The one with this class only opens the footnotes of a web page.
    nodes.transition: lambda node: () if "footnotes" in node["classes"] else (content.Rule(),),
    kit_nodes.rule: lambda _: (content.Rule(),),
    nodes.container: _container,
    **dict.fromkeys((nodes.document, nodes.compound, addnodes.glossary), _inside),
    kit_nodes.own: _own,
    **dict.fromkeys((nodes.footnote, nodes.comment, nodes.substitution_definition, nodes.system_message), _nothing),
    **dict.fromkeys((nodes.pending, nodes.meta, addnodes.toctree), _nothing),
    **dict.fromkeys((addnodes.highlightlang, addnodes.tabular_col_spec), _nothing),
}
