"""Advice on the accessibility statement: one sentence that names all gaps, and one when its review is due."""

from __future__ import annotations

import datetime

import pytest

from kit.check.edition import check_edition
from kit.check.statement import lacking
from kit.model.edition import Statement
from kit.model.findings import Code, Finding
from kit.render.outputs import reserved_names
from kit.source.settings.files import read_region
from tests.facilitate.trees import edition_of
from tests.regions import HUB, HUB_TOML, REGION_TOML, region_files, tree

WHOLE = """
[accessibility]
organisation = "Eastmoor Council"
contact = "web@eastmoor.example.org"
reply_days = 10
status = "partial"
problems = ["The slide decks have no captions, because they have no sound yet."]
tested = 2026-09-01
tested_by = "Eastmoor's digital team"
how = "We went through five pages with a keyboard and a screen reader."
prepared = 2026-09-02
reviewed = 2026-09-02
nation = "wales"
"""
CODES = (Code.STATEMENT_GAP, Code.STATEMENT_OLD, Code.STATEMENT_INHERITED, Code.DAY_AHEAD)


TODAY = datetime.date(2026, 11, 22)


def advice(files: dict[str, str], today: datetime.date = TODAY) -> list[Finding]:
    edition, _ = edition_of(files)
    assert edition is not None
    return [one for one in check_edition(edition, reserved_names(), today) if one.code in CODES]


def test_a_region_that_says_nothing_gets_one_piece_of_advice_that_names_everything() -> None:
    (one,) = advice(region_files({}))

    for word in ("organisation", "contact", "reply_days", "status", "tested", "tested_by", "how", "prepared"):
        assert f"({word})" in one.message
    assert "(problems)" not in one.message
    assert one.file == "region.toml"


def test_a_build_is_told_nothing_of_it() -> None:
    edition, _ = edition_of(region_files({}))
    assert edition is not None

    assert [one for one in check_edition(edition, reserved_names()) if one.code in CODES] == []


def test_a_whole_statement_needs_no_advice() -> None:
    assert advice(region_files({}, WHOLE)) == []


def test_only_what_is_missing_is_named_at_the_line_of_the_table() -> None:
    toml = WHOLE.replace('tested_by = "Eastmoor\'s digital team"\n', "")
    (one,) = advice(region_files({}, toml))

    assert "does not say who tested it (tested_by), so" in one.message
    assert one.line == REGION_TOML.count("\n") + 2


def test_the_contact_of_the_pages_is_one_to_write_to() -> None:
    toml = WHOLE.replace('contact = "web@eastmoor.example.org"\n', "")

    assert "(contact)" in advice(region_files({}, toml))[0].message
    assert advice(region_files({}, toml + '\n[variables]\ncontact = "us@example.org"\n')) == []


def test_who_meets_the_standard_only_in_part_must_say_what_is_missing() -> None:
    assert not any("(problems)" in one for one in lacking(Statement(status="full"), "x"))
    assert any("(problems)" in one for one in lacking(Statement(status="none"), "x"))


def test_a_page_of_the_region_s_own_takes_the_statement_s_place() -> None:
    assert advice(region_files({"pages/accessibility.md": "# Accessibility statement\n\nOurs.\n"})) == []


def test_a_page_of_the_hub_s_speaks_of_another_site() -> None:
    hub = HUB | {"accessibility.md": "# Accessibility statement\n\nOf the hub.\n"}
    dropped = {"overrides/accessibility/page.toml": "drop = true\n"}

    assert advice(hub) == []
    assert [one.code for one in advice(region_files({}, hub=hub))] == [Code.STATEMENT_INHERITED]
    assert [one.code for one in advice(region_files(dropped, WHOLE, hub))] == []


def test_a_hub_needs_a_statement_when_it_has_an_address_or_begins_one() -> None:
    published = HUB_TOML.replace('standard = ""', 'url = "https://example.org"')

    assert advice(HUB) == []
    assert [one.code for one in advice(HUB | {"hub.toml": published})] == [Code.STATEMENT_GAP]
    assert [one.code for one in advice(HUB | {"hub.toml": HUB_TOML + '\n[accessibility]\nphone = "1"\n'})] == [
        Code.STATEMENT_GAP
    ]


@pytest.mark.parametrize(("today", "codes"), [("2027-09-01", []), ("2027-09-02", [Code.STATEMENT_OLD])])
def test_a_review_is_due_after_a_year(today: str, codes: list[Code]) -> None:
    found = advice(region_files({}, WHOLE), datetime.date.fromisoformat(today))

    assert [one.code for one in found] == codes
    assert [one.line for one in found] == [REGION_TOML.count("\n") + 12] * len(codes)


def test_a_day_in_it_that_has_not_come_yet_is_told_with_its_line() -> None:
    settings = WHOLE.replace("reviewed = 2026-09-02", "reviewed = 2062-09-02")
    found = advice(region_files({}, settings))

    assert [(one.code, one.line) for one in found] == [(Code.DAY_AHEAD, REGION_TOML.count("\n") + 12)]
    assert "reviewed is 2062-09-02" in found[0].message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('status = "mostly"', "needs one of full, partial, none"),
        ('nation = "UK"', "needs one of england, wales, scotland, northern-ireland"),
        ("reply_days = 0", "needs 1 or more"),
        ('tested = "last week"', "needs a date"),
        ('problems = "none"', "needs a list"),
        ('phone = "<b>1</b>"', "cannot hold <, >"),
        ('status = "full"\nproblems = ["Something."]', "lists problems"),
        ('organization = "X"', "not a name that the kit knows"),
    ],
)
def test_a_wrong_value_is_an_error_in_a_sentence(line: str, words: str) -> None:
    found: list[Finding] = []

    assert read_region(tree({"region.toml": f"{REGION_TOML}\n[accessibility]\n{line}\n"}), found) is None
    assert len(found) == 1
    assert words in found[0].message


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "mailto:a@example.org"])
def test_a_privacy_notice_is_on_the_web_or_nowhere(address: str) -> None:
    found: list[Finding] = []

    assert read_region(tree({"region.toml": f'{REGION_TOML}\n[privacy]\npolicy = "{address}"\n'}), found) is None
    assert [(one.code, one.line) for one in found] == [(Code.UNSAFE_VALUE, REGION_TOML.count("\n") + 3)]
