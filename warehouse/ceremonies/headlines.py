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
from typing import NamedTuple

from reference.folding import fold, norm
from reference.provinces import aliases
from reference.tables import cell_list, read_table

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+\w*)*")
_NUMBER = re.compile(r"\d+[a-z]?|[ivx]+")
_UNITS = frozenset(map(norm, ("huyện", "xã", "phường", "quận", "trấn")))
_BEFORE_NUMBERS = frozenset({"so", "dua"})
"""What stands before a number that is a name: "số 3", "Khối thi đua III"."""


class Headline(NamedTuple):
    """What a headline says, folded."""

    words: frozenset[str]
    numbers: frozenset[str]
    """By which it names something: the "3" of "Khối thi đua số 3", not a count or a year."""
    units: frozenset[str]
    """The first syllables of the districts and communes that it names as such."""
    subject: frozenset[str]


@lru_cache(maxsize=1 << 14)
def read_headline(text: str) -> Headline:
    """Read a headline."""
    words = _WORD.findall(norm(text))
    plain = [_plain(word) for word in words]
    return Headline(
        frozenset(word for word in plain if not word[0].isdigit()),
        frozenset(word for before, word in pairwise(plain) if before in _BEFORE_NUMBERS and _NUMBER.fullmatch(word)),
        frozenset(plain[n + 1] for n, word in enumerate(words[:-1]) if word in _UNITS),
        frozenset(map(_plain, _subject(words, provinces=False))),
    )


@lru_cache(maxsize=1 << 15)
def subject_of(text: str, *, provinces: bool = False) -> frozenset[str]:
    """Return the folded syllables of a host or place that say which it is.

    Phrases are known with their accents, for "thắng" is not "tháng". Names of provinces and numbers are left out
    unless `provinces`: a town may be called like its province, and a commune "Gia Tân 1".
    """
    return frozenset(map(_plain, _subject(_WORD.findall(norm(text)), provinces=provinces)))


@lru_cache(maxsize=1 << 14)
def _plain(word: str) -> str:
    return fold(word)


def _subject(words: list[str], *, provinces: bool) -> list[str]:
    phrases, names = _phrases(), {} if provinces else _provinces()
    found, n = [], 0
    while n < len(words):
        first = words[n]
        known = (*phrases.get(first, ()), *names.get(first, ()))
        longest = max((len(phrase) for phrase in known if words[n : n + len(phrase)] == phrase), default=0)
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
