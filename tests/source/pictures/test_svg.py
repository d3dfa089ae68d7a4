"""SVG pictures: drawings come through, what could run or fetch something is refused with its line."""

from __future__ import annotations

import pytest
from lxml import etree

from kit.model.findings import Code, Finding
from kit.source.pictures.svg import rebuild

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">\n'


def run(body: str, whole: bool = False) -> tuple[bytes | None, list[Finding]]:
    found: list[Finding] = []
    text = body if whole else f"{OPEN}{body}</svg>"
    return rebuild("round-1/map.svg", text.encode(), found), found


def good(body: str, whole: bool = False) -> str:
    data, found = run(body, whole)
    assert found == []
    assert data is not None
    return data.decode()


DRAWING = """<title>Two &amp; more</title><desc>A map</desc>
<defs><linearGradient id="fade"><stop offset="0" stop-color="#fff"/></linearGradient>
<clipPath id="cut"><rect width="4" height="4"/></clipPath>
<symbol id="dot"><circle r="1"/></symbol><marker id="tip" orient="auto"><path d="M0 0L1 1"/></marker></defs>
<g transform="translate(1 2)" clip-path="url(#cut)"><use href="#dot" x="2"/>
<path d="M0 0h1" style="fill:url(#fade); stroke:#000" marker-end="url('#tip')"/></g>
<text x="1" y="2" font-family="Inter, sans-serif">One <tspan font-weight="bold">two</tspan> three</text>
"""


def test_a_drawing_comes_through_with_all_that_draws() -> None:
    text = good(DRAWING)

    for part in (
        *("<title>Two &amp; more</title>", 'clip-path="url(#cut)"', 'href="#dot"', "marker-end=\"url('#tip')\""),
        *('style="fill:url(#fade);stroke:#000"', 'One <tspan font-weight="bold">two</tspan> three', 'id="fade"'),
    ):
        assert part in text


def test_rebuilding_is_deterministic_and_a_second_time_changes_nothing() -> None:
    once = good(DRAWING)

    assert good(once, whole=True) == once
    assert good(DRAWING.replace('x="1" y="2"', 'y="2" x="1"')) == once


def test_old_style_references_are_taken_and_written_the_new_way() -> None:
    assert 'href="#a"' in good('<g id="a"/><use xlink:href="#a"/>')


def test_windows_line_ends_a_byte_order_mark_and_a_declaration_are_fine() -> None:
    text = '\ufeff<?xml version="1.0" encoding="ISO-8859-1"?>\r\n' + OPEN + "<text>Tŷ</text>\r\n</svg>\r\n"

    assert "<text>Tŷ</text>" in good(text, whole=True)


EDITOR = """<?xml version="1.0"?>
<!-- Created with Inkscape -->
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" data-name="Layer 1" class="map"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.3"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">
  <sodipodi:namedview id="base"><inkscape:grid/></sodipodi:namedview>
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
  <g inkscape:label="Layer 1" style="fill:#fff;-inkscape-stroke:none"><rect width="5" height="5"/></g>
</svg>"""


def test_what_drawing_programs_note_for_themselves_is_dropped() -> None:
    text = good(EDITOR, whole=True)

    assert 'style="fill:#fff"' in text
    assert not any(word in text for word in ("inkscape", "sodipodi", "metadata", "RDF", "Created", "Layer", "class"))


BY_PROGRAMS = {
    "metadata": "<metadata>Sam</metadata>",
    "a creator": '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:li>Sam</r:li></r:RDF></metadata>',
    "a comment": "<!-- /home/Sam/map.svg -->",
    "an instruction": '<?xpacket begin="" id="Sam"?>',
    "Inkscape's view": '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/x" docname="Sam"/>',
    "where Inkscape exported to": (
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\Users\\Sam\\map.png"/>'
    ),
    "where Inkscape found a link": '<g xmlns:s="http://sodipodi.sourceforge.net/x" s:absref="/home/Sam/a.png"/>',
    "Illustrator's own data": '<x:pgf xmlns:x="http://ns.adobe.com/AdobeIllustrator/10.0/">Sam</x:pgf>',
    "data of a web page": '<rect data-name="Sam" class="Sam"/>',
    "the title of a link": '<use href="#a" xlink:title="Sam"/>',
    "words between parts": "<g>Sam<rect/>Sam</g>",
}


@pytest.mark.parametrize("name", BY_PROGRAMS)
def test_what_a_program_noted_of_who_drew_it_and_where_is_gone(name: str) -> None:
    assert "Sam" not in good(BY_PROGRAMS[name])


def test_the_name_that_a_drawing_had_on_its_author_s_disk_is_gone() -> None:
    named = OPEN.replace(">", ' xmlns:s="http://sodipodi.sourceforge.net/x" s:docname="/home/Sam/map.svg">')

    assert "Sam" not in good(f"{named}</svg>", whole=True)


