"""How many different articles the lists of an outlet name in a run."""

from __future__ import annotations

from collections.abc import Iterable

REMEMBERED = 5000
"""Articles of an outlet that are told apart however many lists name them; beyond it only new ones are counted, so
that a sitemap of millions costs no memory."""


class Listed:
    """Counts the articles named in a run, each once."""

    def __init__(self) -> None:
        self._named: dict[str, set[int]] = {}

    def add(self, source: str, urls: Iterable[str], new: set[str]) -> int:
        """Take the articles that a list of a source names, and which of them are new; return how many it adds."""
        named = self._named.setdefault(source, set())
        added = 0
        for url in set(urls):
            key = hash(url)
            if key not in named and (url in new or len(named) < REMEMBERED):
                added += 1
                if len(named) < REMEMBERED:
                    named.add(key)
        return added
