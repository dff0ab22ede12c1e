from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.drafts import Draft
from nlp.merging import merge
from tests.nlp.building import draft, event, report_of, row, rows, rows_of

COUNTED = "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 312 cá nhân."


@pytest.mark.parametrize(
    "again",
    [
        "lead: Tại hội nghị, 312 cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh.",
        "lead: Hơn 300 cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh tại hội nghị.",
        "caption: Trao Bằng khen của Chủ tịch UBND tỉnh cho 312 cá nhân.",
        "caption: Lãnh đạo tỉnh trao Bằng khen cho các cá nhân.",
        "subhead: 312 cá nhân được tặng Bằng khen",
    ],
)
def test_what_is_told_twice_is_one_row(again: str) -> None:
    expected = [row("bang-khen", "ubnd-tinh", "individual", 312)]
    assert rows(again, COUNTED) == expected
    assert rows(COUNTED, again) == expected


def test_a_headline_gives_no_second_row() -> None:
    report = report_of("title: 312 cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh", COUNTED)
    assert rows_of(report) == [row("bang-khen", "ubnd-tinh", "individual", 312)]
    assert report.awards[0].evidence.text == COUNTED


def test_one_conferment_told_five_times_is_one_row() -> None:
    report = report_of(
        "title: Trao Huân chương Lao động hạng Ba cho ông Lò Văn Mừng",
        "lead: Sáng 12/3, ông Lò Văn Mừng được trao Huân chương Lao động hạng Ba.",
        "Thừa ủy quyền của Chủ tịch nước, đồng chí Lê Văn Bảo, Bí thư Tỉnh ủy trao Huân "
        "chương Lao động hạng Ba cho ông Lò Văn Mừng.",
        "caption: Đồng chí Lê Văn Bảo trao Huân chương Lao động hạng Ba cho ông Lò Văn Mừng.",
    )
    assert rows_of(report) == [row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 1, of=3)]
    assert report.awards[0].recipient_names == ("Lò Văn Mừng",)
    assert report.awards[0].presented_by == ("Lê Văn Bảo",)


def test_rows_of_another_award_class_grantor_or_status_stay() -> None:
    told = rows(
        "Giai đoạn 2019 - 2023, 5 cá nhân được nhận Bằng khen của Thủ tướng Chính phủ.",
        "Dịp này, 5 cá nhân được nhận Bằng khen của Thủ tướng Chính phủ; 5 cá nhân được nhận "
        "Bằng khen của Chủ tịch UBND tỉnh; "
        "5 cá nhân được nhận Huân chương Lao động hạng Nhì; 5 cá nhân được nhận Huân chương Lao động hạng Ba.",
    )
    assert told == [
        row("bang-khen", "thu-tuong", "individual", 5, "cumulative"),
        row("bang-khen", "thu-tuong", "individual", 5),
        row("bang-khen", "ubnd-tinh", "individual", 5),
        row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 5, of=2),
        row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 5, of=3),
    ]


def test_an_award_without_number_adds_no_row_beside_its_number() -> None:
    told = rows("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể tiêu biểu.", COUNTED)
    assert [number for *_, number, _ in told] == [312]


def test_a_caption_gives_the_row_its_presenter() -> None:
    report = event(
        COUNTED,
        "caption: Đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh trao Bằng khen của Chủ tịch UBND tỉnh cho các cá nhân.",
    )
    assert [(a.count, a.presented_by) for a in report.awards] == [(312, ("Lê Văn Bảo",))]


def test_rows_stand_in_the_order_of_the_text() -> None:
    merged = merge([draft(sentence=3), draft(sentence=1, award="giay-khen"), draft(sentence=2, award="co-thi-dua")])
    assert [row.award for row in merged] == ["giay-khen", "co-thi-dua", "bang-khen"]


def test_the_body_is_the_better_place_to_read_from() -> None:
    (only,) = merge([draft(sentence=0, kind="title", grantor=None), draft(sentence=4)])
    assert (only.kind, only.sentence) == ("paragraph", 4)


def test_what_one_row_leaves_open_the_other_fills() -> None:
    (only,) = merge([draft(grantor=None, grantor_name=None), draft(sentence=1, kind="caption", presented_by=["A"])])
    assert (only.grantor, only.grantor_name, only.presented_by) == ("ubnd-tinh", "UBND tỉnh", ["A"])


def test_a_rounded_number_must_be_near() -> None:
    assert [
        d.count for d in merge([draft(count=312), draft(sentence=1, kind="lead", count=300, qualifier="over")])
    ] == [312]
    far = merge([draft(count=312), draft(sentence=1, kind="lead", count=100, qualifier="over")])
    assert sorted(d.count or 0 for d in far) == [100, 312]


def test_nothing_merges_to_nothing() -> None:
    assert merge([]) == []


@given(
    st.lists(
        st.builds(
            lambda i, n, a, k: draft(sentence=i, count=n, award=a, kind=k),
            st.integers(0, 9),
            st.one_of(st.none(), st.integers(1, 9)),
            st.sampled_from(["bang-khen", "giay-khen"]),
            st.sampled_from(["title", "lead", "paragraph", "caption"]),
        ),
        max_size=8,
    )
)
def test_merging_invents_nothing(drafts: list[Draft]) -> None:
    told = {(d.award, d.count) for d in drafts}
    merged = merge(drafts)
    assert {(d.award, d.count) for d in merged} <= told
    assert {d.award for d in drafts if d.count is not None} == {d.award for d in merged if d.count is not None}
    assert [d.start for d in merged] == sorted(d.start for d in merged)


def test_the_order_of_drafts_of_different_sentences_does_not_matter() -> None:
    made = [(i, n) for i, n in enumerate([5, 7, 5, 12, 3])]
    expected = [(d.start, d.count) for d in merge([draft(sentence=i, count=n) for i, n in made])]
    for seed in range(5):
        random.Random(seed).shuffle(made)
        assert [(d.start, d.count) for d in merge([draft(sentence=i, count=n) for i, n in made])] == expected


def test_party_badges_by_years_are_parts_of_their_total() -> None:
    told = (
        "Đợt này, Ban Thường vụ Tỉnh ủy quyết định tặng Huy hiệu Đảng các loại cho 345 đảng viên: 5 đồng chí nhận "
        "Huy hiệu 75 năm, 12 đồng chí nhận Huy hiệu 70 năm tuổi Đảng, 328 đồng chí nhận Huy hiệu 30 năm tuổi Đảng."
    )
    (award,) = event(told).awards
    assert (award.award, award.count) == ("huy-hieu", 345)
    assert [(part.label[:2], part.count) for part in award.breakdown] == [("75", 5), ("70", 12), ("30", 328)]
