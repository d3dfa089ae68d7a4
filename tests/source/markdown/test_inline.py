"""What a page's text refers to, each with its line and the blocks around it."""

from __future__ import annotations

from kit.model.findings import Code, Finding
from kit.model.page import Reference
from kit.source.markdown.block_parser import parts
from kit.source.markdown.inline import References, references


def read(text: str) -> tuple[References, list[Finding]]:
    found: list[Finding] = []
    return references(parts(text), "page.md", found), found


def test_links_have_the_line_on_which_they_stand() -> None:
    seen, _ = read("# A\n\nOne\n[two *words*](b.md#c)\nand <https://example.org/>\n\n| a |\n|---|\n| [x](y.md) |\n")

    assert seen.links == [
        Reference("b.md#c", "two words", 4),
        Reference("https://example.org/", "https://example.org/", 5),
        Reference("y.md", "x", 9),
    ]


def test_the_text_of_a_linked_picture_is_its_alt_text() -> None:
    seen, _ = read("[![A map](map.png)](plan.md)\n")

    assert seen.pictures == [Reference("map.png", "A map", 1)]
    assert seen.links[0].text == "A map"


def test_definitions_at_the_end_serve_blocks_above() -> None:
    seen, _ = read(":::{note}\n[x][y]\n:::\n\n[y]: z.md\n")

    assert seen.links == [Reference("z.md", "x", 2, ("note",))]
    assert seen.footnotes == [Reference("Y", "[Y]:", 5)]


def test_opening_lines_and_options_of_blocks_hold_references() -> None:
    seen, found = read(
        "::::{card} See [this](a.md)\n:link: b.md\n:img-top: c.png\n:img-alt: A map\n:name: here\n\n"
        ":::{figure} d.png\n:alt: A plan\n:target: e.md\n\nCaption {kbd}`F`\n:::\n::::\n\n"
        ":::{card}\n:link: r\n:link-type: ref\n:::\n\n```{button-link} f.md\nGo\n```\n\n```{button-ref} g\n```\n"
    )

    assert found == []
    assert [(one.target, one.line) for one in seen.links] == [("a.md", 1), ("b.md", 2), ("e.md", 9), ("f.md", 20)]
    assert [(one.target, one.text, one.line) for one in seen.pictures] == [
        ("c.png", "A map", 3),
        ("d.png", "A plan", 7),
    ]
    assert seen.pictures[1].parents == ("card",)
    assert [(name, one.target, one.line) for name, one in seen.roles] == [
        ("kbd", "F", 11),
        ("ref", "r", 16),
        ("ref", "g", 24),
    ]
    assert seen.targets == [Reference("here", "", 5)]


def test_the_words_of_a_role_are_told_from_its_target() -> None:
    seen, _ = read("{ref}`words <place>` {doc}`page`\n")

    assert [(name, one.target, one.text) for name, one in seen.roles] == [
        ("ref", "words <place>", "words"),
        ("doc", "page", "page"),
    ]


def test_variables_are_found_in_text_and_not_in_code() -> None:
    seen, found = read(
        "{{ venue }} **{{a}}**\n`{{ b }}`\n[{{ c }}](d.md)\n\n```\n{{ e }}\n```\n\n    {{ f }}\n\n"
        ":::{code-block}\n{{ g }}\n:::\n\n:::{slide} In {{ h }}\n> - {{ i }}\n:::\n"
    )

    assert found == []
    assert [(one.target, one.line) for one in seen.variables] == [
        ("venue", 1),
        ("a", 1),
        ("c", 3),
        ("h", 15),
        ("i", 16),
    ]


def test_a_variable_must_stand_on_one_line() -> None:
    seen, found = read("Meet at {{\nvenue }}\n")

    assert seen.variables == []
    assert [(one.code, one.line) for one in found] == [(Code.BAD_VARIABLE, 1)]


def test_footnotes_are_found_where_they_are_used_and_written() -> None:
    seen, _ = read("A[^x].\n\n:::{facilitator}\nB[^x]\n:::\n\n[^x]: Words.\n")

    assert [(one.target, one.line, one.parents) for one in seen.footnotes] == [
        ("x", 1, ()),
        ("x", 4, ("facilitator",)),
        ("x", 7, ()),
    ]


def test_comments_alone_on_their_lines_are_no_html() -> None:
    assert read("<!-- a\nb -->\n\n<!-- c --> <!-- d -->\n\n> <!-- e -->\n")[1] == []
