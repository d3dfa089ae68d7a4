"""A random hub, and what its facilitators do to it in a year, for ``simulate.py``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from simulate_agendas import (
    add_item,
    add_round,
    drop_item,
    formats,
    plan,
    retime_item,
    styles,
    swap_items,
    whole_plan,
)
from simulate_page_edits import edited
from simulate_pages import Dice, mended, page_of, session
from simulate_tree import Files, change, rounds, sessions, texts

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


# The hub's own changes.


def improve(dice: Dice, files: Files) -> None:
    """Change a session in the ways of ``simulate_page_edits``."""
    path = f"{dice.choice(sessions(files))}.md"
    files[path] = edited(dice, files[path].decode())[0].encode()


def improve_plan(dice: Dice, files: Files) -> None:
    """Say something else of a round, or on the home page."""
    path = dice.choice(("index.md", plan(dice, files)))
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
    """Write another session, perhaps with the name that a region has given one of its own."""
    name = f"{dice.choice(rounds(files))}/p{dice.number()}"
    if dice.who == "h" and dice.names and dice.random() < 0.5:
        taken = dice.choice(dice.names)
        free = f"{taken}.md" not in files and taken.split("/")[0] in rounds(files)
        name = taken if free else name
    files[f"{name}.md"] = session(dice).encode()


def drop_page(dice: Dice, files: Files) -> None:
    """Give a session up, and write that down or not."""
    name = dice.choice(sessions(files))
    if len(sessions(files, name.split("/")[0])) > 1:
        dice.attic[name] = files.pop(f"{name}.md").decode()
        if dice.random() < 0.5:
            retired = f'\n[[retired]]\naddress = "{name}"\nin = "{version(files)}"\n'
            change(files, "moves.toml", lambda text: text + retired)


def bring_back(dice: Dice, files: Files) -> None:
    """Take up a session again that was given up in an earlier year."""
    known = [name for name in dice.attic if f"{name}.md" not in files and name.split("/")[0] in rounds(files)]
    if known:
        name = dice.choice(known)
        files[f"{name}.md"] = dice.attic.pop(name).encode()
        block = rf'\n\[\[retired\]\]\naddress = "{name}"\nin = ".*"\n'
        change(files, "moves.toml", lambda text: re.sub(block, "", text))


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
        *(bring_back, new_round, renumber, rename_round, retime_item, swap_items, add_item, drop_item, formats, styles),
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
        change(files, f"{name}/index.md", partial(whole_plan, here))
