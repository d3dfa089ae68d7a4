"""Markdown of other programs, line by line, made into what any Markdown parser reads. Pure.

Fences of colons, attributes of kramdown, notes of MkDocs and directives of MyST become ``<div class="NAME">``; Liquid
and comments go. Each line knows the line of the source on which it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from kit.franchise.importing.comments import without_comments, without_remarks
from kit.franchise.importing.leaders import is_for_whom
from kit.franchise.importing.lines import CODE, DIRECTIVE, OURS, Line, directive_of
from kit.franchise.importing.model import Told
from kit.franchise.importing.speaking import spoken
from kit.franchise.importing.unseen import COMMENT
from kit.franchise.importing.wide_tables import whole_tables
from kit.model.foreign_blocks import ours_for

_COLONS = re.compile(r"(?P<lead>[\s>]*)(?P<mark>:{3,})(?P<rest>[^:].*|)")
_OPTION = re.compile(r"[\s>]*:(?P<key>[a-z-]+):\s*(?P<value>.*)")
_ATTRIBUTES = re.compile(r"(?P<lead>[\s>]*)\{:\s*(?P<what>[^{}]*)\}\s*")
_PANDOC = re.compile(r"\{(?P<what>[^{}]*)\}")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_ID = re.compile(r"#([A-Za-z][\w-]*-[\w-]+)")
_IF = re.compile(r"\s*\{%-?\s*if\s(?P<what>[^%\n]{1,300})%\}\s*")
_ELSE = re.compile(r"\s*\{%-?\s*(?:else|elsif\b[^%\n]*|endif)\s*-?%\}\s*")
_OBSIDIAN = re.compile(r"%%(?!%)([^%\n]+)%%")
_VALUE = re.compile(r"(?:when-[\w-]+|audience|data-[\w-]+)\s*=\s*[\"']?([\w-]+)")
_TITLE = re.compile(r"(?:title|name|summary)\s*=\s*(?P<quote>[\"'])(?P<title>.*?)(?P=quote)")
_MATERIAL = re.compile(
    r"(?P<lead>\s*)(?:(?:!!!|\?\?\?\+?)\s+(?P<name>[\w-]+)|===[!+]?(?=\s+\"))(?P<more>[^\"]*+)(?:\"(?P<title>.*)\")?\s*"
)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_LIQUID_LINK = re.compile(r"\{%-?\s*(?:link|post_url)\s+(?P<path>[^\s%]+)\s*-?%\}")
_LIQUID = re.compile(r"\{%[^%\n]*%\}")
_ROOT = re.compile(r"\{\{\s*(?:page\.root|site\.baseurl|site\.url|relative_root_path)\s*\}\}")
_INCLUDE = re.compile(r"\{%-?\s*include\s+(?P<file>\S{1,200})(?P<what>[^%\n]{0,2000})%\}")
_PARAMETER = re.compile(r"(?P<key>\w+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)")
_QUIET = frozenset({"links.md", "base_path.html"})  # definitions of links, which are read by themselves
_SPACED = re.compile(
    r"(\]\()([^()<>\"'\n]{0,200}[^()<>\"'\s] {1,9}[^()<>\"'\s][^()<>\"'\n]{0,200}?)( {1,9}\"[^\"\n]{0,300}\")?\)"
)
_MARKED = re.compile(r"(?<!!)\[([^\[\]\n]+)\]\{([.#][^{}\n]*)\}")  # words with a class, as pandoc writes them
_HINT = re.compile(r"(?P<lead>\s*)\{%\s*(?:hint\s+style=\"(?P<name>\w+)\"|endhint)\s*%\}\s*")
_CONTENTS = re.compile(r"\s*(?:\[TOC\]|\[\[toc\]\]|[*-] TOC)\s*", re.IGNORECASE)


@dataclass
class _Open:
    """A fence that is open: the mark that closes it, for colons any, and where it began."""

    mark: str
    lead: str
    number: int


@dataclass
class _Pass:
    told: Told
    out: list[Line] = field(default_factory=list)
    code: str = ""
    open: list[_Open] = field(default_factory=list)
    options: bool = False

    def put(self, number: int, *texts: str) -> None:
        self.out += [Line(text, number) for text in texts]

    def line(self, text: str, number: int) -> None:
        if self.code:
            self.put(number, text)
            if re.fullmatch(rf"[\s>]*{re.escape(self.code)}{re.escape(self.code[0])}*\s*", text):
                self.code = ""
            return
        if self.options and self.option(text, number):
            return
        self.options = False
        if not (self.backticks(text, number) or self.colons(text, number) or self.attributes(text, number)):
            if _CONTENTS.fullmatch(text):
                self.told.left_out(number, "A table of contents is left out: every page of the site has one.")
                text = ""
            self.put(number, _SPACED.sub(r"\1<\2>\3)", _MARKED.sub(_marked, text)))

    def option(self, text: str, number: int) -> bool:
        """Take an option of a directive into the opening tag above it."""
        if not (found := _OPTION.fullmatch(text)):
            return False
        if found["key"] == "minutes" and found["value"].strip().isdigit():
            at = max(place for place, line in enumerate(self.out) if "<div class=" in line.text)
            tag = self.out[at]
            self.out[at] = Line(f'{tag.text[:-1]} data-minutes="{found["value"].strip()[:4]}">', tag.number)
        elif found["key"] not in ("class", "name"):
            message = f"The option {found['key']} of a block is left out."
            self.told.left_out(number, message, said=found["value"])
        return True

    def backticks(self, text: str, number: int) -> bool:
        found = CODE.fullmatch(text)
        if not found:
            return False
        top = self.open[-1].mark if self.open else ""
        if top and top[0] in "`~" and not found["info"].strip() and found["mark"].startswith(top):
            self.close(number)
            return True
        if named := directive_of(found["info"]):
            self.begin(found["lead"], found["mark"], named["name"], named["title"], number)
            self.options = True
            return True
        self.code = found["mark"]
        language = _language(found["info"])
        beside = re.sub(r"^\{?\.?(?:code-block\}|code\})?\s*", "", found["info"].strip())
        if beside := beside.removeprefix(language).strip("{}, "):
            told = "What stands beside the name of the language of a block of code is left out."
            self.told.left_out(number, told, said=beside)
        self.put(number, found["lead"] + found["mark"] + language)
        return True

    def colons(self, text: str, number: int) -> bool:
        found = _COLONS.fullmatch(text)
        if not found:
            return False
        rest = found["rest"].rstrip().rstrip(":").strip()
        if not rest:
            self.close(number)
            return True
        name, title, directive = fence_name(rest)
        self.begin(found["lead"], ":::", name, title, number)
        self.options = directive
        return True

    def begin(self, lead: str, mark: str, name: str, title: str, number: int) -> None:
        self.open.append(_Open(mark, lead, number))
        titled = f' data-fence="1" title="{escape(title.strip(), True)}"' if title.strip() else ' data-fence="1"'
        self.put(number, lead.rstrip(), f'{lead}<div class="{escape(name, True)}"{titled}>', lead.rstrip())

    def close(self, number: int) -> None:
        if not self.open:
            self.told.changed(number, "Colons that close nothing were taken out.", "See where the block above ends.")
            return
        lead = self.open.pop().lead
        self.put(number, lead.rstrip(), f"{lead}</div>", lead.rstrip())

    def attributes(self, text: str, number: int) -> bool:
        found = _ATTRIBUTES.fullmatch(text)
        if not found:
            return False
        names = " ".join(_CLASS.findall(found["what"]))
        lead = found["lead"]
        alone = f'{lead}<div data-after="{names}" title="{escape(found["what"].strip()[:100], True)}"></div>'
        self.put(number, lead.rstrip(), alone, lead.rstrip())
        return True

    def end(self) -> None:
        for one in self.open:
            self.told.changed(one.number, "A block that begins here was never closed; it ends where the page ends.")
        for _ in list(self.open):
            self.close(self.out[-1].number if self.out else 1)


def prepared(text: str, first: int, told: Told) -> list[Line]:
    """Return the lines of ``text``, which begins on line ``first`` of its source, as plain Markdown and HTML."""
    text = without_remarks(text, first, told)
    lines = [Line(one, number) for number, one in enumerate(text.split("\n"), first)]
    lines = whole_tables(without_comments(spoken(lines, told), told), told)
    reader = _Pass(told)
    for line in _material(list(_without_liquid(lines, told)), told):
        reader.line(line.text, line.number)
    reader.end()
    return reader.out


def fence_name(rest: str) -> tuple[str, str, bool]:
    """Return what an opening fence of colons is called, its title, and whether options may follow it."""
    if named := DIRECTIVE.fullmatch(rest):
        return named["name"], named["title"], True
    attributes = _PANDOC.search(rest)
    what = attributes["what"] if attributes else ""
    title = found["title"] if (found := _TITLE.search(what)) else ""
    before = _PANDOC.sub("", rest).strip()
    if any(map(is_for_whom, (*_VALUE.findall(what), *_ID.findall(what)))):  # Quarto: when-profile="instructor"
        return "facilitator", " ".join(filter(None, (title, before))), False
    if classes := _CLASS.findall(what):
        known = [one for one in classes if ours_for(one) is not None or one in OURS] or classes
        name = next((one for one in known if ours_for(one) == "facilitator"), known[0])
        return name, " ".join(filter(None, (title, before))), False
    bracket = re.fullmatch(r"([\w-]+)\[(.*)\]", before)
    name, more = (bracket[1], bracket[2]) if bracket else before.partition(" ")[::2]
    return name or "block", " ".join(filter(None, (title, more.strip()))), False


def _marked(found: re.Match[str]) -> str:
    """Return words without their class, unless it says that they are for those who lead."""
    private = any(ours_for(name) == "facilitator" for name in _CLASS.findall(found[2]))
    return f'<span class="facilitator">{found[1]}</span>' if private else found[1]


def _language(info: str) -> str:
    """Return the language of a block of code, without what other programs are told there."""
    found = re.match(r"\s*\{?\.?(?:code-block\}\s*|code\}\s*)?([A-Za-z][\w+#-]*)", info)
    return found[1] if found else ""


def _without_liquid(lines: Sequence[Line], told: Told) -> Iterator[Line]:
    """Yield ``lines`` without the instructions of Jekyll, which only Jekyll can follow; code keeps them."""
    code, condition = "", False
    for line in lines:
        text = _RAW.sub("", line.text)
        if found := CODE.match(text):
            code = "" if code and text.strip(" >").startswith(code) else code or found["mark"]
        elif not code:
            text = _ROOT.sub("", _LIQUID_LINK.sub(lambda link: link["path"], text))
            text = _INCLUDE.sub(_included, text)
            if (found := _IF.fullmatch(text)) and any(map(is_for_whom, re.findall(r"[\w-]+", found["what"]))):
                text, condition = "::: notes", True
            elif condition and _ELSE.fullmatch(text):
                text, condition = ":::", False
            for remark in _OBSIDIAN.findall(text):
                told.left_out(line.number, COMMENT, said=remark)
            text = _OBSIDIAN.sub("", text)
            hint = _HINT.fullmatch(text)
            text = f"{hint['lead']}::: {hint['name'] or ''}" if hint else text
            tell_braces(text, line.number, told)
            for tag in _LIQUID.findall(text):
                message = f"An instruction for another program is left out: {tag[:2_000]}"
                told.left_out(line.number, message, "If it brought in text, put that text here.")
            text = _LIQUID.sub("", text)
        yield Line(text, line.number)


def tell_braces(text: str, number: int | None, told: Told) -> None:
    """Tell of double braces in a line: what stands between them would be filled in, here as there."""
    if found := re.search(r"\{\{[^{}]{0,60}\}\}", text):
        message = f"{found[0]} was to be filled in by another program, and stands as it was written."
        told.changed(number, message, "Write the words themselves, or the name of a variable that you have.")


def _included(found: re.Match[str]) -> str:
    """Return the picture and the words that an instruction of Jekyll brings in, else the instruction as it is."""
    if found["file"] in _QUIET:
        return ""
    given = {one["key"]: one["value"] for one in _PARAMETER.finditer(found["what"])}
    address = next((given[key] for key in ("src", "url", "image", "image_path", "path", "file") if key in given), "")
    if not re.search(r"\.(?:png|jpe?g|gif|svg|webp)$", address, re.IGNORECASE):
        return found[0]
    picture = f'<img src="{escape(address, True)}" alt="{escape(given.get("alt", ""), True)}">'
    return f"{picture} {given.get('caption', '')}".rstrip()


def _material(lines: Sequence[Line], told: Told) -> Iterator[Line]:
    """Yield ``lines`` with the notes of MkDocs, a line of !!! and indented text, as fences of colons."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        found = _MATERIAL.fullmatch(line.text)
        if not found:
            yield line
            continue
        lead = found["lead"]
        end = at
        while end < len(lines) and (not lines[end].text.strip() or lines[end].text.startswith(f"{lead}    ")):
            end += 1
        more = re.sub(r"(?:^|\s)(?:inline|end)(?=\s|$)", " ", found["more"]).strip()
        title = " ".join(filter(None, (more, found["title"])))
        yield Line(f"{lead}::: {found['name'] or 'tab'} {title}".rstrip(), line.number)
        body = [Line(lead + one.text[len(lead) + 4 :], one.number) for one in lines[at:end]]
        yield from _material(body, told)
        yield Line(f"{lead}:::", lines[end - 1].number)
        at = end
