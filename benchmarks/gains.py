"""What each of underthesea's models adds to F1: `python -m benchmarks.gains GOLD_DIR… --half develop`.

Each is given the task that it could do best for reading, on every sentence; the gold says what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any

import typer
import underthesea
from rich.table import Table

from nlp.layers import Layers
from nlp.mentions import Mention, Mentions, longest
from thidua.console import result, say
from thidua.evaluation import Evaluation, evaluate
from thidua.gold import Half, load_gold, read_articles
from thidua.inspection import InspectionError

Words = list[tuple[str, ...]]
"""A sentence as a model gives it: each word with its tags."""
Placed = list[tuple[int, int, tuple[str, ...]]]
FIELDS = ("officials.name", "officials.title", "officials.role", "awards.strict", "awards.lenient")


def people_by_ner(layers: Layers, people: Mentions[str]) -> Mentions[str]:
    """Add the persons of two words and more that `ner` names and reading does not."""
    told = []
    for start, end, tags in _placed(layers, "ner"):
        if tags[-1] == "B-PER":
            told.append([start, end])
        elif tags[-1] == "I-PER" and told:
            told[-1][1] = end
    found = [Mention(start, end, layers.text[start:end]) for start, end in told if not people.covers(start, end)]
    return longest([*people.items, *(mention for mention in found if " " in mention.value)])


def people_by_tags(layers: Layers, people: Mentions[str]) -> Mentions[str]:
    """Leave out the persons none of whose words `pos_tag` calls a proper noun."""
    proper = [(start, end) for start, end, tags in _placed(layers, "pos_tag") if tags[-1] == "Np"]
    return Mentions(tuple(m for m in people.items if any(start < m.end and m.start < end for start, end in proper)))


def nouns_by_words(layers: Layers, nouns: Mentions[str]) -> Mentions[str]:
    """Leave out the nouns of recipients that end within a word of `word_tokenize`: "đoàn" of "đoàn kết"."""
    words = _placed(layers, "word_tokenize")
    cut = {at for start, end, _ in words for at in range(start + 1, end)}
    return Mentions(tuple(m for m in nouns.items if m.end not in cut))


def nouns_by_chunks(layers: Layers, nouns: Mentions[str]) -> Mentions[str]:
    """Leave out the nouns of recipients that stand in no noun phrase of `chunk`."""
    phrases = [(start, end) for start, end, tags in _placed(layers, "chunk") if tags[-1].endswith("-NP")]
    return Mentions(tuple(m for m in nouns.items if any(start < m.end and m.start < end for start, end in phrases)))


Use = Callable[[Layers, Mentions[str]], Mentions[str]]
USES: dict[str, tuple[str, Use]] = {
    "word_tokenize": ("nouns", nouns_by_words),
    "pos_tag": ("people", people_by_tags),
    "chunk": ("nouns", nouns_by_chunks),
    "ner": ("people", people_by_ner),
}
"""By model: the layer that it changes, and how."""


@contextmanager
def used(layer: str, change: Use) -> Iterator[None]:
    """Read with a layer as `change` has it."""
    own: cached_property[Mentions[str]] = vars(Layers)[layer]
    changed: cached_property[Mentions[str]] = cached_property(lambda layers: change(layers, own.func(layers)))
    changed.__set_name__(Layers, layer)
    setattr(Layers, layer, changed)
    try:
        yield
    finally:
        setattr(Layers, layer, own)


@cache
def _words(model: str, sentence: str) -> Words:
    told: list[Any] = getattr(underthesea, model)(sentence)
    return [(word,) if isinstance(word, str) else tuple(word) for word in told]


def _placed(layers: Layers, model: str) -> Placed:
    """Return the words of a model with their places in the text; one that the model has changed is left out."""
    placed = []
    for sentence in layers.sentences:
        at = sentence.start
        for word, *tags in _words(model, layers.text[sentence.start : sentence.end]):
            start = layers.text.find(word, at, sentence.end)
            if start >= 0:
                at = start + len(word)
                placed.append((start, at, tuple(tags)))
    return placed


def main(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD_DIR…", help="Folders of annotated reports, <id>.json each.")
    ],
    corpus: Annotated[Path | None, typer.Option(help="The corpus, .jsonl.gz, as for thidua evaluate.")] = None,
    half: Annotated[Half | None, typer.Option(help="Only this half of a collection with a split.csv.")] = None,
) -> None:
    """Score reading without a model and with each on the same articles."""
    try:
        articles = load_gold(gold, half, corpus)
    except InspectionError as error:
        say(f"error: {error}")
        raise typer.Exit(1) from None
    golds = {article.name: article.gold for article in articles}
    without = evaluate(golds, read_articles(articles))
    table = Table("model", *FIELDS, box=None, pad_edge=False)
    table.add_row("none", *(f"{without.figures[name]['f1']:.3f}" for name in FIELDS))
    for model, (layer, change) in USES.items():
        with used(layer, change):
            found = evaluate(golds, read_articles(articles))
        table.add_row(model, *(f"{_gain(found, without, name):+.3f}" for name in FIELDS))
    console = result()
    console.print(table)
    console.print(f"articles {len(articles)}; F1 without a model, and what each adds to it")


def _gain(found: Evaluation, without: Evaluation, name: str) -> float:
    return found.figures[name]["f1"] - without.figures[name]["f1"]


if __name__ == "__main__":
    typer.run(main)
