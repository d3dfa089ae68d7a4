"""The live preview: a site that follows its files, page by page, and ends up as a whole build would make it."""
