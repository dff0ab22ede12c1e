"""What later runs make of what earlier ones left: other days, corrected outlets, archived pages, set clocks."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.entries import Entry, Found, digest_of
from crawler.frontier import Frontier
from crawler.runs import OLDER
from tests.crawler.crawling import archived, finish, kill_at, run_crawl, source_of, start_crawl
from tests.crawler.site import Reply, Site, article, listing

B = "https://bao.example"
DAYS = {n: f"2024-{12 - n // 3:02}-{28 - 9 * (n % 3):02}" for n in range(9)}


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with Frontier(tmp_path / "f.sqlite") as opened:
        yield opened


def dated(site: Site) -> dict[str, object]:
    """Serve nine articles of October to December 2024, three a page of a listing that knows its ETag."""
    for page in range(3):
        items = "".join(
            f'<li><a href="/tin-{n}.html">Tin</a><time datetime="{DAYS[n]}T08:00:00"></time></li>'
            for n in range(3 * page, 3 * page + 3)
        )
        more = f'<a class="next" href="/tin?page={page + 2}">Sau</a>' if page < 2 else ""
        path = "/tin" if page == 0 else f"/tin?page={page + 1}"
        site.replies[path] = Reply(f"<ul>{items}</ul>{more}", headers={"ETag": f'"{page}"'})
    site.replies |= {f"/tin-{n}.html": Reply(article(n)) for n in range(9)}
    return source_of(site, {"listings": [f"{B}/tin"], "listing_pages": 1})


def conditional(site: Site) -> None:
    """Let lists answer 304 to whoever has them."""
    real = site.reply

    def reply(host: str, path: str, headers: dict[str, str]) -> Reply:
        answer = real(host, path, headers)
        return Reply(status=304) if headers.get("if-none-match", "-") == answer.headers.get("ETag") else answer

    site.reply = reply  # type: ignore[method-assign]


@pytest.mark.slow
def test_going_further_back_reads_lists_that_did_not_change(site: Site, tmp_path: Path) -> None:
    outlet = dated(site)
    conditional(site)
    assert run_crawl(tmp_path, [outlet])["kept"] == 3
    assert run_crawl(tmp_path, [outlet])["sources"]["bao"]["lists"]["unchanged"] == 1
    assert run_crawl(tmp_path, [outlet], {"since": "2024-11-01"})["kept"] == 3
    assert run_crawl(tmp_path, [outlet], {"since": "2024-10-01"})["kept"] == 3
    assert archived(tmp_path).total() == len(archived(tmp_path)) == 9


def test_a_run_for_other_days_does_not_go_on_with_one_that_was_cut_off(site: Site, tmp_path: Path) -> None:
    outlet = dated(site)
    process = start_crawl(tmp_path, [outlet], {"since": "2024-12-01"})
    kill_at(site, 4, process, signal.SIGTERM)
    assert finish(process)["interrupted"]
    site.on_request = lambda _: None
    assert not run_crawl(tmp_path, [outlet], {"since": "2024-10-01"})["resumed"]
    assert archived(tmp_path).total() == 9


@pytest.mark.slow
def test_a_sitemap_is_read_again_for_earlier_days(site: Site, tmp_path: Path) -> None:
    urls = "".join(f"<url><loc>{B}/tin-{n}.html</loc><lastmod>{DAYS[n]}</lastmod></url>" for n in range(9))
    index = f"<sitemapindex><sitemap><loc>{B}/sm.xml</loc><lastmod>2024-12-28</lastmod></sitemap></sitemapindex>"
    site.replies |= {"/index.xml": Reply(index), "/sm.xml": Reply(f"<urlset>{urls}</urlset>")}
    site.replies |= {f"/tin-{n}.html": Reply(article(n)) for n in range(9)}
    outlet = source_of(site, {"sitemaps": [f"{B}/index.xml"]})
    first = run_crawl(tmp_path, [outlet], {"since": "2024-11-01"})
    assert (first["kept"], first["sources"]["bao"]["skipped"]) == (6, {OLDER: 3})
    assert run_crawl(tmp_path, [outlet], {"since": "2024-10-15"})["kept"] == 2
    assert run_crawl(tmp_path, [outlet])["kept"] == 1


@pytest.mark.slow
def test_a_corrected_outlet_is_read_anew(site: Site, tmp_path: Path) -> None:
    site.replies |= {"/tin": Reply(listing(["/bai/1"]), headers={"ETag": '"1"'}), "/bai/1": Reply(article(1))}
    conditional(site)
    wrong = source_of(site, {"feeds": [f"{B}/tin"]})
    assert run_crawl(tmp_path, [wrong])["sources"]["bao"]["failures"] == {f"{B}/tin": "not a feed"}
    assert run_crawl(tmp_path, [source_of(site, {"listings": [f"{B}/tin"]})])["found"] == 0
    right = source_of(site, {"listings": [f"{B}/tin"], "article_pattern": r"/bai/\d+$"})
    assert run_crawl(tmp_path, [right])["kept"] == 1


@pytest.mark.slow
def test_archived_articles_of_other_topics_are_asked_for_again(site: Site, tmp_path: Path) -> None:
    page = "/gia-vang-hom-nay-giam-manh-phien-sang-1.html"
    site.replies |= {"/tin": Reply(listing([page])), page: Reply(article(1))}
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    assert run_crawl(tmp_path, [outlet], {"all_topics": True})["kept"] == 1
    site.replies[page] = Reply(article(2))
    assert run_crawl(tmp_path, [outlet], {"refresh": True})["kept"] == 1
    for file in (tmp_path / "archive").iterdir():
        file.unlink()
    assert run_crawl(tmp_path, [outlet])["kept"] == 1


@pytest.mark.slow
def test_a_page_that_went_back_to_what_it_was_is_archived_again(site: Site, tmp_path: Path) -> None:
    site.replies |= {"/tin": Reply(listing(["/a-1.html"]))}
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    kept = []
    for text in ("một", "hai", "một", "một"):
        site.replies["/a-1.html"] = Reply(article(text))
        kept.append(run_crawl(tmp_path, [outlet], {"refresh": True})["kept"])
    assert kept == [1, 1, 1, 0]


@pytest.mark.slow
def test_articles_that_a_firewall_refused_are_tried_by_the_next_run(site: Site, tmp_path: Path) -> None:
    links = [f"/tin-{n}.html" for n in range(12)]
    site.replies |= {"/tin": Reply(listing(links)), **{link: Reply(status=403) for link in links}}
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    refused = run_crawl(tmp_path, [outlet])["sources"]["bao"]
    assert refused["failed"] == {"HTTP 403": 8}
    assert refused["stopped"] == ["bao.example: HTTP 403, the last of 8 bad answers in a row"]
    site.replies |= {link: Reply(article(link)) for link in links}
    assert run_crawl(tmp_path, [outlet])["kept"] == 12


def test_numbered_pages_go_on_at_the_address_that_a_list_moved_to(site: Site, tmp_path: Path) -> None:
    site.replies |= {
        f"bao.example/tin?p={n}": Reply(status=301, headers={"Location": f"https://www.bao.example/tin?p={n}"})
        for n in range(1, 5)
    }
    site.replies |= {f"www.bao.example/tin?p={n}": Reply(listing([f"/tin-{n}.html"])) for n in range(1, 4)}
    site.replies |= {"www.bao.example/tin?p=4": Reply(listing([]))}
    site.replies |= {f"/tin-{n}.html": Reply(article(n)) for n in range(1, 4)}
    assert run_crawl(tmp_path, [source_of(site, {"listings": [f"{B}/tin?p={{page}}"]})])["kept"] == 3


def entry(frontier: Frontier) -> Entry:
    taken = frontier.take("bao", "bao.vn")
    assert taken is not None
    return taken


def test_an_address_found_at_another_host_is_counted_where_it_is_queued(frontier: Frontier) -> None:
    frontier.count_waiting()
    aside = Found(url="https://bao.vn/a", address="https://www.bao.vn/a", source="bao", kind="article", topic=0.0)
    frontier.add([aside], run=0.0, worth=0.5)
    likelier = Found(url="https://bao.vn/a", address="https://bao.vn/a", source="bao", kind="article")
    frontier.add([likelier], run=0.0, worth=0.5)
    assert frontier.lanes_waiting("bao") == frontier.lanes(["bao"]) == [("bao", "www.bao.vn")]


def test_a_list_that_was_known_as_an_article_becomes_a_list(frontier: Frontier) -> None:
    url = "https://bao.vn/tin"
    frontier.add([Found(url=url, address=url, source="bao", kind="article")], run=0.0)
    frontier.unchanged(entry(frontier))
    frontier.add([Found(url=url, address=url, source="bao", kind="listing")], run=time.time())
    assert entry(frontier).kind == "listing"
    frontier.add([Found(url=url, address=url, source="bao", kind="article", topic=1.0)], run=0.0)
    assert frontier.take("bao", "bao.vn") is None


def test_a_clock_that_was_set_back_keeps_nothing_waiting(frontier: Frontier) -> None:
    url = "https://bao.vn/a"
    frontier.add([Found(url=url, address=url, source="bao", kind="article")], run=0.0)
    frontier.retry(entry(frontier), due=time.time() + 7200, reason="HTTP 500")
    assert frontier.take("bao", "bao.vn") is None
    frontier.begin_run(["bao"], resume_within=0)
    taken = entry(frontier)
    frontier.keep(url, digest=digest_of(b"x"), record="a:0", fetched=taken.asked or 1.0, source="bao")
    assert frontier.counts() == {"bao": {"done": 1}}
