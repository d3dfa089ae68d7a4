"""Files of a tree: names, bytes, text."""
