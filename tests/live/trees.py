"""A hub and a region with something of everything that a site is made from, to be edited in tests."""

from __future__ import annotations

from pathlib import Path

from kit.app.fork import Wishes, start
from kit.publish.plain import write_new
from tests.helpers import build_file_tree

HUB_TOML = """\
schema = 1
id = "hub"
name = "Peer groups"
version = "2026.1"
languages = ["en"]
standard = "ours"

[variables]
venue = "Town hall"
contact = "team@example.org"

[brand]
primary = "#1b4965"
"""

STANDARD = """\
name = "Our standard"
url = "https://example.org/standard"
licence = "CC-BY-4.0"

[[point]]
number = 1
title = "Know your users"
summary = "Ask them."
"""

PLAN = """\
---
minutes: 120
agenda:
  - {id: arrive, break: Arrivals, minutes: 15}
  - {session: score}
  - {session: next-steps, minutes: 10}
---

# Meet the standard

What this round is for.
"""

SECOND = """\
---
minutes: 120
agenda:
  - {session: talks}
  - {session: round-1/score, minutes: 30}
---

# Going on

The second round, after [the first](../round-1/index.md).
"""

SCORE = """\
---
minutes: 20
standard: [1]
materials: ["sheet: 1 per person"]
---

# How ready are we?

By the end members will have scored themselves at {{ venue }}.

## Score yourselves

:::{activity} Score yourselves
:minutes: 20
:grouping: pairs

1. Read the point.
2. Score it.

:::

:::{facilitator}

- Go first. See [what comes next](next-steps.md).

:::

## Why it matters

![A wall with scores](wall.svg)

Because of this.
"""

NEXT_STEPS = """\
---
minutes: 15
---

# Next steps

What we do next. See [scoring](score.md#score-yourselves) and [](score.md).
"""

TALKS = """\
---
minutes: 30
---

# Talks

Members talk.

:::{handout} Notes from {{ venue }}

Write here.

:::

:::{facilitator}

Let people know where {{ venue }} is. Ask {{ contact }}.

:::
"""


ABOUT = """\
# About us

Who we are. We meet at {{ venue }}, **{{ venue }}**, and answer at {{ contact }}.

:::{note}

Ask {{ contact }}.

:::

| What | Where |
| --- | --- |
| Talks | {{ venue }} |
"""


def svg(colour: str) -> str:
    """Return a picture of one square."""
    square = f'<rect width="9" height="9" fill="{colour}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{square}</svg>\n'


HUB = {
    "hub.toml": HUB_TOML,
    "moves.toml": "",
    "index.md": "# Peer groups\n\nHello.\n",
    "about.md": ABOUT,
    "countdown.md": "# Countdown\n\n## 2 weeks before: count who is coming\n\nAsk.\n",
    "standards/ours.toml": STANDARD,
    "round-1/index.md": PLAN,
    "round-1/score.md": SCORE,
    "round-1/next-steps.md": NEXT_STEPS,
    "round-1/wall.svg": svg("#123456"),
    "round-2/index.md": SECOND,
    "round-2/talks.md": TALKS,
}


def write_hub(folder: Path) -> Path:
    """Write the hub into ``folder`` and return its root, which carries guides as the real one does."""
    guides = {"index.md": "# Guides\n\n[How to](how-to.md)\n", "how-to.md": "# How to\n\nLike this.\n"}
    build_file_tree(folder / "docs", guides)
    return build_file_tree(folder / "sessions", HUB)


def write_region(folder: Path) -> Path:
    """Fork the hub into ``folder``, with a date and a page of its own, and return the region's root."""
    hub = build_file_tree(folder / "hub", HUB)
    region = folder / "midlands"
    started = start(Wishes(region, "Midlands", None, str(hub), {"venue": "Library", "contact": "me@example.org"}))
    write_new(region, started.files, started.folders)
    build_file_tree(region, {"pages/round-1/ours.md": "---\nminutes: 10\n---\n\n# Our own\n\nWe tell a story.\n"})
    settings = region / "region.toml"
    dated = '[round.round-1]\ndate = 2027-01-20\nstart = "10:30"\n'
    text = settings.read_text(encoding="utf-8").replace("[round.round-1]\n", dated, 1)
    settings.write_bytes(f'{text}\n[[round.round-1.agenda]]\nadd = "ours"\nafter = "score"\n'.encode())
    return region
