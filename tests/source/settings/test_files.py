"""Settings files: what is good is typed, and every mistake is one sentence with its line, all in one run."""

from __future__ import annotations

import datetime
import json

import pytest

from kit.model.findings import Code, Finding
from kit.model.schema import HubFile, MovesFile, PageFile, RegionFile
from kit.model.tree import Tree
from kit.source.settings.files import (
    no_standard,
    read_hub,
    read_moves,
    read_page_file,
    read_region,
    read_standards,
    setting_lines,
)
from tests.source.cases import read_cases

HUB = """schema = 1
id = "hub"
name = "Digital peer groups"
version = "2026.1"
standard = "lgdss-2016"
url = ""

[variables]
venue = ""

[brand]
primary = "#1B4965"
logo = "brand/logo.svg"
"""
REGION = """schema = 1
id = "midlands"
name = "Midlands Peer Group"

[upstream]
source = "../hub"
version = "2026.1"
tree = "sha256:00"
"""
STANDARD = """name = "A standard"
url = "https://example.org/standard"
licence = "OGL-UK-3.0"

[[point]]
number = 1
title = "Understand users"
summary = "Know what they need."

[[point]]
number = 2
title = "Keep going"
"""
MISTAKES = read_cases("region.txt")


def tree(**files: str) -> Tree:
    return Tree({name.replace("__", "/") + ".toml": text.encode() for name, text in files.items()})


def hub_of(text: str) -> tuple[HubFile | None, list[Finding]]:
    found: list[Finding] = []
    return read_hub(tree(hub=text), found), found


def region_of(text: str) -> tuple[RegionFile | None, list[Finding]]:
    found: list[Finding] = []
    return read_region(tree(region=text), found), found


@pytest.mark.parametrize("title", MISTAKES)
def test_mistakes_in_region_toml_give_these_findings(title: str) -> None:
    text, expected = MISTAKES[title]
    region, found = region_of(text)

    assert [f"{finding.code.value} {finding.place} {finding.message} {finding.hint}" for finding in found] == expected
    assert (region is None) == bool(expected)


def test_a_good_hub_is_typed_and_its_defaults_are_filled_in() -> None:
    hub, found = hub_of(HUB)

    assert found == []
    assert hub is not None
    assert (hub.id, hub.licence, hub.languages, hub.timezone) == ("hub", "CC-BY-4.0", ["en"], "Europe/London")
    assert hub.brand.primary == "#1b4965"


def test_a_good_round_is_typed() -> None:
    text = REGION + '[round.round-1]\ndate = 2027-01-20\nstart = "09:30"\nleads = {how-ready = "Sam"}\n'
    region, found = region_of(text)

    assert found == []
    assert region is not None
    assert region.round["round-1"].date == datetime.date(2027, 1, 20)
    assert region.round["round-1"].start == 9 * 60 + 30


@pytest.mark.parametrize("read", [read_hub, read_region])
def test_a_missing_settings_file_is_named(read: type) -> None:
    found: list[Finding] = []

    assert read(Tree({}), found) is None
    assert [finding.code for finding in found] == [Code.MISSING_FILE]


def test_a_newer_schema_is_all_that_is_reported() -> None:
    hub, (finding,) = hub_of('id = "hub"\nschema = 2\nnew_key = true\n')

    assert hub is None
    assert (finding.code, finding.place) == (Code.NEWER_SCHEMA, "hub.toml:2")


@pytest.mark.parametrize("number", [0, -1])
def test_a_schema_below_the_first_is_a_wrong_number(number: int) -> None:
    """Nothing newer would help: whoever wrote the file meant 1."""
    hub, (finding,) = hub_of(HUB.replace("schema = 1", f"schema = {number}"))

    assert hub is None
    assert (finding.code, finding.place) == (Code.BAD_VALUE, "hub.toml:1")
    assert finding.message == f'"schema" needs 1 or more, not {number}.'


