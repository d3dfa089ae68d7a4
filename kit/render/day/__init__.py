"""The day page: now and next, ahead or behind, in one file that needs no network."""
