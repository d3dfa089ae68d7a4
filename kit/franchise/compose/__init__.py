"""Applying a region's overrides to upstream's pages. Pure."""
