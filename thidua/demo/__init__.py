"""A news site that the project ships: invented outlets and articles, served on loopback, with the truth beside it."""
