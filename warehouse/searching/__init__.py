"""The search index of a snapshot."""
