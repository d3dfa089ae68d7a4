"""Updating the overrides of sections. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit.franchise.compose.overrides import Op, Overrides, SectionOverride
from kit.franchise.compose.words import base_text, take_apart
from kit.franchise.merge.words import lost
from kit.franchise.record import PageLock
from kit.franchise.update.draft import Draft, News, Question, State, Verdict, judge_section
from kit.franchise.update.follow import Followed
from kit.source.markdown.parser import BYTE_ORDER_MARK
from kit.source.tree.text import line_end, split_lines

TEXTS = (Op.REPLACE, Op.WORDS)  # what holds a section's own text, of which only one can stand for a section


def update_sections(draft: Draft, overrides: Overrides) -> None:
    """Bring every section override to upstream's present state, page by page."""
    pages = [(name, draft.before.pages[name]) for name in sorted(overrides.sections) if name in draft.before.pages]
    known = [(name, lock, [one for one in overrides.sections[name] if _key(one) in lock.bases]) for name, lock in pages]
    data = {one.file: draft.files.pop(one.file) for _, _, ones in known for one in ones}
    for name, lock, ones in known:  # all are lifted before any is placed: upstream may have given one another's name
        _Page(draft, name, lock, data).run(ones)


def _key(override: SectionOverride) -> str:
    return f"{override.anchor}.{override.op.value}"


