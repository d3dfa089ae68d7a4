"""How to install what only some verbs need, for the Python that runs now: another one's pip would not find the kit."""

from __future__ import annotations

import sys


def install_command(extra: str) -> str:
    """Return the command that installs ``extra``, such as "serve", in quotes that every shell takes."""
    python = sys.executable or "python"
    if any(space in python for space in (" ", "\t")):
        python = f'"{python}"'
    return f'{python} -m pip install "peerkit[{extra}]"'
