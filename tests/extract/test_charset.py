"""Tests of decoding."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.canonical import canonical_line
from extract.charset import LARGEST, UndecodableError, decode
from tests.extract.encodings import as_windows_1258

_TEXT = "Hội nghị tổng kết công tác thi đua, khen thưởng của tỉnh; Bằng khen cho đồng chí Lò Thị Vấn."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_every_form_is_read(encoding: str) -> None:
    assert decode(_TEXT.encode(encoding)).text.strip("\ufeff") == _TEXT


@pytest.mark.parametrize("content_type", ["", "text/html; charset=windows-1258", "text/html; charset=iso-8859-1"])
def test_windows_1258_is_seen_whatever_is_declared(content_type: str) -> None:
    decoded = decode(as_windows_1258(_TEXT), content_type)
    assert decoded.charset == "windows-1258"
    assert canonical_line(decoded.text) == _TEXT


def test_declared_charsets_count_for_other_bytes() -> None:
    assert decode("Привет, мир".encode("cp1251"), "text/html; charset=windows-1251").text == "Привет, мир"
    meta = '<meta charset="windows-1251">Привет'
    assert decode(meta.encode("cp1251")).text == meta


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1258", "utf-16", "gb2312", "x-user-defined"])
def test_a_wrong_charset_in_header_and_meta_does_not_spoil_utf_8(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{_TEXT}'
    assert decode(page.encode(), f"text/html; charset={declared}").text == page


def test_a_meta_element_far_down_is_found() -> None:
    page = "<!-- " + "x" * 9_000 + ' --><meta http-equiv=content-type content="text/html; charset=windows-1251">Привет'
    assert decode(page.encode("cp1251")).text == page


@pytest.mark.parametrize(
    "name", ["nonsense", "hex", "idna", "punycode", "undefined", "unicode_escape", "zlib", "utf-7"]
)
def test_an_unknown_charset_is_passed_over(name: str) -> None:
    assert decode(b"caf\xe9 \\N", f"text/html; charset={name}").text == "café \\N"


def test_one_broken_character_does_not_change_the_charset() -> None:
    body = (_TEXT * 20).encode()
    decoded = decode(body[:100] + b"\xff" + body[100:])
    assert decoded.charset == "utf-8"
    assert any("lost" in warning for warning in decoded.warnings)
    assert decode(body[:-1] + "ệ".encode()[:2]).charset == "utf-8"


def test_gzip_is_undone_and_bounded() -> None:
    assert decode(gzip.compress(_TEXT.encode())).text == _TEXT
    with pytest.raises(UndecodableError, match="larger than"):
        decode(gzip.compress(b"a" * (LARGEST + 10)))
    with pytest.raises(UndecodableError, match="gzip"):
        decode(b"\x1f\x8b" + b"not gzip at all")
    with pytest.raises(UndecodableError, match="gzip"):
        decode(gzip.compress(_TEXT.encode())[:-9])
    assert decode(gzip.compress(_TEXT.encode()) * 2).text == _TEXT * 2


def test_binary_data_is_refused() -> None:
    with pytest.raises(UndecodableError, match="binary"):
        decode(bytes(range(256)) * 20)


def test_good_text_has_no_warning() -> None:
    assert decode(_TEXT.encode()).warnings == ()
    assert decode("Le congrès a été présidé à Hanoï par un comité".encode()).warnings == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(body: bytes) -> None:
    try:
        text = decode(body).text
    except UndecodableError:
        text = ""
    canonical_line(text).encode()
