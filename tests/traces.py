"""Where in a home folder some words still stand: in any file, packed ones unpacked, tables and indexes read."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import tantivy


def traces(home: Path, words: Collection[str], *, apart: Collection[str] = ()) -> list[str]:
    """Return file and words for each find under `home`; files with names in `apart` are not looked at."""
    found = []
    for path in sorted(path for path in home.rglob("*") if path.is_file() and path.name not in apart):
        for content in _contents(path):
            found += [f"{path.relative_to(home)}: {word}" for word in words if word.encode() in content]
    return found


def _contents(path: Path) -> Iterator[bytes]:
    raw = path.read_bytes()
    yield path.name.encode()
    yield raw
    if path.name.endswith(".gz"):
        yield _unpacked(raw)
    elif path.suffix == ".parquet":
        yield str(pq.read_table(path).to_pylist()).encode()
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as connection:
            for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                yield str(connection.execute(f"FROM {table}").fetchall()).encode()
    elif path.name == "meta.json":
        searcher = tantivy.Index.open(str(path.parent)).searcher()
        for _, address in searcher.search(tantivy.Query.all_query(), 100_000).hits:
            yield str(searcher.doc(address).to_dict()).encode()


def _unpacked(raw: bytes) -> bytes:
    out = b""
    while raw:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        out += unpacker.decompress(raw)
        raw = unpacker.unused_data
    return out
