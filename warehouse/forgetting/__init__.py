"""Forgetting: articles are taken out of every snapshot that is kept."""
