"""Hostile pages: what is made, or broken, so that who reads it hangs or eats all memory; and what is no page at all."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

TITLE = "Tổng kết công tác thi đua"
PARAGRAPH = "Hội nghị tổng kết công tác thi đua, khen thưởng của xã Sơn Khê diễn ra trong buổi sáng nay."
_GIVEN = [f"Chủ tịch xã tặng Giấy khen cho {n} tập thể và {n + 2} cá nhân của thôn Nà Lơi thứ {n}." for n in range(8)]
TEXT = "".join(f"<p>{line}</p>" for line in (PARAGRAPH, *_GIVEN)).encode()


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile page: what makes it, and what the reason says for which it is refused ("" where it is read)."""

    name: str
    make: Callable[[], bytes]
    reason: str = ""
    kind: str = "text/html"


def known(inside: bytes, *, head: bytes = b"", body: str = "article__body cms-body") -> bytes:
    """Return a page of a known family with an article and `inside` in its body."""
    opened = f"<h1 class=article__title>{TITLE}</h1><div class='{body}'>".encode()
    start = b"<!doctype html><html><head><meta charset=utf-8><title>x</title>" + head + b"</head><body>"
    return start + opened + TEXT + inside


def unknown(inside: bytes, *, head: bytes = b"") -> bytes:
    """Return a page of no known family."""
    return known(inside, head=head, body="noi-dung-bai")


