"""Pages as Word documents, and back."""
