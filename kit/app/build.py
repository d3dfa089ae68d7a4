"""The run, as a list of steps: examine, read, write handouts, decks and the site, publish.

Steps take what the one before made. Nothing here prints; ``tell`` passes on one line for each long step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.app.check import examine, guides_of, load, ordered
from kit.model.edition import Edition, only_round
from kit.model.errors import FindingsError
from kit.model.findings import Finding, has_errors
from kit.publish.manifest import NAME, manifest, to_json
from kit.publish.swap import fill, replacing
from kit.system.gc_tuning import calm
from kit.system.workdir import scratch

if TYPE_CHECKING:
    from kit.render.reading.reading import Reading

PARTS = ("site", "handouts", "decks")

Tell = Callable[[str], None]
Files = dict[str, bytes]


@dataclass(frozen=True)
class Order:
    """What to build: ``parts`` of PARTS, one round or all, and whether each session gets a deck of its own."""

    parts: tuple[str, ...] = PARTS
    round: str | None = None
    session_decks: bool = False

    @property
    def partial(self) -> bool:
        """Whether less than everything is asked for."""
        return self.round is not None or set(self.parts) != set(PARTS)


def target(root: Path, order: Order) -> Path:
    """Return where a build goes unless people say otherwise: ``_build/ID``, a partial one to ``_build/ID-part``.

    Raises FindingsError where the tree has no id to read.
    """
    examined = load(root)
    if examined.edition is None:
        raise FindingsError(examined.findings)
    return Path("_build") / (examined.edition.id + ("-part" if order.partial else ""))


def build(root: Path, out: Path, order: Order, tell: Tell, groups: Path | None = None) -> tuple[Finding, ...]:
    """Build the tree at ``root`` into ``out`` as ``order`` says, whole or not at all; return the findings left.

    ``groups`` is a folder of other groups' facts that pages are to name. Raises FindingsError, with ``out`` as it was,
    where anything holds an error.
    """
    tell("Checking the pages")
    edition, found = checked(root, groups)
    edition = only_round(edition, order.round) if order.round else edition
    with replacing(out) as stage:
        with scratch("build") as work:
            made = render(edition, work, order, guides_of(root), found, tell)
        names = frozenset(one.name for one in edition.rounds)
        fill(stage, {**made, NAME: to_json(manifest(made, names))})
    return ordered(found)


def checked(root: Path, groups: Path | None = None) -> tuple[Edition, list[Finding]]:
    """Return the edition of the tree at ``root``, with the other groups in the folder ``groups``, and what was found.

    Raises FindingsError where anything holds an error, WrongUsage where there is no such folder.
    """
    examined = examine(root)
    found = list(examined.findings)
    edition = examined.edition
    if edition is not None and groups is not None:
        from kit.source.tree.groups import read_groups

        edition = replace(edition, groups=read_groups(groups, edition.id, found))
    if edition is None or has_errors(found):
        raise FindingsError(ordered(found), edition is None or has_errors(examined.findings))
    return edition, found


@calm()
def render(edition: Edition, work: Path, order: Order, guides: Path | None, found: list[Finding], tell: Tell) -> Files:
    """Read the pages once, let each writer that is asked for take the same documents, and return all files by path.

    ``work`` is a private folder. Raises FindingsError where a writer finds an error.
    """
    from kit.render.reading.reading import read

    tell(f"Reading {len(edition.pages)} pages")
    reading = read(edition, work / "reading", found, guides)
    _stop_on_errors(found)
    handouts = _handouts(reading, found, tell) if "handouts" in order.parts else {}
    decks = _decks(reading, order, found, tell) if "decks" in order.parts else {}
    _stop_on_errors(found)
    dates = {} if order.partial else _calendars(edition)
    site = _site(reading, work / "site", (handouts, decks, dates), tell) if "site" in order.parts else {}
    mails = {} if order.partial else _messages(edition)
    made = {"site": site, "handouts": handouts, "decks": decks, "calendar": dates, "messages": mails}
    return {path: data for folder, files in made.items() for path, data in _below(folder, files).items()}


def _site(reading: Reading, work: Path, offered: tuple[Files, Files, Files], tell: Tell) -> Files:
    from kit.render.downloads import downloads_of
    from kit.render.site.writer import write_site

    tell("Writing the site")
    offers = downloads_of(reading.edition, *offered)
    write_site(reading, work, {name: [one.entry for one in ones] for name, ones in offers.items()})
    pages = {path.relative_to(work).as_posix(): path.read_bytes() for path in work.rglob("*") if path.is_file()}
    return pages | {one.entry.path: one.data for ones in offers.values() for one in ones}


def _handouts(reading: Reading, found: list[Finding], tell: Tell) -> Files:
    from kit.render.handout.writer import write_handouts

    tell("Setting the handouts")
    return write_handouts(reading.edition, reading.document, found)


def _decks(reading: Reading, order: Order, found: list[Finding], tell: Tell) -> Files:
    from kit.render.deck.writer import write_decks

    tell("Drawing the slide decks")
    return write_decks(reading.edition, reading.document, found, sessions=order.session_decks)


def _calendars(edition: Edition) -> Files:
    from kit.facilitate.calendar import calendars
    from kit.facilitate.countdown import countdown_calendars

    return {**calendars(edition), **countdown_calendars(edition)}


def _messages(edition: Edition) -> Files:
    from kit.render.office.message import write_messages

    return write_messages(edition)


def _below(folder: str, made: Files) -> Files:
    return {f"{folder}/{path}": data for path, data in sorted(made.items())}


def _stop_on_errors(found: Sequence[Finding]) -> None:
    if has_errors(found):
        raise FindingsError(ordered(found))
