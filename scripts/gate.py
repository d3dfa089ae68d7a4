"""Build a hub's site in this process and print how much of the CPU time went to the gate: ``gate.py HUB OUT``.

The gate is whatever only holds a region's files against what is allowed. Its functions are replaced here by ones that
time them, each call once (what one of them calls of the others counts with it). Reading a page's blocks, links and
pictures for the checks counts; reading its sections and activities, which composing needs anyway, does not.
"""

from __future__ import annotations

import functools
import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

GATE = (
    "kit.check.edition:check_page",
    "kit.check.edition:check_links",
    "kit.source.markdown.page:references",
    "kit.source.settings.front_matter:_unsafe",
    "kit.source.settings.files:validate",
    "kit.source.markdown.page:validate",
    "kit.source.tree.rules:TreeRules.concerns",
    "kit.source.tree.rules:TreeRules.may_enter",
    "kit.source.tree.rules:TreeRules.may_read",
    "kit.source.tree.rules:TreeRules.twins",
    "kit.app.assemble:picture_problem",
    "kit.app.assemble:rebuild",
    "kit.render.reading.reading:confirm_modules",
    "kit.render.reading.reading:confirm_attributes",
    "kit.render.reading.parser:_guarded",
    "kit.render.reading.walk:Walk.apply",
)


def found(name: str) -> tuple[Any, str]:
    """Return the module or class that has what ``name`` names, and its name there. Raises AttributeError."""
    module, _, path = name.partition(":")
    owner: Any = importlib.import_module(module)
    *parents, last = path.split(".")
    for part in parents:
        owner = getattr(owner, part)
    getattr(owner, last)
    return owner, last


class Meter:
    """Adds up the CPU seconds of the functions that it wraps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.inside = False

    def wrap(self, name: str) -> None:
        """Put a timed function in the place of ``name``."""
        owner, last = found(name)
        setattr(owner, last, self.timed(getattr(owner, last)))

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` with its outermost calls timed."""

        @functools.wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            if self.inside:
                return function(*arguments, **named)
            self.inside, start = True, time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds += time.process_time() - start
                self.inside = False

        return call


def main() -> None:
    """Build, and print the CPU seconds of the gate and of the whole process as JSON."""
    from kit.app.build import Order, build

    meter = Meter()
    for name in GATE:
        meter.wrap(name)
    build(Path(sys.argv[1]), Path(sys.argv[2]), Order(parts=("site",)), lambda _: None)
    print(json.dumps({"gate": meter.seconds, "build": time.process_time()}))


if __name__ == "__main__":
    main()
