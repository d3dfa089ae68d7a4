"""Pages to begin with: a session or a round in the house style, to be written over."""
