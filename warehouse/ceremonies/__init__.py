"""Ceremonies: which reports tell of one event."""
