"""What an SVG picture may hold (data): elements, attributes and style properties that draw and do nothing else.

Names are from SVG 1.1 (Second Edition) and CSS; what can run, load, link or animate is left out.
"""

from __future__ import annotations

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
