"""A region's home page, made from upstream's ``region.md``: composing, checking, capturing, telling."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from kit.app.assemble import assemble
from kit.check.edition import check_edition
from kit.franchise.capture.capture import capture, look
from kit.franchise.capture.editing import begin
from kit.franchise.compose.compose import Composed, compose
from kit.franchise.record import tree_digest
from kit.franchise.update.update import Updated, update
from kit.franchise.variations import variations
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import PageKind
from kit.model.tree import Tree
from kit.render.outputs import reserved_names
from kit.render.reading.source_folder import source_files
from tests.regions import HUB, REGION_TOML, region_files, tree

HOME = "(welcome)=\n# Better services, together\n\nWe are {{ group }}.\n\n## What a meeting is like\n\nWe talk.\n"
WITH_HOME = {**HUB, "region.md": HOME}
KEY = REGION_TOML.replace("languages", 'home = "region"\nlanguages', 1)


def region(local: Mapping[str, str] | None = None, hub: Mapping[str, str] = WITH_HOME, toml: str = KEY) -> Tree:
    return tree({**region_files(local or {}, hub=hub), "region.toml": toml})


def composed(of: Tree) -> Composed:
    found: list[Finding] = []
    result = compose(of, found)

    assert result is not None
    assert found == []
    return result


def edition(of: Tree, found: list[Finding]) -> Edition:
    result = compose(of, found)
    assert result is not None
    whole = assemble(result, found)
    assert whole is not None
    found += check_edition(whole, reserved_names())
    return whole


def told(updated: Updated | None) -> str:
    assert updated is not None
    return " ".join(sentence for _, sentence in updated.news)


# Composing


def test_the_home_page_is_made_from_region_md_and_stands_under_both_names() -> None:
    files = composed(region()).tree.files

    assert files["index.md"] == files["region.md"] == HOME.encode()


def test_overrides_of_index_apply_to_it_and_the_result_is_handed_on() -> None:
    own = {"overrides/index/what-a-meeting-is-like.replace.md": "## What a meeting is like\n\nThere is cake.\n"}

    files = composed(region(own)).tree.files

    assert files["index.md"].decode() == HOME.replace("We talk.", "There is cake.")
    assert files["region.md"] == files["index.md"]


def test_its_lines_were_written_in_region_md() -> None:
    origins = composed(region()).origins

    assert origins.locate("index.md", 4) == ("upstream/region.md", 4)
    assert origins.locate("region.md", 4) == ("upstream/region.md", 4)


def test_a_region_without_the_key_goes_on_with_index_and_hands_region_md_on() -> None:
    own = {"overrides/index/digital-peer-groups.replace.md": "# Ours\n\nHello.\n"}

    files = composed(region(own, toml=REGION_TOML)).tree.files

    assert files["index.md"] == b"# Ours\n\nHello.\n"
    assert files["region.md"] == HOME.encode()


def test_where_upstream_has_no_region_md_the_home_page_is_index_and_that_is_told() -> None:
    found: list[Finding] = []

    result = compose(region(hub=HUB), found)

    assert result is not None
    assert result.tree.files["index.md"] == HUB["index.md"].encode()
    assert "region.md" not in result.tree.files
    assert [(one.code, one.place) for one in found] == [(Code.NO_REGION_HOME, "region.toml:4")]


def test_the_home_page_in_another_language_comes_from_there_too() -> None:
    hub = {**WITH_HOME, "index.cy.md": "# Yr hwb\n", "region.cy.md": "# Ein grŵp\n"}

    files = composed(region(hub=hub)).tree.files

    assert files["index.cy.md"] == files["region.cy.md"] == "# Ein grŵp\n".encode()


def test_a_hub_s_welcome_in_another_language_is_not_taken_for_the_region_s() -> None:
    files = composed(region(hub={**WITH_HOME, "index.cy.md": "# Yr hwb\n"})).tree.files

    assert "index.cy.md" not in files


def test_a_region_of_a_region_has_its_parent_s_home_page() -> None:
    own = {"overrides/index/what-a-meeting-is-like.after.md": "There is cake.\n"}
    parent = {path: data.decode() for path, data in composed(region(own)).tree.files.items()}

    assert composed(region(hub=parent)).tree.files["index.md"].decode() == f"{HOME}\nThere is cake.\n"


def test_changes_written_under_the_name_region_are_sent_to_index() -> None:
    found: list[Finding] = []

    compose(region({"overrides/region/welcome.remove.md": ""}), found)

    assert [one.code for one in found] == [Code.UNKNOWN_TARGET]
    assert "move this to overrides/index/" in found[0].hint


@pytest.mark.parametrize("value", ['"index"', '"hub"', '""', "true"])
def test_home_can_only_say_region(value: str) -> None:
    found: list[Finding] = []

    compose(region(toml=KEY.replace('"region"', value)), found)

    assert [(one.code, one.place) for one in found] == [(Code.BAD_VALUE, "region.toml:4")]


# Checking and building


def test_a_hub_checks_region_md_and_builds_no_page_of_it() -> None:
    found: list[Finding] = []

    hub = edition(tree({**WITH_HOME, "region.md": HOME.replace("{{ group }}", "{{ grup }}")}), found)

    assert ("region.md:4", Code.UNKNOWN_VARIABLE) in [(one.place, one.code) for one in found]
    assert hub.pages["region"].kind is PageKind.REGION
    assert "region.md" not in source_files(hub)


def test_a_mistake_in_it_is_told_once_in_a_region_and_in_a_composed_tree() -> None:
    hub = {**WITH_HOME, "region.md": "---\nid: home\n---\n\n" + HOME.replace("{{ group }}", "{{ grup }}")}
    plain = Tree(dict(composed(region(hub=hub)).tree.files))
    for one in (region(hub=hub), plain):
        found: list[Finding] = []
        whole = edition(one, found)

        assert [one.code for one in found if one.code in (Code.UNKNOWN_VARIABLE, Code.DUPLICATE_ID)] == [
            Code.UNKNOWN_VARIABLE
        ]
        assert "region" not in whole.pages


def test_a_link_to_region_md_leads_nowhere_in_a_region() -> None:
    own = {"pages/ours.md": "# Ours\n\nSee [the start](region.md).\n"}
    found: list[Finding] = []

    edition(region(own), found)

    assert Code.BROKEN_LINK in [one.code for one in found]


def test_a_page_of_its_own_called_region_keeps_its_address() -> None:
    own = {"pages/region.md": "# Our region\n\nIt is large.\n"}
    found: list[Finding] = []

    whole = edition(region(own), found)

    assert whole.tree.files["region.md"] == b"# Our region\n\nIt is large.\n"
    assert "region.md" in source_files(whole)
    assert [one.code for one in found if one.file == "pages/region.md" or one.file == "region.md"] == [
        Code.NEWLY_RESERVED
    ]


def test_what_a_region_changes_there_is_told_under_upstream_s_name() -> None:
    own = {"overrides/index/welcome.after.md": "Hello.\n"}
    here = region(own)
    settings = composed(here).region

    assert settings is not None
    assert [(one.page, one.section) for one in variations(here, settings)] == [("region", "welcome")]


# Capturing


EDITS = {
    "a word": ("We talk.", "We talk aloud."),
    "the title": ("# Better services, together", "# Midlands Peer Group"),
    "a new section": ("We talk.\n", "We talk.\n\n## Cake\n\nThere is some.\n"),
    "a section less": ("\n## What a meeting is like\n\nWe talk.\n", ""),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edited_home_page_comes_back_byte_for_byte(edit: tuple[str, str]) -> None:
    here = region()
    files = dict(composed(here).tree.files)
    wanted = HOME.replace(*edit).encode()

    captured = capture(here, Tree({**files, "index.md": wanted}), [])
    changed = {path: data for path, data in {**here.files, **captured.changes}.items() if data is not None}
    again = composed(Tree(changed)).tree.files

    assert captured.left == []
    assert all(path.startswith("overrides/index/") for path in captured.changes)
    assert again["index.md"] == again["region.md"] == wanted


def test_capture_leaves_region_md_alone() -> None:
    here = region()
    files = {**composed(here).tree.files, "region.md": b"# Something else\n"}

    captured = capture(here, Tree(files), [])

    assert (captured.changes, captured.left) == ({}, [])


def test_a_tree_without_region_md_is_as_good() -> None:
    here = region()
    files = {path: data for path, data in composed(here).tree.files.items() if path != "region.md"}

    assert capture(here, Tree(files), []).changes == {}


@pytest.mark.parametrize("name", ["index", "region", "upstream/region.md", "index.md"])
def test_edit_opens_the_home_page_under_either_name(name: str) -> None:
    begun = begin(look(region(), []), name, {}, {})

    assert begun.changes["editing/index.md"] == HOME.encode()


# Telling


def test_a_region_without_the_key_is_told_once_that_there_is_a_home_page_for_it() -> None:
    old, new = tree(HUB), tree(WITH_HOME)
    here = Tree({**region(hub=HUB, toml=REGION_TOML.replace("sha256:0", tree_digest(old))).files})
    first = update(here, new, None, datetime.date(2026, 6, 1), [])
    assert first is not None
    files = {path: data for path, data in {**here.files, **first.changes}.items() if data is not None}
    newer = Tree({**new.files, "region.md": HOME.replace("We talk.", "We talk on.").encode()})

    second = update(Tree(files), newer, None, datetime.date(2026, 6, 1), [])

    assert 'write home = "region" above [upstream]' in told(first)
    assert "region.md" not in told(second)


def test_a_region_with_the_key_is_not_told_what_it_has() -> None:
    newer = {**WITH_HOME, "region.md": HOME.replace("We talk.", "We talk on.")}

    updated = update(region(), tree(newer), None, datetime.date(2026, 6, 1), [])

    assert told(updated) == ""
