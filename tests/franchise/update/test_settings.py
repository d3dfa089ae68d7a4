"""Variables and brand merge with what upstream said when the region was forked, in every style of TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from kit.app.fork import Wishes, start
from kit.franchise.update.draft import News
from kit.franchise.update.update import Updated
from kit.model.tree import Tree
from tests.franchise.update.scenario import after, composed, region_of, updated
from tests.helpers import build_file_tree

HUB = 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n\n[variables]\nvenue = ""\nday = "Tuesday"\n'
BRAND = '\n[brand]\nprimary = "#1b4965"\nlogo = "brand/logo.png"\n'


def hub(*changes: tuple[str, str], more: Mapping[str, bytes] | None = None) -> Tree:
    """The hub's tree with words of its settings changed."""
    text = HUB + BRAND
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return Tree({"hub.toml": text.encode(), "index.md": b"# Hub\n", "brand/logo.png": b"", **(more or {})})


def received(local: str, *changes: tuple[str, str]) -> tuple[Tree, Updated]:
    """A region with ``local`` below its pin, after an update to the hub with ``changes``, and what that told."""
    region = region_of(hub(), {"region.toml": local.encode()})
    outcome = updated(region, hub(*changes))
    return after(region, outcome.changes), outcome


def settings(tree: Tree) -> dict[str, Any]:
    return tomllib.loads(tree.files["region.toml"].decode())


def composed_settings(tree: Tree) -> dict[str, Any]:
    return tomllib.loads(composed(tree)["hub.toml"].decode())


def told(outcome: Updated) -> list[str]:
    return [sentence for kind, sentence in outcome.news if kind is News.TOLD]


THURSDAY = ('"Tuesday"', '"Thursday"')


@pytest.mark.parametrize(
    "local",
    [
        '\n[variables]\nvenue = "Hall"\nday = "Tuesday"\n',
        '\n[variables]\nday = "Tuesday"  # as the hub says\nvenue = "Hall"\n',
        "\n[variables]\nvenue = 'Hall'\nday = 'Tuesday'\n",
        '\n["variables"]\n"venue" = "Hall"\n"day" = "\\u0054uesday"\n',
        '\n[variables]\nvenue = "Hall"\nday = """Tuesday"""\n',
        '\n[variables]\r\nvenue = "Hall"\r\nday = "Tuesday"\r\n',
        '\n[variables]\nvenue = "Hall"\nday = "Tuesday "\n',
    ],
)
def test_a_line_that_says_what_upstream_said_says_what_upstream_says(local: str) -> None:
    """Regions forked with older versions hold all of the hub's defaults as lines of their own."""
    tree, outcome = received(local, THURSDAY)

    assert settings(tree)["variables"] == {"venue": "Hall", "day": "Thursday"}
    assert composed_settings(tree)["variables"] == {"venue": "Hall", "day": "Thursday"}
    assert told(outcome) == ["Upstream changed variables:day; yours was the same, “Tuesday”, and is “Thursday” now."]
    assert tree.files["region.toml"].count(b"#") == local.count("#")


@pytest.mark.parametrize(
    ("top", "style"),
    [
        ('variables = {venue = "Hall", day = "Tuesday"}\n', "one table in braces"),
        ('variables.venue = "Hall"\nvariables.day = "Tuesday"\n', "dotted"),
    ],
)
def test_values_written_above_all_tables_are_followed_too(top: str, style: str) -> None:
    region = region_of(hub(), {})
    text = region.files["region.toml"].replace(b"\n[upstream]", f"{top}\n[upstream]".encode())
    tree = Tree({**region.files, "region.toml": text})

    now = after(tree, updated(tree, hub(THURSDAY)).changes)

    assert settings(now)["variables"] == {"venue": "Hall", "day": "Thursday"}, style
    assert now.files["region.toml"].count(b"variables") == text.count(b"variables")


def test_without_a_line_the_region_says_what_upstream_says() -> None:
    tree, outcome = received('\n[variables]\nvenue = "Hall"\n', THURSDAY)

    assert "day" not in settings(tree)["variables"]
    assert composed_settings(tree)["variables"]["day"] == "Thursday"
    assert told(outcome) == []


@pytest.mark.parametrize("ours", ["Wednesday", ""])
def test_a_value_that_the_region_chose_stays_and_is_told_once(ours: str) -> None:
    tree, outcome = received(f'\n[variables]\nday = "{ours}"\n', THURSDAY)
    again = updated(tree, hub(THURSDAY, ('""', '"Hall"')))

    assert settings(tree)["variables"] == {"day": ours}
    assert told(outcome) == [f"Upstream changed variables:day to “Thursday”; yours, “{ours}”, stays."]
    assert told(again) == []


