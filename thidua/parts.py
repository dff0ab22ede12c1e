"""Parts: the Parquet files in which the stages hand articles and reports on, one for each WARC file.

An articles part has the fields of `extract.article.Article` as columns. A reports part has `article_id` and `report`,
the report as JSON. Beside a part, `<shard>.skipped.json` lists the pages that gave no row, each with its reason.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import NotRequired, TypedDict

import pyarrow as pa
import pyarrow.parquet as pq

from extract.article import Article
from nlp.report import Report
from thidua.files import replacing, write_text

GROUP = 100
"""Articles in one row group: the batch that is read in one go by one process."""
VIETNAM = timezone(timedelta(hours=7))
_TIME = pa.timestamp("us", tz="UTC")
_PARAGRAPH = pa.struct([("kind", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
_NOT_TEXT: dict[str, pa.DataType] = {
    "paragraphs": pa.list_(_PARAGRAPH),
    "published": _TIME,
    "modified": _TIME,
    "fetched": _TIME,
    "photo_credits": pa.list_(pa.string()),
    "tags": pa.list_(pa.string()),
    "warnings": pa.list_(pa.string()),
}
ARTICLES = pa.schema([(name, _NOT_TEXT.get(name, pa.string())) for name in Article.model_fields])
REPORTS = pa.schema([("article_id", pa.string()), ("report", pa.string())])


class Skipped(TypedDict):
    """A page that gave no row; `record` is its place in the archive, `file` the name of an imported file."""

    url: str | None
    file: NotRequired[str]
    record: str | None
    reason: str


def write_articles(path: Path, articles: Iterable[Article], skipped: Sequence[Skipped]) -> None:
    """Write articles as the part at `path`, a row group at a time; `skipped` may grow while they are given."""
    given = iter(articles)
    with replacing(path) as temporary:
        with pq.ParquetWriter(temporary, ARTICLES, compression="zstd", write_page_checksum=True) as writer:
            while rows := [article.model_dump() for article in islice(given, GROUP)]:
                writer.write_table(pa.Table.from_pylist(rows, schema=ARTICLES))
        _write_skipped(path, skipped)


def read_articles(path: Path, group: int) -> Iterator[Article]:
    """Give the articles of one row group of a part in its order, with their times in the zone of Vietnam."""
    with pq.ParquetFile(path) as file:
        rows = file.read_row_group(group).to_pylist()
    for row in rows:
        yield Article.model_validate({**row, **{k: _local(row[k]) for k in ("published", "modified")}})


def write_reports(path: Path, reports: Sequence[tuple[str, Report]], skipped: Sequence[Skipped]) -> None:
    """Write reports, each with the id of its article, as the part (or the batch of a part) at `path`."""
    rows = [{"article_id": article_id, "report": report.to_json()} for article_id, report in reports]
    _write_skipped(path, skipped)
    _write(path, pa.Table.from_pylist(rows, schema=REPORTS))


def join_reports(path: Path, batches: Sequence[Path]) -> None:
    """Write the part at `path` out of its batches."""
    _write_skipped(path, [skip for batch in batches for skip in read_skipped(batch)])
    tables = [pq.read_table(batch, schema=REPORTS) for batch in batches]
    _write(path, pa.concat_tables(tables) if tables else REPORTS.empty_table())


def read_skipped(path: Path) -> list[Skipped]:
    """Return what was skipped in making the part at `path`; a list that cannot be read is warned of and left aside."""
    listed = skipped_path(path)
    try:
        skipped: list[Skipped] = json.loads(listed.read_text(encoding="utf-8"))
        if all(isinstance(skip["reason"], str) for skip in skipped):
            return skipped
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError):
        pass
    logging.getLogger("thidua").warning("%s cannot be read and is left aside", listed)
    return []


def skipped_path(path: Path) -> Path:
    """Return the file that lists what was skipped in making the part at `path`."""
    return path.with_suffix(".skipped.json")


def is_whole(path: Path, *, thoroughly: bool = False) -> bool:
    """Tell whether a part is there and can be read: its description, or `thoroughly` all that it holds."""
    try:
        with pq.ParquetFile(path, page_checksum_verification=thoroughly) as file:
            if thoroughly:
                for _ in file.iter_batches():
                    pass
    except PermissionError:
        raise
    except (OSError, pa.ArrowException):
        return False
    return True


def group_sizes(path: Path) -> list[int]:
    """Return the number of rows of each row group of a part."""
    metadata = pq.read_metadata(path)
    return [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]


def _write(path: Path, table: pa.Table) -> None:
    with replacing(path) as temporary:
        pq.write_table(table, temporary, compression="zstd", row_group_size=GROUP, write_page_checksum=True)


def _write_skipped(path: Path, skipped: Sequence[Skipped]) -> None:
    write_text(skipped_path(path), json.dumps(list(skipped), ensure_ascii=False, indent=1) + "\n")


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(VIETNAM) if moment is not None else None
