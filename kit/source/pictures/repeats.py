"""How much a drawing draws once all that it repeats is followed (pure): a small file can ask for days of work.

What stands in a file once is bounded by the file's size. What is drawn again is counted: parts that ``use``, clips and
fills name, the points of lines among them, and a marker for each point of a line that has one.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

MAX_DEPTH = 64  # levels of elements inside elements
MAX_DRAWN = 100_000  # elements after all that is repeated is followed

URL = re.compile(r"url\(\s*([\"']?)(#[^\s\"'()\\<>]+)\1\s*\)", re.IGNORECASE)
_MARKED = re.compile(r"marker-(start|mid|end)")
_NUMBER = re.compile(r"[-+]?(?:\d++\.?\d*+|\.\d++)(?:[eE][-+]?\d++)?")
_POINTS = 4  # points of a line that take no longer than one element: some 9 µs each where a shape is filled

Node = Any  # a Python name for what lxml's stubs spell in many ways


def draws_too_much(root: Node) -> bool:
    """Whether ``root`` repeats its parts without end, or too often, or holds too many letters."""
    once = sum(_points(node) for node in root.iter())
    plain = _Drawing(root, once + MAX_DRAWN)
    heavy = max((plain.cost(node) for node in plain.markers), default=0)
    marked = _Drawing(root, once + MAX_DRAWN, heavy) if heavy else plain
    return marked.cost(root) > once + MAX_DRAWN


class _Drawing:
    """Counts what each element of a drawing costs, in plain elements, up to a little more than ``most``.

    ``marker`` is what the dearest marker costs. Lines inherit their markers, also through ``use``, so each line is
    taken to have that one.
    """

    def __init__(self, root: Node, most: int, marker: int = 0) -> None:
        self.root, self.most, self.marker = root, most, marker
        self.named = {node.get("id"): node for node in reversed(list(root.iter())) if node.get("id")}
        self.known: dict[Node, int] = {}

    @cached_property
    def places(self) -> frozenset[str]:
        """Which points of lines have markers: any of "start", "mid" and "end"."""
        return frozenset(place for place, _ in self._marking())

    @property
    def markers(self) -> list[Node]:
        """The elements that are drawn at points of lines."""
        return [self.named[target] for _, target in self._marking() if target in self.named]

    def _marking(self) -> list[tuple[str, str]]:
        """Return where markers stand, and their ids."""
        values = ((key, value) for node in self.root.iter() for key, value in node.attrib.items())
        parts = (part for key, value in values for part in (value.split(";") if key == "style" else [f"{key}:{value}"]))
        found = ((_MARKED.match(part.strip()), URL.search(part)) for part in parts if "marker-" in part)
        return [(name[1], url[2][1:]) for name, url in found if name and url]

    def cost(self, node: Node, above: frozenset[Node] = frozenset()) -> int:
        """Return how many elements ``node`` draws; one that is drawn inside itself counts as too many."""
        if node in above or len(above) > 4 * MAX_DEPTH:
            return self.most + 1
        if node not in self.known:
            inside = above | {node}
            used = [self.named[target] for target in _used(node) if target in self.named]
            parts = sum(self.cost(one, inside) for one in (*node, *used))
            own = 1 + _lettering(node) + _points(node) + self._marks(node) * self.marker
            self.known[node] = min(own + parts, self.most + 1)
        return self.known[node]

    def _marks(self, node: Node) -> int:
        """Return how many markers the points of ``node`` may have."""
        if not self.marker:
            return 0
        numbers = _numbers(node)
        return numbers // 2 if "mid" in self.places else min(numbers, len(self.places))


def _points(node: Node) -> int:
    """Return how many plain elements take as long to be drawn as the points of the line ``node``."""
    return _numbers(node) // (2 * _POINTS)


def _numbers(node: Node) -> int:
    return sum(1 for _ in _NUMBER.finditer(node.get("d") or node.get("points") or ""))


def _lettering(node: Node) -> int:
    """Return how many plain elements take as long to be drawn as the letters of ``node``; 0 where it is no text.

    Measured with Typst 0.15: some 7 µs for each letter and each run of letters with its own style, and 6 ns for each
    pair of letters, against 35 µs for an element.
    """
    from lxml import etree

    if etree.QName(node).localname != "text":
        return 0
    runs = [len(run) for run in node.itertext()]
    return sum(runs) * len(runs) // 5 + sum(runs) ** 2 // 6_000


def _used(node: Node) -> list[str]:
    """Return the ids of what ``node`` has drawn for it: by use and text on a path, and by clips, markers and fills."""
    from lxml import etree

    href = str(node.get("href", ""))[1:]
    follows = etree.QName(node).localname in ("use", "textPath")
    return [href] * follows + [match[2][1:] for value in node.attrib.values() for match in URL.finditer(value)]
