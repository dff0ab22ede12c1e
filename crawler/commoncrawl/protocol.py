"""Common Crawl's protocol: its collections, their index of captures page by page, and single records by range.

The index server is a pywb CDX server (https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html): `collinfo.json`
lists the collections, one a crawl of two to four weeks; each answers queries with one JSON object a line, in pages. The
data server holds the WARC files; each record is a gzip member of its own that a range request fetches.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.commoncrawl.asking import Answer, Server
from crawler.decoding import MAX_BODY, BodyError, decode_body
from crawler.members import read_member, records_of
from crawler.page import Page, headers_by_name

INDEX = "https://index.commoncrawl.org/collinfo.json"
DATA = "https://data.commoncrawl.org/"
INDEX_PAUSE = 2.0
"""Seconds between two requests to the index server, which asks not to be overloaded and blocks who does not comply."""
DATA_PAUSE = 1.0
"""Seconds between two requests to the data server; its operators call one a second polite enough."""

_MOST_COLLECTIONS = 4 * 1024 * 1024
_MOST_INDEX = 64 * 1024 * 1024
_BLOCKS = "5"
"""Blocks of 3,000 lines in a page of the index, the server's default; told, so that pages keep their numbers."""
_FIELDS = "url,timestamp,mime,mime-detected,status,digest,length,offset,filename,truncated"
_FILE = re.compile(r"[\w=-][\w.=-]*(?:/[\w=-][\w.=-]*)*\.warc\.gz", re.ASCII)
_WEEK = re.compile(r"CC-MAIN-(\d{4})-(\d{2})")
_ABOUT = timedelta(days=35)
_CUT = 1 << 20
"""Bytes after which bodies were cut in the years when neither the index nor the record told it (until 2019)."""


class ProtocolError(ValueError):
    """A server's answer is not one of this protocol; the message says which and why."""


class RecordError(ValueError):
    """A record cannot be had or is not what the index says; the message is a short reason.

    `final` tells that another request would bring the same, `sound` that the record itself came as it was archived.
    """

    def __init__(self, reason: str, *, final: bool, sound: bool = False) -> None:
        super().__init__(reason)
        self.final = final
        self.sound = sound


@dataclass(frozen=True, slots=True)
class Collection:
    """One crawl with its index: captures from `since` to `until` (UTC), None where that is not known."""

    id: str
    api: str
    since: datetime | None
    until: datetime | None

    def overlaps(self, since: datetime, until: datetime) -> bool:
        """Tell whether the collection may hold captures of a span from `since` up to `until`."""
        return (self.since is None or self.since < until) and (self.until is None or self.until >= since)


@dataclass(frozen=True, slots=True)
class Capture:
    """One line of the index: a page as it was met with at a time, and where its record lies."""

    url: str
    time: datetime
    status: int
    mime: str
    """Content type as sent, or as detected where none was; "" where neither is told, as in collections before 2018."""
    digest: str
    """SHA-1 of the body as archived, in base32."""
    file: str
    offset: int
    length: int
    truncated: str | None
    """Why the body is not whole, where it is not: `length`, `time`, `disconnect`."""


def read_collections(index: Server, address: str) -> list[Collection]:
    """Return the collections that an index server lists at an address, oldest first.

    Raises ProtocolError, also where an index lies on another host than the list: no host is asked that the user did
    not name.
    """
    answer = index.get(address, limit=_MOST_COLLECTIONS)
    try:
        entries = json.loads(answer.body) if answer.status == 200 else None
        collections = [_collection(entry) for entry in entries or []]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ProtocolError(f"{address} is no list of collections") from error
    if not collections:
        raise ProtocolError(f"{address} lists no collections (HTTP {answer.status})")
    for collection in collections:
        if urlsplit(collection.api).netloc != urlsplit(address).netloc:
            raise ProtocolError(f"{address} names an index on another host: {collection.api}")
    return sorted(collections, key=lambda c: (c.until or datetime.min.replace(tzinfo=UTC), c.id))


def count_pages(index: Server, collection: Collection, domain: str) -> int:
    """Return how many pages the index of a collection has on a domain and its subdomains; raises ProtocolError."""
    answer = index.get(collection.api, limit=_MOST_COLLECTIONS, fields=_query(domain) | {"showNumPages": "true"})
    if _is_empty(answer):
        return 0
    try:
        told = json.loads(answer.body) if answer.status == 200 else None
        return int(told["pages"] if isinstance(told, dict) else told)  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _not_an_index(collection, answer) from error


