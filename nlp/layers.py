"""Layers: an article with everything that the lexicon and the patterns found in it, each sort of mention a layer."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import attrgetter

from spacy.tokens import Doc

from extract.article import Article
from nlp.award_classes import AwardClass, find_classes
from nlp.grantors import Body, find_grantors, settled
from nlp.lexicon import pipeline
from nlp.mentions import Mention, Mentions, longest
from nlp.people import find_people
from nlp.quantities import Quantity, find_numbers, find_quantities
from nlp.sentences import Sentence, split_sentences
from reference.dates import DateMention, find_dates
from reference.folding import aligned, aligned_pattern

_HO_CHI_MINH = re.compile(aligned_pattern(r"\s+hồ chí minh\b(?! city)"))
"""After whom anniversaries and movements are named: "Ngày sinh Chủ tịch Hồ Chí Minh" is nobody's title."""
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Layers:
    """One article in layers; `flat` is its text in the form of `reference.folding.aligned`."""

    article: Article
    flat: str
    sentences: list[Sentence]
    awards: Mentions[str]
    classes: Mentions[AwardClass]
    quantities: Mentions[Quantity]
    numbers: Mentions[Quantity]
    nouns: Mentions[str]
    grantors: Mentions[Body]
    people: Mentions[str]
    titles: Mentions[str]
    address: Mentions[str]
    provinces: Mentions[str]
    dates: list[DateMention]

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.article.text

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates that begin in a sentence."""
        first = bisect_left(self.dates, sentence.start, key=_start)
        return self.dates[first : bisect_left(self.dates, sentence.end, key=_start)]


def annotate(article: Article, province: str | None) -> Layers:
    """Find every layer of an article; `province` is what its outlet or headline says."""
    text = article.text
    doc = pipeline()(text)
    flat = aligned(text)
    nouns = _group(doc, "recipient")
    people = find_people(doc, text, flat)
    return Layers(
        article=article,
        flat=flat,
        sentences=split_sentences(article),
        awards=_group(doc, "award"),
        classes=find_classes(flat),
        quantities=find_quantities(flat, text, nouns.items, people),
        numbers=find_numbers(flat),
        nouns=nouns,
        grantors=find_grantors(text, flat, province, article.published_on),
        people=people,
        titles=Mentions(tuple(m for m in _group(doc, "title").items if not _HO_CHI_MINH.match(flat, m.end))),
        address=longest([*_group(doc, "address").items, *_group(doc, "rank").items]),
        provinces=Mentions(tuple(m for m in _group(doc, "province").items if not people.covers(m.start, m.end))),
        dates=find_dates(text),
    )


def with_province(layers: Layers, province: str, day: dt.date | None) -> Layers:
    """Return the layers of an article whose outlet tells no province, once its own text has told one."""
    return replace(layers, grantors=settled(layers.grantors, province, day))


def _group(doc: Doc, name: str) -> Mentions[str]:
    return Mentions(tuple(Mention(span.start_char, span.end_char, span.label_) for span in doc.spans[name]))
