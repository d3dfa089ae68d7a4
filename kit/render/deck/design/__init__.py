"""The design of a deck: master, layouts and placeholders."""
