from __future__ import annotations

import pytest

from tests.nlp.building import report_of

AWARD = "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể."


@pytest.mark.parametrize(
    ("title", "opening", "kind"),
    [
        ("Hội nghị tổng kết công tác thi đua, khen thưởng", "Sáng 12/3, UBND tỉnh tổ chức hội nghị.", "summary"),
        ("Sơ kết phong trào thi đua", "Sáng 12/3, UBND tỉnh tổ chức hội nghị sơ kết.", "summary"),
        ("Phát động phong trào thi đua yêu nước năm 2024", "Sáng 12/3, UBND tỉnh tổ chức lễ phát động.", "launch"),
        ("Cụm thi đua ký kết giao ước thi đua", "Sáng 12/3, Cụm thi đua số 1 tổ chức hội nghị.", "launch"),
        ("Trao Huân chương Lao động cho 5 cá nhân", "Sáng 12/3, UBND tỉnh tổ chức lễ.", "conferment"),
        ("Công bố quyết định tặng Bằng khen", "Sáng 12/3, UBND tỉnh tổ chức lễ.", "conferment"),
        ("Tuyên dương 50 công nhân tiêu biểu", "Sáng 12/3, Liên đoàn Lao động tỉnh tổ chức lễ.", "conferment"),
        ("Đại hội Thi đua yêu nước tỉnh lần thứ VI", "Sáng 12/3, UBND tỉnh khai mạc đại hội.", "congress"),
        ("Hội nghị điển hình tiên tiến toàn tỉnh", "Sáng 12/3, UBND tỉnh tổ chức hội nghị.", "congress"),
        ("Hội đồng Thi đua - Khen thưởng tỉnh họp phiên đầu năm", "Sáng 12/3, hội đồng họp.", "council"),
        (
            "Ban hành Kế hoạch tổ chức phong trào thi đua",
            "UBND tỉnh vừa ban hành Kế hoạch số 12 về phong trào thi đua.",
            "plan",
        ),
        (
            "Tấm gương người trưởng bản",
            "Nhiều năm liền ông Lò Văn Mừng được tặng 3 Giấy khen trong phong trào thi đua.",
            "feature",
        ),
    ],
)
def test_kinds_of_occasions(title: str, opening: str, kind: str) -> None:
    report = report_of(f"title: {title}", opening)
    assert (report.relevant, report.kind) == (True, kind)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Giá lợn hơi tăng nhẹ", "Sáng 12/3, giá lợn hơi tại chợ tăng 2.000 đồng mỗi kg."),
        ("Khai mạc giải bóng chuyền", "Sáng 12/3, giải bóng chuyền khai mạc với 12 đội; đội thắng nhận cúp."),
        ("Mưa lũ gây thiệt hại", "Đêm 12/3, mưa lũ làm 5 hộ gia đình mất nhà."),
        ("", ""),
    ],
)
def test_other_news_is_not_relevant(title: str, text: str) -> None:
    report = report_of(f"title: {title}", text)
    assert (report.relevant, report.kind, report.awards, report.officials) == (False, "other", (), ())


def test_awards_make_an_article_relevant_whatever_its_headline() -> None:
    report = report_of("title: Niềm vui ngày cuối năm", "Sáng 12/3, tỉnh tổ chức gặp mặt.", AWARD)
    assert report.relevant
    assert [a.count for a in report.awards] == [5]


def test_a_title_of_honour_that_is_considered_makes_a_council() -> None:
    report = report_of("title: Họp xét tặng danh hiệu Nghệ nhân ưu tú", "Sáng 12/3, hội đồng cấp tỉnh họp.")
    assert (report.relevant, report.kind) == (True, "council")
