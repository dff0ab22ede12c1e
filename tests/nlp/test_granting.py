from __future__ import annotations

import pytest

from tests.nlp.building import event


def granted(text: str, **fields: str) -> list[tuple[str | None, str | None]]:
    return [(award.grantor, award.grantor_name) for award in event(text, **fields).awards]


@pytest.mark.parametrize(
    ("text", "grantor"),
    [
        ("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể.", "ubnd-tinh"),
        ("Dịp này, 5 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen.", "ubnd-tinh"),
        ("Dịp này, 5 tập thể được nhận Bằng khen của Chủ tịch UBND tỉnh.", "ubnd-tinh"),
        ("Dịp này, 5 tập thể được nhận Bằng khen của Thủ tướng Chính phủ.", "thu-tuong"),
        ("Dịp này, 5 tập thể được nhận Cờ thi đua của Thủ tướng Chính phủ.", "chinh-phu"),
        ("Dịp này, 5 tập thể được nhận Cờ thi đua Chính phủ.", "chinh-phu"),
        ("Dịp này, 5 tập thể được nhận Huân chương Lao động hạng Ba.", "chu-tich-nuoc"),
        ("Dịp này, UBND huyện trao Bằng khen của Chủ tịch UBND tỉnh cho 5 tập thể.", "ubnd-tinh"),
        ("Dịp này, UBND huyện trao Giấy khen cho 5 tập thể.", "huyen"),
        (
            "Thừa ủy quyền của Chủ tịch nước, lãnh đạo tỉnh trao Huân chương Lao động hạng Ba cho 5 tập thể.",
            "chu-tich-nuoc",
        ),
        ("Thừa ủy quyền của Thủ tướng Chính phủ, lãnh đạo tỉnh trao Bằng khen cho 5 tập thể.", "thu-tuong"),
        (
            "Thừa ủy quyền của Thủ tướng Chính phủ, đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh trao "
            "Bằng khen cho 5 tập thể.",
            "thu-tuong",
        ),
        ("Đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh trao Bằng khen của Bộ Y tế cho 5 tập thể.", "bo-nganh"),
        ("Dịp này, 5 tập thể được nhận Bằng khen.", None),
        ("Dịp này, Bộ trưởng Bộ Y tế tặng Bằng khen cho 5 tập thể.", "bo-nganh"),
        ("Dịp này, Giám đốc Sở Nội vụ khen thưởng 5 tập thể.", "so-nganh-tinh"),
        ("Dịp này, Đảng ủy Khối tặng Giấy khen cho 5 tập thể.", "dang-uy"),
        ("Dịp này, 5 đảng viên được nhận Huy hiệu Đảng của Tỉnh ủy.", "tinh-uy"),
    ],
)
def test_who_grants(text: str, grantor: str | None) -> None:
    assert [pair[0] for pair in granted(text)] == [grantor]


def test_two_grantors_of_one_number_are_one_row() -> None:
    told = granted("Dịp này, 11 cá nhân được nhận Bằng khen của Tỉnh ủy và UBND tỉnh.")
    assert told == [("tinh-uy", "Tỉnh ủy và UBND tỉnh")]


def test_the_one_who_acts_grants_the_awards_that_follow() -> None:
    told = granted("Dịp này, Chủ tịch UBND tỉnh tặng Cờ thi đua cho 5 tập thể; tặng Bằng khen cho 7 cá nhân.")
    assert [pair[0] for pair in told] == ["ubnd-tinh", "ubnd-tinh"]


def test_each_award_keeps_its_own_grantor() -> None:
    told = granted(
        "Dịp này, 5 tập thể được nhận Cờ thi đua của Chính phủ, 7 cá nhân được nhận Bằng khen của Chủ tịch UBND tỉnh."
    )
    assert [pair[0] for pair in told] == ["chinh-phu", "ubnd-tinh"]


def test_a_city_is_of_the_provinces_level_where_the_outlets_province_is_a_city() -> None:
    text = "Dịp này, Chủ tịch UBND thành phố tặng Giấy khen cho 5 tập thể."
    assert granted(text, province="da-nang") == [("ubnd-tinh", "Chủ tịch UBND thành phố")]
    assert granted(text) == [(None, "Chủ tịch UBND thành phố")]


def test_the_one_who_hands_over_is_kept_apart_from_the_one_who_grants() -> None:
    (award,) = event(
        "Thừa ủy quyền của Chủ tịch nước, đồng chí Lê Văn Bảo, Bí thư Tỉnh ủy trao Huân "
        "chương Lao động hạng Ba cho 2 cá nhân."
    ).awards
    assert award.grantor == "chu-tich-nuoc"
    assert award.presented_by == ("Lê Văn Bảo",)
