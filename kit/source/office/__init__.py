"""Files of Office programs, inspected before anything opens them."""
