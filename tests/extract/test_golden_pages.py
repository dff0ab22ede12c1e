"""Golden pages: articles of the project's own in the markup of each CMS family, among the traps of real pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crawler.page import Page
from extract.article import Article
from extract.families.declaration import load_families
from extract.reading import read_page
from tests.extract.golden.material import GoldenArticle, Skin, load_own_articles, load_skins
from tests.extract.golden.rendering import (
    OPEN_TRAPS,
    PAGES_A_FAMILY,
    PAGES_A_SKIN,
    TRAPS,
    GoldenPage,
    golden_pages,
    shown_article,
)

PHOTO_CREDITS_ARE_READ = True
"""Whether `Article.photo_credits` is filled; what is said of it is held true from then on."""
PAGES = golden_pages()
_KINDS = {"p": "paragraph", "h": "subhead"}


def _read(page: GoldenPage) -> Article:
    return read_page(Page(url=page.url, body=page.html().encode(), headers={"content-type": "text/html"}))


def paragraphs(article: GoldenArticle) -> list[tuple[str, str]]:
    """Return kind and words of all paragraphs of an article, the title first."""
    found = [("title", article.title), *([("lead", article.lead)] if article.lead else [])]
    for block in article.body:
        words = block.cells or (block.text,)
        found += [("cell" if block.kind == "row" else _KINDS.get(block.kind, block.kind), word) for word in words]
    return found


def _found(page: GoldenPage, article: Article) -> list[tuple[str, str]]:
    """Return kind and words of all paragraphs that were read, the kind of the first as the page leaves it open."""
    found = [(str(paragraph.kind), article.paragraph_text(paragraph)) for paragraph in article.paragraphs]
    header = page.skin.header
    if "lead" in header.lost or (page.article.lead is None and header.lead != "own"):
        found[1:2] = [("paragraph" if kind == "lead" else kind, words) for kind, words in found[1:2]]
    return found


def _published(page: GoldenPage) -> datetime:
    when = page.article.published
    return when - timedelta(hours=when.hour, minutes=when.minute) if "time" in page.skin.header.lost else when


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_article_of_a_golden_page_is_exact(page: GoldenPage) -> None:
    article, golden, header = _read(page), shown_article(page), page.skin.header
    assert _found(page, article) == paragraphs(golden)
    lost = header.lost
    assert article.title == golden.title
    assert article.byline == golden.byline
    assert article.credit == golden.credit
    assert article.tags == golden.tags
    assert article.section == (None if "section" in lost else golden.section)
    assert article.url == (None if "canonical" in lost else page.url)
    assert article.published == (None if "published" in lost else _published(page))
    assert article.published_from == (header.published_from or article.published_from)
    assert article.modified == (None if "modified" in lost else golden.modified or golden.published)
    assert article.modified_from == (header.modified_from or article.modified_from)
    if PHOTO_CREDITS_ARE_READ:
        credits = () if "photo_credits" in lost else tuple(block.credit for block in golden.body if block.credit)
        assert article.photo_credits == tuple(dict.fromkeys(credits))
    assert article.family == page.skin.family
    assert article.language == "vi"
    assert article.warnings == ()


def test_open_traps_are_still_open() -> None:
    for trap in OPEN_TRAPS:
        pages = [replace(page, clutter=frozenset({trap})) for page in PAGES[:8]]
        read = [_found(page, _read(page)) == paragraphs(shown_article(page)) for page in pages]
        assert not all(read), f"{trap} is closed: take it out of OPEN_TRAPS"


def test_each_skin_and_family_has_its_pages_with_traps_of_their_own() -> None:
    assert {skin.name for skin in load_skins()} == {page.skin.name for page in PAGES}
    assert min(Counter(page.skin.name for page in PAGES).values()) >= PAGES_A_SKIN
    assert min(Counter(page.skin.family for page in PAGES).values()) >= PAGES_A_FAMILY
    assert len({(page.skin.name, page.clutter) for page in PAGES}) == len(PAGES)
    assert {page.skin.family for page in PAGES} <= {family.name for family in load_families()} | {"trafilatura"}


@pytest.mark.parametrize("skin", load_skins(), ids=lambda skin: skin.name)
def test_a_skin_says_what_its_pages_are_in_known_words(skin: Skin) -> None:
    assert skin.header.model_extra == {}


def test_traps_and_articles_are_dealt_evenly() -> None:
    traps = {trap for traps in TRAPS.values() for trap in traps}
    assert {trap for page in PAGES for trap in page.clutter} == traps - OPEN_TRAPS
    own = {article.id for article in load_own_articles()}
    dealt = [page.article.id for page in PAGES if page.article.id in own]
    assert len(set(dealt)) == min(len(dealt), len(own))


def test_full_pages_are_as_long_as_real_ones() -> None:
    lengths = [len(page.html(full=True)) for page in PAGES]
    assert min(lengths) > 40_000
    assert max(lengths) < 150_000
