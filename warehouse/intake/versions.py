"""What changed in an article from fetch to fetch: counts of paragraphs, numbers, and whether its head changed.

The texts themselves stay in the archive; a version tells what is different, never how it read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 60
"""Likeness (0 to 100, of letters) from which one paragraph is another one changed."""
_AHEAD = 8
"""How many paragraphs on the changed form of one is looked for, among those that are new."""
_LONGEST = 3000
"""Paragraphs beyond which they are only counted."""
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that changed: `old` is None where it was added, `new` where it was removed."""

    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One text that an address gave: when it was first fetched with it, where that page is, and its head."""

    fetched: datetime | None
    record: str | None
    text_hash: str
    title: str
    published: datetime | None
    byline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text of an article and what is different in it from the one before; of the first nothing is."""

    fetch: Fetch
    added: int = 0
    removed: int = 0
    changed: int = 0
    numbers: tuple[str, ...] = ()
    """Numbers that stand in the place of others, each as "45 -> 47"."""
    title: bool = False
    published: bool = False
    byline: bool = False


def versions_of(fetches: Sequence[tuple[Fetch, str]]) -> tuple[Version, ...]:
    """Return the versions among an article's fetches with their texts, oldest first; none where there is but one.

    A text whose words are those of the one before is no version: spaces and punctuation make none.
    """
    kept = revised(fetches)
    if len(kept) < 2:
        return ()
    return (Version(fetch=kept[0][0]), *(_version(old, new) for old, new in pairwise(kept)))


def revised(fetches: Sequence[tuple[Fetch, str]]) -> list[tuple[Fetch, str]]:
    """Return those of an article's fetches, oldest first, whose words are not those of the one before."""
    return [pair for n, pair in enumerate(fetches) if n == 0 or _words(pair[1]) != _words(fetches[n - 1][1])]


def differences(old: str, new: str) -> list[Difference]:
    """Return the paragraphs in which two texts differ, in their order; the words count alone."""
    before, after = old.split("\n\n"), new.split("\n\n")
    words = [_words(line) for line in before], [_words(line) for line in after]
    if max(len(before), len(after)) > _LONGEST:
        gone, come = Counter(words[0]), Counter(words[1])
        lines = dict(zip(words[0] + words[1], before + after, strict=True))
        return [
            *(Difference(lines[key], None) for key in (gone - come).elements()),
            *(Difference(None, lines[key]) for key in (come - gone).elements()),
        ]
    found: list[Difference] = []
    for start, end, start_new, end_new in _stretches(*words):
        found += _matched(before[start:end], after[start_new:end_new])
    return found


def exchanged_numbers(old: str, new: str) -> list[str]:
    """Return the numbers of one paragraph that stand in the place of numbers of another, as "45 -> 47"."""
    a, b = _figures(old), _figures(new)
    return [
        f"{a[n]} -> {b[m]}"
        for code in Levenshtein.opcodes(a, b)
        if code.tag == "replace"
        for n, m in zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)
        if a[n][0].isdigit() and b[m][0].isdigit()
    ]


def _version(old: tuple[Fetch, str], new: tuple[Fetch, str]) -> Version:
    found = differences(old[1], new[1])
    numbers = [
        number
        for one in found
        if one.old is not None and one.new is not None
        for number in exchanged_numbers(one.old, one.new)
    ]
    return Version(
        fetch=new[0],
        added=sum(one.old is None for one in found),
        removed=sum(one.new is None for one in found),
        changed=sum(one.old is not None and one.new is not None for one in found),
        numbers=tuple(dict.fromkeys(numbers))[:_SHOWN],
        title=_words(old[0].title) != _words(new[0].title),
        published=old[0].published != new[0].published,
        byline=_words(old[0].byline or "") != _words(new[0].byline or ""),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _figures(text: str) -> list[str]:
    """Return the words of a text, numbers with their points and commas as one."""
    return re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", text)


def _stretches(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, int, int]]:
    """Give the stretches in which two lists differ: start and end in the old one and in the new one."""
    start = start_new = 0
    for code in [*Levenshtein.opcodes(old, new), None]:
        if code is not None and code.tag != "equal":
            continue
        end, end_new = (code.src_start, code.dest_start) if code else (len(old), len(new))
        if end > start or end_new > start_new:
            yield start, end, start_new, end_new
        if code is not None:
            start, start_new = code.src_end, code.dest_end


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Give what became of each paragraph of a stretch, in order."""
    at = 0
    for line in new:
        near = range(at, min(at + _AHEAD, len(old)))
        best = max(near, key=lambda n: (fuzz.ratio(old[n], line), -n), default=None)
        if best is None or fuzz.ratio(old[best], line) < _ALIKE:
            yield Difference(None, line)
            continue
        yield from (Difference(gone, None) for gone in old[at:best])
        yield Difference(old[best], line)
        at = best + 1
    yield from (Difference(gone, None) for gone in old[at:])
