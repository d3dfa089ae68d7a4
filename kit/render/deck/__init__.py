"""Slide decks: content becomes slides, slides are fitted to a design's layouts, and written as the XML of a .pptx."""
