"""Our own blocks, by the names that authors write."""

from __future__ import annotations

OURS = frozenset({"activity", "facilitator", "slide", "handout"})
