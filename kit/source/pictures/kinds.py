"""What a picture file really is, by how it begins (pure): people rename files, and phones save kinds of their own."""

from __future__ import annotations

import re

_SIGNATURES = (
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("WEBP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
)
_SUFFIX_OF = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp", "SVG": ".svg"}

# What may stand before the drawing is taken once and for all (?>, *+), else many comments would take for ever.
_BEFORE = rb"(?>\xef\xbb\xbf)?\s*+(?:(?><\?xml[^>]*>|<!--.*?-->|<!DOCTYPE\s++svg[^>\[]*>)\s*+)*+"
_SVG = re.compile(_BEFORE + rb"<svg[\s>]", re.DOTALL)

# Kinds that browsers, PDFs or slides cannot show. HEIF's and AVIF's brands: ISO/IEC 23008-12 and the AV1 Image File
# Format, both in a box "ftyp" (ISO/IEC 14496-12, 4.3).
_UNUSABLE = (
    ("a HEIC photo, as iPhones save them,", re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)),
    ("an AVIF picture", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("a TIFF picture", re.compile(rb"II\*\x00|MM\x00\*")),
    ("a BMP picture", re.compile(rb"BM.{4}\x00{4}", re.DOTALL)),
    ("a Photoshop file", re.compile(rb"8BPS\x00")),
    ("a PDF", re.compile(rb"%PDF-")),
    ("a PostScript file", re.compile(rb"%!PS|\xc5\xd0\xd3\xc6")),
    ("a compressed SVG (.svgz)", re.compile(rb"\x1f\x8b\x08")),
    ("a zip file or a document", re.compile(rb"PK\x03\x04")),
)
_PAGE = re.compile(rb"(?>\xef\xbb\xbf)?\s*+<(?:!doctype html|html|head)\b", re.IGNORECASE)
Sentences = tuple[str, str]


def kind_of_picture(data: bytes) -> str:
    """Return PNG, JPEG, GIF or WEBP, by how ``data`` begins, or "" for anything else."""
    return next((kind for kind, signature in _SIGNATURES if signature.match(data)), "")


def other_kind(wanted: str, data: bytes) -> Sentences | None:
    """Return a message and a hint if ``data`` is of another kind than ``wanted``, such as PNG or SVG, which it names.

    None where it is of that kind, or of none that is known here. Web pages under the name of an SVG are left to the
    reader of SVG, which refuses what they hold.
    """
    if not data:
        return "The picture is an empty file, as after a copy that was broken off.", "Copy it here again."
    kind = kind_of_picture(data) or ("SVG" if _SVG.match(data[:4096]) else "")
    if kind:
        message = f"The picture is really {'an' if kind == 'SVG' else 'a'} {kind} file under another name."
        return (
            None
            if kind == wanted
            else (message, f"Rename it to end in {_SUFFIX_OF[kind]}, here and on the pages that show it.")
        )
    if what := next((what for what, signature in _UNUSABLE if signature.match(data)), ""):
        message = f"The file is really {what} under another name, and the kit cannot use that kind."
        return message, f"Open it in a program that can show it, and save it as {_usable(wanted)}."
    if wanted != "SVG" and _PAGE.match(data[:4096]):
        message = "The file is really a web page under another name, as when its address was saved in its place."
        return message, "Open the picture in the browser, choose Save picture as, and put that file here."
    return None


def _usable(wanted: str) -> str:
    return "PNG or plain SVG" if wanted == "SVG" else "PNG or JPEG"
