"""A page that would not do, as the words that it holds: its title, and one block of plain text. Pure."""

from __future__ import annotations

import re

from kit.franchise.importing import escape


def plain_page(text: str) -> str:
    """Return the page ``text`` with all below its title as a block of text that is shown as typed.

    Where some of it is for facilitators, all of it is.
    """
    head, _, rest = text.removeprefix("---\n").partition("\n---\n")
    title, _, body = rest.lstrip("\n").partition("\n")
    words = " ".join(re.findall(r"\w+", title)) or "Untitled"
    block = escape.fence(body.strip(), "text")
    if re.search(r"^:{3,}\{(?:facilitator|say)\}", body, re.MULTILINE):
        block = escape.for_facilitators("", block)
    return f"---\n{head}\n---\n\n# {words}\n\n{block}\n"
