"""Importing: foreign text in, pages and findings out."""
