"""Plain words as Markdown that shows just them, and fences that hold what is in them. Pure."""

from __future__ import annotations

import re

# Marks around a link whose address is known only when all pages are: no text can hold these characters.
LINK_START, LINK_MIDDLE, LINK_END = "\ufdd0", "\ufdd1", "\ufdd2"

_ADDRESS = re.compile(r"(?<![\w/.@-])(?:https?://|www\.)[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)
# What would be filled in, or begin a block, wherever it stands: it is shown as code.
_BRACES = re.compile(r"\{\{[^\n]{0,200}?\}\}|\{\{+|\}\}+|:{3,}(?:\s*\{[\w-]*\}?)?")
_ALWAYS = re.compile(
    r"\\"
    r"|(?<!\s)\*|\*(?!\s)"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|`"
    r"|(?<=\])[(\[]"
    r"|\[(?=\^)"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,31};)"
    r"|\{"
    r"|~(?=~)"
)
_AT_START = re.compile(
    r"(?P<at>[#>%|~]|:(?=\s|[a-z][a-z-]*:)|[-+](?=\s|$|[-+\s]*$)|\+(?=\s*\+\s*\+)|=+\s*$"
    r"|\((?=.*\)=\s*$)|\[(?=[^\]]*\]:))"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)


def words(text: str, in_table: bool = False, autolink: bool = True) -> str:
    """Return ``text``, part of a line or of several, as Markdown; what begins a line is left to ``line_start``."""
    out, last = "", 0
    for found in _ADDRESS.finditer(text) if autolink else ():
        address = _without_end(found[0])
        whole = address if "://" in address else f"https://{address}"
        shown = f"<{whole}>" if whole == address else f"[{_plain(address)}]({whole})"
        out = glued(glued(out, _plain(text[last : found.start()])), shown)
        last = found.start() + len(address)
    out = glued(out, _plain(text[last:]))
    return out.replace("|", "\\|") if in_table else out


def _without_end(address: str) -> str:
    bare = address.rstrip(".,;:!?*_~")
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(".,;:!?*_~")
    return bare


def _plain(text: str) -> str:
    out, last = "", 0
    for found in _BRACES.finditer(text):
        out = glued(out, _ALWAYS.sub(r"\\\g<0>", text[last : found.start()]))
        out = glued(out, code(found[0]))
        last = found.end()
    return glued(out, _ALWAYS.sub(r"\\\g<0>", text[last:]))


def glued(first: str, second: str) -> str:
    """Return two pieces of a line one after the other: what would mean something together is kept apart."""
    if first.endswith("`") and second.startswith("`") and not first.endswith("\\`"):
        return f"{first} {second}"
    if first.endswith(("!", "]")) and not first.endswith("\\]") and second.startswith(("[", "(", LINK_START)):
        return f"{first[:-1]}\\{first[-1]}{second}"
    return f"{first} {second}" if first.endswith("{") and second.startswith(("{", "\\{")) else first + second


def line_start(line: str) -> str:
    """Return a line of a paragraph such that it begins no list, heading, quote or anything else."""
    line = line.strip(" \t")
    found = _AT_START.match(line)
    if not found:
        return line
    if found["at"]:
        return f"\\{line}"
    return f"{found['number']}\\{line[len(found['number']) :]}"


def code(text: str, in_table: bool = False) -> str:
    """Return ``text`` as code within a line."""
    text = re.sub(r"\s+", " ", text)
    if not text.strip():
        return text
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    mark = "`" * (longest + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    text = text.replace("|", "\\|") if in_table else text
    return f"{mark}{gap}{text}{gap}{mark}"


def fence(text: str, language: str) -> str:
    """Return ``text`` as a block of code."""
    longest = max((len(run) for run in re.findall("^ *(`{3,})", text, re.MULTILINE)), default=2)
    mark = "`" * (longest + 1)
    return f"{mark}{language}\n{text}\n{mark}"


def colons(name: str, title: str, options: str, body: str) -> str:
    """Return a block of ours; its fence is longer than all that stand in ``body``."""
    longest = max((len(run) for run in re.findall("^[ >]*(:{3,})", body, re.MULTILINE)), default=2)
    mark = ":" * (longest + 1)
    head = f"{mark}{{{name}}} {title}".rstrip()
    return f"{head}\n{options}\n{body}\n\n{mark}" if options else f"{head}\n\n{body}\n\n{mark}"


def for_facilitators(title: str, body: str) -> str:
    """Return a note for facilitators; footnotes would show on the page, so their marks are plain words in it."""
    return colons("facilitator", title, "", re.sub(r"\[\^([A-Za-z0-9-]+)\]", r"\\[\1\\]", body))


def indented(text: str, first: str, other: str) -> str:
    """Return ``text`` with ``first`` before its first line and ``other`` before those below that hold anything."""
    head, *rest = text.split("\n")
    return "\n".join([first + head, *(other + line if line else other.rstrip() for line in rest)])
