"""Snapshots: the numbered files, which of them is current, and what changed between two."""
