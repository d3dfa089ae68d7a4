"""Pages that Sphinx writes into memory: the build puts them into their place itself, so a file in between is no use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder


@dataclass(frozen=True)
class _Place:
    """Stands for the path of a page, as far as Sphinx asks: ``parent`` is a folder that is there."""

    name: str
    parent: Path
    pages: dict[str, bytes]

    def write_text(self, text: str, encoding: str, errors: str) -> None:
        """Keep the page."""
        self.pages[self.name] = text.encode(encoding, errors)


@contextmanager
def in_memory(builder: StandaloneHTMLBuilder) -> Iterator[dict[str, bytes]]:
    """Yield what fills with the pages that ``builder`` writes while it is open, by path."""
    pages: dict[str, bytes] = {}

    def place(name: str) -> _Place:
        return _Place(f"{name}{builder.out_suffix}", Path(builder.outdir), pages)

    vars(builder)["get_output_path"] = place
    try:
        yield pages
    finally:
        del vars(builder)["get_output_path"]
