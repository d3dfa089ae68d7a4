"""Words in a line: from docutils nodes to what the Typst templates draw. Every word arrives as data, none as markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from docutils import nodes

from kit.render.blocks import nodes as kit_nodes
from kit.render.handout.pictures import picture
from kit.render.handout.sheet import Block, Context, Inline, line_of

_SPACE = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break spaces, which keep their meaning
_BREAK = re.compile(r"<br\s*/?>")
_BLANK = re.compile(r"(_{3,})")  # in a handout, a place to write on within a line
# Hebrew and Arabic, with what stands between their words: the fonts have them upright only.
_UPRIGHT = re.compile(r"([\u0590-\u06ff]+(?:[ \u200c-\u200f]+[\u0590-\u06ff]+)*)")

STYLES = {
    "strong": "strong",
    "literal_strong": "strong",
    "emphasis": "emphasis",
    "literal_emphasis": "emphasis",
    "title_reference": "emphasis",
    "superscript": "super",
    "subscript": "sub",
    "gap": "gap",
    "sd_badge": "badge",
}
PASSED = {"inline", "target", "term", "pending_xref", "download_reference", "PassthroughTextElement", "variable"}
SILENT = {"index", "comment", "substitution_definition"}


def inlines(children: Iterable[nodes.Node], context: Context) -> list[Inline]:
    """Return the drawn form of inline nodes, in order."""
    made: list[Inline] = []
    for child in children:
        for one in _inline(child, context):
            if isinstance(one, str) and made and isinstance(made[-1], str):
                made[-1] += one
            else:
                made.append(one)
    return made


def heading(node: nodes.Element, context: Context) -> list[Inline]:
    """Return the words of a heading or title, without footnotes."""
    return stripped(inlines(node.children, context.for_heading()))


def stripped(words: list[Inline]) -> list[Inline]:
    """Return ``words`` without space at either end."""
    trimmed = list(words)
    if trimmed and isinstance(trimmed[0], str):
        trimmed[0] = trimmed[0].lstrip(" ")
    if trimmed and isinstance(trimmed[-1], str):
        trimmed[-1] = trimmed[-1].rstrip(" ")
    return [one for one in trimmed if one != ""]


def plain(words: Iterable[Inline]) -> str:
    """Return drawn words as text alone."""
    return "".join(one if isinstance(one, str) else one.get("text", "") or plain(one.get("c", ())) for one in words)


def _inline(node: nodes.Node, context: Context) -> list[Inline]:
    if isinstance(node, nodes.Text):
        return list(_pieces(context.sheet.text(_SPACE.sub(" ", str(node)), context.page, line_of(node)), context.form))
    name = type(node).__name__
    if name in SILENT or not isinstance(node, nodes.Element):
        return []
    if name in STYLES:
        return [{"k": STYLES[name], "c": inlines(node.children, context)}]
    if name in PASSED:
        return inlines(node.children, context)
    if handler := _HANDLERS.get(name):
        return handler(node, context)
    context.unknown(node)
    return []


def _pieces(text: str, form: bool) -> Iterator[Inline]:
    """Yield words as they are, those of other scripts on their own, and in a handout the places to write on."""
    for blank, words in enumerate(_BLANK.split(text) if form else [text]):
        if blank % 2:
            yield {"k": "blank", "letters": len(words)}
            continue
        for upright, part in enumerate(_UPRIGHT.split(words)):
            if upright % 2:
                yield {"k": "upright", "c": [part]}
            elif part:
                yield part


def _literal(node: nodes.Element, context: Context) -> list[Inline]:
    text = context.sheet.text(node.astext().replace("\n", " "), context.page, line_of(node))
    return [{"k": "kbd" if "kbd" in node["classes"] else "literal", "text": text}]


def _language(node: nodes.Element, context: Context) -> list[Inline]:
    return [{"k": "lang", "lang": node["tag"].partition("-")[0], "c": inlines(node.children, context)}]


def _abbreviation(node: nodes.Element, context: Context) -> list[Inline]:
    """Spell an abbreviation out where a PDF first uses it: nobody can point at paper."""
    words = inlines(node.children, context)
    meaning = str(node.get("explanation", ""))
    if meaning and context.sheet.first(f"abbreviation {node.astext()} {meaning}"):
        words += [" (" + context.sheet.text(meaning, context.page, line_of(node)) + ")"]
    return words


def _reference(node: nodes.Element, context: Context) -> list[Inline]:
    words = inlines(node.children, context)
    site = context.sheet.edition.url
    target = target_of(str(node.get("refuri", "")), context.page, site)
    if not target:
        return words
    link: Block = {"k": "link", "url": target, "c": words}
    seen = {target, shown(target), shown(target).rstrip("/")}
    if outside(target, site) and node.astext().strip() not in seen and not context.plain:
        new = context.sheet.first(f"address {target}")
        link |= {"note": f"address-{target}", "shown": shown(target), "again": not new}
    return [link]


def _footnote(node: nodes.Element, context: Context) -> list[Inline]:
    key = f"footnote-{context.page}-{node.get('refid', '')}"
    note = context.footnotes.get(str(node.get("refid", "")))
    if context.plain:
        return []
    if note is None:
        context.unknown(node)
        return []
    if not context.sheet.first(key):
        return [{"k": "footnote-again", "id": key}]
    body = context.blocks(_body(note))
    opening = body.pop(0)["c"] if body and body[0]["k"] == "paragraph" else []  # it stands beside the number
    return [{"k": "footnote", "id": key, "c": [*opening, *body]}]


def _body(note: nodes.footnote) -> list[nodes.Node]:
    return [child for child in note.children if not isinstance(child, nodes.label)]


def _image(node: nodes.Element, context: Context) -> list[Inline]:
    made = picture(node, context)
    return [] if made is None else [{**made, "k": "symbol"}]


def _raw(node: nodes.Element, _context: Context) -> list[Inline]:
    """Take line breaks; the other raw nodes that the gate lets through are icons and tick boxes, which are no text."""
    return [{"k": "newline"}] if node.get("format") == "html" and _BREAK.fullmatch(node.astext().strip()) else []


_HANDLERS: dict[str, Callable[[nodes.Element, Context], list[Inline]]] = {
    "literal": _literal,
    "abbreviation": _abbreviation,
    "reference": _reference,
    "number_reference": _reference,
    "footnote_reference": _footnote,
    "image": _image,
    "raw": _raw,
    kit_nodes.language_span.__name__: _language,
}


# Where links of a page lead once it is printed. Pure.

SCHEMES = ("http", "https", "mailto", "tel")


def target_of(address: str, page: str, site: str) -> str:
    """Return the full address of a link on ``page``, or "" if it cannot be followed from paper.

    ``address`` is as in the site: full, or relative to the page's own place. ``site`` is where the site is published,
    or "" where it is not.
    """
    scheme = urlsplit(address).scheme
    if scheme:
        return address if scheme in SCHEMES else ""
    if not site or not address:
        return ""
    return urljoin(urljoin(site.rstrip("/") + "/", f"{page}.html"), address)


def outside(target: str, site: str) -> bool:
    """Whether a full address leads away from the group's own site, so that readers on paper need to see it."""
    return not (site and target.startswith(site.rstrip("/") + "/"))


def shown(target: str) -> str:
    """Return an address as people write it: without ``mailto:`` and ``tel:``."""
    scheme, _, rest = target.partition(":")
    return rest if scheme in ("mailto", "tel") else target
