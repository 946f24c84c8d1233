"""bin/bench: an invented city of any size, and how fast and lean the product deals with it."""
