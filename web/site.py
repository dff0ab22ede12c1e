"""How a site is run: for whom, under which names, and within which limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_ADDRESS = 8_000
"""Bytes of a request's address; longer ones are refused."""
LONGEST_QUERY = 400
"""Code points of a search."""
SECONDS = 10.0
"""Time for what a page asks of the database."""
AT_ONCE = 32
"""Requests that are worked on at once; as many again wait four times over, and the others are sent away."""

MADE_AT_ONCE = 2
"""Answers of a kind that are made at one time, short ones beside long ones, which thus never wait for each other.
Python runs one thread at a time, and each that comes back from the database waits for all the others: forty at once
took minutes for what three do in seconds, one after the other."""

ArchivedPage = tuple[bytes, str]
"""Bytes of a page as they were fetched, and their content type."""


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of one running site.

    In a `public` one no text of an article is shown beyond the sentences that rows were read from. `names` are the
    hosts that a browser may ask it by; `address` is where others find it (`https://…`), for citations and feeds.
    """

    home: Path
    public: bool = False
    address: str = ""
    names: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    archived: Callable[[str], ArchivedPage | None] | None = field(default=None, compare=False)
    """Reads an archived page by its place in the archive; None where there is no archive to show."""
    queue: Path | None = None
    """Where reports of errors go; None where none are taken."""
    seconds: float = SECONDS
    at_once: int = AT_ONCE
