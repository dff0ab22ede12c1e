"""Titles found without parsing the page."""

from __future__ import annotations

import pytest

from crawler.importing.titles import title_of

KHEN = "Trao Bằng khen"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<html><head><title>\n Trao  Bằng\tkhen </title>", KHEN),
        ('<TITLE data-x="1">Trao B&#7857;ng khen</TITLE>', KHEN),
        ('<meta property="og:title" content="Trao Bằng khen">', KHEN),
        ("<meta content='Trao Bằng khen' property=og:title />", KHEN),
        ('<meta name="description" content="x"><meta property="og:title" content="Trao Bằng khen"><title>Báo</title>',
         f"Báo | {KHEN}"),
        ('<title>Trao Bằng khen</title><meta property="og:title" content="Trao Bằng khen">', KHEN),
        ("<style>" + "a{}" * 30_000 + "</style><title>Trao Bằng khen</title>", KHEN),
        ("<titles>x</titles><title></title><title>Trao Bằng khen</title>", None),
        ("<p>Trao Bằng khen</p>", None),
        ('<meta property="og:title"><meta property="og:title:alt" content="x">', None),
        ("", None),
    ],
)  # fmt: skip
def test_what_the_head_says_is_the_title(page: str, title: str | None) -> None:
    assert title_of(page.encode()) == title


def test_a_page_that_is_not_in_utf8_keeps_the_letters() -> None:
    assert title_of("<title>Trao Bằng khen</title>".encode("utf-16-le")) is None
    assert title_of(b"<title>Thi \xf0ua khen th\xfd\xf5\xccng</title>") is not None
    assert title_of("<title>Thi đua yêu nước</title>".encode("cp1258", "replace")) is not None


def test_an_endless_head_takes_no_time() -> None:
    assert title_of(b"<title" * 100_000) is None
    assert title_of(b"<title>" * 100_000) is None
    assert title_of(b'<meta property="og:title"' * 20_000) is None
