"""What looks like Markdown and is shown as typed: each told by the character or place at fault, and what to type. Pure.

The words of a page are looked at as a reader sees them, after the Markdown parser is done: whatever it understood is
gone from them, so a ``##`` that still stands there is one that everybody will read. What stands behind a backslash was
meant to be shown, and is left alone; so is code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from kit.check.allowlist import ROLES, directives
from kit.check.office import PLAIN_KINDS
from kit.check.other_markup import OTHER_ANYWHERE, OTHER_AT_START
from kit.check.signs import Sign, like, say
from kit.model.findings import Code, Finding
from kit.model.page import Page, Words
from kit.source.tree.text import UNUSUAL_SPACES, space_name, split_lines

LONGEST = 60  # characters of a line that a message repeats

_SPACE = f"[{UNUSUAL_SPACES}]"
_GAP = f"(?:\\s|{_SPACE})"
_SIGNS = "•◦▪▫‣⁃●○■□➢➤►▶❖∙\uf0b7\uf0a7\uf0d8\uf076"  # the last four: what Word's bullets become in other fonts
_FILE = r"[\w-]\.(?:md|html?|pdf|png|jpe?g|gif|webp|svg|docx?|pptx?|xlsx?|txt|csv|zip)\b"
_SITE = r"[\w-]\.(?:org|com|net|uk|cymru|scot|wales)\b"
_ADDRESS = re.compile(rf"(?:https?:|www\.|mailto:|tel:|#|\.{{0,2}}/)|{_FILE}|{_SITE}")
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s")
_BRACES = re.compile(r"\{\{[^{}\n]{0,200}\}\}")
PLAIN = re.compile(r"(?!o |.*www\.)[A-Za-z][A-Za-z0-9 ,.;:'?()]*")  # a line in which nothing can be amiss
_DASHES = re.compile(r"[\s|:]*+-[\s|:-]*+")


def almost_markdown(page: Page, declared: Collection[str] = ()) -> Iterator[Finding]:
    """Yield a finding for each line that looks like Markdown and is shown as typed; one for a line, its first fault.

    ``declared`` are the variables of the page: another word in single braces is just that.
    """
    meant = {*declared, *directives()}
    lines = split_lines(page.text)
    defined = {note.target.casefold() for note in page.footnotes if note.text}
    for words in page.prose.words:
        told: set[int] = set()
        for at, message, hint, sure in (*_table(words), *_of_lines(words, lines, defined, meant)):
            plain = page.kind in PLAIN_KINDS
            if at not in told and not (plain and not sure):
                told.add(at)
                code = Code.ALMOST_MARKDOWN if sure else Code.MAYBE_MARKDOWN
                yield Finding(code, page.path, words.line + at, message, hint)


_Told = tuple[int, str, str, bool]  # the line, from 0 within its words; the message; the hint; whether it is sure


def _of_lines(words: Words, lines: Sequence[str], defined: Collection[str], meant: Collection[str]) -> Iterator[_Told]:
    shown = _BRACES.sub("\0", words.shown).split("\n")  # what is wrong between braces is told by itself
    written = words.written.split("\n")
    dashes = sum(bool(re.match(r"— ?\S", line)) for line in shown) > 1
    for at, line in ((at, line) for at, line in enumerate(shown) if not PLAIN.fullmatch(line)):
        raw = written[at] if len(written) == len(shown) else words.written
        source = lines[words.line - 1 + at] if words.line - 1 + at < len(lines) else ""
        for sign in _signs(words, at, bool(_ITEM.match(source)), dashes):
            matches = (one for one in sign.pattern.finditer(line) if _typed(one, raw) and not sign.unless(one))
            matches = (one for one in matches if one.groupdict().get("label", "").casefold() not in defined)
            matches = (one for one in matches if one.groupdict().get("brace", "").lower() in {"", *meant})
            if found := next(matches, None):
                yield at, f"{_quoted(found, line)} {sign.what(found)}", sign.hint(found), sign.sure
                break


def _signs(words: Words, at: int, item: bool, dashes: bool) -> Iterator[Sign]:
    """Give the signs to look for in a line: those of its beginning, then those anywhere.

    What another program reads is not looked for in a block that is not known: the block is refused by itself, and its
    words may be right where it came from, such as ``.. include::`` in an ``{Eval-RST}``. ``dashes`` says whether
    several lines begin with a long dash.
    """
    known = all(name in directives() for name in words.parents)
    if words.kind != "heading":
        yield from (*AT_START, *(OTHER_AT_START if known else ()))
        if at:
            yield LATE_NUMBER
        yield TASK_OF_ITEM if item and not at else TASK
        if dashes:
            yield LONG_DASH
    yield BRACES_OF_HEADING if words.kind == "heading" else BRACES
    yield from (*ANYWHERE, *(OTHER_ANYWHERE if known else ()))


def _typed(found: re.Match[str], raw: str) -> bool:
    """Whether nobody put a backslash before what was found, to have it shown."""
    first = found[0].lstrip()[:1]
    start = raw.find(found[0].lstrip()[:12].partition("\0")[0])
    return "\\" + first not in (raw if start < 0 else raw[max(0, start - 1) : start + 2])


def _quoted(found: re.Match[str], line: str) -> str:
    start = found.start() if found.start() < LONGEST else max(0, found.start() - 20)
    text = re.sub(f"{_GAP}+", " ", line[start:].replace("\0", "")).strip()
    return f'"{text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"}"'


def _space_after(thing: str, mark: str) -> Callable[[re.Match[str]], str]:
    return lambda found: (
        f"looks like {thing} and is shown as typed: what stands after {mark} is {space_name(found['space'])}."
    )


_RETYPE = "Delete the space and type it anew with the space bar alone."
_NEW_LINE = "Begin the line with a hyphen and a space, such as: - first"

AT_START = (
    Sign(re.compile(f"^#{{1,6}} ?(?P<space>{_SPACE})"), _space_after("a heading", "the #"), say(_RETYPE)),
    Sign(
        re.compile(r"^(?P<marks>#{2,6})(?P<title>[^\s#\0].*)|^(?P<one>#)(?P<words>[A-Z]\S*\s.*)"),
        like("a heading", "there is no space after the #"),
        lambda found: f"Put a space there: {found['marks'] or '#'} {(found['title'] or found['words'])[:LONGEST]}",
    ),
    Sign(
        re.compile(r"^#{7,}(?=\s)"),
        like("a heading", "no heading has more than six #"),
        say("Write ## for a part of the page and ### for a part of that."),
    ),
    Sign(
        re.compile(f"^(?:[-*+]|\\d{{1,9}}[.)])(?P<space>{_SPACE})"),
        _space_after("an item of a list", "its mark"),
        say(_RETYPE),
    ),
    Sign(
        re.compile(f"^(?P<sign>[{_SIGNS}]){_GAP}*\\S|^(?P<dash>[–−]){_GAP}+\\S|^(?P<o>o)(?:\\t| {{2,}})\\S"),
        lambda found: (
            f"looks like an item of a list and is shown as typed: {_mark_name(found)} makes no list in Markdown."
        ),
        say(_NEW_LINE),
    ),
    Sign(
        re.compile(r"^-(?P<word>[A-Za-z]\S*)(?:\s|$)"),
        like("an item of a list", "there is no space after the hyphen"),
        lambda found: f"Put a space there: - {found['word']}",
    ),
    Sign(
        re.compile(r"^(?P<number>\d{1,3}[.)])(?P<word>[A-Za-z]{2,}\S*)"),
        like("an item of a numbered list", "there is no space after the number"),
        lambda found: f"Put a space there: {found['number']} {found['word']}",
    ),
    Sign(
        re.compile(r"^[-–—―]*[–—―][-–—―]*$"),
        like("a line of ---", "Word turned hyphens into a long dash"),
        say("Type three hyphens; in Word, undo the change with Ctrl+Z straight after it."),
    ),
    Sign(
        re.compile(r"^(?:'{3}|[‘’´]{3})\S*$"),
        like("the fence of a block of code", "these are no backticks"),
        say("Use three backticks: ``` (on many keyboards left of the 1)."),
    ),
    Sign(
        re.compile(r"^\[!(?P<name>[A-Za-z]+)\]"),
        lambda found: f"looks like a box and is shown as typed: {_no_box(found)}.",
        say("The boxes are [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION], alone on the first line after >"),
    ),
)

_ALERTS = frozenset({"note", "tip", "important", "warning", "caution"})


def _no_box(found: re.Match[str]) -> str:
    known = found["name"].lower() in _ALERTS
    words = "words stand behind its name" if found.string[found.end() :].strip() else "it stands in no quotation"
    return words if known else f"there is no box called {found['name']}"


LATE_NUMBER = Sign(
    re.compile(r"^(?P<number>(?!1[.)])\d{1,2}[.)])\s\S"),
    lambda found: f"looks like an item of a list and is shown as typed: no list can begin with {found['number']} here.",
    say("Put an empty line above it, or let the list begin with 1."),
    sure=False,
)
TASK_OF_ITEM = Sign(
    re.compile(f"^\\[(?![ xX]\\] )\\s*[xX]?\\s*\\]{_GAP}*\\S"),
    like("a box to tick", "the brackets need one space or an x in them, and a space after them"),
    say("Write it like this: - [ ] Book the room"),
)
TASK = Sign(
    re.compile(r"^\[[ xX]\]\s"),
    like("a box to tick", "only an item of a list can have one"),
    say("Begin the line with a hyphen: - [ ] Book the room"),
)
LONG_DASH = Sign(
    re.compile(r"^— ?\S"), like("an item of a list", "a long dash makes no list in Markdown"), say(_NEW_LINE)
)
_ONE_BRACE = re.compile(r"(?<![{\w])\{[ \t]*(?P<brace>[A-Za-z][A-Za-z0-9_-]{0,39})[ \t]*\}+")


def _one_brace(found: re.Match[str]) -> str:
    if found["brace"] in directives():
        return "looks like a block and is shown as typed: a block begins with three colons."
    return "looks like a variable and is shown as typed: a variable has two braces on either side."


def _in_place_of_brace(found: re.Match[str]) -> str:
    block = found["brace"] in directives()
    return f"Begin the line so: :::{{{found['brace']}}}" if block else f"Write {{{{ {found['brace'].lower()} }}}}"


BRACES = Sign(_ONE_BRACE, _one_brace, _in_place_of_brace, unless=lambda found: found["brace"] in ROLES)
BRACES_OF_HEADING = replace(
    BRACES, hint=say("A heading can hold neither; write it into the text below, as the guide shows.")
)


def _mark_name(found: re.Match[str]) -> str:
    if found["sign"]:
        return "a round or square sign" if found["sign"] < "\uf000" else "Word's own bullet"
    return "a long dash" if found["dash"] else "the letter o"


def _no_address(group: str) -> Callable[[re.Match[str]], bool]:
    return lambda found: not _ADDRESS.search(found[group])


def _spaceless(found: re.Match[str]) -> str:
    bang, words, target = found["bang"], found["words"].replace("\0", ""), found["target"].strip()
    if quote := re.search(f"{_GAP}+[“”‘’].*$", target):
        return (
            f"Take out {quote[0].strip()}, or write it in straight quotes: {bang}[{words}]({target[: quote.start()]})"
        )
    new = re.sub(f"(?:{_GAP}|%20)+", "-", target).lower()
    if re.match(r"https?:", target):
        return f"Write %20 for each space: {bang}[{words}]({re.sub(f'{_GAP}+', '%20', target)})"
    return f"Rename the file to {new.rpartition('/')[2]} and write {bang}[{words}]({new})"


ANYWHERE = (
    Sign(
        re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]\n]{0,200})\]\((?P<target>[^()\n]{0,200})\)"),
        lambda found: (
            f"looks like a {'picture' if found['bang'] else 'link'} and is shown as typed: "
            "there is a space in its address."
        ),
        _spaceless,
        unless=lambda found: (
            not re.search(_GAP, found["target"].strip()) or not (found["bang"] or _ADDRESS.search(found["target"]))
        ),
    ),
    Sign(
        re.compile(f"(?P<bang>!?)\\[(?P<words>[^\\[\\]\\n]{{1,200}})\\]{_GAP}+\\((?P<target>[^()\\s]{{1,300}})\\)"),
        like("a link", "there is a space between its two brackets"),
        lambda found: f"Take the space out: {found['bang']}[{found['words'].replace(chr(0), '')}]({found['target']})",
        unless=_no_address("target"),
    ),
    Sign(
        re.compile(r"\((?P<words>[^()\n]{1,200})\)\[(?P<target>[^\[\]\s]{1,300})\]"),
        like("a link", "its brackets are swapped"),
        lambda found: f"Square brackets come first, then round ones: [{found['words']}]({found['target']})",
        unless=_no_address("target"),
    ),
    Sign(
        re.compile(r"!?\[[^\[\]\n]{0,200}\]\[(?P<label>[^\[\]\n]{0,100})\]"),
        lambda found: f"looks like a link and is shown as typed: no line says what [{found['label']}] stands for.",
        say("Write the address straight behind the words: [words](page.md)"),
        sure=False,
    ),
    Sign(
        re.compile(r"^! (?=\0)"),
        like("a picture", "there is a space after the !"),
        say("Take the space out: ![What it shows](picture.png)"),
    ),
    Sign(
        re.compile(r"(?<!\*)\*\*(?!\*)(?P<words>[^*\n]{0,200})"),
        like("bold", "the stars must touch the first and the last word"),
        say("Write **these words** with no space just inside the stars, and as many stars behind as before."),
        unless=lambda found: not re.search(r"\w", found.string.replace("*", "")),
    ),
    Sign(
        re.compile(r"(?<![\w_])__(?!_)(?P<words>[^_\n]{1,200})__(?!_)"),
        like("bold", "a space stands just inside the lines"),
        say("Write **these words**, with no space just inside the stars."),
        unless=lambda found: not re.match(f"{_GAP}|.*{_GAP}$", found["words"]),
    ),
    Sign(
        re.compile(rf"(?<![\w*])\*[^\s*][^*\n]{{0,200}}{_GAP}\*(?![\w*])"),
        like("slanted words", "a space stands just inside the stars"),
        say("Write *these words* with no space just inside the stars."),
        sure=False,
    ),
    Sign(
        re.compile(r"(?<![\0\w/(<\[\"“])(?:https?://|www\.)(?P<rest>[^\s\0<>]{3,})"),
        like("a link", "a bare address can be read and not followed"),
        lambda found: f"Say where it leads: [words]({_whole(found[0])})",
        sure=False,
    ),
)


def _whole(address: str) -> str:
    bare = address.rstrip(".,;:)")
    return bare if "://" in bare else f"https://{bare}"


def _table(words: Words) -> Iterator[_Told]:
    """Give the first line of what looks like a table: rows with bars, and no line of dashes below the first."""
    if words.kind == "heading":
        return
    lines = words.shown.split("\n")
    rows = [at for at, line in enumerate(lines) if re.fullmatch(r"\s*\|.*\|\s*", line)]
    rows = rows or [at for at, line in enumerate(lines) if line.count(" | ") > 0]
    whole = bool(rows) and lines[rows[0]].lstrip().startswith("|") and lines[rows[0]].count("|") > 2
    if not rows or (len(rows) < 2 and not whole) or "\\|" in words.written:
        return
    first = rows[0]
    text = f'"{lines[first].strip()[:LONGEST]}" looks like a row of a table and is shown as typed:'
    dashes = next((at for at in range(first + 1, len(lines)) if _DASHES.fullmatch(lines[at])), None)
    if dashes is None:
        columns = max(1, lines[first].strip().strip("|").count("|") + 1)
        hint = f"Write the head of the table, and below it: |{' --- |' * columns}"
        yield first, f"{text} there is no line of dashes below the first row.", hint, True
    else:
        message = f"{text} the line of dashes below it has another number of columns, or stands in the wrong place."
        hint = "Give each row as many bars as the first, and put an empty line above the table."
        yield first, message, hint, True
