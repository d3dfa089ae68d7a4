"""Updating the overrides of sections. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from kit.franchise.follow import Place
from kit.franchise.lock import PageLock
from kit.franchise.lost import lost
from kit.franchise.overrides import Op, Overrides, SectionOverride
from kit.franchise.update.draft import Draft, News, Question
from kit.franchise.update.state import State, Verdict, judge_section
from kit.source.text import split_lines


def update_sections(draft: Draft, overrides: Overrides) -> None:
    """Bring every section override to upstream's present state, page by page."""
    for name in sorted(overrides.sections):
        if name in draft.before.pages:
            _Page(draft, name, draft.before.pages[name]).run(overrides.sections[name])


class _Page:
    """The section overrides of one old page."""

    def __init__(self, draft: Draft, name: str, lock: PageLock) -> None:
        self.draft, self.name, self.lock = draft, name, lock
        self.new = draft.follower.new
        self.here = draft.follower.page(name, lock)

    def run(self, overrides: Sequence[SectionOverride]) -> None:
        if self.here is not None and self.here.page != self.name:
            self.draft.tell(News.FOLLOWED, self.here.guess or f"The page {self.name} is {self.here.page} now.")
        for override in overrides:
            key = f"{override.anchor}.{override.op.value}"
            if key in self.lock.bases:
                self.one(override, key, str(self.lock.bases[key]))

    def one(self, override: SectionOverride, key: str, base: str) -> None:
        place = self.draft.follower.section(self.name, override.anchor, base, self.lock)
        theirs = self.new.section(place.page, place.anchor) if place else None
        verdict = judge_section(override.op, base, override.text, theirs)
        if override.op in (Op.BEFORE, Op.AFTER) and self.taken_in(override):
            verdict = Verdict(State.REDUNDANT)
        self.draft.state(override.address, override.op.value, verdict.state, override.why)
        if place is not None and theirs is not None:
            self.there(override, base, place, theirs, verdict)
        else:
            self.gone(override, key, base, verdict)

    def there(self, override: SectionOverride, base: str, place: Place, theirs: str, verdict: Verdict) -> None:
        what = f"“{heading(override.anchor, self.lock)}” on {place.page}"
        if (place.page, place.anchor) != (self.name, override.anchor):
            self.draft.tell(News.FOLLOWED, place.guess or f"{what} was {override.address} before.")
        if verdict.state is State.REDUNDANT:
            self.remove(override, f"{what}: upstream has your words now.")
            return
        text = override.text
        if verdict.state is State.BASE_MOVED and verdict.text is not None:
            text = verdict.text
            self.draft.tell(News.MERGED, f"{what}: upstream's changes were put into your text.")
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
        if override.op is Op.REPLACE and self.lock.bases.get(f"{key}?kept") is not None:
            self.draft.record(page, f"{key}?kept", True)
        elif override.op is Op.REPLACE:
            title = heading(override.anchor, self.lock)
            address = f"{page}#{override.anchor}"
            self.draft.ask(Question(address, "orphan", title, override.text, None, base, page))
        elif not told:
            self.draft.tell(News.TOLD, f"{what} is gone upstream; the text that you put beside it keeps its place.")
        self.place(override, Place(page, override.anchor), override.text, base)
        self.draft.record(page, f"{key}?gone", True)
        self.draft.orphaned(page, self.lock, override.anchor)

    def ask(self, override: SectionOverride, place: Place, base: str, theirs: str) -> None:
        title = heading(override.anchor, self.lock)
        address = f"{place.page}#{place.anchor}"
        self.draft.ask(Question(address, "conflict", title, override.text, theirs, base, place.page))

    def taken_in(self, override: SectionOverride) -> bool:
        """Whether upstream's page now holds the inserted text word for word, and did not before."""
        if self.here is None:
            return False
        before = self.draft.follower.old.text(self.name) or ""
        return holds(self.new.text(self.here.page) or "", override.text) and not holds(before, override.text)

    def place(self, override: SectionOverride, place: Place, text: str, base: str) -> None:
        """Put the override where its section is now, and record ``base`` for it."""
        target = f"overrides/{place.page}/{place.anchor}.{override.op.value}.md"
        data = self.draft.files.pop(override.file)
        if target in self.draft.files:  # two sections became one: both texts stay, ours below the other
            data = self.draft.files[target].rstrip(b"\n") + b"\n\n" + override.text.encode()
        elif text != override.text:
            head = "".join(split_lines(data.decode().removeprefix("\ufeff"))[: override.line - 1])
            data = (head + text).encode()
        self.draft.files[target] = data
        self.draft.record(place.page, f"{place.anchor}.{override.op.value}", base)

    def remove(self, override: SectionOverride, sentence: str) -> None:
        del self.draft.files[override.file]
        if sentence:
            self.draft.adopted(override.address, sentence)


def heading(anchor: str, lock: PageLock) -> str:
    """Return the title of a section as people know it, or its anchor."""
    return next((one.title for one in lock.outline if one.anchor == anchor), anchor)


def holds(page: str, text: str) -> bool:
    """Whether every unit of ``text`` stands in ``page``, by the words."""
    return bool(text.strip()) and not lost(text, page)
