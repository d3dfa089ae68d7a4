"""Write docs/reference/update-reports.md: what updates really say. Run ``python scripts/reports.py``.

The example region lives through three versions of a copy of the hub: a quiet one, one that asks a question, which is
answered in words of its own, and one that brings a round. What the commands print is put into the page as it is.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.cli.run import run

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "update-reports.md"
QUESTION = "review/round-1--local-story.the-story.md"
USE = "- [ ] Use what I wrote below\n\n"

Edits = Sequence[tuple[str, str, str]]  # a page of the hub, words there, and the words that take their place

QUIET: Edits = [
    (
        "common/next-step.md",
        "A meeting is worth what people do the week after.",
        "A meeting is worth what people do the week after, and one small step is enough.",
    ),
    (
        "common/next-step.md",
        "3. Tell someone, and agree to ask each other how it went.",
        "3. Tell someone, and agree when you will ask each other how it went.",
    ),
]
ASKED: Edits = [
    (
        "round-1/local-story.md",
        "A good story is small, recent and honest: one service, a few months, something that did not work.",
        "A good story is small, recent and honest: one service, a few months, and what the people who use it said.",
    ),
]
ROUND = {
    "round-6/index.md": """\
---
minutes: 120
agenda:
  - {session: one-thing}
  - {id: close, title: Close, minutes: 10}
---

# What changed

A year on, the group looks at what its members did.
""",
    "round-6/one-thing.md": """\
---
id: r6-one-thing
minutes: 45
---

# One thing that is different

Everyone brings one thing that is different now.
""",
}
OWN = "When they had, half of the calls stopped.\n"

TEXT = """\
# What updates say

This page shows three updates of the example region as they happened, one after the other.
It is made by `scripts/reports.py` from the real commands, on a copy of the hub that was changed for it.
[Receive improvements](../how-to/receive-improvements.md) says what to do with each.

## A quiet update

The hub improved a page that the region has not changed.

{quiet}

`review/whats-new.md` shows the words:

{quiet_news}

With nothing new, nothing happens:

{again}

## An update with a question

The region tells a story of its own in “A local story”, and the hub improved the same section.
Before the update, `--dry-run` says what it would do:

{would}

The update itself:

{asked}

The question's page:

{question}

Someone ticks the last box, writes the whole section below it, and settles the question:

{settled}

## An update that brings a round

{round}

`review/whats-new.md` is about this update now:

{round_news}
"""


def page() -> str:
    """Return the text of the page, from commands that run in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="peerkit-reports-") as folder:
        return _told(Path(folder))


def _told(folder: Path) -> str:
    hub, region = folder / "sessions", folder / "docs" / "examples" / "midlands"
    shutil.copytree(ROOT / "sessions", hub)
    shutil.copytree(ROOT / "docs" / "examples" / "midlands", region)
    with contextlib.chdir(region):
        parts = dict(_quiet(hub, region)) | dict(_asked(hub, region)) | dict(_round(hub, region))
    return TEXT.format(**parts)


def _quiet(hub: Path, region: Path) -> Iterator[tuple[str, str]]:
    _release(hub, "2026.2", QUIET)
    yield "quiet", _ran("update")
    yield "quiet_news", _shown(region / "review" / "whats-new.md")
    yield "again", _ran("update")


def _asked(hub: Path, region: Path) -> Iterator[tuple[str, str]]:
    _release(hub, "2026.3", ASKED)
    yield "would", _ran("update", "--dry-run")
    yield "asked", _ran("update")
    yield "question", _shown(region / QUESTION)
    text = (region / QUESTION).read_text(encoding="utf-8")
    override = region / "overrides" / "round-1" / "local-story" / "the-story.replace.md"
    own = override.read_text(encoding="utf-8").partition("---\n\n")[2]
    before, mark, after = own.partition("nearly everybody still rang.\n")
    if USE not in text or not mark:
        sys.exit("scripts/reports.py no longer finds what it answers; see _asked.")
    ticked = text.replace(USE, f"{USE.replace('[ ]', '[x]')}{before}{mark}{OWN}{after}")
    (region / QUESTION).write_text(ticked, encoding="utf-8", newline="\n")
    yield "settled", _ran("resolve")


def _round(hub: Path, region: Path) -> Iterator[tuple[str, str]]:
    for name, text in ROUND.items():
        (hub / name).parent.mkdir(exist_ok=True)
        (hub / name).write_text(text, encoding="utf-8", newline="\n")
    _release(hub, "2026.4", [])
    yield "round", _ran("update")
    yield "round_news", _shown(region / "review" / "whats-new.md")


def _release(hub: Path, version: str, edits: Edits) -> None:
    """Make the edits, and give the hub its next version."""
    now = (hub / "hub.toml").read_text(encoding="utf-8").partition('version = "')[2].partition('"')[0]
    for name, old, new in [*edits, ("hub.toml", f'version = "{now}"', f'version = "{version}"')]:
        text = (hub / name).read_text(encoding="utf-8")
        if old not in text:
            sys.exit(f"{name} no longer says what scripts/reports.py changes there: {old}")
        (hub / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _ran(*words: str) -> str:
    """Return a command and what it printed, as a block."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        run(words)
    return f"```text\n$ peerkit {' '.join(words)}\n{printed.getvalue()}```"


def _shown(file: Path) -> str:
    text = file.read_text(encoding="utf-8").rstrip("\n")
    return f"````markdown\n{text}\n````"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
