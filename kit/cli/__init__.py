"""The command line. Only this package prints, asks and chooses exit codes.

Each verb lives in a module of its own, imported when it is used, so that ``peerkit --help`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from kit import __version__
from kit.cli.common import Session, examples, wants_colour

VERBS = {
    "fork": "Start a region from the hub, or from another region.",
    "check": "Report every mistake at once, with its file and line.",
    "agenda": "Show a round's clock times, and what to cut to fit.",
    "build": "Make the site, handouts and slide decks.",
    "compose": "Write the composed pages as plain files.",
    "serve": "Show the site in the browser, and again after each change.",
}


class Verbs(click.Group):
    """The group of verbs, each imported from its module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which people meet them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, or None for a word that is none."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"kit.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs with their one-line help, without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=examples(
        'peerkit fork ../midlands --name "Midlands Peer Group"',
        "peerkit -C ../midlands check",
        "peerkit -C ../midlands build",
    )
    + "\nRounds of meetings, written once and adapted by regions: build their sites, handouts and slide decks.",
)
@click.option(
    "-C",
    "tree",
    type=click.Path(path_type=Path),
    help="The folder of the hub or region. Without it: the nearest one upward, else ./sessions.",
)
@click.option("--no-input", is_flag=True, help="Never ask; use what was given.")
@click.option("--debug", is_flag=True, help="Show the technical details of an error.")
@click.version_option(__version__, prog_name="peerkit")
@click.pass_context
def cli(context: click.Context, tree: Path | None, no_input: bool, debug: bool) -> None:
    """Keep the options that stand before the verb."""
    context.obj = Session(tree, debug, no_input)
    context.color = wants_colour()
