"""``peerkit completion``: the lines that let the Tab key complete what is typed in a shell."""

from __future__ import annotations

import click

from kit.cli.common import say
from kit.cli.help import verb

_FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/config.fish"}


@verb(
    "Print the lines that let the Tab key complete verbs, options and names of rounds and pages. "
    "Put them into the file that your shell reads when it starts. There is none for PowerShell and the Command Prompt.",
    "peerkit completion bash >> ~/.bashrc",
    "peerkit completion zsh >> ~/.zshrc",
    "peerkit completion fish >> ~/.config/fish/config.fish",
)
@click.argument("shell", type=click.Choice(list(_FILES)))
def command(shell: str) -> None:
    """Exit 0 with the lines on standard output."""
    from click.shell_completion import get_completion_class

    from kit.cli import cli

    maker = get_completion_class(shell)
    assert maker is not None  # noqa: S101 - click knows each of these
    click.echo(maker(cli, {}, "peerkit", "_PEERKIT_COMPLETE").source())
    say(f"Put these lines at the end of {_FILES[shell]}, then open a new terminal.")
