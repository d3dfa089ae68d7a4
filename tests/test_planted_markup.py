"""Whatever words and values hold comes out as words: nothing in any built file is live that we did not write."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from lxml import etree, html
from pypdf import PdfReader

from kit.app.build import Order, build
from tests.helpers import build_file_tree
from tests.planted import FILES, FOREIGN, GROUPS, UPSTREAM

SCHEMES = {"", "http", "https", "mailto", "tel"}
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href", "cite", "background")
# Every element that pages of ours are made of.
ELEMENTS = set(
    re.findall(
        r"\w+",
        """
    a abbr article aside b blockquote body br button canvas caption circle cite code col colgroup dd defs desc details
    dialog div dl dt em figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i img input kbd label
    legend li link main meta nav noscript ol option p path pre progress rect s script section select small span strong
    style sub summary sup svg table tbody td text textarea tfoot th thead time title tr ul video
""",
    )
)
FRAGMENT = "fragment.html"  # which other sites put into pages of their own: it has no policy, and no script to need one
DATA = {"application/json", "application/ld+json"}
ICS = re.compile(
    r"(?:BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|UID|DTSTAMP|DTSTART|DTEND|DUE|SUMMARY|DESCRIPTION|LOCATION)"
    r"[;:]|(?:URL|SEQUENCE|STATUS|TRANSP|CLASS|CATEGORIES|X-WR-\w+|NAME|ORGANIZER|LAST-MODIFIED|CREATED|PRIORITY)[;:]|"
    r"(?:TZ\w+|RRULE|TRIGGER|ACTION|GEO|REFRESH-INTERVAL|X-PUBLISHED-TTL|X-LIC-LOCATION|RDATE)[;:]"
)


@pytest.fixture(scope="module", params=["region", "hub"])
def out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that a build makes of the region, and of the hub that knows another group."""
    place = tmp_path_factory.mktemp("planted")
    tree = build_file_tree(place / "tree", FILES if request.param == "region" else UPSTREAM)
    build(tree, place / "out", Order(session_decks=True), lambda _: None, build_file_tree(place / "groups", GROUPS))
    return place / "out"


def _files(out: Path, *suffixes: str) -> list[Path]:
    found = sorted(path for path in out.rglob("*") if path.suffix in suffixes)
    assert found
    return found


def test_pages_and_messages_hold_no_element_script_or_handler_of_anybody_else(out: Path) -> None:
    assert [trouble for path in _files(out, ".html") for trouble in _in_page(path, out)] == []


