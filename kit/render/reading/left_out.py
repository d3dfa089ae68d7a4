"""Words in the place of a picture that nobody could look at here: such a picture is never let through."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from kit.source.markdown.addresses import picture_from


class LeftOut(SphinxTransform):
    """Put what a picture shows, in words, where its file was left empty."""

    default_priority = 5  # before anything collects pictures

    def apply(self, **_: object) -> None:
        """Change the document."""
        files = self.config.kit_edition.tree.files
        for image in list(self.document.findall(nodes.image)):
            if files.get(picture_from(f"{self.env.docname}.md", image["uri"]) or "") == b"":
                _replace(image)


def _replace(image: nodes.image) -> None:
    words = nodes.emphasis("", f"[Picture left out here: {image.get('alt') or 'it has no words'}]")
    alone = not isinstance(image.parent, nodes.TextElement)
    image.replace_self(nodes.paragraph("", "", words) if alone else words)
