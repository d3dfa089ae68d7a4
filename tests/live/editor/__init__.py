"""The editor of pages, over HTTP and in a real browser."""
