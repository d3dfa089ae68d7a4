"""Review pages as people leave them: which question, which boxes are ticked, what was written. Pure.

A page comes back from Notepad, Word or a mail program: with other line ends, quotes before each line, bold ticks. What
counts is read all the same. Each page has a seal, by which the kit sees whether anybody wrote on it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kit.model.findings import Code, Finding
from kit.source.tree.text import split_lines

FOLDER = "review/"
README = f"{FOLDER}README.md"
WHATS_NEW = f"{FOLDER}whats-new.md"
IMPORTED = f"{FOLDER}imported-"  # begins the names of pages that tell of an import
KEPT = f"{FOLDER}kept/"  # what people wrote on pages whose question is settled, and which nothing used

KEEP, TAKE, USE = "Keep ours", "Take theirs", "Use what I wrote below"

_ADDRESS = re.compile(r"Address: ?`?([^`]+?)`?")
_SEAL = re.compile(r"Seal: ?`?[0-9a-f]+`?")
_QUOTES = re.compile(r"\A(?:[ \t]*>)*")
_BOX = re.compile(rf"(?:\[ ?([xXvV✓✔☑☒×]?) ?\]|([☐☑☒✓✔])) ?({KEEP}|{TAKE}|{USE})[ .:]*", re.IGNORECASE)
_BULLETS = "-+*•·– "
_TYPED_BY_WORD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


@dataclass(frozen=True)
class Answer:
    """What a review page says: the address, the boxes that are ticked, and the text below the last box.

    ``line`` is the first line of that text. ``touched`` says that somebody wrote elsewhere on the page, or that nobody
    can tell. ``trouble`` says, as the end of a sentence, why the question stays open.
    """

    path: str
    address: str
    ticked: tuple[str, ...]
    text: str = ""
    line: int = 0
    touched: bool = False
    trouble: str = ""


def asks(path: str) -> bool:
    """Whether the page at ``path`` is a question, and not one of those that only tell."""
    return path.startswith(FOLDER) and path not in (README, WHATS_NEW) and not path.startswith((KEPT, IMPORTED))


def review_path(address: str) -> str:
    """Return the path of the review page for an address."""
    name = address.removesuffix(".md")
    for mark, words in (("/", "--"), ("#", "."), ("@", ".agenda."), (":", ".field.")):
        name = name.replace(mark, words)
    return f"{FOLDER}{name}.md"


def free_path(path: str, taken: Collection[str]) -> str:
    """Return ``path``, or the first of ``NAME-2.md``, ``NAME-3.md`` and so on that no file in ``taken`` has."""
    used = {one.lower() for one in (*taken, README, WHATS_NEW)}
    numbers = (f"{path.removesuffix('.md')}-{number}.md" for number in range(2, len(used) + 3))
    return next(one for one in (path, *numbers) if one.lower() not in used)


def quoted(text: str | None) -> str:
    """Return text as a quotation, so that its headings and fences cannot disturb the page around it."""
    if text is None or not text.strip():
        return "Nothing."
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def shows(page: bytes, text: str) -> bool:
    """Return whether a review page shows ``text`` word for word as what the region says."""
    return quoted(text) in "\n".join(line.rstrip("\r\n") for line in split_lines(read_text(page)))


def answers(files: Mapping[str, bytes]) -> list[Answer]:
    """Return what the review pages among ``files`` say; pages without an address are left out."""
    pages = (_answer(path, read_text(files[path])) for path in sorted(files) if asks(path) and path.endswith(".md"))
    return [one for one in pages if one is not None]


def parts(page: bytes) -> list[tuple[str, str]]:
    """Return the headings of a review page, its title first, each with the words below it, out of their quotes."""
    found: list[tuple[str, list[str]]] = []
    for line in _unquoted(split_lines(read_text(page))):
        if line.startswith(("# ", "## ")):
            found.append((line.lstrip("# ").strip(), []))
        elif found:
            found[-1][1].append(re.sub("^> ?", "", line.rstrip("\r\n")))
    return [(title, "\n".join(lines).strip("\n")) for title, lines in found]


def takes_text(page: bytes) -> bool:
    """Whether the answer to a question may be a text of one's own."""
    return any((box := _box(line)) and box[0] == USE for line in split_lines(read_text(page)))


