"""Joining things into groups, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Disjoint groups of the numbers 0 to n-1; every number starts alone."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, number: int) -> int:
        """Return the smallest number of the group of `number`."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, a: int, b: int) -> None:
        """Make one group of the groups of `a` and `b`."""
        a, b = self.find(a), self.find(b)
        self._parent[max(a, b)] = min(a, b)

    def join_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join every pair."""
        for a, b in pairs:
            self.join(a, b)

    def all(self) -> list[list[int]]:
        """Return the groups, each sorted, by their smallest number."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            groups.setdefault(self.find(number), []).append(number)
        return [groups[root] for root in sorted(groups)]
