"""``peerkit`` and ``python -m kit``: run a verb and end with its exit code."""

from __future__ import annotations

import sys

from kit.cli.run import run


def main() -> None:
    """Run the command line; every error ends as a sentence and an exit code, never as a traceback."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
