"""A small hub and region in memory, for tests of what regions do."""

from __future__ import annotations

from collections.abc import Mapping

from kit.model.tree import Tree

HUB_TOML = """\
schema = 1
id = "hub"
name = "Digital peer groups"
version = "2026.1"
languages = ["en"]
standard = ""

[variables]
venue = ""        # where it is
contact = ""

[brand]
primary = "#1b4965"
"""

PLAN = """\
---
minutes: 120
agenda:
  - {id: arrive, break: Arrivals, minutes: 15}
  - {session: how-ready}          # the heart of it
  - {session: next-steps, minutes: 10}
agendas:
  online:
    - {session: how-ready}
---

# Meet the standard

What this round is for.
"""

SESSION = """\
---
minutes: 20
cut: 2
---

# How ready are we?

By the end members will have scored themselves.

## Score yourselves

:::{activity} Score yourselves
:minutes: 20

1. Read the point.

:::

### Talk it over

In pairs.

## Why it matters

Because of this.
"""

NEXT_STEPS = """\
---
minutes: 15
---

# Next steps

What we do next, at {{ venue }}. See [scoring](how-ready.md#score-yourselves).
"""

REGION_TOML = """\
schema = 1
id = "midlands"
name = "Midlands Peer Group"
languages = ["en"]

[upstream]
source = "../hub"
version = "2026.1"
tree = "sha256:0"
"""

HUB = {
    "hub.toml": HUB_TOML,
    "index.md": "# Digital peer groups\n\nHello.\n",
    "round-1/index.md": PLAN,
    "round-1/how-ready.md": SESSION,
    "round-1/next-steps.md": NEXT_STEPS,
}


def hub_files(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The small hub's files, with ``changes`` put in."""
    return HUB | dict(changes or {})


def region_files(local: Mapping[str, str], more_toml: str = "", hub: Mapping[str, str] = HUB) -> dict[str, str]:
    """A region of the small hub with ``local`` files, and ``more_toml`` at the end of its region.toml."""
    upstream = {f"upstream/{path}": text for path, text in hub.items()}
    return {"region.toml": REGION_TOML + more_toml, **upstream, **local}


def tree(files: Mapping[str, str]) -> Tree:
    """``files`` as a tree."""
    return Tree({path: text.encode() for path, text in files.items()})
