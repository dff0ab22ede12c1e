"""Pages of articles that nobody wrote: pieces of all golden articles in any order, in any skin, among any traps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from extract.credits import byline_of, labelled_credit
from tests.extract.golden.material import GoldenArticle, GoldenBlock, Header, Kind, load_demo, load_own_articles
from tests.extract.golden.rendering import TRAPS, GoldenPage, address_of, golden_pages

_WEIGHTS: dict[Kind, float] = {"p": 10, "caption": 4, "h": 2, "quote": 1, "item": 1, "row": 0.4}
_MOST_PIECES = 14
_ENDS = ".!?:;…”/"
"""Paragraphs end so: one without, centred behind a video, could as well be its caption."""
_SHORTEST = 300
"""Characters of paragraphs that an article has at least."""


def shuffled_pages(seed: int, count: int) -> Iterator[GoldenPage]:
    """Yield `count` pages, the same for the same seed and skins."""
    chance = random.Random(seed)
    pages = golden_pages()
    articles = [*load_own_articles(), *load_demo()]
    traps = [trap for names in TRAPS.values() for trap in names]
    for number in range(count):
        page = chance.choice(pages)
        made = _article(chance, articles, page)
        yield replace(
            page,
            id=f"{page.skin.name}/shuffled-{number}",
            article=made,
            url=address_of(page.skin, made),
            clutter=frozenset(chance.sample(traps, chance.randint(3, 12))),
            number=chance.randint(1_000, 999_999),
        )


def _article(chance: random.Random, articles: list[GoldenArticle], page: GoldenPage) -> GoldenArticle:
    leads = [article.lead for article in articles if article.lead]
    credits = [article.credit for article in articles if article.credit]
    body = _body(chance, articles, page.skin.header)
    return page.article.model_copy(
        update={
            "title": chance.choice(articles).title,
            "lead": chance.choice(leads) if chance.random() < 0.8 else None,
            "body": body,
            "byline": chance.choice(articles).byline,
            "credit": chance.choice(credits) if chance.random() < 0.2 else None,
        }
    )


def _body(chance: random.Random, articles: list[GoldenArticle], header: Header) -> tuple[GoldenBlock, ...]:
    pool: dict[Kind, list[GoldenBlock]] = {kind: [] for kind in _WEIGHTS}
    for article in articles:
        for block in article.body:
            if block.kind != "p" or block.text[-1] in _ENDS:
                pool[block.kind].append(block)
    tables = [rows for a in articles if (rows := [block for block in a.body if block.kind == "row"])]
    kinds = [kind for kind in _WEIGHTS if kind not in header.without]
    body: list[GoldenBlock] = []
    for kind in chance.choices(kinds, [_WEIGHTS[kind] for kind in kinds], k=chance.randint(2, _MOST_PIECES)):
        if kind == "row":
            body += chance.choice(tables)
        elif kind == "h":
            body += [chance.choice(pool["h"]), chance.choice(pool["p"])]
        else:
            body += chance.sample(pool[kind], chance.randint(2, 4) if kind == "item" else 1)
    if sum(len(block.text) for block in body if block.kind == "p") < _SHORTEST:
        body.append(max(pool["p"], key=lambda block: (len(block.text), chance.random())))
    return _without_names_at_end(list(dict.fromkeys(body)))


def _without_names_at_end(body: list[GoldenBlock]) -> tuple[GoldenBlock, ...]:
    """Leave out names behind which no text stands: nobody could tell them from the writer's."""
    last = max((n for n, b in enumerate(body) if b.kind == "p" and not _may_be_a_credit(b.text)), default=0)
    return tuple(b for n, b in enumerate(body) if n <= last or not _may_be_a_credit(b.text))


def _may_be_a_credit(text: str) -> bool:
    return byline_of(text) is not None or labelled_credit(text) is not None
