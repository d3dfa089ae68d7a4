"""What a region does to its own tree in a year, for ``simulate.py``: by hand, and with the verbs that help."""

from __future__ import annotations

import difflib
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from simulate_edits import HUB_EDITS, PICTURE, TREE_EDITS, mend
from simulate_page_edits import edited
from simulate_pages import Dice, Page, block, page_of, paragraph, part, session
from simulate_tree import Files, change, read, rounds, sessions, write

from kit.franchise.hub_pages import HubPages
from kit.model.tree import Tree


class Region(Protocol):
    """What an edit may ask of the life that it is a part of."""

    dice: Dice
    who: str
    root: Path

    def command(self, *words: str, codes: tuple[int, ...] = (0,)) -> int:
        """Run a verb of the kit in the region."""

    def composed(self) -> Files:
        """Return the region's pages with its changes in them."""

    def breach(self, kind: str, what: str) -> None:
        """Say that a law was broken."""


# With verbs: what is stored must compose to what was edited.


def capture_tree(region: Region) -> None:
    """Edit a whole composed tree, and store the differences."""
    folder = region.root.parent / "edited"
    shutil.rmtree(folder, ignore_errors=True)
    wanted = region.composed()
    left = sessions(wanted) and rounds(wanted)  # a region may have left all of them out
    for _ in range(region.dice.randint(1, 3) if left else 0):
        HUB_EDITS[region.dice.choice(TREE_EDITS)](region.dice, wanted)
    mend(wanted)
    write(folder, wanted)
    region.command("capture", "--from", str(folder))
    _same(region, wanted)


def edit_page(region: Region) -> None:
    """Edit one page with ``edit``, and store the differences."""
    wanted = region.composed()
    if not sessions(wanted):
        return
    name = region.dice.choice(sessions(wanted))
    region.command("edit", name)
    path = region.root / "editing" / f"{name}.md"
    text, _ = edited(region.dice, path.read_bytes().decode())
    path.write_bytes(text.encode())
    region.command("capture")
    _same(region, {**wanted, f"{name}.md": text.encode()})


def _same(region: Region, wanted: Mapping[str, bytes]) -> None:
    now = region.composed()
    for path in sorted((now.keys() | wanted.keys()) - {"moves.toml", "region.md"}):  # which capture leaves alone
        if _words(now.get(path)) != _words(wanted.get(path)):
            region.breach("capture", unlike(path, wanted.get(path), now.get(path)))


def _words(data: bytes | None) -> str | None:
    """Return the text of a file, but for line ends, a mark at the start and how accents are stored."""
    if data is None:
        return None
    text = data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n")
    return unicodedata.normalize("NFC", text)


def unlike(path: str, wanted: bytes | None, now: bytes | None) -> str:
    """Return the lines in which two states of a file differ."""
    one, two = ([repr(line) for line in (data or b"").splitlines(keepends=True)] for data in (wanted, now))
    return "\n".join([path, *difflib.unified_diff(one, two, "wanted", "is", lineterm="", n=1)])


# By hand: files as an author writes them.


def _sections(region: Region) -> list[tuple[str, str]]:
    """Return the page and anchor of upstream's sections that have no override yet, titles apart."""
    upstream = HubPages(Tree(_upstream(region)))
    names = [name for name in sessions(_upstream(region)) if not (region.root / "pages" / f"{name}.md").exists()]
    every = [(name, one.anchor) for name in names for one in upstream.sections(name) if one.level > 1]
    return [one for one in every if not list((region.root / "overrides" / one[0]).glob(f"{one[1]}.*"))]


def _upstream(region: Region) -> Files:
    return read(region.root / "upstream")


def _section(region: Region) -> tuple[str, str, str] | None:
    """Return a page, an anchor and the text of one of those sections."""
    every = _sections(region)
    if not every:
        return None
    name, anchor = region.dice.choice(every)
    text = HubPages(Tree(_upstream(region))).section(name, anchor) or ""
    return name, anchor, text.replace("\r\n", "\n")


def _why(region: Region) -> str:
    return f"---\nwhy: {region.dice.words().replace(chr(34), '')}\n---\n\n" if region.dice.random() < 0.3 else ""


def replace(region: Region) -> None:
    """Write a section anew by hand."""
    if (found := _section(region)) is None:
        return
    name, anchor, text = found
    page = page_of(text)
    new = edited(region.dice, text, 2)[0] if len(page.parts) == 1 else text
    write(region.root, {f"overrides/{name}/{anchor}.replace.md": (_why(region) + new).encode()})


