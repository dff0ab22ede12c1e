"""Tests of the canonical form of text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.canonical import canonical_line, canonical_text, split_glued

_ODD = st.text(
    alphabet=st.sampled_from("aAđĐðÐêếê\u0301\u0323 \t\n\r\u00a0\u200b\u00ad\u2028\ufeff\uf0b7\x93\x07.!?”“ɖ\ud800")
)
_ANY = st.text() | _ODD


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Ðảng bộ tỉnh, HÐND và ðồng chí", "Đảng bộ tỉnh, HĐND và đồng chí"),
        ("Guðmundsson", "Guðmundsson"),
        ("Bằng khen".replace("ằ", "a\u0306\u0300"), "Bằng khen"),
        ("Bằng\u00a0khen\u3000của \t tỉnh", "Bằng khen của tỉnh"),
        ("khen\u200b thưởng\u00ad\ufeff", "khen thưởng"),
        ("\x93Thi đua\x94 là", "“Thi đua” là"),
        ("\uf0b7 Một mô hình", "• Một mô hình"),
        ("dòng một\r\ndòng hai", "dòng một dòng hai"),
        ("  ", ""),
    ],
)
def test_a_line_becomes_canonical(given: str, expected: str) -> None:
    assert canonical_line(given) == expected


def test_paragraphs_are_joined_by_one_blank_line() -> None:
    assert canonical_text("Một\n \n\n\nHai\u2028 Ba \r\n") == "Một\n\nHai\n\nBa"


@given(_ANY)
def test_canonical_forms_are_stable(text: str) -> None:
    line, whole = canonical_line(text), canonical_text(text)
    assert canonical_line(line) == line
    assert canonical_text(whole) == whole
    assert unicodedata.is_normalized("NFC", line)
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip()
    line.encode()


@given(
    st.lists(st.sampled_from(["tỉnh", "Lào", "Cai", "năm", "2023", ".", "!", "Phát", "biểu", " ", "UBND", "TP", "”"]))
)
def test_splitting_loses_no_letter_and_is_stable(words: list[str]) -> None:
    line = canonical_line("".join(words))
    parts = split_glued(line)
    assert "".join("".join(parts).split()) == "".join(line.split())
    assert [again for part in parts for again in split_glued(part)] == parts


@pytest.mark.parametrize(
    "line",
    [
        "Hội nghị tổng kết công tác của tỉnh.Phát biểu tại hội nghị",
        "Dự hội nghị ở Lào Cai.UBND tỉnh báo cáo",
        "Các phong trào năm 2023.Ông Lò Văn Sơn nói",
        "Diễn ra ngày 11/6.Dịp này có trao thưởng",
        "Thực hiện “Dân vận khéo”.Phát biểu kết luận",
        "Ông nói: “Cần thi đua.”Tiếp theo là phần trao",
        "Làm sao để xong?Chị nghĩ nhiều",
        "Tăng 12%.Kết quả đó",
        "Đã đến.Ở đó",
        "Ông Lò Văn Sơn, xã Sơn Khê;Bà Đèo Thị Mỵ, xã Nậm Pó",
        "Trao tặng nhiều phần quà…Tại hội nghị, lãnh đạo tỉnh phát biểu",
        "Thi đua để “tiến bộ”.Ông Sơn nói",
    ],
)
def test_glued_paragraphs_are_split_once(line: str) -> None:
    assert len(split_glued(line)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Th.S Nguyễn Văn An và PGS.TS.Trần Thị Bích",
        "tại TP.Hồ Chí Minh, TX.Sơn Khê, Q.Tân Bình, P.Bến Nghé",
        "UBND.Ông",
        "theo laichau.gov.vn, www.Dantoc.Vn và bao@tinh.Vn",
        "xem https://vidu.vn/tin.Moi",
        "Vietnam.Net đưa tin",
        "tệp quyet-dinh.PDF đính kèm",
        "1.276 tập thể và 3.874 lượt cá nhân",
        "ông K.Anh và bà Lê.T",
        "1.Phát động phong trào 2.Tổ chức hội nghị",
        "Đã xong. Tiếp theo",
        "trú tại phường 4, quậnTân Bình",
        "Đã xong… Tiếp theo; Bà Mỵ",
    ],
)
def test_what_is_not_glued_stays_whole(line: str) -> None:
    assert split_glued(line) == [line]
