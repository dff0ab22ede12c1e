"""The protocol of Common Crawl, spoken with a local copy of its servers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator

import pytest

from crawler.commoncrawl.asking import Server
from crawler.commoncrawl.protocol import (
    Capture,
    Collection,
    ProtocolError,
    RecordError,
    count_pages,
    fetch_record,
    read_captures,
    read_collections,
)
from tests.crawler.conftest import Reply, serving
from tests.crawler.local_commoncrawl import PAGE, CommonCrawl, Crawl, moment, text_of

DAY = "2023-06-03T08:15:30"


@pytest.fixture
def commons() -> Iterator[CommonCrawl]:
    with serving(CommonCrawl()) as running:
        assert isinstance(running, CommonCrawl)
        running.crawl("CC-MAIN-2023-23", "2023-05-27T21:05:05", "2023-06-11T00:39:41")
        yield running


@pytest.fixture
def server(commons: CommonCrawl) -> Iterator[Server]:
    with Server(commons.data, agent="thidua/0 (+me@example.org)", pause=1.0) as server:
        yield server


@pytest.fixture
def crawl(commons: CommonCrawl) -> Crawl:
    return commons.crawls[0]


def collection(commons: CommonCrawl, server: Server) -> Collection:
    return read_collections(server, commons.index)[-1]


def captures(commons: CommonCrawl, server: Server) -> list[Capture]:
    whole = collection(commons, server)
    pages = [read_captures(server, whole, "bao.vn", page) for page in range(count_pages(server, whole, "bao.vn"))]
    assert sum(bad for _, bad in pages) == 0
    return [capture for found, _ in pages for capture in found]


def test_collections_are_listed_with_their_spans(commons: CommonCrawl, server: Server) -> None:
    commons.crawl("CC-MAIN-2023-40", "2023-09-21T00:00:00", "2023-10-05T00:00:00")
    old, new = read_collections(server, commons.index)
    assert (old.id, old.since, old.until) == (
        "CC-MAIN-2023-23",
        moment("2023-05-27T21:05:05"),
        moment("2023-06-11T00:39:41"),
    )
    assert old.api == f"http://{commons.address}/CC-MAIN-2023-23-index"
    assert old.overlaps(moment("2023-06-11"), moment("2023-07-01"))
    assert not old.overlaps(moment("2023-06-12"), moment("2023-07-01"))
    assert not new.overlaps(moment("2023-08-01"), moment("2023-09-21"))
    assert {headers["user-agent"] for _, _, headers in commons.log} == {"thidua/0 (+me@example.org)"}


def test_a_list_without_spans_goes_by_the_names(commons: CommonCrawl, server: Server) -> None:
    api = f"http://{commons.address}/x-index"
    commons.collinfo = json.dumps([{"id": n, "cdx-api": api} for n in ("CC-MAIN-2023-23", "CC-MAIN-2012")]).encode()
    unknown, known = read_collections(server, commons.index)
    assert known.overlaps(moment("2023-05-27"), moment("2023-06-12"))
    assert not known.overlaps(moment("2023-09-01"), moment("2023-12-01"))
    assert unknown.overlaps(moment("1999-01-01"), moment("1999-02-01"))


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (b"<html>", "is no list of collections"),
        (b"[]", "lists no collections"),
        (b'{"a": 1}', "is no list of collections"),
        (b'[{"id": "x"}]', "is no list of collections"),
        (b'[{"id": "x", "cdx-api": "http://x", "from": "soon", "to": "late"}]', "is no list of collections"),
        (b"[" * 100_000, "is no list of collections"),
        (b'[{"id": "x", "cdx-api": "http://169.254.169.254/x"}]', "another host: http://169.254.169.254/x"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(commons: CommonCrawl, server: Server, told: bytes, reason: str) -> None:
    commons.collinfo = told
    with pytest.raises(ProtocolError, match=reason):
        read_collections(server, commons.index)


def test_hundreds_of_captures_come_page_by_page(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    for n in range(250):
        host = ("https://bao.vn", "https://www.bao.vn", "http://media.bao.vn")[n % 3]
        crawl.add(f"{host}/bang-khen-post{n}.html", DAY)
    crawl.add("https://baokhac.vn/bang-khen-post1.html", DAY)
    found = captures(commons, server)
    assert len(found) == len({c.url for c in found}) == 250
    assert len(commons.pages()) == 250 / PAGE + 0.5 == 13
    first = next(c for c in found if c.url == "https://bao.vn/bang-khen-post0.html")
    assert (first.time, first.status, first.mime, first.truncated) == (moment(DAY), 200, "text/html", None)
    assert first.file == crawl.file


def test_pages_that_the_filters_empty_do_not_end_the_reading(
    commons: CommonCrawl, server: Server, crawl: Crawl
) -> None:
    for n in range(PAGE):
        crawl.add(f"https://bao.vn/a-post{n:02}.html", DAY, status=404)
        crawl.add(f"https://bao.vn/b-post{n:02}.pdf", DAY, line={"mime": "application/pdf"})
    crawl.add("https://bao.vn/c-post1.html", DAY)
    assert [capture.url for capture in captures(commons, server)] == ["https://bao.vn/c-post1.html"]
    assert len(commons.pages()) == 3


def test_a_domain_without_captures(commons: CommonCrawl, server: Server) -> None:
    assert captures(commons, server) == []
    told = Reply(json.dumps({"error": "No Captures found for: bao.vn"}), status=404)
    commons.fail("/CC-MAIN-2023-23-index", told)
    assert count_pages(server, collection(commons, server), "bao.vn") == 0


def test_a_page_after_the_last_has_nothing(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY)
    assert read_captures(server, collection(commons, server), "bao.vn", 1) == ([], 0)
    commons.fail("/CC-MAIN-2023-23-index", Reply(json.dumps({"message": "bad query"}), status=400))
    with pytest.raises(ProtocolError, match=r"HTTP 400: .*bad query"):
        read_captures(server, collection(commons, server), "bao.vn", 0)


def test_a_count_of_pages_that_is_a_bare_number(commons: CommonCrawl, server: Server) -> None:
    commons.fail("/CC-MAIN-2023-23-index", Reply("3\n"))
    assert count_pages(server, collection(commons, server), "bao.vn") == 3


@pytest.mark.parametrize(
    "reply", [Reply("<html>gone", status=404), Reply("<html>"), Reply("null"), Reply(b"\xff", status=410)]
)
def test_an_address_that_is_no_index_is_told(commons: CommonCrawl, server: Server, reply: Reply) -> None:
    whole = collection(commons, server)
    commons.fail("/CC-MAIN-2023-23-index", reply, reply)
    with pytest.raises(ProtocolError, match="does not answer as an index"):
        count_pages(server, whole, "bao.vn")
    with pytest.raises(ProtocolError, match="does not answer as an index"):
        read_captures(server, whole, "bao.vn", 0)


def test_lines_that_cannot_be_read_are_counted(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    good = crawl.add("https://bao.vn/a-post1.html", DAY)
    bad = [
        {**good, "offset": "x"},
        {**good, "length": "0"},
        {**good, "timestamp": "20231340000000"},
        {**good, "filename": "crawl-data/../../etc/x.warc.gz"},
        {**good, "filename": "/x.warc.gz"},
        {k: v for k, v in good.items() if k != "digest"},
        ["a"],
    ]
    commons.extra[crawl.id] = "\n".join([json.dumps(line) for line in bad] + ['{"url": "https', "[" * 100_000]).encode()
    found, lost = read_captures(server, collection(commons, server), "bao.vn", 0)
    assert [capture.url for capture in found] == ["https://bao.vn/a-post1.html"]
    assert lost == len(bad) + 2


def test_only_the_record_is_fetched(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY)
    entry = crawl.add("https://www.bao.vn/b-post2.html", DAY, headers={"ETag": '"x"', "Content-Encoding": "gzip"})
    crawl.add("https://bao.vn/c-post3.html", DAY)
    (capture,) = [c for c in captures(commons, server) if c.url == "https://www.bao.vn/b-post2.html"]
    page = fetch_record(server, capture)
    first = int(entry["offset"])
    assert commons.records() == [(f"/{crawl.file}", f"bytes={first}-{first + int(entry['length']) - 1}")]
    assert commons.log[-1][2]["accept-encoding"] == "identity"
    assert (page.url, page.body, page.fetched) == (capture.url, text_of(capture.url), moment(DAY))
    assert page.headers["etag"] == '"x"'
    assert "content-encoding" not in page.headers


def test_a_body_as_long_as_the_old_limit_is_truncated(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY, b"x" * 1024 * 1024)
    crawl.add("https://bao.vn/b-post2.html", DAY, b"x" * (1024 * 1024 + 1))
    cut, whole = captures(commons, server)
    with pytest.raises(RecordError, match="truncated by Common Crawl"):
        fetch_record(server, cut)
    assert len(fetch_record(server, whole).body) == 1024 * 1024 + 1


def test_a_body_that_was_archived_packed_is_unpacked(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY, gzip.compress(b"<p>tin"), headers={"Content-Encoding": "gzip"})
    assert fetch_record(server, captures(commons, server)[0]).body == b"<p>tin"


def _again(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda record: gzip.compress(change(gzip.decompress(record)))


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (lambda r: r[:-9], {}, "damaged gzip data"),
        (lambda r: r[:60] + bytes([r[60] ^ 1]) + r[61:], {}, "damaged gzip data"),
        (lambda r: r + r, {}, "not one record"),
        (lambda r: r + b"more", {}, "not one record"),
        (_again(lambda r: r + r), {}, "not one record"),
        (_again(lambda r: r[:-30]), {}, "damaged record"),
        (_again(lambda r: b"hello"), {}, "damaged gzip data"),
        (_again(lambda r: r.replace(b"WARC-Type: response", b"WARC-Type: request")), {}, "no HTTP response"),
        (_again(lambda r: r.replace(b"post1.html", b"post2.html")), {}, "the record of another capture"),
        (_again(lambda r: r.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 404 OK")), {}, "archived with HTTP 404"),
        (_again(lambda r: r.replace(b"WARC-Type", b"WARC-Truncated: length\r\nWARC-Type")), {}, "truncated by Common"),
        (lambda r: r, {"digest": "A" * 32}, "another digest"),
        (lambda r: r, {"timestamp": "20230603081531"}, "the record of another capture"),
    ],
)
def test_a_record_that_is_not_what_the_index_says(
    commons: CommonCrawl,
    server: Server,
    crawl: Crawl,
    change: Callable[[bytes], bytes],
    line: dict[str, str],
    reason: str,
) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY, change=change, line=line)
    with pytest.raises(RecordError, match=reason) as raised:
        fetch_record(server, captures(commons, server)[0])
    assert raised.value.final


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), "HTTP 404"),
        (Reply(status=416), "HTTP 416"),
        (Reply(b"x" * 10, status=206, headers={"Content-Range": "bytes 0-9/100"}), "another range than asked for"),
        (Reply(b"x" * 10, status=206), "another range than asked for"),
    ],
)
def test_a_record_that_is_not_there_may_be_there_later(
    commons: CommonCrawl, server: Server, crawl: Crawl, reply: Reply, reason: str
) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY)
    (capture,) = captures(commons, server)
    commons.fail("/crawl-data", reply)
    with pytest.raises(RecordError, match=reason) as raised:
        fetch_record(server, capture)
    assert not raised.value.final
    assert fetch_record(server, capture).body == text_of("https://bao.vn/a-post1.html")


def test_a_part_as_long_but_from_elsewhere_is_not_taken(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY)
    (capture,) = captures(commons, server)
    whole = {"Content-Range": f"bytes 0-{capture.length - 1}/99999"}
    commons.fail("/crawl-data", Reply(b"x" * capture.length, status=206, headers=whole))
    with pytest.raises(RecordError, match="another range than asked for"):
        fetch_record(server, capture)


def test_a_server_that_knows_no_ranges_is_left_at_once(commons: CommonCrawl, server: Server, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/a-post1.html", DAY)
    (capture,) = captures(commons, server)
    commons.fail("/crawl-data", Reply(b"x" * 50_000_000))
    with pytest.raises(ProtocolError, match="whole files"):
        fetch_record(server, capture)
