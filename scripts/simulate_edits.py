"""A random hub, and what its facilitators do to it in a year, for ``simulate.py``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise

from simulate_page_edits import edited
from simulate_pages import MARK, Dice, mended, page_of, session

Files = dict[str, bytes]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 {}"><path d="M0 0h9v9z"/></svg>\n'
HUB_TOML = """\
schema = 1
id = "hub"
name = "Digital peer groups"
version = "2026.1"
languages = ["en"]

[variables]
venue = ""
day = "Tuesday"

[brand]
primary = "#1b4965"
accent = "#c8102e"
"""


def first_hub(dice: Dice) -> Files:
    """Return a small hub of two or three rounds."""
    files = {"hub.toml": HUB_TOML.encode(), "pic.svg": PICTURE.format(10).encode(), "moves.toml": b"# Moves.\n"}
    files["index.md"] = f"# Digital {dice.words()}\n\n{dice.sentence()}\n".encode()
    if dice.random() < 0.3:
        files["region.md"] = f"# Peer {dice.words()}\n\n{dice.sentence()}\n".encode()
    for number in range(1, dice.randint(2, 3) + 1):
        add_round(dice, files, f"round-{number}")
    mend(files)
    return files


def texts(files: Files) -> Iterator[str]:
    """Yield the paths of pages that are no language pages."""
    yield from sorted(path for path in files if path.endswith(".md"))


def rounds(files: Files) -> list[str]:
    return sorted(path.split("/")[0] for path in files if re.fullmatch(r"[^/]+/index\.md", path))


def sessions(files: Files, of: str = "") -> list[str]:
    """Return the names of sessions, of one round or of all."""
    paths = (path for path in texts(files) if "/" in path and not path.endswith("/index.md"))
    return [path.removesuffix(".md") for path in paths if path.startswith(of and f"{of}/")]


def change(files: Files, path: str, make: Callable[[str], str]) -> None:
    """Let ``make`` change the text at ``path``; a Windows editor's signs stay out of its sight and in the file."""
    text = files[path].decode()
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    new = make(plain)
    if new != plain:
        new = new.replace("\n", "\r\n") if "\r\n" in text else new
        files[path] = (("\ufeff" if text.startswith("\ufeff") else "") + new).encode()


# Agendas: front matter of a plan, item by item.

_ITEM = re.compile(r"(?m)^( *)- (?:\{.*\}|[a-z]+:.*(?:\n\1  .*)*)\n")


def add_round(dice: Dice, files: Files, name: str) -> None:
    """Write a round of two or three sessions."""
    names = [f"p{dice.number()}" for _ in range(dice.randint(2, 3))]
    for one in names:
        files[f"{name}/{one}.md"] = session(dice).encode()
    items = [f"{{session: {one}}}" for one in names]
    items.insert(dice.randint(0, len(items)), break_item(dice))
    lines = "".join(f"  - {one}\n" for one in items)
    if dice.random() < 0.4:
        lines += "agendas:\n  online:\n" + "".join(f"    - {one}\n" for one in items[:2])
    if dice.random() < 0.3:
        lines = _ITEM.sub(_as_block, lines)
    title = f"# {dice.words(1, 3).capitalize()}\n\n{dice.sentence()}\n"
    files[f"{name}/index.md"] = f"---\nminutes: 120\nagenda:\n{lines}---\n\n{title}".encode()


def _as_block(item: re.Match[str]) -> str:
    inside = re.match(r" *- \{(.*)\}", item[0])
    parts = re.split(r", (?=\w+:)", inside[1]) if inside else []
    return f"{item[1]}- " + f"\n{item[1]}  ".join(parts) + "\n" if parts else item[0]


def break_item(dice: Dice) -> str:
    mark = dice.mark()
    return f"{{id: i{mark}, break: Tea {mark}, minutes: {dice.randrange(5, 30, 5)}}}"


def _items(text: str) -> list[re.Match[str]]:
    front = re.match(r"---\n.*?^---\n", text, re.DOTALL | re.MULTILINE)
    return [one for one in _ITEM.finditer(text) if front and one.end() <= front.end()]


def _plan(dice: Dice, files: Files) -> str:
    return f"{dice.choice(rounds(files))}/index.md"