def test_a_value_that_upstream_took_over_is_upstreams_from_then_on() -> None:
    tree, outcome = received('\n[variables]\nday = "Thursday"\n', THURSDAY)
    later = after(tree, updated(tree, hub(('"Tuesday"', '"Friday"'))).changes)

    assert told(outcome) == []
    assert settings(later)["variables"] == {"day": "Friday"}


def test_three_versions_one_after_the_other_are_followed() -> None:
    tree = region_of(hub(), {"region.toml": b'\n[variables]\nday = "Tuesday"\n'})
    for day in ("Thursday", "Friday", "Tuesday"):
        tree = after(tree, updated(tree, hub(('"Tuesday"', f'"{day}"'))).changes)
        assert settings(tree)["variables"] == {"day": day}


def test_a_blank_that_upstream_fills_is_filled() -> None:
    tree, _ = received('\n[variables]\nvenue = ""\n', ('venue = ""', 'venue = "The hub\'s hall"'))

    assert settings(tree)["variables"] == {"venue": "The hub's hall"}


def test_a_value_of_upstreams_follows_a_new_name_and_its_new_value() -> None:
    region = region_of(hub(), {"region.toml": b'\n[variables]\nday = "Tuesday"\n'})
    moves = {"moves.toml": b'[[move]]\nfrom = "variables:day"\nto = "variables:weekday"\nin = "2026.2"\n'}
    now = after(region, updated(region, hub(('day = "Tuesday"', 'weekday = "Thursday"'), more=moves)).changes)

    assert composed_settings(now)["variables"] == {"venue": "", "weekday": "Thursday", "day": "Thursday"}
    assert "weekday" not in settings(now)["variables"]


@pytest.mark.parametrize(
    ("ours", "change", "right"),
    [
        ('primary = "#1B4965"', ("#1b4965", "#123456"), {"primary": "#123456"}),
        ('primary = "#7a1f5c"', ("#1b4965", "#123456"), {"primary": "#7a1f5c"}),
        ('logo = "brand/logo.png"', ("logo.png", "mark.png"), {"logo": "brand/mark.png"}),
        ('logo = ""', ("logo.png", "mark.png"), {"logo": ""}),
        ('primary = "#000000"\nlogo = "brand/logo.png"', ('logo = "brand/logo.png"\n', ""), {"primary": "#000000"}),
        ('logo = "brand/logo.png"', ('logo = "brand/logo.png"\n', ""), {}),
        ('primary = "#000000"\nlogo = "brand/ours.png"', ('logo = "brand/logo.png"\n', ""), None),
    ],
)
def test_brand_is_merged_like_variables(ours: str, change: tuple[str, str], right: dict[str, str] | None) -> None:
    tree, _ = received(f"\n[brand]\n{ours}\n", change)

    assert settings(tree).get("brand", {}) == (tomllib.loads(ours) if right is None else right)


def test_a_new_region_has_lines_only_for_what_it_must_decide_and_gets_later_defaults(tmp_path: Any) -> None:
    build_file_tree(tmp_path / "hub", {path: data.decode() for path, data in hub().files.items()})
    wishes = Wishes(tmp_path / "region", "Midlands", None, str(tmp_path / "hub"), {"venue": "Hall"})
    tree = Tree(start(wishes).files)
    text = tree.files["region.toml"].decode()

    now = after(tree, updated(tree, hub(THURSDAY, ("#1b4965", "#123456"))).changes)

    assert settings(tree)["variables"] == {"venue": "Hall"}
    assert settings(tree)["brand"] == {"logo": "", "logo_alt": ""}
    assert '\n# day = "Tuesday"\n' in text
    assert '\n# primary = "#1b4965"\n' in text
    assert composed_settings(now)["variables"] == {"venue": "Hall", "day": "Thursday"}
    assert composed_settings(now)["brand"]["primary"] == "#123456"


SESSION = "---\nminutes: {minutes}\nmaterials:{materials}\n---\n\n# Talk\n\nTalk.\n"
FLOW, BLOCK = ' ["pens: 1 per person"]', '\n  - "pens: 1 per person"'


@pytest.mark.parametrize("styles", [(FLOW, BLOCK), (BLOCK, FLOW)])
def test_a_field_set_to_what_upstream_said_has_what_upstream_says(styles: tuple[str, str]) -> None:
    old, new = (
        hub(more={"round-1/talk.md": SESSION.format(minutes=minutes, materials=style).encode()})
        for minutes, style in zip((20, 25), styles, strict=True)
    )
    page = b'[set]\nminutes = 20\nmaterials = ["pens: 2 per table"]\n'
    region = region_of(old, {"overrides/round-1/talk/page.toml": page})

    outcome = updated(region, new)
    now = after(region, outcome.changes)

    assert outcome.questions == []
    assert now.files["overrides/round-1/talk/page.toml"] == b'[set]\nmaterials = ["pens: 2 per table"]\n'
    assert told(outcome) == ["Upstream changed minutes of round-1/talk; yours was the same, and follows."]
