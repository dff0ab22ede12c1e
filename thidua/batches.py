"""The work of the stages as it is done in processes of a pool: one WARC file, or one batch of articles, at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.archive import ArchiveError, read_pages
from crawler.page import Page
from extract.article import Article
from extract.reading import NotAnArticle, read_page
from thidua.parts import Skipped, read_articles, write_articles, write_reports
from thidua.workers import ItemReport

DAMAGE = "damaged archive"
"""What the reason begins with where a stretch of a WARC file cannot be read; `record` is the file's name."""
FAULT = "error: "
"""What the reason of a skipped page begins with where the fault is the program's own."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of articles: a row group of an articles part, its size, and where its reports go."""

    source: Path
    group: int
    rows: int
    target: Path


def make_articles(pair: tuple[Path, Path], avoid: Mapping[int, str], at: ItemReport) -> None:
    """Extract the pages of a WARC file into an articles part; what gives no article is listed with its reason."""
    warc, part = pair
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for number, page in _numbered_pages(warc, skipped):
        at(number)
        if number in avoid:
            skipped.append(_skip(page, avoid[number]))
            continue
        try:
            article = read_page(page)
        except NotAnArticle as reason:
            skipped.append(_skip(page, str(reason)))
        except Exception as error:
            skipped.append(_skip(page, _unexpected(error)))
        else:
            articles.append(article)
    write_articles(part, articles, skipped)


def make_reports(batch: Batch, avoid: Mapping[int, str], at: ItemReport) -> None:
    """Read a batch of articles into reports; an article that cannot be read is listed with its reason."""
    from nlp.reading import read_article

    reports = []
    skipped: list[Skipped] = []
    for number, article in enumerate(read_articles(batch.source, batch.group)):
        at(number)
        if number in avoid:
            skipped.append(_skip(article, avoid[number]))
            continue
        try:
            reports.append((article.id, read_article(article)))
        except Exception as error:
            skipped.append(_skip(article, _unexpected(error)))
    write_reports(batch.target, reports, skipped)


def _numbered_pages(warc: Path, skipped: list[Skipped]) -> Iterator[tuple[int, Page]]:
    """Give the pages that are whole; each stretch of the file that is damaged is noted."""

    def note(damage: object) -> None:
        skipped.append({"url": None, "record": warc.name, "reason": f"{DAMAGE}: {damage}"})

    try:
        yield from enumerate(read_pages(warc, note))
    except ArchiveError as error:
        note(error)


def _skip(page: Page | Article, reason: str) -> Skipped:
    skip: Skipped = {"url": page.url, "record": page.record, "reason": reason}
    if isinstance(page, Page) and (name := page.meta.get("file")):
        skip["file"] = name
    return skip


def _unexpected(error: Exception) -> str:
    return f"{FAULT}{type(error).__name__}: {' '.join(str(error).split())[:200]}"
