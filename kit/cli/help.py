"""Help that begins with examples, and options that may stand before the verb or after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from kit.cli.common import Session

HELP_OPTIONS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
WIDTH = 80  # columns, where the width of the screen is not to matter


def write_examples(formatter: click.HelpFormatter, lines: Sequence[str]) -> None:
    """Write example commands, each on a line of its own that is never wrapped, so that it can be copied."""
    with formatter.section("Examples"):
        for line in lines:
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")
    formatter.write_paragraph()


class Verb(click.Command):
    """A verb: its help begins with ``examples``; it takes ``--no-input`` and ``--debug`` like the group."""

    def __init__(self, *args: Any, examples: Sequence[str], **kwargs: Any) -> None:
        """Take what click takes, and the examples."""
        super().__init__(*args, **kwargs)
        self.context_settings = HELP_OPTIONS
        self.options_metavar = "[options]"
        self.examples = tuple(examples)
        self.params += [
            _remembered("--no-input", "no_input", "Never ask; use what was given."),
            _remembered("--debug", "debug", "Show the technical details of an error."),
        ]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then what click writes."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


def verb(text: str, *examples: str) -> Callable[[Callable[..., Any]], Verb]:
    """Make a function a verb whose help says ``text`` after the ``examples``."""
    return click.command(cls=Verb, help=text, examples=examples)


def _remembered(flag: str, name: str, text: str) -> click.Option:
    def remember(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            setattr(context.ensure_object(Session), name, True)

    return click.Option([flag], is_flag=True, expose_value=False, callback=remember, help=text)


def help_text(command: click.Command, *names: str) -> str:
    """Return the help of a command called by ``names`` (``peerkit``, ``fork``), 80 columns wide."""
    *before, last = names
    parent = click.Context(click.Command(before[0]), info_name=before[0]) if before else None
    width: dict[str, Any] = {"terminal_width": WIDTH, "color": False}
    context = command.make_context(last, [], parent, resilient_parsing=True, **width)
    return command.get_help(context)
