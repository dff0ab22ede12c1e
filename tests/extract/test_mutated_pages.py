"""Fuzzing: damaged pages give an article in canonical form or a reason; rewritten ones give the same article."""

from __future__ import annotations

import random
import time
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from crawler.page import Page
from extract.article import Article
from extract.canonical import canonical_line, canonical_text
from extract.reading import NotAnArticle, read_page
from tests.extract.golden.rendering import golden_pages
from tests.extract.mutating import damaged, rewritten
from thidua.demo.site import build_site

FOLDER = Path(__file__).parent / "pages"
SECONDS = 2.0
SEED = 20240611
MANY = 1_000
"""Rounds from which on all pages are taken."""


@cache
def sources(*, all_of_them: bool) -> tuple[tuple[str, str], ...]:
    """Address and text of pages of our own: one of each family or, with them, the golden ones and the demo site's."""
    pages = [
        ("https://vidu.example/a-1.html", path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.html"))
    ]
    if not all_of_them:
        return tuple(pages)
    pages += [(page.url, page.html()) for page in golden_pages()]
    pages += [
        (f"https://{slug}.example{path}", answer.body.decode())
        for (slug, path), answer in sorted(build_site().answers.items())
        if answer.headers.get("Content-Type", "").startswith("text/html") and "Content-Encoding" not in answer.headers
    ]
    return tuple(pages)


def read(url: str, body: bytes) -> Article | None:
    """Return the article of a page, None where it is refused in one line."""
    try:
        return read_page(Page(url=url, body=body, headers={"content-type": "text/html"}))
    except NotAnArticle as refused:
        reason = refused.reason
    assert reason
    assert reason.isprintable()
    return None


def check(article: Article) -> None:
    """Assert what holds of every article, whatever its page was."""
    text = article.text
    assert canonical_text(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} for char in text.replace("\n", ""))
    assert "\n\n".join(article.paragraph_text(paragraph) for paragraph in article.paragraphs) == text
    assert all(article.paragraph_text(paragraph) for paragraph in article.paragraphs)
    assert [paragraph.kind for paragraph in article.paragraphs[1:]].count("title") == 0
    lines = [article.title, article.byline, article.credit, article.section, *article.tags, *article.photo_credits]
    assert [line for line in lines if line is not None and canonical_line(line) != line] == []
    assert Article.model_validate_json(article.model_dump_json()) == article


@pytest.mark.parametrize("rounds", [100, pytest.param(10_000, marks=pytest.mark.slow)])
def test_damaged_pages_are_read_or_refused(rounds: int) -> None:
    given = 0
    for seed in range(SEED, SEED + rounds):
        chance = random.Random(seed)
        url, text = chance.choice(sources(all_of_them=rounds >= MANY))
        body = damaged(text.encode(), chance)
        started = time.process_time()
        try:
            article = read(url, body)
            if article is not None:
                given += 1
                check(article)
            assert time.process_time() - started < SECONDS
        except Exception as error:
            error.add_note(f"seed {seed}, a page from {url}")
            raise
    assert rounds / 5 < given < rounds


@pytest.mark.parametrize("rounds", [40, pytest.param(2_000, marks=pytest.mark.slow)])
def test_pages_that_say_the_same_in_another_way_give_the_same_article(rounds: int) -> None:
    for seed in range(SEED, SEED + rounds):
        chance = random.Random(seed)
        url, text = chance.choice(sources(all_of_them=rounds >= MANY))
        told, again = read(url, text.encode()), read(url, rewritten(text, chance))
        assert told == again, f"seed {seed}, a page from {url}"