def read_text(data: bytes) -> str:
    """Return a page as text, in whichever encoding Windows saved it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _answer(path: str, text: str) -> Answer | None:
    lines = _unquoted(split_lines(text))
    found = [one[1] for line in lines if (one := _ADDRESS.fullmatch(_plain(line)))]
    if not found:
        return None
    last = _last_box(lines)
    ticked = dict.fromkeys(box[0] for line in lines[:last] if (box := _box(line)) and box[1])
    first = next((number for number, line in enumerate(lines[last:], last + 1) if line.strip()), 0)
    return Answer(path, found[0], tuple(ticked), _typed(lines[last:]), first, not is_sealed(text))


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Return the lines of a page without the quotes that a mail program put before each."""
    depths = (_QUOTES.match(line) for line in lines if _ADDRESS.fullmatch(_plain(line).lstrip("> ")))
    depth = next((found[0].count(">") for found in depths if found), 0)
    return [re.sub(rf"^(?:[ \t]*> ?){{1,{depth}}}", "", line) for line in lines] if depth else list(lines)


def _plain(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", line).split())


def _box(line: str) -> tuple[str, bool] | None:
    """Return which box a line is and whether it is ticked: ``- [ ] Keep ours`` and what people make of it."""
    words = _plain(line).replace("**", "").replace("__", "").replace("\\", "").lstrip(_BULLETS)
    found = _BOX.fullmatch(words.replace("*", "").replace("_", ""))
    if found is None:
        return None
    label = next(one for one in (KEEP, TAKE, USE) if one.lower() == found[3].lower())
    return label, bool(found[1]) or (found[2] or "☐") != "☐"


def _last_box(lines: Sequence[str]) -> int:
    """Return the number of the line of the last box; what stands below it people wrote."""
    boxes = [(number, box[0]) for number, line in enumerate(lines, 1) if (box := _box(line))]
    use = [number for number, label in boxes if label == USE]
    return next(iter(use), boxes[-1][0] if boxes else len(lines))


def _typed(lines: Sequence[str]) -> str:
    """Return the text that was typed; one that was copied with the quotes of the page loses them."""
    plain = [line.rstrip("\r\n") for line in lines]
    if all(line.startswith(">") for line in plain if line.strip()):
        plain = [re.sub("^> ?", "", line) for line in plain]
    first = next((number for number, line in enumerate(plain) if line.strip()), len(plain))
    text = "\n".join(plain[first:]).rstrip()
    return f"{text}\n" if text else ""


# The seal of a page: a digest of the words that the kit wrote there, whatever programs make of spaces and quotes.


def sealed(text: str) -> str:
    """Return ``text``, which holds an empty line ``Seal: ``, with its seal."""
    return text.replace("\nSeal: \n", f"\nSeal: `{_digest(text)}`\n", 1)


def is_sealed(text: str) -> bool:
    """Whether a page still says what the kit wrote there, with any boxes ticked; what stands below them is left out."""
    return _seal(text) == _digest(text)


def same_question(one: str, other: str) -> bool:
    """Whether two pages ask the same: by their seals, else by what stands above their boxes (earlier kits had none)."""
    return _seal(one) == _seal(other) != "" or _asked(one) == _asked(other)


def _seal(text: str) -> str:
    found = next((line for line in map(_plain, _unquoted(split_lines(text))) if _SEAL.fullmatch(line)), "")
    return found.partition(":")[2].strip("` ")


def _digest(text: str) -> str:
    lines = _unquoted(split_lines(text))
    return hashlib.sha256(_words(lines[: _last_box(lines)]).encode()).hexdigest()[:12]


def _asked(text: str) -> str:
    lines = [line.rstrip("\r\n") for line in _unquoted(split_lines(text))]
    return _words(lines[: lines.index("## Decide")] if "## Decide" in lines else lines)


def _words(lines: Sequence[str]) -> str:
    said = [line for line in lines if not _box(line) and not _plain(line).startswith("Seal:")]
    words = " ".join(_QUOTES.sub("", line, count=1) for line in said).split()
    return unicodedata.normalize("NFC", " ".join(words)).translate(_TYPED_BY_WORD)


def open_questions(files: Mapping[str, bytes]) -> list[Finding]:
    """Return a warning for each page of ``review/`` among ``files`` that is a question: nobody has decided yet."""
    addresses = {one.path: f" about {one.address}" for one in answers(files)}
    waiting = [path for path in sorted(files) if asks(path)]
    which = f", one of {len(waiting)} that wait," if len(waiting) > 1 else ""
    return [_open(path, f"{addresses.get(path, '')}{which}") for path in waiting]


def _open(path: str, which: str) -> Finding:
    message = f"This page asks something{which} that only you can decide; until then your own stays on your pages."
    hint = "Read it, tick one of the boxes at its end (put an x between the brackets), save it, and run: "
    return Finding(Code.OPEN_QUESTION, path, None, message, f"{hint}peerkit resolve")
