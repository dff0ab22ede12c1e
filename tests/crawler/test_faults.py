"""A site that does everything wrong: a clear reason for each, and no other page harmed."""

from __future__ import annotations

import gzip
import re
import socket
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped,unused-ignore]
import pytest

from crawler.spider import ROBOTS_TRIES
from tests.crawler.crawling import archived, bodies, run_crawl, source_of
from tests.crawler.site import Reply, Site, article, endless, listing, reset, serving, silence

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

B = "https://bao.example"


WRITTEN = b"<p>Thi \xf0ua, khen th\xf5\xf0ng</p>"
"""A page in windows-1258."""
CHARSETS = {
    41: "text/html; charset=utf-8",
    42: "text/html",
    43: "text/html; charset=khong-co",
    44: "",
    45: "text/html;",
}


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path, Counter[str]]:
    """Crawl a site that does everything wrong, once for all tests of it."""
    home = tmp_path_factory.mktemp("faults")
    with serving(Site()) as site:
        site.replies |= {
            "/robots.txt": Reply("User-agent: *\nDisallow: /noi-bo\n", headers={"Content-Type": "text/plain"}),
            "/gzip-1.html": Reply(gzip.compress(article(1).encode()), headers={"Content-Encoding": "gzip"}),
            "/hoi-2.html": lambda asked: Reply(article(2)) if asked > 2 else Reply(status=500),
            "/cham-3.html": lambda asked: (
                Reply(article(3)) if asked > 1 else Reply(status=429, headers={"Retry-After": "1"})
            ),
            "/hong-4.html": Reply(status=503, headers={"Retry-After": "²"}),
            "/chuyen-5.html": Reply(status=301, headers={"Location": "/moi-5.html"}),
            "/moi-5.html": Reply(article(5)),
            "/ve-6.html": Reply(status=302, headers={"Location": "/"}),
            "/": Reply(listing([])),
            "/vong-7.html": Reply(status=302, headers={"Location": "/vong-8.html"}),
            "/vong-8.html": Reply(status=302, headers={"Location": "/vong-7.html"}),
            "/ra-9.html": Reply(status=302, headers={"Location": "http://169.254.169.254/latest-9.html"}),
            "/tep-10.html": Reply(status=302, headers={"Location": "file:///etc/passwd-10.html"}),
            "/bom-11.html": Reply(gzip.compress(bytes(60_000_000)), headers={"Content-Encoding": "gzip"}),
            "/to-12.html": Reply(b"x", headers={"Content-Length": "200000000"}, drop=True),
            "/cut-13.html": Reply(b"<p>nua", headers={"Content-Length": "5000"}, drop=True),
            "/cam-14.html": Reply('<meta name="robots" content="noindex, noarchive"><p>x</p>'),
            "/cam-15.html": Reply("<p>x</p>", headers={"X-Robots-Tag": "noarchive"}),
            "/pdf-16.html": Reply(b"%PDF", headers={"Content-Type": "application/pdf"}),
            "/trong-17.html": Reply(" \n"),
            "/noi-bo/kin-18.html": Reply(article(18)),
            "/cut-19.html": Reply(gzip.compress(article(19).encode())[:-9], headers={"Content-Encoding": "gzip"}),
            "/sau-20.html": Reply(article(20)),
            "/lich": Reply(listing(["/sau-20.html"], "/lich?page=2")),
            "/phien-31.html": Reply(article(31)),
            **{f"/ma-{n}.html": Reply(WRITTEN, headers={"Content-Type": kind}) for n, kind in CHARSETS.items()},
            "/khong": Reply(listing([])),
            "/xau": Reply("<rss><item>", headers={"Content-Type": "text/xml"}),
        }
        for step in range(21, 30):
            site.replies[f"/di-{step}.html"] = Reply(status=302, headers={"Location": f"/di-{step + 1}.html"})
        for page in range(2, 60):
            site.replies[f"/lich?page={page}"] = Reply(listing([f"/lich-{page + 1000}.html"], f"/lich?page={page + 1}"))
        twins = [
            "/sau-20.html?utm_source=fb",
            "/sau-20.html?fbclid=1#x",
            "https://m.bao.example/sau-20.html",
            "/sau-20.html/amp",
            "/in/sau-20.html",
            "/phien-31.html?PHPSESSID=0a1b",
            "/phien-31.html;jsessionid=9F?utm_campaign=a",
            "/phien-31.html?sid=77",
        ]
        links = [p for p in site.replies if p.endswith(".html") and "moi-5" not in p and not p.startswith("/di-")]
        site.replies["/tin"] = Reply(listing([*links, "/gone-404.html", "/di-21.html", *twins]))
        outlet = source_of(
            site,
            {
                "domains": ["bao.example", "m.bao.example"],
                "listings": [f"{B}/tin", f"{B}/lich"],
                "feeds": [f"{B}/xau", f"{B}/khong"],
                "listing_pages": 4,
                "twins": {r"^https://m\.": "https://", r"/amp$": "", "/in/": "/", r"\?sid=\d+$": ""},
                "article_pattern": r"-\d+\.html(/amp)?$",
            },
        )
        return run_crawl(home, [outlet]), home, site.asked()