def test_a_mail_has_no_header_of_anybody_else_and_the_page_s_own_words(out: Path) -> None:
    """What the pages of messages must not hold is looked for in those, so the mail's page has to be the same."""
    for path in _files(out, ".eml"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        page = mail.get_body(("html",))

        assert set(mail.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
        assert page is not None
        assert page.get_content().split() == path.with_suffix(".html").read_text(encoding="utf-8").split()


def _in_page(path: Path, out: Path) -> Iterator[str]:
    name = path.relative_to(out).as_posix()
    root = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    policies = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    if len(policies) != (0 if path.name == FRAGMENT else 1):
        yield f"{name}: {len(policies)} policies"
    for one in root.iter(etree.Element):
        if one.tag not in ELEMENTS:
            yield f"{name}: element {one.tag}"
        for key, value in one.items():
            if not re.fullmatch(r"[a-z][a-z0-9_:.-]*", key, re.IGNORECASE) or key.lower().startswith("on"):
                yield f"{name}: attribute {key} of {one.tag}"
            if key in ADDRESSES and not _is_harmless(one.tag, value):
                yield f"{name}: {key}={value}"
        if one.tag == "script" and not (policies and _is_ours(one, policies[0])):
            yield f"{name}: script {(one.text or '')[:60]!r}"


def _is_harmless(tag: str, address: str) -> bool:
    if tag in ("img", "script") or address.startswith("data:"):
        return re.fullmatch(r"data:(,|image/[\w+;,=/.-]+)|[./a-z0-9_-]+(\?v=[0-9a-f]+)?", address) is not None
    return urlsplit(address).scheme in SCHEMES


def _is_ours(script: etree._Element, policy: str) -> bool:
    if script.get("type") in DATA:
        json.loads(script.text or "")
        return True
    text = script.text or ""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return bool(script.get("src")) if not text else f"'sha256-{digest}'" in policy


def test_every_file_is_of_a_kind_that_is_meant_for_readers(out: Path) -> None:
    suffixes = {(path.relative_to(out).parts[0], path.suffix) for path in out.rglob("*") if path.is_file()}
    site = {".css", ".html", ".ics", ".js", ".json", ".pdf", ".png", ".pptx", ".txt", ".xml"}
    meant = {
        "site": site,
        "handouts": {".pdf"},
        "decks": {".pptx"},
        "calendar": {".ics"},
        "messages": {".txt", ".html", ".eml"},
    }

    assert {(part, one) for part, one in suffixes if one not in meant.get(part, {".json"})} == set()


def test_the_words_themselves_are_there(out: Path) -> None:
    """A test that finds nothing live because nothing is there would prove nothing."""
    page = html.fromstring((out / "site/round-1/everything.html").read_bytes())

    assert page.findtext(".//title").startswith('Session </title></script><script>alert(1)</script>"><img src=x')
    assert page.xpath("string(//h1)").count("<script>alert(1)</script>") == 1
    assert FOREIGN in (out / "site/round-1/index.html").read_text(encoding="utf-8")


def test_data_can_be_read_and_says_the_same(out: Path) -> None:
    for path in _files(out / "site", ".json"):
        json.loads(path.read_bytes())
    for path in _files(out / "site", ".xml"):
        etree.fromstring(path.read_bytes())


def test_calendars_hold_no_line_that_a_value_forged(out: Path) -> None:
    if not list(out.rglob("*.ics")):
        pytest.skip("A hub has no dates.")
    for path in _files(out, ".ics"):
        text = path.read_bytes().decode()
        lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")

        assert "\n" not in "".join(lines).replace("\r", "")
        assert [line for line in lines if line and not ICS.match(line)] == []
        assert sum(line.startswith("ATTENDEE") for line in lines) == 0
        assert Calendar.from_ical(text)


def test_decks_are_sound_xml_with_links_that_lead_to_the_web_alone(out: Path) -> None:
    for path in _files(out, ".pptx"):
        with zipfile.ZipFile(path) as deck:
            for name in deck.namelist():
                if name.endswith((".xml", ".rels")):
                    root = etree.fromstring(deck.read(name))
                    outside = [one.get("Target", "") for one in root.iter() if one.get("TargetMode") == "External"]
                    spaces = {etree.QName(one).namespace or "" for one in root.iter(etree.Element)}
                    assert all(urlsplit(address).scheme in SCHEMES - {""} for address in outside), name
                    assert all(
                        "openxmlformats.org" in one or "purl.org" in one or "microsoft.com" in one for one in spaces
                    )
            assert not any("vba" in name.lower() or "embeddings" in name for name in deck.namelist())


def test_pdfs_hold_links_to_the_web_and_nothing_that_acts(out: Path) -> None:
    for path in _files(out, ".pdf"):
        reader = PdfReader(io.BytesIO(path.read_bytes()))
        seen = []
        for page in reader.pages:
            assert "/AA" not in page
            for note in page.get("/Annots", []):
                action = note.get_object().get("/A")
                if action is not None:
                    assert action.get_object()["/S"] in ("/URI", "/GoTo")
                    seen.append(str(action.get_object().get("/URI", "")))
        assert all(urlsplit(one).scheme in SCHEMES for one in seen), path
        assert "/OpenAction" not in reader.root_object
        assert "/JavaScript" not in reader.root_object.get("/Names", {})
