"""Tests of the front door: what is an article, what is not and why, and how long it takes to say so."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from crawler.page import Page
from extract.reading import NotAnArticle, read_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
_PARAGRAPH = "<p>Hội nghị tổng kết công tác thi đua, khen thưởng của xã Sơn Khê diễn ra trong buổi sáng nay.</p>"


def _refusal(body: bytes, content_type: str = "text/html", url: str | None = None) -> str:
    with pytest.raises(NotAnArticle) as refused:
        read_page(Page(url=url, body=body, headers={"content-type": content_type}))
    assert str(refused.value) == refused.value.reason
    assert "\n" not in refused.value.reason
    return refused.value.reason


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", "empty"),
        (b" \n ", "text/html", "empty"),
        (b"%PDF-1.7 abc", "text/html", "binary"),
        (b"\x89PNG\r\n\x1a\n", "", "binary"),
        (bytes(range(256)) * 50, "text/html", "binary"),
        (b"<p>x</p>", "application/json", "application/json"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "text/xml", "feed"),
        (b"<urlset></urlset>", "", "feed"),
        (b"<html><body></body></html>", "text/html", "no text"),
        (
            b"<html><head><meta http-equiv='refresh' content='0; url=/x'></head><body>x</body></html>",
            "text/html",
            "redirect",
        ),
        (
            b"<html><body>"
            + b"".join(b"<p>Paragraph %d of an English text.</p>" % n for n in range(40))
            + b"</body></html>",
            "text/html",
            "not Vietnamese",
        ),
        (b"<p>" + b"a" * 9_000_000, "text/html", "larger than"),
        (gzip.compress(b"<p>" + b"a" * 60_000_000), "text/html", "larger than"),
        (b"<html><body>" + b"<div>" * 50_000, "text/html", "nested"),
        (b"<html><body>" + b"<p>a" * 200_000, "text/html", "elements"),
        (b"<html><div " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">x", "text/html", "attributes"),
        (b"<html><body><script>" + b"x" * 5_000_000, "text/html", "no text"),
    ],
)
def test_what_is_no_article_is_refused_quickly_and_says_why(body: bytes, content_type: str, reason: str) -> None:
    started = time.process_time()
    assert reason in _refusal(body, content_type)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "inside",
    [
        "<table><tr><td colspan=9007199254740991>" + _PARAGRAPH + "</td></tr></table>",
        "&amp;" * 100_000 + _PARAGRAPH,
        "&#x110000;&#0;&#xD800;" + _PARAGRAPH,
        "<p>" * 200 + _PARAGRAPH,
        "<a href='http://[::1'>x</a>" + _PARAGRAPH + "<script>var unclosed = '</p>",
        _PARAGRAPH + "<table><tr>" + "<td>a" * 10_000 + "</table>",
        _PARAGRAPH + "<p>" + "ab<br>" * 20_000,
        _PARAGRAPH + "<p>" + "a" * 200_000,
        _PARAGRAPH + "<p>" + "aba.Xin" * 40_000,
        _PARAGRAPH + "<p>" + "{{" * 50_000,
        _PARAGRAPH + "<p class=t1>Lò Sơn</p>" * 10_000,
        _PARAGRAPH + "</div>" + "<div class='article__body cms-body'>a</div>" * 900,
        _PARAGRAPH + "<div>" + "<p>Tin khác</p>" * 10_000 + "</div>",
    ],
    ids=[
        *("colspan", "entities", "bad references", "open tags", "open script", "cells", "line breaks", "long word"),
        *("glued words", "templates", "bylines", "bodies", "labels"),
    ],
)
def test_hostile_bodies_are_read_quickly(inside: str) -> None:
    body = f'<h1 class="article__title">Tổng kết</h1><div class="article__body cms-body">{inside}</div>'.encode()
    started = time.process_time()
    article = read_page(Page(url=None, body=body))
    assert time.process_time() - started < 5
    assert "Hội nghị tổng kết công tác" in article.text


def _listing(stories: int) -> bytes:
    story = (
        '<li><h3><a href="/tin-{0}.html">Chủ tịch xã thứ {0} trao Giấy khen cho nhân dân</a></h3>'
        "<p>Sáng ngày {0}, Chủ tịch xã thứ {0} trao Giấy khen cho các tập thể và cá nhân có thành tích xuất sắc.</p>"
        "</li>"
    )
    items = "".join(story.format(number) for number in range(1, stories + 1))
    return f"<html><head><title>Thời sự</title></head><body><h1>Thời sự</h1><ul>{items}</ul></body></html>".encode()


@pytest.mark.parametrize("stories", [3, 5, 40])
def test_listings_are_no_articles(stories: int) -> None:
    assert _refusal(_listing(stories))


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("https://bao.vn/", None),
        ("https://bao.vn", None),
        ("https://bao.vn/index.html", None),
        ("https://bao.vn/tin-1.html", "https://bao.vn/tin-1.html"),
        ("https://bao.vn/?p=12", "https://bao.vn/?p=12"),
    ],
)
def test_a_saved_page_is_not_named_by_the_front_page(stated: str, url: str | None) -> None:
    head = f"<html><head><title>x</title><link rel=canonical href='{stated}'></head><body><h1>{{}}</h1>"
    text = "".join(_PARAGRAPH.replace("xã", f"tổ {n} của xã") for n in range(8))
    pages = [(head.format(title) + text).encode() for title in ("Lễ trao bằng khen", "Hội nghị tổng kết năm")]
    read = [read_page(Page(url=None, body=body, headers={"content-type": "text/html"})) for body in pages]
    assert [article.url for article in read] == [url, url]
    assert len({article.id for article in read}) == (1 if url else 2)


def test_print_copies_are_no_articles() -> None:
    head = "<head><meta name=robots content='noindex, nofollow'></head>"
    body = f"<html>{head}<body>{_PARAGRAPH * 5}</body></html>"
    assert "printing" in _refusal(body.encode(), url="https://vidu.example/vi/news/print/tin/a-1.html")


def test_html_sent_as_text_and_text_sent_as_html_are_told_apart() -> None:
    page = (Path(__file__).parent / "pages" / "zce.html").read_bytes()
    assert read_page(Page(url=None, body=page, headers={"content-type": "text/plain"})).family == "zce"
    plain = "Sơn Khê tổng kết thi đua\n\nHội nghị diễn ra trong buổi sáng với 3 < 5 đại biểu."
    assert read_page(Page(url=None, body=plain.encode(), headers={"content-type": "text/html"})).family == "plain-text"
    assert read_page(Page(url=None, body=gzip.compress(page))).family == "zce"


def test_reading_twice_gives_the_same() -> None:
    for path in PAGES:
        page = Page(url="https://vidu.example/a-1.html", body=path.read_bytes())
        assert read_page(page) == read_page(page)


@pytest.mark.parametrize("name", ["baolaocai-post404649.html", "baolaocai-post404649.compressed.html"])
def test_a_real_article_of_bao_lao_cai(shared: Path, name: str) -> None:
    page = Page(
        url=None, body=(shared / "html" / name).read_bytes(), headers={"content-type": "text/html; charset=utf-8"}
    )
    article = read_page(page)
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    assert kinds == ["title", "lead", *["paragraph"] * 10]
    assert article.paragraph_text(article.paragraphs[1]).startswith("Không ồn ào, không phô trương thành tích")
    assert article.byline == "Anh Dũng"
    assert "Anh Dũng" not in article.text
    assert article.published is not None
    assert article.published.isoformat() == "2025-06-17T13:43:02+07:00"
    assert (article.family, article.source, article.published_from) == ("zce", "baolaocai.vn", "meta")
    assert article.url == "https://baolaocai.vn/song-dep-tu-nhung-dieu-gian-di-post404649.html"
    assert article.warnings == ()


def test_a_real_listing_is_no_article(shared: Path) -> None:
    assert _refusal((shared / "html" / "baocantho-thoi-su-listing.html").read_bytes())


def test_a_known_family_is_read_in_a_few_milliseconds(shared: Path) -> None:
    page = Page(url=None, body=(shared / "html" / "baolaocai-post404649.html").read_bytes())
    took = []
    for _ in range(8):
        started = time.process_time()
        read_page(page)
        took.append(time.process_time() - started)
    assert min(took) < 0.05
