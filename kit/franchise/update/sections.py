"""Updating the overrides of sections. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit.franchise.compose.overrides import Op, Overrides, SectionOverride
from kit.franchise.compose.words import base_text, take_apart
from kit.franchise.merge.footnotes import told_apart
from kit.franchise.merge.section import merge
from kit.franchise.merge.units import same
from kit.franchise.record import PageLock
from kit.franchise.update import unrecorded
from kit.franchise.update.answered import answered
from kit.franchise.update.arriving import TEXTS, Arrival, Arrivals, as_whole, put_together, with_text
from kit.franchise.update.beside import not_taken_in
from kit.franchise.update.draft import Draft, News, Question, State, Verdict, judge_section
from kit.franchise.update.follow import Followed
from kit.franchise.update.review import review_path
from kit.franchise.update.spans import BESIDE, LEFT_OUT, Span, spans
from kit.franchise.update.split_off import split_off
from kit.franchise.update.together import Together, ask_together, together, with_reasons


def update_sections(draft: Draft, overrides: Overrides) -> None:
    """Bring every section override to upstream's present state, page by page."""
    pages = [(name, draft.before.pages[name]) for name in sorted(overrides.sections) if name in draft.before.pages]
    known = [(name, lock, [one for one in overrides.sections[name] if _key(one) in lock.bases]) for name, lock in pages]
    data = {one.file: draft.files.pop(one.file) for _, _, ones in known for one in ones}
    others = unrecorded.lift(draft, overrides, data)
    places = {
        (name, one.file): draft.follower.section(name, one.anchor, str(lock.bases[_key(one)]), lock)
        for name, lock, ones in known
        for one in ones
    }
    arrivals = Arrivals(places)
    runs = {name: _Page(draft, name, lock, data, arrivals) for name, lock, _ in known}
    for name, _, ones in known:  # all are lifted before any is placed: upstream may have given one another's name
        runs[name].run(ones)
    for arrived in arrivals.held.values():
        runs[arrived[-1].name].judge(arrived)
    unrecorded.place(draft, others)


def _key(override: SectionOverride) -> str:
    return f"{override.anchor}.{override.op.value}"


