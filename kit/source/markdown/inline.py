"""What the text of a page refers to: links, pictures, roles, variables, targets and footnotes, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.model.characters import refused
from kit.model.findings import Code, Finding
from kit.model.page import Reference
from kit.source.markdown.block_parser import ParsedBlock, ParsedPart, names
from kit.source.markdown.parser import inline_tokens, plain
from kit.source.tree.text import refused_character

if TYPE_CHECKING:
    from markdown_it.token import Token


PICTURE_OPTIONS = ("img-top", "img-bottom", "img-background")
# Directives whose argument is an address or a word for the machine; that of all others is text.
NO_TEXT = frozenset({"image", "figure", "button-link", "button-ref", "code-block", "lang", "list-table", "grid"})

COMMENTS = re.compile(r"\s*(?:<!--(?!-?>)(?:(?!-->).)*-->\s*)+", re.DOTALL)


@dataclass
class References:
    """What the text of a page refers to, in the order of lines; see ``model.page.Page`` for each."""

    links: list[Reference] = field(default_factory=list)
    pictures: list[Reference] = field(default_factory=list)
    roles: list[tuple[str, Reference]] = field(default_factory=list)
    variables: list[Reference] = field(default_factory=list)
    targets: list[Reference] = field(default_factory=list)
    footnotes: list[Reference] = field(default_factory=list)
    note_texts: list[Reference] = field(default_factory=list)


def references(read: Sequence[ParsedPart], file: str, found: list[Finding]) -> References:
    """Return what the parts of a page refer to; raw HTML and misused double braces go to ``found``."""
    reader = _Reader(file, found)
    for part in read:
        reader.part(part)
    return _in_order(reader.seen)


def _in_order(seen: References) -> References:
    for kind in (seen.links, seen.pictures, seen.variables, seen.targets, seen.footnotes, seen.note_texts):
        kind.sort(key=lambda one: one.line)
    seen.roles.sort(key=lambda named: named[1].line)
    return seen


class _Reader:
    """One pass over a page; ``seen`` and ``found`` fill up as it goes."""

    def __init__(self, file: str, found: list[Finding]) -> None:
        self.seen = References()
        self.file = file
        self.found = found
        self.around: tuple[str, ...] = ()

    def part(self, part: ParsedPart) -> None:
        self.around = names(part.around)
        for label, line in part.definitions:
            self.seen.footnotes.append(Reference(label, f"[{label}]:", line, self.around))
        heading = False
        for token in part.tokens:
            line = part.first + (token.map or [0])[0]
            if token.type == "inline":
                self.inline(token, line, "a heading" if heading else "")
            elif token.type == "html_block":
                self.html(token.content, line, alone=True)
            elif token.type == "myst_target":
                self.seen.targets.append(Reference(token.content, "", line, self.around))
            elif token.type == "footnote_reference_open":
                note = Reference(str(token.meta["label"]), "", line, self.around)
                self.seen.footnotes.append(note)
                self.seen.note_texts.append(note)
            heading = token.type == "heading_open"
        for block in part.blocks:
            self.block(block)

    def inline(self, token: Token, line: int, place: str) -> None:
        children = token.children or []
        self.braces(visible(children), line, place)
        for at, child in enumerate(children):
            self.characters(child, line)
            self.child(child, children, at, line)
            line += child.type in ("softbreak", "hardbreak")

    def characters(self, token: Token, line: int) -> None:
        """Find what an entity such as ``&#x202e;`` put into text; raw, it would have been found in the file's bytes."""
        text = "".join((token.content, str(token.attrGet("title") or ""), plain(token.children)))
        for char in dict.fromkeys(char for char, _ in refused(text)):
            self.found.append(refused_character(self.file, line, char))

    def child(self, child: Token, children: Sequence[Token], at: int, line: int) -> None:
        if child.type == "link_open":
            target, text = str(child.attrGet("href") or ""), plain(_until_closed(children, at + 1))
            self.link(target, text, line)
            self.braces(_braces_back(target), line, "a link")
        elif child.type == "image":
            target, alt = str(child.attrGet("src") or ""), plain(child.children)
            self.picture(target, alt, line)
            self.braces(_braces_back(target) + alt, line, "a picture")
            for inner in child.children or ():
                if inner.type in ("html_inline", "myst_role"):  # of the rest, alt text takes the words alone
                    self.child(inner, (), 0, line)
        elif child.type == "myst_role":
            self.role(str(child.meta["name"]), child.content, line)
            self.braces(child.content, line, f"the role {child.meta['name']}")
        elif child.type == "html_inline":
            self.html(child.content, line, alone=False)
        elif child.type == "footnote_ref":
            self.seen.footnotes.append(Reference(str(child.meta["label"]), "", line, self.around))

    def block(self, block: ParsedBlock) -> None:
        """Take what a directive's opening line and options refer to."""
        if not block.name:
            return
        self.around = block.parents
        self.argument(block)
        value = {key: text for key, (text, _) in block.options.items()}
        for key, (text, line) in block.options.items():
            if key == "target" or (key == "link" and value.get("link-type", "url") == "url"):
                self.link(text, value.get("link-alt", block.argument), line)
            elif key == "link":
                self.role(value["link-type"], text, line)
            elif key in PICTURE_OPTIONS:
                self.picture(text, value.get("img-alt", ""), line)
            elif key in ("name", "figname"):
                self.seen.targets.append(Reference(text, "", line, self.around))
            self.braces(text, line, f"the option {key}")

    def argument(self, block: ParsedBlock) -> None:
        text, line = block.argument, block.first
        if block.name in ("image", "figure"):
            self.picture(text, block.options.get("alt", ("", 0))[0], line)
        elif block.name == "button-link":
            self.link(text, block.body.strip(), line)
        elif block.name == "button-ref":
            self.role(block.options.get("ref-type", ("ref", 0))[0], text, line)
        if block.name in NO_TEXT:
            self.braces(text, line, f"the opening line of a {block.name} block")
        elif text:
            for token in inline_tokens(text):
                self.inline(token, line, "")

    def link(self, target: str, text: str, line: int) -> None:
        self.seen.links.append(Reference(target, text, line, self.around))

    def picture(self, target: str, alt: str, line: int) -> None:
        self.seen.pictures.append(Reference(target, alt, line, self.around))

    def role(self, name: str, content: str, line: int) -> None:
        text = content.rpartition("<")[0].strip() if content.endswith(">") else ""
        self.seen.roles.append((name, Reference(content, text or content, line, self.around)))

    def braces(self, text: str, line: int, place: str) -> None:
        for name, at in braces(text, self.file, line, place, self.found):
            self.seen.variables.append(Reference(name, "", at, self.around))

    def html(self, content: str, line: int, alone: bool) -> None:
        if alone and COMMENTS.fullmatch(content):
            return
        comment = content.lstrip().startswith("<!--")
        code, message = Code.UNSAFE_HTML, f"The page holds HTML here ({_short(content)}), which could carry a script."
        hint = _in_markdown(content)
        if comment and alone and "-->" not in content:
            code, message = Code.PAGE_SYNTAX, "This comment is never closed, so everything after it would vanish."
            hint = "Close it with --> on the line where it should end."
        elif comment:
            message = "A comment stands among other text, and only one that is alone on its lines can be left out."
            hint = "Put the comment on lines of its own, with an empty line before and after it."
        self.found.append(Finding(code, self.file, line, message, hint))


