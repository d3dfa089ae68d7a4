"""Slides written as the XML of a .pptx file."""
