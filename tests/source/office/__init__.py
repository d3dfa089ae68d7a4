"""Files of Office programs."""
