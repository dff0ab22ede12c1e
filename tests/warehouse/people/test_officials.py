"""Hard cases of people: one person told in several ways, and several persons of one name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.building import official, story, write_parts
from warehouse.people.officials import NATIONAL, Mention, are_slips, identify, scope_of, spelling
from warehouse.publish import publish
from warehouse.tables.places import province_in_title

CHAIR = "Chủ tịch UBND tỉnh"


def seen(
    name: str,
    *titles: str,
    report: int = 0,
    ceremony: int | None = None,
    province: str | None = "lao-cai",
    year: int = 2024,
    month: int = 6,
) -> Mention:
    scope = scope_of(titles, province, province_in_title)
    return Mention(report, report if ceremony is None else ceremony, name, titles, scope, dt.date(year, month, 1))


def persons(*mentions: Mention) -> list[list[int]]:
    return identify(mentions)


ONE = {
    "tone-mark": [seen("Lò Thị Thủy", CHAIR), seen("Lò Thị Thuỷ", CHAIR, report=1)],
    "career": [
        seen("Giàng A Lử", "Giám đốc Sở Nội vụ", year=2020),
        seen("Giàng A Lử", "Bí thư Huyện ủy Bắc Hà", report=1, year=2022),
        seen("Giàng A Lử", "Phó Chủ tịch UBND tỉnh", report=2, year=2024),
    ],
    "two-leading-posts": [seen("Giàng A Lử", "Phó Bí thư Tỉnh ủy"), seen("Giàng A Lử", CHAIR, report=1)],
    "no-title": [seen("Giàng A Lử", CHAIR), seen("Giàng A Lử", report=1)],
    "national-in-two-provinces": [
        seen("Trần Văn Sơn", "Phó Trưởng Ban Thi đua - Khen thưởng Trung ương"),
        seen("Trần Văn Sơn", "Phó Trưởng Ban Thi đua - Khen thưởng Trung ương", report=1, province="nghe-an"),
    ],
    "guest-of-another-province": [
        seen("Hồ Văn Thiệu", "Chủ tịch UBND tỉnh Lạng Sơn"),
        seen("Hồ Văn Thiệu", CHAIR, report=1, province="lang-son"),
    ],
    "province-told-by-one-report-only": [
        seen("Phạm Thị Thu Trà", "Phó Giám đốc Sở Giáo dục và Đào tạo"),
        seen("Phạm Thị Thu Trà", "Phó Giám đốc Sở Giáo dục và Đào tạo", report=1, province=None),
    ],
    "typing-slip-at-one-ceremony": [
        seen("Nông Thế Duyệt", CHAIR, ceremony=5),
        seen("Nông Thế Duyêt", CHAIR, report=1, ceremony=5),
    ],
}
MORE = {
    "two-provinces": [seen("Nguyễn Văn Hùng", CHAIR), seen("Nguyễn Văn Hùng", CHAIR, report=1, province="nghe-an")],
    "two-offices-at-one-time": [
        seen("Nguyễn Văn Hùng", "Giám đốc Sở Y tế", month=1),
        seen("Nguyễn Văn Hùng", "Bí thư Huyện ủy Bắc Hà", report=1, month=3),
        seen("Nguyễn Văn Hùng", "Giám đốc Sở Y tế", report=2, month=6),
        seen("Nguyễn Văn Hùng", "Bí thư Huyện ủy Bắc Hà", report=3, month=9),
    ],
    "another-office-without-province": [
        seen("Nguyễn Văn Hùng", CHAIR),
        seen("Nguyễn Văn Hùng", "Giám đốc Sở Y tế", report=1, province=None),
    ],
    "accents-differ": [seen("Lê Văn Hà", CHAIR), seen("Lê Văn Hạ", "Giám đốc Sở Y tế", report=1)],
    "slip-but-both-named-in-one-report": [
        seen("Trần Văn Hòa", "Phó Chủ tịch UBND tỉnh", ceremony=5),
        seen("Trần Văn Hoàn", "Phó Chủ tịch UBND tỉnh", ceremony=5),
    ],
    "slip-at-two-ceremonies-in-two-offices": [
        seen("Nông Thế Duyệt", "Giám đốc Sở Y tế"),
        seen("Nông Thế Duyêt", "Giám đốc Sở Nội vụ", report=1),
    ],
    "tones-differ-among-deputies-of-one-time": [
        seen("Nông Thế Duyến", "Phó Giám đốc Sở Y tế", year=2020),
        seen("Nông Thế Duyên", "Phó Giám đốc Sở Y tế", report=1, year=2024),
    ],
}


@pytest.mark.parametrize("mentions", ONE.values(), ids=ONE)
def test_one_person(mentions: list[Mention]) -> None:
    assert persons(*mentions) == [list(range(len(mentions)))]


@pytest.mark.parametrize("mentions", MORE.values(), ids=MORE)
def test_two_persons(mentions: list[Mention]) -> None:
    assert len(persons(*mentions)) == 2


def test_a_namesake_without_title_is_put_to_neither() -> None:
    clash = MORE["two-offices-at-one-time"]
    assert len(persons(*clash, seen("Nguyễn Văn Hùng", report=9, year=2010))) == 3


@pytest.mark.parametrize(
    ("titles", "scope"),
    [
        (["Phó Trưởng Ban Thi đua - Khen thưởng Trung ương"], NATIONAL),
        (["Thứ trưởng Bộ Nội vụ"], NATIONAL),
        (["Ủy viên Ban Chấp hành Trung ương Đảng", "Bí thư Tỉnh ủy"], "lao-cai"),
        (["Chủ tịch UBND tỉnh Lạng Sơn"], "lang-son"),
        (["Chủ tịch Ủy ban MTTQ Việt Nam thành phố"], "lao-cai"),
        (["Phó Trưởng Đoàn đại biểu Quốc hội tỉnh"], "lao-cai"),
        ([], "lao-cai"),
    ],
)
def test_where_a_title_belongs(titles: list[str], scope: str) -> None:
    assert scope_of(titles, "lao-cai", province_in_title) == scope


def test_slips_and_spellings() -> None:
    assert are_slips("Trịnh Xuân Trường", "Trịnh Xuân Truờng")
    assert not are_slips("Lê Hà", "Lê Hạ")
    assert not are_slips("Trần Văn An", "Trần Thị An")
    assert spelling(["Thuỷ", "Thủy", "Thủy"]) == "Thủy"
    assert spelling(["b", "a"]) == "a"


def test_a_title_with_short_forms_is_one_position(tmp_path: Path) -> None:
    titles = ("Phó Chủ tịch Uỷ ban nhân dân tỉnh", "Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh")
    days = ("2022-03-05", "2022-04-05", "2022-05-05")
    stories = [
        story(day, date=day, published=f"{day}T17:00:00+07:00", officials=[official("Hòa Thị Thúy", title)])
        for day, title in zip(days, titles, strict=True)
    ]
    articles, reports = write_parts(tmp_path, stories)
    with duckdb.connect(str(publish(articles=articles, reports=reports, home=tmp_path).database)) as connection:
        found = connection.execute("SELECT title, first_seen, last_seen, reports FROM position").fetchall()
    assert found == [("Phó Chủ tịch UBND tỉnh", dt.date(2022, 3, 5), dt.date(2022, 5, 5), 3)]
