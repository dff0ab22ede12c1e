from __future__ import annotations

import datetime as dt

import pytest

from nlp.layers import annotate
from nlp.where import read_host, read_place, read_province, read_venue
from tests.nlp.building import layers_of, make_article, report_of

DAY = dt.date(2024, 3, 12)


def province(*told: str, outlet: str | None = None, day: dt.date | None = DAY) -> str | None:
    return read_province(annotate(make_article(*told), outlet), outlet, day)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Sáng 12/3, tại tỉnh Lai Châu, Ban Tổ chức khai mạc hội nghị thi đua.", "lai-chau"),
        ("Sáng 12/3, tại tỉnh Lai Châu, Bộ Nội vụ và UBND tỉnh tổ chức hội nghị thi đua.", "lai-chau"),
        ("Sáng 12/3, tại tỉnh Lai Châu, Bộ Nội vụ tổ chức hội nghị thi đua.", None),
        ("Sáng 12/3, UBND tỉnh Lào Cai tổ chức Hội nghị tổng kết thi đua.", "lao-cai"),
        ("Sáng 12/3, UBND TP. Hồ Chí Minh tổ chức Lễ tuyên dương.", "ho-chi-minh"),
        ("Sáng 12/3, UBND tỉnh Bà Rịa - Vũng Tàu tổ chức Lễ tuyên dương.", "ba-ria-vung-tau"),
        ("Sáng 12/3, UBND tỉnh Đắk Lắk tổ chức hội nghị.", "dak-lak"),
        ("Sáng 12/3, UBND tỉnh Thừa Thiên - Huế tổ chức hội nghị.", "thua-thien-hue"),
        ("Sáng 12/3, tại Hà Nội, Ban Tổ chức khai mạc Đại hội Thi đua.", "ha-noi"),
    ],
)
def test_the_province_that_the_text_names(text: str, slug: str | None) -> None:
    assert province(text) == slug


def test_the_outlet_tells_the_province_where_the_text_names_none() -> None:
    assert province("Sáng 12/3, UBND tỉnh tổ chức hội nghị.", outlet="nghe-an") == "nghe-an"
    assert province("Sáng 12/3, UBND tỉnh tổ chức hội nghị.") is None


def test_the_province_of_the_articles_outlet_is_used() -> None:
    report = report_of(
        "title: Tổng kết phong trào thi đua", "Sáng 12/3, UBND tỉnh tổ chức hội nghị.", province="nghe-an"
    )
    assert report.province == "nghe-an"


def test_the_place_of_the_event_goes_before_the_outlets_province() -> None:
    text = "Sáng 12/3, tại tỉnh Lạng Sơn, Cụm thi đua 7 tỉnh tổ chức Hội nghị tổng kết."
    assert province(text, outlet="lao-cai") == "lang-son"


def test_a_province_named_in_passing_does_not_outweigh_the_outlet() -> None:
    text = "Sáng 12/3, UBND tỉnh tổ chức hội nghị, đón đoàn đại biểu Sơn La."
    assert province(text, outlet="lai-chau") == "lai-chau"


def test_a_province_keeps_the_slug_of_its_time() -> None:
    text = "Sáng 12/3, UBND tỉnh Bình Dương tổ chức hội nghị."
    assert province(text, day=dt.date(2024, 3, 12)) == "binh-duong"


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Sáng 12/3, tại Trung tâm Hội nghị tỉnh, UBND tỉnh tổ chức hội nghị.", "Trung tâm Hội nghị tỉnh"),
        ("Sáng 12/3, tại Hội trường Tỉnh ủy đã diễn ra hội nghị.", "Hội trường Tỉnh ủy"),
        ("Tối 12/3, tại Quảng trường 7/5, tỉnh tổ chức lễ trao tặng.", "Quảng trường 7/5"),
        ("Sáng 12/3, tại Nhà văn hóa huyện, UBND huyện trao Giấy khen.", "Nhà văn hóa huyện"),
        ("Sáng 12/3, tại tỉnh Lai Châu, UBND tỉnh tổ chức hội nghị.", None),
    ],
)
def test_the_hall(text: str, venue: str | None) -> None:
    assert read_venue(layers_of(text)) == venue


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Sáng 12/3, UBND tỉnh Lai Châu tổ chức hội nghị.", "UBND tỉnh Lai Châu"),
        ("Sáng 12/3, tại Hội trường A, Liên đoàn Lao động tỉnh long trọng tổ chức lễ.", "Liên đoàn Lao động tỉnh"),
        ("Sáng 12/3, Sở Nội vụ (Ban TĐKT) đã tổ chức hội nghị.", "Sở Nội vụ"),
        ("Sáng 12/3, hội nghị khai mạc.", None),
        ("Hội nghị do Công an tỉnh tổ chức.", "Công an tỉnh"),
    ],
)
def test_who_holds_the_event(text: str, host: str | None) -> None:
    assert read_host(layers_of(text)) == host


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sáng 12/3, tại huyện Văn Bàn, Công an tỉnh tổ chức lễ trao thưởng.", "huyện Văn Bàn"),
        ("Sáng 12/3, UBND huyện Mường Khương tổ chức hội nghị.", "huyện Mường Khương"),
        ("Sáng 12/3, tại xã Võ Lao, lãnh đạo tỉnh trao Bằng khen.", "xã Võ Lao"),
        ("Sáng 12/3, UBND tỉnh tổ chức hội nghị.", None),
    ],
)
def test_the_district_or_commune(text: str, place: str | None) -> None:
    assert read_place(layers_of(text)) == place
