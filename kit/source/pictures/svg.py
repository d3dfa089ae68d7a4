"""SVG pictures rebuilt through an allow-list (pure): what comes out draws, and can do nothing else.

What could run or fetch something is refused with its line; only what drawing programs note for themselves is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.model.findings import Code, Finding
from kit.source.pictures.repeats import MAX_DEPTH, MAX_DRAWN, URL, draws_too_much
from kit.source.pictures.style_rules import fold_in
from kit.source.tree.paths import shown
from kit.source.tree.text import decode
from kit.system.memo import remembered

# What an SVG picture may hold (data): elements, attributes and style properties that draw and do nothing else.
# Names are from SVG 1.1 (Second Edition) and CSS; what can run, load, link or animate is left out.

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

# What drawing programs note for themselves; none of it is drawn.
EDITOR_SPACES = (
    *("http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://ns.adobe.com/", "http://purl.org/dc/"),
    *("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://web.resource.org/cc/"),
    *(
        "http://www.bohemiancoding.com/sketch/",
        "https://boxy-svg.com",
        "http://www.serif.com/",
        "http://vectornator.io",
    ),
    *("http://www.figma.com/", "https://sketch.io/", "http://xmlns.com/foaf/", "http://www.serif.com"),
)
DROPPED_ELEMENTS = frozenset({"metadata"})

TEXT_ELEMENTS = frozenset({"text", "tspan", "textPath", "title", "desc"})
ELEMENTS = TEXT_ELEMENTS | {
    *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "marker"),
}
# Elements whose href may name another part of the same picture.
REFERRING = frozenset({"use", "linearGradient", "radialGradient", "textPath"})

PROPERTIES = frozenset(
    {
        *("alignment-baseline", "baseline-shift", "clip-path", "clip-rule", "color", "color-interpolation"),
        *("color-rendering", "direction", "display", "dominant-baseline", "enable-background", "fill", "fill-opacity"),
        *("fill-rule", "font", "font-family", "font-feature-settings", "font-kerning", "font-size"),
        *("font-size-adjust", "font-stretch", "font-style", "font-variant", "font-variant-alternates"),
        *("font-variant-caps", "font-variant-east-asian", "font-variant-ligatures", "font-variant-numeric"),
        *("font-variant-position", "font-variation-settings", "font-weight", "image-rendering", "isolation"),
        *("letter-spacing", "line-height", "marker-end", "marker-mid", "marker-start", "mix-blend-mode", "opacity"),
        *("overflow", "paint-order", "shape-rendering", "solid-color", "solid-opacity", "stop-color", "stop-opacity"),
        *("stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
        *("stroke-miterlimit", "stroke-opacity", "stroke-width", "text-align", "text-anchor", "text-decoration"),
        *("text-decoration-color", "text-decoration-line", "text-decoration-style", "text-indent", "text-rendering"),
        *("text-transform", "unicode-bidi", "vector-effect", "visibility", "white-space", "word-spacing"),
        *("writing-mode", "transform", "transform-box", "transform-origin"),
    }
)
ATTRIBUTES = PROPERTIES | {
    *("id", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "d", "points", "width"),
    *("height", "viewBox", "preserveAspectRatio", "dx", "dy", "rotate", "textLength", "lengthAdjust", "pathLength"),
    *("offset", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "markerUnits"),
    *("markerWidth", "markerHeight", "refX", "refY", "orient", "startOffset", "method", "spacing", "version"),
    *("baseProfile", "role", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "lang"),
}
# Of no effect once style sheets and scripts are gone.
DROPPED_ATTRIBUTES = frozenset({"class", "tabindex", "focusable", "contentScriptType", "contentStyleType"})
DROPPED_PREFIXES = ("data-",)
DROPPED_PROPERTIES = ("-inkscape-", "-sodipodi-", "-webkit-", "-moz-", "-ms-", "shape-inside", "shape-padding")


MAX_ELEMENTS = 20_000

_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# One that only names the kind of file, as drawing programs write it: nothing in it can grow, and nothing reads it.
_NAMED = re.compile(r"<!DOCTYPE\s+svg\b[^\[\]<>]*>", re.IGNORECASE)
_LOCAL = re.compile(r"#[^\s\"'()\\<>]+\Z")
# After local url(#...) is taken out, none of these has a use in a drawing: each can load or run something in a browser.
_ACTIVE = re.compile(
    r"url\s*\(|image\s*\(|image-set|cross-fade|src\s*\(|expression|javascript:|data:|@|\\|/\*|[<>{}]", re.IGNORECASE
)
_REDRAW = "Export it again as plain SVG with presentation attributes, or use a PNG."
_REDRAW_TEXT = (
    "Its texts are pieces of a web page. In draw.io take the ticks from the two boxes “Formatted text” and “Word wrap” "
    "of each text, and export it as SVG again; or use a PNG."
)

Node = Any  # a Python name for what lxml's stubs spell in many ways
_ONE_SPACE: Any = {None: SVG}


@remembered
def rebuild(path: str, data: bytes, found: list[Finding]) -> bytes | None:
    """Return the SVG ``data`` rebuilt from what is allowed, always to the same bytes, or None with findings."""
    from lxml import etree

    text = decode(path, data, found)
    root = None if text is None else _parse(path, text, found)
    if root is None:
        return None
    builder = _Builder(path)
    rebuilt = builder.element(root)
    trouble = builder.found or list(_too_much(path, rebuilt))
    found.extend(trouble)
    return None if trouble or rebuilt is None else bytes(etree.tostring(rebuilt, encoding="utf-8")) + b"\n"


def _parse(path: str, text: str, found: list[Finding]) -> Node | None:
    """Return the root of a well-formed SVG that declares nothing of its own, small and flat enough to walk."""
    from lxml import etree

    text = _NAMED.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)
    if match := _DOCTYPE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        message = "The picture declares a document type, which can make a small file fill the memory."
        found.append(Finding(Code.UNSAFE_PICTURE, path, line, message, "Delete the line that begins with <!DOCTYPE."))
        return None
    # The text is decoded already, so what the declaration says of its encoding no longer counts.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    body = _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text).removeprefix("\ufeff")
    try:
        root: Node = etree.fromstring(body.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        found.append(
            Finding(Code.BROKEN_PICTURE, path, error.lineno or 1, "The picture is no well-formed SVG.", _REDRAW)
        )
        return None
    if root.tag != f"{{{SVG}}}svg":
        message = f'The picture does not begin with <svg xmlns="{SVG}">, so browsers would not draw it.'
        found.append(Finding(Code.BROKEN_PICTURE, path, root.sourceline, message, _REDRAW))
        return None
    if not _flat(path, root, found):
        return None
    fold_in(root)
    return root


def _flat(path: str, root: Node, found: list[Finding]) -> bool:
    level, count = [root], 0
    for _ in range(MAX_DEPTH):
        count += len(level)
        level = [child for node in level for child in node]
    if not level and count <= MAX_ELEMENTS:
        return True
    message = f"The picture has more than {MAX_ELEMENTS} parts, or is nested more than {MAX_DEPTH} levels deep."
    found.append(Finding(Code.UNSAFE_SIZE, path, None, message, "Simplify the drawing, or use a PNG."))
    return False


@dataclass
class _Builder:
    """Copies allowed elements into a new tree, and remembers what it had to refuse."""

    path: str
    found: list[Finding] = field(default_factory=list)

    def element(self, node: Node) -> Node | None:
        """Return a clean copy of ``node``, or None where it is dropped or refused."""
        from lxml import etree

        name = etree.QName(node)
        if name.namespace and name.namespace.startswith(EDITOR_SPACES):
            return None
        if name.namespace == SVG and name.localname in DROPPED_ELEMENTS:
            return None
        if name.namespace != SVG or name.localname not in ELEMENTS:
            message = f"The picture holds <{shown(name.localname)}>, which drawings for the kit cannot use."
            self.refuse(node, message, _REDRAW_TEXT if _holds_web_page(node) else _REDRAW)
            return None
        copy = etree.Element(f"{{{SVG}}}{name.localname}", nsmap=_ONE_SPACE)
        for key, value in sorted(self.attributes(node, name.localname).items()):
            copy.set(key, value)
        self.content(node, copy, name.localname in TEXT_ELEMENTS)
        return copy

    def content(self, node: Node, copy: Node, is_text: bool) -> None:
        """Copy children; words between them count in text elements only, also round children that are dropped."""
        last, words = copy, [node.text or ""]
        for child in node:
            inner = self.element(child)
            if inner is not None:
                _put_words(copy, last, words if is_text else [])
                copy.append(inner)
                last, words = inner, []
            words.append(child.tail or "")
        _put_words(copy, last, words if is_text else [])

    def attributes(self, node: Node, element: str) -> dict[str, str]:
        from lxml import etree

        kept: dict[str, str] = {}
        for key, value in node.attrib.items():
            name: Any = etree.QName(key)
            if name.namespace in (None, XLINK) and name.localname == "href":
                kept["href"] = self.href(node, element, value)
            elif name.namespace == XML and name.localname in ("space", "lang"):
                kept[key] = value
            elif name.namespace is None and not _dropped(name.localname):
                kept[name.localname] = self.attribute(node, name.localname, value)
            elif name.namespace and not name.namespace.startswith((*EDITOR_SPACES, XLINK)):
                self.refuse(node, f"The picture uses the attribute {shown(name.localname)} of an unknown kind.")
        return {key: value for key, value in kept.items() if value}

    def href(self, node: Node, element: str, value: str) -> str:
        if element in REFERRING and _LOCAL.match(value.strip()):
            return value.strip()
        self.refuse(node, f'The picture refers to something outside it: "{shown(value[:60])}".')
        return ""

    def attribute(self, node: Node, name: str, value: str) -> str:
        if name == "style":
            return self.style(node, value)
        if name not in ATTRIBUTES:
            what = "runs a script" if name.lower().startswith("on") else "drawings for the kit cannot use"
            self.refuse(node, f'The picture uses the attribute "{shown(name)}", which {what}.')
            return ""
        # Only properties are read as CSS; in text such as aria-label nothing is active.
        return self.value(node, name, value) if name in PROPERTIES else value

    def style(self, node: Node, text: str) -> str:
        """Return a style attribute with only what draws."""
        kept = []
        for part in filter(str.strip, text.split(";")):
            name, _, value = (piece.strip() for piece in part.partition(":"))
            if name.startswith(DROPPED_PROPERTIES):
                continue
            if name.lower() not in PROPERTIES:
                self.refuse(node, f'The picture uses the style "{shown(name[:60])}", which the kit does not know.')
            elif self.value(node, name, value):
                kept.append(f"{name.lower()}:{value}")
        return ";".join(kept)

    def value(self, node: Node, name: str, value: str) -> str:
        if _ACTIVE.search(URL.sub("", value)):
            self.refuse(node, f'The picture\'s "{name}" could load or run something: "{shown(value[:60])}".')
            return ""
        return value

    def refuse(self, node: Node, message: str, hint: str = _REDRAW) -> None:
        self.found.append(Finding(Code.UNSAFE_PICTURE, self.path, node.sourceline, message, hint))


def _holds_web_page(node: Node) -> bool:
    """Whether ``node`` is a piece of a web page inside the drawing, or holds one, as draw.io writes its texts."""
    return next(node.iter(f"{{{SVG}}}foreignObject"), None) is not None


def _dropped(name: str) -> bool:
    return name in DROPPED_ATTRIBUTES or name.startswith(DROPPED_PREFIXES)


def _put_words(parent: Node, last: Node, words: Sequence[str]) -> None:
    """Put words at the beginning of ``parent``, or behind ``last``, which is its last child by now."""
    text = "".join(words) or None
    if last is parent:
        parent.text = text
    else:
        last.tail = text


def _too_much(path: str, root: Node | None) -> Iterator[Finding]:
    """Give a finding where following every use would draw too much, or never end."""
    if root is not None and draws_too_much(root):
        message = (
            f"The picture repeats its parts without end, or more than {MAX_DRAWN} times with all points of its lines, "
            "or is full of letters."
        )
        yield Finding(Code.UNSAFE_SIZE, path, None, message, "Simplify the drawing, or use a PNG.")
