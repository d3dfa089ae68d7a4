"""What Sphinx need not do again for a change of a few pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment


def _nothing(*_: Any) -> None:
    """Do nothing. Sphinx stores its environment, so this cannot be a function without a name."""


def _none_outdated(_: bool) -> tuple[set[str], set[str], set[str]]:
    """Return the pages that are new, changed and gone: none."""
    return set(), set(), set()


@contextmanager
def without_looking(env: BuildEnvironment) -> Iterator[None]:
    """While it is open, Sphinx does not look for files: it has those that there are, and is told which have changed."""
    vars(env).update(find_files=_nothing, get_outdated_files=_none_outdated)
    try:
        yield
    finally:
        del vars(env)["find_files"], vars(env)["get_outdated_files"]


@contextmanager
def without_copying(builder: StandaloneHTMLBuilder) -> Iterator[None]:
    """While it is open, Sphinx copies no style sheets and no pictures: they are there."""
    vars(builder).update(copy_assets=_nothing, copy_image_files=_nothing)
    try:
        yield
    finally:
        del vars(builder)["copy_assets"], vars(builder)["copy_image_files"]
