"""A look at sites: what of an outlet still works, and a first description of a new one."""
