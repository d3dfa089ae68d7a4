"""The theme of our own master: a brand's two colours made into a scheme in which every text can be read."""

from __future__ import annotations

from kit.model.colour import contrast, mix, passing
from kit.model.edition import Brand

INK, PAPER = "#1c1c1c", "#ffffff"
TYPEFACE = "Arial"  # on every machine that opens decks, or replaced by a typeface of equal widths
_APART = 1.2  # the contrast below which a band and the ground around it look like one colour
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def colours(brand: Brand) -> dict[str, str]:
    """Return the scheme's twelve colours as ``#rrggbb``.

    The brand's colours are moved to the nearest shade that reaches 4.5:1 on white (WCAG 2.2, 1.4.3), so that white
    text on them and they on white can be read; the tint is light enough that the shades of text pass on it too. The
    dark shade of grounds and bands is a lighter one where the primary is so dark that both would look alike. The sixth
    accent is a grey for what should stay in the background and can be read all the same.
    """
    primary = passing(brand.primary)
    tint = mix(primary, PAPER, 0.9)
    accent = passing(brand.accent, tint)
    strong = passing(primary, tint)
    dark = passing(mix(primary, "#000000", 0.25), tint, 7.0)
    if contrast(dark, strong) < _APART:
        dark = passing(mix(primary, PAPER, 0.25), tint, 7.0)
    text = {"dk1": INK, "lt1": PAPER, "dk2": dark, "lt2": tint, "accent1": strong, "accent2": accent}
    mixed = (mix(primary, accent, 0.5), mix(primary, "#808080", 0.5), mix(accent, "#808080", 0.5), "#5f6b73")
    more = {f"accent{number}": passing(colour, tint) for number, colour in enumerate(mixed, 3)}
    return text | more | {"hlink": strong, "folHlink": passing(mix(strong, "#6b3fa0", 0.5), tint)}


def theme_xml(brand: Brand, name: str) -> str:
    """Return the theme part. ``name`` must be safe to stand in XML."""
    scheme = "".join(
        f'<a:{key}><a:srgbClr val="{value[1:].upper()}"/></a:{key}>' for key, value in colours(brand).items()
    )
    font = f'<a:latin typeface="{TYPEFACE}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:theme xmlns:a="{_A}" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="{name}">{_FORMATS}</a:fmtScheme>'
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="12700">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)
TABLE_STYLE = "{6D5A6C1E-0C0B-4E57-9C60-7A1D2E5B8F31}"


def table_styles_xml() -> str:
    """Return the part with the table style of our decks: a coloured heading row, and a thin line under each row."""
    pale = '<a:schemeClr val="accent1"><a:tint val="40000"/></a:schemeClr>'
    line = f'<a:ln w="12700"><a:solidFill>{pale}</a:solidFill></a:ln>'
    none = "<a:ln><a:noFill/></a:ln>"
    borders = "".join(f"<a:{side}>{none}</a:{side}>" for side in ("left", "right"))
    borders += (
        f"<a:top>{line}</a:top><a:bottom>{line}</a:bottom><a:insideH>{line}</a:insideH><a:insideV>{none}</a:insideV>"
    )
    whole = (
        '<a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/><a:schemeClr val="tx1"/></a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
    )
    first = (
        '<a:firstRow><a:tcTxStyle b="on"><a:fontRef idx="minor"/><a:schemeClr val="bg1"/></a:tcTxStyle><a:tcStyle>'
        '<a:tcBdr/><a:fill><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:fill></a:tcStyle></a:firstRow>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:tblStyleLst xmlns:a="{_A}" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Peer group">{whole}{first}</a:tblStyle></a:tblStyleLst>'
    )
