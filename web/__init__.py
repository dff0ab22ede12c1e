"""The room of pages: a published snapshot as a site for journalists, drawn on the server.

Pages and lists are declared in `pages`; what they show is asked by the SQL files in `queries/`, so that every figure
comes with the statement behind it.
"""