def filled(piece: str | bytes, size: int) -> bytes:
    """Return `piece` as often as `size` bytes hold it."""
    raw = piece if isinstance(piece, bytes) else piece.encode()
    return raw * (size // len(raw))


def _bomb(piece: bytes, megabytes: int) -> bytes:
    """Return a gzip file that is so large when unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = filled(piece, 1_000_000)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def _laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(20))
    return f"<!DOCTYPE html [{entities}]><html><body><p>&a20;</p>".encode() + TEXT


def _noise(size: int) -> bytes:
    return random.Random(20240611).randbytes(size)


def _head(size: int) -> Iterator[Hostile]:
    """Give pages with a value of about `size` characters where a head has short ones."""
    for name, value in {
        "long": "https://vidu.example/" + "a" * size,
        "slashes": "https://vidu.example" + "/" * size,
        "spaces": "https://vidu.example/" + " " * size + "x",
        "escapes": "https://vidu.example/" + "%41" * (size // 3),
        "labels": "https://" + "a." * (size // 2) + "vn/",
        "brackets": "https://[" + ":" * size + "]/",
        "sessions": "https://vidu.example/" + ";jsessionid=" * (size // 12),
    }.items():
        link = f"<link rel=canonical href='{value}'>".encode()
        yield Hostile(f"canonical address of {name}", lambda link=link: known(b"", head=link))  # type: ignore[misc]
    for name, value in {"digits": "1", "years": "2024-01-", "days": "1/1/", "words": "1 tháng 1 ,"}.items():
        meta = b"<meta property='article:published_time' content='" + filled(value, size) + b"'>"
        yield Hostile(f"date of {name}", lambda meta=meta: known(b"", head=meta))  # type: ignore[misc]
    for name, value in {
        "arrays": "[" * size,
        "objects": '{"Article":' * (size // 11),
        "numbers": '{"@type":"Article","datePublished":' + "9" * size + "}",
        "articles": "[" + ",".join(['{"@type":"Article","datePublished":"x"}'] * (size // 40)) + "]",
    }.items():
        script = f"<script type='application/ld+json'>{value}</script>".encode()
        yield Hostile(f"JSON-LD of {name}", lambda script=script: known(b"", head=script))  # type: ignore[misc]
    yield Hostile("title of spaces", lambda: unknown(b"", head=b"<title>a" + b" |" * (size // 8) + b"</title>"))
    yield Hostile("keywords", lambda: known(b"", head=b"<meta name=keywords content='" + b"a," * (size // 2) + b"'>"))


SMALL: tuple[Hostile, ...] = (
    Hostile("empty", lambda: b"", "an empty page"),
    Hostile("byte order mark", lambda: b"\xef\xbb\xbf", "no text"),
    Hostile("PDF called HTML", lambda: b"%PDF-1.7\n" + _noise(100_000), "binary data"),
    Hostile("PNG called HTML", lambda: b"\x89PNG\r\n\x1a\n" + _noise(100_000), "binary data"),
    Hostile("zip called HTML", lambda: b"PK\x03\x04" + _noise(100_000), "binary data"),
    Hostile("noise called HTML", lambda: _noise(200_000), "binary data"),
    Hostile("broken gzip", lambda: gzip.compress(known(b""))[:-20], "a broken gzip file"),
    Hostile("frameset", lambda: b"<html><frameset cols=*><frame src=a></frameset></html>", "no text"),
    Hostile("script that never closes", lambda: b"<html><head><script>" + known(b""), "no text"),
    Hostile("comment that never closes", lambda: b"<html><body><!-- " + known(b""), "no "),
    Hostile("attributes", lambda: known(b"<p " + b" ".join(b"a%d=1" % n for n in range(9_000)) + b">"), "attributes"),
    Hostile("nested divs", lambda: known(b"<div>" * 20_000), "nested too deeply"),
    Hostile("nested quotations", lambda: unknown(b"<blockquote>" * 20_000), "nested too deeply"),
    Hostile("tags", lambda: known(b"<a>" * 200_000), "more than 60,000 elements"),
    Hostile("end tags", lambda: known(b"</p>" * 200_000), "more than 60,000 elements"),
    Hostile("noscript around all", lambda: b"<html><body><noscript>" + unknown(b"")),
    Hostile("entities of entities", _laughs),
    Hostile("colspan", lambda: known(b"<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>x</table>")),
    Hostile("marks on one letter", lambda: known(b"<p>a" + filled("\u0301\u0323\u0327", 200_000))),
    Hostile("cells of one row", lambda: known(b"<table><tr>" + b"<td>ab" * 5_000)),
    Hostile("surrogates", lambda: known(b"<p>&#xD800;&#xDFFF;&#x110000;&#0;")),
    Hostile("form feeds", lambda: known(filled(b"a\x0c", 20_000))),
    Hostile("nulls behind", lambda: known(b"\0" * 100_000), "binary data"),
    Hostile("cut within a letter", lambda: known("<p>Chủ tịch xã".encode())[:-1]),
    Hostile("CDATA", lambda: known(b"<![CDATA[x]]>" * 500 + b"<![CDATA[")),
    Hostile("conditional comments", lambda: known(b"<!--[if IE]><p>x</p><![endif]-->" * 500)),
    Hostile("plaintext", lambda: known(b"<plaintext>" + b"<p>x</p>" * 100)),
    Hostile("UTF-16 of an odd length", lambda: b"\xff\xfe" + known(b"").decode().encode("utf-16-le") + b"x"),
    Hostile("UTF-7", lambda: b"<html><meta charset=utf-7><body>" + b"+AMAAwADA-" * 5_000, "hardly any text"),
    *_head(20_000),
)
"""Those that are done with in a tenth of a second."""

_SIZE = 7_900_000
"""A little less than the largest page that is read at all."""
LARGE: tuple[Hostile, ...] = (
    Hostile("100 MB", lambda: filled("<p>abc</p>", 100_000_000), "larger than 8 MB"),
    Hostile("gzip of 1 GB", lambda: _bomb(b"a", 1_000), "larger than 8 MB"),
    Hostile("gzip of tags", lambda: _bomb(b"<p>abc", 7), "more than 60,000 elements"),
    Hostile("million nested divs", lambda: known(b"<div>" * 1_000_000), "more than 60,000 elements"),
    Hostile("8 MB of <b>", lambda: known(filled("<b>", _SIZE)), "more than 60,000 elements"),
    Hostile("8 MB of tables", lambda: known(filled("<table><tr><td>", _SIZE)), "more than 60,000 elements"),
    Hostile("8 MB of <", lambda: unknown(filled("<", _SIZE)), "more than 60,000 elements"),
    Hostile("8 MB of a tag's start", lambda: unknown(filled("<a ", _SIZE)), "more than 60,000 elements"),
    Hostile("8 MB of meta", lambda: unknown(filled("<meta a=1>", _SIZE)), "more than 60,000 elements"),
    Hostile(
        "tags of a thousand attributes",
        lambda: unknown((b"<p " + b" ".join(b"a%d" % n for n in range(1300)) + b">x</p>") * 900),
        "too many attributes",
    ),
    Hostile("an attribute of 8 MB", lambda: known(b"<p title='" + b"a" * _SIZE + b"'>")),
    Hostile("a class of 8 MB", lambda: unknown(b"<p class='" + b" ".join(b"c%d" % n for n in range(900_000)) + b"'>x")),
    Hostile("a style of 8 MB", lambda: known(b"<p style='" + filled(b"display" + b" " * 2_000, _SIZE) + b"'>x")),
    Hostile("8 MB without a space", lambda: unknown(b"<p>" + b"a" * _SIZE), "characters of text"),
    Hostile("8 MB of spaces", lambda: unknown(b"<p>a" + b" " * _SIZE + b"b"), "characters of text"),
    *(
        Hostile(f"8 MB of {entity}", lambda entity=entity: unknown(b"<p>" + filled(entity, _SIZE)), reason)  # type: ignore[misc]
        for entity, reason in (("&amp;", "of text"), ("&lt;", "of text"), ("&#x1F600;", "text"), ("&#0;", "text"))
    ),
    Hostile("8 MB of marks", lambda: unknown(b"<p>a" + filled("\u0301\u0323", _SIZE)), "of text"),
    Hostile("50,000 paragraphs", lambda: known(b"<p>abc def</p>" * 50_000)),
    Hostile("100,000 links", lambda: unknown(b"<a href=/x.html>Chu tich xa tang</a>" * 100_000), "60,000 elements"),
    Hostile("18,000 links", lambda: unknown(b"<a href=/x.html>Chu tich xa tang giay khen</a>" * 18_000), "text"),
    Hostile("58,000 cells", lambda: known(b"<table><tr>" + b"<td>ab" * 58_000)),
    Hostile(
        "deep links",
        lambda: unknown(b"<div>" * 230 + b"<h2><a href=/>Chu tich xa tang giay khen</a></h2>" * 9_000),
        "deep",
    ),
    Hostile(
        "bodies", lambda: known(b"</div>" + b"<div class='article__body cms-body'>ab</div>" * 50_000), "without a body"
    ),
    Hostile("8 MB of noise in a page", lambda: unknown(_noise(_SIZE)), "binary data"),
    Hostile("8 MB of nulls", lambda: b"\0" * _SIZE, "binary data"),
    Hostile("8 MB of half surrogates", lambda: b"\xff\xfe<\0p\0>\0" + b"\x00\xd8" * (_SIZE // 2), "no "),
    Hostile("8 MB of tones", lambda: b"<html><body>" + b"\xcc\xec\xde\xf2\xd2" * (_SIZE // 5), "no "),
    Hostile(
        "8 MB of plain text", lambda: TITLE.encode() + b"\n\n" + filled("thi đua yêu nước ", _SIZE), "", "text/plain"
    ),
    *_head(3_000_000),
)
"""Those that take longer: of the largest sizes."""
