"""Receiving upstream's improvements: merge what can be merged, ask where two people changed the same words. Pure."""
