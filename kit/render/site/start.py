"""The page of a hub's site on which a group starts: a form, and in the browser a region made from its answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from kit.franchise.answers import asked
from kit.franchise.fork import first_round
from kit.model.characters import HIDDEN
from kit.model.colour import TEXT_RATIO
from kit.render.site.pages import START_FILES
from kit.render.site.state import Site

_VENDOR = Path(__file__).with_name("vendor")


def start(_: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the form asks for, and the rules that its script holds answers to."""
    edition = site.edition
    gaps = [name for name, value in edition.variables.items() if not value.strip()]
    first = first_round(edition.tree.files, ()) or ""
    page = edition.pages.get(f"{first}/index")  # which is not there where only another round is built
    return {
        "asked": asked,
        "gaps": gaps,
        "first": page.title if page else first,
        "primary": edition.brand.primary,
        "files": START_FILES,
        "studio": edition.studio,
        "rules": Markup(json.dumps({"hidden": HIDDEN, "ratio": TEXT_RATIO}).replace("<", "\\u003c")),  # noqa: S704
    }


def script(files: bytes) -> bytes:
    """Return the script that holds ``files``, the region to be filled in, and what packs and unpacks them."""
    return (_VENDOR / "fflate.js").read_bytes() + b"\n" + files
