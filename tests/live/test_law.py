"""The law of the preview: at rest it shows what a build makes of the same files, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

from kit.live.preview import Stage
from tests.live.clean import built, started, unlike, updated
from tests.live.edits import Edit, removing, renaming, replacing, several, writing
from tests.live.trees import svg, write_hub, write_region

SCORE = "round-1/score.md"
LOGO = 'logo = "brand/logo.svg"\nlogo_alt = "A square"'

PAGES: dict[str, Edit] = {
    "what a session is good for": replacing(SCORE, "minutes: 20\nstandard", "purpose: [sort]\nminutes: 20\nstandard"),
    "text": replacing(SCORE, "Because of this.", "Because of that, and of zebras."),
    "text of the lead": replacing(SCORE, "scored themselves", "scored themselves twice"),
    "a word that no other page has is gone": replacing(SCORE, "zebras", "them"),
    "notes of a facilitator": replacing(SCORE, "Go first.", "Wait."),
    "a step of an activity": replacing(SCORE, "2. Score it.", "2. Score it at once."),
    "minutes of an activity": replacing(SCORE, ":minutes: 20", ":minutes: 18"),
    "minutes of a session": replacing(SCORE, "minutes: 20\nstandard", "minutes: 18\nstandard"),
    "materials": replacing(SCORE, "sheet: 1 per person", "sheet: 2 per table"),
    "title": replacing(SCORE, "# How ready are we?", "# Are we ready?"),
    "a heading that others lead to, by another name": several(
        replacing(SCORE, "## Score yourselves", "## Give a score"),
        replacing("round-1/next-steps.md", "#score-yourselves", "#give-a-score"),
    ),
    "lead of a plan": replacing("round-1/index.md", "What this round is for.", "A day to score."),
    "title of a plan": replacing("round-1/index.md", "# Meet the standard", "# Meet it"),
    "agenda": replacing("round-1/index.md", "minutes: 15}", "minutes: 25}"),
    "home page": replacing("index.md", "Hello.", "Hello, [you](round-1/index.md)."),
    "a page beside the rounds": replacing("about.md", "Who we are.", "Who we were."),
    "a new page on the agenda": several(
        writing("round-2/game.md", "---\nminutes: 5\n---\n\n# A game\n\nPlay.\n"),
        replacing("round-2/index.md", "agenda:\n", "agenda:\n  - {session: game}\n"),
    ),
    "a page gone": several(
        removing("round-2/game.md"), replacing("round-2/index.md", "agenda:\n  - {session: game}\n", "agenda:\n")
    ),
    "a handout gone": replacing("round-2/talks.md", ":::{handout} Notes from {{ venue }}\n\nWrite here.\n\n:::\n", ""),
    "a picture": writing("round-1/wall.svg", svg("#654321")),
    "a picture of the same name on another page": several(
        writing("round-2/wall.svg", svg("#00ff00")),
        replacing("round-2/talks.md", "Members talk.", "![A green square](wall.svg)\n\nMembers talk."),
    ),
    "the first of two pictures of a name gone": several(
        removing("round-1/wall.svg"), replacing(SCORE, "![A wall with scores](wall.svg)\n", "")
    ),
    "a new round": writing("round-3/index.md", "---\nminutes: 60\n---\n\n# The third\n\nMore.\n"),
    "a round gone": removing("round-3/index.md"),
    "countdown": replacing("countdown.md", "Ask.", "Ask them."),
    "line ends of another system": replacing(SCORE, "\n", "\r\n"),
    "a guide": replacing("../docs/how-to.md", "Like this.", "Like that."),
    "the order of guides": several(
        writing("../docs/other.md", "# Other\n\nElse.\n"),
        replacing("../docs/index.md", "[How to]", "[Other](other.md) [How to]"),
    ),
}

SETTINGS: dict[str, Edit] = {
    "a variable": replacing("hub.toml", "Town hall", "Old mill"),
    "a gap": replacing("hub.toml", '"team@example.org"', '""'),
    "a colour": replacing("hub.toml", "#1b4965", "#0b5a3c"),
    "a logo": several(writing("brand/logo.svg", svg("#ff0000")), replacing("hub.toml", "[brand]", f"[brand]\n{LOGO}")),
    "another logo": writing("brand/logo.svg", svg("#0000ff")),
    "a point of the standard": replacing("standards/ours.toml", "Know your users", "Know them well"),
    "no standard": several(
        replacing("hub.toml", 'standard = "ours"', 'standard = ""'), replacing(SCORE, "standard: [1]\n", "")
    ),
    "an address": replacing("hub.toml", "languages", 'url = "https://example.org/peers"\nlanguages'),
    "a move": several(
        renaming("round-2/talks.md", "round-2/speeches.md"),
        replacing("round-2/index.md", "session: talks", "session: speeches"),
        writing("moves.toml", '[[move]]\nfrom = "round-2/talks"\nto = "round-2/speeches"\nin = "2026.1"\n'),
    ),
    "name": replacing("hub.toml", 'name = "Peer groups"', 'name = "Peers & co"'),
    "version": replacing("hub.toml", "2026.1", "2027.1"),
    "only a remark": replacing("hub.toml", "schema = 1", "schema = 1 # a remark"),
}

NEXT = "round-1/next-steps.md"
GLOSSARY = ":::{glossary}\nzebra\n  A horse with stripes.\n:::\n"
FIGURE = "(wall)=\n:::{figure} round-1/wall.svg\n:alt: A square\n\nThe first wall.\n\n:::\n"

LED_TO: dict[str, Edit] = {
    "a term, and a page that uses it": several(
        writing("about.md", f"# About us\n\n{GLOSSARY}"),
        replacing(NEXT, "What we do next.", "What we do next, by {term}`zebra`."),
    ),
    "what the term means": replacing("about.md", "A horse", "An animal"),
    "a term more": replacing("about.md", "zebra\n", "gnu\n  A deer.\n\nzebra\n"),
    "a figure, and a page that leads to it": several(
        writing("about.md", f"# About us\n\n{FIGURE}\n{GLOSSARY}"),
        replacing(NEXT, "What we do next", "What we do next: {ref}`wall`"),
    ),
    "the caption that the other page shows": replacing("about.md", "The first wall.", "The second wall."),
    "the only page with a picture shows it no more": several(
        writing("about.md", f"# About us\n\n{GLOSSARY}"),
        replacing(NEXT, ": {ref}`wall`", ""),
        replacing(SCORE, "![A wall with scores](wall.svg)\n", ""),
    ),
    "emphasis in a title": replacing(SCORE, "# How ready are we?", "# How *ready* are we?"),
    "a heading that another page names by its own words": replacing(NEXT, "[scoring](score.md#", "[](score.md#"),
    "emphasis in that heading": replacing(SCORE, "## Score yourselves", "## Score *yourselves*"),
    "a heading of a guide, and another guide that names it": several(
        replacing("../docs/how-to.md", "Like this.", "Like this.\n\n## A step\n"),
        replacing("../docs/index.md", "[How to](how-to.md)", "[How to](how-to.md), [](how-to.md#a-step)"),
    ),
    "emphasis in the heading of a guide": replacing("../docs/how-to.md", "## A step", "## *A* step"),
    "the title of a guide": replacing("../docs/how-to.md", "# How to", "# How to do it"),
}

REGION: dict[str, Edit] = {
    "an override": writing("overrides/round-1/score/why-it-matters.replace.md", "## Why it matters\n\nOur case.\n"),
    "text of an override": replacing("overrides/round-1/score/why-it-matters.replace.md", "Our case.", "Our own case."),
    "a section put in": writing("overrides/round-1/score/score-yourselves.after.md", "### And then\n\nTalk.\n"),
    "an override gone": removing("overrides/round-1/score/why-it-matters.replace.md"),
    "front matter": writing("overrides/round-1/next-steps/page.toml", "[set]\nminutes = 12\n"),
    "text of the region's own page": replacing("pages/round-1/ours.md", "a story", "two stories"),
    "a date": replacing("region.toml", "2027-01-20", "2027-02-10"),
    "a start": replacing("region.toml", "10:30", "09:45"),
    "a variable": replacing("region.toml", "Library", "Museum"),
    "agenda": replacing("region.toml", 'after = "score"', 'after = "arrive"'),
    "a picture of upstream's": writing("files/round-1/wall.svg", svg("#abcdef")),
    "a round hidden": replacing("region.toml", "[round.round-2]", "[round.round-2]\nshow = false"),
    "a hidden round that gets a date": replacing("region.toml", "show = false", "show = false\ndate = 2027-03-17"),
    "a round dropped": replacing("region.toml", "[round.round-2]", "[round.round-2]\ndrop = true"),
    "no run sheets": replacing("region.toml", "schema = 1", "schema = 1\npublish_run_sheet = false"),
    "notes while there are no run sheets": writing(
        "overrides/round-1/score/why-it-matters.before.md",
        "### For us\n\n:::{facilitator}\n\nNobody else reads this.\n\n:::\n",
    ),
}


def follow(root: Path, tmp_path: Path, edits: dict[str, Edit], every: int) -> int:
    """Make the edits, ``every`` at a time, compare after each time, and return how often all was built anew."""
    made = started(root, tmp_path / "work")
    assert unlike(made.files, built(root, tmp_path / "out")) == []
    for number, (name, edit) in enumerate(edits.items(), start=1):
        edit(root)
        if number % every == 0 or number == len(edits):
            news = updated(made)
            assert news[-1].stage is Stage.DONE, (name, [one.message for one in news[-1].findings])
            assert unlike(made.files, built(root, tmp_path / "out")) == [], name
    return made.whole


def test_edits_of_pages_end_as_a_build_would(tmp_path: Path, every: int) -> None:
    whole = follow(write_hub(tmp_path / "hub"), tmp_path, PAGES, every)

    assert whole <= 3, "the first time, and where pictures of the same name make it necessary"


def test_edits_of_what_other_pages_lead_to_end_as_a_build_would(tmp_path: Path, every: int) -> None:
    whole = follow(write_hub(tmp_path / "hub"), tmp_path, LED_TO, every)

    assert whole == 1


def test_edits_of_settings_end_as_a_build_would(tmp_path: Path, every: int) -> None:
    whole = follow(write_hub(tmp_path / "hub"), tmp_path, SETTINGS, every)

    assert whole <= 3, "the first time, and where Sphinx itself is set up in another way"


def test_edits_of_a_region_end_as_a_build_would(tmp_path: Path, every: int) -> None:
    whole = follow(write_region(tmp_path), tmp_path, REGION, every)

    assert whole == 1


def test_edits_that_come_while_pages_are_written_end_as_a_build_would(tmp_path: Path) -> None:
    """The work on most edits is broken off at some page, as when somebody saves again."""
    chance = random.Random(1)  # noqa: S311 - the same edits every time is the point
    root = write_hub(tmp_path / "hub")
    made = started(root, tmp_path / "work")
    made.waiting = lambda: chance.random() < 0.2
    for edit in chance.sample(list((SETTINGS | PAGES).values()), 16):
        try:
            edit(root)
        except (AssertionError, FileNotFoundError):
            continue  # it needs another that was not made
        updated(made)
    made.waiting = lambda: False
    (root / "about.md").write_bytes(b"# About us\n\nThe end.\n")
    last = updated(made)[-1]

    assert last.stage is Stage.DONE, [one.message for one in last.findings]
    assert unlike(made.files, built(root, tmp_path / "out")) == []
