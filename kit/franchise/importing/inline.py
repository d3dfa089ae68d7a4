"""Words within a paragraph: from elements of HTML to the Markdown that the kit knows. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from kit.franchise.importing import escape
from kit.franchise.importing.attributes import words_of
from kit.franchise.importing.escape import LINK_END, LINK_MIDDLE, LINK_START
from kit.franchise.importing.model import Link, Told
from kit.franchise.importing.reading import line_of

GONE = frozenset(
    {"script", "style", "template", "noscript", "head", "link", "meta", "base", "object", "embed", "applet", "svg"}
    | {"nav", "form", "button", "select", "textarea", "map", "area", "param", "source", "track", "colgroup", "col"}
)
MEDIA = frozenset({"iframe", "video", "audio"})
_SILENT = frozenset({"link", "meta", "base", "head", "param", "source", "track", "colgroup", "col", "style"})
_STRONG, _EMPHASIS = frozenset({"strong", "b"}), frozenset({"em", "i", "cite", "dfn", "var"})
CODE = frozenset({"code", "samp", "tt"})
_PLAIN = frozenset({"span", "font", "small", "big", "mark", "u", "ins", "abbr", "acronym", "time", "label", "center"})
# What stands apart from the words around it, even where it comes to stand in one line with them.
APART = frozenset({"p", "div", "li", "tr", "td", "th", "dt", "dd", "ul", "ol", "dl", "table", "caption", "blockquote"})
APART |= {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "details", "figure", "figcaption", "pre", "br", "rt", "legend"}
APART |= {"section", "article", "main", "header", "footer", "aside", "fieldset", "address", "hr", "option", "center"}
ATTRIBUTES = re.compile(r"\{:?\s*+((?:[#.][\w:-]++|[\w-]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s{}\"']++)|\s)++)\}")
_ALT = re.compile(r"\balt\s*=\s*(?P<quote>[\"'])(?P<alt>.*?)(?P=quote)", re.DOTALL)


@dataclass
class Context:
    """Where words are written: ``picture`` makes a picture of its address, its words and its line.

    ``links`` are those of the page so far, ``gone`` words that are markup or told already. ``reflow`` says that line
    ends of the source mean nothing.
    """

    told: Told
    picture: Callable[[str, str, int | None, Context], str]
    links: list[Link] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    inside: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    in_table: bool = False
    reflow: bool = False

    def within(self, mark: str) -> Context:
        """Return the same place inside of a mark, such as a link."""
        return replace(self, marks=self.marks | {mark})

    def block(self, name: str) -> Context:
        """Return the same place inside of one of our blocks."""
        return replace(self, inside=(*self.inside, name))


def inline(element: Any, ctx: Context) -> str:
    """Return all words within ``element`` as Markdown, on the lines on which they stood."""
    return _tidy(inline_keep(element, ctx))


def child_text(child: Any, ctx: Context) -> str:
    """Return an element within words, and the text after it."""
    tail = child.tail or ""
    if child.tag in ("img", "a", "code", "strong", "em", "span") and (found := ATTRIBUTES.match(tail)):
        if child.tag == "img" and (alt := _ALT.search(found[1])):
            child.set("data-caption", child.get("alt") or "")
            child.set("alt", alt["alt"])
        tail = tail[found.end() :]
        ctx.gone.append(found[0])
    return escape.glued(_element(child, ctx), text_of(tail, ctx))


def text_of(text: str | None, ctx: Context) -> str:
    """Return plain text as Markdown."""
    if not text:
        return ""
    flat = re.sub(r"\s+", " ", text) if ctx.reflow or ctx.in_table else re.sub(r"[ \t\f\v]+", " ", text)
    return escape.words(flat, ctx.in_table, "link" not in ctx.marks)


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"\n{2,}", "\n", text).strip("\n ")


def _element(child: Any, ctx: Context) -> str:
    tag = str(child.tag).lower()
    if tag in GONE or tag in MEDIA:
        return f" {left_out(child, tag, ctx)} " if tag in MEDIA else left_out(child, tag, ctx)
    if tag in _STRONG:
        return _marked(child, "**", "strong", ctx)
    if tag in _EMPHASIS:
        return _marked(child, "*", "em", ctx)
    if tag in CODE:
        return escape.code(raw_text(child), ctx.in_table)
    if is_role(child):
        return f"{{{tag}}}`{' '.join(_text(child).split())}`"
    if tag == "br":
        return " " if ctx.in_table or "heading" in ctx.marks else "\\\n"
    if tag == "img":
        return _picture(child, ctx)
    if tag == "a":
        return _link(child, ctx)
    if tag == "input":
        return _field(child, ctx)
    if child.get("data-note") is not None:
        return f"[^{_note_name(child.get('data-note'))}]"
    if tag in ("del", "s", "strike"):
        ctx.told.changed(line_of(child), "Words that were struck through stand here as plain words.", "Delete them?")
    return _transparent(child, tag, ctx)


def _field(child: Any, ctx: Context) -> str:
    if child.get("type") == "checkbox":
        return "[x] " if child.get("checked") is not None else "[ ] "
    if child.get("type") != "hidden":
        said = " ".join(filter(None, (child.get("value"), child.get("placeholder"))))
        ctx.gone.append(said)
        ctx.told.left_out(line_of(child), "A field to fill in is left out: pages hold no forms.", said=said)
    return " "


def _transparent(child: Any, tag: str, ctx: Context) -> str:
    inner = inline_keep(child, ctx)
    if tag in ("abbr", "acronym") and (title := " ".join((child.get("title") or "").split())) and inner.strip():
        return f"{inner} ({escape.words(title, ctx.in_table, False)})"
    if tag == "q":
        return f"“{inner.strip()}”"
    if tag == "rp" and not re.search(r"\w", inner):  # brackets for programs that do not know the next
        return ""
    if tag == "rt":  # how the signs before it are said
        return f" ({inner.strip()}) "
    return f" {inner} " if tag in APART else inner


def inline_keep(element: Any, ctx: Context) -> str:
    """Return all words within ``element`` with the spaces at their ends."""
    return reduce(escape.glued, (child_text(child, ctx) for child in element), text_of(element.text, ctx))


def left_out(child: Any, tag: str, ctx: Context) -> str:
    """Return what stands in place of an element that cannot be brought over, and tell of it."""
    line = line_of(child)
    address = child.get("src") or next((one.get("src") for one in child.iter("source") if one.get("src")), "")
    if tag in MEDIA:
        ctx.told.changed(line, "A film, a sound or a page within the page became a link.", "See whether it is needed.")
        within = " ".join(words_of(child).split())
        words = " ".join(filter(None, (child.get("title"), within))) or "What was shown here"
        return link(words, address, line, ctx) if address else escape.words(words, ctx.in_table)
    said = words_of(child) if tag not in ("script", "style") or _is_template(child) else ""
    if said.strip() or tag not in _SILENT:
        labels = " ".join(one.get("label") or "" for one in child.iter("optgroup", "option"))
        message = f"The element <{tag}> is left out: pages hold no scripts, forms or menus."
        ctx.told.left_out(line, message, said=f"{said} {labels}")
        ctx.gone.append(f"{said} {labels}")
    return " " if said.strip() else ""


def _is_template(child: Any) -> bool:
    """Whether a script holds text that a browser shows later, as slides written in Markdown are."""
    return re.match(r"text/(?:x-)?(?:template|markdown|html|plain)", child.get("type") or "") is not None


def link(words: str, address: str, line: int | None, ctx: Context) -> str:
    """Return a link with plain ``words``, which is given its address when all pages are known."""
    return _linked(escape.words(words, ctx.in_table, False), address, line, ctx)


def _linked(words: str, address: str, line: int | None, ctx: Context) -> str:
    ctx.links.append(Link(address.strip(), words, line))
    return f"{LINK_START}{len(ctx.links) - 1}{LINK_MIDDLE}{words}{LINK_END}"


def _link(child: Any, ctx: Context) -> str:
    address = child.get("href")
    if not address or "link" in ctx.marks:
        return inline_keep(child, ctx)
    words = inline_keep(child, ctx.within("link"))
    if not words.strip():
        return ""
    before, bare, after = _parted(words)
    return before + _linked(bare.replace("\\\n", " ").replace("\n", " "), address, line_of(child), ctx) + after


def _parted(words: str) -> tuple[str, str, str]:
    """Return the space before words, the words, and the space after them."""
    bare = words.strip()
    at = words.index(bare)
    return words[:at], bare, words[at + len(bare) :]


def _marked(child: Any, mark: str, name: str, ctx: Context) -> str:
    if name in ctx.marks:
        return inline_keep(child, ctx)
    before, bare, after = _parted(inline_keep(child, ctx.within(name)))
    if not bare or bare == "\\":
        return before + bare + after
    previous = (child.getprevious().tail if child.getprevious() is not None else child.getparent().text) or ""
    glued = (previous[-1:].isalnum() and not before and not bare[0].isalnum()) or (
        (child.tail or "")[:1].isalnum() and not after and not bare[-1].isalnum()
    )
    return f"{before}{bare}{after}" if glued or bare.endswith("\\") else f"{before}{mark}{bare}{mark}{after}"


def is_role(child: Any) -> bool:
    """Whether an element becomes a role such as ``{kbd}``, which holds plain text alone."""
    text = _text(child)
    plain = bool(text.strip()) and not re.search(r"[`{}<>\\|]", text) and not len(child)
    return child.tag in ("kbd", "sub", "sup") and plain


def _picture(child: Any, ctx: Context) -> str:
    alt = " ".join((child.get("alt") or child.get("title") or "").split())
    address = child.get("src") or child.get("data-src") or ""
    if "heading" in ctx.marks or "link" in ctx.marks:
        ctx.told.picture(line_of(child), "A picture in a heading or link is left out; its words stand there.")
        return escape.words(alt, ctx.in_table, False)
    written = ctx.picture(address.strip(), alt, line_of(child), ctx)
    title = child.get("title") if child.get("alt") else ""
    caption = " ".join((child.get("data-caption") or title or "").split())
    between = " " if ctx.in_table else "\\\n"
    return f"{written}{between}{escape.words(caption, ctx.in_table)}" if caption and caption != alt else written


def _text(element: Any) -> str:
    return "".join(element.itertext())


def raw_text(element: Any) -> str:
    """Return the words within an element of code as they stand, with line ends."""
    if element.tag == "br":
        return "\n"
    return (element.text or "") + "".join(raw_text(child) + (child.tail or "") for child in element)


def _note_name(label: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", label).strip("-") or "note"


note_name = _note_name
