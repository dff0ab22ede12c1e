"""Asking a snapshot: the sandbox of SQL, formats and exports."""
