"""Hard cases of grouping: reports that are on one event, and reports that only look so."""

from __future__ import annotations

import random

import pytest

from tests.warehouse.building import Story, award, filler, gather, official, story
from warehouse.ceremonies.grouping import Gathering

CHAIR = official("Giàng Seo Phử", "Chủ tịch UBND tỉnh", roles=("attend", "present"))
SECRETARY = official("Lò Thị Mai", "Bí thư Tỉnh ủy")
DEPUTY = official("Nông Văn Hòa", "Phó Chủ tịch UBND tỉnh")
DISTRICT = official("Vàng A Sử", "Bí thư Huyện ủy Bắc Hà")
FLAGS = award("co-thi-dua", 12, grantor="chinh-phu")
MERIT = award("bang-khen", 35, grantor="ubnd-tinh")
BADGES = award("huy-hieu", 214, name="Huy hiệu Đảng", recipient="individual")


def clusters(*stories: Story) -> list[set[int]]:
    return [set(gathering.members) for gathering in gathered(*stories)]


def gathered(*stories: Story) -> list[Gathering]:
    """Return what their reports tell of, as members by the stories' numbers."""
    return gather(stories)


ONE = {
    "same-words-of-three-outlets": [
        story(
            "a",
            title="Lào Cai tổng kết phong trào thi đua năm 2024",
            officials=[CHAIR, SECRETARY],
            awards=[FLAGS, MERIT],
        ),
        story(
            "b", title="Hội nghị tổng kết thi đua", source="b.vn", officials=[CHAIR, SECRETARY, DEPUTY], awards=[FLAGS]
        ),
        story(
            "c",
            title="Trao 12 cờ thi đua của Chính phủ",
            source="c.vn",
            kind="conferment",
            officials=[CHAIR],
            awards=[FLAGS],
        ),
    ],
    "brief-with-one-official-and-one-award": [
        story(
            "a",
            title="Lào Cai tổng kết phong trào thi đua",
            officials=[CHAIR, SECRETARY, DEPUTY],
            awards=[FLAGS, MERIT],
        ),
        story("b", title="Trao thưởng", source="b.vn", kind="conferment", officials=[CHAIR], awards=[MERIT]),
    ],
    "two-days-told-by-day": [
        story("a", date_end="2024-06-12", officials=[CHAIR, SECRETARY], awards=[MERIT], host="UBND tỉnh"),
        story("b", source="b.vn", officials=[CHAIR, SECRETARY], awards=[MERIT], host="UBND tỉnh"),
        story("c", source="c.vn", date="2024-06-12", officials=[CHAIR, SECRETARY], awards=[MERIT], host="UBND tỉnh"),
    ],
    "rounded-count-is-no-contradiction": [
        story("a", title="Tổng kết phong trào thi đua", officials=[CHAIR, SECRETARY], awards=[award("bang-khen", 312)]),
        story(
            "b",
            source="b.vn",
            title="Tổng kết phong trào",
            officials=[CHAIR, SECRETARY],
            awards=[award("bang-khen", 300, qualifier="over")],
        ),
    ],
    "province-of-the-guest-outlet": [
        story("a", officials=[CHAIR, SECRETARY, DEPUTY], awards=[FLAGS, MERIT], venue="Nhà văn hóa"),
        story("b", source="b.vn", province="lang-son", officials=[CHAIR, SECRETARY, DEPUTY], awards=[FLAGS, MERIT]),
    ],
    "syndicated-with-another-headline": [
        story("a", title="Tổng kết thi đua", body=filler("x", 200)),
        story("b", title="Nhìn lại một năm", source="b.vn", body=filler("x", 200), date=None),
    ],
    "spelling-of-a-name": [
        story("a", officials=[official("Trần Thị Thủy"), SECRETARY], awards=[MERIT]),
        story("b", source="b.vn", officials=[official("Trần Thị Thuỷ"), SECRETARY], awards=[MERIT]),
    ],
}
TWO = {
    "morning-and-afternoon-with-one-chairman": [
        story(
            "a",
            title="Hội nghị tổng kết phong trào thi đua ngành y tế",
            part_of_day="morning",
            officials=[CHAIR],
            awards=[MERIT],
        ),
        story(
            "b",
            title="Hội nghị tổng kết phong trào thi đua ngành giáo dục",
            source="b.vn",
            part_of_day="afternoon",
            officials=[CHAIR],
            awards=[award("bang-khen", 20)],
        ),
    ],
    "party-badges-and-conference": [
        story("a", title="Trao Huy hiệu Đảng", kind="conferment", officials=[CHAIR, SECRETARY], awards=[BADGES]),
        story("b", title="Tổng kết thi đua", source="b.vn", officials=[CHAIR, DEPUTY], awards=[MERIT, FLAGS]),
    ],
    "two-districts-on-one-day": [
        story(
            "a", title="Trao Huy hiệu Đảng đợt 19/5", place="huyện Bắc Hà", host="Huyện ủy Bắc Hà", officials=[DISTRICT]
        ),
        story(
            "b",
            title="Trao Huy hiệu Đảng đợt 19/5",
            source="b.vn",
            place="huyện Si Ma Cai",
            host="Huyện ủy Si Ma Cai",
            officials=[official("Sùng A Lềnh", "Bí thư Huyện ủy Si Ma Cai")],
        ),
    ],
    "next-day": [
        story("a", title="Hội nghị điển hình tiên tiến", officials=[CHAIR, SECRETARY], awards=[MERIT]),
        story(
            "b",
            title="Hội nghị điển hình tiên tiến",
            source="b.vn",
            date="2024-06-12",
            published="2024-06-12T17:00:00+07:00",
            officials=[CHAIR, SECRETARY],
            awards=[award("bang-khen", 20)],
        ),
    ],
    "two-provinces-with-one-name-of-event": [
        story("a", title="Đại hội thi đua yêu nước lần thứ VI", kind="congress", officials=[CHAIR], awards=[FLAGS]),
        story(
            "b",
            title="Đại hội thi đua yêu nước lần thứ VI",
            source="b.vn",
            kind="congress",
            province="lai-chau",
            awards=[FLAGS],
        ),
    ],
    "council-and-conferment": [
        story(
            "a",
            title="Họp hội đồng thi đua",
            kind="council",
            officials=[CHAIR],
            awards=[award("bang-khen", 9, status="proposed")],
        ),
        story("b", title="Trao Bằng khen", source="b.vn", kind="conferment", officials=[CHAIR], awards=[MERIT]),
    ],
    "last-years-text-with-new-figures": [
        story(
            "a", body=filler("t", 150) + " Năm 2023 có 15 xã, 27 hộ, 108 mô hình, 96 tổ, 31 chi bộ.", date="2023-06-11"
        ),
        story(
            "b", body=filler("t", 150) + " Năm 2024 có 18 xã, 33 hộ, 121 mô hình, 99 tổ, 40 chi bộ.", date="2024-06-11"
        ),
    ],
    "undated-though-alike": [
        story("a", title="Tổng kết thi đua", date=None, officials=[CHAIR, SECRETARY], awards=[MERIT]),
        story("b", title="Tổng kết thi đua", source="b.vn", date=None, officials=[CHAIR, SECRETARY], awards=[MERIT]),
    ],
    "two-orders-on-one-day-in-one-province": [
        story(
            "a",
            title="Trường THPT đón nhận Huân chương Lao động hạng Nhất",
            kind="conferment",
            officials=[CHAIR],
            awards=[award("huan-chuong-lao-dong", 1, **{"class": 1}, recipient_names=["Trường THPT số 1"])],
        ),
        story(
            "b",
            title="Bệnh viện tỉnh đón nhận Huân chương Lao động hạng Nhì",
            source="b.vn",
            kind="conferment",
            officials=[CHAIR],
            awards=[award("huan-chuong-lao-dong", 1, **{"class": 2}, recipient_names=["Bệnh viện tỉnh"])],
        ),
    ],
}


