"""What a check tells of a region that nothing else would: open questions, unused settings, meetings that moved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import check, examine
from kit.app.fork import Wishes, start
from kit.franchise.update.review import answers
from kit.model.findings import Code, Finding, Level
from tests.helpers import build_file_tree
from tests.regions import HUB, HUB_TOML, REGION_TOML, region_files

AFTER = len(REGION_TOML.splitlines())
REVIEW = "# How ready\n\nAddress: `{}`\n\n- [{}] Keep ours\n- [ ] Take theirs\n"
DAY = '[round.round-1]\ndate = 2027-01-20\nstart = "10:30"\n'


def region(root: Path, toml: str = "", local: Mapping[str, str] | None = None, hub: Mapping[str, str] = HUB) -> Path:
    return build_file_tree(root, region_files(local or {}, toml, hub))


def told(root: Path, code: Code) -> list[Finding]:
    return [one for one in examine(root).findings if one.code is code]


# Open questions


def test_each_open_question_is_a_warning_at_its_page(tmp_path: Path) -> None:
    address = "round-1/how-ready#why-it-matters"
    local = {
        "review/README.md": "# Questions\n",
        "review/whats-new.md": "# What is new\n\nA round.\n",
        "review/a.md": REVIEW.format(address, " "),
        "review/b.md": REVIEW.format("round-1@tea", "x"),
    }
    first, second = told(region(tmp_path, "", local), Code.OPEN_QUESTION)

    assert (first.place, first.level) == ("review/a.md", Level.WARNING)
    assert f"asks something about {address}, one of 2 that wait, that only you can decide" in first.message
    assert first.hint.endswith("peerkit resolve")
    assert second.place == "review/b.md"


def test_without_a_question_nothing_is_told(tmp_path: Path) -> None:
    assert told(region(tmp_path, "", {"review/README.md": "# Questions\n"}), Code.OPEN_QUESTION) == []


@pytest.mark.parametrize("tick", ["- [ x ] Keep ours", "- [X ] Keep ours", "* [x]Keep ours", "- [ x] Keep ours  "])
def test_a_tick_may_have_spaces_around_it(tick: str) -> None:
    page = REVIEW.format("round-1@tea", " ").replace("- [ ] Keep ours", tick)

    assert [one.ticked for one in answers({"review/a.md": page.encode()})] == [("Keep ours",)]


# Variables


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("vennue", "Did you mean venue?"),
        ("contakt", "Did you mean contact?"),
        ("parking", "Use it on a page as {{ parking }}, or delete the line."),
    ],
)
def test_a_variable_that_no_page_uses_is_told_with_the_nearest(tmp_path: Path, name: str, hint: str) -> None:
    (one,) = told(region(tmp_path, f'\n[variables]\n{name} = "Town Hall"\n'), Code.UNUSED_VARIABLE)

    assert (one.place, one.level) == (f"region.toml:{AFTER + 3}", Level.WARNING)
    assert one.message.startswith(f"{name} is used on no page")
    assert one.hint == hint


def test_a_variable_that_a_page_of_the_regions_own_uses_is_used(tmp_path: Path) -> None:
    own = {"pages/parking.md": "# Parking\n\nAt {{ parking }}.\n"}

    assert told(region(tmp_path, '\n[variables]\nparking = "Gate 2"\n', own), Code.UNUSED_VARIABLE) == []


def test_a_variable_that_upstream_declares_may_be_used_nowhere(tmp_path: Path) -> None:
    hub = HUB | {"hub.toml": HUB_TOML.replace("contact =", 'wifi = ""\ncontact =')}

    assert told(region(tmp_path, '\n[variables]\nwifi = "guest"\n', None, hub), Code.UNUSED_VARIABLE) == []


def test_a_hub_is_told_of_its_own_unused_variables(tmp_path: Path) -> None:
    hub = HUB | {"hub.toml": HUB_TOML.replace("contact =", 'wifi = ""\ncontact =')}
    (one,) = told(build_file_tree(tmp_path, hub), Code.UNUSED_VARIABLE)

    assert one.place == "hub.toml:10"


# Addresses


@pytest.mark.parametrize(
    ("written", "scheme", "alone"),
    [
        ("mailto:peers@example.org", "mailto:", "peers@example.org"),
        ("MailTo: peers@example.org?subject=Hello there", "MailTo:", "peers@example.org"),
        (" mailto://peers@example.org", "mailto:", "peers@example.org"),
        ("tel:01632 960 000", "tel:", "01632 960 000"),
    ],
)
@pytest.mark.parametrize("key", ["variables.contact", "variables.help", "accessibility.contact", "privacy.contact"])
def test_an_address_is_written_without_what_a_link_begins_with(
    tmp_path: Path, written: str, scheme: str, alone: str, key: str
) -> None:
    table, _, name = key.partition(".")
    root = region(tmp_path, f'\n[{table}]\n{name} = "{written}"\n')
    (one,) = told(root, Code.SCHEME_SHOWN)

    assert (one.place, one.level) == (f"region.toml:{AFTER + 3}", Level.WARNING)
    assert f'{name} begins with "{scheme}"' in one.message
    assert one.hint.endswith(f'{name} = "{alone}"')


@pytest.mark.parametrize(
    "written", ["peers@example.org", "https://example.org/", "Sam, mailto:no", "telling", "Tel: 1"]
)
def test_other_values_begin_as_they_like(tmp_path: Path, written: str) -> None:
    root = region(tmp_path, f'\n[variables]\ncontact = "{written}"\n')

    assert told(root, Code.SCHEME_SHOWN) == []


# Languages


@pytest.mark.parametrize("named", ['["en", "cy"]', '["cy", "en"]', '["cy"]'])
def test_a_language_without_a_page_is_told_and_pages_keep_theirs(tmp_path: Path, named: str) -> None:
    root = region(tmp_path)
    path = root / "region.toml"
    path.write_text(path.read_text().replace('["en"]', named))
    (one,) = told(root, Code.LANGUAGE_MISSING)

    assert one.place == "region.toml:4"
    assert 'languages has "cy", and there is no page in it' in one.message
    edition = examine(root).edition
    assert edition is not None
    assert edition.language == "en-GB"


def test_a_language_with_a_page_is_not_told(tmp_path: Path) -> None:
    root = region(tmp_path, "", {"pages/welcome.cy.md": "# Croeso\n"})
    path = root / "region.toml"
    path.write_text(path.read_text().replace('["en"]', '["en", "cy"]'))

    assert told(root, Code.LANGUAGE_MISSING) == []


def languages(files: Mapping[str, str], named: str) -> dict[str, str]:
    file = "region.toml" if "region.toml" in files else "hub.toml"
    return {**files, file: files[file].replace('["en"]', named)}


NEW_HUB = HUB | {"region.md": "# {{ group }}\n\nHello.\n"}
NEW_REGION = region_files({}, hub=NEW_HUB)
NEW_REGION["region.toml"] = REGION_TOML.replace("\n[upstream]", 'home = "region"\n\n[upstream]')


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (HUB, Code.LANGUAGE_MISSING),
        (NEW_HUB, Code.NO_PAGE_IN_LANGUAGE),
        (NEW_HUB | {"region.md": HUB["index.md"]}, Code.NO_PAGE_IN_LANGUAGE),  # as a composed tree has it
        (region_files({}), Code.LANGUAGE_MISSING),
        (region_files({}, hub=NEW_HUB), Code.LANGUAGE_MISSING),
        (NEW_REGION, Code.NO_PAGE_IN_LANGUAGE),
    ],
    ids=["hub", "new hub", "composed tree", "region", "region below a new hub", "new region"],
)
def test_a_language_without_a_page_is_an_error_in_trees_that_know_a_regions_home(
    tmp_path: Path, files: Mapping[str, str], code: Code
) -> None:
    """design: a warning, and an error in trees made from this version on, which is seen by the region's home page."""
    root = build_file_tree(tmp_path, languages(files, '["en", "cy"]'))
    codes = {Code.LANGUAGE_MISSING, Code.NO_PAGE_IN_LANGUAGE}

    assert {one.code for one in examine(root).findings} & codes == {code}
    build_file_tree(root, languages(files, '["en", "cy"]') | {"about.cy.md": "# Amdanom ni\n"})
    if "region.toml" in files:
        build_file_tree(root, {"pages/about.cy.md": "# Amdanom ni\n"})
    assert {one.code for one in examine(root).findings} & codes == set()


