"""Every built page is a sound document: one title, one outline, words on every link, and nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest

from tests.render.site.browser.sites import Built, build_site

LARGEST = 150_000  # bytes of one page, uncompressed
REDIRECT = "//meta[@http-equiv='refresh']"


@pytest.fixture(
    scope="module",
    params=["hub", "region", *(pytest.param(name, marks=pytest.mark.slow) for name in ("sessions", "midlands"))],
)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Each site in turn."""
    return build_site(request.param, tmp_path_factory.mktemp("every-page"))


def pages(site: Built) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    """Return every page but those that only send people on, with its name."""
    for name in site.pages:
        root = lxml.html.fromstring((site.root / name).read_bytes())
        if not root.xpath(REDIRECT):
            yield name, root


Rule = Callable[[lxml.html.HtmlElement], Iterator[str]]


def _head(page: lxml.html.HtmlElement) -> Iterator[str]:
    if not (page.get("lang") or "").strip():
        yield "no language"
    if len(page.xpath("//head/title[normalize-space()]")) != 1:
        yield "not one title"
    if "width=device-width" not in " ".join(page.xpath("//meta[@name='viewport']/@content")):
        yield "no viewport"
    if any("user-scalable" in one or "maximum-scale" in one for one in page.xpath("//meta[@name='viewport']/@content")):
        yield "does not let people zoom"
    for description in page.xpath("//meta[@name='description']/@content | //meta[@property='og:description']/@content"):
        if not 10 <= len(description.strip()) <= 300:
            yield f"a description of {len(description.strip())} characters"


def _outline(page: lxml.html.HtmlElement) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    yield from (f"heading of level {after} below {before}" for before, after in pairwise(levels) if after > before + 1)
    yield from ("an empty heading" for one in page.iter("h1", "h2", "h3", "h4") if not one.text_content().strip())


def _names(page: lxml.html.HtmlElement) -> Iterator[str]:
    for one in page.iter("a", "button"):
        if one.tag == "a" and one.get("href") is None:
            continue
        if (one.get("aria-hidden"), one.get("tabindex")) == ("true", "-1"):  # for a mouse alone; others have its twin
            continue
        pictures = "".join(one.xpath(".//img/@alt | .//svg/title/text()"))
        if not (one.text_content().strip() or (one.get("aria-label") or "").strip() or pictures.strip()):
            yield f"no words: {lxml.html.tostring(one)[:90]!r}"
    for one in page.xpath("//img"):
        if one.get("alt") is None:
            yield f"no alt: {one.get('src')}"
        elif one.get("alt") and one.get("alt") in (one.get("src") or ""):
            yield f"a file's name as alt: {one.get('src')}"


def _ids(page: lxml.html.HtmlElement) -> Iterator[str]:
    counted = Counter(page.xpath("//@id"))
    yield from (f"the id {one} stands {count} times" for one, count in counted.items() if count > 1)
    named = page.xpath("//@aria-labelledby | //@aria-describedby | //@aria-controls | //label/@for")
    yield from (
        f"names the id {one}, which is not there" for words in named for one in words.split() if one not in counted
    )


def _hosts(page: lxml.html.HtmlElement) -> Iterator[str]:
    fetched = page.xpath(
        "//img/@src | //script/@src | //iframe/@src | //source/@srcset | //link[not(@rel='canonical')]/@href"
    )
    yield from (f"fetches {one}" for one in fetched if one.startswith(("http:", "https:", "//")))


@pytest.mark.parametrize("rule", [_head, _outline, _names, _ids, _hosts], ids=lambda rule: rule.__name__.strip("_"))
def test_every_page_keeps_the_rule(rule: Rule, built: Built) -> None:
    assert [f"{name}: {fault}" for name, page in pages(built) for fault in rule(page)] == []


def test_no_two_pages_have_the_same_title(built: Built) -> None:
    titles = Counter(page.findtext(".//title") for _, page in pages(built))

    assert [title for title, count in titles.items() if count > 1] == []


def test_pictures_keep_their_room_before_they_are_there(built: Built) -> None:
    """Else the text jumps while a page loads: a width and height, or a box that style sheets size."""
    loose = [
        f"{name}: {one.get('src')}"
        for name, page in pages(built)
        for one in page.xpath("//img")
        if not (one.get("width") and one.get("height"))
    ]

    assert loose == []


def test_no_page_is_huge(built: Built) -> None:
    large = {path.relative_to(built.root).as_posix(): path.stat().st_size for path in _files(built)}

    assert {name: size for name, size in large.items() if size > LARGEST} == {}


def _files(built: Built) -> list[Path]:
    return [built.root / name for name in built.pages]
