"""How far what was read of a page agrees with its gold: counts of what was found, wanted, and both."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_WORDS = 5


@dataclass(slots=True)
class Agreement:
    """Counts over any number of pages; 0 where there was nothing to count."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, other: Agreement) -> None:
        """Count another page's."""
        self.right += other.right
        self.found += other.found
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is wanted."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def of_parts(found: Iterable[Hashable], wanted: Iterable[Hashable]) -> Agreement:
    """Compare two collections, in each of which a thing may stand several times."""
    here, there = Counter(found), Counter(wanted)
    return Agreement((here & there).total(), here.total(), there.total())


def of_paragraphs(found: Iterable[str], wanted: Iterable[str]) -> Agreement:
    """Compare paragraphs, which are the same where all their letters and digits are."""
    return of_parts(filter(None, map(_letters, found)), filter(None, map(_letters, wanted)))


def of_word_runs(found: Iterable[str], wanted: Iterable[str]) -> Agreement:
    """Compare the runs of five words in two texts."""
    return of_parts(_runs(found), _runs(wanted))


def of_segments(text: str, wanted: Sequence[str], unwanted: Sequence[str]) -> Agreement:
    """Look for segments in a text; white space does not count. Found are those of either kind that are in it."""
    whole = " ".join(text.split())
    right = sum(" ".join(segment.split()) in whole for segment in wanted)
    wrong = sum(" ".join(segment.split()) in whole for segment in unwanted)
    return Agreement(right, right + wrong, len(wanted))


def same_text(one: str | None, other: str | None) -> bool:
    """Tell whether two lines have the same letters and digits, in either case."""
    return _letters(one or "") == _letters(other or "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _runs(paragraphs: Iterable[str]) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", " ".join(paragraphs)).casefold())
    return [tuple(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)]
