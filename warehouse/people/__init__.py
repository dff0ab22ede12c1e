"""People: which mentions are one person, and what he was when."""
