"""What fits on a slide, and where."""
