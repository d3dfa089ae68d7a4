"""The page that says what an import made, and all that a person should look at. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.franchise.importing.drafts import Imported
from kit.model.findings import Code, Finding

_HEADINGS = {
    Code.IMPORTED_LICENCE: "May you use it?",
    Code.IMPORTED_LEFT_OUT: "What is not in the draft",
    Code.IMPORTED_PICTURE: "Pictures to see to",
    Code.IMPORTED_GUESS: "What is a guess",
    Code.IMPORTED_CHANGED: "What is written otherwise",
}


def report_page(made: Imported, name: str, source: str, round_folder: str) -> str:
    """Return the page about the import of ``source`` as the round ``name``, whose files lie in ``round_folder``."""
    count = f"{len(made.sessions)} session{'s' if len(made.sessions) != 1 else ''}"
    out = [f"# What became of {_plain(source)}", f"It is a draft now: {count} of the round {name}, in {round_folder}/."]
    out.append("Read each page through, and see to what is listed here; then delete this page.")
    out.append(
        "| Page | Made from |\n| --- | --- |\n"
        + "\n".join(f"| {page} | {_plain(path)} |" for page, path in made.sources)
    )
    others = [one for one in made.found if one.code not in _HEADINGS]
    out += _list("What could not be read", others)
    for code, heading in _HEADINGS.items():
        out += _list(heading, [one for one in made.found if one.code is code])
    return "\n\n".join(out) + "\n"


def _list(heading: str, found: Sequence[Finding]) -> list[str]:
    if not found:
        return []
    rows = "\n".join(f"- **{_plain(one.place)}**: {_plain(one.message)} {_plain(one.hint)}".rstrip() for one in found)
    return [f"## {heading}", rows]


def _plain(text: str) -> str:
    """Return text as Markdown that shows just it: it may repeat what a stranger wrote."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split()))
