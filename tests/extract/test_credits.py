"""Tests of bylines, sources and photo credits."""

from __future__ import annotations

import time

import pytest

from extract.credits import Credit, byline_of, labelled_credit, signed, split_photo_credit


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nguyệt Hà", Credit("Nguyệt Hà")),
        ("HOÀI THU", Credit("HOÀI THU")),
        ("P.Y", Credit("P.Y")),
        ("K. Anh", Credit("K. Anh")),
        ("K' Broi", Credit("K' Broi")),
        ("Phạm Bằng", Credit("Phạm Bằng")),
        ("Huy Trường", Credit("Huy Trường")),
        ("Hoài Thu - Minh Châu", Credit("Hoài Thu - Minh Châu")),
        ("Lò Văn Sơn và Giàng A Páo", Credit("Lò Văn Sơn và Giàng A Páo")),
        ("Lò Văn Sơn/sonkhe.gov.vn", Credit("Lò Văn Sơn", "sonkhe.gov.vn")),
        ("(TTXVN)", Credit("TTXVN")),
        ("Q.H (Tổng hợp)", Credit("Q.H")),
        ("Nguyệt Hà (thực hiện)", Credit("Nguyệt Hà")),
        ("Nguyệt Hà (TTXVN)", Credit("Nguyệt Hà", "TTXVN")),
        ("Nguyệt Hà (Báo Nhân Dân)", Credit("Nguyệt Hà", "Báo Nhân Dân")),
        ("Nguyệt Hà/.", Credit("Nguyệt Hà")),
        ("Nguyệt Hà (Theo Báo Sơn Khê)", Credit("Nguyệt Hà", "Báo Sơn Khê")),
    ],
)
def test_lines_of_names_are_bylines(line: str, expected: Credit) -> None:
    assert byline_of(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Kết quả đạt được",
        "UBND tỉnh",
        "Hội Nông Dân",
        "Huân chương",
        "Xin Cảm Ơn",
        "Nguyễn Văn An phát biểu",
        "Anh Dũng.",
        "Hết",
        "Bằng khen",
        "2023",
    ],
)
def test_other_short_lines_are_not(line: str) -> None:
    assert byline_of(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tin, ảnh: P.Y", Credit("P.Y")),
        ("Tin: Thu Trang - Ảnh: Quốc Bảo", Credit("Thu Trang", photo="Quốc Bảo")),
        ("Tác giả: Bài và ảnh: Hoài Thu", Credit("Hoài Thu")),
        ("Tác giả: Hoài Thu (TTXVN)", Credit("Hoài Thu", "TTXVN")),
        ("Bài và ảnh: Hoài Thu", Credit("Hoài Thu")),
        ("Tác giả: Lò Văn Sơn", Credit("Lò Văn Sơn")),
        ("nguồn tin: http://www.vidu.vn/", Credit(None, "http://www.vidu.vn/")),
        ("Theo Báo Sơn Khê", Credit(None, "Báo Sơn Khê")),
        ("(Theo chinhphu.vn)", Credit(None, "chinhphu.vn")),
        ("Ảnh: Minh Châu", Credit(photo="Minh Châu")),
        ("Bài và ảnh Hoài Thu", Credit("Hoài Thu")),
        ("PV Lò Sơn", Credit("Lò Sơn")),
        ("Ghi chép của Lò Văn Sơn", Credit("Lò Văn Sơn")),
        ("Biên soạn: Hoài Thu", Credit("Hoài Thu")),
        ("Nhóm phóng viên", Credit("Nhóm phóng viên")),
        ("Ảnh MINH CHÂU", Credit(photo="MINH CHÂU")),
        ("Video: Minh Châu", Credit(photo="Minh Châu")),
    ],
)
def test_labels_tell_what_a_line_credits(line: str, expected: Credit) -> None:
    assert labelled_credit(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Theo đó, tỉnh đã trao thưởng",
        "Theo Nghị định mới, tập thể được khen.",
        "Clip: Không khí vui tươi bao trùm cả con ngõ nhỏ",
        "Ảnh hưởng của bão",
        "Phóng viên trao đổi với bà Lò Thị Vấn",
        "Bài và ảnh dự thi được chấm trong tháng",
    ],
)
def test_sentences_credit_nobody(line: str) -> None:
    assert labelled_credit(line) is None


