"""Lists of addresses: each is queued once, for the outlet that has its domain, and the next crawl asks for it."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from crawler.forgotten import Forgotten, save_forgotten
from crawler.frontier import Frontier
from crawler.importing.paths import Choice, ImportSummary, import_paths
from crawler.importing.url_lists import addresses_in
from crawler.source import Source
from tests.crawler.conftest import Reply, Site, archived, article, run_crawl, source_of

BAO = Source(
    slug="bao", name="Báo", domains=("bao.vn",), article_pattern=r"-\d+\.html$", twins={r"//m\.bao\.vn": "//bao.vn"}
)
BAN = Source(slug="ban", name="Ban", domains=("ban.vn",))


def imported(path: Path, choice: Choice | None = None) -> ImportSummary:
    return import_paths([path], archive=path.parent / "archive", sources=[BAO, BAN], choice=choice)


def queued(folder: Path) -> list[tuple[str, str, str]]:
    """Return source, canonical address, and address to ask for, of all that is queued."""
    found = []
    with Frontier(folder / "frontier.sqlite") as frontier:
        for source, host in frontier.lanes(["bao", "ban"]):
            while (entry := frontier.take(source, host)) is not None:
                assert entry.kind == "article"
                found.append((source, entry.url, entry.address))
    return sorted(found)


LIST = """# Khen thưởng
https://bao.vn/a-1.html

http://www.bao.vn/a-1.html?utm_source=x
https://m.bao.vn/a-2.html
  http://www.ban.vn/tin?id=7#top