def insert(region: Region) -> None:
    """Put something in beside a section."""
    if (found := _section(region)) is not None:
        below = Page("", [part(region.dice, 2)]) if region.dice.random() < 0.3 else block(region.dice)
        text = f"{_why(region)}{below}\n"
        op = region.dice.choice(("before", "after", "after"))
        write(region.root, {f"overrides/{found[0]}/{found[1]}.{op}.md": text.encode()})


def remove(region: Region) -> None:
    """Leave a section out."""
    if (found := _section(region)) is not None:
        write(region.root, {f"overrides/{found[0]}/{found[1]}.remove.md": f"{region.dice.sentence()}\n".encode()})


def words(region: Region) -> None:
    """Say the words of a section otherwise, and keep its blocks."""
    if (found := _section(region)) is not None:
        name, anchor, text = found
        head = page_of(text).parts[0].head
        new = f"{head}\n\n{paragraph(region.dice)}\n"
        write(region.root, {f"overrides/{name}/{anchor}.words.md": new.encode()})


def page_fields(region: Region) -> None:
    """Set a field of a page, or leave the page out, or give its sections another order."""
    upstream = _upstream(region)
    name = region.dice.choice(sessions(upstream))
    path = f"overrides/{name}/page.toml"
    anchors = HubPages(Tree(upstream)).anchors(name)[1:]
    said = region.dice.choice(
        (
            f"[set]\nminutes = {region.dice.randrange(5, 60, 5)}\n",
            f'[set]\nmaterials = ["{region.dice.mark()} pens: 2 per table"]\n',
            f'why = "{region.dice.mark()}"\n\n[set]\ncut = 2\n',
            "drop = true\n",
            f"order = {sorted(anchors)}\n".replace("'", '"'),
        )
    )
    if not (region.root / path).exists():
        write(region.root, {path: said.encode()})


def forget(region: Region) -> None:
    """Give an override up."""
    every = sorted((region.root / "overrides").rglob("*.md"))
    if every:
        region.dice.choice(every).unlink()


def own_page(region: Region) -> None:
    """Write a session of one's own, and put it on the agenda."""
    composed = region.composed()
    if not rounds(composed):
        return
    name, mark = region.dice.choice(rounds(composed)), region.dice.number()
    region.dice.names.append(f"{name}/own{mark}")
    write(region.root, {f"pages/{name}/own{mark}.md": session(region.dice).encode()})
    here = sessions(composed, name)
    after = region.dice.choice(here).split("/")[1] if here else ""
    _operation(region, name, f'add = "own{mark}"\nafter = "{after}"\n')


def write_anew(region: Region) -> None:
    """Write a session of one's own in the place of upstream's."""
    names = [name for name in sessions(_upstream(region)) if not (region.root / "overrides" / name).exists()]
    if names:
        write(region.root, {f"pages/{region.dice.choice(names)}.md": session(region.dice).encode()})


def own_file(region: Region) -> None:
    """Put one's own picture in the place of upstream's, or beside it."""
    path = region.dice.choice(("files/pic.svg", "files/own.svg"))
    write(region.root, {path: PICTURE.format(region.dice.randint(100, 999)).encode()})


# region.toml.


def _settings(region: Region, make: Callable[[str], str]) -> None:
    files = {"region.toml": (region.root / "region.toml").read_bytes()}
    change(files, "region.toml", make)
    write(region.root, files)


def _operation(region: Region, name: str, said: str) -> None:
    """Add an operation on an agenda: where the starter has its sample, or just below the round."""
    lines = f"\n[[round.{name}.agenda]]\n{said}"
    here = f"[round.{name}]\n"
    if region.dice.random() < 0.5:
        _settings(region, lambda text: text.rstrip("\n") + "\n" + lines)
    else:

        def below(text: str) -> str:
            start, found, rest = text.partition(here)
            table, mark, more = rest.partition("\n[")
            return start + found + table.rstrip("\n") + "\n" + lines + mark + more if found else text.rstrip() + lines

        _settings(region, below)


