"""A local copy of Common Crawl: its list of collections, its paged index and its WARC files, on one small server."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.warc import info_record, response_record
from tests.crawler.site import Reply, Site

PAGE = 20
"""Lines of a page of the index here."""
BAO: dict[str, Any] = {
    "slug": "bao",
    "name": "Báo",
    "province": "lao-cai",
    "domains": ["bao.vn"],
    "article_pattern": r"-post\d+\.html$",
    "twins": {r"^https://m\.bao\.vn/": "https://bao.vn/"},
}


def moment(text: str) -> datetime:
    """Return a time given as `2023-05-10` or `2023-05-10T12:00:00`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def text_of(name: object) -> bytes:
    """Return the HTML of an article."""
    return f"<html><head><title>Tin {name}</title></head><body><p>Trao bằng khen: {name}</p></body></html>".encode()


@dataclass
class Crawl:
    """One collection: lines of its index, and its one WARC file as it grows."""

    id: str
    since: datetime
    until: datetime
    lines: list[dict[str, Any]] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)

    @property
    def file(self) -> str:
        return f"crawl-data/{self.id}/segments/1686224643585.23/warc/{self.id}-00340.warc.gz"

    def add(
        self,
        url: str,
        when: str,
        body: bytes | None = None,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        change: Callable[[bytes], bytes] = lambda record: record,
        line: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Archive a page in Common Crawl's form, with its line of the index; `change` and `line` falsify the two."""
        body = text_of(url) if body is None else body
        sent = {"Content-Type": "text/html; charset=utf-8", "X-Crawler-Content-Encoding": "gzip"} | (headers or {})
        record = response_record(url, status=status, headers=list(sent.items()), body=body, fetched=moment(when))
        member = change(record)
        entry = {
            "urlkey": surt(url),
            "timestamp": f"{moment(when):%Y%m%d%H%M%S}",
            "url": url,
            "mime": "text/html",
            "mime-detected": "text/html",
            "status": str(status),
            "digest": base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode(),
            "length": str(len(member)),
            "offset": str(len(self.data)),
            "filename": self.file,
            "languages": "vie",
            "encoding": "UTF-8",
        } | dict(line or {})
        self.data += member
        self.lines.append(entry)
        self.lines.sort(key=lambda e: (e["urlkey"], e["timestamp"]))
        return entry


class CommonCrawl(Site):
    """Both servers; `faults` are answers that come first, by the beginning of a path and query."""

    def __init__(self) -> None:
        super().__init__()
        self.crawls: list[Crawl] = []
        self.faults: list[tuple[str, Reply]] = []
        self.collinfo: bytes | None = None
        self.extra: dict[str, bytes] = {}
        """Bytes at the end of every page of the index, by collection."""

    @property
    def index(self) -> str:
        return f"http://{self.address}/collinfo.json"

    @property
    def data(self) -> str:
        return f"http://{self.address}/"

    def crawl(self, name: str, since: str, until: str) -> Crawl:
        crawl = Crawl(name, moment(since), moment(until))
        crawl.data += info_record("x.warc.gz", moment(since))
        self.crawls.insert(0, crawl)
        return crawl

    def fail(self, beginning: str, *replies: Reply) -> None:
        """Answer the next requests whose path and query begin so with these."""
        self.faults += [(beginning, reply) for reply in replies]

    def records(self) -> list[tuple[str, str]]:
        """Return the files and ranges that were asked for."""
        return [(path, headers["range"]) for _, path, headers in self.log if "range" in headers]

    def pages(self) -> list[str]:
        """Return the collection and page of each request for a page of the index."""
        found = []
        for _, path, _ in self.log:
            parts = urlsplit(path)
            if parts.path.endswith("-index") and "page" in (query := parse_qs(parts.query)):
                found.append(f"{parts.path[1:-6]} {query['url'][0]} {query['page'][0]}")
        return found

    def reply(self, host: str, path: str, headers: dict[str, str]) -> Reply:
        super().reply(host, path, headers)
        with self.lock:
            for number, (beginning, reply) in enumerate(self.faults):
                if path.startswith(beginning):
                    del self.faults[number]
                    return reply
        parts = urlsplit(path)
        if parts.path == "/collinfo.json":
            return Reply(self.collinfo if self.collinfo is not None else json.dumps(self._collections()))
        for crawl in self.crawls:
            if parts.path == f"/{crawl.id}-index":
                return self._index(crawl, parse_qs(parts.query), "gzip" in headers.get("accept-encoding", ""))
            if parts.path == f"/{crawl.file}":
                return self._range(crawl, headers.get("range"))
        return Reply("<html>404 Not Found</html>", status=404)

    def _collections(self) -> list[dict[str, str]]:
        return [
            {
                "id": crawl.id,
                "name": f"{crawl.until:%B %Y} Index",
                "timegate": f"http://{self.address}/{crawl.id}/",
                "cdx-api": f"http://{self.address}/{crawl.id}-index",
                "from": crawl.since.isoformat().removesuffix("+00:00"),
                "to": crawl.until.isoformat().removesuffix("+00:00"),
            }
            for crawl in self.crawls
        ]

    def _index(self, crawl: Crawl, query: dict[str, list[str]], packed: bool) -> Reply:
        assert query["matchType"] == ["domain"]
        assert query["output"] == ["json"]
        domain = ",".join(reversed(query["url"][0].split(".")))
        lines = [e for e in crawl.lines if e["urlkey"].startswith((domain + ")", domain + ","))]
        pages = math.ceil(len(lines) / PAGE)
        if "showNumPages" in query:
            return Reply(json.dumps({"pages": pages, "pageSize": 5, "blocks": pages}))
        page = int(query["page"][0])
        if page >= pages > 0:
            told = {"message": f"Page {page} invalid: First Page is 0, Last Page is {pages - 1}"}
            return Reply(json.dumps(told), status=400)
        shown = [e for e in lines[page * PAGE : (page + 1) * PAGE] if all(_passes(e, f) for f in query["filter"])]
        if not shown:
            return Reply(json.dumps({"message": f"No Captures found for: {query['url'][0]}"}), status=404)
        fields = query["fl"][0].split(",")
        body = "".join(json.dumps({k: e[k] for k in fields if k in e}) + "\n" for e in shown).encode()
        body += self.extra.get(crawl.id, b"")
        return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"}) if packed else Reply(body)

    def _range(self, crawl: Crawl, asked: str | None) -> Reply:
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", asked or "")
        if found is None:
            return Reply(bytes(crawl.data))
        first, last = int(found[1]), min(int(found[2]), len(crawl.data) - 1)
        if first >= len(crawl.data):
            return Reply(status=416)
        headers = {
            "Content-Range": f"bytes {first}-{last}/{len(crawl.data)}",
            "Content-Type": "application/octet-stream",
        }
        return Reply(bytes(crawl.data[first : last + 1]), status=206, headers=headers)


def surt(url: str) -> str:
    """Return the key that the index sorts an address by."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}){parts.path.lower()}{query}"


def _passes(entry: dict[str, Any], rule: str) -> bool:
    """Apply a filter as pywb does: `=` is exact, `~` a regular expression, else a part will do; `!` negates."""
    found = re.fullmatch(r"(!?)([=~]?)([\w-]+):(.*)", rule)
    assert found is not None
    negated, how, name, value = found.groups()
    told = str(entry.get(name, ""))
    hit = told == value if how == "=" else bool(re.match(value, told)) if how == "~" else value in told
    return hit != bool(negated)