_OF_TAGS = {
    "br": "For a new line, end the line above with a backslash; for a new paragraph, leave an empty line.",
    "iframe": "Link to it: [What one sees there](https://...)",
    "video": "Link to it: [What one sees there](https://...)",
    "img": "Write a picture as ![What it shows](photo.jpg), with the file beside the page.",
    "a": "Write a link as [words](https://...)",
    "sub": "Write small letters below the line as {sub}`2`",
    "sup": "Write small letters above the line as {sup}`2`",
    "kbd": "Write a key as {kbd}`F5`",
    "code": "Write code between backticks: `words`",
    "details": "Write what opens at a press as a block: :::{dropdown} Its title",
    "i": "Write *slanted words* with a star on either side.",
    "em": "Write *slanted words* with a star on either side.",
    "b": "Write **bold words** with two stars on either side.",
    "strong": "Write **bold words** with two stars on either side.",
}
_TAG = re.compile(r"</?([a-z]{1,12})\b", re.IGNORECASE)


def _in_markdown(html: str) -> str:
    """Return how what the HTML is for is written here."""
    tag = _TAG.match(html.lstrip())
    return _OF_TAGS.get(tag[1].lower() if tag else "", "") or (
        "Write it in Markdown; for a less-than sign that is meant as such write \\<."
    )


