"""The page of the studio in a real browser, with a stand-in for its engine that answers at once."""
