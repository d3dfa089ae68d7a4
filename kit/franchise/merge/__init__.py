"""Merging one section of three texts: by units, then finer, then line by line. Pure."""
