"""What templates know of every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import starmap
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from kit.model.edition import Edition
from kit.model.outputs import Audience
from kit.model.page import Page, PageKind
from kit.render.logo import is_high, is_long, logo_room, logo_size
from kit.render.reading.settings import ORGANISERS_CSS, logo_name
from kit.render.site.navigation import Around, Entry, Together, is_spare
from kit.render.site.state import Site, html_builder

LICENCES = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "OGL-UK-3.0": (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
}

# What a file of styles or scripts dresses, as it stands in a page's HTML, and the files.
_ONLY_WITH = {
    'class="highlight': ("pygments.css",),
    "sd-": ("sphinx-design.min.css", "furo-extensions.css"),
    "sd-tab-set": ("design-tabs.js",),
    'class="kit-block kit-handout': ("sheets.js",),
}
_ONLY_FOR_SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
_SECTIONS = "</a><ul>\n"  # in the contents of a page: below its title, where it has sections
_MENUS: WeakKeyDictionary[Sphinx, dict[tuple[object, ...], Markup]] = WeakKeyDictionary()
_MOST_MENUS = 2_000  # that are kept of a Sphinx that writes one site after another; a site has some hundred pages
_REPLACED = "furo.js"  # what pages use of the theme's own script is in kit.js


def add_context(app: Sphinx, name: str, _template: str, context: dict[str, Any], _document: nodes.document) -> None:
    """Add the kit's values to ``context``; take out the tree of all pages, which furo would render for every page."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    context.pop("toctree", None)
    context |= {kind: _once(context[kind], site, context["content_root"]) for kind in ("css_tag", "js_tag")}
    context["metatags"] = ""  # the theme names the viewport already
    body, toc = (Markup(context.pop(key, "")) for key in ("body", "toc"))  # noqa: S704 - Sphinx wrote them
    contents = toc if _SECTIONS in toc else Markup()
    around = site.menu.order.get(name, Around())
    page, own = site.edition.pages.get(name), site.generated.get(name)
    organisers = own is not None and own.page.audience is not Audience.EVERYONE
    in_round = own.round if own else None
    menu = site.menu.on(in_round.plan if in_round else name)
    _only_needed(context, name, str(body), everything=organisers)
    context |= {
        "kit": site,
        "body": body,
        "kit_contents": contents,
        "kit_menu": menu,
        "kit_menu_html": partial(menu_html, app, menu, name, "" if site.has_guides else site.edition.guides_url),
        "kit_logo": logo_name(site.edition),
        "kit_logo_alt": _logo_alt(site.edition),
        "kit_logo_room": logo_room(*logo_size(site.edition)),
        "kit_logo_shape": _logo_shape(*logo_size(site.edition)),
        "kit_licences": _licences(site.edition),
        "prev": None,  # to Sphinx all pages are one book, in which the guides follow the last session
        "next": None,
        "kit_kind": page.kind.value if page else "sheet" if organisers and in_round else "guide",
    }
    if page:
        before = _steps(app, site, name, around.before, "Previous")
        after = _steps(app, site, name, around.after, "Next")
        context |= {"prev": before[0] if before else None, "next": after[0] if after else None}  # for its head
        onward = [
            one
            for titles, there in around.onward
            for one in _steps(app, site, name, there, f"Next in {_named(titles)}")
        ]
        context |= {"kit_before": before, "kit_after": [*after, *onward]}
        context["kit_credited"] = _credited(site.edition, name)
        context["kit_contents"] = _with_computed(contents, _computed(site, page))


def menu_html(app: Sphinx, menu: tuple[Entry, ...], name: str, guides_url: str) -> Markup:
    """Return the menu as it stands on the page called ``name``; ``guides_url`` leads to guides elsewhere, if any."""
    known, key = _MENUS.setdefault(app, {}), (menu, name, guides_url)
    if key not in known:
        if len(known) >= _MOST_MENUS:
            known.clear()
        shown = {"entries": menu, "link": partial(app.builder.get_relative_uri, name), "guides_url": guides_url}
        known[key] = Markup(app.builder.templates.render("kit-menu.html", shown))  # noqa: S704 - templates of ours escape
    return known[key]


