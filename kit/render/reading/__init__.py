"""Pages read by Sphinx, once for all outputs."""
