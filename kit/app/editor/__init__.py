"""The small editor of pages: what it asks and what it answers, as data, so that any page can carry it."""