def _once(tag: Callable[[Any], str], site: Site, root: str) -> Callable[[Any], str]:
    """Return ``tag``, which asks for a file's bytes, so that it is called once for each folder with pages."""

    def known(file: Any) -> str:
        key = root, str(file.filename)  # every file of ours has a name
        if key not in site.tags:
            site.tags[key] = tag(file)
        return site.tags[key]

    return known


def _only_needed(context: dict[str, Any], name: str, body: str, everything: bool) -> None:
    """Leave out the styles and scripts that the page called ``name``, whose HTML is ``body``, has no use for.

    ``everything`` says that it is for organisers: it holds pieces of other pages, so that nothing can be left out.
    """
    unused = [_REPLACED] if name == "search" else [_REPLACED, *_ONLY_FOR_SEARCH]
    if not everything:
        unused += [ORGANISERS_CSS, *(file for mark, files in _ONLY_WITH.items() if mark not in body for file in files)]
    for kind in ("css_files", "script_files"):
        context[kind] = [one for one in context[kind] if not str(one.filename).endswith(tuple(unused))]


def _logo_alt(edition: Edition) -> str:
    """The name stands beside the logo, so a logo that only says the name need not be read out."""
    alt = edition.brand.logo_alt
    return "" if alt.strip().casefold() == edition.name.strip().casefold() else alt


def _logo_shape(wide: float, tall: float) -> str:
    """Return how styles call the shape of a logo, "" for one that is a little wide."""
    return "long" if is_long(wide, tall) else "high" if is_high(wide, tall) else ""


def _steps(app: Sphinx, site: Site, here: str, there: Together, where: str) -> list[dict[str, str | Markup]]:
    """Return the links from the page called ``here`` to what is before or after it; ``where`` says which."""
    together = ", at the same time" if len(there) > 1 else ""
    return [
        {
            "link": app.builder.get_relative_uri(here, name),
            "title": Markup(html_builder(app).render_partial(app.env.titles[name])["title"]),  # noqa: S704 - Sphinx's
            "where": f"{where}{together}{' (spare)' if is_spare(site.edition, name) else ''}",
        }
        for name in there
    ]


def _named(titles: Sequence[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{len(titles)} rounds"


def _licences(edition: Edition) -> list[tuple[str, str, str]]:
    """Return what each licence covers, its name for people, and its address or ""."""
    covered = [("Content", edition.licence)]
    if edition.standard and edition.standard.licence:
        covered.append((edition.standard.name, edition.standard.licence))
    return [(what, *LICENCES.get(licence, (licence, ""))) for what, licence in covered]


def _credited(edition: Edition, page: str) -> list[tuple[str, str]]:
    """Return whose words the page called ``page`` took over, each once, and their site's address or ""."""
    return list(dict.fromkeys((one.named, one.url) for one in edition.credited if one.page == page))


def _computed(site: Site, page: Page) -> dict[str, str]:
    """Return the computed parts of a page, title by id."""
    if page.kind is PageKind.HOME and site.edition.rounds:
        return {"home--rounds": "Rounds"}
    return {"day--agenda": "Agenda"} if page.kind is PageKind.PLAN else {}


def _with_computed(toc: Markup, parts: dict[str, str]) -> Markup:
    """Return the contents of a page with its computed parts, which stand before the author's own."""
    head, found, rest = toc.partition(_SECTIONS)
    return head + found + Markup().join(starmap(toc_line, parts.items())) + rest if found else toc


def toc_line(anchor: str, title: str) -> Markup:
    """Return a line for the contents of a page."""
    return Markup('<li><a class="reference internal" href="#{}">{}</a></li>\n').format(anchor, title)
