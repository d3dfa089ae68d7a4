"""What a deck says, slide by slide."""
