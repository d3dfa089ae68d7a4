"""Rules over a composed edition: each one yields findings and changes nothing."""
