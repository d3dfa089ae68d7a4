"""Following pages and sections that upstream moved or renamed. Pure.

In this order: upstream's ``moves.toml``, the same id and anchor, the same anchor on exactly one other page where
somebody wrote it or the words tell, clear likeness, the same place. The last three are guesses, and each is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from kit.franchise.hub_pages import HubPages
from kit.franchise.likeness import ENOUGH, clearly_like, likeness, mostly_the_same
from kit.franchise.merge.units import same
from kit.franchise.merge.words import passages
from kit.franchise.record import PageLock
from kit.franchise.update.follow_moves import Step, moved
from kit.franchise.update.follow_rounds import PLAN, Round, other_rounds, round_names
from kit.model.schema import MovesFile
from kit.source.markdown.sections import sections


@dataclass(frozen=True)
class Followed:
    """Where something is now. ``guess`` is a sentence where that was concluded from likeness, else ""."""

    page: str
    anchor: str = ""
    guess: str = ""


class Follower:
    """Follows addresses of ``old`` upstream into ``new``; ``earlier`` leads to them from still older ones."""

    def __init__(
        self,
        old: HubPages,
        new: HubPages,
        moves_before: MovesFile,
        moves_now: MovesFile,
        earlier: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.old, self.new = old, new
        self.earlier = {_plain(one.from_): _plain(one.to) for one in moves_before.move} | dict(earlier)
        known = {(one.from_, one.to) for one in moves_before.move}
        fresh = [one for one in moves_now.move if (one.from_, one.to) not in known]
        self.steps = [Step(_plain(one.from_), _plain(one.to), one.in_) for one in fresh]
        self.moves = {one.old: one.new for one in self.steps}
        gone = {_plain(one.address) for one in moves_before.retired}
        self.retired = {_plain(one.address) for one in moves_now.retired} - gone
        self.others: dict[str, bool] = {}

    def page(self, name: str, lock: PageLock | None = None) -> Followed | None:
        """Return where the page called ``name`` is now, None if upstream gave it up."""
        if told := self._told(name, lock):
            return Followed(told)
        moved = self.rounds.get(name.partition("/")[0])
        if moved is not None and (place := self._with_round(name, moved)):
            return place
        if moved is None and name in self.new.names:
            return (None if name.endswith(f"/{PLAN}") else self._pushed_on(name)) or Followed(name)
        return None if name in self.retired else self._alike_page(name)

    def known(self, name: str) -> str:
        """Return what old upstream calls the page that was called ``name`` at some time; ``name`` if it never was."""
        now, seen = name, set[str]()
        while now not in self.old.names and now in self.earlier and now not in seen:
            seen.add(now)
            now = self._old_page(self.earlier[now])
        return now if now in self.old.names else name

    def _old_page(self, address: str) -> str:
        page = address.partition("#")[0]
        return page if page in self.old.names else self.old.by_id.get(page, page)

    @cached_property
    def rounds(self) -> Mapping[str, Round]:
        """Where each round is now that is another by its name; see ``follow_rounds``."""
        return other_rounds(self.old, self.new, self._told)

    def round(self, name: str) -> str | None:
        """Return where a round is now, None if upstream gave it up; one that upstream never had stays.

        One that the region between leaves out is where the hub's moves say, so that no other round meets its name.
        """
        if f"{name}/{PLAN}" not in self.old.names:
            folder, _, page = self._moved(f"{name}/{PLAN}").rpartition("/")
            return folder if page == PLAN else name
        place = self.page(f"{name}/{PLAN}")
        return place.page.rpartition(f"/{PLAN}")[0] if place else None

    def home(self, name: str) -> str:
        """Return where the region's own page called ``name`` belongs, of which upstream has none: with its round."""
        folder, _, rest = name.rpartition("/")
        there = f"{self.round(folder)}/{rest}" if folder and self.round(folder) else name
        return name if there in self.new.names else there

    @cached_property
    def new_rounds(self) -> list[str]:
        """Return the names of the rounds that upstream had under no name before."""
        before = {self.round(name) for name in round_names(self.old)}
        return [name for name in round_names(self.new) if name not in before]

    def _told(self, name: str, lock: PageLock | None = None) -> str:
        """Return the page that moves, of it or of its whole round, or its id say it is now; "" where they do not."""
        own = lock.id if lock and lock.id else self.old.id_of(name)
        folder, _, page = name.rpartition("/")
        targets = [self._page_of(self._moved(key)) for key in (name, own) if key]
        targets += [f"{to}/{page}" for to in [self._moved(folder)] if to]
        if found := next((one for one in targets if one in self.new.names), ""):
            return found
        if own and name in self.new.names and self.new.id_of(name) == own:
            return name
        return self.new.by_id.get(own, "") if own else ""

    def _with_round(self, name: str, moved: Round) -> Followed | None:
        """Return the page of that name in its round, which has another name itself now.

        Where the round that has the old name now has such a page too, it is the one that is clearly more like it: a
        hub may put a new first meeting in front, and leave the welcome there.
        """
        rest = name.partition("/")[2]
        there = f"{moved.name}/{rest}"
        if rest == PLAN:
            return Followed(there, guess=moved.guess) if moved.name else None
        both = {one: self.new.text(one) or "" for one in (there, name) if one in self.new.names}
        found = clearly_like(self.old.text(name) or "", both) or (there if there in both else None)
        return Followed(found) if found else None

    def section(self, page: str, anchor: str, base: str, lock: PageLock) -> Followed | None:
        """Return where the section ``anchor`` of the old page ``page``, with the text ``base``, is now, if anywhere."""
        for start in (page, lock.id):
            if start and (target := self._moved(f"{start}#{anchor}")):
                place = self._section_of(target)
                if place is not None and target != f"{self._moved(start)}#{anchor}":  # which moves the page alone
                    return place
        here = self.page(page, lock)
        if here is not None and (twin := self._twin(page, anchor, here, base, lock)):
            return twin
        if here is not None and anchor in self.new.anchors(here.page):
            if not self._given_away(page, anchor, here, lock):
                return Followed(here.page, anchor, here.guess)
            if place := self._by_words(page, anchor, here, base):
                return place
        if f"{page}#{anchor}" in self.retired or (here is None and page in self.retired):
            return None
        return (
            self._same_anchor(page, anchor, here, base)
            or self._alike_section(page, here, base, lock)
            or self._same_place(page, anchor, here, base, lock)
            or self._title(page, anchor, here, lock)
        )

    def _moved(self, address: str) -> str:
        """Return where moves.toml says that ``address`` is now, "" where it says nothing of it."""
        return moved(self.steps, address)

    def _page_of(self, address: str) -> str:
        page = address.split("#")[0]
        return page if page in self.new.names else self.new.by_id.get(page, page)

    def _section_of(self, address: str) -> Followed | None:
        page, _, anchor = address.partition("#")
        page = self._page_of(page)
        if page in self.new.names and not anchor:
            title = next((one.anchor for one in self.new.sections(page) if one.level == 1), "")
            return Followed(page, title) if title else None
        return Followed(page, anchor) if anchor in self.new.anchors(page) else None

    def _twin(self, page: str, anchor: str, here: Followed, base: str, lock: PageLock) -> Followed | None:
        """Return the section that has our section's words, where several have its heading and so its number may shift.

        A page has two sections "Break", ``break`` and ``break-2``, and the region changed the second. Upstream takes
        the first out, so the second is ``break`` now. By its anchor alone it would seem to be gone, and where one is
        put in above, the region's words would land on that. Sections with the words of one of the others are no twins.
        """
        title = next((one.title for one in lock.outline if one.anchor == anchor), "")
        before = [one.anchor for one in lock.outline if one.title == title]
        now = [one.anchor for one in self.new.sections(here.page) if one.title == title]
        if max(len(before), len(now)) < 2:
            return None
        texts = {one: self.new.section(here.page, one) or "" for one in now}
        others = [self.old.section(page, one) or "" for one in before if one != anchor]
        free = {one: text for one, text in texts.items() if not any(same(text, other) for other in others)}
        exact = [one for one, text in free.items() if same(text, base)]
        found = exact[0] if len(exact) == 1 else clearly_like(base, free)
        if found is None or found == anchor:
            return None
        return Followed(
            here.page, found, f"“{title}” of {page} seems to be {here.page}#{found} now, judging by its words."
        )

    def _given_away(self, page: str, anchor: str, here: Followed, lock: PageLock) -> bool:
        """Whether ``anchor`` was a section's slug, and is what somebody wrote above another section now."""
        if anchor not in self.new.explicit(here.page) or anchor in self.old.explicit(page):
            return False
        title = next((one.title for one in lock.outline if one.anchor == anchor), "")
        return all(one.title != title for one in self.new.sections(here.page) if one.anchor == anchor)

    def _by_words(self, page: str, anchor: str, here: Followed, base: str) -> Followed | None:
        texts = {one: self.new.section(here.page, one) or "" for one in self.new.anchors(here.page)}
        exact = [one for one, text in texts.items() if same(text, base)]
        found = exact[0] if len(exact) == 1 else clearly_like(base, texts)
        guess = f"The section {anchor} of {page} seems to be {here.page}#{found} now, judging by its words."
        return Followed(here.page, found, guess) if found else None

    def _pushed_on(self, name: str) -> Followed | None:
        """Return where the page called ``name`` is, if upstream put another page under its name.

        Round 1 became round 2 to make room for a new round 1, and moves.toml says nothing of it: the old pages of round
        1 are found again by their words.
        """
        return self._alike_page(name) if self._is_another(name) else None

    def _is_another(self, name: str) -> bool:
        """Whether the page called ``name`` is new, or so unlike the old one of that name that it is another page.

        A page that keeps its title is the same, even where most of its words went to a page of their own.
        """
        if name not in self.others:
            old, new = self.old.text(name), self.new.text(name)
            self.others[name] = old is None or not (
                mostly_the_same(old, new or "")
                or self.old.title(name) == self.new.title(name)
                or clearly_like(old, {name: new or ""}) is not None
            )
        return self.others[name]

    def _alike_page(self, name: str) -> Followed | None:
        text = self.old.text(name)
        fresh = [one for one in self.new.names if one != name and self._is_another(one)]
        best = clearly_like(text or "", {one: self.new.text(one) or "" for one in fresh})
        if best is None:
            return None
        return Followed(best, "", f"{name} seems to be {best} now, judging by its words.")

    def _same_anchor(self, page: str, anchor: str, here: Followed | None, base: str) -> Followed | None:
        others = [one for one in self.new.with_anchor(anchor) if here is None or one != here.page]
        others = [one for one in others if self._as_title(one, anchor, base)]
        fresh = [one for one in others if anchor not in self._anchors_before(one)]
        if len(others) != 1 or not fresh or not self._may_be(page, anchor, base, others[0]):
            return None
        guess = f"The section {anchor} of {page} seems to be on {others[0]} now, judging by its name."
        return Followed(others[0], anchor, guess)

    def _may_be(self, page: str, anchor: str, base: str, other: str) -> bool:
        """Whether a section of the page ``other`` may be ours: a heading such as "Notes" alone does not tell that.

        An anchor that somebody wrote does, and so do a sentence that both have and words that are clearly alike.
        """
        text = self.new.section(other, anchor) or ""
        if anchor in self.old.explicit(page) or set(passages(base)) & set(passages(text)):
            return True
        return clearly_like(base, {other: text}) is not None

    def _alike_section(self, page: str, here: Followed | None, base: str, lock: PageLock) -> Followed | None:
        known = {heading.anchor for heading in lock.outline} | set(self.old.anchors(page))
        for pages in ([here.page] if here else [], sorted(self._changed_pages(page, here))):
            fresh = {(one, anchor): text for one in pages for anchor, text in self._fresh(one, known)}
            texts = {(one, anchor): text for (one, anchor), text in fresh.items() if self._as_title(one, anchor, base)}
            own = here.page if here else ""
            texts = {
                at: text for at, text in texts.items() if at[0] == own or not self._more_like_its_own(at[0], text, base)
            }
            best = clearly_like(base, texts)
            if best is not None:
                guess = f"A section of {page} seems to be {best[0]}#{best[1]} now, judging by its words."
                return Followed(best[0], best[1], guess)
        return None

    def _same_place(self, page: str, anchor: str, here: Followed | None, base: str, lock: PageLock) -> Followed | None:
        """Return the new section between the same neighbours, if it still says some of the same.

        Upstream had one, two, three and has one, zwei, three now. What it says of "two" may be rewritten by half, but
        a sentence must stand there still: upstream may have put something else in the place of what it gave up.
        """
        if here is None:
            return None
        now = self.new.anchors(here.page)
        before = [one.anchor for one in lock.outline if one.anchor in now or one.anchor in self.old.anchors(page)]
        if anchor not in before:
            return None
        at = before.index(anchor)
        first = next((one for one in before[:at][::-1] if one in now), "")
        last = next((one for one in before[at + 1 :] if one in now), "")
        was = _between(before, first, last)
        found = dict(zip(was, fresh, strict=True)) if len(was) == len(fresh := _between(now, first, last)) else {}
        new = found.get(anchor)
        if new is None or not set(passages(base)) & set(passages(self.new.section(here.page, new) or "")):
            return None
        guess = f"The section {anchor} of {page} seems to be {here.page}#{new} now, judging by its place."
        return Followed(here.page, new, guess) if self._as_title(here.page, new, base) else None

    def _title(self, page: str, anchor: str, here: Followed | None, lock: PageLock) -> Followed | None:
        """Return the title of the page, if ours was that: every page has just one, however much was written anew."""
        was = any(one.anchor == anchor and one.level == 1 for one in lock.outline)
        now = self._section_of(here.page) if here is not None and was else None
        return Followed(now.page, now.anchor, f"The title of {page} is {now.page}#{now.anchor} now.") if now else None

    def _more_like_its_own(self, page: str, text: str, base: str) -> bool:
        """Whether a section of the page has another heading now, and ``text`` is more like it than like ``base``."""
        alike = likeness(base, text)
        names, now = self._names_before.get(page, []), self.new.anchors(page)
        gone = (self.old.section(name, one) or "" for name in names for one in self.old.anchors(name) if one not in now)
        return alike >= ENOUGH and any(likeness(one, text) >= alike for one in gone)

    def _anchors_before(self, page: str) -> set[str]:
        """Return the anchors that the new ``page`` had before, under whatever name; none where it is new itself."""
        return {one for name in self._names_before.get(page, []) for one in self.old.anchors(name)}

    @cached_property
    def _names_before(self) -> Mapping[str, Sequence[str]]:
        """What old upstream called each new page."""
        names: dict[str, list[str]] = {}
        for old in sorted(self.old.names):
            if (place := self.page(old)) is not None:
                names.setdefault(place.page, []).append(old)
        return names

    def _as_title(self, page: str, anchor: str, base: str) -> bool:
        """Whether a section is a page's title exactly if ``base`` is: the words of a part of a page make no title."""
        levels = [one.level == 1 for one in self.new.sections(page) if one.anchor == anchor]
        return [one.level == 1 for one in sections(base)[:1]] in ([], levels)

    def _changed_pages(self, page: str, here: Followed | None) -> Iterable[str]:
        round_name = page.split("/")[0] + "/"
        for one in self.new.names:
            changed = self.new.tree.files[f"{one}.md"] != self.old.tree.files.get(f"{one}.md")
            if changed and one.startswith(round_name) and (here is None or one != here.page):
                yield one

    def _fresh(self, page: str, known: set[str]) -> Iterable[tuple[str, str]]:
        before = self._anchors_before(page) | known
        for anchor in self.new.anchors(page):
            if anchor not in before:
                yield anchor, self.new.section(page, anchor) or ""


def _between(anchors: Sequence[str], first: str, last: str) -> Sequence[str]:
    """Return what stands after ``first`` and before ``last``; "" is the start or the end of the page."""
    start = anchors.index(first) + 1 if first else 0
    return anchors[start : anchors.index(last, start)] if last and last in anchors[start:] else anchors[start:]


def _plain(address: str) -> str:
    page, mark, anchor = address.partition("#")
    return page.removesuffix(".md") + mark + anchor
