from __future__ import annotations

import datetime as dt

from nlp.layers import with_province
from tests.nlp.building import layers_of

TEXT = (
    "Đồng chí Lê Văn Bảo, Chủ tịch UBND thành phố, trao 12 Bằng khen và Huân chương Lao động hạng Ba "
    "cho 8 tập thể của tỉnh Lai Châu."
)


def test_each_sort_of_mention_is_a_layer() -> None:
    layers = layers_of(TEXT)
    assert {
        name: [TEXT[mention.start : mention.end] for mention in getattr(layers, name).items]
        for name in ("awards", "classes", "quantities", "numbers", "nouns", "people", "titles", "address", "provinces")
    } == {
        "awards": ["Bằng khen", "Huân chương Lao động"],
        "classes": ["hạng Ba"],
        "quantities": ["8 tập thể"],
        "numbers": ["12", "Ba", "8"],
        "nouns": ["Đồng chí", "thành phố", "Lao động", "tập thể", "tỉnh"],
        "people": ["Lê Văn Bảo"],
        "titles": ["Chủ tịch"],
        "address": ["Đồng chí"],
        "provinces": ["Lai Châu"],
    }
    assert layers.text == TEXT
    assert len(layers.flat) == len(TEXT)


def test_a_province_that_is_told_later_settles_a_citys_bodies_and_nothing_else() -> None:
    before = layers_of(TEXT)
    people = before.people
    after = with_province(before, "hai-phong", dt.date(2024, 3, 12))
    assert [body.value.grantor for body in before.grantors.items] == [None]
    assert [body.value.grantor for body in after.grantors.items] == ["ubnd-tinh"]
    assert after.people is people


def test_a_province_in_a_persons_name_is_no_province() -> None:
    layers = layers_of("Đồng chí Trương Hòa Bình, Phó Thủ tướng, dự.")
    assert [person.value for person in layers.people.items] == ["Trương Hòa Bình"]
    assert layers.provinces.items == ()
