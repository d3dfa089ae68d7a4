"""What a page says, apart from how it looks: one form of it, which paper, slides and other outputs are made from."""
