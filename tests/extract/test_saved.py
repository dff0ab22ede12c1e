"""Tests of saved pages: the address in comments of browsers and tools, and MHTML."""

from __future__ import annotations

import base64
import quopri
import time

import pytest

from crawler.page import Page
from extract.reading import NotAnArticle, read_page

_ADDRESS = "https://baosonkhe.example/xa-hoi/so-ket-post12.html"
_PARAGRAPHS = [
    f"Hội nghị sơ kết phong trào thi đua của tổ {n} xã Sơn Khê tặng Giấy khen cho {n} tập thể." for n in range(2, 9)
]
_BODY = "<h1>Sơ kết phong trào thi đua</h1><article>" + "".join(f"<p>{p}</p>" for p in _PARAGRAPHS) + "</article>"


def _page(top: str = "", head: str = "", bottom: str = "") -> bytes:
    page = f"<!DOCTYPE html>{top}<html><head><title>Sơ kết phong trào thi đua</title>{head}</head><body>{_BODY}{bottom}"
    return page.encode()


@pytest.mark.parametrize(
    "comment",
    [
        f"<!-- saved from url=(0051){_ADDRESS} -->",
        f"<!--\n Page saved with SingleFile \n url: {_ADDRESS} \n saved date: Fri Dec 22 2023\n-->",
        f"<!-- Mirrored from {_ADDRESS.removeprefix('https://')} by HTTrack Website Copier/3.x [XR&CO'2014], Fri -->",
    ],
)
def test_comments_of_those_who_save_pages_give_the_address(comment: str) -> None:
    article = read_page(Page(url=None, body=_page(comment)))
    assert (article.url, article.source) == (_ADDRESS, "baosonkhe.example")
    assert read_page(Page(url=None, body=_page())).url is None


def test_what_the_page_says_of_itself_and_what_is_known_come_first() -> None:
    comment = f"<!-- saved from url=(0051){_ADDRESS}?x=1 -->"
    canonical = f"<link rel=canonical href={_ADDRESS}>"
    assert read_page(Page(url=None, body=_page(comment, canonical))).url == _ADDRESS
    assert (
        read_page(Page(url="https://khac.example/a-1.html", body=_page(comment))).url == "https://khac.example/a-1.html"
    )
    front = "<link rel=canonical href=https://baosonkhe.example/>"
    assert read_page(Page(url=None, body=_page(f"<!-- saved from url=(0051){_ADDRESS} -->", front))).url == _ADDRESS


def _mhtml(encoding: str, charset: str) -> bytes:
    """Return a page as Chromium saves it: MIME headers, the page, a style sheet."""
    page = _page(head=f"<meta charset={charset}>").decode().encode(charset)
    encoded = quopri.encodestring(page) if encoding == "quoted-printable" else base64.encodebytes(page)
    head = (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {_ADDRESS}\nSubject: =?utf-8?Q?S=C6=A1?=\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----b"\n\n------b\n'
        f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    style = b"\n------b\nContent-Type: text/css\n\np { color: red }\n------b--\n"
    return (head.encode() + encoded + style).replace(b"\n", b"\r\n")


@pytest.mark.parametrize("content_type", ["", "text/html", "multipart/related"])
@pytest.mark.parametrize(("encoding", "charset"), [("quoted-printable", "utf-8"), ("base64", "utf-16")])
def test_pages_saved_as_mhtml_are_read(content_type: str, encoding: str, charset: str) -> None:
    headers = {"content-type": content_type} if content_type else {}
    article = read_page(Page(url=None, body=_mhtml(encoding, charset), headers=headers))
    assert article.text.split("\n\n") == ["Sơ kết phong trào thi đua", *_PARAGRAPHS]
    assert article.url == _ADDRESS


@pytest.mark.parametrize("keep", [150, 400, 900])
def test_broken_mhtml_is_refused_or_read_in_part(keep: int) -> None:
    with pytest.raises(NotAnArticle) as refused:
        read_page(Page(url=None, body=_mhtml("base64", "utf-8")[:keep]))
    assert "\n" not in refused.value.reason


def test_a_text_with_headers_is_no_mhtml() -> None:
    text = "Subject: Sơ kết\nFrom: a@b.example\n\nSơ kết phong trào thi đua\n\n" + "\n\n".join(_PARAGRAPHS)
    article = read_page(Page(url=None, body=text.encode(), headers={"content-type": "text/plain"}))
    assert article.text.split("\n\n") == ["Sơ kết phong trào thi đua", *_PARAGRAPHS]


@pytest.mark.parametrize(
    "inside",
    [
        b"--x\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 20_000,
        b"".join(b"--x\r\nContent-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n" % (n, n) for n in range(9_000)),
        b"--x\r\nContent-Type: text/html\r\n\r\n" + b"a\r\n" * 3_000_000,
        b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nA=A==A",
    ],
)
def test_mhtml_without_end_is_refused_quickly(inside: bytes) -> None:
    started = time.process_time()
    with pytest.raises(NotAnArticle):
        read_page(Page(url=None, body=b"Content-Type: multipart/related; boundary=x\r\n\r\n" + inside))
    assert time.process_time() - started < 2
