"""Measures how fast articles are read, and what reading adds to what a user would write in an afternoon."""
