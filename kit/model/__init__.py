"""What the kit talks about, as plain data: no I/O, and no imports from the rest of the package."""
