"""The run, as a list of steps: examine, read, write each output, publish.

Steps take what the one before made. Nothing here prints; ``tell`` passes on one line for each long step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.app.check import examine, guides_of, load, ordered
from kit.app.earlier import default_folder, revisions_due
from kit.app.private import joins
from kit.app.start_page import start_files
from kit.app.studio import Studio
from kit.app.unchanged import inputs, note, standing
from kit.model.edition import Edition, confirm_format, only_round
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.publish.manifest import NAME, manifest, to_json
from kit.publish.swap import fill, replacing
from kit.render.outputs import OUTPUTS, PARTS, Output, Work, kind_of
from kit.render.site.pages import START, STUDIO, pages_of
from kit.system.gc_tuning import calm
from kit.system.workdir import scratch

if TYPE_CHECKING:
    from kit.render.reading.reading import Reading

Tell = Callable[[str], None]
Read = Callable[[Edition, Path, list[Finding], Path | None], "Reading"]
Files = dict[str, bytes]
_SOURCE = "Say in hub.toml what its regions receive from, and let it publish run sheets."


@dataclass(frozen=True)
class Order:
    """What to build: ``parts`` of PARTS, one round or all, and whether each session gets a deck of its own.

    With ``large_print`` what each person gets on paper is made in large print too.

    ``studio`` is the name of what a studio that goes into the site was packed from.

    ``cannot`` are parts that cannot be made here, and that a whole build goes without.

    Rounds that have the ``format`` of this name are built in it, whatever the region picked.
    """

    parts: tuple[str, ...] = PARTS
    round: str | None = None
    session_decks: bool = False
    format: str = ""
    large_print: bool = False
    cannot: frozenset[str] = frozenset()
    studio: str = ""

    @property
    def partial(self) -> bool:
        """Whether less than everything is asked for."""
        return self.round is not None or {*self.parts, *self.cannot} != set(PARTS)

    @property
    def outputs(self) -> list[Output]:
        """The rows of the table of outputs that are to be written."""
        return [one for one in OUTPUTS if (one.folder in self.parts if one.alone else not self.partial)]


def target(root: Path, order: Order) -> Path:
    """Return where a build goes unless people say otherwise: ``_build/ID``, a partial one to ``_build/ID-part``.

    One in another format goes to ``_build/ID-FORMAT``.

    Raises FindingsError where the tree has no id to read.
    """
    examined = load(root)
    if examined.edition is None:
        raise FindingsError(examined.findings)
    return default_folder("-".join(filter(None, (examined.edition.id, order.format))), order.partial)


def build(
    root: Path,
    out: Path,
    order: Order,
    tell: Tell,
    groups: Path | None = None,
    read: Read | None = None,
    studio: Studio | None = None,
) -> tuple[Finding, ...]:
    """Build the tree at ``root`` into ``out`` as ``order`` says, whole or not at all; return the findings left.

    Where the cache in use knows that ``out`` is what would be made, nothing is.

    ``groups`` is a folder of other groups' facts that pages are to name, ``read`` how pages are read, for what reads
    those of many trees. ``studio`` is one that goes into the site of a hub.

    Raises FindingsError, with ``out`` as it was, where anything holds an error, WrongUsage for a site without a place
    for a studio.
    """
    key = inputs(root, order, groups)
    if (left := standing(key, out)) is not None:
        tell("Nothing has changed since the last build")
        return left
    tell("Checking the pages")
    edition, found = checked(root, groups, order.format)
    edition = only_round(edition, order.round) if order.round else edition
    confirm_format(edition.rounds, order.format)
    if studio is not None and START not in pages_of(edition):
        raise WrongUsage("Only a hub on whose site groups start can have a studio there.", _SOURCE)
    edition = replace(edition, studio=studio is not None)
    with replacing(out, root) as stage:
        due = [*revisions_due(edition, out)]
        links = joins(root, edition, [])  # what is wrong there was told when the tree was examined
        start = start_files(root) if START in pages_of(edition) and "site" in order.parts else b""
        with scratch("build") as work:
            made = render(edition, work, order, guides_of(root), found, tell, links, start, read)
        made |= {f"site/{STUDIO}/{path}": data for path, data in (studio.files if studio else {}).items()}
        listed = to_json(manifest(made, frozenset(one.name for one in edition.rounds), kind_of))
        fill(stage, {**made, NAME: listed})
    if key == inputs(root, order, groups):  # else somebody has changed something meanwhile
        note(key, listed, ordered(found))
    return ordered([*found, *due])


def checked(root: Path, groups: Path | None = None, format_name: str = "") -> tuple[Edition, list[Finding]]:
    """Return the edition of the tree at ``root``, with the other groups in the folder ``groups``, and what was found.

    Raises FindingsError where anything holds an error, WrongUsage where there is no such folder.
    """
    examined = examine(root, format_name=format_name)
    found = list(examined.findings)
    edition = examined.edition
    if edition is not None and groups is not None:
        from kit.source.tree.groups import read_groups

        edition = replace(edition, groups=read_groups(groups, edition.id, found))
    if edition is None or has_errors(found):
        raise FindingsError(ordered(found), edition is None or has_errors(examined.findings))
    return edition, found


@calm()
def render(
    edition: Edition,
    work: Path,
    order: Order,
    guides: Path | None,
    found: list[Finding],
    tell: Tell,
    links: Mapping[str, str] = {},
    start: bytes = b"",
    read: Read | None = None,
) -> Files:
    """Read the pages once, let each writer that is asked for take the same documents, and return all files by path.

    ``work`` is a private folder, ``links`` is where people join each round online, and ``start`` the script of the page
    on which a region begins.
    Raises FindingsError where a writer finds an error.
    """
    from kit.render.reading.reading import read as read_alone

    tell(f"Reading {len(edition.pages)} pages")
    reading = (read or read_alone)(edition, work / "reading", found, guides)
    _stop_on_errors(found)
    running = Work(reading, found, tell, order.session_decks, order.large_print, links=links, start=start)
    for gathers in (False, True):
        for output in order.outputs:
            if output.gathers is gathers:
                running.made[output.folder] = output.write(running)
        _stop_on_errors(found)
    return {f"{folder}/{path}": data for folder, files in running.made.items() for path, data in sorted(files.items())}


def _stop_on_errors(found: Sequence[Finding]) -> None:
    if has_errors(found):
        raise FindingsError(ordered(found))