def retime_item(dice: Dice, files: Files) -> None:
    """Give an item of an agenda other minutes."""

    def make(text: str) -> str:
        if not (every := _items(text)):
            return text
        one, minutes = dice.choice(every), dice.randrange(5, 60, 5)
        new = re.sub(r"minutes: \d+", f"minutes: {minutes}", one[0])
        if "minutes" not in new and "{" in new:
            new = new.replace("}", f", minutes: {minutes}}}")
        return text[: one.start()] + new + text[one.end() :]

    change(files, _plan(dice, files), make)


def swap_items(dice: Dice, files: Files) -> None:
    """Let two items of an agenda change places."""

    def make(text: str) -> str:
        pairs = [(one, two) for one, two in pairwise(_items(text)) if one.end() == two.start()]
        if not pairs:
            return text
        one, two = dice.choice(pairs)
        return text[: one.start()] + two[0] + one[0] + text[two.end() :]

    change(files, _plan(dice, files), make)


def add_item(dice: Dice, files: Files) -> None:
    """Put a break on an agenda."""

    def make(text: str) -> str:
        if not (every := _items(text)):
            return text
        one = dice.choice(every)
        new = f"{one[1]}- {break_item(dice)}\n"
        at = dice.choice((one.start(), one.end()))
        return text[:at] + (new if "{" in one[0] else _ITEM.sub(_as_block, new)) + text[at:]

    change(files, _plan(dice, files), make)


def drop_item(dice: Dice, files: Files) -> None:
    """Take a break off an agenda, in every format."""

    def make(text: str) -> str:
        every = [one for one in _items(text) if "break:" in one[0]]
        gone = dice.choice(every)[0].strip() if every else ""
        kept = _ITEM.sub(lambda one: "" if one[0].strip() == gone else one[0], text)
        return kept if every and len(_items(kept)) > 1 and _lists_hold(kept) else text

    change(files, _plan(dice, files), make)


def _lists_hold(text: str) -> bool:
    """Whether no agenda has lost its last item."""
    return not re.search(r"(?m)^( *)(?:agenda|agendas|online|short):\n(?!\1 )", text)


# The hub's own changes.


def improve(dice: Dice, files: Files) -> None:
    """Change a session in the ways of ``simulate_page_edits``."""
    path = f"{dice.choice(sessions(files))}.md"
    files[path] = edited(dice, files[path].decode())[0].encode()


def improve_plan(dice: Dice, files: Files) -> None:
    """Say something else of a round, or on the home page."""
    path = dice.choice(("index.md", _plan(dice, files)))
    change(files, path, lambda text: text + f"\n{dice.sentence()}\n")


def everywhere(_: Dice, files: Files) -> None:
    """Change signs on all pages, as in a typography pass."""
    for path in texts(files):
        change(
            files,
            path,
            lambda text: re.sub(r'(?m)^(?![^\n]*[{\[])(.*)"(\w+)"', r"\1“\2”", text.replace("it's", "it’s")),
        )


def windows(dice: Dice, files: Files) -> None:
    """Save a page with an editor that has other line ends, or a mark at the start."""
    path = dice.choice(list(texts(files)))
    data = files[path].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    ends = data.replace(b"\n", b"\r\n")
    files[path] = dice.choice((data, ends, ends, b"\xef\xbb\xbf" + ends, b"\xef\xbb\xbf" + data))


def move_part(dice: Dice, files: Files) -> None:
    """Move a section to another page, and write that down or not."""
    names = sessions(files)
    if len(names) < 2 or any(b"\r" in files[f"{name}.md"] for name in names):
        return
    old, new = dice.sample(names, 2)
    here, there = page_of(files[f"{old}.md"].decode()), page_of(files[f"{new}.md"].decode())
    if len(here.parts) < 3:
        return
    one = here.parts.pop(dice.randrange(1, len(here.parts)))
    there.parts.insert(dice.randint(1, len(there.parts)), one)
    # A region writes no moves: much of the file in its composed tree is the kit's, and capture says that it stays.
    if dice.random() < 0.5 and one.head.startswith("(") and dice.who == "h":
        anchor = one.head[1 : one.head.index(")")]
        note_moves(files, {f"{old}#{anchor}": f"{new}#{anchor}"})
    for name, page in ((old, here), (new, there)):
        files[f"{name}.md"] = mended(str(page)).encode()


def rename_page(dice: Dice, files: Files) -> None:
    """Give a session another name, and write that down or not."""
    old = dice.choice(sessions(files))
    new = f"{old.split('/')[0]}/p{dice.number()}"
    carry(files, {old: new})
    if dice.random() < 0.7:
        note_moves(files, {old: new})


