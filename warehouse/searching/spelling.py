"""Help where nothing is found: words that are nearly right, or one word less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from warehouse.searching.asking import Asked, Term
from warehouse.searching.indexing import words_of
from warehouse.searching.matching import Matcher
from warehouse.searching.recognising import written

Near = tuple[str, list[Term], str | None]
"""A search as it is typed, its terms, and the word that it lacks."""
_NEAR = 3
"""Words tried for one that no article has."""
_SHORT = 4
"""Letters up to which one letter may be wrong; of longer words two."""
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search, and how many events it finds; `left_out` is the word that it lacks, if any."""

    text: str
    total: int
    left_out: str | None = None


def suggest(asked: Asked, matcher: Matcher, total: Callable[[Asked], int]) -> list[Suggestion]:
    """Return searches near to one that finds nothing, those that find most first; `total` tells what one finds."""
    tried = list(_corrected(asked, matcher)) or list(_shorter(asked))
    found = []
    for text, terms, left_out in tried:
        count = total(replace(asked, terms=terms))
        if count:
            found.append(Suggestion(text, count, left_out))
    return sorted(found, key=lambda one: (-one.total, one.text))[:_OFFERED]


def _corrected(asked: Asked, matcher: Matcher) -> Iterator[Near]:
    """Give the search with words in place of those that no article has; nothing where all are known."""
    unknown = [word for term in asked.terms for word in words_of(term.text) if not matcher.knows(word)]
    if not unknown:
        return
    vocabulary = matcher.vocabulary()
    near = {word: _near(word, vocabulary) for word in unknown}
    for n in range(_NEAR):
        better = {word: (found[n] if n < len(found) else found[0]) for word, found in near.items() if found}
        if len(better) < len(near) or (n and not any(n < len(found) for found in near.values())):
            return
        terms = [_with(term, better) for term in asked.terms]
        yield " ".join(map(written, terms)), terms, None


def _near(word: str, vocabulary: dict[str, int]) -> list[str]:
    """Return the words most like one, of those that are alike the commonest first."""
    allowed = 1 if len(word) <= _SHORT else 2
    like = process.extract(
        word, vocabulary.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=50, processor=None
    )
    ordered = sorted(like, key=lambda one: (one[1], -vocabulary[one[0]], one[0]))
    return [found for found, _, _ in ordered[:_NEAR]]


def _with(term: Term, better: dict[str, str]) -> Term:
    words = [better.get(next(iter(words_of(word)), ""), word) for word in term.text.split()]
    return replace(term, text=" ".join(words))


def _shorter(asked: Asked) -> Iterator[Near]:
    """Give the search without each of its terms in turn."""
    for n, term in enumerate(asked.terms if len(asked.terms) > 1 else ()):
        terms = [one for i, one in enumerate(asked.terms) if i != n]
        yield " ".join(map(written, terms)), terms, term.text
