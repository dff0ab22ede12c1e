"""Backfills from a local copy of Common Crawl."""

from __future__ import annotations

import gzip
from pathlib import Path

from crawler.archive import Archive
from crawler.entries import Found
from crawler.forgotten import Forgotten, save_forgotten
from crawler.frontier import Frontier
from crawler.importing.paths import Choice, import_paths
from crawler.source import Source
from crawler.warc import response_record
from tests.crawler.backfilling import DAY, JUNE, at, filled, pages, urls
from tests.crawler.local_commoncrawl import BAO, CommonCrawl, Crawl, moment, text_of


def test_articles_of_the_topic_come_into_the_archive(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY, headers={"ETag": '"1"'})
    crawl.add("http://www.bao.vn/trao-bang-khen-post2.html", "2023-06-04")
    crawl.add("https://m.bao.vn/trao-bang-khen-post3.html", "2023-06-05")
    crawl.add(at(4, "gia-vang-hom-nay"), DAY)
    crawl.add("https://bao.vn/", DAY)
    crawl.add("https://media.bao.vn/trao-bang-khen-post5.html", DAY)
    crawl.add(at(6), DAY, status=404)
    crawl.add(at(7), DAY, line={"truncated": "length"})
    commons.crawls[2].add(at(8), "2023-04-01")
    commons.crawls[2].add(at(9), "2023-03-31T23:59:59")
    commons.crawls[0].add(at(10), "2023-09-25")
    summary, told = filled(tmp_path, commons, contact="me@example.org")
    assert summary.finished
    assert summary.collections == ["CC-MAIN-2023-14", "CC-MAIN-2023-23"]
    assert (told.found, told.matching, told.fetched, told.kept, told.known) == (7, 4, 4, 4, 0)
    assert dict(told.left_out) == {
        "no article by its address": 1,
        "not of the topic by its address": 1,
        "truncated by Common Crawl": 1,
    }
    assert not told.failed
    kept = {page.url or "": page for page in pages(tmp_path)}
    assert sorted(kept) == sorted(
        [at(1), at(8), "http://www.bao.vn/trao-bang-khen-post2.html", "https://m.bao.vn/trao-bang-khen-post3.html"]
    )
    first = kept[at(1)]
    assert (first.body, first.fetched, first.meta) == (
        text_of(at(1)),
        moment(DAY),
        {"province": "lao-cai", "outlet": "bao"},
    )
    assert kept["https://m.bao.vn/trao-bang-khen-post3.html"].meta["url"] == at(3)
    (shard,) = Archive(tmp_path / "archive").shards()
    assert gzip.decompress(shard.read_bytes()).count(b"\r\nThidua-Outlet: bao\r\n") == 4
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        assert frontier.counts() == {"bao": {"done": 4}}
        assert frontier.known([at(n) for n in (1, 2, 3, 8)]) == {at(n) for n in (1, 2, 3, 8)}
    agents = {headers["user-agent"] for _, _, headers in commons.log}
    assert len(agents) == 1
    assert agents.pop().endswith("(+me@example.org)")


def test_a_second_run_asks_for_nothing_but_the_list(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY)
    crawl.add(at(2, "gia-vang-hom-nay"), DAY)
    filled(tmp_path, commons)
    commons.log.clear()
    _, told = filled(tmp_path, commons)
    assert [path for _, path, _ in commons.log] == ["/collinfo.json"]
    assert (told.found, told.matching, told.to_fetch, told.known) == (2, 1, 0, 1)
    _, told = filled(tmp_path, commons, all_topics=True)
    assert (commons.pages(), told.kept) == ([], 1)
    assert urls(tmp_path) == [at(2, "gia-vang-hom-nay"), at(1)]


def test_each_content_of_an_article_once_at_its_first_time(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), "2023-06-05")
    crawl.add("https://m.bao.vn/trao-bang-khen-post1.html", "2023-06-03", text_of(at(1)))
    crawl.add(at(1), "2023-06-06", b"<p>corrected")
    commons.crawls[2].add(at(1), "2023-04-01", text_of(at(1)))
    _, told = filled(tmp_path, commons)
    assert (told.found, told.matching, told.kept) == (4, 2, 2)
    assert [(page.fetched, page.body) for page in pages(tmp_path)] == [
        (moment("2023-04-01"), text_of(at(1))),
        (moment("2023-06-06"), b"<p>corrected"),
    ]


