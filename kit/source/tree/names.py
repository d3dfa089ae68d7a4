"""What somebody meant by a name that cannot be used: the name to give, the copy to delete, the document to save. Pure.

A suggested name is one that the kit takes: whoever follows a hint to the letter must not meet the next mistake.
"""

from __future__ import annotations

import re

from kit.source.tree.paths import PICTURE_SUFFIXES, suggestion

# Files that office programs and cameras make, by ending: what each is, for a sentence.
_DOCUMENTS = {
    **dict.fromkeys(("doc", "docx", "docm", "dot", "dotx"), "a Word document"),
    **dict.fromkeys(("odt", "ott"), "a LibreOffice document"),
    "rtf": "a document with formatting (rich text)",
    "pages": "a Pages document",
    "gdoc": "a link to a Google document",
    "pdf": "a PDF document",
}
_SLIDES = {
    **dict.fromkeys(("ppt", "pps", "pot"), "a presentation in PowerPoint's old form"),
    **dict.fromkeys(("pptm", "ppsm", "potm"), "a presentation that may hold macros"),
    **dict.fromkeys(("odp", "otp"), "a LibreOffice presentation"),
    "ppsx": "a slide show",
    "key": "a Keynote presentation",
    "gslides": "a link to a Google presentation",
}
_DRAWINGS = frozenset({"eps", "ps", "ai", "svgz", "emf", "wmf", "cdr", "psd", "xcf", "indd", "afdesign"})
_PHOTOS = frozenset({"heic", "heif", "tif", "tiff", "bmp", "avif"})

# What systems and services put into the name of a copy, before the ending or behind it. A run of signs is looked at
# once, from its first on, for a name in a zip may be as long as somebody likes.
_COPIES = re.compile(
    r"^copy of |^copy \(\d+\) of |(?:(?<![ _-])[ _-]++copy(?: ?\(\d+\)| \d+)?|(?<![ _-])[ _-]*+\(\d+\)"
    r"|(?<![ ._-])[ ._-]*+\((?=[^()/]*conflict)[^()/]*+\)"
    r"|(?<![ ._-])[ ._-]++(?:sync-)?conflict(?:ed)?(?:[ _-][^./]*)?|-(?:desktop|laptop)-[a-z0-9]+)(?=\.|\Z)",
    re.IGNORECASE,
)


def copied_from(name: str) -> str:
    """Return the name of the file that the one called ``name`` seems to be a copy of, or "" where it seems none."""
    original = _COPIES.sub("", name)
    return original if original != name and original.partition(".")[0] else ""


def copy_hint(name: str) -> str:
    """Return what to do with the file called ``name`` where it seems to be a copy of another, else ""."""
    if not (original := copied_from(name)):
        return ""
    return copy_of(suggestion(original))


def copy_of(original: str) -> str:
    """Return what to do with a copy of the file called ``original``: either of the two may be the newer one."""
    do = "put there what only the copy says, and delete it. If it is none, rename it."
    return f"It looks like a copy of {original}: {do}"


_PLACEHOLDER = re.compile(r"\.(.+)\.icloud")


def standing_for(name: str) -> str:
    """Return the name of the file that iCloud has taken away and left one called ``name`` for, or "" for any other."""
    placeholder = _PLACEHOLDER.fullmatch(name)
    return placeholder[1] if placeholder else ""


def advice(path: str, message: str) -> tuple[str, str]:
    """Return message and hint for the file or folder at ``path``, whose name cannot be used as ``message`` says."""
    name = path.rpartition("/")[2]
    if hint := copy_hint(name):
        return message, hint
    if made := _made_elsewhere(path, name):
        return made
    better = suggestion(path)
    hint = "Rename it or take it out of the folder."
    shown = ", and write that on the pages that show it." if better.endswith(tuple(PICTURE_SUFFIXES)) else ""
    return message, f"Rename it, for example to {better}{shown}" if better != path else hint


def _made_elsewhere(path: str, name: str) -> tuple[str, str] | None:
    """Return what a file of another program is and how to save it, None for one that is of no kind known here."""
    stem, _, ending = name.rpartition(".")
    ending = ending.lower() if stem else ""
    if ending in _SLIDES:
        slides = suggestion(f"{stem}.pptx")
        return _unread(_SLIDES[ending]), f"Save it as a PowerPoint file with the name {slides}, and delete this one."
    if ending in _DOCUMENTS:
        return _unread(_DOCUMENTS[ending]), _document(path, stem, ending)
    if ending in _DRAWINGS:
        hint = f"Ask whoever made it for an SVG, {suggestion(f'{stem}.svg')}, or save it as a PNG some 400 pixels wide."
        return f"This is a drawing of a kind ({ending}) that browsers do not show.", hint
    if ending in _PHOTOS:
        message = f"This is a picture of a kind ({ending}) that browsers do not show."
        return message, f"Save it as {suggestion(f'{stem}.jpg')}."
    return None


def _document(path: str, stem: str, ending: str) -> str:
    if not path.startswith("files/"):
        text = suggestion(f"{path.rpartition('.')[0]}.md").rpartition("/")[2]
        return f"Save it as plain text (UTF-8) with the name {text}, and delete this one."
    elsewhere = "Put it somewhere on the web and link to it, or make its text a page."
    return elsewhere + (f" If it is a drawing, save it as SVG: {suggestion(f'{stem}.svg')}" if ending == "pdf" else "")


def _unread(what: str) -> str:
    return f"This is {what}, which the kit cannot read."
