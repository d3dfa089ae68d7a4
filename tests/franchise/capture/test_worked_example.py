"""The examples by which the modules of capturing explain themselves are true."""

from __future__ import annotations

from kit.franchise.capture.capture import capture
from kit.franchise.capture.fragments import Fragment, Slot, settle
from kit.franchise.compose.overrides import Op
from kit.franchise.compose.page import ordered
from kit.model.tree import Tree
from kit.source.markdown.sections import sections
from tests.franchise.update.scenario import CASES, after, composed, files_below, region_of

PLAN = "---\nminutes: 60\nagenda:\n  - {session: talk, minutes: 20}   # short\n---\n\n# Round\n"
TALK = "# Talk\n\nListen.\n\n## Steps\n\nRead it. Score it.\n\n## Why\n\nBecause it helps.\n"


def test_the_example_of_capture_comes_out_as_it_says() -> None:
    hub = {path: data for path, data in files_below(CASES / "_hub").items() if not path.startswith("round-")}
    upstream = Tree({**hub, "round-1/index.md": PLAN.encode(), "round-1/talk.md": TALK.encode()})
    region = region_of(upstream, {"region.toml": b"\n[round.round-1]\nstart = '10:30'\n"})
    edited = composed(region)
    talk = TALK.replace("Score it.", "Score it. Clap.") + "\n## A break\n\nFive minutes.\n"
    edited["round-1/talk.md"] = talk.encode()
    edited["round-1/index.md"] = PLAN.replace("20", "30").encode()
    edited["hub.toml"] = edited["hub.toml"].replace(b'venue = ""', b'venue = "Town Hall"')

    changes = capture(region, Tree(edited), []).changes

    assert sorted(changes) == [
        "overrides/round-1/talk/steps.replace.md",
        "overrides/round-1/talk/why.after.md",
        "region.toml",
    ]
    assert changes["overrides/round-1/talk/steps.replace.md"] == b"## Steps\n\nRead it. Score it. Clap.\n"
    assert changes["overrides/round-1/talk/why.after.md"] == b"## A break\n\nFive minutes.\n"
    added = '\n[[round.round-1.agenda]]\nitem = "talk"\nminutes = 30\n'
    settings = (changes["region.toml"] or b"").decode()
    assert settings.removeprefix(region.files["region.toml"].decode()) == '\n[variables]\nvenue = "Town Hall"\n' + added
    assert composed(after(region, changes)) == edited


def test_text_that_was_moved_below_another_section_belongs_to_that() -> None:
    steps, why = (Fragment(Slot(anchor, Op.REPLACE), f"{anchor}\n", True) for anchor in ("steps", "why"))
    moved = Fragment(Slot("steps", Op.AFTER), "ours\n")

    assert settle([steps, why, moved], {"steps", "why"}) == [steps, why, Fragment(Slot("why", Op.AFTER), "ours\n")]


def test_listed_sections_share_out_the_places_that_they_held() -> None:
    found = sections("# Page\n\n## One\n\n## Two\n\n## Three\n\n## Four\n")

    assert [one.anchor for one in ordered(found, ["four", "two"])] == ["page", "one", "four", "three", "two"]
