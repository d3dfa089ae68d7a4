"""Style sheets of drawings: rules for classes are said on the elements, and anything else is refused as before."""

from __future__ import annotations

import pytest

from tests.source.pictures.test_svg import OPEN, good, run

NAMED = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'


def test_rules_for_classes_are_said_on_the_elements_and_their_own_style_wins() -> None:
    rules = "/* from a drawing program */ .cls-1, .cls-2{fill:red;} .cls-2{fill:blue;stroke:#000}"
    sheet = f"<defs><style>{rules}</style></defs>"
    text = good(f'{sheet}<rect class="cls-1"/><g class="x cls-2" style="stroke:lime"/><circle class="other"/>')

    assert '<rect style="fill:red"/>' in text
    assert '<g style="fill:red;fill:blue;stroke:#000;stroke:lime"/>' in text
    assert "<circle/>" in text
    assert "cls-" not in text


@pytest.mark.parametrize(
    "sheet",
    [
        "rect{fill:red}",
        ".a:hover{fill:red}",
        "@media print{.a{fill:red}}",
        ".a{fill:red} .b",
        ".a{fill:red}}",
        "@import url(https://example.org/x.css);.a{fill:red}",
    ],
)
def test_a_sheet_that_holds_anything_else_is_refused(sheet: str) -> None:
    data, found = run(f'<style>{sheet}</style><rect class="a"/>')

    assert data is None
    assert [one.message for one in found] == ["The picture holds <style>, which drawings for the kit cannot use."]


@pytest.mark.parametrize(
    "rule", ["fill:url(https://example.org/x.svg#a)", "fill:u\\72l(x)", "behavior:x", "fill:image-set('x')"]
)
def test_a_rule_that_could_load_something_is_refused(rule: str) -> None:
    data, found = run(f'<style>.a{{{rule}}}</style><rect class="a"/>')

    assert data is None
    assert found


def test_a_document_type_that_only_names_the_kind_of_file_is_left_out() -> None:
    assert good(f'<?xml version="1.0"?>\n{NAMED}{OPEN}<rect/></svg>', whole=True) == good("<rect/>")