def test_each_failure_has_its_reason(faults: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    failures = faults[0]["sources"]["bao"]["failures"]
    assert {url.removeprefix(f"{B}/"): reason for url, reason in failures.items() if "lich-" not in url} == {
        "hong-4.html": "HTTP 503",
        "ve-6.html": "redirects to what is no article",
        "vong-8.html": "redirect loop",
        "ra-9.html": "redirects to another site (169.254.169.254)",
        "tep-10.html": "redirects to what is no web address",
        "bom-11.html": "over 20 MB",
        "to-12.html": "over 20 MB",
        "cut-13.html": "answer cut short",
        "pdf-16.html": "not a page but application/pdf",
        "trong-17.html": "empty page",
        "cut-19.html": "gzip data cut short",
        "gone-404.html": "HTTP 404",
        "di-26.html": "too many redirects",
        "khong": "not a feed",
    }
    assert faults[0]["sources"]["bao"]["skipped"] == {"noarchive": 2, "robots.txt forbids it": 1}


def test_faults_harm_no_other_page(faults: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    _, home, asked = faults
    names = ["gzip-1", "hoi-2", "cham-3", "moi-5", "sau-20", "phien-31", *(f"ma-{n}" for n in CHARSETS)]
    assert archived(home) == Counter(f"{B}/{name}.html" for name in names)
    assert bodies(home)[f"{B}/gzip-1.html"] == article(1).encode()
    assert asked["/noi-bo/kin-18.html"] == 0
    assert Counter(path for path in asked.elements() if re.search("sau-20|phien-31", path)) == {
        "/sau-20.html": 1,  # under whatever address it was linked
        "/phien-31.html": 1,
    }


def test_pages_are_archived_as_they_were_sent(faults: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    kept = bodies(faults[1])
    assert [kept[f"{B}/ma-{n}.html"] for n in CHARSETS] == [WRITTEN] * len(CHARSETS)


def test_endless_lists_end(faults: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    assert [path for path in faults[2] if path.startswith("/lich?")] == [f"/lich?page={n}" for n in (2, 3, 4)]


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def broken_off(connection: socket.socket) -> None:
    """Begin a body of no known length, and end it with a reset."""
    connection.sendall(OK + b"\r\n<p>nua")
    time.sleep(0.05)  # or the reset would overtake it
    reset(connection)


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
PAGE = article(1).encode()
LINES: dict[str, tuple[Reply, str]] = {
    "dut": (Reply(raw=reset), "connection closed"),
    "dut-giua": (Reply(raw=broken_off), "answer cut short"),
    "dau-dai": (Reply(raw=OK + b"X-A: %b\r\n" % (b"x" * 9000) * 120 + b"\r\n" + PAGE), "over 256 kB of headers"),
    "dau-vo-tan": (endless(OK, b"X-A: b\r\n" * 1000), "over 256 kB of headers"),
    "bao-truoc": (endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000), "over 256 kB of headers"),
    "dong-dai": (endless(b"HTTP/1.1 200 ", b"x" * 10000), "connection closed"),
    "rac": (Reply(raw=b"xin chao\r\n\r\n"), "answer is not HTTP"),
    "so-la": (Reply(raw=b"HTTP/1.1 hai OK\r\n\r\n"), "answer is not HTTP"),
    "khuc-hong": (Reply(raw=CHUNKED + b"zz\r\nabc\r\n"), "answer cut short"),
    "khuc-thieu": (Reply(raw=CHUNKED + b"40\r\n<p>nua"), "answer cut short"),
    "dai-la": (Reply(raw=OK + b"Content-Length: -5\r\n\r\n" + PAGE), "answer is not HTTP"),
    "vo-tan": (endless(CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"), "over 20 MB"),
    "nen-la": (Reply(PAGE, headers={"Content-Encoding": "zip"}), "unknown content encoding zip"),
    "304": (Reply(status=304), "HTTP 304"),
    "206": (Reply(PAGE, status=206), "HTTP 206"),
    "204": (Reply(raw=b"HTTP/1.1 204 No Content\r\n\r\n"), "HTTP 204"),
    "rong": (Reply(b""), "empty page"),
    "bom-br": (Reply(brotli.compress(bytes(60_000_000), quality=1), headers={"Content-Encoding": "br"}), "over 20 MB"),
    "bom-zstd": (Reply(zstd.compress(bytes(60_000_000)), headers={"Content-Encoding": "zstd"}), "over 20 MB"),
    "bom-kep": (
        Reply(gzip.compress(gzip.compress(bytes(60_000_000))), headers={"Content-Encoding": "gzip, gzip"}),
        "over 20 MB",
    ),
}
"""One host each: how it answers to its first article, and the reason that is given for it."""


def side_by_side(site: Site, names: list[str]) -> list[dict[str, Any]]:
    """Return an outlet for each name, with a domain of that name."""
    return [
        source_of(site, {"slug": name, "domains": [f"{name}.example"], "listings": [f"https://{name}.example/tin"]})
        for name in names
    ]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path, Counter[str]]:
    """Crawl a host for each fault of the connection, all side by side: a list, the bad page, and a good one."""
    home = tmp_path_factory.mktemp("lines")
    with serving(Site()) as site:
        site.replies |= {"/tin": Reply(listing(["/xau-1.html", "/lanh-2.html"])), "/lanh-2.html": Reply(article(2))}
        site.replies |= {f"{name}.example/xau-1.html": reply for name, (reply, _) in LINES.items()}
        site.replies["cu.example/xau-1.html"] = Reply(raw=b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + PAGE)
        outlets = side_by_side(site, [*LINES, "cu"])
        return run_crawl(home, outlets), home, Counter(host for host, _, _ in site.log)


def test_each_fault_of_a_connection_has_its_reason(lines: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    outlets = lines[0]["sources"]
    given = {name: outlets[name]["failures"].get(f"https://{name}.example/xau-1.html") for name in LINES}
    assert given == {name: reason for name, (_, reason) in LINES.items()}


def test_no_fault_of_a_connection_harms_another_page(lines: tuple[dict[str, Any], Path, Counter[str]]) -> None:
    summary, home, _ = lines
    expected = [f"https://{name}.example/lanh-2.html" for name in [*LINES, "cu"]]
    assert archived(home) == Counter([*expected, "https://cu.example/xau-1.html"])  # HTTP/1.0, of no known length
    assert summary["finished"]
    assert summary["peak"] < 300, summary["peak"]


SLOW = {
    "im": Reply(raw=silence),
    "nho-giot": endless(OK + b"Content-Length: 100000\r\n\r\n", b"<p>", pause=0.1),
    "nho-giot-dau": endless(OK, b"X-A: b\r\n", pause=0.1),
}


@pytest.mark.slow
def test_a_request_ends_after_its_time_however_its_answer_trickles(tmp_path: Path) -> None:
    with serving(Site()) as site:
        site.replies |= {"/tin": Reply(listing(["/xau-1.html", "/lanh-2.html"])), "/lanh-2.html": Reply(article(2))}
        site.replies |= {f"{name}.example/xau-1.html": reply for name, reply in SLOW.items()}
        site.replies["cam.example/robots.txt"] = Reply(raw=silence)
        summary = run_crawl(tmp_path, side_by_side(site, [*SLOW, "cam"]), timeout=1.0)
    for name in SLOW:
        assert summary["sources"][name]["failures"] == {f"https://{name}.example/xau-1.html": "timeout"}
    assert archived(tmp_path) == Counter(f"https://{name}.example/lanh-2.html" for name in SLOW)
    assert summary["sources"]["cam"]["stopped"] == ["cam.example: robots.txt: timeout"]
    assert Counter(host for host, _, _ in site.log)["cam.example"] == ROBOTS_TRIES


@pytest.mark.slow
def test_large_bodies_on_many_hosts_are_broken_off_within_bounded_memory(tmp_path: Path) -> None:
    sent: Counter[str] = Counter()

    def large(name: str) -> Reply:
        def send(connection: socket.socket) -> None:
            connection.sendall(OK + b"\r\n")
            for _ in range(200):
                connection.sendall(bytes(1_000_000))
                sent[name] += 1

        return Reply(raw=send)

    names = [f"to-{number}" for number in range(24)]
    with serving(Site()) as site:
        site.replies |= {f"{name}.example/to-1.html": large(name) for name in names}
        site.replies |= {"/tin": Reply(listing(["/to-1.html", "/lanh-2.html"])), "/lanh-2.html": Reply(article(2))}
        outlets = side_by_side(site, names)
        summary = run_crawl(tmp_path, outlets)
    reasons = Counter(reason for name in names for reason in summary["sources"][name]["failed"])
    assert set(reasons) <= {"over 20 MB", "put off: too many large pages at once"}
    assert reasons.total() == len(names)
    assert reasons["over 20 MB"] > 0
    assert max(sent.values()) < 4 * 30  # of 200 MB, at each of up to four tries: the server sees that nobody reads
    assert archived(tmp_path) == Counter(f"https://{name}.example/lanh-2.html" for name in names)
    assert summary["peak"] < 300, summary["peak"]