def visible(children: Sequence[Token]) -> str:
    """Return the text of inline tokens with a zero byte for each thing that is not text, code included."""
    return "".join(_seen(child) for child in children)


def _seen(child: Token) -> str:
    if child.type == "text":
        return child.content
    return "\n" if child.type in ("softbreak", "hardbreak") else "\0"


def _until_closed(children: Sequence[Token], at: int) -> Iterator[Token]:
    while at < len(children) and children[at].type != "link_close":
        token = children[at]
        yield from token.children if token.type == "image" and token.children else (token,)
        at += 1


def _braces_back(address: str) -> str:
    """Undo the escapes that the parser puts into addresses, for braces only."""
    return re.sub("%7b", "{", re.sub("%7d", "}", address, flags=re.IGNORECASE), flags=re.IGNORECASE)


def _short(content: str) -> str:
    first = content.strip().splitlines()[0]
    return first if len(first) <= 40 else first[:39] + "…"


# ``{{ name }}`` in text: which variables are used, and what else stands between double braces.

_NAME = re.compile(r"[ \t]*([a-z][a-z0-9_-]{0,39})[ \t]*")
_IN_LINK = re.compile(r"\]\(\s*<?[^\s()<>]*$|\]:\s*<?\S*$")


def braces(text: str, file: str, line: int, place: str, found: list[Finding]) -> Iterator[tuple[str, int]]:
    """Yield (name, line) of each variable in ``text``, which begins on ``line``; misuse goes to ``found``.

    ``place`` says where the text stands if no variable can stand there ("a heading"), else it is "".
    A zero byte in ``text`` stands for what is not text.
    """
    start = text.find("{{")
    counted = 0
    while start != -1:
        line, counted = line + text.count("\n", counted, start), start
        end = text.find("}}", start + 2)
        if end == -1:
            found.append(_open(file, line))
            return
        where = place or ("a link" if _IN_LINK.search(text[max(0, start - 200) : start]) else "")
        name = _NAME.fullmatch(text, start + 2, end)
        if where or not name:
            found.append(_misused(text[start + 2 : end], where, file, line))
        else:
            yield name[1], line
        start = text.find("{{", end + 2)


def _open(file: str, line: int) -> Finding:
    message = "Two braces open here and are not closed, so they would be shown as they stand."
    hint = "Write a variable with two braces on either side, such as {{ venue }}."
    return Finding(Code.BAD_VARIABLE, file, line, message, hint)


def _misused(inside: str, where: str, file: str, line: int) -> Finding:
    written = "{{" + inside.replace("\0", "…").replace("\n", " ")[:40] + "}}"
    if where:
        message = f"{written} stands in {where}, where a variable cannot be filled in."
        return Finding(Code.BAD_VARIABLE, file, line, message, "Put it into the text below or beside it.")
    message = f"{written} is not the name of a variable: a name is small letters, digits, _ and - only."
    name = inside.strip().lower()
    hint = "Write a name alone and on one line, such as {{ venue }}, or put the braces between backticks to show them."
    hint = f"Write {{{{ {name} }}}}" if _NAME.fullmatch(name) else hint
    return Finding(Code.BAD_VARIABLE, file, line, message, hint)