@pytest.mark.parametrize(
    ("paragraph", "text", "credit"),
    [
        ("Vụ việc được làm rõ. Nguyễn Hùng", "Vụ việc được làm rõ.", Credit("Nguyễn Hùng")),
        ("Ông nói: “Phải thi đua thật”. V. Minh", "Ông nói: “Phải thi đua thật”.", Credit("V. Minh")),
        ("Mưa đã tạnh… HOÀI THU", "Mưa đã tạnh…", Credit("HOÀI THU")),
        ("Tỉnh đã trao thưởng./. Theo Báo Sơn Khê", "Tỉnh đã trao thưởng./.", Credit(None, "Báo Sơn Khê")),
    ],
)
def test_a_name_behind_the_last_sentence_signs_it(paragraph: str, text: str, credit: Credit) -> None:
    assert signed(paragraph) == (text, credit)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Trao cho ông Nguyễn Hùng",
        "Người nhận: Nguyễn Hùng",
        "Đã trao thưởng. Xin chúc mừng",
        "Tổng kết phong trào. Bằng khen",
        "Nguyễn Hùng",
        "Được tặng Bằng khen. Real Madrid",
        "Ở TP. Hồ Chí Minh.",
        "Tỉnh trao thưởng; Nguyễn Hùng",
    ],
)
def test_other_ends_of_paragraphs_are_no_signatures(paragraph: str) -> None:
    assert signed(paragraph) is None


@pytest.mark.parametrize("line", ["Kèm theo danh sách", "Kèm theo danh sách.", "Kèm theo Quyết định số 12"])
def test_what_is_enclosed_is_no_credit(line: str) -> None:
    assert byline_of(line) is None


@pytest.mark.parametrize(
    ("caption", "kept", "names"),
    [
        ("Quang cảnh hội nghị. Ảnh: Minh Châu", "Quang cảnh hội nghị.", "Minh Châu"),
        ("Quang cảnh hội nghị Ảnh: Minh Châu", "Quang cảnh hội nghị", "Minh Châu"),
        ("Quang cảnh hội nghị (Ảnh: Minh Châu)", "Quang cảnh hội nghị", "Minh Châu"),
        ("Quang cảnh hội nghị - Ảnh: P.Y", "Quang cảnh hội nghị", "P.Y"),
        ("Trao Cờ thi đua. (Nguồn: TTXVN)", "Trao Cờ thi đua.", "TTXVN"),
        ("Ảnh: TTXVN", "", "TTXVN"),
        ("Ảnh minh họa. (Ảnh: Phạm Bằng)", "Ảnh minh họa.", "Phạm Bằng"),
        ("Đại biểu chụp ảnh: kỷ niệm", "Đại biểu chụp ảnh: kỷ niệm", None),
        ("Ông Sơn trao Bằng khen (thứ hai từ trái)", "Ông Sơn trao Bằng khen (thứ hai từ trái)", None),
    ],
)
def test_captions_keep_only_their_own_words(caption: str, kept: str, names: str | None) -> None:
    assert split_photo_credit(caption) == (kept, names)
    assert split_photo_credit(kept) == (kept, None)


@pytest.mark.parametrize("tail", ["a" + ".b" * 20_000 + "!", "a.b " * 20_000, " Ảnh tư liệu:" * 5_000, "(" * 20_000])
def test_hostile_captions_are_read_quickly(tail: str) -> None:
    started = time.process_time()
    split_photo_credit(f"Trao Giấy khen. Ảnh: {tail}")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lê Minh và nhóm PV", Credit("Lê Minh và nhóm PV")),
        ("Minh Châu thực hiện", Credit("Minh Châu")),
        ("Minh Châu | Báo Sơn Khê", Credit("Minh Châu", "Báo Sơn Khê")),
        ("(TTXVN/Vietnam+)", Credit(None, "TTXVN/Vietnam+")),
        ("theo " * 100_000, None),
    ],
)
def test_groups_and_outlets_behind_names(line: str, expected: Credit | None) -> None:
    assert byline_of(line) == expected
