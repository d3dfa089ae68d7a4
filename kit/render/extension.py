"""The kit as a Sphinx extension: ``setup`` tells Sphinx of our blocks, parser, transforms and page writers."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from kit.model.edition import Edition
from kit.render.blocks.registry import add_blocks
from kit.render.reading.filling import add_filling
from kit.render.reading.parser import GuardedParser
from kit.render.reading.transforms import add_transforms
from kit.render.site.blocks import add_words
from kit.render.site.changing import add_changes
from kit.render.site.context import add_context
from kit.render.site.excerpts import gather_excerpts, write_excerpts
from kit.render.site.facts import write_facts
from kit.render.site.fragment import write_fragments
from kit.render.site.head import add_head
from kit.render.site.inserts import Dress, compute, name_beside
from kit.render.site.old_addresses import keep_out_of_search, lead_pages, write_for_search_engines
from kit.render.site.pictures import add_images
from kit.render.site.state import Site
from kit.render.site.subscriptions import write_subscriptions
from kit.render.site.tables import add_cells
from kit.render.site.writer import generated_pages


def _harden(app: Sphinx) -> None:
    """Switch off what docutils directives could read or write."""
    app.env.settings.update(file_insertion_enabled=False, raw_enabled=False, auto_id_prefix="id--")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the kit's blocks, transforms and site to Sphinx."""
    app.add_config_value("kit_edition", None, "", types=(Edition,))
    app.add_config_value("kit_site", None, "", types=(Site,))
    app.add_config_value("kit_digest", "", "html", types=(str,))
    app.add_source_parser(GuardedParser, override=True)
    add_blocks(app)
    add_transforms(app)
    add_filling(app)
    add_words(app)
    add_images(app)
    add_cells(app)
    app.add_js_file("kit.js", loading_method="defer")
    app.add_js_file("sheets.js", type="text/later")  # kit.js asks for it where it is needed
    app.connect("builder-inited", _harden)
    app.add_post_transform(Dress)
    app.connect("doctree-resolved", compute, priority=700)  # after those that read titles
    app.connect("html-page-context", add_context, priority=400)  # before furo, which would render the whole tree
    app.connect("html-page-context", name_beside, priority=450)
    app.connect("html-page-context", add_head, priority=450)
    app.connect("html-page-context", add_changes)
    app.connect("html-page-context", gather_excerpts)
    app.connect("html-collect-pages", generated_pages)
    app.connect("html-collect-pages", lead_pages)
    app.connect("html-collect-pages", keep_out_of_search, priority=900)  # when the index is full
    app.connect("build-finished", write_excerpts)
    app.connect("build-finished", write_facts)
    app.connect("build-finished", write_subscriptions)
    app.connect("build-finished", write_fragments)
    app.connect("build-finished", write_for_search_engines)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
