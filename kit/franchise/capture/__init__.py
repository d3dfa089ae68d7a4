"""Capture: a tree that somebody edited as a whole, turned back into the region's own small files. Pure."""
