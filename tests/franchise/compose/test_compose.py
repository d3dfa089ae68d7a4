"""Composing a region: what each kind of override does to upstream's pages."""

from __future__ import annotations

from collections.abc import Mapping

from kit.franchise.compose.compose import Composed, compose
from kit.model.findings import Code, Finding
from tests.regions import HUB, NEXT_STEPS, PLAN, SESSION, region_files, tree

READY = "overrides/round-1/how-ready"


def composed(local: Mapping[str, str], more_toml: str = "", hub: Mapping[str, str] = HUB) -> Composed:
    found: list[Finding] = []
    result = compose(tree(region_files(local, more_toml, hub)), found)

    assert [one for one in found if one.code is not Code.LEFT_OUT] == []
    assert result is not None
    return result


def page(local: Mapping[str, str], more_toml: str = "", name: str = "round-1/how-ready") -> str:
    return composed(local, more_toml).tree.files[f"{name}.md"].decode()


def test_a_region_without_overrides_is_upstream_byte_for_byte() -> None:
    files = composed({}).tree.files

    for path in HUB:
        if path != "hub.toml":
            assert files[path] == HUB[path].encode()


def test_replace_puts_own_text_in_the_place_of_one_section_and_leaves_the_rest() -> None:
    local = {f"{READY}/why-it-matters.replace.md": "---\nwhy: our case\n---\n\n## Why it matters\n\nOurs.\n"}

    assert page(local) == SESSION.replace("Because of this.", "Ours.")


def test_replacing_a_section_keeps_its_sub_sections() -> None:
    local = {f"{READY}/score-yourselves.replace.md": "## Score yourselves\n\nBy hand.\n"}

    text = page(local)

    assert "By hand.\n\n### Talk it over\n\nIn pairs.\n" in text
    assert ":::{activity}" not in text


def test_before_stands_above_the_heading_and_after_below_the_section_s_own_text() -> None:
    local = {
        f"{READY}/score-yourselves.after.md": "After scoring.\n",
        f"{READY}/talk-it-over.before.md": "Before talking.\n",
    }

    assert ":::\n\nAfter scoring.\n\nBefore talking.\n\n### Talk it over" in page(local)


def test_remove_leaves_a_section_out_and_its_body_says_why() -> None:
    local = {f"{READY}/why-it-matters.remove.md": "We said so in the invitation.\n"}

    assert page(local) == SESSION[: SESSION.index("## Why it matters")]


def test_text_after_a_last_section_without_final_newline_stays_a_paragraph_of_its_own() -> None:
    hub = {**HUB, "round-1/how-ready.md": SESSION.rstrip("\n")}
    local = {f"{READY}/why-it-matters.after.md": "One more thing."}

    text = composed(local, hub=hub).tree.files["round-1/how-ready.md"].decode()

    assert text.endswith("Because of this.\n\nOne more thing.")


def test_order_moves_sections_with_what_is_below_them() -> None:
    local = {f"{READY}/page.toml": 'order = ["why-it-matters", "score-yourselves"]\n'}

    text = page(local)

    assert text.index("## Why it matters") < text.index("## Score yourselves") < text.index("### Talk it over")


def test_set_changes_only_the_lines_of_that_front_matter_field() -> None:
    local = {f"{READY}/page.toml": '[set]\nminutes = 30\nmaterials = ["pens: 1 per person"]\ncut = ""\n'}

    assert page(local) == SESSION.replace(
        "minutes: 20\ncut: 2\n", 'minutes: 30\nmaterials: ["pens: 1 per person"]\n', 1
    )


def test_dropping_a_page_drops_its_agenda_items_and_retires_its_address() -> None:
    files = composed({"overrides/round-1/next-steps/page.toml": "drop = true\n"}).tree.files

    assert "round-1/next-steps.md" not in files
    assert b"next-steps" not in files["round-1/index.md"]
    assert b'address = "round-1/next-steps"' in files["moves.toml"]


def test_an_address_that_upstream_gave_up_already_is_not_written_down_once_more() -> None:
    moves = '[[retired]]\naddress = "round-1/how-ready"\nin = "2026.1"\n'
    files = composed({f"{READY}/page.toml": "drop = true\n"}, hub={**HUB, "moves.toml": moves}).tree.files

    assert files["moves.toml"].decode() == moves


def test_what_is_added_beside_a_dropped_page_takes_its_place() -> None:
    tea = '[[round.round-1.agenda]]\nadd = "tea"\nbreak = "Tea"\nminutes = 10\nbefore = "how-ready"\n'
    made = composed({f"{READY}/page.toml": "drop = true\n"}, tea).tree.files["round-1/index.md"].decode()

    agenda = made.partition("agendas:")[0]
    assert "how-ready" not in agenda
    assert agenda.index("arrive") < agenda.index("Tea") < agenda.index("next-steps")


def test_a_session_of_the_same_name_may_stand_in_the_place_of_a_dropped_page() -> None:
    add = '[[round.round-1.agenda]]\nadd = "round-2/how-ready"\n'
    local = {f"{READY}/page.toml": "drop = true\n", "pages/round-2/how-ready.md": SESSION}
    agenda = composed(local, add).tree.files["round-1/index.md"].decode().partition("agendas:")[0]

    assert agenda.count("how-ready") == 1


