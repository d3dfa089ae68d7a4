"""What every verb shares: where the tree is, how messages are shown, and how a command ends."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kit.model.errors import KitError


@dataclass
class Session:
    """The options that stand before the verb. ``tree`` is what ``-C`` names, if it was given."""

    tree: Path | None = None
    debug: bool = False
    no_input: bool = False

    def root(self) -> Path:
        """The folder of the hub or region that the command is about. Raises WrongUsage where there is none."""
        from kit.source.read import find_tree

        return find_tree(Path.cwd(), self.tree)


def say(message: str = "", **style: Any) -> None:
    """Show a message to the person: on standard error, so that data stays apart."""
    click.secho(message, err=True, **style)


def show(data: str) -> None:
    """Print data on standard output."""
    click.echo(data)


def next_command(command: str) -> None:
    """End a command by naming the one that people mostly want next."""
    say(f"Next: {command}")


def examples(*lines: str) -> str:
    """Return the text of ``--help`` that stands before everything else, kept as it is by click."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines) + "\n"


def no_input(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--no-input`` after the verb too, where people expect it."""

    def remember(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            context.ensure_object(Session).no_input = True

    return click.option(
        "--no-input", is_flag=True, expose_value=False, callback=remember, help="Never ask; use what was given."
    )(command)


def debug_wanted(arguments: list[str]) -> bool:
    """Whether ``--debug`` stands among the arguments."""
    return "--debug" in arguments


def ended_by(error: BaseException, debug: bool) -> int:
    """Show why a command ended, in a sentence, and return its exit code."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, KeyboardInterrupt | click.Abort):
        say("Stopped. Nothing was left half-done.")
        return 130
    if isinstance(error, KitError):
        say(f"Error: {error.message}", fg="red")
        if error.hint:
            say(error.hint)
        return error.exit_code
    if isinstance(error, OSError):
        say(f"Error: {error.filename or 'The disk'} could not be used: {error.strerror or error}.", fg="red")
        say("See that the folder is there, is not open in another program, and that you may write in it.")
        return 4
    say(f"Error: the kit itself made a mistake ({type(error).__name__}: {error}).", fg="red")
    say("Nothing was changed. Please report it, with what the same command prints with --debug.")
    return 4


def plain_console() -> None:
    """Let consoles that lack a character show another instead of failing (cp1252 is common on council PCs)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def wants_colour() -> bool | None:
    """False where NO_COLOR is set (no-color.org), None to let click see whether it writes to a terminal."""
    return False if os.environ.get("NO_COLOR") else None
