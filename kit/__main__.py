"""``peerkit`` and ``python -m kit``: run a verb and end with its exit code."""

from __future__ import annotations

import os
import sys

from kit.system.status_cache import cached


def main() -> None:
    """Run the command line; every error ends as a sentence and an exit code, never as a traceback."""
    if (known := cached(sys.argv[1:])) is not None:
        _repeat(*known)
        os._exit(0)  # nothing is left to be tidied up, and tidying up takes as long as answering
    from kit.cli.run import run

    sys.exit(run(sys.argv[1:]))


def _repeat(out: str, err: str) -> None:
    """Print the last answer again; letters that the console cannot show become question marks."""
    for stream, text in ((sys.stdout, out), (sys.stderr, err)):
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()


if __name__ == "__main__":
    main()
