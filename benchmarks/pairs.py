"""How well things were put together, by pairs: those of one group in the truth, and those of one group as found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs put together rightly, wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def put(self) -> int:
        """Pairs put together."""
        return self.right + self.wrong

    @property
    def true(self) -> int:
        """Pairs of the truth."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Of the pairs put together, those of the truth."""
        return self.right / self.put if self.put else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs of the truth, those put together."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.put + self.true) if self.put + self.true else 1.0


def score(found: Sequence[Hashable], truth: Sequence[Hashable]) -> Score:
    """Compare two groupings of the same things, each given as the group of every thing."""
    both = _pairs(list(zip(found, truth, strict=True)))
    return Score(both, _pairs(found) - both, _pairs(truth) - both)


def _pairs(groups: Sequence[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(groups).values())
