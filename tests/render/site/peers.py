"""A small site of one round with everything on its pages that visitors or facilitators read, as one writes it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from kit.model.edition import Brand, Edition
from kit.model.findings import Finding
from kit.render.downloads import Download
from kit.render.reading.reading import read
from tests.render.editions import edition
from tests.render.site.written import write_into

HOME = "# Digital peer groups\n\nFor councils.\n\n## Who it is for\n\nEverybody.\n"
PLAN = """\
# Meet & greet

A first meeting.

:::{facilitator} canaryplantitle

canaryplan

:::

## What to bring

A pen.
"""
SESSION = """\
# How ready are we?

{lang}`Croeso <cy>` to all. [^note]

[^note]: A note for everyone.

:::{facilitator}

canarytop with [a link](other.md) and ![canaryalt](secret.png) [^quiet]

[^quiet]: canaryfootnote

:::

- A list

  :::{facilitator}

  canarylist

  :::

- [ ] A task that is open

## Score yourselves

::::{activity} Score yourselves
:minutes: 10
:grouping: pairs, then tables

1. A visible step for {{ group }}.

:::{facilitator}

canaryactivity

:::
::::

:::::{slide} Slide words

slidecanary

::::{facilitator}

canaryslide

::::
:::::

::::{handout} Sheet

On paper.

:::{facilitator}

canaryhandout

:::
::::

:::::::{grid} 2
::::::{grid-item}

:::::{facilitator}

canarygrid

:::::
::::::
:::::::

::::{tab-set}
:::{tab-item} One
First
:::
:::{tab-item} Two
Second
:::
::::

:::{lang} cy

Dydd da

:::
"""
DAY = {"arrive": 15, "round-1/how-ready": 30, "round-1/other+round-1/third": 20}


def peers(**changes: object) -> Edition:
    """The edition of these pages, with ``changes`` of its fields."""
    files: dict[str, str | bytes] = {
        "index.md": HOME,
        "round-1/index.md": PLAN,
        "round-1/how-ready.md": SESSION,
        "round-1/other.md": "# Other\n\n![Seen](seen.png)\n",
        "round-1/third.md": "# Third\n",
        "round-1/secret.png": b"\x89PNG secret",
        "round-1/seen.png": b"\x89PNG seen",
        "brand/logo.png": b"\x89PNG logo",
    }
    metas = {"round-1/how-ready": {"minutes": 20, "materials": ["dot stickers: 5 per person"], "group_size": "5-8"}}
    made = edition(files, DAY, metas=metas, name="Peers & friends", brand=Brand(logo="brand/logo.png"))
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]  # tests name real fields


def built_site(made: Edition, folder: Path) -> Path:
    """Write the site of ``made`` below ``folder`` and return where it is."""
    found: list[Finding] = []
    reading = read(made, folder / "work", found)
    own = Download("downloads/round-1/how-ready.pdf", "Sheet & pen", "PDF", 120_400)
    badges = Download("downloads/round-1/badges.pdf", "Badges", "PDF", 60_000, organisers=True)
    downloads = {"round-1": [own, badges]}
    write_into(folder / "site", reading, downloads)
    assert found == []
    return folder / "site"


def files_of(site: Path) -> dict[str, str]:
    """The files of a site as text, by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in site.rglob("*")
        if path.is_file()
    }