https://khac.vn/a-3.html
"""


@pytest.mark.parametrize("name", ["a.txt", "a.urls", "a.TXT.gz"])
def test_a_list_is_queued_by_outlet(tmp_path: Path, name: str) -> None:
    content = b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    summary = imported(tmp_path / name)
    assert summary.lines() == [
        "1 files: 0 pages kept, 0 known already",
        "addresses: 3 queued for the next crawl, 0 known already",
        "not queued: https://khac.vn/a-3.html: no known outlet",
    ]
    again = imported(tmp_path / name)
    assert (again.queued, again.known_addresses) == (0, 3)
    assert queued(tmp_path) == [
        ("ban", "https://ban.vn/tin?id=7", "http://www.ban.vn/tin?id=7"),
        ("bao", "https://bao.vn/a-1.html", "https://bao.vn/a-1.html"),
        ("bao", "https://bao.vn/a-2.html", "https://bao.vn/a-2.html"),
    ]


def test_a_column_of_addresses_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('title, URL \n"Trao, tặng",https://bao.vn/a-1.html\nx, bao.vn/a-2.html\nshort\n,\n')
    summary = imported(tmp_path / "a.csv")
    assert (summary.queued, summary.left_out_addresses) == (1, {"bao.vn/a-2.html": "no web address"})
    for name, content, reason in (
        ("b.csv", b"title,link\nx,y\n", "no column url"),
        ("c.csv", b'url\n"x', "not CSV: unexpected end of data"),
        ("d.urls", b"https://bao.vn/\xff", "not in UTF-8"),
        ("e.csv", b"\n", "empty"),
    ):
        (tmp_path / name).write_bytes(content)
        assert list(imported(tmp_path / name).bad.values()) == [reason]


def test_only_the_outlets_asked_for_are_queued(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST)
    summary = imported(tmp_path / "a.txt", Choice(only=frozenset({"ban"})))
    assert summary.queued == 1
    assert summary.left_out_addresses["https://bao.vn/a-1.html"] == "another outlet than asked for"
    assert imported(tmp_path / "a.txt", Choice(all_domains=True)).left_out_addresses == {
        "https://khac.vn/a-3.html": "no known outlet"
    }


@pytest.mark.parametrize(
    "text",
    ["Hội nghị\nhttps://bao.vn/a-1.html\n", "Xem https://bao.vn/a-1.html\n", "# chỉ có chú thích\n", "ftp://bao.vn/a"],
)
def test_a_text_that_holds_addresses_is_a_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert addresses_in(text.encode(), ".txt") is None
    summary = imported(tmp_path / "a.txt")
    assert (summary.kept, summary.queued, summary.left_out_addresses) == (1, 0, {})
    assert addresses_in(b"https://bao.vn/\xff", ".txt") is None


@pytest.mark.parametrize("more", ["  # xem lại", " và", "\thttps://bao.vn/a-2.html"])
def test_a_list_with_more_than_addresses_is_no_text(tmp_path: Path, more: str) -> None:
    (tmp_path / "a.txt").write_text(f"# Danh sách\n\nhttps://bao.vn/a-1.html\nhttps://bao.vn/a-3.html{more}\nhết\n")
    summary = imported(tmp_path / "a.txt")
    assert list(summary.bad.values()) == ["line 4 is not an address alone, as those of a list are"]
    assert (summary.kept, summary.queued) == (0, 0)


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["txt", "csv"])
def test_a_list_in_utf_16(tmp_path: Path, coding: str, ending: str) -> None:
    text = "\ufeff" + ("url\r\n" if ending == "csv" else "# Khen thưởng\r\n") + "https://bao.vn/a-1.html\r\n"
    (tmp_path / f"a.{ending}").write_bytes(text.encode(coding))
    summary = imported(tmp_path / f"a.{ending}")
    assert (summary.kept, summary.queued, summary.bad) == (0, 1, {})
    broken = "\ufeff".encode(coding) + b"\xd8"
    if ending == "txt":
        assert addresses_in(broken, ".txt") is None


def test_no_row_is_lost_without_a_word(tmp_path: Path) -> None:
    rows = [f"Tin{mark} mới,https://bao.vn/a-{n}.html" for n, mark in enumerate("\u2028\x85\x0b\x0c\x1c")]
    text = "\r".join(["title,url", *rows, '"Hai\n\rdòng",https://bao.vn/a-8.html', "ngắn", "", "trống, "])
    (tmp_path / "a.csv").write_bytes(text.encode())
    summary = imported(tmp_path / "a.csv")
    assert (summary.queued, summary.left_out_addresses) == (6, {})
    assert dict(summary.left_out) == {"row of a list without an address": 2}


def test_what_is_no_article_by_its_address_is_not_queued(tmp_path: Path) -> None:
    others = ["https://bao.vn/", "https://bao.vn/rss/x.xml", "https://bao.vn/anh.jpg", "https://ban.vn"]
    (tmp_path / "a.txt").write_text("\n".join([*others, "https://m.bao.vn/a-1.html", "https://ban.vn/tin"]))
    summary = imported(tmp_path / "a.txt")
    assert summary.left_out_addresses == dict.fromkeys(others, "no article by its address")
    assert [url for _, url, _ in queued(tmp_path)] == ["https://ban.vn/tin", "https://bao.vn/a-1.html"]


def test_what_is_forgotten_is_counted_and_not_named(tmp_path: Path) -> None:
    forgotten = Forgotten({}, (BAO, BAN))
    forgotten.add(["https://bao.vn/ten-nguoi-1.html", "khac.vn"], today=date(2024, 6, 11))
    save_forgotten(tmp_path / "forgotten.csv", forgotten)
    (tmp_path / "a.urls").write_text("http://m.bao.vn/ten-nguoi-1.html\nhttps://khac.vn/ten-nguoi\nhttps://ban.vn/a\n")
    summary = imported(tmp_path / "a.urls")
    assert (summary.queued, dict(summary.left_out)) == (1, {"forgotten": 2})
    assert "ten-nguoi" not in json.dumps(summary.as_dict())


def test_lines_that_are_no_address_are_named(tmp_path: Path) -> None:
    lines = [
        "https://bao.vn:x/a-1.html",
        "ftp://bao.vn/a",
        "bao.vn",
        "https://bao.vn/a b",
        "https://[bao.vn/",
        "https://",
    ]
    (tmp_path / "a.urls").write_text("\n".join([*lines, *(f"https://x{n}.vn/" for n in range(30))]))
    summary = imported(tmp_path / "a.urls")
    assert summary.queued == 0
    assert set(lines) < set(summary.left_out_addresses)
    assert summary.lines()[-1] == "not queued: 16 more, which the report of the run names"
    assert len(summary.as_dict()["left_out_addresses"]) == 36


def test_an_outlet_without_a_place_to_start_is_asked_for_what_is_queued(site: Site, tmp_path: Path) -> None:
    site.replies |= {
        "/a": Reply(status=301, headers={"Location": "/bai/a"}),
        "/bai/a": Reply(article(1)),
        "/b": Reply(article(2)),
    }
    outlet = source_of(site, {"article_pattern": None})
    source = Source.model_validate(outlet)
    assert source.state == "unverified"
    (tmp_path / "a.txt").write_text("http://bao.example/a\nhttp://bao.example/b\n")
    import_paths(
        [tmp_path / "a.txt"], archive=tmp_path / "archive", frontier=tmp_path / "frontier.sqlite", sources=[source]
    )
    summary = run_crawl(tmp_path, [outlet])
    assert (summary["kept"], summary["failed"], summary["finished"]) == (2, 0, True)
    assert archived(tmp_path) == {"http://bao.example/bai/a": 1, "http://bao.example/b": 1}
    assert run_crawl(tmp_path, [outlet])["fetched"] == 0
