"""The parser sees what MyST sees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.docutils_ import Parser
from myst_parser.parsers.mdit import create_md_parser

from kit.render.reading.settings import MYST_EXTENSIONS
from kit.source.markdown.parser import inline_tokens, plain, tokens
from kit.source.markdown.sections import sections
from kit.source.markdown.slugs import slug

CASES = Path(__file__).parents[2] / "cases" / "pages"
PAGES = ["sound", "two-titles", "outline", "facilitator-leak", "html", "variables"]


def headings_of(text: str) -> list[tuple[int, str]]:
    """Return line and title of each section as MyST reads ``text``."""
    overrides = {"myst_enable_extensions": MYST_EXTENSIONS, "report_level": 5, "doctitle_xform": False}
    document = publish_doctree(text, parser=Parser(), settings_overrides=overrides)
    found = [(one.line or 0, one.next_node(nodes.title)) for one in document.findall(nodes.section)]
    return [(line, title.astext()) for line, title in found if title]


@pytest.mark.parametrize("name", PAGES)
def test_sections_are_where_myst_finds_them(name: str) -> None:
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")

    expected = headings_of(text)

    assert [(one.heading_line, one.title) for one in sections(text)] == expected
    assert len(expected) >= 1


# All but the page whose links are kept on purpose: see the docstring of kit/source/markdown/parser.py.
@pytest.mark.parametrize("case", sorted({*CASES.glob("*.md")} - {CASES / "addresses.md"}), ids=lambda case: case.stem)
def test_blocks_are_those_of_mysts_own_parser(case: Path) -> None:
    text = case.read_text(encoding="utf-8", errors="replace")
    theirs = create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML).parse(text)

    assert [(one.type, one.map, one.content, one.info) for one in tokens(text)] == [
        (one.type, one.map, one.content, one.info) for one in theirs
    ]


def test_the_slug_is_that_of_the_words_that_myst_passes_to_it() -> None:
    (token,) = [token for token in tokens("## *Score* `it` [now](x.md)!\n") if token.type == "inline"]
    passed = "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))

    assert slug(plain(token.children)) == slug(passed) == "score-it-now"


def test_front_matter_counts_at_the_top_only() -> None:
    assert tokens("---\na: b\n---\n")[0].map == [0, 3]
    assert tokens("\ufeff---\na: b\n---\n")[0].type == "front_matter"
    assert tokens("---\na: b\n---\n", body=True)[0].type == "hr"


def test_links_with_addresses_that_browsers_run_stay_links() -> None:
    (inline,) = [token for token in tokens("[x](javascript:y)") if token.type == "inline"]

    assert [child.type for child in inline.children or ()] == ["link_open", "text", "link_close"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a **b** _c_ `d`", "a b c d"),
        ("[a](b) ![c](d) {kbd}`e`", "a e"),
        ("{ref}`words <target>` {doc}`page`", "words page"),
        ("a\\*b &amp; c", "a*b & c"),
    ],
)
def test_plain_text_is_what_a_reader_sees(written: str, shown: str) -> None:
    assert plain(inline_tokens(written)[0].children) == shown


def test_reading_a_page_does_not_import_what_only_builds_need() -> None:
    code = (
        "import sys; from kit.source.markdown.parser import tokens; tokens('# A'); "
        "print(sorted({'docutils', 'sphinx', 'myst_parser'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
