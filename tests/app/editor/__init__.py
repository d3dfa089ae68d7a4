"""What the editor answers to each request."""
