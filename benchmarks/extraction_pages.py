"""The pages on which extractors are compared: the golden pages of the tests, or a folder of saved pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction_scores import Truth
from extract.charset import UndecodableError, decode
from tests.extract.golden.material import GoldenArticle
from tests.extract.golden.rendering import GoldenPage, golden_pages, shown_article
from thidua.saved_pages import SavedPage, SavedPageError, has_words, load_saved

_KINDS = {"p": "paragraph", "h": "subhead", "row": "cell"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One page, its family and what stands on it."""

    name: str
    family: str
    url: str | None
    body: bytes
    """In UTF-8, whatever the page was in."""
    truth: Truth


def golden_subjects() -> list[Subject]:
    """Return the golden pages of known families, as long as real pages are."""
    pages = [page for page in golden_pages() if page.skin.family != "trafilatura"]
    return [Subject(p.id, p.skin.family, p.url, p.html(full=True).encode(), _truth(p)) for p in pages]


def saved_subjects(folder: Path) -> list[Subject]:
    """Return the articles of a folder of saved pages with their golden files; raises SavedPageError.

    Files that keep digests in place of words are left out, and so are pages without an article.
    """
    return [_of_saved(saved) for saved in load_saved(folder) if has_words(saved.golden)]


def _truth(page: GoldenPage) -> Truth:
    article = shown_article(page)
    others: list[str] = [words for decoy in page.decoys for words in (decoy.title, decoy.lead, decoy.caption)]
    others += [words for other in page.related for words in (other.title, other.lead) if words]
    return Truth(
        title=article.title,
        paragraphs=list(_paragraphs(article)),
        day=None if "published" in page.skin.header.lost else article.published.date(),
        author=article.byline,
        foreign=others,
    )


def _paragraphs(article: GoldenArticle) -> Iterator[tuple[str, str]]:
    if article.lead:
        yield "lead", article.lead
    for block in article.body:
        for words in block.cells or (block.text,):
            yield _KINDS.get(block.kind, block.kind), words


def _of_saved(saved: SavedPage) -> Subject:
    golden = saved.golden
    texts = [next(iter(entry.items())) for entry in golden["paragraphs"]]
    published = golden.get("published")
    truth = Truth(
        title=next((text for kind, text in texts if kind == "title"), ""),
        paragraphs=[(kind, text) for kind, text in texts if kind != "title"],
        day=dt.date.fromisoformat(published[:10]) if published else None,
        author=golden.get("byline"),
    )
    try:
        text = decode(saved.page.read_bytes(), "text/html").text
    except UndecodableError as error:
        raise SavedPageError(f"{saved.page}: {error}") from error
    return Subject(saved.name, golden.get("family") or "", golden.get("url"), text.encode(), truth)
