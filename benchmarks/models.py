"""What each of underthesea's models would cost, called only where reading may have missed something."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import underthesea

from benchmarks.rivals import sentences_of
from benchmarks.timing import race, seconds
from extract.article import Article
from nlp.reading import read_article
from nlp.report import Report
from reference.people_names import looks_like_name

MODELS: dict[str, Callable[[str], object]] = {
    "word_tokenize": underthesea.word_tokenize,
    "pos_tag": underthesea.pos_tag,
    "chunk": underthesea.chunk,
    "ner": underthesea.ner,
}
"""Each calls the one before it, so its cost holds theirs."""
_WORDS = re.compile(r"\w+|[^\w\s]")
_HONOURS = re.compile(
    r"bằng khen|giấy khen|huân chương|huy chương|kỷ niệm chương|cờ thi đua|huy hiệu|danh hiệu|khen thưởng",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ModelCost:
    """Milliseconds of one model: a sentence, an article where a trigger calls it, an article where it reads everything.

    `of_reading` is the cost of the triggered calls over the time of reading the same articles.
    """

    model: str
    sentence: float
    triggered: float
    everything: float
    of_reading: float


@dataclass(frozen=True, slots=True)
class Costs:
    """The models' costs on a set of articles, and how many sentences an article the triggers pick."""

    articles: int
    relevant: int
    sentences: float
    picked: dict[str, float]
    models: list[ModelCost]


def measure_models(articles: Sequence[Article], *, most: int, rounds: int = 1, seed: int = 0) -> Costs:
    """Time the models on at most `most` of the sentences that the triggers pick, chosen by `seed`.

    Where they pick none, the sentences are chosen among all.
    """
    reports = [read_article(article) for article in articles]
    reading = sum(seconds(partial(read_article, article)) for article in articles) * 1000 / len(articles)
    everything = [sentence for article in articles for sentence in sentences_of(article)]
    picked: dict[str, list[str]] = {name: [] for name in TRIGGERS}
    for article, report in zip(articles, reports, strict=True):
        for sentence in sentences_of(article) if report.relevant else []:
            for name, asks in TRIGGERS.items():
                if asks(sentence, report):
                    picked[name].append(sentence)
    union = list(dict.fromkeys(sentence for found in picked.values() for sentence in found))
    pool = union or everything
    chosen = random.Random(seed).sample(pool, min(most, len(pool)))
    for model in MODELS.values():
        model(chosen[0])  # loads it
    times = race([{name: partial(run, sentence) for name, run in MODELS.items()} for sentence in chosen], rounds=rounds)
    number = len(articles)
    models = []
    for name in MODELS:
        each = 1000 * times.total(name) / len(chosen)
        triggered = each * len(union) / number
        whole = each * len(everything) / number
        models.append(ModelCost(name, each, triggered, whole, triggered / reading))
    counts = {name: len(found) / number for name, found in picked.items()}
    relevant = sum(report.relevant for report in reports)
    return Costs(number, relevant, len(everything) / number, counts, models)


def unread_name(sentence: str, report: Report) -> bool:
    """Tell whether capitals look like a person's name that the report lacks: no known title stood beside it."""
    told = [official.name for official in report.officials]
    told += [name for award in report.awards for name in (*award.recipient_names, *award.presented_by)]
    runs = [list(words) for capital, words in groupby(_WORDS.findall(sentence), lambda w: w[0].isupper()) if capital]
    names = [" ".join(words) for words in runs if looks_like_name(words)]
    return any(not any(name in known or known in name for known in told) for name in names)


def unread_award(sentence: str, report: Report) -> bool:
    """Tell whether an award and a number stand in a sentence from which no row was read."""
    if not (_HONOURS.search(sentence) and _NUMBER.search(sentence)):
        return False
    return not any(award.evidence.text in sentence or sentence in award.evidence.text for award in report.awards)


TRIGGERS: dict[str, Callable[[str, Report], bool]] = {"a name not read": unread_name, "an award not read": unread_award}
