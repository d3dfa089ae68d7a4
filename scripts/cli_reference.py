"""Write the help of every verb into ``docs/reference/cli.md``, in place of what stands there.

Run ``python scripts/cli_reference.py`` after changing a verb's options or words.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kit.cli import VERBS, cli
from kit.cli.help import help_text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"


def with_help(page: str, name: str) -> str:
    """Return ``page`` with the help of ``name`` (``peerkit`` or ``peerkit VERB``) in the fence below its heading."""
    words = name.split()
    command = (
        cli
        if words == ["peerkit"]
        else cli.get_command(cli.make_context("peerkit", [], resilient_parsing=True), words[1])
    )
    assert command is not None
    before, heading, rest = page.partition(f"\n## {name}\n")
    lead, opening, fenced = rest.partition("```text\n")
    if not (heading and opening) or "\n## " in lead:
        sys.exit(f"{PAGE.name} needs a heading '## {name}' with a ```text fence below it.")
    after = fenced[fenced.index("```") :]
    return f"{before}{heading}{lead}{opening}{help_text(command, *words)}\n{after}"


def main() -> None:
    """Rewrite the page, or the copy of it that the first argument names."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    page = place.read_text(encoding="utf-8")
    for name in ("peerkit", *(f"peerkit {verb}" for verb in VERBS)):
        page = with_help(page, name)
    place.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
