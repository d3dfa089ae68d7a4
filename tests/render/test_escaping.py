"""A template of ours cannot write a value that is not escaped, wherever it is rendered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader

from kit.render.html import page_from
from kit.render.reading.reading import Reading, read
from kit.render.site.bridge import TEMPLATES, is_ours
from tests.render.editions import edition
from tests.render.site.written import write_into

KIT = Path(__file__).parents[2] / "kit"
ALL = sorted(
    path for path in KIT.rglob("*.html") if "{{" in path.read_text(encoding="utf-8") and "typst" not in path.parts
)


@pytest.mark.parametrize("path", ALL, ids=[path.relative_to(KIT).as_posix() for path in ALL])
def test_no_template_switches_escaping_off(path: Path) -> None:
    """What is HTML already says so itself: ruff's rule S704 names each place in the code that does."""
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\|\s*(?:safe|striptags|xmlattr|urlize)\b|autoescape|Markup", text)


def test_a_page_of_its_own_escapes_its_values(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("{{ value }}{{ policy }}", encoding="utf-8")

    assert page_from(tmp_path / "one.html", value="<b>'\"&").startswith(
        "&lt;b&gt;&#39;&#34;&amp;default-src &#39;none&#39;"
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A site that has been written, with all that Sphinx loaded for it."""
    place = tmp_path_factory.mktemp("escaping")
    reading = read(edition({"index.md": "# Home\n", "round-1/index.md": "# Plan\n"}), place / "work", [])
    write_into(place / "site", reading)
    return reading


def _environment(reading: Reading) -> Any:
    return reading.app.builder.templates.environment


def test_every_template_of_ours_escapes_inside_sphinx(written: Reading) -> None:
    names = [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")]

    assert len(names) > 25
    assert all(is_ours(name) for name in names)
    assert _environment(written).autoescape is is_ours


def test_a_value_in_one_of_ours_is_escaped_and_html_that_says_so_is_not(written: Reading) -> None:
    environment = _environment(written).overlay(loader=DictLoader({"page.html": "{{ one }}", "base.html": "{{ one }}"}))

    assert environment.get_template("page.html").render(one="<i>") == "&lt;i&gt;"
    assert environment.get_template("base.html").render(one="<i>") == "<i>"


def test_of_the_theme_s_own_templates_only_two_are_used(written: Reading) -> None:
    """They escape by hand; ``tests/test_planted_markup.py`` looks at what they write of ours."""
    loaded = {name for _, name in _environment(written).cache}

    assert {name for name in loaded if not is_ours(name)} == {"base.html", "!search.html"}
