"""The kit as a Sphinx extension. Only wires."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from kit.model.edition import Edition
from kit.render.directives import add_directives
from kit.render.filling import add_filling
from kit.render.transforms import add_transforms


def _harden(app: Sphinx) -> None:
    """Switch off what docutils directives could read or write."""
    app.env.settings.update(file_insertion_enabled=False, raw_enabled=False, auto_id_prefix="id--")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the kit's blocks, transforms and site to Sphinx."""
    app.add_config_value("kit_edition", None, "", types=(Edition,))
    add_directives(app)
    add_transforms(app)
    add_filling(app)
    app.connect("builder-inited", _harden)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
