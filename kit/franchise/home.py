"""A region's home page: with ``home = "region"``, upstream's ``region.md`` stands for its ``index.md``. Pure.

A hub's ``index.md`` speaks as the hub. ``region.md`` beside it is the home page of its regions, and no page of its own
site. To the region, ``upstream_seen`` has one home page, called ``index`` as everywhere, so overrides, records and
addresses need to know nothing of where its words were written. A composed tree holds the result under both names, so
that a region of the region finds it too. Without ``region.md`` upstream, ``index.md`` is the home page as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.franchise.record import normalised
from kit.model.findings import Code, Finding
from kit.model.schema import Move, MovesFile, RegionFile, Retired
from kit.model.tree import Tree

HOME, REGION = "index", "region"
REGION_PAGE = f"{REGION}.md"
RELEASE_NOTES, NOTES_TITLE = "release-notes.md", "# What changed, version by version\n"

_HOMES = re.compile(r"(index|region)((?:\.[a-z-]+)?\.md)")  # in every language


def has_home(region: RegionFile, upstream: Tree) -> bool:
    """Whether the region's home page is made from ``region.md`` of ``upstream``."""
    return region.home == REGION and REGION_PAGE in upstream.files


def upstream_seen(tree: Tree, region: RegionFile) -> Tree:
    """Return ``upstream/`` of the region in ``tree`` as it builds on it."""
    return seen(tree.under("upstream"), region)


def seen(upstream: Tree, region: RegionFile) -> Tree:
    """Return ``upstream`` with ``region.md`` as ``index.md``, where the region's home page is made from it.

    The notes on a hub's releases are for those who keep a group, and no page of its site.
    """
    upstream = _without_notes(upstream)
    if not has_home(region, upstream):
        return upstream
    files = {path: data for path, data in upstream.files.items() if not _HOMES.fullmatch(path)}
    homes = {path: _HOMES.fullmatch(path) for path in upstream.files}
    files |= {f"{HOME}{one[2]}": upstream.files[path] for path, one in homes.items() if one and one[1] == REGION}
    return Tree(files)


def _without_notes(upstream: Tree) -> Tree:
    if not normalised(upstream.files.get(RELEASE_NOTES, b"")).startswith(NOTES_TITLE.encode()):
        return upstream
    return Tree({path: data for path, data in upstream.files.items() if path != RELEASE_NOTES})


def source_file(path: str, region: RegionFile, upstream: Tree) -> str:
    """Return the file in which upstream's page at ``path``, as the region sees it, was written."""
    one = _HOMES.fullmatch(path)
    return f"upstream/{REGION}{one[2]}" if one and has_home(region, upstream) else f"upstream/{path}"


_ADDRESS = re.compile(r"(index|region)((?:\.[a-z-]+)?(?:[#:].*)?)")


def as_written(address: str, region: RegionFile, upstream: Tree) -> str:
    """Return where ``upstream`` has what the region calls ``address``, for those who keep upstream."""
    return _called(address, HOME, REGION) if has_home(region, upstream) else address


def as_seen(address: str, region: RegionFile, upstream: Tree) -> str:
    """Return what the region calls that which is at ``address`` of ``upstream``."""
    return _called(address, REGION, HOME) if has_home(region, upstream) else address


def _called(address: str, old: str, new: str) -> str:
    one = _ADDRESS.fullmatch(address)
    return f"{new}{one[2]}" if one and one[1] == old else address


def handed_on(path: str) -> str:
    """Return the name under which a composed tree holds a home page once more for regions of the region, else ""."""
    one = _HOMES.fullmatch(path)
    return f"{REGION}{one[2]}" if one and one[1] == HOME else ""


def without_copy(composed: Tree, tree: Tree, region: RegionFile) -> Tree:
    """Return a composed tree of the region in ``tree`` without what it holds only for regions of the region.

    A page ``region.md`` of the region's own is none of that.
    """
    if not has_home(region, tree.under("upstream")):
        return composed
    return Tree({path: data for path, data in composed.files.items() if not _is_copy(path, tree)})


def _is_copy(path: str, tree: Tree) -> bool:
    one = _HOMES.fullmatch(path)
    return bool(one and one[1] == REGION) and f"pages/{path}" not in tree.files


def without_twin(composed: Tree) -> Tree:
    """Return ``composed`` without a ``region.md`` that says what its ``index.md`` says, which is read already."""
    files = dict(composed.files)
    if files.get(REGION_PAGE) == files.get(f"{HOME}.md"):
        files.pop(REGION_PAGE, None)
    return Tree(files)


def seen_moves(moves: MovesFile, region: RegionFile) -> MovesFile:
    """Return upstream's ``moves`` with those of ``region.md`` as moves of the home page."""
    if region.home != REGION:
        return moves
    here = [Move(**{"from": _seen(one.from_), "to": _seen(one.to), "in": one.in_}) for one in moves.move]
    gone = [Retired(**{"address": _seen(one.address), "in": one.in_}) for one in moves.retired]
    return MovesFile(move=here, retired=gone)


def _seen(address: str) -> str:
    page, mark, anchor = address.partition("#")
    return f"{HOME}{mark}{anchor}" if page.removesuffix(".md") == REGION else address


def home_news(old: Tree, new: Tree, region: RegionFile) -> Iterator[str]:
    """Yield what an update tells, once, where upstream has a page ``region.md`` first or no longer."""
    if REGION_PAGE in new.files and REGION_PAGE not in old.files and region.home != REGION:
        yield (
            "Upstream has a home page for its regions now, upstream/region.md, which speaks as your group. Yours goes "
            'on with index.md and your changes of it. For the new one, write home = "region" above [upstream] in '
            "region.toml, and delete those files in overrides/index/ that you then no longer need."
        )
    if has_home(region, old) and not has_home(region, new):
        yield "Upstream gave up its home page for regions, region.md, so yours is made from its index.md now."


def no_home(line: int | None) -> Finding:
    """Return the finding for a region that asks for a home page which upstream does not have."""
    message = 'home = "region" asks for upstream\'s region.md, and upstream has none, so index.md is your home page.'
    return Finding(Code.NO_REGION_HOME, "region.toml", line, message, "Take the line out, or leave it for later.")
