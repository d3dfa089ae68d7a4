"""What somebody meant by a name that cannot be used: the name to give, the copy to delete, the document to save. Pure.

A suggested name is one that the kit takes: whoever follows a hint to the letter must not meet the next mistake.
"""

from __future__ import annotations

import re

from kit.source.tree.paths import suggestion

# Files that office programs and cameras make, by ending: what each is, for a sentence.
_DOCUMENTS = {
    **dict.fromkeys(("doc", "docx", "docm", "dot", "dotx"), "a Word document"),
    **dict.fromkeys(("odt", "ott"), "a LibreOffice document"),
    "rtf": "a document with formatting (rich text)",
    "pages": "a Pages document",
    "gdoc": "a link to a Google document",
    "pdf": "a PDF document",
}
_PHOTOS = frozenset({"heic", "heif", "tif", "tiff", "bmp", "avif"})

# What systems and services put into the name of a copy, before the ending or behind it.
_COPIES = re.compile(
    r"^copy of |^copy \(\d+\) of |(?:[ _-]+copy(?: ?\(\d+\)| \d+)?|[ _-]*\(\d+\)"
    r"|[ ._-]*\([^()/]*conflict[^()/]*\)|[ ._-]+(?:sync-)?conflict(?:ed)?(?:[ _-][^./]*)?"
    r"|-(?:desktop|laptop)-[a-z0-9]+)(?=\.|\Z)",
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
    return f"It looks like a copy of {suggestion(original)}; delete it, or rename it if it is none."


_PLACEHOLDER = re.compile(r"\.(.+)\.icloud")


def standing_for(name: str) -> str:
    """Return the name of the file that iCloud has taken away and left one called ``name`` for, or "" for any other."""
    placeholder = _PLACEHOLDER.fullmatch(name)
    return placeholder[1] if placeholder else ""


def advice(path: str, message: str) -> tuple[str, str]:
    """Return message and hint for the file or folder at ``path``, whose name cannot be used as ``message`` says."""
    *folders, name = path.split("/")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if hint := copy_hint(name):
        return message, hint
    if ending in _DOCUMENTS:
        text = suggestion(f"{path.rpartition('.')[0]}.md").rpartition("/")[2]
        hint = f"Save it as plain text (UTF-8) with the name {text}, and delete this one."
        elsewhere = "Put it somewhere on the web and link to it, or make its text a page."
        message = f"This is {_DOCUMENTS[ending]}, which the kit cannot read."
        return message, elsewhere if folders[:1] == ["files"] else hint
    if ending in _PHOTOS:
        stem = suggestion(f"{name.rpartition('.')[0]}.jpg")
        return f"This is a picture of a kind ({ending}) that browsers do not show.", f"Save it as {stem}."
    better = suggestion(path)
    hint = "Rename it or take it out of the folder."
    return message, f"Rename it, for example to {better}" if better != path else hint
