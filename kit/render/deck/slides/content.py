"""Block nodes of a document become the blocks of slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from kit.render.blocks import nodes as kit_nodes
from kit.render.deck.slides.inline import Source, clean, language_tag, runs, silent
from kit.render.deck.slides.model import Block, Columns, Mark, PageBreak, Paragraph, Picture, Run, Style
from kit.render.deck.slides.tables import table_blocks

_TITLES = {"seealso": "See also"}
_PLAIN = (
    *("document", "section", "container", "compound", "legend", "glossary", "dropdown_main", "footer", "header"),
    *("definition_list", "definition_list_item", "figure", "topic", "sidebar", "center", "only"),
)


@dataclass(frozen=True)
class Place:
    """How deep a block stands, and the look that its words begin with."""

    source: Source
    level: int = 0
    look: Run = Run("")  # noqa: RUF009 - frozen, so it may be shared
    nested: bool = False
    notes: bool = False

    def deeper(self) -> Place:
        """One level further in."""
        return replace(self, level=self.level + 1, nested=True)

    def words(self, parts: Iterable[nodes.Node], bold: bool = False) -> tuple[Run, ...]:
        """The runs of inline nodes here."""
        return runs(parts, self.source, replace(self.look, bold=bold or self.look.bold))


def blocks(parts: Iterable[nodes.Node], source: Source, notes: bool = False) -> list[Block]:
    """Return what block nodes show on a slide.

    Facilitator notes, and slides and activities within, are left out, unless ``notes`` says that this is for speakers.
    """
    found: list[Block] = []
    parts = list(parts)
    for part in parts:
        if isinstance(part, kit_nodes.rule) and (not found or isinstance(found[-1], PageBreak)):
            continue  # rules in a row, and one at either end, make no empty slides
        found.extend(_block(part, Place(source, nested=notes, notes=notes)))
    if found and found[-1] == PageBreak() and isinstance(parts[-1], kit_nodes.rule):
        found.pop()
    return [*found, *(block for note in footnotes_of(parts, notes) for block in _footnote(note, source))]


def _block(node: nodes.Node, place: Place) -> list[Block]:
    if place.notes and isinstance(node, FENCES):
        title = node.get("title")
        return [*_heading([nodes.Text(title)] if title else [], place), *_inside(node, place)]
    if silent(node) or isinstance(node, kit_nodes.slide | kit_nodes.activity):
        return []
    if isinstance(node, kit_nodes.handout):
        return [_text(f"On your handout: {node.get('title') or 'see the sheet'}", place)]
    if isinstance(node, nodes.Text):
        return _paragraph([node], place)
    handler = next((handle for kind, handle in _HANDLERS if isinstance(node, kind)), None)
    if handler is not None:
        return handler(node, place)
    name = type(node).__name__
    if isinstance(node, nodes.Element) and node.get("design_component") == "card-title":
        return _heading(node.children, place)
    if name in _PLAIN:
        return _inside(node, place)
    if name in ("sd_tab_label", "dropdown_title"):
        return _heading(node.children, place)
    if isinstance(node, nodes.Inline) or name == "PassthroughTextElement":
        return _paragraph([node], place)
    place.source.refuse(node, f"what is written here ({name})")
    return [_text(clean(node.astext()), place)]


def _inside(node: nodes.Node, place: Place) -> list[Block]:
    if isinstance(node, nodes.Element) and node.get("design_component") == "grid-container" and not place.nested:
        items = [one for one in node.findall(nodes.Element) if one.get("design_component") == "grid-item"]
        return side_by_side([_inside(item, replace(place, nested=True)) for item in items])
    found = [block for child in node.children for block in _block(child, place)]
    if isinstance(node, nodes.Element) and node.get("design_component") == "card":
        return linked(node, found, place.source)
    return found


def _text(text: str, place: Place) -> Paragraph:
    return Paragraph((replace(place.look, text=text),), place.level)


def _heading(parts: Iterable[nodes.Node], place: Place) -> list[Block]:
    words = place.words(parts, bold=True)
    return [Paragraph(words, place.level, style=Style.HEADING)] if words else []


def _paragraph(parts: Sequence[nodes.Node], place: Place) -> list[Block]:
    parts = [part for part in parts if not _hidden(part)]
    pictures = [picture for part in parts for picture in part.findall(nodes.image)]
    words = place.words(parts)
    text: list[Block] = [Paragraph(words, place.level)] if words else []
    return [*text, *(_picture(picture) for picture in pictures)]


def _hidden(node: nodes.Node) -> bool:
    """Whether ``node`` is the invisible link that covers a card."""
    return any("sd-hide-link-text" in ref["classes"] for ref in node.findall(nodes.reference))


def _picture(image: nodes.image) -> Picture:
    alt = clean(image.get("alt", "")).strip()
    return Picture(image["uri"], "" if alt.lower() == "decorative" else alt)


def _figure(node: nodes.Node, place: Place) -> list[Block]:
    caption = tuple(run for part in node.findall(nodes.caption) for run in place.words(part.children))
    found = [block for child in node.children if not isinstance(child, nodes.caption) for block in _block(child, place)]
    if found and isinstance(found[0], Picture):
        found[0] = replace(found[0], caption=caption)
    return found


def _list(node: nodes.Node, place: Place) -> list[Block]:
    numbered = isinstance(node, nodes.enumerated_list)
    first = node.get("start", 1) if isinstance(node, nodes.enumerated_list) else 1
    found: list[Block] = []
    for number, item in enumerate(node.children, first):
        inner = [block for child in item.children for block in _list_child(child, place)]
        found += marked(item, inner, Mark.NUMBER if numbered else Mark.BULLET, number, place.level)
    return found


def _list_child(child: nodes.Node, place: Place) -> list[Block]:
    deeper = isinstance(child, nodes.bullet_list | nodes.enumerated_list)
    return _block(child, place.deeper() if deeper else replace(place, nested=True))


def _definition(node: nodes.Node, place: Place) -> list[Block]:
    return [block for child in node.children for block in _block(child, place.deeper())]


def _quote(node: nodes.Node, place: Place) -> list[Block]:
    slanted = replace(place, look=replace(place.look, italic=True))
    found = [block for child in node.children for block in _block(child, slanted)]
    return [replace(block, style=Style.QUOTE) if isinstance(block, Paragraph) else block for block in found]


def _attribution(node: nodes.Node, place: Place) -> list[Block]:
    upright = replace(place, look=replace(place.look, italic=False))
    return [Paragraph((replace(upright.look, text="— "), *upright.words(node.children)), place.level)]


def _admonition(node: nodes.Node, place: Place) -> list[Block]:
    name = type(node).__name__
    titled = isinstance(node, nodes.admonition)
    title = [] if titled else _heading([nodes.Text(_TITLES.get(name, name.capitalize()))], place)
    return [*title, *_inside(node, replace(place, nested=True))]


def _code(node: nodes.Node, place: Place) -> list[Block]:
    lines = node.astext().expandtabs(4).rstrip("\n").split("\n")
    look = replace(place.look, code=True)
    # Spaces that open a line are kept by making them ones that do not break.
    kept = [line.replace("  ", "\xa0\xa0") for line in lines]
    return [Paragraph((replace(look, text=clean(line)),), place.level, style=Style.CODE) for line in kept]


def _lines(node: nodes.Node, place: Place) -> list[Block]:
    found: list[nodes.Node] = []
    for number, line in enumerate(node.findall(nodes.line)):
        found += [nodes.raw("", "<br />", format="html")] * bool(number) + line.children
    return _paragraph(found, place)


def _break(node: nodes.Node, place: Place) -> list[Block]:
    """A heading of a slide begins a new one; within a card or a list it is only a bold line."""
    heading = isinstance(node, nodes.title) or (isinstance(node, nodes.rubric) and node.get("heading-level"))
    if place.nested or not heading:
        return _heading(node.children, place)
    return [PageBreak("".join(run.text for run in place.words(node.children)))]


def _rule(_: nodes.Node, place: Place) -> list[Block]:
    return [] if place.nested else [PageBreak()]


def _language(node: nodes.Node, place: Place) -> list[Block]:
    tag = language_tag(node["tag"]) if isinstance(node, nodes.Element) else ""
    return _inside(node, replace(place, look=replace(place.look, language=tag)))


def _table(node: nodes.Node, place: Place) -> list[Block]:
    return table_blocks(node, lambda part: _block(part, Place(place.source, look=place.look, nested=True)))


def _footnote(note: nodes.footnote, source: Source) -> list[Block]:
    label = "".join(part.astext() for part in note.findall(nodes.label))
    inner = [
        block for part in note.children if not isinstance(part, nodes.label) for block in _block(part, Place(source))
    ]
    if inner and isinstance(inner[0], Paragraph):
        inner[0] = replace(inner[0], runs=(Run(f"{label} ", raised=1), *inner[0].runs))
    return inner


_Handler = Callable[[nodes.Node, Place], list[Block]]
_HANDLERS: tuple[tuple[type, _Handler], ...] = (
    (nodes.paragraph, lambda node, place: _paragraph(node.children, place)),
    (nodes.bullet_list, _list),
    (nodes.enumerated_list, _list),
    (nodes.table, _table),
    (nodes.figure, _figure),
    (nodes.image, lambda node, _: [_picture(node)] if isinstance(node, nodes.image) else []),
    (nodes.reference, lambda node, place: _paragraph([node], place)),
    (nodes.term, lambda node, place: _heading(node.children, place)),
    (nodes.definition, _definition),
    (nodes.attribution, _attribution),
    (nodes.block_quote, _quote),
    (nodes.Admonition, _admonition),
    (nodes.literal_block, _code),
    (nodes.line_block, _lines),
    (nodes.transition, _rule),
    (kit_nodes.rule, _rule),
    (nodes.rubric, _break),
    (nodes.title, _break),
    (nodes.raw, lambda node, place: _paragraph([node], place)),
    (nodes.footnote, lambda _, __: []),
    (kit_nodes.language, _language),
)


# Cards and grids, which slides have no form for: their words stay, in columns where there are two of them.


def side_by_side(parts: Sequence[Sequence[Block]]) -> list[Block]:
    """Return the parts of a grid: two that hold nothing but text as two columns, others one after the other."""
    texts = [tuple(block for block in part if isinstance(block, Paragraph)) for part in parts]
    if len(parts) == 2 and all(text and len(text) == len(part) for text, part in zip(texts, parts, strict=True)):
        return [Columns(*texts)]
    return [block for part in parts for block in part]


def linked(card: nodes.Element, found: list[Block], source: Source) -> list[Block]:
    """Put the address that a whole card leads to on its first words, because slides have no hidden links."""
    link = next((ref for ref in card.findall(nodes.reference) if "sd-stretched-link" in ref["classes"]), None)
    first = next((index for index, block in enumerate(found) if isinstance(block, Paragraph)), None)
    if link is None or first is None:
        return found
    shown = found[first]
    assert isinstance(shown, Paragraph)  # noqa: S101 - just looked for
    linked = replace(shown, runs=tuple(replace(run, link=source.address(link)) for run in shown.runs))
    return [*found[:first], linked, *found[first + 1 :]]


# Footnotes that the words of a slide refer to, because a slide has no foot of the page to go to.

FENCES = (kit_nodes.facilitator, kit_nodes.slide, kit_nodes.activity, kit_nodes.handout)


def footnotes_of(parts: Sequence[nodes.Node], notes: bool = False) -> list[nodes.footnote]:
    """Return the footnotes that ``parts`` refer to, each once, in order; not those of blocks that show elsewhere.

    Footnotes that facilitator notes define, which the reading marks, are only for ``notes``.
    """
    wanted = [ref for part in parts for ref in part.findall(nodes.footnote_reference) if not _elsewhere(ref, part)]
    document = wanted[0].document if wanted else None
    if document is None:
        return []
    known = [note for note in document.findall(nodes.footnote) if notes or not note.get("facilitator")]
    named = {identity: note for note in known for identity in note["ids"]}
    return [named[identity] for identity in dict.fromkeys(ref.get("refid", "") for ref in wanted) if identity in named]


def _elsewhere(ref: nodes.Node, top: nodes.Node) -> bool:
    """Whether a block of its own kind holds ``ref``, from ``top`` down."""
    current: nodes.Node | None = ref
    while current is not None and current is not top.parent:
        if isinstance(current, FENCES):
            return True
        current = current.parent
    return False


# Items of lists: their marks, and how what they hold stands below their first words.


def marked(item: nodes.Node, inner: list[Block], mark: Mark, number: int, level: int) -> list[Block]:
    """Give an item's first paragraph its mark, and set the others a step in so that they stand below its words."""
    box = _task(item)
    if not inner or not isinstance(inner[0], Paragraph) or inner[0].level != level:
        inner = [Paragraph((), level), *inner]
    first, *rest = inner
    assert isinstance(first, Paragraph)  # noqa: S101 - made so above
    if box:
        first = replace(first, runs=_without_box(first.runs))
    moved = [_stepped(block, level) for block in rest]
    return [replace(first, mark=box or mark, number=number), *moved]


def _stepped(block: Block, level: int) -> Block:
    plain = isinstance(block, Paragraph) and block.mark is Mark.NONE and block.level == level
    return replace(block, level=level + 1) if plain and isinstance(block, Paragraph) else block


def _task(item: nodes.Node) -> Mark | None:
    if not isinstance(item, nodes.Element) or "task-list-item" not in item["classes"]:
        return None
    boxes = [raw.astext() for raw in item.findall(nodes.raw)][:1] or [item.astext().strip()[:1]]
    return Mark.DONE if 'checked="checked"' in boxes[0] or boxes[0] in "☑☒✓✔" else Mark.TO_DO


def _without_box(words: tuple[Run, ...]) -> tuple[Run, ...]:
    if not words:
        return words
    return (replace(words[0], text=words[0].text.lstrip("☐☑☒✓✔ ")), *words[1:])