def test_a_new_region_is_held_to_its_languages_and_starts_with_none_that_is_empty(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "hub", NEW_HUB)
    wishes = Wishes(tmp_path / "region", "Westshire", None, str(tmp_path / "hub"), {})
    build_file_tree(wishes.dest, start(wishes).files)
    path = tmp_path / "region" / "region.toml"

    assert told(path.parent, Code.NO_PAGE_IN_LANGUAGE) == []
    path.write_text(path.read_text().replace('languages = ["en"]', 'languages = ["en", "gd"]'))
    assert [one.level for one in told(path.parent, Code.NO_PAGE_IN_LANGUAGE)] == [Level.ERROR]


# Revisions


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("2027-01-20", "2027-01-27", "date or start, end"),
        ("10:30", "11:00", "date or start, end"),
        ("Town Hall", "Library", "venue"),
        ('start = "10:30"', "", "date or start, end"),
    ],
)
def test_a_meeting_that_moved_since_the_last_build_needs_a_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    root = region(tmp_path / "tree", f'{DAY}\n[variables]\nvenue = "Town Hall"\n')
    out = Path("_build/midlands")
    build(root, out, Order(), lambda _: None)
    assert not [one for one in check(root).findings if one.code is Code.REVISION_DUE]
    path = root / "region.toml"
    path.write_text(path.read_text().replace(old, new))

    (one,) = [one for one in check(root).findings if one.code is Code.REVISION_DUE]
    assert one.place == f"region.toml:{AFTER + 1}"
    assert f'The {what} of "Meet the standard" changed since the last build' in one.message
    assert one.hint.endswith("write revision = 1 under [round.round-1].")

    path.write_text(path.read_text().replace("[round.round-1]\n", "[round.round-1]\nrevision = 1\n"))
    assert not [one for one in check(root).findings if one.code is Code.REVISION_DUE]


