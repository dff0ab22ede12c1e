"""What a headline is about, apart from the words that all headlines of the trade share.

"Khối thi đua số 3 tổng kết công tác thi đua năm 2024" is about number 3 and nothing else. The phrases that are not a
subject are in `reference/data/headline_phrases.csv`, as they stand in headlines of the demo, the gold and the patterns
of provincial news; a province's name is none either, for all events of the province share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from reference.folding import fold, norm
from reference.provinces import aliases
from reference.tables import cell_list, read_table

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+\w*)*")
_NUMBER = re.compile(r"\d+[a-z]?|[ivx]+")
_BEFORE_NUMBERS = frozenset({"so", "dua"})
"""What stands before a number that is a name: "số 3", "Khối thi đua III"."""


@lru_cache(maxsize=1 << 15)
def subject_of(text: str, *, provinces: bool = False) -> frozenset[str]:
    """Return the folded syllables of a headline, host or place that say what it is about.

    Phrases are known with their accents, for "thắng" is not "tháng".
    Names of provinces and numbers are left out unless `provinces`: a town may be called like its province, and a
    commune "Gia Tân 1".
    """
    return frozenset(map(fold, _subject(_WORD.findall(norm(text)), provinces)))


def words_of(text: str) -> frozenset[str]:
    """Return the folded syllables of a headline, numbers left out."""
    return frozenset(word for word in fold(text).split() if not word[0].isdigit())


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers by which a headline names something: "3" of "Khối thi đua số 3", not a count or a year."""
    words = fold(text).split()
    return frozenset(word for before, word in pairwise(words) if before in _BEFORE_NUMBERS and _NUMBER.fullmatch(word))


def _subject(words: list[str], provinces: bool) -> list[str]:
    phrases, names = _phrases(), {} if provinces else _provinces()
    found, n = [], 0
    while n < len(words):
        first = words[n]
        longest = max(
            (len(p) for p in (*phrases.get(first, ()), *names.get(first, ())) if words[n : n + len(p)] == p), default=0
        )
        if not longest and (provinces or not first[0].isdigit()):
            found.append(first)
        n += longest or 1
    return found


@cache
def _phrases() -> dict[str, list[list[str]]]:
    return _by_first(phrase for row in read_table("headline_phrases.csv") for phrase in cell_list(row["phrases"]))


@cache
def _provinces() -> dict[str, list[list[str]]]:
    return _by_first(aliases())


def _by_first(phrases: Iterable[str]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for words in sorted({tuple(_WORD.findall(norm(phrase))) for phrase in phrases}):
        found.setdefault(words[0], []).append(list(words))
    return found
