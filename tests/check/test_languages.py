"""Words in another language are found where they are plainly so, and names and marked words are left alone."""

from __future__ import annotations

import pytest

from kit.check.languages import check_languages, is_known_language
from kit.model.findings import Code, Finding
from kit.model.page import PageKind
from kit.source.markdown.page import read_page
from tests.facilitate.trees import edition_of
from tests.helpers import places
from tests.regions import HUB, HUB_TOML, region_files


def advice_on(text: str, language: str = "en-GB", kind: PageKind = PageKind.PAGE) -> list[Finding]:
    """Return what is said of a page with these words below its title, which begin on line 3."""
    page = read_page("about.md", f"# About\n\n{text}\n".encode(), kind, [])
    assert page is not None
    return list(check_languages([page], language))


@pytest.mark.parametrize(
    "text",
    [
        "Croeso i bawb.",
        "Mae'r grŵp yn cwrdd bob mis.",
        "We say: diolch yn fawr iawn.",
        "> Beth ydych chi wedi dysgu?",
        "| Cymraeg | English |\n| - | - |\n| Croeso i bawb | Welcome, everybody |",
    ],
)
def test_welsh_in_an_english_page_is_told_with_how_to_mark_it(text: str) -> None:
    told = advice_on(text)

    assert [one.code for one in told] == [Code.UNMARKED_LANGUAGE]
    assert "is in Welsh" in told[0].message
    assert "<cy>" in told[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "The meeting is in Pen-y-bont ar Ogwr, near Llantwit Major, and then in Rhondda Cynon Taf.",
        "Llywodraeth Cymru and Cymdeithas yr Iaith sent somebody; so did Cyngor Sir Ynys Môn.",
        "Say {lang}`Croeso i bawb, a diolch yn fawr <cy>` at the door.",
        ":::{lang} cy\n\nMae'r grŵp yn cwrdd bob mis, a diolch yn fawr am ddod.\n\n:::",
        "Write `mae yn wedi` as code.",
        "Dan and Beth were in the pub; their dog is called Pryd.",
        "The y axis and the i of the pattern o.",
    ],
)
def test_names_and_words_that_are_marked_are_no_finding(text: str) -> None:
    assert advice_on(text) == []


def test_english_in_a_welsh_page_is_told_and_welsh_is_not() -> None:
    told = advice_on("Mae'r grŵp yn cwrdd.\n\nThey should bring the forms with them.", "cy")

    assert [(one.line, "is in English" in one.message) for one in told] == [(5, True)]
    assert advice_on("Cynhelir Digital by Default: The Movie yn Abertawe.", "cy") == []


def test_a_translation_is_judged_by_nobody_yet() -> None:
    assert advice_on("Mae'r grŵp yn cwrdd.", kind=PageKind.LANGUAGE) == []


def test_pages_in_a_third_language_are_not_judged() -> None:
    assert advice_on("Croeso i bawb. They should bring the forms with them.", "fr") == []


def test_check_tells_it_at_its_line_in_the_page() -> None:
    _, found = edition_of(HUB | {"index.md": "# Groups\n\nHello.\n\nCroeso i bawb.\n"})

    assert [one.place for one in found if one.code is Code.UNMARKED_LANGUAGE] == ["index.md:5"]


@pytest.mark.parametrize("tag", ["en", "cy", "en-gb", "gsw", "zh-hant", "es-419"])
def test_languages_that_there_are_may_be_set(tag: str) -> None:
    assert is_known_language(tag)


@pytest.mark.parametrize("tag", ["xx", "english", "e", "en-england", "en-gb-gb-gb", "welsh", ""])
def test_other_words_are_no_languages(tag: str) -> None:
    assert not is_known_language(tag)


def test_a_language_that_does_not_exist_is_an_error_at_its_line() -> None:
    """It would be the language of every page of the site."""
    _, found = edition_of(HUB | {"hub.toml": HUB_TOML.replace('["en"]', '["en", "xx"]')})
    told = [one for one in found if '"xx"' in one.message]

    assert places(told) == [(Code.BAD_VALUE, "hub.toml:5")]


def test_a_region_is_told_in_its_own_file() -> None:
    files = region_files({})
    files["region.toml"] = files["region.toml"].replace('["en"]', '["welsh"]')
    _, found = edition_of(files)

    assert [one.place for one in found if '"welsh"' in one.message] == ["region.toml:4"]
