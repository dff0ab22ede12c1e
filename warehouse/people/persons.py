"""What is known of one person, or of what may be one: the mentions so far, where, when and in which offices."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from warehouse.people.mentions import Posts, Seen


@dataclass
class Person:
    """The mentions of one person, by their numbers; what is told of them together is worked out when asked for."""

    numbers: list[int]
    mentions: Sequence[Seen] = field(repr=False)

    def joined(self, other: Person) -> Person:
        """Return the two as one."""
        return Person(sorted(self.numbers + other.numbers), self.mentions)

    @cached_property
    def units(self) -> frozenset[str | None]:
        """The units in which the person is told to serve; None alone where nothing tells."""
        told = frozenset(self.mentions[n].unit for n in self.numbers)
        return told - {None} or told

    @cached_property
    def days(self) -> list[int]:
        """The days on which the person is seen in office, as ordinals, sorted; all days where he never is."""
        seen = self._days(lambda told: not told.retired)
        return seen or self._days(lambda told: True)

    @cached_property
    def busy(self) -> list[int]:
        """The days on which the person has an office that leaves no room for another."""
        return self._days(lambda told: bool(told.exclusive))

    @cached_property
    def rest(self) -> list[int]:
        """The days on which every title is a former one."""
        return self._days(lambda told: told.retired)

    @cached_property
    def held(self) -> frozenset[tuple[str | None, str]]:
        """Province (its slug) and body of each present office."""
        return frozenset(
            (self.mentions[n].mention.scope, body) for n in self.numbers for body in self.mentions[n].posts.held
        )

    @cached_property
    def former(self) -> frozenset[tuple[str | None, str]]:
        """Province and body of each office that was held before."""
        return frozenset(office for n in self.numbers for office in self.mentions[n].posts.former)

    @cached_property
    def words(self) -> frozenset[str]:
        """The posts without their bodies."""
        return frozenset(word for n in self.numbers for word in self.mentions[n].posts.words)

    @cached_property
    def ceremonies(self) -> frozenset[int | str | None]:
        """The ceremonies."""
        return frozenset(self.mentions[n].ceremony for n in self.numbers) - {None}

    @cached_property
    def reports(self) -> frozenset[int | str]:
        """The reports."""
        return frozenset(self.mentions[n].report for n in self.numbers)

    @cached_property
    def companions(self) -> frozenset[str]:
        """The keys of all who are named beside the person."""
        return frozenset(name for n in self.numbers for name in self.mentions[n].mention.named)

    @cached_property
    def central(self) -> bool:
        """Whether a title tells of the Party's Central Committee."""
        return any(self.mentions[n].posts.central for n in self.numbers)

    @cached_property
    def first_level(self) -> int:
        """The highest level in the first year for which one is told; 0 where none is."""
        return self._level(sorted(self._levels))

    @cached_property
    def last_level(self) -> int:
        """The highest level in the last such year."""
        return self._level(sorted(self._levels, reverse=True))

    @cached_property
    def top(self) -> int:
        """The highest level of all."""
        return max((self.mentions[n].posts.level for n in self.numbers), default=0)

    @cached_property
    def _levels(self) -> list[tuple[int, int]]:
        told = ((self.mentions[n].day, self.mentions[n].posts.level) for n in self.numbers)
        return [(day, level) for day, level in told if day and level]

    @staticmethod
    def _level(levels: Sequence[tuple[int, int]]) -> int:
        return max((level for day, level in levels if abs(day - levels[0][0]) < 365), default=0)

    def _days(self, wanted: Callable[[Posts], bool]) -> list[int]:
        seen = (self.mentions[n] for n in self.numbers)
        return sorted({one.day for one in seen if one.day and wanted(one.posts)})


def switches(a: Sequence[int], b: Sequence[int]) -> int:
    """Return how often sorted days change hands between two: 1 where one ends before the other begins."""
    turns = 0
    whose: bool | None = None
    i = j = 0
    while i < len(a) or j < len(b):
        own = j == len(b) or (i < len(a) and a[i] <= b[j])
        if whose is not None and own != whose:
            turns += 1
        whose = own
        if own:
            i = bisect_left(a, b[j] + 1, i) if j < len(b) else len(a)
        else:
            j = bisect_left(b, a[i], j) if i < len(a) else len(b)
    return turns


def overlap(a: Sequence[int], b: Sequence[int]) -> int:
    """Return for how many days two have in common the time from the first to the last; negative for the gap between."""
    return min(a[-1], b[-1]) - max(a[0], b[0])
