"""Pages as WARC records and back: one record, one gzip member.

FastWARC forms and parses the records; compression is zlib's, because a member has to end with its record, reach the
disk as a whole and be the same bytes for the same page.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.decoding import MAX_BODY, BodyError, dechunk, decode_body, too_large
from crawler.members import Damage, OnDamage, Raw, Wants, read_member, read_raw, records_of
from crawler.page import Page, headers_by_name

_META = {
    "url": "Thidua-Url",
    "source": "Thidua-Source",
    "published": "Thidua-Published",
    "province": "Thidua-Province",
    "outlet": "Thidua-Outlet",
    "family": "Thidua-Family",
    "file": "Thidua-File",
}
_BUFFER = 1 << 20
_LEVEL = 4
"""How hard zlib works: 6 takes twice the time for pages that are 4 % smaller."""
_STORED = 0
"""For what was sent packed: another packing would make it no smaller."""
_HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}<(?:!doctype|html|head|\?xml|!--)", re.IGNORECASE)
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
    family: str | None = None,
    canonical: str | None = None,
) -> bytes:
    """Return a fetched page as a `response` record: `body` as it was sent, after de-chunking, its encodings kept.

    `outlet` is the source's slug, `province` the slug of its province and `family` that of its CMS, which become
    `meta["outlet"]` and so on; `canonical` is the page's canonical address where the general rules do not give it; it
    becomes `meta["url"]`.
    """
    lines = [f"HTTP/1.1 {status} {'OK' if status == 200 else ''}".rstrip()]
    lines += [f"{_one_line(name)}: {_one_line(value)}" for name, value in headers if name.lower() not in _HOP_BY_HOP]
    block = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body
    record = _record(WarcRecordType.response, url, block, fetched)
    record.headers["Content-Type"] = "application/http; msgtype=response"
    for key, value in (("outlet", outlet), ("province", province), ("family", family), ("url", canonical)):
        if value:
            record.headers[_META[key]] = value
    encoded = any(name.lower() == "content-encoding" and value.strip().lower() != "identity" for name, value in headers)
    return _member(record, block, level=_STORED if encoded else _LEVEL)


def resource_record(
    uri: str, *, content_type: str, body: bytes, fetched: datetime, meta: Mapping[str, str], name: str | None = None
) -> bytes:
    """Return an imported file as a `resource` record; `meta` goes into headers of its own, `name` is `meta["file"]`."""
    record = _record(WarcRecordType.resource, uri, body, fetched)
    record.headers["Content-Type"] = content_type
    said = {**meta, "file": name} if name else meta
    for key, header in _META.items():
        if said.get(key):
            record.headers[header] = _one_line(said[key])
    return _member(record, body)


def info_record(name: str, made: datetime) -> bytes:
    """Return the `warcinfo` record that opens a file."""
    block = b"software: thidua\r\nformat: WARC File Format 1.1\r\n"
    record = _record(WarcRecordType.warcinfo, None, block, made)
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    return _member(record, block)


def read_pages(path: Path, on_damage: OnDamage | None = None) -> Iterator[Page]:
    """Yield the pages of a WARC file, plain or gzip, in order, without records that are none (requests, redirects).

    `on_damage` is told each stretch of the file that cannot be read. Without it the damage, and with it only that the
    file cannot be opened, raises ArchiveError: at the end, after all pages that are whole.
    """
    for _, page in read_records(path, on_damage=on_damage):
        yield page


def read_records(
    path: Path,
    *,
    on_left_out: LeftOut | None = None,
    on_damage: OnDamage | None = None,
    wants: Wants = lambda _: True,
) -> Iterator[tuple[bool, Page]]:
    """Yield the pages of a WARC file, each with whether it was fetched over HTTP (or was a file).

    `wants` is told the headers of every record and says whether it is to be read.
    `on_left_out` is told why a record gives no page; without it a body that cannot be decoded counts as damage.
    `on_damage` and errors are as with `read_pages`.
    """
    found: list[Damage] = []
    try:
        with path.open("rb", buffering=_BUFFER) as file:
            raws = read_raw(file, path.name, on_damage or found.append, wants)
            yield from _pages(raws, path, on_left_out, on_damage or found.append)
    except OSError as error:
        raise ArchiveError(f"{path.name}: {error.strerror or error}") from error
    if found:
        raise ArchiveError(in_one_line(found))


def in_one_line(found: Sequence[Damage]) -> str | None:
    """Return what is damaged of a file, in one line, None where nothing is."""
    if not found:
        return None
    more = [f"bytes {damage.start} to {damage.end}" for damage in found[1:]]
    return str(found[0]) + (f"; also {', '.join(more[:9])}" if more else "") + (", …" if more[9:] else "")


def read_page_at(path: Path, offset: int) -> Page:
    """Return the page whose record begins at byte `offset` of a WARC file; raises ArchiveError."""
    damage: list[Damage] = []
    with path.open("rb") as file, suppress(ValueError, EOFError):
        if (member := read_member(file, offset)) is not None:
            raws = [Raw(offset, member.end, data) for data in islice(records_of(file, member), 1)]
            for _, page in _pages(raws, path, None, damage.append):
                return page
    raise ArchiveError(str(damage[0]) if damage else f"{path.name}: no page at {offset}")


def _pages(
    raws: Iterable[Raw], path: Path, on_left_out: LeftOut | None, on_damage: OnDamage
) -> Iterator[tuple[bool, Page]]:
    types = WarcRecordType.response | WarcRecordType.resource
    name = path.name.removesuffix(".open")
    for raw in raws:
        try:
            record = next(ArchiveIterator(io.BytesIO(raw.data), record_types=types, strict_mode=False), None)
            if record is None:
                continue
            page = _page(record, f"{name}:{raw.start}")
        except _LeftOutError as error:
            if on_left_out is not None:
                on_left_out(str(error))
        except (OSError, ValueError, EOFError) as error:
            reason = " ".join(str(error).split())
            if on_left_out is not None and isinstance(error, BodyError):
                on_left_out(reason)
            else:
                on_damage(Damage(path.name, raw.start, raw.end, f"{path.name}: the record at {raw.start}: {reason}"))
        else:
            yield page


def _page(record: WarcRecord, place: str) -> tuple[bool, Page]:
    headers = record.headers
    expected = record.content_length if "Content-Length" in headers else -1
    if expected > MAX_BODY:
        raise too_large(MAX_BODY)
    body = record.reader.read()
    if len(body) != expected:
        raise ValueError("cut short")
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
    sent = headers_by_name(record.http_headers.items())
    if "chunked" in sent.pop("transfer-encoding", "").lower():
        body = dechunk(body)
    try:
        body = decode_body(body, sent.get("content-encoding", ""))
    except BodyError:
        if not _MARKUP.match(body):  # some archives keep the header of an encoding that they undo
            raise
    return True, Page(url=url, body=body, headers=sent, fetched=fetched, record=place, meta=meta)


def _record(kind: WarcRecordType, uri: str | None, block: bytes, date: datetime) -> WarcRecord:
    record = WarcRecord()
    name = uuid.uuid5(_NAMESPACE, f"{kind} {uri} {date.isoformat()} {hashlib.sha256(block).hexdigest()}")
    record.init_headers(kind, f"uuid:{name}".encode())
    record.record_date = date
    if uri is not None:
        record.headers["WARC-Target-URI"] = uri
    return record


def _member(record: WarcRecord, block: bytes, *, level: int = _LEVEL) -> bytes:
    record.set_bytes_content(block)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return gzip.compress(out.getvalue(), level, mtime=0)


def _one_line(value: str) -> str:
    """Return a header's value without line breaks, and without the halves of characters that UTF-8 cannot write."""
    return " ".join(value.split()).encode("utf-8", "backslashreplace").decode()
