"""What the warehouse takes in: articles and their reports, read from the stages' Parquet parts.

Texts are not kept: what grouping needs of them is worked out while reading, so that memory grows with the facts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from nlp.report import Report
from warehouse.copies import Print, print_of
from warehouse.corrected import Corrected, award_ids, mention_ids

_COLUMNS = ["id", "url", "source", "title", "text", "published", "fetched", "record", "credit", "language", "province"]


class PartError(ValueError):
    """A part cannot be read, or is not a part of the kind that it is given as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article and what it says.

    `report` is without its text; `text_hash` and `report_hash` (SHA-256) say that both speak of one text.
    `mark` is what copies are recognised by, for relevant reports alone. `part` is the articles part it comes from.
    `corrected` says what an operator corrected in `report`.
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

    @property
    def outlet(self) -> str:
        """Who speaks: the outlet's domain, or the article itself where it has none."""
        return self.source or self.id

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
    for path in articles:
        for row in read_rows(path, _COLUMNS):
            item = _item(row, path)
            known = items.get(item.id)
            if known is None or _newer(item) > _newer(known):
                items[item.id] = item
    for path in reports:
        for row in read_rows(path, ["article_id", "report"]):
            known = items.get(row["article_id"])
            if known is not None:
                items[known.id] = _with_report(known, row["report"], path)
    return [items[key] for key in sorted(items)]


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
    text = row["text"] or ""
    return Item(
        id=row["id"],
        url=row["url"],
        source=row["source"],
        title=row["title"] or "",
        published=row["published"],
        fetched=row["fetched"],
        record=row["record"],
        credit=row["credit"],
        language=row["language"],
        outlet_province=row["province"],
        text_hash=hash_text(text),
        text_length=len(text),
        part=path,
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
    mark = print_of(report.text) if report.relevant else None
    report = report.model_copy(update={"text": ""})
    if item.report is not None and item.report.to_json() >= report.to_json():
        return item
    return replace(item, report=report, report_hash=report_hash, mark=mark)
