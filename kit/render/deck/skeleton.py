"""What holds the parts of an empty deck together: what each leads to, and of what type each is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PML = "application/vnd.openxmlformats-officedocument.presentationml"


def _rels(*related: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{_R}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def relations(logos: Sequence[str]) -> dict[str, str]:
    """Return the parts that say what each part leads to.

    ``logos`` has an entry for each layout, in order: the name of the file of its logo, "" for none.
    """
    numbers = range(1, len(logos) + 1)
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    found = {
        "_rels/.rels": _rels(
            ("officeDocument", "ppt/presentation.xml"),
            (core, "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "ppt/_rels/presentation.xml.rels": _rels(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(
            *(("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number in numbers),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels(("theme", "../theme/theme2.xml")),
    }
    for number, logo in zip(numbers, logos, strict=True):
        related = [("slideMaster", "../slideMasters/slideMaster1.xml")]
        if logo:
            related.append(("image", f"../media/{logo}"))
        found[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _rels(*related)
    return found


_TYPES = {
    "ppt/presentation.xml": f"{_PML}.presentation.main+xml",
    "ppt/presProps.xml": f"{_PML}.presProps+xml",
    "ppt/viewProps.xml": f"{_PML}.viewProps+xml",
    "ppt/tableStyles.xml": f"{_PML}.tableStyles+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_FOLDER_TYPES = {
    "ppt/slideMasters/": f"{_PML}.slideMaster+xml",
    "ppt/slideLayouts/": f"{_PML}.slideLayout+xml",
    "ppt/notesMasters/": f"{_PML}.notesMaster+xml",
    "ppt/theme/": "application/vnd.openxmlformats-officedocument.theme+xml",
}


def content_types(parts: Collection[str], picture: str) -> str:
    """Return the part that says of what type each of ``parts`` is; ``picture`` is the suffix of the logo, or ""."""
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    if picture:
        defaults[picture] = f"image/{'jpeg' if picture in ('jpg', 'jpeg') else picture}"
    kinds = {name: _TYPES.get(name) or _folder_type(name) for name in parts if not name.endswith(".rels")}
    lines = "".join(f'<Default Extension="{key}" ContentType="{value}"/>' for key, value in defaults.items())
    lines += "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items() if kind)
    return f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{lines}</Types>'


def _folder_type(name: str) -> str:
    return next((kind for folder, kind in _FOLDER_TYPES.items() if name.startswith(folder)), "")
