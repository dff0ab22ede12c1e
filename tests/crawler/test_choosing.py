"""What of the captures is wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.commoncrawl.captures import Noted, State
from crawler.commoncrawl.choosing import Wanted, choose
from crawler.commoncrawl.protocol import Capture
from crawler.source import Source
from tests.crawler.local_commoncrawl import BAO, moment

SOURCE = Source.model_validate(BAO)
BARE = Source.model_validate({**BAO, "article_pattern": None, "twins": {}})


def noted(url: str, digest: str = "A", state: State = "new", reason: str | None = None, **changes: Any) -> Noted:  # noqa: ANN401
    capture = Capture(url, moment("2023-06-03"), 200, "text/html", digest, "crawl-data/x.warc.gz", 0, 10, None)
    return Noted(0, replace(capture, **changes), state, reason)


def contents(wanted: Wanted) -> int:
    return len({key for key, _ in wanted.captures})


@pytest.mark.parametrize(
    ("url", "changes", "reason"),
    [
        ("https://bao.vn/trao-bang-khen-post1.html", {}, None),
        ("https://m.bao.vn/trao-bang-khen-post1.html", {}, None),
        ("https://bao.vn/post1/-post1.html", {}, None),  # nothing can be told of it
        ("https://bao.vn/gia-vang-hom-nay-post1.html", {}, "not of the topic by its address"),
        ("https://bao.vn/trao-bang-khen.html", {}, "no article by its address"),
        ("https://media.bao.vn/trao-bang-khen-post1.html", {}, "no article by its address"),
        ("https://bao.vn/trao-bang-khen-post1.html", {"truncated": "length"}, "truncated by Common Crawl"),
        ("https://bao.vn/trao-bang-khen-post1.html", {"status": 301}, "no page"),
        ("https://bao.vn/trao-bang-khen-post1.html", {"mime": "image/png"}, "no page"),
        ("https://bao.vn/trao-bang-khen-post1.html", {"mime": "Text/HTML; charset=utf-8"}, None),
        ("https://bao.vn/trao-bang-khen-post1.html", {"file": "x.arc.gz"}, "in an ARC file"),
        ("https://bao.vn/trao-bang-khen-post1.html", {"length": 30_000_000}, "over 20 MB"),
    ],
)
def test_articles_of_the_topic_by_their_address(url: str, changes: dict[str, Any], reason: str | None) -> None:
    wanted = choose(SOURCE, [noted(url, **changes)], all_topics=False)
    assert (wanted.found, contents(wanted)) == (1, int(reason is None))
    assert list(wanted.left_out) == ([reason] if reason else [])


def test_all_topics() -> None:
    wanted = choose(SOURCE, [noted("https://bao.vn/gia-vang-hom-nay-post1.html")], all_topics=True)
    assert contents(wanted) == 1


@pytest.mark.parametrize(
    ("url", "of_topic", "of_all"),
    [
        ("https://bao.vn/", 0, 0),
        ("https://bao.vn", 0, 0),
        ("https://bao.vn/?id=5", 0, 0),
        ("https://bao.vn/tin-tuc", 0, 0),
        ("https://bao.vn/5/gia-vang-hom-nay", 0, 1),
        ("https://bao.vn/trao-bang-khen-cho-12-tap-the", 1, 1),
    ],
)
def test_an_outlet_without_a_pattern_goes_by_the_words(url: str, of_topic: int, of_all: int) -> None:
    assert contents(choose(BARE, [noted(url)], all_topics=False)) == of_topic
    assert contents(choose(BARE, [noted(url)], all_topics=True)) == of_all


def test_each_content_once() -> None:
    url = "https://bao.vn/trao-bang-khen-post1.html"
    twin = "http://m.bao.vn/trao-bang-khen-post1.html?utm_source=x"
    wanted = choose(SOURCE, [noted(url), noted(twin), noted(url, "B")], all_topics=False)
    assert (wanted.found, contents(wanted), wanted.known) == (3, 2, 0)
    assert [key for key, _ in wanted.captures] == [(url, "A"), (url, "A"), (url, "B")]


def test_what_became_of_them_before() -> None:
    def at(number: int) -> str:
        return f"https://bao.vn/trao-bang-khen-post{number}.html"

    captures = [
        noted(at(1), state="new"),
        noted(at(1), state="kept"),
        noted(at(2), state="known"),
        noted(at(3), state="failed", reason="HTTP 404"),
        noted(at(4), state="unfit", reason="damaged gzip data"),
        noted(at(5), state="barred", reason="noarchive"),
        noted(at(5), state="new"),
        noted(at(4), state="new"),
    ]
    wanted = choose(SOURCE, captures, all_topics=False)
    assert [key[0] for key, _ in wanted.captures] == [at(3), at(4)]
    assert (wanted.known, contents(wanted)) == (2, 2)
    assert dict(wanted.left_out) == {"damaged gzip data": 1, "noarchive": 1}
