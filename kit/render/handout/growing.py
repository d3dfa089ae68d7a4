"""Handouts to write on: which of their rows wait for a pen, and can be as high as their page lets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kit.render.handout.sheet import Block

ROOM, LOWEST = 251, 9  # millimetres between the margins of a page, and of the lowest row to write in


def form(identifier: str, body: Sequence[Block]) -> Block:
    """Return a handout as one block. ``identifier`` is unlike that of any other in its document.

    ``pen`` says that rows of its tables wait for words, ``grows`` that they could be higher and stay on one page.
    ``rows`` counts those that wait for words and for ticks, ``notes`` the footnotes that it brings to its page.
    """
    parts = list(_every(body))
    tables = [one for one in parts if one.get("k") == "table" and one["write"]]
    words = sum(len(one["body"]) for one in tables if one["pen"])
    ticks = sum(len(one["body"]) for one in tables if not one["pen"])
    return {
        "k": "form",
        "id": identifier,
        "pen": words > 0,
        "grows": LOWEST * (words + ticks) <= ROOM,
        "rows": {"words": words, "ticks": ticks},
        "notes": sum(1 for one in parts if _footnote(one)),
        "c": body,
    }


def _every(blocks: Any) -> Iterator[dict[str, Any]]:
    """Yield every block, cell and styled word in ``blocks``, in no order."""
    waiting = list(blocks)
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(value for value in one.values() if isinstance(value, list))
            waiting.extend(value for value in one.values() if isinstance(value, dict))
        elif isinstance(one, list):
            waiting.extend(one)


def _footnote(one: Block) -> bool:
    """Whether a word brings a note to the foot of its page: a footnote, or an address in its first place."""
    return one.get("k") == "footnote" or ("note" in one and not one["again"])