class _Page:
    """The section overrides of one old page; ``data`` holds their files."""

    def __init__(self, draft: Draft, name: str, lock: PageLock, data: Mapping[str, bytes], arrivals: Arrivals) -> None:
        self.draft, self.name, self.lock, self.data, self.arrivals = draft, name, lock, data, arrivals
        self.new = draft.follower.new
        self.here = draft.follower.page(name, lock)
        self.settled: set[str] = set()  # addresses of questions that the region answered in its own text

    def run(self, overrides: Sequence[SectionOverride]) -> None:
        if self.here is not None and self.here.page != self.name:
            self.draft.tell(News.FOLLOWED, self.here.guess or f"The page {self.name} is {self.here.page} now.")
        left = [one for one in overrides if not self.left_out_for(one, overrides)]
        if self.here is not None:
            for span in spans(self.draft.follower, (self.name, self.here.page), self.lock, left):
                if self.span(span, self.here.page):
                    left = [one for one in left if one not in span.overrides]
        for override in left:
            if (one := self.not_taken_in(override)) is not None:
                self.one(one, str(self.lock.bases[_key(one)]))

    def one(self, override: SectionOverride, base: str) -> None:
        place = self.arrivals.places[self.name, override.file]
        theirs = self.new.section(place.page, place.anchor) if place else None
        override = self.told_apart(override, place.page) if place else override
        if theirs is not None and override.op is Op.WORDS and take_apart(theirs).inside is not None:
            override, base = self.whole(override, base)
        one = self.arrival(override, base)
        if place is None or theirs is None or override.op not in TEXTS or not self.arrivals.hold(place, one):
            self.judge([one])

    def judge(self, arrived: Sequence[Arrival]) -> None:
        """Bring what came to one section to upstream's present state, of which the last is of this page."""
        place = arrived[-1].place
        joint = put_together(arrived)
        override, base = self.kept(joint)
        theirs = self.new.section(place.page, place.anchor) if place else None
        theirs = None if theirs is None else base_text(override.op, theirs)
        verdict = judge_section(override.op, base, override.text, theirs)
        if verdict.state is State.CONFLICT and place is not None and theirs is not None:
            text = self.answered(f"{place.page}#{place.anchor}", base, override.text, theirs)
            verdict = verdict if text is None else Verdict(State.BASE_MOVED, text)
        if place and verdict.text is not None and not self.draft.may_merge(f"{place.page}#{place.anchor}"):
            verdict = Verdict(State.CONFLICT)
        for one in arrived:
            self.draft.state(one.override.address, one.override.op.value, verdict.state, one.override.why)
        if place is not None and theirs is not None:
            self.there(joint, place, theirs, verdict, arrived)
        else:
            self.gone(override, _key(override), base, verdict)

    def told_apart(self, override: SectionOverride, page: str) -> SectionOverride:
        """Return an override whose new footnotes have names that upstream gave to none of its own on that page."""
        old, new = self.draft.follower.old.text(self.name) or "", self.new.text(page) or ""
        text = told_apart(old, override.text, new)[1]
        if text == override.text:
            return override
        told = f"{override.address}: upstream has footnotes of the same names now, so yours have other ones."
        self.draft.tell(News.TOLD, told)
        return self.saying(override, text)

    def whole(self, override: SectionOverride, base: str) -> tuple[SectionOverride, str]:
        """Return an override of words as one of the whole section, and its base.

        Upstream put a block inside something else, from where it cannot be taken: blocks and words merge together now.
        """
        told = f"{override.address}: upstream's blocks are part of your text now. Please read it once."
        self.draft.tell(News.TOLD, told)
        return self.kept(as_whole(self.arrival(override, base)))

    def arrival(self, override: SectionOverride, base: str) -> Arrival:
        old = self.draft.follower.old.section(self.name, override.anchor)
        place = self.arrivals.places[self.name, override.file]
        return Arrival(self.name, place, override, self.data[override.file], base, base if old is None else old)

    def kept(self, one: Arrival) -> tuple[SectionOverride, str]:
        """Return an override and its base, and keep its file."""
        self.data = {**self.data, one.override.file: one.data}
        return one.override, one.base

    def there(self, joint: Arrival, place: Followed, theirs: str, verdict: Verdict, arrived: Sequence[Arrival]) -> None:
        override, base = joint.override, joint.base
        what = f"“{heading(override.anchor, self.lock)}” on {place.page}"
        for one in arrived:
            self.tell_moved(one, place)
        if verdict.state is State.REDUNDANT:
            has = "says what yours says" if same(base, override.text) else "has your words now"
            for one in arrived:
                self.remove(one.override, f"{what}: upstream {has}.")
            return
        for why in [one.override.why for one in arrived if one.override.why][1:]:
            self.draft.credits.append(("resolved", f"{place.page}#{place.anchor}", why))
        text = override.text
        if verdict.state is State.BASE_MOVED and verdict.text is not None:
            text = verdict.text
        if text != override.text:
            self.draft.tell(News.MERGED, f"{what}: upstream's changes, put into your text.")
        elif f"{place.page}#{place.anchor}" not in self.settled:
            self.changed(joint, place, what, theirs, verdict.state)
        self.tell_notes(what, verdict.notes)
        keep = base if verdict.state is State.CONFLICT else theirs
        self.place(override, place, text, keep)
        for one in arrived:
            self.draft.followed.append(
                (heading(one.override.anchor, self.draft.before.pages[one.name]), one.name, place.page)
            )
        if override.op is Op.REMOVE:
            self.stays_out(override, place, base)

    def changed(self, joint: Arrival, place: Followed, what: str, theirs: str, state: State) -> None:
        """Tell of a section that changed upstream and not in the region's text, or ask about it."""
        if state is State.CONFLICT:
            self.ask(joint.override, place, joint.base, theirs)
        elif state is State.BASE_MOVED and joint.override.op in TEXTS:
            self.draft.tell(News.TOLD, f"{what} changed upstream; your text stays as it is. Please read it once.")
        elif state is State.BASE_MOVED:
            self.draft.tell(News.TOLD, f"{what} changed upstream; you left it out, and it stays out.")

    def tell_moved(self, one: Arrival, place: Followed) -> None:
        """Tell where the section of ``one`` is now, if that is another page or it has another anchor."""
        if (place.page, place.anchor) != (one.name, one.override.anchor):
            title = heading(one.override.anchor, self.draft.before.pages[one.name])
            told = f"“{title}” on {place.page} was {one.override.address} before."
            self.draft.tell(News.FOLLOWED, (one.place or place).guess or told)

    def stays_out(self, override: SectionOverride, place: Followed, base: str) -> None:
        """Leave out what upstream split off from a section that the region left out."""
        for anchor in split_off(self.draft.follower, self.name, self.lock, place, base):
            part = self.new.section(place.page, anchor) or ""
            told = f"{place.page}#{anchor} was part of “{heading(override.anchor, self.lock)}”, which you left out"
            self.draft.tell(News.TOLD, f"{told}, so that it stays out too.")
            self.draft.state(f"{place.page}#{anchor}", override.op.value, State.FRESH, override.why)
            self.place(override, Followed(place.page, anchor), override.text, part)

    def gone(self, override: SectionOverride, key: str, base: str, verdict: Verdict) -> None:
        what = f"“{heading(override.anchor, self.lock)}” of {self.name}"
        if verdict.state is State.REDUNDANT:
            self.remove(override, f"{what}: upstream left it out too." if override.op is Op.REMOVE else "")
            return
        page = self.here.page if self.here else self.draft.follower.home(self.name)
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

    def span(self, span: Span, page: str) -> bool:
        """Bring sections that belong together to upstream's present state, and return whether that was possible.

        It is not where the region only left some out and nobody can tell what of the others that is now, nor where text
        of the region's comes to one of them from another page.
        """
        if self.arrivals.from_elsewhere(page, span.now, self.name):
            return False
        both = merge(span.base, span.ours, span.theirs)
        merged = both.text
        if merged is None:
            merged = self.answered(self.address(span, page), span.base, span.ours, span.theirs)
        if merged is not None and not self.draft.may_merge(self.address(span, page)):
            merged = None
        found = with_reasons(together(span, page, self.data, merged), span)
        if found.asks and span.only_left_out:
            return False
        self.tell(span, page, found)
        if not found.asks:
            self.tell_notes(f"“{heading(span.overrides[0].anchor, self.lock)}” on {page}", both.notes)
        state = State.CONFLICT if found.asks else State.BASE_MOVED if found.files else State.REDUNDANT
        for one in span.overrides:
            self.draft.state(one.address, one.op.value, state, one.why)
        for (anchor, op), data in found.files.items():
            if op is Op.REPLACE and not found.asks and same(data.decode(), self.new.section(page, anchor) or ""):
                continue  # upstream broke its lines elsewhere, and says the same
            self.draft.files[f"overrides/{page}/{anchor}.{op.value}.md"] = data
            self.draft.record(page, f"{anchor}.{op.value}", base_text(op, self.new.section(page, anchor) or ""))
        if found.asks:
            ask_together(self.draft, self.lock, span, self.address(span, page), found)
        return True

    def tell(self, span: Span, page: str, found: Together) -> None:
        for one in span.overrides:
            what, place = f"“{heading(one.anchor, self.lock)}” on {page}", span.old[one.anchor]
            if place is not None and (page, place.anchor) != (self.name, one.anchor):
                self.draft.tell(News.FOLLOWED, place.guess or f"{what} was {one.address} before.")
            if not found.files:
                self.remove(one, f"{what}: upstream has your words now.")
            elif not found.asks:
                self.draft.tell(News.MERGED, f"{what}: upstream's changes, put into your text.")
        titles = [f"“{one.title}”" for one in self.new.sections(page) if one.anchor in span.now]
        names = " and ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
        for title in (heading(anchor, self.lock) for anchor, place in span.old.items() if place is None):
            self.draft.tell(News.FOLLOWED, f"“{title}” of {self.name} is part of {names} now.")
        if found.files and not found.asks and len(titles) > 1:
            told = f"Words went from one section into another: {names} on {page} were updated together."
            self.draft.tell(News.TOLD, told)

    def tell_notes(self, what: str, notes: Sequence[str]) -> None:
        """Tell of what merging had to choose, which cost no words."""
        for note in notes:
            self.draft.tell(News.TOLD, f"{what}: {note[0].lower()}{note[1:]}")

    def address(self, span: Span, page: str) -> str:
        """Return the address of a question about a span: that of the first section of it that the region changed."""
        changed = [one for one in span.old if any(one == override.anchor for override in span.overrides)]
        places = [span.old.get(one) for one in (span.asked, *changed)]
        return f"{page}#{next((place.anchor for place in places if place is not None), span.now[0])}"

    def answered(self, address: str, base: str, ours: str, theirs: str) -> str | None:
        """Return the text of a question that the region answered in its own text, and tell so."""
        if address in self.draft.held:
            return None
        text = answered(self.draft.files.get(review_path(address)), base, ours, theirs)
        if text is not None:
            self.settled.add(address)
            told = "your text holds upstream's words too now, so the question is settled."
            self.draft.tell(News.TOLD, f"{address}: {told}")
        return text

    def left_out_for(self, override: SectionOverride, overrides: Sequence[SectionOverride]) -> bool:
        """Whether a section was left out only for a question about it and others, and the answer went with its file."""
        head = self.lock.bases.get(f"{_key(override)}{LEFT_OUT}")
        return head is not None and all(_key(one) != head for one in overrides)

    def not_taken_in(self, override: SectionOverride) -> SectionOverride | None:
        """Return what of text beside a section upstream did not put there too; None where that is nothing."""
        place = self.arrivals.places[self.name, override.file]
        if override.op not in BESIDE or place is None:
            return override
        left = not_taken_in(override, (self.draft.follower.old, self.name), (self.new, place))
        if left.text == override.text:
            return override
        what = f"“{heading(override.anchor, self.lock)}” on {place.page}"
        if not left.text and not left.more:
            self.draft.state(override.address, override.op.value, State.REDUNDANT, override.why)
            self.remove(override, f"{what}: upstream has your words now.")
            return None
        if not left.more:
            self.draft.tell(News.MERGED, f"{what}: upstream has some of the words now that you put beside it.")
            return self.saying(override, left.text)
        has = f"upstream has a section “{left.title}” there now, as you have; what only yours says stands at its end."
        self.draft.tell(News.MERGED, f"{what}: {has}")
        below = Followed(place.page, left.below)
        more = replace(self.saying(override, left.more), op=Op.AFTER)
        self.place(more, below, left.more, self.new.section(below.page, below.anchor) or "")
        return self.saying(override, left.text) if left.text else None

    def saying(self, override: SectionOverride, text: str) -> SectionOverride:
        """Return the override with another text, and let its file say that."""
        self.data = {**self.data, override.file: with_text(self.data[override.file], override, text)}
        return replace(override, text=text)

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


def heading(anchor: str, lock: PageLock) -> str:
    """Return the title of a section as people know it, or its anchor."""
    return next((one.title for one in lock.outline if one.anchor == anchor), anchor)
