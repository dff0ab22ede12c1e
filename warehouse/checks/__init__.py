"""Checks: SQL that must give no rows, run at every publish."""
