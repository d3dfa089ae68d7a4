"""The page that lists the groups of a network, from what their built sites tell of themselves."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kit.model.errors import WrongUsage
from kit.model.findings import Finding
from kit.model.group import Group
from kit.network.members import Member
from kit.publish import files
from kit.publish.region import plainly
from kit.publish.single import write_over
from kit.render.network_page import MARK, Built, network_page
from kit.render.site.subscriptions import GROUP
from kit.source.tree.groups import FACTS, MAX_BYTES, group_of

PAGE = "index.html"


def bring_together(out: Path, everyone: Sequence[Member] = (), earlier: Path | None = None) -> int:
    """Write the page of all groups whose sites machines have put into ``out``; return how many there are.

    The site of each of ``everyone`` that no machine could build is taken over from the folder ``earlier``, as it was
    published last. Raises WrongUsage where a folder is none, EnvironmentTrouble as ``write_index`` does.
    """
    for folder in filter(None, (out, earlier)):
        if not folder.is_dir():
            raise WrongUsage(f"{folder} is not a folder.", "Name a folder that network build or network index wrote.")
    for name in (one.id for one in everyone):
        if earlier and (earlier / name / "site").is_dir() and not (out / name).exists():
            _take_over(earlier / name, out / name)
    return write_index(out)


def _take_over(old: Path, new: Path) -> None:
    """Copy the folder ``old`` to ``new``, whole or not at all: half a site would pass for one that was built."""
    stage = new.parent / f".{new.name}.new"
    with plainly(new, f"{new} was not made.", "See that there is room on the disk, then run the command again."):
        try:
            files.remove_tree(stage)  # of a run that was killed
            shutil.copytree(old, stage, symlinks=True, copy_function=_copied)
            files.rename(stage, new)
        except BaseException:
            with suppress(OSError):  # the next run sweeps what is left
                files.remove_tree(stage)
            raise


def _copied(source: str, target: str) -> None:
    """Copy one file; the first that fails ends it all, where ``copytree`` would go on and list them."""
    with plainly(
        Path(target), "Its group was not taken over.", "See that there is room on the disk, then run the command again."
    ):
        shutil.copy2(source, target)


def write_index(out: Path) -> int:
    """Write the page that lists every group whose site is in a folder of ``out``; return how many there are.

    It is made of what was built alone, on whatever machine. Raises EnvironmentTrouble where a page that is not this one
    stands in the way.
    """
    groups = [one for folder in sorted(out.glob("*")) if (one := _built(folder))]
    write_over(out / PAGE, str(network_page(groups)).encode(), MARK)
    return len(groups)


def _built(folder: Path) -> Built | None:
    """Return the group whose site is in ``folder``, None where there is none."""
    site = folder / "site"
    group = _told(site / FACTS)
    return Built(group, folder.name, (site / GROUP).is_file()) if group else None


def _told(facts: Path) -> Group | None:
    data = files.read(facts, MAX_BYTES)
    return None if data is None else group_of(facts.name, data, list[Finding]())
