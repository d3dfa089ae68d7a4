"""A region's changes to the agendas of its rounds."""
