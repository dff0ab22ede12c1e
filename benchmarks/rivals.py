"""What reading is measured against: names by underthesea's model, and trafilatura's extraction of the same articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from statistics import median, quantiles

import trafilatura
import underthesea
from jinja2 import Environment, FileSystemLoader, Template

from benchmarks.timing import Times, Work, race
from extract.article import Article
from nlp.reading import read_article

Subject = tuple[Article, str]
"""An article and a page of it."""
READING, NER, TRAFILATURA = "reading", "underthesea.ner", "trafilatura"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Times of reading a set of articles and of its rivals at the same, in milliseconds an article.

    `times_ner` is how many times as fast as underthesea.ner reading is, `times_ner_first` the same at the first sight
    of each article, `middle_half` the quartiles over articles (None where ner was left out). `of_trafilatura` is the
    time of reading over that of trafilatura, `page` the mean length of the pages in code points, `wall` the wall clock
    over the processor time.
    """

    articles: int
    sentences: int
    letters: int
    page: int
    rounds: int
    reading: float
    trafilatura: float
    of_trafilatura: float
    ner: float | None
    times_ner: float | None
    times_ner_first: float | None
    middle_half: tuple[float, float] | None
    wall: float


def compare(subjects: Sequence[Subject], warm_up: Sequence[Subject], *, rounds: int, with_ner: bool) -> Comparison:
    """Race reading against its rivals on the same articles; `warm_up` are others, which load what all of them need."""
    for subject in warm_up:
        for work in _contenders(*subject, with_ner=with_ner).values():
            work()
    times = race([_contenders(*subject, with_ner=with_ner) for subject in subjects], rounds=rounds)
    articles = [article for article, _ in subjects]

    def each(name: str) -> float:
        return 1000 * times.total(name) / len(articles)

    return Comparison(
        articles=len(articles),
        sentences=sum(len(sentences_of(article)) for article in articles),
        letters=sum(len(article.text) for article in articles),
        page=sum(len(page) for _, page in subjects) // len(articles),
        rounds=rounds,
        reading=each(READING),
        trafilatura=each(TRAFILATURA),
        of_trafilatura=times.ratio(READING, TRAFILATURA),
        ner=each(NER) if with_ner else None,
        times_ner=times.ratio(NER, READING) if with_ner else None,
        times_ner_first=times.first(NER) / times.first(READING) if with_ner else None,
        middle_half=_middle_half(times) if with_ner else None,
        wall=times.wall,
    )


def sentences_of(article: Article) -> list[str]:
    """Return the sentences of an article's canonical text as underthesea cuts it, paragraph by paragraph."""
    paragraphs = (article.paragraph_text(paragraph) for paragraph in article.paragraphs)
    return [sentence for words in paragraphs for sentence in underthesea.sent_tokenize(words)]


def with_page(article: Article) -> Subject:
    """Return an article with a plain page of it: metadata, navigation, footer, but far less than real ones carry."""
    paragraphs = [article.paragraph_text(p) for p in article.paragraphs if p.kind != "title"]
    return article, _template().render(article=article, lead=paragraphs[0] if paragraphs else "")


def _contenders(article: Article, page: str, *, with_ner: bool) -> dict[str, Work]:
    sentences = sentences_of(article)
    works: dict[str, Work] = {
        READING: partial(read_article, article),
        TRAFILATURA: partial(trafilatura.bare_extraction, page, with_metadata=True),
    }
    return works | ({NER: lambda: [underthesea.ner(sentence) for sentence in sentences]} if with_ner else {})


def _middle_half(times: Times) -> tuple[float, float]:
    pairs = zip(times.rounds[NER], times.rounds[READING], strict=True)
    ratios = [median(ner) / median(reading) for ner, reading in pairs]
    low, _, high = quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return low, high


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    return environment.get_template("page.html")
