"""The examples by which the modules of updating explain themselves are true."""

from __future__ import annotations

from kit.franchise.hub_pages import HubPages
from kit.franchise.record import Heading
from kit.franchise.update.draft import woven
from kit.franchise.update.follow import Followed, Follower
from kit.model.schema import Move, MovesFile
from kit.model.tree import Tree
from tests.franchise.update.scenario import CASES, after, files_below, region_of, updated

HUB = files_below(CASES / "_hub")
PLAN = b"---\nminutes: 60\nagenda:\n  - {session: talk}\n  - {id: lunch, break: Lunch, minutes: 30}\n---\n\n# Round\n"
TALK = b"---\nminutes: 20\n---\n\n# Talk\n\nListen.\n\n## Steps\n\nRead it. Score it.\n"
NEW = TALK.replace(b"minutes: 20", b"minutes: 25").replace(b"Read it.", b"Read it aloud.")
MOVES = b'[[move]]\nfrom = "round-1/talk"\nto = "round-1/speech"\nin = "2026.2"\n'


def test_the_example_of_the_update_comes_out_as_it_says() -> None:
    rest = {path: data for path, data in HUB.items() if not path.startswith("round-")}
    old = Tree({**rest, "round-1/index.md": PLAN, "round-1/talk.md": TALK})
    new = Tree(
        {
            **rest,
            "hub.toml": HUB["hub.toml"].replace(b"2026.1", b"2026.2"),
            "moves.toml": MOVES,
            "round-1/index.md": PLAN.replace(b"talk", b"speech"),
            "round-1/speech.md": NEW,
        }
    )
    toml = b'\n[round.round-1]\nleads = {talk = "Sam"}\n\n[[round.round-1.agenda]]\nitem = "talk"\nminutes = 30\n'
    own = {
        "overrides/round-1/talk/steps.replace.md": b"## Steps\n\nRead it. Score it. Clap.\n",
        "overrides/round-1/talk/page.toml": b"[set]\nminutes = 25\n",
        "region.toml": toml,
    }
    region = region_of(old, own)
    region = after(region, updated(region, old).changes)

    result = updated(region, new)
    now = after(region, result.changes)

    overrides = {path: data for path, data in now.files.items() if path.startswith("overrides/")}
    assert overrides == {
        "overrides/round-1/speech/steps.replace.md": b"## Steps\n\nRead it aloud. Score it. Clap.\n",
    }
    assert now.files["region.toml"].endswith(toml.replace(b"talk", b"speech"))
    assert 'version = "2026.2"' in now.files["region.toml"].decode()
    assert b'"round-1/talk": "round-1/speech"' in now.files[".kit/lock/settings.json"]
    assert result.questions == []
    assert [path for path in now.files if path.startswith("review/")] == ["review/whats-new.md"]
    assert b'address = "round-1/speech:minutes"' in now.files["lineage.toml"]


def follower(*moves: tuple[str, str, str]) -> Follower:
    """Pages speech, address and talk now, talk and speech before, and the moves between."""
    old, new = ({f"a/{name}.md": b"# A\n" for name in names} for names in (("talk", "speech"), ("talk", "speech", "x")))
    listed = [Move(**{"from": start, "to": end, "in": version}) for start, end, version in moves]
    return Follower(HubPages(Tree(old)), HubPages(Tree(new)), MovesFile(), MovesFile(move=listed))


def test_moves_lead_on_through_versions_and_not_in_a_circle_within_one() -> None:
    on = follower(("a/talk", "a/speech", "2026.2"), ("a/speech", "a/x", "2026.3"))
    swapped = follower(("a/talk", "a/speech", "2026.2"), ("a/speech", "a/talk", "2026.2"))

    assert on.page("a/talk") == Followed("a/x")
    assert swapped.page("a/talk") == Followed("a/speech")


def test_what_upstream_gave_up_is_recorded_where_it_stood() -> None:
    old = [Heading(name, 2, name) for name in ("one", "two", "three")]
    new = tuple(Heading(name, 2, name) for name in ("zero", "one", "three"))

    assert [heading.anchor for heading in woven(new, old, "two")] == ["zero", "one", "two", "three"]
