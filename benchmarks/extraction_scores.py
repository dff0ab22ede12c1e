"""How well an extractor read a page: paragraphs, sequences of words, fields, and words of other stories."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from reference.folding import fold

Counts = Counter[tuple[str, ...]]
LENGTH = 5
"""Words of a sequence."""
_WORD = re.compile(r"\w+")
_JOINT = re.compile(r"\s*[;,/&|]\s*|\s+[-–—]\s+|\s+và\s+")
_ASIDE = frozenset({"caption", "cell"})
"""Kinds of paragraphs that some extractors leave out on purpose."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What stands on a page. `foreign` are words of other stories on it, None where they are not known."""

    title: str
    paragraphs: Sequence[tuple[str, str]]
    """Kind and words, without the title."""
    day: dt.date | None = None
    author: str | None = None
    foreign: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor gave; the paragraphs are empty where it found no article or failed."""

    paragraphs: Sequence[str] = ()
    title: str | None = None
    day: dt.date | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Precision and recall, and their harmonic mean, of found things against wanted ones, in shares of one."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The figures of one extractor by name, each with one value a page; None where a page has no truth for it."""

    pages: list[Mapping[str, float | None]] = field(default_factory=list)

    def mean(self, name: str) -> float | None:
        """Return the mean over the pages that have the figure."""
        known = [value for page in self.pages if (value := page[name]) is not None]
        return fmean(known) if known else None


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without punctuation."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def grams(sequence: Sequence[str], length: int = LENGTH) -> Counts:
    """Return how often each sequence of `length` words occurs; a shorter text is one sequence."""
    if len(sequence) < length:
        return Counter([tuple(sequence)] if sequence else [])
    return Counter(tuple(sequence[start : start + length]) for start in range(len(sequence) - length + 1))


def share(found: Counts, wanted: Counts) -> Share:
    """Return how much of what was found is wanted, and how much of what is wanted was found."""
    common = (found & wanted).total()
    if not found or not wanted:
        return Share(float(not found and not wanted), float(not found and not wanted))
    return Share(common / found.total(), common / wanted.total())


def scores(found: Extracted, truth: Truth) -> dict[str, float | None]:
    """Return the figures of one page. A headline that is repeated in the text counts neither for nor against."""
    title = words(truth.title)
    read = [line for text in found.paragraphs if (line := words(text)) and line != title]
    wanted = [words(text) for _, text in truth.paragraphs]
    paragraphs = share(_lines(read), _lines(wanted))
    running, sequences = _run(read), grams(_run(read))
    fivefold = share(sequences, grams(_run(wanted)))
    lead = next((text for kind, text in truth.paragraphs if kind == "lead"), None)
    return {
        "paragraph precision": paragraphs.precision,
        "paragraph recall": paragraphs.recall,
        "paragraph f1": paragraphs.f1,
        "word precision": fivefold.precision,
        "word recall": fivefold.recall,
        "word f1": fivefold.f1,
        "prose f1": _prose(read, truth).f1,
        "title": None if found.title is None else float(words(found.title) == title),
        "date": None if truth.day is None else float(found.day == truth.day),
        "author": float(names(found.author) == names(truth.author)),
        "lead": None if lead is None else float(_holds(running, words(lead))),
        "leak": None if truth.foreign is None else float(leaks(sequences, truth)),
        "text": float(bool(read)),
    }


def leaks(found: Iterable[tuple[str, ...]], truth: Truth) -> bool:
    """Tell whether a sequence of words of another story was found that the article itself does not have."""
    own = grams([*words(truth.title), *_run([words(text) for _, text in truth.paragraphs])])
    own += grams(words(truth.title))
    foreign = {gram for text in truth.foreign or () for gram in grams(words(text)) if len(gram) == LENGTH}
    return not (foreign - set(own)).isdisjoint(found)


def names(author: str | None) -> frozenset[str]:
    """Return the names of an author's line, folded, in no order."""
    return frozenset(name for part in _JOINT.split(author or "") if (name := fold(part)))


def _prose(read: Sequence[list[str]], truth: Truth) -> Share:
    """Return the share by sequences within paragraphs where captions and cells count neither for nor against."""
    aside: Counts = Counter()
    wanted: Counts = Counter()
    for kind, text in truth.paragraphs:
        (aside if kind in _ASIDE else wanted).update(grams(words(text)))
    found: Counts = Counter(gram for line in read for gram in grams(line).elements())
    return share(found - ((found - wanted) & aside), wanted)


def _lines(paragraphs: Iterable[Sequence[str]]) -> Counts:
    return Counter(tuple(line) for line in paragraphs)


def _run(paragraphs: Iterable[Sequence[str]]) -> list[str]:
    return [word for line in paragraphs for word in line]


def _holds(text: Sequence[str], part: Sequence[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(text)} "