def test_an_outlet_known_by_its_domains_alone(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/trao-bang-khen-cho-tap-the", DAY)
    crawl.add("https://bao.vn/", DAY)
    crawl.add("https://baocu.vn/tin/trao-huan-chuong-lao-dong.aspx?id=5", DAY)
    source = {"article_pattern": None, "domains": ["bao.vn", "baocu.vn"]}
    _, told = filled(tmp_path, commons, source=source)
    assert told.kept == 2


def test_a_dry_run_says_how_much_there_is(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    lines = [crawl.add(at(n), DAY) for n in range(3)]
    crawl.add(at(2), "2023-06-04", text_of(at(2)))
    summary, told = filled(tmp_path, commons, dry_run=True)
    assert (told.to_fetch, told.bytes) == (3, sum(int(line["length"]) for line in lines))
    assert commons.records() == []
    assert f"3 records to fetch, {told.bytes / 1e3:.1f} kB" in summary.lines(dry_run=True)[1]
    commons.log.clear()
    assert filled(tmp_path, commons)[1].kept == 3
    assert commons.pages() == []


def test_a_limit_and_going_on(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(5):
        crawl.add(at(n), f"2023-06-0{n + 1}")
    summary, told = filled(tmp_path, commons, limit=2)
    assert (summary.finished, told.fetched, told.to_fetch) == (False, 2, 5)
    assert summary.lines(dry_run=False)[-1] == "the limit is reached; run it again to go on"
    assert urls(tmp_path) == [at(0), at(1)]
    assert filled(tmp_path, commons, limit=3)[0].finished
    assert len(commons.records()) == len(urls(tmp_path)) == 5


def test_what_forbids_archiving_is_not_kept_and_asked_for_once(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl
) -> None:
    crawl.add(at(1), DAY, headers={"X-Robots-Tag": "noarchive"})
    crawl.add(at(2), DAY, b'<meta name="robots" content="noarchive">')
    crawl.add(at(2), "2023-06-05", b'<meta name="robots" content="noarchive">')
    for _ in range(2):
        _, told = filled(tmp_path, commons)
        assert (told.kept, told.left_out["noarchive"]) == (0, 2)
    assert len(commons.records()) == 2
    assert pages(tmp_path) == []


def test_what_the_crawl_leaves_alone_for_good_is_left_alone(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(3):
        crawl.add(at(n), DAY)
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        frontier.add([Found(url=at(n), address=at(n), source="bao", kind="article") for n in (0, 1)], run=0.0)
        for n, reason in enumerate(("noarchive", "robots.txt forbids it")):
            entry = frontier.take("bao", "bao.vn")
            assert entry is not None
            frontier.skip(entry, reason, final=n == 0)
    _, told = filled(tmp_path, commons)
    assert (told.matching, told.kept, dict(told.left_out)) == (2, 2, {"noarchive": 1})


def test_what_is_no_page_after_all(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY, b" \n")
    crawl.add(at(2), DAY, headers={"Content-Type": "image/png"})
    _, told = filled(tmp_path, commons)
    assert dict(told.failed) == {"no page by its content": 2}
    assert pages(tmp_path) == []


def test_what_the_archive_holds_is_not_kept_again(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY)
    crawl.add(at(2), DAY)
    held = [(at(1), moment(DAY)), (at(2), moment("2023-06-20"))]
    records = [
        response_record(url, status=200, headers=[("Content-Type", "text/html")], body=text_of(url), fetched=time)
        for url, time in held
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records))
    import_paths(
        [tmp_path / "a.warc.gz"],
        archive=tmp_path / "archive",
        sources=[Source.model_validate(BAO)],
        choice=Choice(all_topics=True),
    )
    _, told = filled(tmp_path, commons)
    assert (told.matching, told.to_fetch, told.fetched, told.kept, told.known) == (2, 1, 1, 0, 2)
    (tmp_path / "captures.sqlite").unlink()
    filled(tmp_path, commons)
    assert len(pages(tmp_path)) == 2


def test_what_is_forgotten_is_not_noted_and_comes_when_it_is_let_in_again(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl
) -> None:
    for url in (at(1), at(2), "https://m.bao.vn/trao-bang-khen-post3.html"):
        crawl.add(url, DAY)
    told = Forgotten(sources=(Source.model_validate(BAO),))
    told.add([at(1), at(3)], today=JUNE)
    save_forgotten(tmp_path / "forgotten.csv", told)
    for _ in range(2):
        filled(tmp_path, commons)
        assert urls(tmp_path) == [at(2)]
    noted = b"".join(path.read_bytes() for path in tmp_path.glob("captures.sqlite*"))
    assert [name for name in (b"khen-post1.", b"khen-post2.", b"khen-post3.") if name in noted] == [b"khen-post2."]
    asked = len(commons.pages())
    told.lines.pop(at(3))
    save_forgotten(tmp_path / "forgotten.csv", told)
    for _ in range(2):
        filled(tmp_path, commons)
        assert urls(tmp_path) == [
            "https://bao.vn/trao-bang-khen-post2.html",
            "https://m.bao.vn/trao-bang-khen-post3.html",
        ]
    assert len(commons.pages()) == 2 * asked


def test_an_outlet_of_another_slug_reads_the_index_for_itself(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl
) -> None:
    crawl.add(at(1), DAY)
    filled(tmp_path, commons, dry_run=True)
    _, told = filled(tmp_path, commons, source={"slug": "bao-moi"})
    assert (told.kept, urls(tmp_path)) == (1, [at(1)])


def test_a_domain_below_another_one_is_not_asked_for_again(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY)
    crawl.add("https://xa.bao.vn/trao-bang-khen-post2.html", DAY)
    crawl.add("https://khac-bao.vn/trao-bang-khen-post3.html", DAY)
    _, told = filled(tmp_path, commons, source={"domains": ["xa.bao.vn", "bao.vn", "khac-bao.vn"]})
    assert told.kept == 3
    assert {page.split()[1] for page in commons.pages()} == {"bao.vn", "khac-bao.vn"}


def test_pages_that_were_sent_without_a_type(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY, line={"mime": "unk"})
    crawl.add(at(2), DAY, line={"mime": ""})
    crawl.add(at(3), DAY, line={"mime": "unk", "mime-detected": "application/pdf"})
    crawl.add(at(4), DAY, line={"mime": "image/jpeg"})
    del crawl.add(at(5), DAY, line={"mime": "unk"})["mime-detected"]  # before 2018
    del crawl.add(at(6), DAY, headers={"Content-Type": "image/png"}, line={"mime": "unk"})["mime-detected"]
    _, told = filled(tmp_path, commons)
    assert urls(tmp_path) == [at(1), at(2), at(5)]
    assert (told.found, dict(told.failed)) == (4, {"no page by its content": 1})
