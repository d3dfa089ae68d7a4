"""Languages: tags as pages and PDFs can carry them, and words of another language that are not marked (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind, Words
from kit.system.memo import remembered

# A language of ISO 639 and perhaps a script and a region: the plain forms of RFC 5646 (BCP 47).
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The two-letter codes of ISO 639-1, which BCP 47 prescribes where there is one.
TWO_LETTERS = _words(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)

# Words that hold sentences together and that the other language does not have, so that names are not taken for it.
# Two of the Welsh ones in a sentence, or three of the English ones, are a sentence and no name.
WELSH = _words(
    "yn yw mae ydy ydych ydym ydyn roedd oedd bydd fydd byddwn byddwch sydd wedi wnaeth gan gyda gyfer wrth dros drwy "
    "rhwng hwn hyn hynny honno eich ein yr nid ddim dyma dyna beth sut pryd pwy croeso diolch fawr bawb pawb chi "
    "gallwch dewch ewch rydych rydym cael hefyd neu ond"
)
ENGLISH = _words(
    "the and with from this that which have has your they their what when where would should could about been were "
    "because will into there these those"
)
_MARKS: Mapping[str, tuple[str, str, frozenset[str], int]] = {
    "en": ("cy", "Welsh", WELSH, 2),
    "cy": ("en", "English", ENGLISH, 3),
}
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n")


def is_language_tag(text: str) -> bool:
    """Whether ``text`` is a plain language tag, such as ``cy`` or ``en-GB``."""
    return bool(_TAG.fullmatch(text.strip()))


def is_known_language(text: str) -> bool:
    """Whether a setting names a language: two letters of ISO 639-1 or any three, perhaps a script and a region."""
    first, *others = text.split("-")
    known = first in TWO_LETTERS or bool(re.fullmatch("[a-z]{3}", first))
    return known and bool(
        re.fullmatch(r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?", "".join(f"-{one}" for one in others))
    )


def check_languages(pages: Iterable[Page], language: str) -> Iterator[Finding]:
    """Yield advice for each piece of a page that is plainly in Welsh, on English pages, or the other way round.

    ``language`` is that of the pages. Only these two are looked for, and only what is marked with ``lang`` is passed
    over; screen readers would read the rest with the wrong sounds (WCAG 2.2, 3.1.2).
    """
    marks = _MARKS.get(language.partition("-")[0])
    for page in pages if marks else ():
        if page.kind is not PageKind.LANGUAGE and marks is not None:
            yield from _found(page, *marks)


@remembered
def _found(page: Page, tag: str, name: str, known: frozenset[str], fewest: int) -> list[Finding]:
    return list(_page(page, tag, name, known, fewest))


def _page(page: Page, tag: str, name: str, known: frozenset[str], fewest: int) -> Iterator[Finding]:
    for words in page.prose.words:
        sentence = _foreign(words, known, fewest)
        if sentence:
            message = f'"{sentence}" is in {name} and is not marked as such, so screen readers mispronounce it.'
            hint = (
                f"Write {{lang}}`the words <{tag}>` in a line, or put whole paragraphs into a :::{{lang}} {tag} block."
            )
            yield Finding(Code.UNMARKED_LANGUAGE, page.path, words.line, message, hint)


def _foreign(words: Words, known: frozenset[str], fewest: int) -> str:
    """Return the first sentence that is in the language of the ``known`` words, cut at 60 characters, or ""."""
    if "lang" in words.parents:
        return ""
    for sentence in _SENTENCE.split(words.text):
        if len(known.intersection(_WORD.findall(sentence.casefold()))) >= fewest:
            return sentence if len(sentence) <= 60 else f"{sentence[:59]}…"
    return ""
