"""Handouts: PDFs set by Typst from the same doctrees as the site, with the content passed as data only."""
