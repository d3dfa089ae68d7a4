"""What the Tab key completes besides verbs and options: names of rounds and pages, read from the folder's names alone.

Nothing is composed for it, since it has to be there while somebody types; so a name that a region drops is offered too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kit.model.errors import WrongUsage

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def rounds(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the rounds that begin with ``incomplete``."""
    names = {name.removesuffix("/index") for name in _names(context) if name.endswith("/index") and name.count("/") < 2}
    return _begun(names, incomplete)


def pages(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the pages that begin with ``incomplete``, such as ``round-1/how-ready``."""
    return _begun(set(_names(context)), incomplete)


def folders(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the beginnings of addresses: each folder that holds pages, with the slash after which a name goes."""
    return _begun({f"{name.rpartition('/')[0]}/" for name in _names(context) if "/" in name}, incomplete)


def _begun(names: set[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(names) if name.startswith(incomplete)]


def _names(context: click.Context) -> Iterator[str]:
    """Yield the name of each page of the hub or region, nothing where there is none."""
    from kit.source.tree.read import find_tree

    try:
        root = find_tree(Path.cwd(), context.find_root().params.get("tree"))
    except WrongUsage:
        return
    is_region = (root / "region.toml").is_file()
    for folder in (root / "upstream", root / "pages") if is_region else (root,):
        for path in folder.rglob("*.md"):
            name = path.relative_to(folder)
            if all(_NAME.fullmatch(part) for part in name.with_suffix("").parts):
                yield name.with_suffix("").as_posix()
