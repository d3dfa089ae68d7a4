"""What every verb shares: where the tree is, how things are shown, and how the next command is named."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kit.model.amounts import amount
from kit.model.characters import escaped
from kit.model.findings import Finding, Level

NO_CACHE = "Make everything anew, also what an earlier build has kept for the next one."
LARGE_PRINT = "In large print too, for whoever asks: the agenda, handouts and forms with nothing under 18 point."

_PLAIN_ON_WINDOWS = re.compile(r"[\w@+=:,./\\~-]+")


@dataclass
class Session:
    """The options that every verb knows. ``tree`` is what ``-C`` names, if it was given."""

    tree: Path | None = None
    debug: bool = False
    no_input: bool = False

    def root(self) -> Path:
        """The folder of the hub or region that the command is about. Raises WrongUsage where there is none."""
        from kit.source.tree.read import find_tree

        return find_tree(Path.cwd(), self.tree)

    def command(self, *words: str | Path) -> str:
        """Return a command about the same tree as this one, ready to be typed."""
        return command_line("peerkit", *(("-C", self.tree) if self.tree else ()), *words)


def command_line(*words: str | Path, windows: bool = os.name == "nt") -> str:
    """Return ``words`` as one line for the shell of this system: names with spaces are put in quotes."""
    return " ".join(_quoted(str(word), windows) for word in words)


def _quoted(word: str, windows: bool) -> str:
    if not windows:
        return shlex.quote(word)
    # cmd and PowerShell both take double quotes; neither can have them in a file's name.
    return word if _PLAIN_ON_WINDOWS.fullmatch(word) else f'"{word}"'


def opening(file: Path) -> str:
    """Return the command that opens ``file`` with the program that the system has for it."""
    opener = {"win32": "explorer", "darwin": "open"}.get(sys.platform, "xdg-open")
    return command_line(opener, file)


def say(message: str = "", **style: Any) -> None:
    """Show a message to the person, as one line on standard error, so that data stays apart.

    It may repeat what a stranger wrote, or the name of a file of theirs, so what a terminal would obey is escaped.
    """
    line = escaped(message)
    click.echo(click.style(line, **style) if any(style.values()) else line, err=True, color=wants_colour())


def show(*lines: str) -> None:
    """Print data on standard output, each of ``lines`` as one line; what a terminal would obey is escaped."""
    click.echo("\n".join(map(escaped, lines)), color=wants_colour())


def show_json(data: Any) -> None:
    """Print ``data`` as JSON on standard output; letters that the console cannot show are written as escapes."""
    click.echo(json_text(data), color=wants_colour())


def json_text(data: Any) -> str:
    """Return ``data`` as JSON that the console can show."""
    import json

    plain = "utf" not in (getattr(sys.stdout, "encoding", None) or "").lower()
    return json.dumps(data, indent=2, ensure_ascii=plain)


def next_command(command: str) -> None:
    """End a command by naming the one that people mostly want next."""
    say(f"Next: {command}")


def name_of(root: Path) -> str:
    """Return what a tree's folder is called, also where it was given as ``.`` or ``..``."""
    return root.resolve().name


def refuse_inside(place: Path | None, *roots: Path) -> None:
    """Raise WrongUsage if ``place``, which is to be written, would become a part of a tree at one of ``roots``.

    Where ``place`` is None, nothing is to be written. Raises Refused if a link in a tree, or in the current folder,
    leads there.
    """
    from kit.model.errors import WrongUsage
    from kit.publish.in_the_way import refuse_linked
    from kit.source.tree.paths import skipped

    if place is None:
        return
    for root in roots:
        refuse_linked(place, root)
        here, there = root.resolve(), place.resolve()
        if here in there.parents and not skipped(there.relative_to(here).as_posix()):
            message = f"{place} lies inside {root}, so what is written there would be taken for one of its own files."
            raise WrongUsage(message, f"Choose a folder beside {root}, or one inside it that is called _build.")


def plain_console() -> None:
    """Let consoles that lack a character show another instead of failing (cp1252 is common on council PCs)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def wants_colour() -> bool | None:
    """False where NO_COLOR is set (no-color.org), None to let click see whether it writes to a terminal."""
    return False if os.environ.get("NO_COLOR") else None


# How long work shows that it goes on: one moving line on a terminal, a plain line for each step elsewhere.


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Yield a function to be told each step of long work, as a short phrase."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda step: say(f"{step} ...")
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    # The spinner is plain ASCII, for consoles that have nothing else.
    columns = (SpinnerColumn("line"), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, description=escaped(step))


# Findings on the screen, and as JSON.

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.ADVICE: "cyan"}


def show_findings(findings: Sequence[Finding]) -> None:
    """Show each finding as two lines: where and what, then what to do."""
    for one in findings:
        say(f"{one.place}: {one.level.value}: {_readable(one.message)} [{one.code.value}]", fg=_COLOURS[one.level])
        if one.hint:
            say(f"    {_readable(one.hint)}")


def _readable(text: str) -> str:
    """Return ``text`` with words cut that nobody reads to their end, such as a picture that stands in an address."""
    return re.sub(r"(\S{200})\S{200,}", r"\1…", text)


def counted(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each level, in words."""
    counts = Counter(one.level for one in findings)
    words = {
        Level.ERROR: ("error", ""),
        Level.WARNING: ("warning", ""),
        Level.ADVICE: ("piece of advice", "pieces of advice"),
    }
    parts = [amount(counts[level], *word) for level, word in words.items() if counts[level]]
    return ", ".join(parts) or "nothing to mend"


def findings_json(findings: Sequence[Finding]) -> dict[str, list[dict[str, Any]]]:
    """Return the findings in the shape that ``check --json`` prints."""
    return {"findings": [_entry(one) for one in findings]}


def _entry(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code.value,
        "level": one.level.value,
        "file": one.file,
        "line": one.line,
        "message": one.message,
        "hint": one.hint,
    }
