"""Mentions: the words of an article that a closed vocabulary knows, with what they mean."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Mention(Generic[Value]):
    """Words `text[start:end]` of the article and what they mean."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Mentions(Generic[Value]):
    """The mentions of one sort in an article, in order, none overlapping another."""

    items: Sequence[Mention[Value]] = ()
    _starts: Sequence[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [item.start for item in self.items])

    def within(self, start: int, end: int) -> list[Mention[Value]]:
        """Return the mentions that lie in `text[start:end]`."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end, first)
        return [item for item in self.items[first:last] if item.end <= end]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a mention overlaps `text[start:end]`."""
        first = bisect.bisect_left(self._starts, end)
        return first > 0 and self.items[first - 1].end > start


def longest(mentions: Iterable[Mention[Value]]) -> Mentions[Value]:
    """Keep of overlapping mentions the longer, on a tie the first; sort the rest by place."""
    kept: list[Mention[Value]] = []
    taken: list[tuple[int, int]] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        at = bisect.bisect_left(taken, (mention.start, mention.end))
        clear_after = at == len(taken) or taken[at][0] >= mention.end
        clear_before = at == 0 or taken[at - 1][1] <= mention.start
        if clear_after and clear_before:
            taken.insert(at, (mention.start, mention.end))
            kept.append(mention)
    return Mentions(tuple(sorted(kept, key=lambda mention: mention.start)))
