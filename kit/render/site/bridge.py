"""How templates become pages: in ours every value is escaped, unless whoever made it marked it as HTML (``Markup``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.jinja2glue import BuiltinTemplateLoader

from kit.render.policy import INLINE, exactly, policy

TEMPLATES = Path(__file__).with_name("templates")
LEAD_ON = "moved.js"  # the one script of a page at an old address
ASTRAY = "astray.js"  # the one of the page for addresses that are not there
_SCRIPTS = Path(__file__).with_name("scripts")


class EscapingTemplates(BuiltinTemplateLoader):
    """Sphinx's way to templates. The theme's own escape by hand, or not at all, so ours take the place of most."""

    def init(self, *given: Any, **named: Any) -> None:
        """Set up the environment; its arguments are Sphinx's."""
        super().init(*given, **named)
        self.environment.autoescape = is_ours
        self.environment.auto_reload = False  # else each use of a template asks when its file was changed
        self.environment.globals |= {
            "inline_script": inline_script,
            "content_policy": content_policy,
            "bare_policy": policy(script_src=[exactly(_text(LEAD_ON))], style_src=[INLINE]),  # pages that load nothing
            "astray_policy": policy(
                script_src=[exactly(_text(ASTRAY))], style_src=[INLINE], img_src=["data:"], connect_src=["'self'"]
            ),
        }


@cache
def is_ours(template: str | None) -> bool:
    """Whether the template of this name is one of ours; text without a name is Sphinx's own."""
    return template is not None and not template.startswith("!") and (TEMPLATES / template).is_file()


@cache
def inline_script(name: str) -> Markup:
    """Return the script called ``name`` as it stands in a page. It never changes, so that the policy can name it."""
    return Markup(f"<script>{_text(name)}</script>")  # noqa: S704 - a file of ours


@cache
def content_policy(*scripts: str) -> str:
    """Return the policy of a page of a site: files of the site, and the ``scripts`` that stand in the page, by name.

    A page that is opened from a folder has no origin, so that some browsers find nothing to be its "self".
    """
    own = ("'self'", "file:")
    return policy(
        script_src=(*own, *(exactly(_text(name)) for name in scripts)),
        style_src=(*own, INLINE),  # widths of columns and pictures
        img_src=(*own, "data:"),
        font_src=own,
        connect_src=("'self'",),  # the search reads the pages that it found
    )


def _text(name: str) -> str:
    return "\n" + (_SCRIPTS / name).read_text(encoding="utf-8")
