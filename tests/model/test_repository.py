"""Addresses of repositories: what is taken, what becomes of it, and how what is not is told."""

from __future__ import annotations

import pytest

from kit.model.findings import Code, Finding
from kit.model.repository import Repository, repository_at
from kit.source.settings.files import read_region
from tests.regions import REGION_TOML, tree

READ = {
    ("https://github.com/us/ours", None): Repository("github", "https://github.com/us/ours"),
    ("https://github.com/us/ours/", None): Repository("github", "https://github.com/us/ours"),
    ("https://github.com/us/ours.git", None): Repository("github", "https://github.com/us/ours"),
    ("https://github.com/us/ours/tree/2027", None): Repository("github", "https://github.com/us/ours", "2027"),
    ("https://github.com/us/ours/tree/main/groups/west", None): Repository(
        "github", "https://github.com/us/ours", "main", "groups/west"
    ),
    ("https://gitlab.com/council/digital/ours", None): Repository("gitlab", "https://gitlab.com/council/digital/ours"),
    ("https://gitlab.com/us/ours/-/tree/live/west", None): Repository(
        "gitlab", "https://gitlab.com/us/ours", "live", "west"
    ),
    ("https://codeberg.org/us/ours/src/branch/live", None): Repository(
        "forgejo", "https://codeberg.org/us/ours", "live"
    ),
    ("https://git.council.example:8443/us/ours", "gitlab"): Repository(
        "gitlab", "https://git.council.example:8443/us/ours"
    ),
    ("https://code.example.org/us/ours", "forgejo"): Repository("forgejo", "https://code.example.org/us/ours"),
}
REFUSED = {
    "http://github.com/us/ours": (Code.BAD_VALUE, "begins with https://"),
    "github.com/us/ours": (Code.BAD_VALUE, "begins with https://"),
    "git@github.com:us/ours.git": (Code.BAD_VALUE, "begins with https://"),
    "javascript:alert(1)": (Code.UNSAFE_VALUE, "begins with https://"),
    "data:text/html,x": (Code.UNSAFE_VALUE, "begins with https://"),
    "https://me:secret@github.com/us/ours": (Code.BAD_VALUE, "begins with https://"),
    "https://github.com/us/ours?x=1": (Code.BAD_VALUE, "begins with https://"),
    "https://github.com/us/ours#x": (Code.BAD_VALUE, "begins with https://"),
    "https://github.com/us/../ours": (Code.BAD_VALUE, "or of a folder in it"),
    "https://github.com/us": (Code.BAD_VALUE, "or of a folder in it"),
    "https://github.com/us/ours/blob/main/region.toml": (Code.BAD_VALUE, "or of a folder in it"),
    "https://gitlab.com/us/ours/tree/../x": (Code.BAD_VALUE, "or of a folder in it"),
    "https://codeberg.org/us/ours/src/branch/..": (Code.BAD_VALUE, "or of a folder in it"),
    "https://git.example.org/us/ours": (Code.BAD_VALUE, "does not know what runs there"),
}


@pytest.mark.parametrize("given", READ, ids=lambda given: given[0])
def test_an_address_as_people_copy_it_names_the_repository_its_branch_and_the_folder(
    given: tuple[str, str | None],
) -> None:
    assert repository_at(*given) == READ[given]


@pytest.mark.parametrize("address", REFUSED)
def test_anything_else_is_refused_at_its_line(address: str) -> None:
    settings = REGION_TOML.replace("languages", f'repository = "{address}"\nlanguages', 1)
    found: list[Finding] = []

    assert read_region(tree({"region.toml": settings}), found) is None
    code, words = REFUSED[address]
    assert [(one.code, one.line) for one in found] == [(code, 4)]
    assert words in found[0].message


@pytest.mark.parametrize(
    ("line", "words"),
    [('forge = "gitlab"', "names no repository"), ('forge = "svn"', "needs one of github, gitlab, forgejo")],
)
def test_a_forge_alone_or_of_another_kind_is_told(line: str, words: str) -> None:
    found: list[Finding] = []

    assert read_region(tree({"region.toml": REGION_TOML.replace("languages", f"{line}\nlanguages", 1)}), found) is None
    assert [words in one.message for one in found] == [True]


def test_an_address_at_another_host_is_taken_with_its_forge() -> None:
    lines = 'repository = "https://git.example.org/us/ours"\nforge = "forgejo"\n'  # in either order
    region = read_region(tree({"region.toml": REGION_TOML.replace("languages", f"{lines}languages", 1)}), [])

    assert region is not None
    assert region.kept_in == Repository("forgejo", "https://git.example.org/us/ours")
