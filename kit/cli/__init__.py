"""The command line. Only this package prints, asks and chooses exit codes.

Each verb lives in a module of its own, imported when it is used, so that ``peerkit --help`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kit import __version__
from kit.cli.common import Session, wants_colour
from kit.cli.help import HELP_OPTIONS, write_examples

VERBS = {
    "fork": "Start a region from the hub, or from another region.",
    "new": "Begin a session or a round of your own.",
    "import": "Bring in material that was written elsewhere, as a draft.",
    "check": "Report every mistake at once, with its file and line.",
    "agenda": "Show a round's clock times, and what to cut to fit.",
    "log": "Store how long everything took, and what you learned.",
    "build": "Make the site, handouts and slide decks.",
    "network": "Build many regions at once.",
    "pack": "Put all that a round needs on the day into one zip.",
    "compose": "Write the composed pages as plain files.",
    "status": "Show what is yours, and what upstream has for you.",
    "diff": "Show your changes against upstream's text.",
    "edit": "Write one page to editing/, to be changed freely.",
    "capture": "Store what you edited as changes of your region.",
    "word": "Write a page or a round as a Word document, to be changed in Word.",
    "update": "Receive upstream's improvements, and keep your changes.",
    "resolve": "Settle the questions that an update left.",
    "undo": "Take back what the last command changed in a region.",
    "adopt": "Take over what another group made of a section.",
    "propose": "Offer what you changed to your hub.",
    "accept": "Take what a group proposes.",
    "compare": "Show what each region made of each session.",
    "release": "Give a hub's material its next version.",
    "doctor": "Say what is missing or out of order, and how to mend it.",
    "serve": "Show the site in the browser, and again after each change.",
    "studio": "Write the kit as a page that runs in the browser.",
    "completion": "Let the Tab key complete what you type.",
}

_MODULES = {"import": "importing"}  # no module can have the name of a word of Python

EXAMPLES = (
    'peerkit fork ../midlands --name "Midlands Peer Group"',
    "peerkit -C ../midlands check",
    "peerkit -C ../midlands build",
)


class Verbs(click.Group):
    """The group of verbs, each imported from its module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which people meet them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, or None for a word that is none."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"kit.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb. Raises UsageError, with the nearest verbs, for a word that is none."""
        if args[0] not in VERBS and args[0][:1] != "-":
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS)
            ask = f" Did you mean {' or '.join(near)}?" if near else f" The verbs are: {', '.join(VERBS)}."
            raise click.UsageError(f"There is no verb called {args[0]!r}.{ask}", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the verbs that begin with ``incomplete``, without importing them, then the options."""
        verbs = [CompletionItem(verb, help=text) for verb, text in VERBS.items() if verb.startswith(incomplete)]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then what click writes."""
        write_examples(formatter, EXAMPLES)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs with their one-line help, without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=Verbs,
    context_settings=HELP_OPTIONS,
    options_metavar="[-C DIR]",
    subcommand_metavar="VERB [options]",
    help="Rounds of meetings, written once and adapted by regions: build their sites, handouts and slide decks.",
    epilog="peerkit VERB --help says more about one verb.",
)
@click.option(
    "-C",
    "tree",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of the hub or region. Without it: the nearest one upward, else ./sessions.",
)
@click.option("--no-input", is_flag=True, help="Never ask; use what was given.")
@click.option("--debug", is_flag=True, help="Show the technical details of an error.")
@click.version_option(__version__, prog_name="peerkit", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, tree: Path | None, no_input: bool, debug: bool) -> None:
    """Keep the options that stand before the verb."""
    session = context.ensure_object(Session)
    session.tree, session.no_input, session.debug = tree, no_input, debug
    context.color = wants_colour()
