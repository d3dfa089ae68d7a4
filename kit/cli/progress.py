"""How long work shows that it goes on: one moving line on a terminal, a plain line for each step elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kit.cli.common import say


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
        yield lambda step: bar.update(task, description=step)
