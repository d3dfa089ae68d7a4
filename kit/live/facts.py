"""What Sphinx knows of one page that shows on others: titles, contents, labels, terms, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.environment import BuildEnvironment


def facts(env: BuildEnvironment, name: str) -> object:
    """Return everything that pages other than ``name`` may show of it, to be compared with the same at another time."""
    if name not in env.all_docs:
        return None
    standard = env.domaindata["std"]
    return (
        [_text(table.get(name)) for table in (env.titles, env.longtitles, env.tocs)],
        [sorted(_of(standard[table], name)) for table in ("labels", "anonlabels", "objects", "terms")],
        sorted(path for path, (pages, _) in env.images.items() if name in pages),
        env.toctree_includes.get(name),
        sorted(env.metadata[name]),
    )


def _text(node: Any) -> str:
    return node.pformat() if node is not None else ""


def _of(table: dict[Any, tuple[str, ...]], name: str) -> Iterator[str]:
    return (f"{key} {entry[1:]}" for key, entry in table.items() if entry[0] == name)
