"""Pages as WARC records and back: one record, one gzip member.

FastWARC forms and parses the records; compression is zlib's, because a member has to end with its record, reach the
disk as a whole and be the same bytes for the same page.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.decoding import MAX_BODY, BodyError, dechunk, decode_body, too_large
from crawler.page import Page

_META = {
    "url": "Thidua-Url",
    "source": "Thidua-Source",
    "published": "Thidua-Published",
    "province": "Thidua-Province",
}
_HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}
_NAMESPACE = uuid.UUID("5b3f7a52-58a4-4b4e-9d7e-6f3f8f4c7a10")

Headers = Sequence[tuple[str, str]]
LeftOut = Callable[[str], None]


class ArchiveError(ValueError):
    """A WARC file cannot be read, or a record is not where it should be."""


class _LeftOutError(Exception):
    """A record that is no page."""


def response_record(
    url: str,
    *,
    status: int,
    headers: Headers,
    body: bytes,
    fetched: datetime,
    outlet: str | None = None,
    province: str | None = None,
    canonical: str | None = None,
) -> bytes:
    """Return a fetched page as a `response` record: `body` as it was sent, after de-chunking, its encodings kept.

    `outlet` is the source's slug and `province` the slug of its province, which becomes `meta["province"]`;
    `canonical` is the page's canonical address where the general rules do not give it; it becomes `meta["url"]`.
    """
    lines = [f"HTTP/1.1 {status} {'OK' if status == 200 else ''}".rstrip()]
    lines += [f"{_one_line(name)}: {_one_line(value)}" for name, value in headers if name.lower() not in _HOP_BY_HOP]
    block = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body
    record = _record(WarcRecordType.response, url, block, fetched)
    record.headers["Content-Type"] = "application/http; msgtype=response"
    if outlet:
        record.headers["Thidua-Outlet"] = outlet
    if province:
        record.headers["Thidua-Province"] = province
    if canonical:
        record.headers["Thidua-Url"] = canonical
    return _member(record, block)


def resource_record(
    uri: str, *, content_type: str, body: bytes, fetched: datetime, meta: Mapping[str, str], name: str | None = None
) -> bytes:
    """Return an imported file as a `resource` record; `meta` goes into headers of its own."""
    record = _record(WarcRecordType.resource, uri, body, fetched)
    record.headers["Content-Type"] = content_type
    for key, header in _META.items():
        if meta.get(key):
            record.headers[header] = _one_line(meta[key])
    if name:
        record.headers["Thidua-File"] = _one_line(name)
    return _member(record, body)


def info_record(name: str, made: datetime) -> bytes:
    """Return the `warcinfo` record that opens a file."""
    block = b"software: thidua\r\nformat: WARC File Format 1.1\r\n"
    record = _record(WarcRecordType.warcinfo, None, block, made)
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    return _member(record, block)


def read_pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a WARC file, plain or gzip, in order, without records that are none (requests, redirects).

    Raises ArchiveError where the file is damaged, after all pages before the damage.
    """
    for _, page in read_records(path):
        yield page


def read_records(path: Path, *, on_left_out: LeftOut | None = None) -> Iterator[tuple[bool, Page]]:
    """Yield the pages of a WARC file, each with whether it was fetched over HTTP (or was a file).

    `on_left_out` is told why a record gives no page; without it a body that cannot be decoded is an error.
    Raises ArchiveError where the file cannot be opened or is damaged, then after all pages before the damage.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise ArchiveError(f"{path.name}: {error.strerror}") from error
    with file:
        yield from _records(file, path.name, on_left_out)


def read_page_at(path: Path, offset: int) -> Page:
    """Return the page whose record begins at byte `offset` of a WARC file; raises ArchiveError."""
    with path.open("rb") as file:
        file.seek(offset)
        for _, page in _records(file, path.name, None):
            if page.record == f"{path.name.removesuffix('.open')}:{offset}":
                return page
            break
    raise ArchiveError(f"{path.name}: no page at {offset}")


def _records(file: BinaryIO, name: str, on_left_out: LeftOut | None) -> Iterator[tuple[bool, Page]]:
    types = WarcRecordType.response | WarcRecordType.resource
    records = iter(ArchiveIterator(file, record_types=types, strict_mode=False))
    while True:
        try:
            record = next(records, None)
            if record is None:
                return
            at = record.stream_pos
            page = _page(record, name)
        except _LeftOutError as error:
            if on_left_out is not None:
                on_left_out(str(error))
            continue
        except BodyError as error:
            if on_left_out is None:
                raise ArchiveError(f"{name}: the record at {at}: {error}") from error
            on_left_out(str(error))
            continue
        except (OSError, ValueError, EOFError) as error:
            raise ArchiveError(f"{name}: damaged: {' '.join(str(error).split())}") from error
        yield page


def _page(record: WarcRecord, name: str) -> tuple[bool, Page]:
    headers = record.headers
    expected = record.content_length if "Content-Length" in headers else -1
    if expected > MAX_BODY:
        raise too_large(MAX_BODY)
    body = record.reader.read()
    if len(body) != expected:
        raise ArchiveError(f"the record at {record.stream_pos} is cut short")
    place = f"{name.removesuffix('.open')}:{record.stream_pos}"
    date = record.record_date
    fetched = date.astimezone(UTC) if date else None
    target = (headers.get("WARC-Target-URI") or "").strip("<>")
    url = target if target.startswith(("http://", "https://")) else None
    meta = {key: headers[header] for key, header in _META.items() if header in headers}
    if record.record_type == WarcRecordType.resource:
        kind = {"content-type": headers.get("Content-Type") or ""}
        return False, Page(url=url, body=body, headers=kind, fetched=fetched, record=place, meta=meta)
    if not record.is_http or not record.is_http_parsed:
        raise _LeftOutError("no HTTP response")
    if record.http_headers.status_code != 200:
        raise _LeftOutError(f"HTTP {record.http_headers.status_code}")
    sent: dict[str, str] = {}
    for key, value in record.http_headers.items():
        lower = key.lower()
        sent[lower] = f"{sent[lower]}, {value}" if lower in sent else value
    if "chunked" in sent.pop("transfer-encoding", "").lower():
        body = dechunk(body)
    body = decode_body(body, sent.get("content-encoding", ""))
    return True, Page(url=url, body=body, headers=sent, fetched=fetched, record=place, meta=meta)


def _record(kind: WarcRecordType, uri: str | None, block: bytes, date: datetime) -> WarcRecord:
    record = WarcRecord()
    name = uuid.uuid5(_NAMESPACE, f"{kind} {uri} {date.isoformat()} {hashlib.sha256(block).hexdigest()}")
    record.init_headers(kind, f"uuid:{name}".encode())
    record.record_date = date
    if uri is not None:
        record.headers["WARC-Target-URI"] = uri
    return record


def _member(record: WarcRecord, block: bytes) -> bytes:
    record.set_bytes_content(block)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return gzip.compress(out.getvalue(), 6, mtime=0)


def _one_line(value: str) -> str:
    return " ".join(value.split())
