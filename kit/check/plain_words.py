"""Advice on plain words: one voice on a page, times as people say them, short sentences and no bare letters. Pure.

How hard a page is to read is measured as Lix: the words of a sentence plus the long words of a hundred, counted by
Björnsson since 1968 and tried on English by Anderson (https://eric.ed.gov/?id=ED207022). A page for 12 to 14 years
stays below 48. For example, 12 words a sentence and 15 long ones in a hundred are 27.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kit.model.blocks import private_blocks
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import Page, Words
from kit.system.memo import remembered

HARDEST = 48  # Lix: where koRpus, after Anderson, begins grade 9 of American schools, with pupils of 14
LONGEST = 40  # words of a sentence; GOV.UK asks to look again at those of more than 25
_ENOUGH = 100  # words that a measure needs to mean something
_LONG_WORD = 7  # letters
_MOST_LETTERS = 10  # abbreviations of a page
# Letters that people meet every day, and the endings of files' names.
KNOWN = frozenset(["BBC", "FAQ", "NHS", "PDF", "USB", "CSV", "GIF", "HTML", "JPEG", "JSON", "PNG", "SVG", "ZIP"])

_VERBS = "is|are|was|were|do|does|did|has|have|had|could|would|should|must"
_SHORT = re.compile(rf"\b({_VERBS}|ca|wo)n['’]t\b", re.IGNORECASE)
_FULL = re.compile(rf"\b({_VERBS}|can|will) ?not\b", re.IGNORECASE)
_OF_SHORT = {"ca": "can", "wo": "will"}
_ANYBODY = re.compile(r"\b(some|any|every)body\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d.:])(?:(?:1[3-9]|2[0-3]|0[1-9]):[0-5]\d(?![\d:])|\d{1,2}(?:[.:]\d\d)? ?[ap](?:m\b|\.m\b\.?))",
    re.IGNORECASE,
)
_AS_SAID = re.compile(r"(?:[1-9]|1[0-2])(?::[0-5][05])?[ap]m")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\s[·•|]\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LETTERS = re.compile(r"(?<![\w.-])[A-Z]{3,5}(?=s?\b)(?![.-]\w)")
_QUOTED = re.compile(r"“[^”“]{0,200}”|\"[^\"]{0,200}\"")


def mixed_contractions(page: Page) -> Iterator[Finding]:
    """Yield advice where notes and words to say of one page have both "don't" and "do not"."""
    said = [one for one in page.prose.words if not private_blocks().isdisjoint(one.parents)]
    short = {_whole(verb): one for one in said for verb in _SHORT.findall(one.text)}
    for one in said:
        for match in _FULL.finditer(one.written):  # where *not* may be stressed
            if match[1].lower() in short:
                message = f'The notes and words to say of this page have "{match[0]}" here, and the same verb with '
                message += f'"n\'t" on line {short[match[1].lower()].line}, so they sound like two people.'
                hint = "Choose one by ear, and stay with it on the page."
                yield Finding(Code.MIXED_CONTRACTIONS, page.path, one.line, message, hint)
                return


def _whole(verb: str) -> str:
    return _OF_SHORT.get(verb.lower(), verb.lower())


def unsaid_times(page: Page) -> Iterator[Finding]:
    """Yield advice for each piece with a clock time that people would not say so, such as 13:05, 1.05pm or 1:42pm."""
    for one in page.prose.words:
        times = (time for time in _CLOCK.findall(_QUOTED.sub("", one.text)) if not _AS_SAID.fullmatch(time))
        if written := next(times, ""):
            message = f"People do not say the time {written} so, and the rest of the kit writes times as 1:05pm."
            hint = "Write the hour from 1 to 12, a colon, minutes in steps of 5, and am or pm: 1:05pm."
            yield Finding(Code.UNSAID_TIME, page.path, one.line, message, hint)


def hard_to_read(page: Page) -> Iterator[Finding]:
    """Yield advice for each sentence that is far too long, and for a page whose words as a whole are hard to read."""
    for one in _texts(page):
        for words in _sentences(one):
            if len(words) > LONGEST:
                message = f"This sentence has {len(words)} words, and people lose the thread after about 25: "
                message += f'"{" ".join(words[:6])} ...".'
                yield Finding(Code.LONG_SENTENCE, page.path, one.line, message, "Make two or three sentences of it.")
    if (measure := lix(page)) >= HARDEST:
        message = f"This page is hard to read: its Lix, which counts words of a sentence and long words, is {measure}, "
        message += "and people of 12 to 14 read up to 47."
        hint = "Shorten the longest sentences first, and put a short word for each long one that has one."
        yield Finding(Code.HARD_TO_READ, page.path, None, message, hint)


def lix(page: Page) -> int:
    """Return the Lix of a page, from about 15 (very easy) to 60 (very hard), or 0 for a page of a few words.

    Words that a glossary explains there, and names, are not told from others.
    """
    sentences = [words for one in _texts(page) for words in _sentences(one)]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < _ENOUGH:
        return 0
    return round(len(words) / len(sentences) + 100 * sum(len(word) >= _LONG_WORD for word in words) / len(words))


def _texts(page: Page) -> Iterator[Words]:
    return (one for one in page.prose.words if one.kind == "text")


def _sentences(one: Words) -> Iterator[list[str]]:
    text = " ".join(one.text.split())
    return (words for part in _SENTENCE.split(text) if (words := _WORD.findall(part)))


def check_words(edition: Edition) -> Iterator[Finding]:
    """Yield advice for letters that neither a page nor a glossary explains, and in a hub for "somebody".

    A region writes as its people speak.
    """
    explained = glossary_words(edition.pages.values())
    for page in edition.pages.values():
        yield from bare_letters(page, explained)
        if not edition.is_region:
            yield from somebody(page)


def somebody(page: Page) -> Iterator[Finding]:
    """Yield advice for each "somebody", "anybody" and "everybody" outside of quotation marks."""
    for one in page.prose.words:
        for match in _ANYBODY.finditer(_QUOTED.sub("", one.text)):
            message = f'This says "{match[0]}", and the pages of the hub say "{match[1]}one".'
            yield Finding(Code.SOMEBODY, page.path, one.line, message, f'Write "{match[1]}one".')


def glossary_words(pages: Iterable[Page]) -> frozenset[str]:
    """Return the letters that glossaries of ``pages`` name, such as ``{"LGA"}``."""
    bodies = (fence.body for page in pages for fence in page.fences if fence.name == "glossary")
    return frozenset(word for body in bodies for word in _LETTERS.findall(body))


def bare_letters(page: Page, explained: frozenset[str]) -> Iterator[Finding]:
    """Yield advice for words of three to five capitals that neither ``page`` nor a glossary explains, each once.

    Only the first of them are looked at: a page with more is a list of them, and looking takes time.
    """
    unknown = sorted((line, letters) for letters, line in _letters(page) if letters not in explained)
    if not unknown:
        return
    whole = "\n".join(one.text for one in page.prose.words)
    for line, letters in unknown[:_MOST_LETTERS]:
        if not _says_what(letters, whole):
            message = f"Nothing here says what {letters} means, nor does a glossary."
            hint = f"Write it out where it first stands, as in “the name in words ({letters})”, or use plain words."
            yield Finding(Code.BARE_LETTERS, page.path, line, message, hint)


@remembered
def _letters(page: Page) -> tuple[tuple[str, int], ...]:
    """Return the words of capitals that not everybody knows, each with the line where it first stands."""
    first = {letters: one.line for one in reversed(page.prose.words) for letters in _LETTERS.findall(one.text)}
    return tuple((letters, line) for letters, line in first.items() if letters not in KNOWN)


def _says_what(letters: str, text: str) -> bool:
    """Whether ``text`` explains ``letters``: in brackets beside them, or in words that begin with them.

    A word that is only written large is in the text in small letters too.
    """
    said = rf"\({letters}s?(?: [\d.]+)?[,;)]|\b{letters}s? (?:\(|means\b|stands for\b|is short for\b|is an? )"
    initials = r"\W+(?:(?:of|for|the|and|in|to)\W+){0,3}".join(rf"{letter}\w*" for letter in letters)
    return bool(
        re.search(said, text)
        or re.search(rf"\b{initials}", text, re.IGNORECASE)
        or re.search(rf"\b{letters.lower()}\b", text)
    )
