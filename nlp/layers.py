"""Layers: an article with everything that the lexicon and the patterns found in it, each sort of mention a layer."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter

from extract.article import Article
from nlp.award_classes import AwardClass, find_classes
from nlp.grantors import Body, find_grantors, settled
from nlp.lexicon import Claims, claims_in
from nlp.mentions import Mentions, longest
from nlp.people import find_people
from nlp.quantities import Quantity, find_numbers, find_quantities, numbers_in
from nlp.sentences import Sentence, split_sentences
from reference.dates import DateMention, find_dates
from reference.folding import aligned, aligned_pattern
from reference.provinces import aliases

_HO_CHI_MINH = re.compile(aligned_pattern(r"\s+hồ chí minh\b(?! city)"))
"""After whom anniversaries and movements are named: "Ngày sinh Chủ tịch Hồ Chí Minh" is nobody's title."""
_start = attrgetter("start")


@dataclass(eq=False)
class Layers:
    """One article in layers, each of which is found when it is first asked for.

    `province` is what the outlet or the headline says, and settles with `day` what a city's bodies are.
    """

    article: Article
    province: str | None
    day: dt.date | None

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.article.text

    @cached_property
    def flat(self) -> str:
        """The text in the form of `reference.folding.aligned`."""
        return aligned(self.text)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of all paragraphs, in order."""
        return split_sentences(self.article)

    @cached_property
    def awards(self) -> Mentions[str]:
        """Awards by their code."""
        return self._claims.mentions("award")

    @cached_property
    def classes(self) -> Mentions[AwardClass]:
        """Classes of awards."""
        return find_classes(self.flat)

    @cached_property
    def quantities(self) -> Mentions[Quantity]:
        """Numbers of recipients."""
        return find_quantities(self._numbers_told, self.text, self.nouns.items, self.people)

    @cached_property
    def numbers(self) -> Mentions[Quantity]:
        """Bare numbers."""
        return find_numbers(self._numbers_told)

    @cached_property
    def nouns(self) -> Mentions[str]:
        """Nouns of recipients by their kind."""
        return self._claims.mentions("recipient")

    @cached_property
    def grantors(self) -> Mentions[Body]:
        """Bodies that can grant."""
        return find_grantors(self.text, self.flat, self.province, self.day)

    @cached_property
    def people(self) -> Mentions[str]:
        """Persons by their full name."""
        return find_people(self.text, self.flat, self._claims)

    @cached_property
    def titles(self) -> Mentions[str]:
        """First words of titles of office."""
        found = self._claims.mentions("title").items
        return Mentions(tuple(title for title in found if not _HO_CHI_MINH.match(self.flat, title.end)))

    @cached_property
    def address(self) -> Mentions[str]:
        """Forms of address and ranks."""
        return longest([*self._claims.mentions("address").items, *self._claims.mentions("rank").items])

    @cached_property
    def provinces(self) -> Mentions[str]:
        """Provinces by their slug, but for those in persons' names."""
        if not any(name in self.flat for name in _province_names()):
            return Mentions()
        found = self._claims.mentions("province").items
        return Mentions(tuple(place for place in found if not self.people.covers(place.start, place.end)))

    @cached_property
    def dates(self) -> list[DateMention]:
        """Days of the calendar."""
        return find_dates(self.text)

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates that begin in a sentence."""
        first = bisect_left(self.dates, sentence.start, key=_start)
        return self.dates[first : bisect_left(self.dates, sentence.end, key=_start)]

    @cached_property
    def _numbers_told(self) -> list[re.Match[str]]:
        return numbers_in(self.flat)

    @cached_property
    def _claims(self) -> Claims:
        return claims_in(self.text)


@cache
def _province_names() -> list[str]:
    """Return the shortest names of provinces, which stand in all longer ones; many a text holds none."""
    names = {aligned(name) for name in aliases()}
    return sorted(name for name in names if not any(other in name for other in names - {name}))


def annotate(article: Article, province: str | None) -> Layers:
    """Return the layers of an article; `province` is what its outlet or headline says."""
    return Layers(article, province, article.published_on)


def with_province(layers: Layers, province: str, day: dt.date | None) -> Layers:
    """Return the layers of an article whose outlet tells no province, once its own text has told one."""
    told = copy(layers)
    told.province, told.day = province, day
    told.grantors = settled(layers.grantors, province, day)
    return told
