"""Links to what stands in a block of another kind of format: such a link becomes its words. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.standing import stands, targets_left_out
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import Page, Reference
from kit.source.markdown.addresses import AddressKind, address_in, anchor_of, is_ref, kind_of_address, path_from

_HINT = "Give the link the same :in: as what it leads to, or lead to the section in which that stands."


def check_standing(edition: Edition) -> Iterator[Finding]:
    """Yield a warning for each link that stands in a round here, and leads to a target that does not."""
    gone = targets_left_out(edition)
    for page in edition.pages.values() if gone else ():
        for link, address in _addresses(page, gone):
            if address in gone and stands(edition, page, link.line):
                words = link.text or link.target
                message = f'The link "{words}" leads to {address}, which is in a block of another kind of format.'
                yield Finding(Code.DROPPED_LINK, page.path, link.line, message, _HINT)


def _addresses(page: Page, gone: frozenset[str]) -> Iterator[tuple[Reference, str]]:
    """Yield the links of a page within the tree, with the page and name to which each leads."""
    for link in page.links:
        if kind_of_address(link.target) is AddressKind.TREE and (path := path_from(page.path, link.target)):
            yield link, f"{path.removesuffix('.md')}#{anchor_of(link.target).lower()}"
    for name, role in page.roles:
        if is_ref(name):
            yield role, _meant(page, address_in(role.target).lower(), gone)


def _meant(page: Page, name: str, gone: frozenset[str]) -> str:
    """Return what a name means without its page: the page's own target, else one of another page."""
    if any(one.target.lower() == name for one in page.targets):
        return f"{page.name}#{name}"
    return next((one for one in gone if one.endswith(f"#{name}")), "")
