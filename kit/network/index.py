"""The page that lists the groups of a network, from what their built sites tell of themselves."""

from __future__ import annotations

from pathlib import Path

from kit.model.errors import WrongUsage
from kit.model.findings import Finding
from kit.model.group import Group
from kit.publish.archive import write_over
from kit.render.network_page import MARK, Built, network_page
from kit.render.site.subscriptions import GROUP
from kit.source.tree.groups import FACTS, group_of

PAGE = "index.html"


def write_index(out: Path) -> int:
    """Write the page that lists every group whose site is in a folder of ``out``; return how many there are.

    It is made of what was built alone, on whatever machine. Raises WrongUsage where ``out`` is no folder,
    EnvironmentTrouble where a page that is not this one stands in the way.
    """
    if not out.is_dir():
        raise WrongUsage(f"{out} is not a folder.", "Name the folder that network build wrote.")
    groups = [one for folder in sorted(out.iterdir()) if (one := _built(folder))]
    write_over(out / PAGE, str(network_page(groups)).encode(), MARK)
    return len(groups)


def _built(folder: Path) -> Built | None:
    """Return the group whose site is in ``folder``, None where there is none."""
    site = folder / "site"
    group = _told(site / FACTS)
    return Built(group, folder.name, (site / GROUP).is_file()) if group else None


def _told(facts: Path) -> Group | None:
    return group_of(facts.name, facts.read_bytes(), list[Finding]()) if facts.is_file() else None
