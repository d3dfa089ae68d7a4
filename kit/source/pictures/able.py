"""Whether pictures can be looked at here: two packages do it, and a browser may be without them."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDED = ("lxml", "PIL")


def can_look() -> bool:
    """Whether what looks into pictures is installed. Without it no picture may reach a page: nobody checked it."""
    return all(find_spec(name) for name in _NEEDED)
