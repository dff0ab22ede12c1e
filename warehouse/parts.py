"""What the warehouse takes in: articles and their reports, read from the stages' Parquet parts.

Texts are not kept: what grouping needs of them is worked out while reading, so that memory grows with the facts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from nlp.report import Report
from reference.credited import home_domain, outlet_in
from warehouse.copies import Print, print_of
from warehouse.corrected import Corrected, award_ids, mention_ids
from warehouse.versions import Fetch, Version, versions_of

_COLUMNS = [
    "id",
    "url",
    "source",
    "title",
    "text",
    "published",
    "fetched",
    "record",
    "credit",
    "byline",
    "language",
    "province",
]


class PartError(ValueError):
    """A part cannot be read, or is not a part of the kind that it is given as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another address of an article, or a saved copy of it: the id that it has there, and its newest page."""

    id: str
    url: str | None
    fetched: datetime | None
    record: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article and what it says.

    `report` is without its text; `text_hash` and `report_hash` (SHA-256) say that both speak of one text.
    `mark` is what copies are recognised by. `part` is the articles part it comes from. `corrected` says what an
    operator corrected in `report`. `fetched` is the newest fetch, `first_fetched` the first; `versions` are its texts
    where its address gave several, the newest last. `twins`, `original` (the id of the article that it repeats) and
    `origin` (whose text it is by the credits: a domain or name) are what `warehouse.duplicates` finds.
    """

    id: str
    url: str | None
    source: str | None
    title: str
    published: datetime | None
    fetched: datetime | None
    record: str | None
    credit: str | None
    language: str | None
    outlet_province: str | None
    text_hash: str
    text_length: int
    part: Path
    report: Report | None = None
    report_hash: str | None = None
    mark: Print | None = None
    corrected: Corrected | None = None
    first_fetched: datetime | None = None
    versions: tuple[Version, ...] = ()
    twins: tuple[Twin, ...] = ()
    original: str | None = None
    origin: str | None = None

    @property
    def outlet(self) -> str:
        """Who speaks: the outlet's domain, or the article itself where it has none."""
        return home_domain(self.source) if self.source else self.id

    @property
    def former(self) -> frozenset[str]:
        """The `text_hash` of each text that its address gave before the present one."""
        return frozenset(version.fetch.text_hash for version in self.versions) - {self.text_hash}

    @property
    def names(self) -> list[str]:
        """Every address and id that it is known by."""
        names = [self.id, self.url, *(name for twin in self.twins for name in (twin.id, twin.url))]
        return [name for name in names if name]

    @property
    def award_ids(self) -> tuple[str, ...]:
        """The id of each award row of the report."""
        return self.corrected.award_ids if self.corrected else award_ids(self.id, self.report or Report())

    @property
    def mention_ids(self) -> tuple[str, ...]:
        """The id of each official of the report."""
        return self.corrected.mention_ids if self.corrected else mention_ids(self.id, self.report or Report())

    @property
    def age(self) -> tuple[bool, float, str]:
        """Sort key: earliest publication first, unknown last, then by id."""
        return (self.published is None, self.published.timestamp() if self.published else 0.0, self.id)


def read_items(articles: Sequence[Path], reports: Sequence[Path]) -> list[Item]:
    """Return every article once, by id, the newest fetch of each, with the report made of that very text.

    A report on another text (one that has since been fetched anew) is left out, for its offsets would point at other
    words. The order of the parts makes no difference. Raises PartError.
    """
    items: dict[str, Item] = {}
    hashes: dict[str, set[str]] = defaultdict(set)
    for path in articles:
        for row in read_rows(path, _COLUMNS):
            item = _item(row, path)
            hashes[item.id].add(item.text_hash)
            known = items.get(item.id)
            if known is not None:
                first = min((i.first_fetched for i in (item, known) if i.first_fetched), default=None)
                item, known = replace(item, first_fetched=first), replace(known, first_fetched=first)
            items[item.id] = item if known is None or _newer(item) > _newer(known) else known
    for path in reports:
        for row in read_rows(path, ["article_id", "report"]):
            known = items.get(row["article_id"])
            if known is not None:
                items[known.id] = _with_report(known, row["report"], path)
    for key, told in read_fetches(articles, {key for key, texts in hashes.items() if len(texts) > 1}).items():
        items[key] = replace(items[key], versions=versions_of(told))
    return [items[key] for key in sorted(items)]


def read_fetches(articles: Sequence[Path], ids: Collection[str]) -> dict[str, list[tuple[Fetch, str]]]:
    """Return all fetches of these articles with their texts, oldest first, by the articles' ids."""
    fetches: dict[str, dict[tuple[float, str, str], tuple[Fetch, str]]] = defaultdict(dict)
    for path in articles if ids else ():
        if not any(row["id"] in ids for row in read_rows(path, ["id"])):
            continue
        for row in read_rows(path, ["id", "title", "text", "published", "fetched", "record", "byline"]):
            if row["id"] in ids:
                text = row["text"] or ""
                names = ("fetched", "record", "published", "byline")
                head = {name: row[name] for name in names} | {"title": row["title"] or ""}
                fetch = Fetch(text_hash=hash_text(text), **head)
                when = fetch.fetched.timestamp() if fetch.fetched else 0.0
                fetches[row["id"]][when, fetch.text_hash, fetch.record or ""] = fetch, text
    return {key: [pair for _, pair in sorted(told.items())] for key, told in sorted(fetches.items())}


def read_texts(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Give the id and canonical text of every item, one part after the other."""
    wanted = {(item.part, item.id): item.text_hash for item in items}
    for path in sorted({item.part for item in items}):
        for row in read_rows(path, ["id", "text"]):
            text_hash = wanted.get((path, row["id"]))
            if text_hash is not None and hash_text(row["text"]) == text_hash:
                del wanted[path, row["id"]]
                yield row["id"], row["text"]


def hash_text(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_rows(path: Path, columns: list[str]) -> Iterator[dict[str, Any]]:
    """Give the rows of one Parquet file with these columns; raises PartError."""
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            missing = sorted(set(columns) - set(file.schema_arrow.names))
            if missing:
                raise PartError(f"{path.name} has no column {', '.join(missing)}")
            for batch in file.iter_batches(batch_size=512, columns=columns):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowInvalid) as error:
        raise PartError(f"{path.name} cannot be read: {' '.join(str(error).split())[:200]}") from error


def _item(row: dict[str, Any], path: Path) -> Item:
    text, title = row["text"] or "", row["title"] or ""
    return Item(
        id=row["id"],
        url=row["url"],
        source=row["source"],
        title=title,
        published=row["published"],
        fetched=row["fetched"],
        first_fetched=row["fetched"],
        record=row["record"],
        credit=row["credit"] or outlet_in(row["byline"] or ""),
        language=row["language"],
        outlet_province=row["province"],
        text_hash=hash_text(text),
        text_length=len(text),
        part=path,
        mark=print_of(text, title),
    )


def _newer(item: Item) -> tuple[float, str, str, str]:
    return (item.fetched.timestamp() if item.fetched else 0.0, item.text_hash, item.record or "", item.part.name)


def _with_report(item: Item, stored: str, path: Path) -> Item:
    try:
        report = Report.model_validate_json(stored)
    except ValidationError as error:
        raise PartError(f"{path.name}: the report on {item.id} is not valid: {error.errors()[0]['msg']}") from None
    report_hash = hash_text(report.text)
    if report_hash != item.text_hash:
        return item
    report = report.model_copy(update={"text": ""})
    if item.report is not None and item.report.to_json() >= report.to_json():
        return item
    return replace(item, report=report, report_hash=report_hash)
