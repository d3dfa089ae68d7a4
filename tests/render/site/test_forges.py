"""The addresses that open a web editor, a form or a mail: each as the place that they lead to reads it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kit.model.repository import Change, repository_at
from kit.render.site.forges import LONGEST, edit_file, issue, lines_of, mail, new_file

GITHUB = repository_at("https://github.com/us/ours/tree/live/west")
GITLAB = repository_at("https://gitlab.com/us/digital/ours")
CODEBERG = repository_at("https://codeberg.org/us/ours")
FILE = "overrides/round-1/talk/score.words.md"
TEXT = "## Score & talk\n\n100% of “us”, + you: a=b?\n"
WHERE = "round-1/talk#score"


def read(address: str) -> tuple[str, dict[str, list[str]]]:
    """Return an address without its query, and the query as servers and browsers read it."""
    parts = urlsplit(address)
    return address.partition("?")[0], parse_qs(parts.query, strict_parsing=True)


def test_github_gets_name_and_text_of_a_new_file_at_the_folder_of_the_group() -> None:
    address, filled = new_file(GITHUB, FILE, TEXT)

    assert filled
    assert read(address) == ("https://github.com/us/ours/new/live", {"filename": [f"west/{FILE}"], "value": [TEXT]})


def test_codeberg_gets_them_too() -> None:
    address, filled = new_file(CODEBERG, FILE, TEXT)

    assert filled
    assert read(address) == ("https://codeberg.org/us/ours/_new/main/", {"filename": [FILE], "value": [TEXT]})


def test_gitlab_gets_the_name_alone_since_its_editor_passes_over_a_text() -> None:
    address, filled = new_file(GITLAB, FILE, TEXT)

    assert not filled
    assert read(address) == ("https://gitlab.com/us/digital/ours/-/new/main", {"file_name": [FILE]})


def test_a_text_too_long_for_an_address_is_left_out_of_it() -> None:
    address, filled = new_file(GITHUB, FILE, "ŵ" * LONGEST)

    assert not filled
    assert read(address)[1] == {"filename": [f"west/{FILE}"]}
    assert all(len(new_file(GITHUB, FILE, "ŵ" * length)[0]) <= LONGEST for length in range(1200, 1400))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (edit_file(GITHUB, FILE), f"https://github.com/us/ours/edit/live/west/{FILE}"),
        (edit_file(GITLAB, FILE), f"https://gitlab.com/us/digital/ours/-/edit/main/{FILE}"),
        (edit_file(CODEBERG, FILE), f"https://codeberg.org/us/ours/_edit/main/{FILE}"),
        (lines_of(GITHUB, "a.md", 3, 9), "https://github.com/us/ours/blob/live/west/a.md?plain=1#L3-L9"),
        (lines_of(GITLAB, "a.md", 3, 9), "https://gitlab.com/us/digital/ours/-/blob/main/a.md?plain=1#L3-9"),
        (lines_of(CODEBERG, "a.md", 3, 9), "https://codeberg.org/us/ours/src/branch/main/a.md?display=source#L3-L9"),
    ],
)
def test_a_file_is_edited_and_shown_at_its_own_address(address: str, expected: str) -> None:
    assert address == expected


def test_a_form_has_the_address_of_the_section_in_it() -> None:
    assert read(issue(GITHUB, WHERE)) == (
        "https://github.com/us/ours/issues/new",
        {"template": ["change.yml"], "address": [WHERE]},
    )
    assert read(issue(CODEBERG, WHERE)) == (
        "https://codeberg.org/us/ours/issues/new",
        {"template": [".github/ISSUE_TEMPLATE/change.yml"], "field:address": [WHERE]},
    )
    address, fields = read(issue(GITLAB, WHERE))
    assert address == "https://gitlab.com/us/digital/ours/-/issues/new"
    assert fields["issue[title]"] == [f"Change {WHERE}"]
    assert WHERE in fields["issue[description]"][0]


def test_a_mail_says_which_section_and_has_no_plus_signs_for_spaces() -> None:
    change = Change("score", "Score & talk", WHERE, FILE)
    address = mail("mailto:us@example.org", change, "https://us.example.org/talk.html#score")

    assert address.startswith("mailto:us@example.org?subject=")
    assert "+" not in address
    fields = parse_qs(address.partition("?")[2])
    assert fields["subject"] == ["A change to “Score & talk”"]
    assert (
        "Section: Score & talk (round-1/talk#score)\r\nPage: https://us.example.org/talk.html#score"
        in fields["body"][0]
    )
