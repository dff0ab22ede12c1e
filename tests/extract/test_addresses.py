"""The address, day and id that an article gets, of what the page, its place and its finder say."""

from __future__ import annotations

import pytest

from crawler.page import Page
from extract.reading import read_page
from tests.extract.one_page import page_with


@pytest.mark.parametrize(
    ("url", "stated", "expected"),
    [
        ("https://www.baosonkhe.example/a-post1.html?utm_source=x", "", "https://baosonkhe.example/a-post1.html"),
        (
            "https://baosonkhe.example/b?id=1",
            "https://baosonkhe.example/a-post1.html",
            "https://baosonkhe.example/a-post1.html",
        ),
        ("https://baosonkhe.example/b-post2.html", "/a-post1.html", "https://baosonkhe.example/a-post1.html"),
        (
            "https://m.baosonkhe.example/a-post1.html",
            "https://baosonkhe.example/a-post1.html",
            "https://baosonkhe.example/a-post1.html",
        ),
        (
            "https://baosonkhe.example/b-post2.html",
            "https://khac.example/a.html",
            "https://baosonkhe.example/b-post2.html",
        ),
        (
            "https://baosonkhe.example/b-post2.html",
            "https://baosonkhe.example/",
            "https://baosonkhe.example/b-post2.html",
        ),
        ("https://baosonkhe.example/b-post2.html", "http://[broken/", "https://baosonkhe.example/b-post2.html"),
        (
            "http://127.0.0.1:8123/x/a-post1.html",
            "https://baosonkhe.example/a-post1.html",
            "https://baosonkhe.example/a-post1.html",
        ),
        (None, "https://baosonkhe.example/a-post1.html", "https://baosonkhe.example/a-post1.html"),
        (None, "javascript:void(0)", None),
    ],
)
def test_the_canonical_address_is_believed_on_its_own_site(url: str | None, stated: str, expected: str | None) -> None:
    head = f'<link rel="canonical" href="{stated}">' if stated else ""
    article = read_page(page_with("", head=head, url=url))
    assert article.url == expected
    assert article.source == ("baosonkhe.example" if expected else None)


def test_what_is_given_beside_a_page_wins() -> None:
    page = page_with("", head='<meta property="article:published_time" content="2024-06-05T10:00:00+07:00">')
    given = Page(url=page.url, body=page.body, meta={"published": "2024-06-06", "source": "khac.example"})
    article = read_page(given)
    assert article.published is not None
    assert (article.published.date().isoformat(), article.published_from) == ("2024-06-06", "given")
    assert article.source == "khac.example"


def test_dates_of_page_and_address_that_differ_are_named() -> None:
    page = page_with("", url="https://baosonkhe.example/xa-hoi/202404/tin-1a2b3c4/")
    shown = '<div class="article__meta"><time class="time" datetime="2025-01-02T08:00:00+0700">x</time></div><h1 '
    body = page.body.replace(b"<h1 ", shown.encode(), 1)
    assert read_page(Page(url=page.url, body=body)).warnings == (
        "published 2025-01 by the page, 2024-04 by its address",
    )
    assert read_page(page).warnings == ("no date of publication; the address tells the month 2024-04",)


def test_ids_depend_on_the_address_alone_or_on_the_text() -> None:
    one, other = read_page(page_with("")), read_page(page_with("<p>Thêm một đoạn.</p>"))
    assert one.id == other.id
    assert len(one.id) == 16
    assert read_page(page_with("", url=None)).id != read_page(page_with("<p>Thêm một đoạn.</p>", url=None)).id