def other_round(dice: Dice, files: Files) -> None:
    """Move a session to another round, and write that down."""
    old = dice.choice(sessions(files))
    new = f"{dice.choice(rounds(files))}/{old.split('/')[1]}"
    if new != old and len(sessions(files, old.split("/")[0])) > 1:
        carry(files, {old: new})
        note_moves(files, {old: new})


def add_page(dice: Dice, files: Files) -> None:
    """Write another session."""
    files[f"{dice.choice(rounds(files))}/p{dice.number()}.md"] = session(dice).encode()


def drop_page(dice: Dice, files: Files) -> None:
    """Give a session up, and write that down or not."""
    name = dice.choice(sessions(files))
    if len(sessions(files, name.split("/")[0])) > 1:
        del files[f"{name}.md"]
        if dice.random() < 0.5:
            retired = f'\n[[retired]]\naddress = "{name}"\nin = "{version(files)}"\n'
            change(files, "moves.toml", lambda text: text + retired)


def new_round(dice: Dice, files: Files) -> None:
    """Write another round."""
    if len(rounds(files)) < 4:
        add_round(dice, files, f"round-{len(rounds(files)) + 1 + dice.randint(0, 1) * 4}")


def renumber(dice: Dice, files: Files) -> None:
    """Put a round before the others, whose numbers grow, and write that down."""
    every = [name for name in rounds(files) if re.fullmatch(r"round-[1-8]", name)]
    if not every or len(rounds(files)) > 3:
        return
    new = {name: f"round-{int(name[6:]) + 1}" for name in every}
    old = {name: name.split("/") for name in (*sessions(files), *(f"{one}/index" for one in every))}
    moves = {name: f"{new[parts[0]]}/{parts[1]}" for name, parts in old.items() if parts[0] in new}
    carry(files, moves)
    note_moves(files, moves)
    if f"{every[0]}/index.md" not in files:
        add_round(dice, files, every[0])


def rename_round(dice: Dice, files: Files) -> None:
    """Give a round another name, and write that down."""
    old, new = dice.choice(rounds(files)), f"meeting-{dice.number()}"
    moves = {name: f"{new}/{name.split('/')[1]}" for name in (*sessions(files, old), f"{old}/index")}
    carry(files, moves)
    note_moves(files, moves)


def carry(files: Files, moves: Mapping[str, str]) -> None:
    """Move pages, with the links and items of agendas that name them."""
    moved = {f"{new}.md": files.pop(f"{old}.md") for old, new in moves.items()}
    files |= moved
    ends = {old.split("/")[1]: new.split("/")[1] for old, new in moves.items()}
    for path in texts(files):

        def make(text: str) -> str:
            text = re.sub(r"\]\(/([\w/-]+)\.md", lambda link: f"](/{moves.get(link[1], link[1])}.md", text)
            return re.sub(r"\bsession: ([\w-]+)", lambda item: f"session: {ends.get(item[1], item[1])}", text)

        change(files, path, make)


def version(files: Files) -> str:
    return str(re.findall(r'version = "(.*)"', files["hub.toml"].decode())[0])


def note_moves(files: Files, moves: Mapping[str, str]) -> None:
    """Write down where pages went; what moved twice in one version is written once."""
    text = files["moves.toml"].decode()
    before = dict(re.findall(rf'from = "(.*)"\nto = "(.*)"\nin = "{version(files)}"', text))
    fresh = {old: new for old, new in moves.items() if old not in before.values()}
    moves = fresh | {old: moves.get(new, new) for old, new in before.items()}
    text = re.sub(rf'\n\[\[move\]\]\nfrom = ".*"\nto = ".*"\nin = "{version(files)}"\n', "", text)
    said = "".join(f'\n[[move]]\nfrom = "{old}"\nto = "{new}"\nin = "{version(files)}"\n' for old, new in moves.items())
    files["moves.toml"] = (text + said).encode()


def formats(dice: Dice, files: Files) -> None:
    """Give a format of a round up, or write one."""

    def make(text: str) -> str:
        if "agendas:" in text:
            return re.sub(r"(?m)^agendas:\n(?: .*\n)*", "", text)
        items = "".join(f"  {line}\n" for one in _items(text)[:2] for line in one[0].rstrip("\n").split("\n"))
        return text.replace("\n---\n", f"\nagendas:\n  online:\n{items}---\n", 1) if items else text

    change(files, _plan(dice, files), make)


def styles(dice: Dice, files: Files) -> None:
    """Write an agenda in the other style of YAML."""
    change(files, _plan(dice, files), lambda text: "".join(_styled(text)))


