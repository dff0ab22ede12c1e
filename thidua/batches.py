"""The work of the stages as it is done in processes of a pool: one WARC file, or one batch of articles, at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.archive import ArchiveError, read_pages
from crawler.page import Page
from extract.article import Article
from extract.reading import NotAnArticle, read_page
from thidua.limits import Limits
from thidua.parts import Skipped, read_articles, write_articles, write_reports
from thidua.workers import Item

DAMAGE = "damaged archive"
"""What the reason begins with where a stretch of a WARC file cannot be read; `record` is the file's name."""
FAULT = "error: "
"""What the reason of a skipped page begins with where the fault is the program's own."""
EXTRACTION = Limits(seconds=10, memory=300_000_000)
"""What a page may take to become an article: a usual one takes some hundredths of a second and a few megabytes."""
READING = Limits(seconds=60, memory=1_000_000_000, standstill=600)
"""What an article may take to be read: the longest that extraction lets through takes some seconds."""
TOO_LARGE = "needs too much memory"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of articles: a row group of an articles part, its size, and where its reports go."""

    source: Path
    group: int
    rows: int
    target: Path


def make_articles(pair: tuple[Path, Path], avoid: Mapping[int, str], item: Item) -> None:
    """Extract the pages of a WARC file into an articles part; what gives no article is listed with its reason."""
    warc, part = pair
    skipped: list[Skipped] = []
    write_articles(part, _articles(warc, avoid, item, skipped), skipped)


def _articles(warc: Path, avoid: Mapping[int, str], item: Item, skipped: list[Skipped]) -> Iterator[Article]:
    for number, page in _numbered_pages(warc, skipped):
        if number in avoid:
            skipped.append(_skip(page, avoid[number]))
            continue
        try:
            with item(number, EXTRACTION):
                article = read_page(page)
        except NotAnArticle as reason:
            skipped.append(_skip(page, str(reason)))
        except Exception as error:
            skipped.append(_skip(page, unexpected(error)))
        else:
            yield article


def make_reports(batch: Batch, avoid: Mapping[int, str], item: Item) -> None:
    """Read a batch of articles into reports; an article that cannot be read is listed with its reason."""
    from nlp.reading import read_article

    reports = []
    skipped: list[Skipped] = []
    for number, article in enumerate(read_articles(batch.source, batch.group)):
        if number in avoid:
            skipped.append(_skip(article, avoid[number]))
            continue
        try:
            with item(number, READING):
                report = read_article(article)
        except Exception as error:
            skipped.append(_skip(article, unexpected(error)))
        else:
            reports.append((article.id, report))
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


def unexpected(error: Exception) -> str:
    """Return in one line what came up that no room foresaw."""
    if isinstance(error, MemoryError):
        return TOO_LARGE
    return f"{FAULT}{type(error).__name__}: {' '.join(str(error).split())[:200]}"