class _Page:
    """The section overrides of one old page; ``data`` holds their files."""

    def __init__(self, draft: Draft, name: str, lock: PageLock, data: Mapping[str, bytes]) -> None:
        self.draft, self.name, self.lock, self.data = draft, name, lock, data
        self.new = draft.follower.new
        self.here = draft.follower.page(name, lock)

    def run(self, overrides: Sequence[SectionOverride]) -> None:
        if self.here is not None and self.here.page != self.name:
            self.draft.tell(News.FOLLOWED, self.here.guess or f"The page {self.name} is {self.here.page} now.")
        for override in overrides:
            key = _key(override)
            self.one(override, key, str(self.lock.bases[key]))

    def one(self, override: SectionOverride, key: str, base: str) -> None:
        place = self.draft.follower.section(self.name, override.anchor, base, self.lock)
        theirs = self.new.section(place.page, place.anchor) if place else None
        if theirs is not None and override.op is Op.WORDS and take_apart(theirs).inside is not None:
            override, base = self.whole(override, base)
        theirs = None if theirs is None else base_text(override.op, theirs)
        verdict = judge_section(override.op, base, override.text, theirs)
        if override.op in (Op.BEFORE, Op.AFTER) and self.taken_in(override):
            verdict = Verdict(State.REDUNDANT)
        if place and verdict.text is not None and not self.draft.may_merge(f"{place.page}#{place.anchor}"):
            verdict = Verdict(State.CONFLICT)
        self.draft.state(override.address, override.op.value, verdict.state, override.why)
        if place is not None and theirs is not None:
            self.there(override, base, place, theirs, verdict)
        else:
            self.gone(override, key, base, verdict)

    def whole(self, override: SectionOverride, base: str) -> tuple[SectionOverride, str]:
        """Return an override of words as one of the whole section, and its base.

        Upstream put a block inside something else, from where it cannot be taken: blocks and words merge together now.
        """
        old = self.draft.follower.old.section(self.name, override.anchor)
        before = take_apart(base if old is None else old)
        data = self.data[override.file]
        new = replace(override, op=Op.REPLACE, text=before.with_words(override.text) + line_end(override.text))
        self.data = {**self.data, override.file: with_text(data, override, new.text)}
        self.draft.tell(
            News.TOLD, f"{override.address}: upstream's blocks are part of your text now. Please read it once."
        )
        return new, before.text

    def there(self, override: SectionOverride, base: str, place: Followed, theirs: str, verdict: Verdict) -> None:
        what = f"“{heading(override.anchor, self.lock)}” on {place.page}"
        if (place.page, place.anchor) != (self.name, override.anchor):
            self.draft.tell(News.FOLLOWED, place.guess or f"{what} was {override.address} before.")
        if verdict.state is State.REDUNDANT:
            self.remove(override, f"{what}: upstream has your words now.")
            return
        text = override.text
        if verdict.state is State.BASE_MOVED and verdict.text is not None:
            text = verdict.text
        if text != override.text:
            self.draft.tell(News.MERGED, f"{what}: upstream's changes were put into your text.")
        elif verdict.state is State.BASE_MOVED and override.op in TEXTS:
            self.draft.tell(News.TOLD, f"{what} changed upstream; your text stays as it is. Please read it once.")
        elif verdict.state is State.BASE_MOVED:
            self.draft.tell(News.TOLD, f"{what} changed upstream; you left it out, and it stays out.")
        elif verdict.state is State.CONFLICT:
            self.ask(override, place, base, theirs)
        keep = base if verdict.state is State.CONFLICT else theirs
        self.place(override, place, text, keep)

    def gone(self, override: SectionOverride, key: str, base: str, verdict: Verdict) -> None:
        what = f"“{heading(override.anchor, self.lock)}” of {self.name}"
        if verdict.state is State.REDUNDANT:
            self.remove(override, f"{what}: upstream left it out too." if override.op is Op.REMOVE else "")
            return
        page = self.here.page if self.here else self.name
        told = self.lock.bases.get(f"{key}?gone") is not None
        if override.op in TEXTS and self.lock.bases.get(f"{key}?kept") is not None:
            self.draft.record(page, f"{key}?kept", True)
        elif override.op in TEXTS:
            title = heading(override.anchor, self.lock)
            address = f"{page}#{override.anchor}"
            self.draft.ask(Question(address, "orphan", title, override.text, None, base, page))
        elif not told:
            self.draft.tell(News.TOLD, f"{what} is gone upstream; the text that you put beside it keeps its place.")
        self.place(override, Followed(page, override.anchor), override.text, base)
        self.draft.record(page, f"{key}?gone", True)
        self.draft.orphaned(page, self.lock, override.anchor)

    def ask(self, override: SectionOverride, place: Followed, base: str, theirs: str) -> None:
        sections = self.new.sections(place.page)
        title = next((one.title for one in sections if one.anchor == place.anchor), place.anchor)
        address = f"{place.page}#{place.anchor}"
        self.draft.ask(Question(address, "conflict", title, override.text, theirs, base, place.page))

    def taken_in(self, override: SectionOverride) -> bool:
        """Whether upstream's page now holds the inserted text word for word, and did not before."""
        if self.here is None:
            return False
        before = self.draft.follower.old.text(self.name) or ""
        return holds(self.new.text(self.here.page) or "", override.text) and not holds(before, override.text)

    def place(self, override: SectionOverride, place: Followed, text: str, base: str) -> None:
        """Put the override where its section is now, and record ``base`` for it."""
        start = f"overrides/{place.page}/{place.anchor}"
        target = f"{start}.{override.op.value}.md"
        data = self.data[override.file]
        if target in self.draft.files:
            data = self.together(place, self.draft.files[target], override.text)
        elif text != override.text:
            data = with_text(data, override, text)
        if override.op is Op.REMOVE and any(f"{start}.{op.value}.md" in self.draft.files for op in TEXTS):
            self.no_longer_out(override.address, override.why)
            return
        if override.op in TEXTS and (out := self.draft.files.pop(f"{start}.remove.md", None)) is not None:
            self.no_longer_out(f"{place.page}#{place.anchor}", out.decode("utf-8-sig").strip())
        self.draft.files[target] = data
        self.draft.record(place.page, f"{place.anchor}.{override.op.value}", base)

    def no_longer_out(self, address: str, why: str) -> None:
        """Tell that a section which the region left out is part of one now that it changed; its reason is kept."""
        self.draft.tell(News.TOLD, f"{address}, which you left out, is part of a section now that you changed.")
        self.draft.credits.append(("resolved", address, why))

    def together(self, place: Followed, there: bytes, text: str) -> bytes:
        """Return two overrides in one, as upstream made one section of theirs: both texts stay, one below the other."""
        data = there.rstrip(b"\r\n") + b"\n\n" + text.encode()
        asked = self.draft.questions.get(f"{place.page}#{place.anchor}")
        if asked is not None:
            self.draft.ask(replace(asked, ours=data.decode("utf-8-sig")))
        return data

    def remove(self, override: SectionOverride, sentence: str) -> None:
        if sentence:
            self.draft.adopted(override.address, sentence, override.why)


def with_text(data: bytes, override: SectionOverride, text: str) -> bytes:
    """Return the file of an override with a new text; its front matter and its byte order mark stay."""
    whole = data.decode()
    mark = BYTE_ORDER_MARK if whole.startswith(BYTE_ORDER_MARK) else ""
    head = "".join(split_lines(whole.removeprefix(BYTE_ORDER_MARK))[: override.line - 1])
    return (mark + head + text.removeprefix(BYTE_ORDER_MARK)).encode()


def heading(anchor: str, lock: PageLock) -> str:
    """Return the title of a section as people know it, or its anchor."""
    return next((one.title for one in lock.outline if one.anchor == anchor), anchor)


def holds(page: str, text: str) -> bool:
    """Whether every unit of ``text`` stands in ``page``, by the words."""
    return bool(text.strip()) and not lost(text, page)