def read_captures(index: Server, collection: Collection, domain: str, page: int) -> tuple[list[Capture], int]:
    """Return the captures on one page (from 0) of a collection's index, and how many lines cannot be read.

    Only answers with the status 200 are asked for; what is of another content type than HTML is left out here, as the
    server's filters cannot keep pages that were sent without a type and leave out all else. Raises ProtocolError.
    """
    answer = index.get(collection.api, limit=_MOST_INDEX, fields=_query(domain) | {"page": str(page)})
    if _is_empty(answer):  # the filters are applied to pages, so one in the middle may have nothing
        return [], 0
    if answer.status != 200:
        raise _not_an_index(collection, answer)
    captures: list[Capture] = []
    bad = 0
    for line in answer.body.split(b"\n"):
        if line.strip():
            try:
                captures.append(_capture(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                bad += 1
    if bad and not captures:
        raise _not_an_index(collection, answer)
    return [capture for capture in captures if not capture.mime or "html" in capture.mime.lower()], bad


def fetch_record(data: Server, capture: Capture) -> Page:
    """Return the page that a capture leads to; raises RecordError, ProtocolError where the server knows no ranges."""
    end = capture.offset + capture.length
    answer = data.get(f"{data.address.rstrip('/')}/{quote(capture.file)}", limit=MAX_BODY, part=(capture.offset, end))
    if answer.status == 200:
        raise ProtocolError(f"{data.host} answers with whole files, not with the ranges asked for")
    if answer.status != 206:
        raise RecordError(f"HTTP {answer.status}", final=False)
    said = answer.headers.get("content-range", "").partition("/")[0].strip().lower()
    if said != f"bytes {capture.offset}-{end - 1}" or len(answer.body) != capture.length:
        raise RecordError("another range than asked for", final=False)
    return read_record(answer.body, capture)


def read_record(member: bytes, capture: Capture) -> Page:
    """Return the page in the gzip member of a record, which has to be the capture's; raises RecordError."""
    file = io.BytesIO(member)
    whole = read_member(file, 0)
    if whole is None:
        raise RecordError("damaged gzip data", final=True)
    try:
        records = list(records_of(file, whole))
        if whole.end != len(member) or len(records) != 1:
            raise RecordError("not one record", final=True)
        record = next(ArchiveIterator(io.BytesIO(records[0]), record_types=WarcRecordType.response), None)
        if record is None or not record.is_http_parsed:
            raise RecordError("no HTTP response", final=True, sound=True)
        return _page(record, capture)
    except RecordError:
        raise
    except BodyError as error:
        raise RecordError(str(error), final=True, sound=True) from error
    except (OSError, ValueError, EOFError) as error:
        raise RecordError("damaged record", final=True) from error


def _page(record: WarcRecord, capture: Capture) -> Page:
    headers = record.headers
    url = (headers.get("WARC-Target-URI") or "").strip("<>")
    fetched = record.record_date.astimezone(UTC) if record.record_date else None
    if url != capture.url or fetched is None or fetched.replace(microsecond=0) != capture.time:
        raise RecordError("the record of another capture", final=True)
    if record.http_headers.status_code != 200:
        raise RecordError(f"archived with HTTP {record.http_headers.status_code}", final=True, sound=True)
    body = record.reader.read()
    if headers.get("WARC-Truncated") or len(body) == _CUT:
        raise RecordError("truncated by Common Crawl", final=True, sound=True)
    if base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode() != capture.digest:
        raise RecordError("the body has another digest than the index says", final=True, sound=True)
    sent = headers_by_name(record.http_headers.items())
    if body.startswith(b"\x1f\x8b"):  # bodies are archived decoded, though old records keep the header
        body = decode_body(body, sent.get("content-encoding", ""))
    for name in ("content-encoding", "transfer-encoding", "content-length"):
        sent.pop(name, None)
    return Page(url=url, body=body, headers=sent, fetched=fetched)


def _query(domain: str) -> dict[str, str | list[str]]:
    return {
        "url": domain,
        "matchType": "domain",
        "output": "json",
        "pageSize": _BLOCKS,
        "filter": "=status:200",
        "fl": _FIELDS,
    }


def _is_empty(answer: Answer) -> bool:
    """Tell whether an answer says that there are no captures (404) or no such page (400), with the reason in JSON."""
    reason = {404: "no captures found", 400: "invalid: first page is"}.get(answer.status)
    if reason is None:
        return False
    try:
        told = json.loads(answer.body)
        return reason in str(told.get("message") or told.get("error") or "").lower()
    except (ValueError, AttributeError, RecursionError):
        return False


def _not_an_index(collection: Collection, answer: Answer) -> ProtocolError:
    said = " ".join(answer.body[:120].decode("utf-8", "replace").split())
    return ProtocolError(f"{collection.api} does not answer as an index (HTTP {answer.status}: {said!r})")


def _collection(entry: Mapping[str, Any]) -> Collection:
    since, until = entry.get("from"), entry.get("to")
    if since and until:
        return Collection(str(entry["id"]), str(entry["cdx-api"]), _moment(since), _moment(until))
    first = last = None
    if week := _WEEK.fullmatch(str(entry["id"])):  # a crawl is named after the week in which it ends, about
        monday = datetime.combine(date.fromisocalendar(int(week[1]), int(week[2]), 1), datetime.min.time(), UTC)
        first, last = monday - _ABOUT, monday + _ABOUT
    return Collection(str(entry["id"]), str(entry["cdx-api"]), first, last)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _capture(line: Mapping[str, Any]) -> Capture:
    mime = str(line.get("mime") or "")
    offset, length, file = int(line["offset"]), int(line["length"]), str(line["filename"])
    if offset < 0 or length <= 0 or not (_FILE.fullmatch(file) or file.endswith(".arc.gz")):
        raise ValueError("no place of a record")
    return Capture(
        url=str(line["url"]),
        time=datetime.strptime(str(line["timestamp"]), "%Y%m%d%H%M%S").replace(tzinfo=UTC),
        status=int(line["status"]),
        mime=str(line.get("mime-detected") or "") if mime in {"", "unk"} else mime,
        digest=str(line["digest"]).removeprefix("sha1:"),
        file=file,
        offset=offset,
        length=length,
        truncated=str(line["truncated"]) if line.get("truncated") else None,
    )