def _styled(text: str) -> Iterator[str]:
    last = 0
    for one in _items(text):
        yield text[last : one.start()] + _as_block(one)
        last = one.end()
    yield text[last:]


def defaults(dice: Dice, files: Files) -> None:
    """Change what a variable says, write another, or choose another colour."""
    day, colour = dice.choice(("Monday", "Wednesday", "Friday")), dice.choice(("#123456", "#4a148c", "#00513f"))
    how = dice.randrange(3 if dice.who == "h" else 2)

    def make(text: str) -> str:
        if how == 0:
            return re.sub(r'(?m)^day = ".*"', f'day = "{day}"', text)
        if how == 2:
            return text.replace(
                "[variables]\n", f'[variables]\nv{dice.number()} = "{dice.words(1, 1).replace(chr(34), "")}"\n'
            )
        return re.sub(r'(?m)^primary = ".*"', f'primary = "{colour}"', text)

    change(files, "hub.toml", make)


def picture(dice: Dice, files: Files) -> None:
    """Draw a picture anew."""
    files["pic.svg"] = PICTURE.format(dice.randint(11, 99)).encode()


def links(dice: Dice, files: Files) -> None:
    """Let one page lead to another."""
    here, there = f"{dice.choice(sessions(files))}.md", dice.choice(sessions(files))
    words = dice.sentence()
    change(files, here, lambda text: f"{text}\nSee [{words[:-1]}](/{there}.md).\n")


Change = Callable[[Dice, Files], None]
HUB_EDITS: Mapping[str, Change] = {
    one.__name__: one
    for one in (
        *(improve, improve_plan, everywhere, windows, move_part, rename_page, other_round, add_page, drop_page),
        *(new_round, renumber, rename_round, retime_item, swap_items, add_item, drop_item, formats, styles),
        *(defaults, picture, links),
    )
}
# What a region does to the pages of a whole tree that it edits: all but what only a hub can, or is done otherwise.
TREE_EDITS: tuple[str, ...] = (
    "improve",
    "improve",
    "improve",
    "improve_plan",
    "windows",
    "retime_item",
    "swap_items",
    "add_item",
)
TREE_EDITS += ("drop_item", "add_page", "links", "defaults", "picture", "move_part")


def next_hub(dice: Dice, files: Files) -> tuple[Files, list[str]]:
    """Return the hub's next version, and what was done."""
    new = dict(files)
    last = version(new)
    change(new, "hub.toml", lambda text: text.replace(f'"{last}"', f'"2026.{int(last.split(".")[1]) + 1}"'))
    done = [dice.choice((*HUB_EDITS, *["improve"] * 8)) for _ in range(dice.randint(1, 5))]
    for name in done:
        HUB_EDITS[name](dice, new)
    mend(new)
    return new, done


def mend(files: Files) -> None:
    """Make a tree valid again as its facilitators would: no link leads nowhere, each session is on an agenda."""
    names = {path.removesuffix(".md") for path in texts(files)}
    for path in texts(files):
        change(files, path, lambda text: re.sub(
            r"\[([^\]\n]*)\]\(/([\w/-]+)\.md\)", lambda link: link[0] if link[2] in names else link[1], text
        ))  # fmt: skip
    for name in rounds(files):
        here = [one.split("/")[1] for one in sessions(files, name)]
        change(files, f"{name}/index.md", partial(_whole_plan, here))


def _whole_plan(here: list[str], text: str) -> str:
    """Return a plan whose agenda holds each session of ``here``, its round, once, and no other."""

    def gone(item: re.Match[str]) -> str:
        named = re.search(r"session: ([\w-]+)", item[0])
        return "" if named and named[1] not in here else item[0]

    front = re.match(r"---\n.*?^---\n", text, re.DOTALL | re.MULTILINE)
    if front is None:
        return text
    head = _ITEM.sub(gone, front[0])
    head = re.sub(r"(?m)^  online:\n(?!    )", "", head)
    head = re.sub(r"(?m)^agendas:\n(?!  )", "", head)
    missing = [name for name in here if not re.search(rf"session: {name}\b", head.split("agendas:")[0])]
    head = head.replace("agenda:\n", "agenda:\n" + "".join(f"  - {{session: {name}}}\n" for name in missing), 1)
    return head + text[front.end() :]


def marks(files: Mapping[str, bytes]) -> list[str]:
    """Return the marks on all pages, each as often as it stands there."""
    return [one for path, data in files.items() if path.endswith(".md") for one in MARK.findall(data.decode())]
