from __future__ import annotations

import pytest

from nlp.award_names import award_names
from tests.nlp.building import layers_of


def named(text: str) -> list[tuple[str, int | None]]:
    return [(name.code, name.award_class) for name in award_names(layers_of(text), 0, len(text)) if not name.verb]


@pytest.mark.parametrize(
    ("text", "code", "award_class"),
    [
        ("tặng Huân chương Sao Vàng", "huan-chuong-sao-vang", None),
        ("tặng Huân chương Hồ Chí Minh", "huan-chuong-ho-chi-minh", None),
        ("tặng Huân chương Độc lập hạng Nhì", "huan-chuong-doc-lap", 2),
        ("tặng Huân chương Quân công hạng Ba", "huan-chuong-quan-cong", 3),
        ("tặng Huân chương Lao động hạng Nhất", "huan-chuong-lao-dong", 1),
        ("tặng Huy chương Lao động hạng Nhất", "huan-chuong-lao-dong", 1),
        ("tặng Huân chương Bảo vệ Tổ quốc hạng Ba", "huan-chuong-bao-ve-to-quoc", 3),
        ("tặng Huân chương Chiến công hạng Nhì", "huan-chuong-chien-cong", 2),
        ("tặng Huân chương Đại đoàn kết dân tộc", "huan-chuong-dai-doan-ket", None),
        ("tặng Huân chương Dũng cảm", "huan-chuong-dung-cam", None),
        ("tặng Huân chương Hữu nghị", "huan-chuong-huu-nghi", None),
        ("tặng Huân chương Kháng chiến hạng Nhất", "huan-chuong", 1),
        ("tặng Huân chương Tự do hạng Ba", "huan-chuong", 3),
        ("tặng Anh hùng Lao động", "danh-hieu-vinh-du", None),
        ("phong tặng danh hiệu Anh hùng Lực lượng vũ trang nhân dân", "danh-hieu-vinh-du", None),
        ("phong tặng danh hiệu Anh hùng LLVTND", "danh-hieu-vinh-du", None),
        ("truy tặng danh hiệu “Bà mẹ Việt Nam anh hùng”", "danh-hieu-vinh-du", None),
        ("tặng danh hiệu Nhà giáo ưu tú", "danh-hieu-vinh-du", None),
        ("tặng danh hiệu Thầy thuốc Nhân dân", "danh-hieu-vinh-du", None),
        ("tặng danh hiệu Nghệ nhân ưu tú", "danh-hieu-vinh-du", None),
        ("tặng Giải thưởng Hồ Chí Minh", "giai-thuong", None),
        ("tặng Cờ thi đua của Chính phủ", "co-thi-dua", None),
        ("tặng Cờ thi đua Chính phủ", "co-thi-dua", None),
        ("tặng Cờ thi đua của Thủ tướng Chính phủ", "co-thi-dua", None),
        ("tặng Cờ thi đua xuất sắc của UBND tỉnh", "co-thi-dua", None),
        ("tặng Cờ truyền thống của UBND tỉnh", "co-truyen-thong", None),
        ("tặng Bằng khen toàn diện", "bang-khen", None),
        ("tặng Bằng khen của Chủ tịch UBND tỉnh", "bang-khen", None),
        ("tặng Giấy khen của Chủ tịch UBND huyện", "giay-khen", None),
        ("tặng Kỷ niệm chương “Vì sự nghiệp giáo dục”", "ky-niem-chuong", None),
        ("tặng Huy hiệu 50 năm tuổi Đảng", "huy-hieu", None),
        ("tặng Huy hiệu Đảng", "huy-hieu", None),
        ("danh hiệu Chiến sĩ thi đua toàn quốc", "chien-si-thi-dua-toan-quoc", None),
        ("danh hiệu Chiến sĩ thi đua cấp tỉnh", "chien-si-thi-dua-cap-bo-tinh", None),
        ("danh hiệu Chiến sỹ thi đua tỉnh Lai Châu", "chien-si-thi-dua-cap-bo-tinh", None),
        ("danh hiệu Chiến sĩ thi đua cơ sở", "chien-si-thi-dua-co-so", None),
        ("danh hiệu Lao động tiên tiến", "lao-dong-tien-tien", None),
        ("danh hiệu Chiến sĩ tiên tiến", "lao-dong-tien-tien", None),
        ("danh hiệu Tập thể lao động xuất sắc", "tap-the-lao-dong-xuat-sac", None),
        ("danh hiệu Tập thể lao động tiên tiến", "tap-the-lao-dong-tien-tien", None),
        ("danh hiệu Đơn vị tiên tiến", "tap-the-lao-dong-tien-tien", None),
        ("danh hiệu Đơn vị quyết thắng", "don-vi-quyet-thang", None),
    ],
)
def test_awards_of_the_law(text: str, code: str, award_class: int | None) -> None:
    assert named(text) == [(code, award_class)]


@pytest.mark.parametrize("text", ["BẰNG KHEN", "bằng khen", "Bằng Khen", "Bằng khen"])
def test_case_does_not_matter(text: str) -> None:
    assert named(f"tặng {text}") == [("bang-khen", None)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tặng Kỷ niệm chương “Vì sự nghiệp giáo dục” cho 5 cá nhân", "Kỷ niệm chương “Vì sự nghiệp giáo dục”"),
        ("tặng Huy hiệu 50 năm tuổi Đảng cho 5 đảng viên", "Huy hiệu 50 năm tuổi Đảng"),
        ("tặng Huy hiệu 30, 40, 50 năm tuổi Đảng cho 5 đảng viên", "Huy hiệu 30, 40, 50 năm tuổi Đảng"),
        ("phong tặng danh hiệu Nhà giáo ưu tú cho 2 cá nhân", "Nhà giáo ưu tú"),
        ("tặng Bằng khen cho 5 tập thể", None),
    ],
)
def test_a_group_of_awards_keeps_the_name_as_given(text: str, name: str | None) -> None:
    (found,) = [n for n in award_names(layers_of(text), 0, len(text)) if not n.verb]
    assert found.name == name


def test_a_class_alone_names_the_award_once_more() -> None:
    text = "trao Huân chương Lao động hạng Nhất cho 1 cá nhân, hạng Nhì cho 3, hạng Ba cho 7 cá nhân"
    assert named(text) == [("huan-chuong-lao-dong", 1), ("huan-chuong-lao-dong", 2), ("huan-chuong-lao-dong", 3)]


def test_several_classes_at_once_are_none() -> None:
    assert named("trao Huân chương Lao động hạng Nhất, Nhì, Ba") == [("huan-chuong-lao-dong", None)]


@pytest.mark.parametrize(
    "text",
    [
        "phong trào thi đua yêu nước",
        "Hội đồng Thi đua - Khen thưởng tỉnh họp",
        "Ban Thi đua, Khen thưởng Trung ương",
        "Luật Thi đua, khen thưởng năm 2022",
        "công tác thi đua, khen thưởng của ngành",
        "quỹ thi đua, khen thưởng",
        "vận động viên đoạt huy chương vàng",
        "lá cờ Tổ quốc tung bay",
    ],
)
def test_words_about_emulation_are_no_award(text: str) -> None:
    found = award_names(layers_of(text), 0, len(text))
    assert [n.code for n in found if n.code != "huy-chuong"] == []


def test_a_verb_of_commending_is_marked() -> None:
    (found,) = award_names(layers_of("biểu dương 5 tập thể"), 0, 20)
    assert (found.code, found.verb) == ("khen-thuong", True)