@pytest.mark.parametrize(
    "url", ["https://midlands.example.org/", "http://localhost:8000", "https://example.org/a/?b=c#d"]
)
def test_web_addresses_are_taken(url: str) -> None:
    assert hub_of(HUB.replace('url = ""', f'url = "{url}"'))[1] == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("midlands.example.org", Code.BAD_VALUE),
        ("localhost:8000", Code.BAD_VALUE),
        ("https://", Code.BAD_VALUE),
        ("https:///path", Code.BAD_VALUE),
        ("https://example.org/ onload=x", Code.BAD_VALUE),
        ("javascript:alert(1)", Code.UNSAFE_LINK),
        ("JavaScript:alert(1)", Code.UNSAFE_LINK),
        ("file:///etc/passwd", Code.UNSAFE_LINK),
        ("data:text/html,x", Code.UNSAFE_LINK),
    ],
)
def test_other_addresses_are_refused_with_their_line(url: str, code: Code) -> None:
    hub, (finding,) = hub_of(HUB.replace('url = ""', f'url = "{url}"'))

    assert hub is None
    assert (finding.code, finding.line) == (code, 6)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://forms.example.org/round-1", None),
        ("", None),
        ("forms.example.org", Code.BAD_VALUE),
        ("javascript:alert(1)", Code.UNSAFE_VALUE),
        ("mailto:midlands@example.org", Code.UNSAFE_VALUE),
    ],
)
def test_the_address_of_a_feedback_form_is_a_web_address(address: str, code: Code | None) -> None:
    region, found = region_of(f'{REGION}\n[round.round-1]\nfeedback = "{address}"\n')

    assert [one.code for one in found] == ([code] if code else [])
    assert (region is None) == (code is not None)


@pytest.mark.parametrize(
    ("logo", "code"),
    [
        ("../logo.svg", Code.UNSAFE_PATH),
        ("/etc/logo.svg", Code.UNSAFE_PATH),
        ("C:/logo.svg", Code.UNSAFE_PATH),
        ("Brand/Logo.svg", Code.UNSAFE_PATH),
        ("brand/logo.md", Code.BAD_VALUE),
    ],
)
def test_a_logo_must_be_a_picture_inside_the_tree(logo: str, code: Code) -> None:
    hub, (finding,) = hub_of(HUB.replace("brand/logo.svg", logo))

    assert hub is None
    assert (finding.code, finding.line) == (code, 13)


def test_wrong_values_and_what_they_may_not_name_are_told_in_one_run() -> None:
    brand = '[brand]\nprimary = "plum"\nlogo = "https://example.org/logo.png"\ndeck = "../deck.potx"\n'
    region, found = region_of(f'url = "midlands.example.org"\n{REGION}\n{brand}')

    assert region is None
    assert sorted((one.line or 0, one.code) for one in found) == [
        (1, Code.BAD_VALUE),
        (12, Code.BAD_VALUE),
        (13, Code.UNSAFE_PATH),
        (14, Code.UNSAFE_PATH),
    ]
    assert 'Put the file at files/brand/logo.svg, or the like, and write logo = "brand/logo.svg".' in [
        one.hint for one in found
    ]


@pytest.mark.parametrize(
    "wrong", ['brand = "plum"', "brand = {logo = 7, deck = []}", "url = 7", 'url = "<b>"', 'url = "\\u001b[2J"']
)
def test_a_value_of_the_wrong_kind_is_told_once(wrong: str) -> None:
    _, found = region_of(f"{wrong}\n{REGION}")

    assert len(found) == len({one.message for one in found}) == (2 if "deck" in wrong else 1)
    assert {one.line for one in found} == {1}


def test_a_deck_may_not_be_of_a_macro_type() -> None:
    assert [finding.code for finding in hub_of(HUB + 'deck = "brand/deck.pptm"\n')[1]] == [Code.UNSAFE_PATH]


def standard_of(**files: str) -> tuple[object, list[Finding]]:
    found: list[Finding] = []
    hub = read_hub(tree(**files), found)
    assert hub is not None
    standards = read_standards(tree(**files), found)
    found += no_standard(tree(**files), hub, "hub.toml", setting_lines(tree(**files), "hub.toml").get(("standard",)))
    return standards.get(hub.standard), found


def test_the_standard_that_the_hub_names_is_read() -> None:
    standard, found = standard_of(hub=HUB, **{"standards__lgdss-2016": STANDARD})

    assert found == []
    assert [point.number for point in standard.points] == [1, 2]  # type: ignore[attr-defined]  # seen as an object


def test_a_standard_that_is_not_there_is_found_where_it_is_named() -> None:
    standard, (finding,) = standard_of(hub=HUB)

    assert standard is None
    assert (finding.code, finding.place) == (Code.MISSING_FILE, "hub.toml:5")


def test_a_hub_may_do_without_a_standard() -> None:
    assert standard_of(hub=HUB.replace("lgdss-2016", "")) == (None, [])


