"""``peerkit`` and ``python -m kit``: run a verb and end with its exit code."""

from __future__ import annotations

import sys

import click

from kit.cli import cli
from kit.cli.common import debug_wanted, ended_by, plain_console


def main() -> None:
    """Run the command line; every error ends as a sentence and an exit code, never as a traceback."""
    plain_console()
    try:
        code = cli.main(prog_name="peerkit", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.exceptions.Exit as error:
        code = error.exit_code
    except (Exception, KeyboardInterrupt) as error:
        code = ended_by(error, debug_wanted(sys.argv))
    sys.exit(code or 0)


if __name__ == "__main__":
    main()