@pytest.mark.parametrize("sequence", ["9" * 5000, "²", "", "1;x"])
def test_an_earlier_calendar_that_says_nothing_of_use_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sequence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    root = region(tmp_path / "tree", DAY)
    build(root, Path("_build/midlands"), Order(), lambda _: None)
    calendar = Path("_build/midlands/calendar/round-1.ics")
    text = calendar.read_text(encoding="utf-8").replace("SEQUENCE:0", f"SEQUENCE:{sequence}")
    calendar.write_text(text.replace("20270120", "20270127"), encoding="utf-8")

    assert not [one for one in check(root).findings if one.code is Code.REVISION_DUE]


def test_the_build_that_replaces_it_says_so_and_writes_what_a_first_build_writes(tmp_path: Path) -> None:
    root = region(tmp_path / "tree", DAY)
    build(root, tmp_path / "out", Order(), lambda _: None)
    path = root / "region.toml"
    path.write_text(path.read_text().replace("01-20", "01-27"))

    again = build(root, tmp_path / "out", Order(), lambda _: None)
    fresh = build(root, tmp_path / "fresh", Order(), lambda _: None)

    assert [one.code for one in again if one not in fresh] == [Code.REVISION_DUE]
    assert (tmp_path / "out/manifest.json").read_bytes() == (tmp_path / "fresh/manifest.json").read_bytes()


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"\xff\xfe\x00",
        b"BEGIN:VEVENT\nUID:round-1@midlands.peerkit\nSEQUENCE:no\nEND:VEVENT\n",
        b"BEGIN:VEVENT\r\nDTSTART",
        b"x" * 2_000_000,
    ],
)
def test_an_earlier_calendar_that_cannot_be_read_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    root = region(tmp_path / "tree", DAY)
    manifest = '{"files": [{"path": "calendar/round-1.ics"}]}'
    build_file_tree(
        tmp_path / "_build/midlands", {"manifest.json": manifest, "calendar/round-1.ics": spoilt.decode("latin-1")}
    )

    assert not [one for one in check(root).findings if one.code is Code.REVISION_DUE]
