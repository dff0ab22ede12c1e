"""Tests of mending garbled texts: what was Vietnamese comes back, and nothing else is touched."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page import Page
from extract.canonical import canonical_text
from extract.font_encodings import TCVN3, from_misread, from_tcvn3, from_vni
from extract.markup import parse_html, text_of
from extract.reading import NotAnArticle, read_page
from extract.repairing import mend_page, mend_text, undo_escapes
from reference.folding import LOWER, UPPER
from tests.extract.encodings import as_misread, as_tcvn3, as_vni, as_windows_1258

_OWN = sorted((Path(__file__).parents[1] / "gold" / "own").glob("*.txt"))
_TEXT = (
    "Hội nghị tổng kết công tác thi đua, khen thưởng của tỉnh năm 2003; tặng Bằng khen cho đồng chí Lò Thị Vấn.\n"
    "Phát biểu tại hội nghị, đồng chí nhấn mạnh: ô tô, xe máy của nhà trường đều đã được sửa."
)
_FOREIGN = re.compile("[ñöäëïüûøæåîÿ]", re.IGNORECASE)
_WORDS = st.lists(st.sampled_from([*_TEXT.lower().split(), "nguyễn", "ngoằn", "quý", "ỷ", "hữu", "người", "khuya"]))


@given(st.lists(st.sampled_from([*LOWER, *UPPER, " ", ".", "1"]), max_size=40))
def test_vni_and_misread_letters_come_back(letters: list[str]) -> None:
    text = "".join(letters)
    assert from_misread(as_misread(text)) == text
    assert from_misread(as_misread(text, "latin-1")) == text


@given(_WORDS)
def test_words_come_back_from_every_encoding(words: list[str]) -> None:
    text = " ".join(words)
    assert from_vni(as_vni(text)) == text
    assert from_vni(as_vni(text.upper())) == text.upper()
    assert from_tcvn3(as_tcvn3(text)).lower().replace("«", "ô") == text  # alone it may be a quotation mark
    assert unicodedata.normalize("NFC", as_windows_1258(text).decode("cp1258")) == text


def test_tcvn3_has_every_letter_once() -> None:
    assert sorted(TCVN3.values()) == sorted([c for c in LOWER if not c.isascii()] + list("ĂÂÊÔƠƯĐ"))


@pytest.mark.parametrize("garble", [as_tcvn3, as_vni, as_misread])
def test_articles_of_our_own_come_back(garble: Callable[[str], str]) -> None:
    assert len(_OWN) > 40
    for path in _OWN:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        mended, warnings = mend_text(garble(text))
        if garble is as_tcvn3:  # its capitals with tone marks are lost; "®" alone may be a sign
            assert mended.lower().replace("«", "ô").replace("®", "đ") == text.lower()
            assert "no capitals" in warnings[0]
        else:
            assert (mended, warnings) == (text, [])


@pytest.mark.parametrize("step", [40, pytest.param(1, marks=pytest.mark.slow)])
def test_real_news_is_never_touched_and_comes_back_when_garbled(shared: Path, step: int) -> None:
    with gzip.open(shared / "corpus" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [unicodedata.normalize("NFC", json.loads(line)["text"]) for line in lines][::step]
    for text in texts:
        assert mend_text(text) == (text, [])
        if not _FOREIGN.search(text):  # "Muñoz" cannot be told from a đ
            assert mend_text(as_vni(text)) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "Le congrès a été présidé à Hanoï par un comité où siégeaient des élèves, des maîtres et des Français.",
        "Die Gäste hörten schöne Grüße; außerdem wurden fünf Städte für überragende Bemühungen gewürdigt, natürlich.",
        "På mötet sade ordföranden att många män och kvinnor från små öar förtjänar större ära än så, både här och nu.",
        "El señor Muñoz enseñó a los niños españoles la cañería; mañana habrá otra reunión según el compañero Ibáñez.",
        "© 2003 Báo Sơn Khê ® giữ bản quyền; giá 5 £, 7 ¥ « trang trước · trang sau »; Citroën, Müller, Ibáñez, Muñoz",
        "Prices: £5, £7, £10 and £47 at the café of Ms Müller® (the £8 soup, the £3 crêpe and the £2 purée).",
        "Xã\nBáo\nNhà báo\nToàn\nHát\nGóc\nCàng cao càng hay\nñ",
    ],
)
def test_other_languages_and_plain_words_stay(text: str) -> None:
    assert mend_text(text) == (text, [])


@pytest.mark.parametrize(("garble", "name"), [(as_tcvn3, "TCVN3"), (as_vni, "VNI"), (as_misread, "Latin-1")])
def test_a_text_garbled_in_part_is_mended_line_by_line(garble: Callable[[str], str], name: str) -> None:
    first, second = _TEXT.split("\n")
    assert mend_text(f"Trang chủ\nXã hội\n{garble(_TEXT)}\nTin mới nhất\nĐọc thêm")[0] == (
        f"Trang chủ\nXã hội\n{_TEXT}\nTin mới nhất\nĐọc thêm"
    )
    half = f"{first} {garble(second)} {garble(first.lower())}"
    mended, warnings = mend_text(half)
    assert mended == half
    assert [name in warning and "not converted" in warning for warning in warnings] == [True]


def test_a_damaged_text_is_left_with_a_warning() -> None:
    damaged = as_tcvn3(_TEXT * 3).replace("®", "?").replace("t¸c", "tÿc").replace("h", "ÿ")
    assert mend_text(damaged + "®")[1] == ["text in the font encoding TCVN3 (ABC), not converted"]


@pytest.mark.parametrize(
    ("garbled", "text"),
    [
        ("®/c NguyÔn V¨n A, §/c Lª B; © 2003, 500 tÊn", "đ/c Nguyễn Văn A, Đ/c Lê B; © 2003, 500 tấn"),
        ("TØNH LµO CAI, huyÖn B¾c Hµ", "TỈNH LÀO CAI, huyện Bắc Hà"),
        ("c¸c xe « t« ®· ®i. ¤ng AµO nãi: EÐP. ¸o ®á", "các xe ô tô đã đi. Ông ÀO nói: ÉP. Áo đỏ"),
    ],
)
def test_signs_and_capitals_of_tcvn3(garbled: str, text: str) -> None:
    assert from_tcvn3(garbled) == text


def test_a_lost_no_break_space_is_found() -> None:
    text = "Trong ngày hội làm theo, cả nhà trường và y tế xã đều là điển hình, ở Lào Cai và Hà Giang; nhà, cửa."
    spoilt = as_misread(text).replace("\xa0", " ")
    assert from_misread(spoilt) == text
    assert from_misread(" ".join(spoilt.split())) == text


def test_fonts_of_capitals_show_capitals() -> None:
    page = (
        '<html><head><title>{}</title></head><body><p style="font-family:.VnTimeH">{} <b>{}</b></p>'
        '<p><font face=".VnTime">{}</font> &#174;&#183; &aacute;</p></body></html>'
    ).format(*map(as_tcvn3, ("tổng kết thi đua", "hội đồng thi đua", "tỉnh nhà", _TEXT.lower())))
    root = parse_html(page)
    mend_page(root)
    paragraphs = [text_of(p) for p in root.iter("p")]
    assert text_of(root.find(".//title")) == "tổng kết thi đua"
    assert paragraphs[0] == "HỘI ĐỒNG THI ĐUA TỈNH NHÀ"
    assert paragraphs[1].lower() == " ".join(_TEXT.lower().split()) + " đã ỏ"


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        ("Th&nbsp;i &#273;ua", "Th\xa0i đua"),
        ("H&ocirc;m nay &amp; mai", "Hôm nay & mai"),
        ("a &lt; b, x&y; R&D; &nonsense;", "a &lt; b, x&y; R&D; &nonsense;"),
    ],
)
def test_entities_that_were_escaped_twice_are_undone(escaped: str, text: str) -> None:
    root = parse_html(f"<p>x<b>y</b>{escaped.replace('&', '&amp;')}</p>")
    undo_escapes(root)
    assert root.findtext(".//p") == "x"
    assert "".join(root.itertext()) == f"xy{text}"
    assert mend_text(escaped)[0] == text


def _article(body: bytes, content_type: str) -> list[tuple[str, str]]:
    article = read_page(Page(url=None, body=body, headers={"content-type": content_type}))
    return [(p.kind, article.paragraph_text(p)) for p in article.paragraphs]


@pytest.mark.parametrize("encode", [str.encode, as_windows_1258, lambda text: text.encode("utf-16")])
def test_plain_text_files_of_every_charset_are_read(encode: Callable[[str], bytes]) -> None:
    title = "Xã Sơn Khê tổng kết phong trào thi đua"
    expected = canonical_text(f"{title}\n{_TEXT}").split("\n\n")
    assert [text for _, text in _article(encode(f"{title}\r\n\r\n{_TEXT}"), "text/plain")] == expected


@pytest.mark.parametrize("garble", [as_tcvn3, as_vni, as_misread])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
@pytest.mark.parametrize("content_type", ["text/plain", "text/html; charset=utf-8", "text/html; charset=iso-8859-1"])
def test_garbled_files_are_read_as_what_they_mean(
    garble: Callable[[str], str], charset: str, content_type: str
) -> None:
    title = "xã Sơn Khê tổng kết phong trào thi đua"
    text = f"{title}\n\n{_TEXT}".replace("ỷ", "y") if garble is as_tcvn3 else f"{title}\n\n{_TEXT}"
    garbled = garble(text)
    if garble is as_misread and charset == "cp1252":
        charset = "utf-8"
    if "html" in content_type:
        garbled = "<html><body><article><h1>" + garbled.replace("\n", "</h1><p>", 1).replace("\n", "</p><p>") * 4
    pieces = _article(garbled.encode(charset, errors="xmlcharrefreplace"), content_type)
    assert (pieces[0][1], pieces[1][1]) == (title, _TEXT.split("\n")[0])


def test_a_text_that_cannot_be_mended_is_refused_with_the_reason() -> None:
    damaged = as_tcvn3(_TEXT * 3).replace("®", "?").replace("h", "ÿ") + "®"
    with pytest.raises(NotAnArticle, match=r"not Vietnamese; .*TCVN3"):
        read_page(Page(url=None, body=damaged.encode(), headers={"content-type": "text/plain"}))


def test_capitals_with_a_tilde_are_no_letters_that_lost_a_space() -> None:
    assert from_misread("XÃ\x83 Há»\x98I và hÃ ng") == "XÃ HỘI và hàng"
