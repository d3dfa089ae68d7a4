"""What may stand where an output is to go: files that no build made, links on the way, the folder that one is in.

An output folder is replaced whole, so all that stands in it is either a build's, or is known and moves along, or keeps
the build from beginning. Nothing that somebody planted in it is published, and nothing of anybody's is deleted.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, Refused, WrongUsage
from kit.publish import files
from kit.publish.manifest import listed
from kit.source.tree.paths import shown
from kit.source.tree.read import is_link

# What systems and office programs put beside files by themselves, the latter while somebody has a file open.
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_OPEN_FILE = re.compile(r"~\$.+\.(?:doc|dot|ppt|pot|pps|xls)[xm]?|\.~lock\..+#", re.IGNORECASE)
# What people who publish the output or its site with git have at the top of either.
_OF_GIT = frozenset({".git", ".gitignore", ".gitattributes", ".nojekyll"})
_DEEPEST = 12  # names; the deepest file of a build has five
_NAMED = 3  # files that a refusal names


def refuse_foreign(folder: Path, out: Path) -> None:
    """Raise EnvironmentTrouble if ``folder``, which is ``out`` or what was there before, holds files of others."""
    if found := foreign(folder):
        names = ", ".join(shown(name) for name in found[:_NAMED]) + (" and more" if len(found) > _NAMED else "")
        message = f"{folder} holds files that no build made, such as {names}, and a build replaces all of {out}."
        raise EnvironmentTrouble(message, "Move them elsewhere, or choose another place with --out.")


def foreign(folder: Path) -> list[str]:
    """Return what in ``folder`` no build made and is no file that moves along, by path."""
    ours = listed(folder) or frozenset()
    return sorted(path for path in _held(folder) if path not in ours and not _moves_along(folder, path))


def moving_along(folder: Path) -> dict[str, bytes]:
    """Return the files in ``folder`` that are neither a build's nor in its way, by path."""
    found = {path: files.read(folder / path) for path in _held(folder) if _moves_along(folder, path)}
    return {path: data for path, data in found.items() if data is not None}


def _held(folder: Path) -> Iterator[str]:
    """Yield what lies in ``folder`` and is no folder, links included, which are not followed.

    A folder deeper than any build makes counts as a file, so that none can be too deep to be looked through.
    """
    todo = [""]
    while todo:
        above = todo.pop()
        for name in files.names(folder / above):
            path = f"{above}{name}"
            if files.is_folder(folder / path) and not is_linked(folder / path) and path.count("/") < _DEEPEST:
                todo.append(f"{path}/")
            else:
                yield path


def _moves_along(folder: Path, path: str) -> bool:
    *above, name = path.split("/")
    top = [*(above[1:] if above[:1] == ["site"] else above), name][0]
    known = name.casefold() in _OF_THE_SYSTEM or bool(_OPEN_FILE.fullmatch(name)) or top in _OF_GIT
    return known and stat.S_ISREG((folder / path).lstat().st_mode)


def refuse_no_folder(out: Path) -> None:
    """Raise EnvironmentTrouble if something else than a folder stands at ``out``, such as a link to one."""
    if is_linked(out) or (files.exists(out) and not files.is_folder(out)):
        message = f"{out} is not a folder, so nothing can be built into it."
        raise EnvironmentTrouble(message, "Delete it, or choose another place with --out.")


def refuse_linked(place: Path, root: Path | None = None) -> None:
    """Raise Refused if a link below the current folder, or below ``root``, leads to the folder of ``place``.

    A hub or region can hold a link called _build that leads anywhere. Links above both are the machine's own.
    """
    tops = [Path(os.path.realpath(one)) for one in (Path.cwd(), root) if one is not None]
    at = Path(os.path.realpath(place.anchor)) if place.anchor else tops[0]
    for part in place.parts[1 if place.anchor else 0 : -1]:
        at = at.parent if part == ".." else at / part
        if is_linked(at) and any(top in at.parents for top in tops):
            message = f"{at} is a link, so that {place} would be written somewhere else than it says."
            raise Refused(message, "Delete the link, or name a place to which none leads, with --out.")
        at = Path(os.path.realpath(at))


def is_linked(path: Path) -> bool:
    """Whether ``path`` is a link to somewhere else, a junction on Windows included."""
    try:
        return is_link(path.lstat())
    except (FileNotFoundError, NotADirectoryError):
        return False


def refuse_current(folder: Path) -> None:
    """Raise WrongUsage if the command runs in ``folder``: a shell cannot stay in a folder that is replaced."""
    here, there = Path.cwd().resolve(), Path(os.path.realpath(folder))
    if there in (here, *here.parents):
        message = f"{folder} is the folder that you are in, or one above it, and the kit replaces folders whole."
        raise WrongUsage(message, "Name a folder inside the one that you are in, or beside it.")
