"""Putting outputs in place, whole or not at all."""
