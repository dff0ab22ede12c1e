"""SQL text as statements: where one ends, and what is still open."""

from __future__ import annotations

import duckdb


def split(text: str) -> tuple[list[str], str]:
    """Return the statements that end with a semicolon, without it, and what stands behind the last one.

    A semicolon in a string, a quoted name or a comment ends nothing. Empty statements are left out; what is behind is
    empty where it is no more than spaces and whole comments.
    """
    data = text.encode()
    found, start, words = [], 0, False
    for place, kind in duckdb.tokenize(text):
        if kind == duckdb.token_type.operator and data[place : place + 1] == b";":
            if words:
                found.append(data[start:place].decode().strip())
            start, words = place + 1, False
        elif kind != duckdb.token_type.comment:
            words = True
    rest = data[start:].decode()
    return found, rest if words or _opens(rest) else ""


def _opens(text: str) -> bool:
    """Tell whether text without words opens a string, a quoted name or a comment that it does not close."""
    return not any(kind == duckdb.token_type.numeric_const for _, kind in duckdb.tokenize(f"{text}\n1"))
