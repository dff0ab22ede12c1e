"""The reading of unknown pages on corpora that others made, beside trafilatura's own: `python -m benchmarks.foreign`.

No family is known to it and no language asked for, so that every page is read as one of an unknown family.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.table import Table
from trafilatura import bare_extraction

from benchmarks.agreement import Agreement, of_paragraphs, of_segments, of_word_runs, same_text
from benchmarks.foreign_pages import CorpusError, ForeignPage, fundus_pages, trafilatura_pages
from crawler.page import Page
from extract.reading import NotAnArticle, read_page
from thidua.console import result
from thidua.gold import Half

COLUMNS = ("n", "refused", "segments", "paragraphs", "5-grams", "title", "date", "authors", "ms")


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader made of a page; nothing where it refused it."""

    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    """Apart, for Fundus's gold has none."""
    title: str | None = None
    published: date | datetime | None = None
    authors: str | None = None


Reader: TypeAlias = Callable[[ForeignPage], Told]


@dataclass(slots=True)
class Score:
    """What one reader reached on one half of a corpus; title, date and authors as right ones of those with a gold."""

    pages: int = 0
    refused: int = 0
    segments: Agreement = field(default_factory=Agreement)
    paragraphs: Agreement = field(default_factory=Agreement)
    runs: Agreement = field(default_factory=Agreement)
    title: Agreement = field(default_factory=Agreement)
    published: Agreement = field(default_factory=Agreement)
    authors: Agreement = field(default_factory=Agreement)
    seconds: float = 0.0

    def add(self, page: ForeignPage, told: Told) -> None:
        """Count one page."""
        self.pages += 1
        self.refused += not (told.paragraphs or told.captions)
        if page.wanted:
            self.segments.add(
                of_segments("\n".join([told.title or "", *told.paragraphs, *told.captions]), page.wanted, page.unwanted)
            )
        if page.paragraphs:
            self.paragraphs.add(of_paragraphs(told.paragraphs, page.paragraphs))
            self.runs.add(of_word_runs(told.paragraphs, page.paragraphs))
        if page.title:
            self.title.add(Agreement(same_text(told.title, page.title), told.title is not None, 1))
        if page.published:
            self.published.add(Agreement(_same_day(told.published, page.published), told.published is not None, 1))
        if page.authors:
            right = all(name.casefold() in (told.authors or "").casefold() for name in page.authors)
            self.authors.add(Agreement(right, told.authors is not None, 1))

    def row(self) -> list[str]:
        """Return the figures as `COLUMNS` names them: precision, recall and F1 of texts, shares of all for the rest."""
        texts = [f"{a.precision:.3f} {a.recall:.3f} {a.f1:.3f}" if a.wanted else "" for a in self._texts()]
        shares = [f"{a.recall:.3f}" if a.wanted else "" for a in (self.title, self.published, self.authors)]
        return [str(self.pages), str(self.refused), *texts, *shares, f"{1000 * self.seconds / max(self.pages, 1):.1f}"]

    def _texts(self) -> Sequence[Agreement]:
        return self.segments, self.paragraphs, self.runs


def ours(page: ForeignPage) -> Told:
    """Read a page as one of no known family, whatever its language."""
    try:
        article = read_page(Page(url=page.url, body=page.html), any_language=True, families=())
    except NotAnArticle:
        return Told()
    texts = [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]
    return Told(
        tuple(text for kind, text in texts if kind not in {"title", "caption"}),
        tuple(text for kind, text in texts if kind == "caption"),
        article.title or None,
        article.published,
        article.byline,
    )


def bare(page: ForeignPage) -> Told:
    """Read a page by trafilatura alone, as it comes."""
    found = bare_extraction(page.html, url=page.url, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Told()
    day = date.fromisoformat(found.date) if found.date else None
    return Told(tuple((found.text or "").split("\n")), (), found.title, day, found.author)


READERS: dict[str, Reader] = {"thidua": ours, f"trafilatura {version('trafilatura')}": bare}


def measure(pages: Sequence[ForeignPage], readers: dict[str, Reader] = READERS) -> dict[str, Score]:
    """Let all readers read all pages in turn."""
    scores = {name: Score() for name in readers}
    for page in pages:
        for name, reader in readers.items():
            before = time.process_time()
            told = reader(page)
            scores[name].seconds += time.process_time() - before
            scores[name].add(page, told)
    return scores


def _same_day(found: date | datetime | None, wanted: date | datetime) -> bool:
    """Tell whether two are the same day; a time of known zone is one day there, whatever the zone of the other."""
    if isinstance(found, datetime) and isinstance(wanted, datetime) and wanted.tzinfo:
        found = found.astimezone(wanted.tzinfo)
    days = [moment.date() if isinstance(moment, datetime) else moment for moment in (found, wanted)]
    return days[0] == days[1]


def main(
    trafilatura: Annotated[Path | None, typer.Option(help="The repository adbar/trafilatura, checked out.")] = None,
    fundus: Annotated[Path | None, typer.Option(help="The repository flairNLP/fundus, checked out.")] = None,
) -> None:
    """Measure each corpus whose folder is given, each half alone: the first was looked at, the second was not."""
    console = result()
    try:
        corpora = {
            **({"trafilatura": trafilatura_pages(trafilatura)} if trafilatura else {}),
            **({"Fundus": fundus_pages(fundus)} if fundus else {}),
        }
    except CorpusError as error:
        raise typer.BadParameter(str(error)) from error
    if not corpora:
        raise typer.BadParameter("give the folder of one corpus at least: --trafilatura, --fundus")
    table = Table("corpus", "half", "reader", *COLUMNS, box=None)
    for name, pages in corpora.items():
        for half in Half:
            for reader, score in measure([page for page in pages if page.half is half]).items():
                table.add_row(name, half.value, reader, *score.row())
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
