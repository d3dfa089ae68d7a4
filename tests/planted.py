"""A region whose author, upstream and neighbours put markup into every text and value that they can."""

from __future__ import annotations

import base64
import json
import re

# Ends a title, a script, an attribute, a comment or a CDATA section; begins elements; and is HTML again once unescaped.
LIVE = """</title></script><script>alert(1)</script>"><img src=x onerror=alert(1)>' onload=x ]]> --> &lt;script&gt;"""
# What values may hold: < and > are refused in them.
VALUE = """" onload="alert(1)" ' ]] &lt;script&gt;alert(1)&lt;/script&gt; %s #import \\nATTENDEE:mailto:x@y.zz"""
FOREIGN = "javascript:alert(1)"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=="
)


def written(text: str) -> str:
    """Return ``text`` as an author writes it in Markdown, so that it is shown as it is."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def quoted(text: str) -> str:
    """Return ``text`` as a value of YAML or TOML."""
    return json.dumps(text)


T, V = written(LIVE), quoted(VALUE)
IN_OPTION = "'" + LIVE.replace("'", "").replace("%", "") + "'"

HUB = f"""\
schema = 1
id = "planted"
name = {V}
version = {V}
licence = {V}
standard = "points"
url = "https://planted.example.org/"

[variables]
venue = {V}
contact = "https://example.org/'onload='alert(1)"
parking = {quoted(FOREIGN)}
"""

POINTS = f"""\
name = {V}
url = "https://example.org/?a=1&quot;onload=x"
licence = {V}

[[point]]
number = 1
title = {V}
summary = {V}

[[point]]
number = 2
title = "Two"
"""

PLAN = f"""\
---
minutes: 200
agenda:
  - {{id: arrive, break: {V}, minutes: 15}}
  - {{session: everything, minutes: 60}}
  - {{id: songs, title: {V}, minutes: 20, at: "12:30"}}
  - {{id: clinics, parallel: [left, right], minutes: 40}}
---

# Plan {T}

{T}

## Bring {T}

{{{{ venue }}}} {{{{ contact }}}} {{{{ parking }}}} {{{{ group }}}}
"""

SESSION = f"""\
---
minutes: 60
shortest: 30
group_size: {V}
materials: [{quoted(VALUE + ": 2 per person")}]
standard: [1]
cut: 1
---

# Session {T}

{T} `{LIVE}` [{T}](<https://example.org/?"onload="x>) [{T}](left.md) {{{{ venue }}}}

## Part {T}

:::{{activity}} {T}
:minutes: 20
:grouping: {IN_OPTION}

1. {T}
2. [{T}](right.md)

:::

:::{{facilitator}}

- {T}

:::

:::{{slide}} {T}

- {T}

:::

::::{{handout}} {T}

| {T.replace("|", "")} | b |
| --- | --- |
| {T.replace("|", "")} | ___ |

![{T}](dot.png)

:::{{figure}} dot.png
:alt: {IN_OPTION}

Caption {T}
:::

::::

:::{{dropdown}} {T}
:class-title: a"onload=x

{T}
:::

::::{{tab-set}}
:::{{tab-item}} {T}
:sync: "onload=alert(1) x="

{T}
:::
::::

:::{{card}} {T}
:link: https://example.org/?'onload='x
:link-alt: {IN_OPTION}
:img-top: dot.png
:img-alt: {IN_OPTION}

{T}
:::

:::{{admonition}} {T}

{T}
:::

```{{code-block}} html
:caption: {IN_OPTION}

{LIVE}
```

:::{{button-link}} https://example.org/?'onload='x
:tooltip: {IN_OPTION}
{T}
:::

:::{{table}} {T}

| a | b |
| --- | --- |
| 1 | 2 |
:::

:::{{glossary}}
{T}
  {T}
:::

{T}
: {T}

{{abbr}}`WWW (" onload="alert\\(1\\))` {{kbd}}`{LIVE}` {{bdg-primary}}`{LIVE}` {{lang}}`{VALUE} <cy>`

A note[^1].

[^1]: {T}
"""

MESSAGE = f"""\
# Invitation {T}

{T} {{{{ round }}}} {{{{ venue }}}} {{{{ contact }}}} {{{{ parking }}}}

- **{T}** [{T}](<https://example.org/?"onload="x>)

{{{{ agenda }}}}
"""

COUNTDOWN = f"# Before {T}\n\n## 6 weeks before: {T}\n\n{T}\n\n- {T} {{{{ venue }}}}\n"

UPSTREAM: dict[str, str | bytes] = {
    "hub.toml": HUB,
    "standards/points.toml": POINTS,
    "moves.toml": '[[move]]\nfrom = "round-1/old"\nto = "round-1/everything"\nin = "2026.1"\n\n'
    '[[move]]\nfrom = "round-1/everything#gone"\nto = "round-1/left#part"\nin = "2026.1"\n\n'
    '[[retired]]\naddress = "round-1/older"\nin = "2026.1"\n',
    "index.md": f"# Home {T}\n\n{T}\n\n## Why {T}\n\n{T}\n",
    "about.md": f"# About {T}\n\n{T}\n",
    "countdown.md": COUNTDOWN,
    "messages/invitation.md": MESSAGE,
    "round-1/index.md": PLAN,
    "round-1/everything.md": SESSION,
    "round-1/dot.png": PIXEL,
    "round-1/left.md": f"---\nminutes: 40\n---\n\n# Left {T}\n\nText.\n\n## Part\n\n{T}\n",
    "round-1/right.md": f"---\nminutes: 40\n---\n\n# Right {T}\n\n:::{{slide}} {T}\n\n![{T}](dot.png)\n\n:::\n",
}

REGION = f"""\
schema = 1
id = "fenland"
name = {V}
languages = ["en"]
url = "https://fenland.example.org/"

[upstream]
source = "../planted"
version = "2026.1"
tree = "sha256:0"

[brand]
logo = "brand/logo.png"
logo_alt = {V}

[accessibility]
organisation = {V}
contact = {V}
phone = {V}
status = "partial"
problems = [{V}]
tested_by = {V}
how = {V}

[privacy]
controller = {V}
contact = {V}
retention = {V}
policy = "https://example.org/?a=1&quot;onload=x"
host = {V}

[round.round-1]
date = 2027-01-20
start = "10:30"
heads = 28
table_size = 6
leads = {{everything = {V}}}
feedback = "https://example.org/?a=1&quot;onload=x"
"""

FILES: dict[str, str | bytes] = {
    "region.toml": REGION,
    "files/brand/logo.png": PIXEL,
    "overrides/round-1/left/part.replace.md": f"## Part\n\nOurs {T}\n",
    "overrides/round-1/left/page.toml": f"why = {V}\n",
    **{f"upstream/{path}": text for path, text in UPSTREAM.items()},
}

_OTHERS = {
    "schema": 1,
    "id": "north",
    "name": VALUE[:100],
    "url": "https://north.example.net.uk/?a=1&quot;onload=x",
    "areas": ["wales"],
    "contact": LIVE,
    "version": LIVE,
    "rounds": [
        {"id": "round-1", "title": LIVE, "date": "2027-02-03", "start": "13:00", "venue": LIVE},
    ],
    "variations": [
        {"page": "round-1/left", "section": LIVE, "title": LIVE, "kind": "replaced", "why": LIVE},
        {
            "page": "round-1/everything",
            "kind": "new",
            "title": LIVE,
            "why": LIVE,
            "url": "https://a.b/?a=1&quot;onload=x",
        },
    ],
}
GROUPS: dict[str, str | bytes] = {"north.json": json.dumps(_OTHERS)}
