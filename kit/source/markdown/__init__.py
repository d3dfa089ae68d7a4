"""Pages of Markdown: sections, fences, links, values."""
