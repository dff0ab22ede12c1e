"""Reading the Parquet parts of articles and reports that the stages hand on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.intake.versions import Fetch


class PartError(ValueError):
    """A part cannot be read, or is not a part of the kind that it is given as."""


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
    except (OSError, pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise PartError(f"{path.name} cannot be read: {' '.join(str(error).split())[:200]}") from error
