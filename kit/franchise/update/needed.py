"""What the region's own text needs and upstream gives up stays, as the region's own. Pure.

The region wrote ``![The hall](hall.png)`` and ``{{ day }}``. Now upstream takes the picture and the variable out: its
own pages have no use for them any more. Without them the region could not be built, so the picture goes to ``files/``
and the value into region.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.franchise.update.draft import Draft, News
from kit.model.schema import HubFile, RegionFile
from kit.source.markdown.addresses import picture_from
from kit.source.markdown.block_parser import parts
from kit.source.markdown.inline import References, references
from kit.source.settings.files import read_hub
from kit.source.settings.toml_edit import TomlEditor
from kit.source.tree.paths import PICTURE_SUFFIXES

PICTURES = tuple(PICTURE_SUFFIXES)


def keep_needed(draft: Draft, region: RegionFile, hub: HubFile, toml: TomlEditor) -> None:
    """Keep the pictures and values that only old upstream has and the region's own text names."""
    before = read_hub(draft.follower.old.tree, [])
    kept = hub.variables.keys() | region.variables.keys()
    gone = {name: value for name, value in (before.variables if before else {}).items() if name not in kept}
    if not gone and not draft.settings["moved"] and not _pictures_gone(draft):
        return
    for page, used in list(_uses(draft)):
        for picture in used.pictures:
            _keep_picture(draft, page, picture.target)
        for name in {one.target for one in used.variables} & gone.keys():
            toml.set(("variables", name), gone.pop(name))
            draft.tell(
                News.TOLD, f"Upstream gave up the variable {name}, which your text names; its value is yours now."
            )


def _pictures_gone(draft: Draft) -> bool:
    old, new = (pages.tree.files.keys() for pages in (draft.follower.old, draft.follower.new))
    return any(path.endswith(PICTURES) for path in old - new)


def _uses(draft: Draft) -> Iterator[tuple[str, References]]:
    """Give each text of the region's own: the page that it stands on, and what it refers to."""
    for path, data in draft.files.items():
        folder, _, rest = path.partition("/")
        if folder in ("overrides", "pages") and path.endswith(".md"):
            page = f"{rest.rpartition('/')[0]}.md" if folder == "overrides" else rest
            yield page, references(parts(data.decode("utf-8-sig", errors="replace")), path, [])


def _keep_picture(draft: Draft, page: str, address: str) -> None:
    """Keep the picture at ``address`` where nobody has it any more, even if the page stood elsewhere before."""
    path = picture_from(page, address)
    if path is None or path in draft.follower.new.tree.files or f"files/{path}" in draft.files:
        return
    earlier = [f"{old}.md" for old, new in draft.settings["moved"].items() if f"{new}.md" == page]
    places = [picture_from(one, address) or "" for one in (page, *earlier)]
    old = draft.follower.old.tree.files
    data = next((old[one] for one in places if one in old), None)
    if data is not None:
        draft.files[f"files/{path}"] = data
        draft.tell(News.TOLD, f"Upstream gave up the picture {path}, which your text shows; it is kept in files/.")
