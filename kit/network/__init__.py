"""Many regions at once: what they have in common is read and written once."""
