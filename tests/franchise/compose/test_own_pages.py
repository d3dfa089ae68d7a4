"""A region's own pages where a session or a round around them is left out or was given up."""

from __future__ import annotations

from kit.app.check import rules
from kit.franchise.compose.compose import Composed, compose
from kit.franchise.record import Lock, SettingsLock, lock_files
from kit.model.findings import Level
from kit.model.tree import Tree
from tests.regions import region_files, tree

PLAN = """\
---
minutes: 90
agenda:
  - {id: soup, break: Soup, minutes: 25}
  # The heart of it.
  - session: how-ready
    minutes: 20
  - {id: both, parallel: [next-steps, how-ready], minutes: 15}
---

# Our round

What it is for.
"""
DROP = {"overrides/round-1/how-ready/page.toml": "drop = true\n"}
CAKE = "---\nid: cake\nminutes: 20\nmaterials: [plates]\nreviewed: 2026-01-01\n---\n\n# Cake\n\nA slice.\n"


def composed(region: Tree) -> Composed:
    assert [one for one in rules(region) if one.level is Level.ERROR] == []
    result = compose(region, [])
    assert result is not None
    return result


def text(result: Composed, name: str) -> str:
    return result.tree.files[f"{name}.md"].decode()


def test_an_own_plan_is_composed_without_the_sessions_that_the_region_drops() -> None:
    plan = text(composed(tree(region_files({**DROP, "pages/round-1/index.md": PLAN}))), "round-1/index")

    head = PLAN.replace("  # The heart of it.\n  - session: how-ready\n    minutes: 20\n", "")
    assert plan == head.replace("[next-steps, how-ready]", "[next-steps]")


def test_an_own_plan_with_windows_line_ends_keeps_them() -> None:
    plan = PLAN.replace("\n", "\r\n")
    result = composed(tree(region_files({**DROP, "pages/round-1/index.md": plan})))

    assert "how-ready" not in text(result, "round-1/index")
    assert text(result, "round-1/index").count("\n") == text(result, "round-1/index").count("\r\n")


def test_an_own_plan_whose_agenda_is_a_table_stays_one() -> None:
    items = "".join(f"  {line}\n" for line in PLAN.split("\n")[3:8])
    plan = f"---\nagenda:\n  kind: online\n  items:\n{items}---\n\n# Ours\n\nFor us.\n"
    result = text(composed(tree(region_files({**DROP, "pages/round-1/index.md": plan}))), "round-1/index")

    assert "kind: online" in result
    assert "Soup" in result
    assert "how-ready" not in result


def test_each_line_of_a_shortened_plan_knows_where_it_was_written() -> None:
    result = composed(tree(region_files({**DROP, "pages/round-1/index.md": PLAN})))
    line = text(result, "round-1/index").split("\n").index("What it is for.") + 1

    written = PLAN.split("\n").index("What it is for.") + 1
    assert result.origins.locate("round-1/index.md", line) == ("pages/round-1/index.md", written)


def test_an_own_plan_whose_sessions_are_all_there_stays_byte_for_byte() -> None:
    result = composed(tree(region_files({"pages/round-1/index.md": PLAN})))

    assert text(result, "round-1/index") == PLAN


def test_own_pages_of_a_dropped_round_are_left_out_with_it() -> None:
    local = {"pages/round-1/cake.md": CAKE, "pages/round-1/index.md": PLAN, "pages/about.md": "# About us\n\nWho.\n"}
    files = composed(tree(region_files(local, "\n[round.round-1]\ndrop = true\n"))).tree.files

    assert [path for path in files if path.startswith("round-1/")] == []
    assert "about.md" in files


def test_nobody_is_missed_who_was_to_lead_a_dropped_session() -> None:
    leads = '\n[round.round-1]\nleads = {how-ready = "Sam", next-steps = "Jo"}\n'

    assert "round-1/how-ready.md" not in composed(tree(region_files(DROP, leads))).tree.files


def test_a_session_in_a_folder_that_its_round_left_is_a_plain_page() -> None:
    """The hub renumbered round 3 and gave up the round that would be round 3 now, of which the region has a page."""
    lock = lock_files(Lock({}, SettingsLock(moved={"round-3/index": "round-1/index"})))
    region = Tree({**tree(region_files({"pages/round-3/cake.md": CAKE})).files, **lock})

    assert "minutes" not in text(composed(region), "round-3/cake")


def test_a_session_of_our_own_in_the_place_of_one_that_upstream_gave_up_can_be_on_an_agenda() -> None:
    record = {path: data.decode() for path, data in lock_files(Lock({}, SettingsLock(gone=["round-1/quiz"]))).items()}
    added = '\n[[round.round-1.agenda]]\nadd = "quiz"\nafter = "how-ready"\n'
    local = {"pages/round-1/quiz.md": "---\nminutes: 20\n---\n\n# Our quiz\n\nAsk away.\n", **record}

    assert "{session: quiz}" in text(composed(tree(region_files(local, added))), "round-1/index")