@pytest.mark.parametrize("text", ["<foreignObject/>", "<g><switch><foreignObject/><text>a</text></switch></g>"])
def test_texts_of_draw_io_are_told_by_the_names_of_its_two_boxes(text: str) -> None:
    found: list[Finding] = []
    rebuild("a.svg", f"{OPEN}{text}</svg>".encode(), found)

    assert "“Formatted text” and “Word wrap”" in found[0].hint


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script in another namespace": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "foreign object": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "event": '<rect onload="alert(1)"/>',
    "event on the way": '<g ONCLICK="alert(1)"/>',
    "link": '<a href="https://example.org"><rect/></a>',
    "script link": '<a xlink:href="javascript:alert(1)"><rect/></a>',
    "remote use": '<use href="https://example.org/a.svg#b"/>',
    "data use": '<use xlink:href="data:image/svg+xml;base64,AAAA"/>',
    "remote picture": '<image href="https://example.org/spy.png"/>',
    "local picture": '<image href="file:///etc/passwd"/>',
    "style element": "<style>@import url(https://example.org/x.css);</style>",
    "remote fill": '<rect fill="url(https://example.org/x.svg#a)"/>',
    "remote fill in quotes": "<rect fill=\"url( '//example.org/x#a' )\"/>",
    "remote style": '<rect style="fill:red;clip-path:url(https://example.org/#a)"/>',
    "escaped style": '<rect style="fill:u\\72l(https://example.org)"/>',
    "two fills": '<rect fill="url(#a) url(https://example.org/#a)"/>',
    "newer way to load": "<rect fill=\"src('https://example.org/x')\"/>",
    "comment in style": '<rect style="fill:u/**/rl(https://example.org)"/>',
    "style that loads": '<rect style="background-image:none"/>',
    "style behaviour": '<rect style="behavior:none"/>',
    "animation": '<rect><animate attributeName="href" to="javascript:alert(1)"/></rect>',
    "set": '<set attributeName="onmouseover" to="alert(1)"/>',
    "filter": '<filter id="f"><feImage href="https://example.org/x.png"/></filter>',
    "embedded page": '<iframe src="https://example.org"/>',
    "base": '<rect xml:base="https://example.org/"/>',
    "unknown attribute": '<rect src="https://example.org/"/>',
    "event inside text": "<text>a<tspan onclick='x'>b</tspan></text>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_run_or_fetch_is_refused_with_its_line(name: str) -> None:
    data, found = run("<g/>\n" + HOSTILE[name])

    assert data is None
    assert found
    assert {finding.code for finding in found} == {Code.UNSAFE_PICTURE}
    assert {finding.line for finding in found} == {3}


def test_all_that_is_refused_is_told_in_one_run() -> None:
    assert len(run('<script/>\n<rect onload="x" onclick="y"/>\n<image/>')[1]) == 4


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n',
        '<!DOCTYPE svg><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n',
        '<!doctype svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n',
    ],
)
def test_document_types_and_entities_are_refused(head: str) -> None:
    data, (finding,) = run("\n" + head + OPEN + "<text>x</text></svg>", whole=True)

    assert data is None
    assert (finding.code, finding.line) == (Code.UNSAFE_PICTURE, 2)


@pytest.mark.parametrize("text", ["", "<svg", "<svg/>", "<html/>", OPEN + "<g></svg>", OPEN + "&who;</svg>"])
def test_what_is_no_svg_is_told(text: str) -> None:
    data, (finding,) = run(text, whole=True)

    assert data is None
    assert finding.code is Code.BROKEN_PICTURE


def test_an_svg_in_another_encoding_is_told_how_to_save_it() -> None:
    found: list[Finding] = []

    assert rebuild("a.svg", f"{OPEN}</svg>".encode("utf-16"), found) is None
    assert [finding.code for finding in found] == [Code.UNREADABLE]


def uses(levels: int) -> str:
    """Each level uses the one before ten times."""
    return '<g id="g0"><rect/></g>' + "".join(
        f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, levels + 1)
    )


MARKER = '<marker id="m">' + "<circle/>" * 20 + "</marker>"
LONG_LINE = '<polyline id="l" points="' + "1,2 " * 10_000 + '"/>'
MARKED = LONG_LINE.replace("/>", ' marker-mid="url(#m)"/>')


@pytest.mark.parametrize(
    "body",
    [
        uses(9),
        MARKER + MARKED,
        MARKER + LONG_LINE.replace("/>", ' style="fill:none; marker-mid: url(#m)"/>'),
        f'{MARKER}<g marker-mid="url(#m)">{LONG_LINE}</g>',
        LONG_LINE + '<use href="#l"/>' * 100,
        '<path id="l" d="M0 0' + "L1-2.5.5" * 10_000 + '"/>' + "<text><textPath href='#l'>a</textPath></text>" * 100,
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<marker id="m"><path marker-end="url(#m)" d="M0 0"/></marker>',
        "<g>" * 100 + "</g>" * 100,
        "<g/>" * 20_001,
    ],
    ids=[
        *("many uses", "marked points", "points marked by style", "inherited marker", "line used again"),
        *("text on a long line", "itself", "each other", "marker", "deep", "many"),
    ],
)
def test_pictures_that_would_draw_too_much_are_refused(body: str) -> None:
    data, (finding,) = run(body)

    assert data is None
    assert finding.code is Code.UNSAFE_SIZE


def test_ordinary_repetition_is_taken() -> None:
    assert good(uses(3)).count("<use ") == 30


def test_a_long_line_that_is_drawn_once_is_taken_and_so_is_an_arrow_at_its_end() -> None:
    lines = MARKED.replace("-mid", "-end") * 60

    assert good(f"{MARKER}{lines}").count("<polyline ") == 60


def test_the_result_is_well_formed_and_in_one_namespace() -> None:
    root = etree.fromstring(good(DRAWING).encode())

    assert {etree.QName(node).namespace for node in root.iter()} == {"http://www.w3.org/2000/svg"}
