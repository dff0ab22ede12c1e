"""WARC files of others: what is taken of them, what is left out and why."""

from __future__ import annotations

import datetime as dt
import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import Archive, read_pages
from crawler.entries import Found
from crawler.forgotten import Forgotten, save_forgotten
from crawler.frontier import Frontier
from crawler.importing.paths import Choice, ImportSummary, import_paths
from crawler.page import Page
from crawler.source import Source
from crawler.warc import info_record, resource_record, response_record

NOON = datetime(2024, 6, 11, 5, 0, tzinfo=UTC)
BAO = Source(
    slug="bao",
    name="Báo",
    province="lao-cai",
    domains=("bao.vn",),
    article_pattern=r"-\d+\.html$",
    twins={r"^https://m\.bao\.vn": "https://bao.vn"},
)
BAN = Source(slug="ban", name="Ban", province="nghe-an", domains=("ban.vn",))
SOURCES = [BAO, BAN]
TOPIC = "Trao Bằng khen"
OTHER = "Giá vàng hôm nay"


def page(title: str = TOPIC) -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><p>{title}.</p></body></html>".encode()


def record(url: str, body: bytes | None = None, *, status: int = 200, day: int = 11, **headers: str) -> bytes:
    """Return a record as another's archive has it; headers by name with `_` for `-`, those of WARC begin with WARC."""
    http = {"Content-Type": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items() if k[:4] != "WARC"}
    made = response_record(
        url,
        status=status,
        headers=list(http.items()),
        body=page() if body is None else body,
        fetched=NOON.replace(day=day),
    )
    said = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in headers.items() if k[:4] == "WARC")
    return gzip.compress(gzip.decompress(made).replace(b"\r\nContent-Length", f"\r\n{said}Content-Length".encode(), 1))


def of_type(kind: str, made: bytes) -> bytes:
    return gzip.compress(gzip.decompress(made).replace(b"WARC-Type: response", f"WARC-Type: {kind}".encode()))


