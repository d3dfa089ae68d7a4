"""The gates inside the parser and after it hold by themselves: here the first gate, the checks, is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docutils import nodes

from kit.model.edition import Edition
from kit.model.errors import EnvironmentTrouble
from kit.model.findings import Code, Finding
from kit.render.reading.reading import Reading, read
from kit.render.reading.walk import safe_address
from tests.helpers import build_file_tree, places
from tests.hostile.attacks import PLACEHOLDER_PICTURE, SECRET, read_attacks
from tests.hostile.guard import time_limit, watching
from tests.render.editions import edition

# Sizes and depths are for the first gate alone to bound.
PAGES = {
    f"round-1/{one.name}.md": one.page
    for one in read_attacks()
    if one.page and one.tree == "hub" and not any(place.startswith("unsafe-size") for place in one.refused)
}


def _unchecked(texts: dict[str, str]) -> Edition:
    """Return an edition of the pages as they stand, front matter included, which MyST would obey."""
    made = edition(dict.fromkeys(texts, "# Page\n") | {"a.png": PLACEHOLDER_PICTURE})
    pages = {name: replace(page, text=texts[page.path], meta_last=0) for name, page in made.pages.items()}
    return replace(made, pages=pages)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """Read every hostile page of the pack at once, unchecked."""
    place = tmp_path_factory.mktemp("unchecked")
    build_file_tree(place, {"secret.txt": SECRET, "secret.png": SECRET})
    pages = {"index.md": "# Home\n", "round-1/index.md": "# Plan\n", **PAGES}
    found: list[Finding] = []
    with watching(place / "work") as watch, time_limit(120):
        made = read(_unchecked(pages), place / "work", found)
    assert watch.seen == []
    return made


@pytest.mark.parametrize("page", sorted(PAGES))
def test_an_unchecked_page_still_gets_nothing(page: str, reading: Reading) -> None:
    document = reading.app.env.get_doctree(page.removesuffix(".md"))
    addresses = [str(node.get("refuri", "")) for node in document.findall(nodes.reference)]

    assert SECRET not in document.astext()
    assert [one for one in addresses if not safe_address(one)] == []
    assert [node for node in document.findall(nodes.raw) if "alert" in node.astext()] == []
    assert [node for node in document.findall(nodes.image) if "evil" in node["uri"] or "secret" in node["uri"]] == []
    assert list(document.findall(nodes.meta)) == []


def test_no_file_is_published_for_them(reading: Reading) -> None:
    assert set(reading.app.env.images) <= {"a.png"}
    assert list(reading.app.env.dlfiles) == []
    assert {"unsafe-directive", "unsafe-role", "unsafe-html"} <= {str(one.code.value) for one in reading.found}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```{eval-rst}\n.. note:: x\n```", Code.UNSAFE_DIRECTIVE),
        ("```{include} ../a.md\n```", Code.UNSAFE_DIRECTIVE),
        ("```{unheard-of}\n```", Code.UNKNOWN_DIRECTIVE),
        ("```{toctree}\nindex\n```", Code.UNSAFE_DIRECTIVE),
        ("{download}`x`", Code.UNSAFE_ROLE),
    ],
)
def test_the_parser_refuses_by_name_with_the_line(text: str, code: Code, tmp_path: Path) -> None:
    found: list[Finding] = []
    read(edition({"index.md": "# Home\n", "round-1/index.md": f"# Plan\n\n{text}\n"}), tmp_path / "work", found)

    assert places(found) == [(code, "round-1/index.md:3")]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("myst_parser.mdit_to_docutils.sphinx_:SphinxRenderer", "render_restructuredtext"),
        ("myst_parser.parsers.sphinx_", "read_topmatter"),
    ],
)
def test_a_build_stops_with_a_sentence_where_a_guarded_name_is_gone(
    place: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module, _, attribute = place.partition(":")
    owner = __import__(module, fromlist=["x"])
    owner = getattr(owner, attribute) if attribute else owner
    while name not in vars(owner):
        owner = owner.__mro__[1]
    monkeypatch.delattr(owner, name)

    with pytest.raises(EnvironmentTrouble, match=name):
        read(edition({"index.md": "# Home\n"}), tmp_path / "work", [])
