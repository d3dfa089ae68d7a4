"""What makes a region a region: addresses, overrides, composing and forking."""