def operation(region: Region) -> None:
    """Retime, fix, drop, move or add an item of an agenda."""
    composed = region.composed()
    if not rounds(composed):
        return
    name = region.dice.choice(rounds(composed))
    ids = re.findall(r"(?m)^ +(?:- \{?|  )(?:id|session): ([\w-]+)", composed[f"{name}/index.md"].decode())
    if not ids:
        return
    one, other = region.dice.choice(ids), region.dice.choice(ids)
    mark = region.dice.mark()
    minutes = region.dice.randrange(5, 60, 5)
    said = (
        f'item = "{one}"\nminutes = {minutes}\n',
        f'item = "{one}"\nminutes = {minutes}\n',
        f'drop = "{one}"\n',
        f'move = "{one}"\n{region.dice.choice(("after", "before"))} = "{other}"\n',
        f'add = "i{mark}"\nbreak = "Cake {mark}"\nminutes = 10\nafter = "{one}"\n',
    )
    _operation(region, name, region.dice.choice(said))


def dates(region: Region) -> None:
    """Say when a round is, who leads it, in which format."""
    composed = region.composed()
    if not rounds(composed):
        return
    name = region.dice.choice(rounds(composed))
    day = f"20{region.dice.randint(27, 31)}-0{region.dice.randint(1, 9)}-1{region.dice.randint(0, 9)}"
    one = region.dice.choice([*sessions(composed, name), ""]).split("/")[-1]
    said = {
        "date": day,
        "start": f'"{region.dice.randint(9, 14)}:30"',
        "heads": str(region.dice.randint(8, 60)),
        "format": '"online"',
        "drop": "true",
        "leads": f'{{{one} = "{region.dice.mark()}"}}',
    }
    key = region.dice.choice(("date", "date", "start", "start", "heads", "format", "leads", "drop"))
    line = f"{key} = {said[key]}\n"

    def make(text: str) -> str:
        start, found, rest = text.partition(f"[round.{name}]\n")
        table, mark, more = rest.partition("\n[")
        table = re.sub(rf"(?m)^{key} = .*\n?", "", table)
        if not found:
            return f"{text.rstrip()}\n\n[round.{name}]\n{line}"
        return start + found + line + table + mark + more

    _settings(region, make)


def values(region: Region) -> None:
    """Fill in a blank, or choose a colour."""
    mark, colour = region.dice.mark(), region.dice.choice(("#004d40", "#3e2723", "#880e4f"))
    name, value = region.dice.choice((("venue", f"Hall {mark}"), ("day", f"Day {mark}"), ("primary", colour)))
    table = "brand" if name == "primary" else "variables"

    def make(text: str) -> str:
        new = re.sub(rf"(?m)^(?:# )?{name} = .*$", f'{name} = "{value}"', text, count=1)
        return new if new != text else re.sub(rf"(?m)^(\[{table}\].*\n)", rf'\1{name} = "{value}"\n', text)

    _settings(region, make)


# What happens to files.


def windows_file(region: Region) -> None:
    """Save a file of one's own with an editor that has other line ends, and a mark at the start."""
    every = [path for path in region.root.rglob("*.md") if path.parts[len(region.root.parts)] in ("overrides", "pages")]
    path = region.dice.choice([*sorted(every), region.root / "region.toml"])
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    path.write_bytes(region.dice.choice((b"", b"\xef\xbb\xbf")) + data)


def windows_tree(region: Region) -> None:
    """Save a whole composed tree so, and store it."""
    folder = region.root.parent / "edited"
    shutil.rmtree(folder, ignore_errors=True)
    wanted = region.composed()
    for path in wanted:
        if path.endswith(".md"):
            wanted[path] = wanted[path].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    write(folder, wanted)
    region.command("capture", "--from", str(folder))
    _same(region, wanted)


def upstream_edited(region: Region) -> None:
    """Edit a page in ``upstream/`` by mistake, and store that as one's own."""
    files = _upstream(region)
    path = f"{region.dice.choice(sessions(files))}.md"
    text, _ = edited(region.dice, files[path].decode())
    write(region.root, {f"upstream/{path}": text.encode()})
    region.command("capture", "--upstream", codes=(0, 1))
    if read(region.root / "upstream") != files:  # it was refused, because the source has moved on: the hint says so
        write(region.root / "upstream", files)


BY_HAND: tuple[Callable[[Region], None], ...] = (
    *(
        replace,
        replace,
        insert,
        insert,
        remove,
        words,
        page_fields,
        forget,
        own_page,
        write_anew,
        own_file,
        operation,
        operation,
    ),
    *(dates, dates, values, windows_file),
)
WITH_VERBS: tuple[Callable[[Region], None], ...] = (
    *(capture_tree,) * 6 + (edit_page,) * 5 + (windows_tree, upstream_edited),
)
