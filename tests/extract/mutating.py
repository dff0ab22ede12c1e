"""Mutations of pages: those that damage them, and those that browsers do not notice."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

from lxml import etree, html

_NOISE = (
    *(b"<div>" * 40, b"</div>" * 20, b"<p>" * 30, b"<script>", b"<style>", b"<title>", b"<!--", b"]]>", b"</body>"),
    *(
        b"<table><tr><td>",
        b'<a href="',
        b'"',
        b"'",
        b">",
        b"<",
        b"&#x110000;",
        b"&#xD800;",
        b"&amp",
        b"&#",
        b"\xff\xfe",
    ),
    *(
        b"\x00",
        b"\x1b",
        b"\x85",
        b"\xc2\xad",
        b"\xe2\x80\x8b",
        b"\xcc\x81",
        b"\xef\xbf\xbf",
        b"\xf0\x9f\x98\x80",
        b"\xe1",
    ),
    *(
        "Đọc thêm".encode(),
        "Tin khác".encode(),
        "Ảnh: ".encode(),
        b"1/1/2024",
        b"{{item.title}}",
        b"<br><br>",
        b"<plaintext>",
    ),
    *(b"<noscript>", b"<textarea>", b"<select>", b"<svg>", b"<template>", b"<base href='http://[bad'>", b"<br></p><p>"),
    b'<link rel=canonical href="http://[bad">',
    b'<meta property="article:published_time" content="9999-99-99T99:99:99+9999">',
    b'<meta charset="utf-16">',
    b'<div class="article__body cms-body">',
)
_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,300}>")
_ATTRIBUTE = re.compile(rb"""\s[\w:-]+=(?:"[^"<>]*"|'[^'<>]*')""")
_ENTITY = re.compile(rb"&#?\w{1,10};")
_CHARSETS = ("cp1258", "cp1252", "utf-16-le", "utf-16-be", "utf-8")


def damaged(source: bytes, chance: random.Random) -> bytes:
    """Return a page with one to twenty damages of bytes, tags, attributes, entities, charsets or of its tree."""
    body = _with_other_tree(source, chance) if chance.random() < 0.3 else source
    for _ in range(chance.randint(1, 20)):
        body = chance.choice(_DAMAGES)(body, chance)
    return body


def _insert(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.choice(_NOISE) + body[at:]


def _delete(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + body[at + chance.randint(1, 500) :]


def _copy(body: bytes, chance: random.Random) -> bytes:
    at, start = chance.randrange(len(body) + 1), chance.randrange(len(body) + 1)
    return body[:at] + body[start : start + chance.randint(1, 2_000)] + body[at:]


def _flip(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 8) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _truncate(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body) // 2, len(body) + 1)] if chance.random() < 0.2 else body


def _of_pattern(pattern: re.Pattern[bytes], *, keep: bool) -> Callable[[bytes, random.Random], bytes]:
    """Return a damage that drops one place where a pattern matches or, with `keep`, puts it elsewhere too."""

    def change(body: bytes, chance: random.Random) -> bytes:
        found = list(pattern.finditer(body))
        if not found:
            return body
        one, other = chance.choice(found), chance.choice(found)
        if keep:
            return body[: other.start()] + one[0] + body[other.start() :]
        return body[: one.start()] + body[one.end() :]

    return change


def _swap_attributes(body: bytes, chance: random.Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(body))
    if len(found) < 2:
        return body
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return b"".join(
        (body[: first.start()], second[0], body[first.end() : second.start()], first[0], body[second.end() :])
    )


def _break_entity(body: bytes, chance: random.Random) -> bytes:
    found = list(_ENTITY.finditer(body))
    return body if not found else body[: (one := chance.choice(found)).start()] + one[0][:-1] + body[one.end() :]


def _mix_charsets(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    end = at + chance.randint(1, 3_000)
    piece = body[at:end].decode("utf-8", errors="ignore").encode(chance.choice(_CHARSETS), errors="ignore")
    return body[:at] + piece + body[end:]


_DAMAGES: Sequence[Callable[[bytes, random.Random], bytes]] = (
    *(_insert, _delete, _copy, _flip, _truncate, _swap_attributes, _break_entity, _mix_charsets),
    *(_of_pattern(_TAG, keep=False), _of_pattern(_TAG, keep=True), _of_pattern(_ATTRIBUTE, keep=False)),
)


def _with_other_tree(source: bytes, chance: random.Random) -> bytes:
    """Return a page with subtrees moved, doubled and unwrapped."""
    root = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
    for _ in range(chance.randint(1, 6)):
        inner = [element for element in root.iter("*") if element.getparent() not in (None, root)]
        elements = [element for element in inner if isinstance(element, html.HtmlElement)]
        if len(elements) < 3:
            break
        one, other = chance.sample(elements, 2)
        match chance.randrange(3):
            case 0 if one not in other.iterancestors():
                other.append(one)
            case 1:
                copy = html.fromstring(etree.tostring(one, encoding="unicode", method="html"))
                other.append(copy)
            case _:
                one.drop_tag()
    return bytes(html.tostring(root, encoding="utf-8"))


_OUTSIDE = re.compile(
    r"(<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->|<[^<>]*>)", re.DOTALL | re.IGNORECASE
)


def rewritten(source: str, chance: random.Random) -> bytes:
    """Return a page that says the same in another way: other charset, line ends, references, quotes and comments."""
    pieces = _OUTSIDE.split(source)
    if chance.random() < 0.5:
        pieces[::2] = ["".join(_reference(char, chance) for char in text) for text in pieces[::2]]
    if chance.random() < 0.5:
        pieces[::2] = [unicodedata.normalize("NFD", text) for text in pieces[::2]]
    if chance.random() < 0.5:
        pieces[1::2] = [tag + "<!-- Tin khác -->" * (chance.random() < 0.1) for tag in pieces[1::2]]
    text = "".join(pieces)
    if chance.random() < 0.5:
        text = re.sub(r"</(?:body|html)\s*>", "", text, flags=re.IGNORECASE)
    if chance.random() < 0.5:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    if chance.random() < 0.5:
        text = re.sub(r"</?[a-z][a-z0-9]*(?=[\s>])", lambda tag: tag[0].upper(), text)
    form = chance.randrange(4)
    return text.encode(("utf-8", "utf-8-sig", "utf-16", "utf-8")[form])


def _reference(char: str, chance: random.Random) -> str:
    if char.isascii() or chance.random() < 0.5:
        return char
    return chance.choice((f"&#{ord(char)};", f"&#x{ord(char):X};"))
