"""What somebody changed in a Word document, or wrote into a page on a pad, stored as a region's or hub's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from kit.app.capture import refuse_wrong, store
from kit.app.introduced import changed, errors, introduced
from kit.app.region import open_region
from kit.app.word import Place, page_at, place_at
from kit.franchise.capture.capture import Captured, capture, look
from kit.franchise.capture.editing import rebased
from kit.franchise.capture.resaved import as_before
from kit.franchise.share.taking import with_reason
from kit.franchise.update.review import KEPT
from kit.franchise.word.assemble import assembled
from kit.franchise.word.fitting import fitted
from kit.franchise.word.left import IN_DOCUMENT, Left
from kit.franchise.word.marks import Source, digest, said_page
from kit.franchise.word.pairing import squeezed
from kit.franchise.word.read import Letter, Paragraph, read_document
from kit.franchise.word.tracked import Tracked
from kit.franchise.word.write import HOW_TO
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.publish.files import read
from kit.publish.journal import apply
from kit.publish.single import writing_new
from kit.source.markdown.sections import section_at, sections
from kit.source.tree.archives import MAX_SUM
from kit.source.tree.given import read_given
from kit.source.tree.rules import MAX_TEXT
from kit.source.tree.text import decode
from kit.system.memo import remembering

_STORED_NOTHING = "Nothing was stored, and the file stays as it is: mend these in it first."


@dataclass
class Came:
    """What a document brought: new texts by page, what people said of sections, and sentences."""

    texts: dict[str, bytes] = field(default_factory=dict)
    reasons: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)  # by page: section, who, what
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    kept: list[tuple[str, Left]] = field(default_factory=list)  # by page, for a person


@dataclass(frozen=True)
class Brought:
    """What became of it; ``review`` is the page that holds what could not be placed, "" where all was."""

    captured: Captured
    told: Sequence[str] = ()
    review: str = ""


@dataclass(frozen=True)
class TrackedIn:
    """A tracked change, with the page and the words of the paragraph that it stands in."""

    page: str
    change: Tracked
    paragraph: str


def tracked_in(file: Path) -> list[TrackedIn]:
    """Return the tracked changes of the document ``file``, in order. Raises what ``read_document`` raises."""
    letter = _read(file)
    page, found = (_by_page(letter) or [("", [])])[0][0], []
    for one in letter.paragraphs:
        said = said_page(one.text) if one.cell is None else None
        page = said[0] if said is not None else page
        found += [TrackedIn(page, change, one.text) for change in one.tracked]
    return found


@remembering()
def capture_word(root: Path, file: Path, page: str | None, dry_run: bool) -> Brought:
    """Store what somebody changed in the document ``file``, made by ``word``; ``page`` names its page if it lost it.

    Raises FindingsError for an unsafe document and for words that would bring a mistake, WrongUsage where nobody can
    tell of which page it is.
    """
    letter = _read(file)
    place = place_at(root)
    came = Came()
    segments = _by_page(letter)
    if page is not None and len(segments) == 1:
        segments = [(page_at(place, page), segments[0][1])]
    if not segments or not segments[0][0]:
        message = f"{file.name} does not say of which page it is: its grey line “Page: ...” is gone."
        raise WrongUsage(message, "Name the page: --page ADDRESS")
    above = "Above the first page of the document:"
    came.kept += [(segments[0][0], Left(above, one.text)) for one in _above(letter)]
    came.kept += [(segments[0][0], Left(f"{what}:", words or IN_DOCUMENT)) for what, words in letter.aside]
    for address, paragraphs in segments:
        _take(place, letter, address, paragraphs, came)
    return _stored(place, file, came, dry_run)


@remembering()
def capture_page(root: Path, file: Path, page: str | None, dry_run: bool) -> Brought:
    """Store the page in the text file ``file``, such as a pad gives it, as the page at the address ``page``.

    Without ``page`` the file's name says which it is, if only one page has it. Raises WrongUsage where that is not
    clear, FindingsError for what is no text or would bring a mistake.
    """
    place = place_at(root)
    address = page_at(place, page) if page is not None else _by_name(place, file)
    data = read_given(file, MAX_TEXT, "Name the page as a text file, such as how-ready.md")
    now = place.composed.files[f"{address}.md"]
    found: list[Finding] = []
    if decode(file.name, data, found) is None:
        raise FindingsError(found, in_tree=False, message=_STORED_NOTHING)
    data = as_before(now, data)
    end = b"\r\n" if now.endswith(b"\r\n") else b"\n"
    data = data.rstrip(b"\r\n") + end if now.endswith(end) else data
    came = Came({address: data} if data != now else {})
    return _stored(place, file, came, dry_run)


def _by_name(place: Place, file: Path) -> str:
    names = [name for name in sorted(place.pages.names) if name.rpartition("/")[2] == file.stem]
    if len(names) == 1:
        return names[0]
    listed = f": {', '.join(names)}" if names else ""
    message = f"{file.name} could be {'several pages' if names else 'any page'}{listed}."
    raise WrongUsage(message, "Say which: --page ADDRESS, such as --page round-1/how-ready")


def _read(file: Path) -> Letter:
    data = read_given(file, MAX_SUM, "Name the document that came back, such as how-ready.docx")
    return read_document(file.name, data)


def _by_page(letter: Letter) -> list[tuple[str, list[Paragraph]]]:
    """Return the paragraphs below each line that names a page; all of them where a document holds one page."""
    found: list[tuple[str, list[Paragraph]]] = []
    for one in letter.paragraphs:
        said = said_page(one.text)
        if said is not None and one.cell is None:
            found.append((said[0], []))
        elif found:
            found[-1][1].append(one)
    if not found:
        known = letter.sources or ()
        found = [(known[0].page if len(known) == 1 else "", list(letter.paragraphs))]
    return found


def _above(letter: Letter) -> list[Paragraph]:
    """Return what somebody wrote above the line that names the first page, where the document says what it is for."""
    texts = [one.cell is None and said_page(one.text) is not None for one in letter.paragraphs]
    before = letter.paragraphs[: texts.index(True)] if True in texts else ()
    return [one for one in before if one.text.strip() and squeezed(one.text) != squeezed(HOW_TO)]


def _take(place: Place, letter: Letter, address: str, paragraphs: Sequence[Paragraph], came: Came) -> None:
    """Add what one page of the document brings to ``came``."""
    path = f"{address}.md"
    now = place.composed.files.get(path)
    number, source = _source(letter, address, now)
    if now is None or source is None:
        why = "is not there any more" if now is None else "changed since, and the file does not hold it as it was"
        came.left.append(f"{address}: the page {why}, so nothing of it was stored.")
        came.kept.append((address, Left("The page as it stands in the document:", _all(paragraphs))))
        return
    text = decode(path, now, []) or ""
    made, wrong = fitted(
        lambda refused: assembled(source.text, number, paragraphs, refused),
        lambda made: _mistakes(place, came, address, _merged(source.text, made.text, text)),
    )
    came.kept += [(address, one) for one in made.left]
    cut = sections(made.text)
    came.reasons[address] = [(section_at(cut, line + 1), who, what) for line, who, what in made.said]
    if made.text != source.text:
        _take_text(address, (source.text, made.text, text), wrong, came)


def _take_text(address: str, texts: tuple[str, str, str], wrong: Sequence[Finding], came: Came) -> None:
    """Add to ``came`` the page whose ``texts`` are the one that was sent, the one that came back, and the one now."""
    sent, back, now = texts
    merged = _merged(sent, back, now)
    if merged is None or wrong:
        why = wrong[0].message if wrong else "the page changed since, in the words that the document changes too."
        came.left.append(f"{address}: {why}{' So nothing of it was stored.' if wrong else ''}")
        came.kept.append((address, Left("The page as the document would have it:", back)))
        return
    came.texts |= {address: merged.encode()} if merged != now else {}
    if now != sent:
        came.notes.append(f"{address}: the page changed since; what changed is in it, and so are these words.")


def _merged(sent: str, back: str, now: str) -> str | None:
    """Return the page ``now`` with what changed between ``sent`` and ``back``, None where both changed the same."""
    return now if back == sent else back if now == sent else rebased(sent, back, now)


def _mistakes(place: Place, came: Came, address: str, text: str | None) -> list[Finding]:
    """Return the errors that the page at ``address`` would bring if it were ``text``."""
    texts = {**came.texts, **({address: text.encode()} if text is not None else {})}
    files = {f"{page}.md": data for page, data in texts.items()}
    return introduced(place.composed, changed(place.composed, files)) if files else []


def _source(letter: Letter, address: str, now: bytes | None) -> tuple[int, Source | None]:
    """Return the page as it was written into the document, and its number there; None where that is not known."""
    for number, one in enumerate(letter.sources or ()):
        if one.page == address:
            return number, one
    text = now.decode("utf-8-sig" if now.startswith(b"\xef\xbb\xbf") else "utf-8", "replace") if now else ""
    said = [said_page(one.text) for one in letter.paragraphs]
    marks = [one[1] for one in said if one is not None and one[0] == address]
    return 0, Source(address, text) if not marks or marks[0] == digest(text) else None


def _all(paragraphs: Sequence[Paragraph]) -> str:
    return "\n\n".join(one.text for one in paragraphs if one.text.strip())


def _stored(place: Place, file: Path, came: Came, dry_run: bool) -> Brought:
    """Write what came, in one step with the page of what is left for a person."""
    left = [*came.left, *(f"{page}: {one.why} {_short(one.words)}" for page, one in came.kept if _is_new(one))]
    pages = {f"{page}.md": data for page, data in came.texts.items()}
    if place.is_region:
        return _in_region(place, file, came, pages, left, dry_run)
    return _in_hub(place, file, came, pages, left, dry_run)


def _is_new(one: Left) -> bool:
    return not one.why.startswith("The page as")


def _in_region(
    place: Place, file: Path, came: Came, pages: Mapping[str, bytes], left: list[str], dry_run: bool
) -> Brought:
    region = open_region(place.root)
    view = look(region.tree, [])
    captured = Captured()
    if pages:
        edited = Tree({**view.composed.tree.files, **pages})
        refuse_wrong(errors(edited), view.composed.tree, edited, lambda path: path)
        captured = capture(region.tree, edited, [])
    notes = [*came.notes, *captured.notes]
    changes, told = _with_reasons(captured.changes, came)
    review = _free(place.root, f"{KEPT}{_slug(file)}", _review(file, came)) if came.kept else ""
    if review:
        changes[review] = _review(file, came).encode()
    stored = store(region, Captured(changes, [*notes, *told], [*captured.left, *left]), dry_run)
    return Brought(stored.captured, stored.told, review)


def _with_reasons(changes: Mapping[str, bytes | None], came: Came) -> tuple[dict[str, bytes | None], list[str]]:
    """Return ``changes`` with what people said of a section as the reason of its override; the rest is told."""
    made, told = dict(changes), []
    for page, said in came.reasons.items():
        by_section: dict[str, list[str]] = {}
        for section, who, what in said:
            by_section.setdefault(section, []).append(f"{what} ({who})")
        for section, whats in by_section.items():
            paths = [
                path
                for path, data in made.items()
                if data is not None and path.startswith(f"overrides/{page}/{section}.") and path.endswith(".md")
            ]
            for path in paths:
                made[path] = with_reason(made[path] or b"", "; ".join(whats))
            if not paths or any(made[path] == changes[path] for path in paths):
                told += [f"{page}#{section}: a comment says: {what}" for what in whats]
    return made, told


def _in_hub(
    place: Place, file: Path, came: Came, pages: Mapping[str, bytes], left: list[str], dry_run: bool
) -> Brought:
    changes: dict[str, bytes | None] = dict(pages)
    if wrong := introduced(place.tree, changed(place.tree, changes)):
        raise FindingsError(wrong, in_tree=False, message=_STORED_NOTHING)
    told = [
        f"{page}#{section}: a comment says: {what} ({who})"
        for page, said in came.reasons.items()
        for section, who, what in said
    ]
    notes = [*came.notes, *(f"{place.pages.title(page)} ({page}): changed." for page in came.texts), *told]
    review = _free(file.parent, f"{_slug(file)}-not-placed", _review(file, came)) if came.kept else ""
    kept = file.parent / review
    done = "All else that it says is stored; peerkit undo takes that back." if changes else ""
    said = None
    with writing_new(kept, _review(file, came).encode(), done) if review and not dry_run else nullcontext():
        if changes and not dry_run:
            said = apply(place.root, changes, "capture")
    captured = Captured(changes, notes, left)
    return Brought(captured, [said] if said else [], str(kept) if review else "")


def _review(file: Path, came: Came) -> str:
    """Return the page that keeps what could not be placed, for a person to look at."""
    lines = [f"# What {file.name} says and no page has", "", "Put in what you want to keep, then delete this file."]
    for page in dict.fromkeys(page for page, _ in came.kept):
        lines += ["", f"## {page}"]
        for one in (one for at, one in came.kept if at == page):
            lines += ["", one.why, "", *(f"> {line}".rstrip() for line in one.words.split("\n"))]
    return "\n".join([*lines, ""])


def _free(folder: Path, name: str, text: str) -> str:
    """Return the name of a page that is not there yet, or holds ``text`` already."""
    names = (f"{name}{f'-{number}' if number > 1 else ''}.md" for number in count(1))
    return next(one for one in names if (read(folder / one) or text.encode()) == text.encode())


def _slug(file: Path) -> str:
    name = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in file.stem.lower())
    return "-".join(part for part in name.split("-") if part) or "document"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}..."
