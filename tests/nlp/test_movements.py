from __future__ import annotations

import datetime as dt

from nlp.movements import read_movements
from nlp.report import Movement
from tests.nlp.building import layers_of, report_of

NAME = "Chung sức xây dựng bản làng xanh, sạch, đẹp"


def test_a_movement_that_is_launched() -> None:
    text = f"UBND tỉnh phát động phong trào thi đua đặc biệt với chủ đề “{NAME}”."
    assert read_movements(layers_of(text)) == [Movement(name=NAME)]


def test_a_movement_that_is_summed_up() -> None:
    text = f"UBND tỉnh tổ chức Hội nghị tổng kết phong trào thi đua “{NAME}” trên địa bàn."
    assert [m.name for m in read_movements(layers_of(text))] == [NAME]


def test_a_movement_with_its_dates() -> None:
    report = report_of(
        "title: Phát động phong trào thi đua",
        f"Sáng 12/3, UBND tỉnh phát động phong trào thi đua với chủ đề “{NAME}”.",
        "Thời gian thi đua từ ngày 14/10/2024 đến ngày 30/6/2025.",
        published="2024-10-14",
    )
    assert report.movements == (Movement(name=NAME, start=dt.date(2024, 10, 14), end=dt.date(2025, 6, 30)),)


def test_a_movement_named_twice_is_one() -> None:
    text = (
        f"UBND tỉnh phát động phong trào thi đua “{NAME}”. Sau lễ phát động phong trào thi đua "
        f"“{NAME.upper()}”, các xã ra quân."
    )
    assert len(read_movements(layers_of(text))) == 1


def test_a_movement_in_passing_is_none() -> None:
    assert read_movements(layers_of(f"Bà con hưởng ứng phong trào thi đua “{NAME}”.")) == []
    assert read_movements(layers_of("UBND tỉnh phát động phong trào thi đua yêu nước.")) == []


def test_other_quotations_are_no_movement() -> None:
    assert read_movements(layers_of("UBND tỉnh tổ chức tổng kết. Ông nói: “Chúng ta sẽ thi đua hơn nữa”.")) == []