@pytest.mark.parametrize("stories", ONE.values(), ids=ONE)
def test_reports_on_one_event_are_one(stories: list[Story]) -> None:
    assert clusters(*stories) == [set(range(len(stories)))]


@pytest.mark.parametrize("stories", TWO.values(), ids=TWO)
def test_two_events_stay_two(stories: list[Story]) -> None:
    assert clusters(*stories) == [{0}, {1}]


def test_one_odd_report_does_not_chain_two_events() -> None:
    both = story(
        "c",
        source="c.vn",
        title="Hoạt động của lãnh đạo tỉnh",
        officials=[CHAIR, SECRETARY, DEPUTY],
        awards=[MERIT, BADGES],
    )
    found = clusters(
        *[
            story(f"a{i}", source=f"a{i}.vn", part_of_day="morning", officials=[CHAIR, DEPUTY], awards=[MERIT])
            for i in (1, 2)
        ],
        *[
            story(
                f"b{i}",
                source=f"b{i}.vn",
                part_of_day="evening",
                kind="conferment",
                officials=[SECRETARY],
                awards=[BADGES],
            )
            for i in (1, 2)
        ],
        both,
    )
    assert [cluster - {4} for cluster in found if cluster != {4}] == [{0, 1}, {2, 3}]


def test_what_has_a_day_is_an_event_and_nothing_else_is() -> None:
    plan = story("a", kind="plan", date=None)
    feature = story("b", kind="feature", date=None)
    dated = story("c", kind="feature", date="2024-01-01")
    meeting = story("d", kind="summary", date=None)
    assert [g.event for g in gathered(plan, feature, dated, meeting)] == [False, False, True, False]


def test_an_undated_copy_belongs_to_the_event_of_its_text() -> None:
    dated = story("a", body=filler("x", 200))
    undated = story("b", source="b.vn", body=filler("x", 200), date=None)
    assert [(g.members, g.event) for g in gathered(undated, dated)] == [((0, 1), True)]


def test_the_earliest_is_the_original() -> None:
    text = filler("x", 200)
    late = story("a", source="a.vn", published="2024-06-12T08:00:00+07:00", body=text)
    early = story("b", source="b.vn", published="2024-06-11T08:00:00+07:00", body=text)
    unknown = story("c", source="c.vn", published=None, body=text)
    (gathering,) = gathered(late, early, unknown)
    assert gathering.original == {0: 1, 2: 1}


def test_the_order_of_reports_makes_no_difference() -> None:
    stories = [told for case in (*ONE.values(), *TWO.values()) for told in case]
    stories = list({told.article.url: told for told in stories}.values())

    def groups(order: list[Story]) -> set[frozenset[str]]:
        found = gathered(*order)
        return {frozenset(order[n].article.id for n in gathering.members) for gathering in found}

    first = groups(stories)
    for seed in range(5):
        assert groups(random.Random(seed).sample(stories, len(stories))) == first