def imported(folder: Path, records: list[bytes], choice: Choice | None = None) -> ImportSummary:
    """Import records as a file into the archive beside it."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "x.warc.gz").write_bytes(b"".join(records))
    return import_paths([folder / "in"], archive=folder / "archive", sources=SOURCES, choice=choice)


def pages(folder: Path) -> list[Page]:
    return [page for shard in Archive(folder / "archive").shards() for page in read_pages(shard)]


def urls(folder: Path) -> list[str | None]:
    return [page.url for page in pages(folder)]


MIXED = [
    info_record("x", NOON),
    record("https://bao.vn/trao bang khen-1.html"),
    record("https://bao.vn/gia-vang-hom-nay-2.html", page(OTHER)),
    record("https://bao.vn/"),
    record("https://bao.vn/thi-dua/trang-2"),
    record("http://www.ban.vn/tin?id=1"),
    record("http://www.ban.vn/"),
    record("https://khac.vn/trao-bang-khen-1.html"),
    record("https://x.bao.vn/trao-bang-khen-1.html"),
    record("https://khac.vn/gia-vang-hom-nay-2.html", page(OTHER)),
    of_type("request", record("https://bao.vn/trao-bang-khen-9.html")),
    of_type("metadata", record("https://bao.vn/trao-bang-khen-9.html")),
]
ARTICLES = ["https://bao.vn/trao bang khen-1.html", "http://www.ban.vn/tin?id=1"]


def test_articles_of_known_outlets_on_the_topic_are_taken(tmp_path: Path) -> None:
    summary = imported(tmp_path, MIXED)
    assert urls(tmp_path) == ARTICLES
    assert summary.left_out == {"no known outlet": 3, "another topic": 1, "no article by its address": 3}
    assert (summary.scanned, summary.kept, summary.known, summary.bad) == (9, 2, 0, {})
    assert [dict(page.meta) for page in pages(tmp_path)] == [
        {"outlet": "bao", "province": "lao-cai"},
        {"outlet": "ban", "province": "nghe-an"},
    ]
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        assert frontier.counts() == {"bao": {"done": 1}, "ban": {"done": 1}}
    again = imported(tmp_path, MIXED)
    assert (again.kept, again.known) == (0, 2)


def test_all_topics_and_all_domains_are_taken_where_asked_for(tmp_path: Path) -> None:
    imported(tmp_path, MIXED, Choice(all_topics=True))
    assert urls(tmp_path) == [ARTICLES[0], "https://bao.vn/gia-vang-hom-nay-2.html", ARTICLES[1]]
    summary = imported(tmp_path, MIXED, Choice(all_domains=True))
    assert summary.left_out == {"another topic": 2, "no article by its address": 3}
    assert urls(tmp_path)[3:] == ["https://khac.vn/trao-bang-khen-1.html", "https://x.bao.vn/trao-bang-khen-1.html"]
    imported(tmp_path, MIXED, Choice(all_domains=True, all_topics=True))
    assert urls(tmp_path)[5:] == ["https://khac.vn/gia-vang-hom-nay-2.html"]


def test_only_the_outlets_and_days_asked_for_are_taken(tmp_path: Path) -> None:
    days = [record(f"https://bao.vn/khen-thuong-{day}.html", page(f"{TOPIC} {day}"), day=day) for day in range(1, 7)]
    choice = Choice(only=frozenset({"bao"}), since=dt.date(2024, 6, 2), until=dt.date(2024, 6, 4))
    summary = imported(tmp_path, [*MIXED, *days], choice)
    assert urls(tmp_path) == [f"https://bao.vn/khen-thuong-{day}.html" for day in (2, 3, 4)]
    assert summary.left_out["another outlet than asked for"] == 2
    assert summary.left_out["fetched on other days than asked for"] == 5


def test_twins_are_one_article(tmp_path: Path) -> None:
    summary = imported(
        tmp_path, [record("https://m.bao.vn/khen-1.html?utm_source=x"), record("http://bao.vn/khen-1.html")]
    )
    assert (summary.kept, summary.known) == (1, 1)
    assert pages(tmp_path)[0].meta["url"] == "https://bao.vn/khen-1.html"
    (tmp_path / "frontier.sqlite").unlink()
    assert imported(tmp_path, [record("http://bao.vn/khen-1.html")]).known == 1


def test_what_the_crawl_leaves_alone_for_good_is_left_out(tmp_path: Path) -> None:
    url = "https://bao.vn/trao-bang-khen-1.html"
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        frontier.add([Found(url=url, address=url, source="bao", kind="article")], run=0.0)
        entry = frontier.take("bao", "bao.vn")
        assert entry is not None
        frontier.skip(entry, "noarchive", final=True)
    summary = imported(tmp_path, [record(url.replace("https://", "https://m."))])
    assert (summary.kept, summary.known, dict(summary.left_out)) == (0, 0, {"noarchive": 1})
    assert urls(tmp_path) == []


def test_the_twin_of_what_is_forgotten_is_left_out(tmp_path: Path) -> None:
    forgotten = Forgotten({}, (BAO,))
    forgotten.add(["https://bao.vn/trao-bang-khen-1.html"], today=NOON.date())
    save_forgotten(tmp_path / "forgotten.csv", forgotten)
    summary = imported(tmp_path, [record("https://m.bao.vn/trao-bang-khen-1.html")])
    assert (summary.kept, summary.known, dict(summary.left_out)) == (0, 0, {"forgotten": 1})
    assert urls(tmp_path) == []


def test_what_thidua_archived_is_not_judged_again(tmp_path: Path) -> None:
    def crawled(url: str, **more: str) -> bytes:
        return response_record(url, status=200, headers=[], body=page(OTHER) + url.encode(), fetched=NOON, **more)

    records = [
        crawled("https://bao.vn/gia-vang-2.html", outlet="bao", province="lang-son"),
        crawled("https://moi.vn/gia-vang-2.html", outlet="moi"),
        resource_record("urn:x", content_type="text/plain", body=b"tin", fetched=NOON, meta={}, name="thu.txt"),
        crawled("https://moi.vn/gia-vang-3.html"),
    ]
    summary = imported(tmp_path, records)
    assert summary.left_out == {"no known outlet": 1}
    assert [dict(page.meta) for page in pages(tmp_path)] == [
        {"outlet": "bao", "province": "lang-son"},
        {"outlet": "moi"},
        {"file": "thu.txt"},
    ]
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        assert set(frontier.counts()) == {"", "bao", "moi"}
    only = imported(tmp_path, records, Choice(only=frozenset({"bao"})))
    assert (only.known, only.left_out) == (1, {"another outlet than asked for": 2, "no known outlet": 1})


def test_the_records_of_common_crawl(tmp_path: Path) -> None:
    def url(number: int) -> str:
        return f"https://bao.vn/trao-bang-khen-{number}.html"

    body = page() + b"<!-- -->" * 9
    summary = imported(
        tmp_path,
        [
            record(url(1), body, X_Crawl_Content_Encoding="gzip", X_Crawl_Content_Length="120"),
            record(url(2), gzip.compress(body), Content_Encoding="gzip"),
            record(url(3), body, Content_Encoding="gzip"),
            record(url(4), b"\xef\xbb\xbf \n" + body, Content_Encoding="br"),
            record(url(5), body, Content_Encoding="gzip", Transfer_Encoding="chunked"),
            record(url(6), b"<p>" + gzip.compress(body), Content_Encoding="gzip"),
            record(url(7), body[:40], WARC_Truncated="length"),
            of_type("revisit", record(url(8), b"", WARC_Refers_To_Target_URI=url(1))),
            record(url(9), body, status=301, Location=url(1)),
            record(url(10), body, X_Robots_Tag="noarchive"),
            record(url(11), b" "),
            record(url(12), body, Content_Type="application/pdf"),
            of_type("conversion", record(url(13), body)),
            gzip.compress(gzip.decompress(record(url(14), body)).replace(url(14).encode(), f"<{url(14)}>".encode())),
        ],
    )
    assert [page.url for page in pages(tmp_path)] == [url(number) for number in (1, 2, 3, 4, 5, 14)]
    assert {page.body.strip(b"\xef\xbb\xbf \n") for page in pages(tmp_path)} == {body}
    assert summary.left_out == {
        "damaged gzip data": 1,
        "cut off when it was fetched (length)": 1,
        "no content, a page seen before (revisit)": 1,
        "HTTP 301": 1,
        "noarchive": 1,
        "empty": 1,
        "no page by its content type": 1,
    }
    assert "left out, cut off when it was fetched (length): 1" in summary.lines()


def test_a_file_of_other_sites_is_read_and_no_bad_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plain = [gzip.decompress(record) for record in MIXED]
    (tmp_path / "in" / "plain.warc").write_bytes(b"".join(plain))
    (tmp_path / "in" / "one.warc.gz").write_bytes(gzip.compress(b"".join(plain)))
    (tmp_path / "in" / "other.warc.gz").write_bytes(record("https://khac.vn/a"))
    (tmp_path / "in" / "requests.warc.gz").write_bytes(MIXED[0] + MIXED[-1])
    for name in ("x.warc.zst", "x.warc.lz4", "x.warc.bz2"):
        (tmp_path / "in" / name).write_bytes(b"(\xb5/\xfd" + record("https://bao.vn/khen-1.html"))
    summary = imported(tmp_path, MIXED)
    assert {Path(path).name: reason for path, reason in summary.bad.items()} == {
        "requests.warc.gz": "no pages in it",
        "x.warc.bz2": "not imported: .bz2 files are not read",
        "x.warc.lz4": "not imported: .lz4 files are not read",
        "x.warc.zst": "not imported: .zst files are not read",
    }
    assert (summary.kept, summary.known, summary.scanned) == (2, 4, 28)


@pytest.mark.parametrize("nothing", [b"\0" * 70_000, b"\x1f\x8b\x08" * 900, gzip.compress(b"no record" * 99), b"{}"])
def test_damage_among_other_sites_pages_is_named_and_costs_no_page(tmp_path: Path, nothing: bytes) -> None:
    flipped = bytearray(MIXED[7])
    flipped[len(flipped) // 2] ^= 4
    long = gzip.compress(gzip.decompress(MIXED[7]).replace(b"\r\nContent-Length: ", b"\r\nContent-Length: 9", 1))
    records = [nothing, MIXED[7], bytes(flipped), *MIXED[:3], nothing, long, *MIXED[3:9], MIXED[9][:-9]]
    summary = imported(tmp_path, records)
    assert urls(tmp_path) == ARTICLES
    (reason,) = summary.bad.values()
    starts = [sum(map(len, records[:number])) for number in (0, 2, 6, 7)]
    assert reason.startswith(f"x.warc.gz is damaged from byte 0 to {len(nothing)}; also bytes {starts[1]} to ")
    assert f"bytes {starts[2]} to {starts[3]}" in reason
    assert f"bytes {starts[3]} to {starts[3] + len(long)}" in reason
    assert str(sum(map(len, records))) in reason


def test_how_far_it_is_is_shown(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(MIXED[7] * 1700)
    seen: list[int] = []
    import_paths(
        [tmp_path / "x.warc.gz"] * 2 + [tmp_path / "x.warc.gz"],
        archive=tmp_path / "archive",
        sources=SOURCES,
        on_scan=lambda summary: seen.append(summary.scanned),
    )
    assert seen == [500, 1000, 1500]