def test_two_points_cannot_share_a_number() -> None:
    standard, (finding,) = standard_of(
        hub=HUB, **{"standards__lgdss-2016": STANDARD.replace("number = 2", "number = 1")}
    )

    assert standard is None
    assert (finding.code, finding.line) == (Code.DUPLICATE_ID, 11)


def test_a_standards_address_and_its_numbers_are_told_in_one_run() -> None:
    wrong = STANDARD.replace("number = 2", "number = 1").replace("https://", "")
    _, found = standard_of(hub=HUB, **{"standards__lgdss-2016": wrong})

    assert {one.code for one in found} == {Code.BAD_VALUE, Code.DUPLICATE_ID}


def moves_of(**files: str) -> tuple[MovesFile, list[Finding]]:
    found: list[Finding] = []
    return read_moves(tree(**files), found), found


def test_a_hub_without_moves_has_none() -> None:
    assert moves_of() == (MovesFile(), [])


def test_moves_and_retired_addresses_are_read() -> None:
    moves, found = moves_of(moves='[[move]]\nfrom = "a#b"\nto = "c"\nin = "2026.2"\n\n[[retired]]\naddress = "a#old"\n')

    assert found == []
    assert (moves.move[0].from_, moves.move[0].to, moves.move[0].in_) == ("a#b", "c", "2026.2")
    assert moves.retired[0].address == "a#old"


def test_the_python_name_of_a_key_is_not_its_name_in_a_file() -> None:
    _, found = moves_of(moves='[[move]]\nfrom_ = "a#b"\nto = "c"\nin = "2026.2"\n')

    assert {finding.code for finding in found} == {Code.UNKNOWN_KEY, Code.MISSING_KEY}


def page_of(text: str) -> tuple[PageFile | None, list[Finding]]:
    found: list[Finding] = []
    return read_page_file("overrides/round-1/how-ready/page.toml", text.encode(), found), found


def test_an_override_of_a_page_is_read() -> None:
    page, found = page_of('why = "Shorter evenings"\norder = ["b", "a"]\n\n[set]\nminutes = 15\n')

    assert found == []
    assert page is not None
    assert (page.order, page.set) == (["b", "a"], {"minutes": 15})


def test_an_override_cannot_set_what_configures_the_build() -> None:
    page, (finding,) = page_of('[set]\nminutes = 15\nmyst = {enable_extensions = ["substitution"]}\n')

    assert page is None
    assert (finding.code, finding.line) == (Code.UNSAFE_KEY, 3)


def test_all_that_is_wrong_in_an_override_of_a_page_is_told_in_one_run() -> None:
    page, found = page_of('drop = 3\nrename = "Our Page"\n\n[set]\nmyst = {}\n')

    assert page is None
    assert [(one.line, one.code) for one in found] == [
        (1, Code.BAD_VALUE),
        (5, Code.UNSAFE_KEY),
        (2, Code.UNSAFE_PATH),
    ]


def test_lines_of_settings_can_be_asked_for_by_path() -> None:
    assert setting_lines(tree(hub=HUB), "hub.toml")[("variables", "venue")] == 9
    assert setting_lines(tree(hub="["), "hub.toml") == {}
    assert setting_lines(tree(), "hub.toml") == {(): 1}


@pytest.mark.parametrize("name", ["../../../evil", "/evil", "Our Page", "con", "a/b/c/d/e", "", "our-page\n"])
def test_a_page_cannot_be_renamed_to_what_is_no_name_in_a_tree(name: str) -> None:
    """Else ``compose --out`` would write outside its folder."""
    found: list[Finding] = []
    data = f"drop = false\nrename = {json.dumps(name)}\n".encode()
    assert read_page_file("overrides/round-1/one/page.toml", data, found) is None
    assert [(one.code, one.line) for one in found] == [(Code.UNSAFE_PATH, 2)]


@pytest.mark.parametrize("name", ["our-page", "our-page.md", "round-2/our-page"])
def test_a_page_can_be_renamed_within_the_tree(name: str) -> None:
    found: list[Finding] = []
    assert read_page_file("overrides/round-1/one/page.toml", f'rename = "{name}"'.encode(), found) is not None


@pytest.mark.parametrize("written", ['"midlands\\n"', '"""midlands\n"""'])
def test_a_line_end_is_no_part_of_an_id(written: str) -> None:
    found: list[Finding] = []
    data = f'schema = 1\nid = {written}\nname = "M"\n[upstream]\nsource = "x"\nversion = "1"\ntree = "x"\n'.encode()
    assert read_region(Tree({"region.toml": data}), found) is None
    assert found[0].code is Code.BAD_VALUE
