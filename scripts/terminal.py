"""What ``peerkit check`` says of a page with mistakes, drawn as a terminal shows it."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

from canvas import LINE

COLUMNS = 110  # of the terminal

# What goes wrong on the page that is checked: the text there, and what a tired author makes of it.
MISTAKES = (
    ("minutes: 30", "minutes: about 30"),
    (":::{activity} Score five points", ":::{actvity} Score five points"),
    ("](readiness-scale.svg)\n\n:::{slide}", "](readines-scale.svg)\n\n:::{slide}"),
    ("](readiness-scale.svg)\n\n:::\n", "](readiness-scale.svg)\n\n"),
)
ROOT = Path(__file__).resolve().parent.parent
PEERKIT = Path(sys.executable).parent / "peerkit"


def draw_check(work: Path, picture: Path) -> None:
    """Draw what ``peerkit check`` says of a page with mistakes into the SVG ``picture``."""
    from rich.console import Console
    from rich.terminal_theme import DEFAULT_TERMINAL_THEME
    from rich.text import Text

    shutil.copytree(ROOT / "sessions", work / "sessions")
    make_mistakes(work / "sessions/round-1/how-ready.md")
    said = in_terminal([str(PEERKIT), "check"], work)
    console = Console(record=True, width=COLUMNS, file=(work / "shown").open("w"), force_terminal=True)
    console.print(Text.from_ansi(f"$ peerkit check\n{said.rstrip()}"))
    svg = console.export_svg(title="peerkit check", theme=DEFAULT_TERMINAL_THEME, unique_id="check")
    svg = svg.replace("rgba(255,255,255,0.35)", LINE)  # its border would be white on white
    fonts = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # they would be fetched from elsewhere
    picture.write_text(fonts.sub("", svg), encoding="utf-8", newline="\n")


def make_mistakes(page: Path) -> None:
    """Put MISTAKES into the page; end where it has no place for one of them any more."""
    text = page.read_text(encoding="utf-8")
    for right, wrong in MISTAKES:
        if right not in text:
            sys.exit(f"{page.name} does not hold {right!r} any more: change MISTAKES in scripts/terminal.py.")
        text = text.replace(right, wrong, 1)
    page.write_text(text, encoding="utf-8", newline="\n")


def in_terminal(command: list[str], folder: Path) -> str:
    """Return what a command writes when it believes to be at a terminal, with its colours."""
    reader, writer = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    with subprocess.Popen(command, cwd=folder, stdout=writer, stderr=writer, stdin=writer, env=environment):
        os.close(writer)
        said = b""
        try:
            while block := os.read(reader, 65536):
                said += block
        except OSError:  # how Linux says that the other end has closed
            pass
    os.close(reader)
    return said.decode().replace("\r\n", "\n")