def test_a_dropped_page_that_is_added_as_well_stays_dropped() -> None:
    add = '[[round.round-1.agenda]]\nadd = "how-ready"\n'
    files = composed({f"{READY}/page.toml": "drop = true\n"}, add).tree.files

    assert b"how-ready" not in files["round-1/index.md"].partition(b"agendas:")[0]


def test_a_renamed_page_keeps_its_old_name_for_agendas_by_a_move() -> None:
    files = composed({f"{READY}/page.toml": 'rename = "are-we-ready"\n'}).tree.files

    assert files["round-1/are-we-ready.md"] == SESSION.encode()
    assert "round-1/how-ready.md" not in files
    assert b'from = "round-1/how-ready"\nto = "round-1/are-we-ready"' in files["moves.toml"]
    assert files["round-1/index.md"] == PLAN.encode()


def test_a_replaced_section_with_another_heading_leaves_a_move_for_links_to_it() -> None:
    local = {f"{READY}/score-yourselves.replace.md": "## Score each other\n\nIn pairs.\n"}

    moves = composed(local).tree.files["moves.toml"].decode()

    assert 'from = "round-1/how-ready#score-yourselves"\nto = "round-1/how-ready#score-each-other"' in moves


def test_own_pages_and_files_join_the_tree_and_stand_where_upstream_has_the_same() -> None:
    files = composed({"pages/round-1/ours.md": "# Ours\n", "files/round-1/next-steps.md": "# Other\n"}).tree.files

    assert files["round-1/ours.md"] == b"# Ours\n"
    assert files["round-1/next-steps.md"] == b"# Other\n"


def test_the_composed_hub_file_has_the_region_s_values_and_upstream_s_remarks() -> None:
    more = '\n[variables]\nvenue = "Council House"\n\n[brand]\nprimary = "#7a1f5c"\n'

    text = composed({}, more).tree.files["hub.toml"].decode()

    assert 'id = "midlands"' in text
    assert 'venue = "Council House"        # where it is' in text
    assert 'primary = "#7a1f5c"' in text
    assert 'version = "2026.1"' in text


def test_agenda_operations_rewrite_the_agenda_and_no_other_line_of_the_plan() -> None:
    more = """
[[round.round-1.agenda]]
item = "how-ready"
minutes = 40
[[round.round-1.agenda]]
drop = "arrive"
"""
    expected = PLAN.replace(
        """\
  - {id: arrive, break: Arrivals, minutes: 15}
  - {session: how-ready}          # the heart of it
""",
        "  - {session: how-ready, minutes: 40}          # the heart of it\n",
    )

    assert page({}, more, "round-1/index") == expected


def test_a_picked_format_becomes_the_agenda_and_the_other_formats_stay() -> None:
    text = page({}, '\n[round.round-1]\nformat = "online"\n', "round-1/index")

    lines = "agenda:\n  kind: online\n  items:\n    - {session: how-ready}          # the heart of it\n"
    assert f"{lines}agendas:\n  online:\n" in text


def test_a_dropped_round_is_gone_with_its_pages() -> None:
    files = composed({}, "\n[round.round-1]\ndrop = true\n").tree.files

    assert [path for path in files if path.startswith("round-1/")] == []


def test_a_composed_tree_can_be_composed_again_by_a_region_of_the_region() -> None:
    local = {f"{READY}/why-it-matters.replace.md": "## Why it matters\n\nOurs.\n"}
    parent = {path: data.decode() for path, data in composed(local).tree.files.items()}

    child = composed({f"{READY}/talk-it-over.remove.md": ""}, hub=parent).tree.files["round-1/how-ready.md"].decode()

    assert "Ours." in child
    assert "Talk it over" not in child


def test_each_line_knows_the_file_in_which_it_was_written() -> None:
    local = {f"{READY}/talk-it-over.replace.md": "---\nwhy: local\n---\n\n### Talk it over\n\nIn threes.\n"}
    result = composed(local)
    lines = result.tree.files["round-1/how-ready.md"].decode().split("\n")

    ours, theirs = lines.index("In threes.") + 1, lines.index("Because of this.") + 1

    assert result.origins.locate("round-1/how-ready.md", ours) == (f"{READY}/talk-it-over.replace.md", 7)
    assert result.origins.locate("round-1/how-ready.md", theirs) == (
        "upstream/round-1/how-ready.md",
        SESSION.split("\n").index("Because of this.") + 1,
    )


def test_a_region_without_upstream_says_so() -> None:
    found: list[Finding] = []

    assert compose(tree({"region.toml": region_files({})["region.toml"]}), found) is None
    assert [one.code for one in found] == [Code.UPSTREAM_MISSING]


def test_pages_that_nobody_changed_name_upstream_as_their_place() -> None:
    origins = composed({}).origins

    assert origins.locate("round-1/next-steps.md", 3) == ("upstream/round-1/next-steps.md", 3)
    assert NEXT_STEPS.split("\n")[2] == "---"
