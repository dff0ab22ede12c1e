"""A number that is the sum of others stands for nobody of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.drafts import Draft
from nlp.totals import badges_as_totals, without_bare_commendations, without_totals
from tests.nlp.building import draft, event

MERIT = "Chủ tịch UBND tỉnh tặng Bằng khen cho 10 tập thể"
DIPLOMA = "UBND huyện Nà Lộc tặng Giấy khen cho 20 cá nhân"
PARTS = ("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 4 tập thể.", "Bằng khen cũng được tặng cho 7 cá nhân.")
BADGE = "Dịp này, Tỉnh ủy trao Huy hiệu {} cho {}."


def numbers(*paragraphs: str) -> list[tuple[str, int | None]]:
    return [(award.award, award.count) for award in event(*paragraphs).awards]


def counts(rows: list[Draft]) -> list[int | None]:
    return [row.count for row in rows]


def test_commendations_that_the_awards_told_next_add_up_to_are_left_out() -> None:
    told = numbers("Hội nghị đã khen thưởng 30 tập thể, cá nhân.", f"Dịp này, {MERIT}; {DIPLOMA}.")
    assert told == [("bang-khen", 10), ("giay-khen", 20)]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Hội nghị đã khen thưởng 31 tập thể, cá nhân.", f"Dịp này, {MERIT}; {DIPLOMA}."),
        (f"Dịp này, {MERIT}; {DIPLOMA}.", "Hội nghị đã khen thưởng 30 tập thể, cá nhân."),
        (
            "Hội nghị đã khen thưởng 30 tập thể, cá nhân.",
            "Các đại biểu thảo luận sôi nổi.",
            "Hội nghị kéo dài một buổi.",
            f"Dịp này, {MERIT}; {DIPLOMA}.",
        ),
    ],
)
def test_commendations_of_another_number_or_told_elsewhere_stay(paragraphs: tuple[str, ...]) -> None:
    told = numbers(*paragraphs)
    assert len(told) == 3
    assert "khen-thuong" in [award for award, _ in told]


def test_one_award_of_the_same_number_does_not_add_up() -> None:
    rows = [draft(award="khen-thuong", count=5, recipient="collective"), draft(sentence=1, count=5)]
    assert without_bare_commendations(rows) == rows


@pytest.mark.parametrize("words", ["2 học sinh", "2 trường hợp", "2 tập thể, cá nhân"])
def test_commending_is_left_out_where_another_sentence_says_with_what(words: str) -> None:
    told = numbers("Hội nghị khen thưởng 2 học sinh.", f"Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho {words}.")
    assert told == [("bang-khen", 2)]


@pytest.mark.parametrize("words", ["3 học sinh", "2 tập thể"])
def test_commending_others_stays(words: str) -> None:
    told = numbers("Hội nghị khen thưởng 2 học sinh.", f"Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho {words}.")
    assert told == [("khen-thuong", 2), ("bang-khen", int(words[0]))]


@pytest.mark.parametrize(
    ("commended", "stays"),
    [
        (draft(award="khen-thuong", grantor=None, sentence=1), False),
        (draft(award="khen-thuong", grantor="ubnd-tinh", sentence=1), True),
        (draft(award="khen-thuong", grantor=None, sentence=0), True),
    ],
)
def test_commending_stays_where_somebody_grants_it_or_its_own_sentence_tells_the_award(
    commended: Draft, stays: bool
) -> None:
    assert (commended in without_bare_commendations([draft(), commended])) is stays


@pytest.mark.parametrize(
    "total",
    [BADGE.format("Đảng", "12 đảng viên"), BADGE.format("30 năm, 40 năm tuổi Đảng", "12 đảng viên")],
)
def test_badges_by_years_are_parts_of_the_total(total: str) -> None:
    by_years = (
        BADGE.format("40 năm tuổi Đảng", "5 đảng viên"),
        BADGE.format("30 năm tuổi Đảng", "7 đảng viên"),
    )
    assert numbers(*by_years, total) == [("huy-hieu", 12)]
    assert numbers(total, *by_years) == [("huy-hieu", 12)]


def test_the_greatest_number_without_years_is_the_total_even_where_not_all_parts_are_told() -> None:
    told = (BADGE.format("40 năm tuổi Đảng", "5 đảng viên"), BADGE.format("Đảng", "12 đảng viên"))
    assert numbers(*told) == [("huy-hieu", 12)]


@pytest.mark.parametrize(
    "told",
    [
        (("40 năm tuổi Đảng", "5 đảng viên"), ("30 năm tuổi Đảng", "7 đảng viên")),
        (
            ("40 năm tuổi Đảng", "5 đảng viên"),
            ("30 năm tuổi Đảng", "7 đảng viên"),
            ("55 năm tuổi Đảng", "13 đảng viên"),
        ),
        (("vì thế hệ trẻ", "5 cá nhân"), ("Đảng", "12 đảng viên")),
    ],
)
def test_badges_that_do_not_add_up_or_are_not_the_partys_stay(told: tuple[tuple[str, str], ...]) -> None:
    paragraphs = [BADGE.format(name, whom) for name, whom in told]
    assert [count for _, count in numbers(*paragraphs)] == [int(whom.split()[0]) for _, whom in told]


def test_badges_proposed_are_no_part_of_those_conferred() -> None:
    given_now = draft(award="huy-hieu", name="Huy hiệu Đảng", count=12)
    proposed = draft(award="huy-hieu", name="Huy hiệu 40 năm tuổi Đảng", count=5, status="proposed", sentence=1)
    assert badges_as_totals([given_now, proposed]) == [given_now, proposed]


def test_badges_told_person_by_person_are_one_row() -> None:
    (award,) = event(
        BADGE.format("50 năm tuổi Đảng", "ông Lò Văn Sơn"), BADGE.format("40 năm tuổi Đảng", "bà Vi Thị Mơ")
    ).awards
    assert (award.count, award.recipient_names) == (2, ("Lò Văn Sơn", "Vi Thị Mơ"))


@pytest.mark.parametrize(
    "other",
    [
        draft(award="bang-khen", name=None, count=1, recipient_names=["Vi Thị Mơ"], sentence=1),
        draft(award="huy-hieu", name="Huy hiệu Tuổi trẻ", count=1, recipient_names=["Vi Thị Mơ"], sentence=1),
        draft(
            award="huy-hieu",
            name="Huy hiệu 40 năm tuổi Đảng",
            count=1,
            recipient_names=["Vi Thị Mơ"],
            status="proposed",
            sentence=1,
        ),
    ],
)
def test_other_awards_told_person_by_person_stay_apart(other: Draft) -> None:
    badge = draft(award="huy-hieu", name="Huy hiệu 50 năm tuổi Đảng", count=1, recipient_names=["Lò Văn Sơn"])
    assert counts(badges_as_totals([badge, other])) == [1, 1]


@pytest.mark.parametrize(
    "total",
    [
        "lead: Chủ tịch UBND tỉnh tặng Bằng khen cho 11 tập thể, cá nhân.",
        "lead: Chủ tịch UBND tỉnh tặng Bằng khen cho hơn 100 tập thể, cá nhân.",
        "Tổng cộng, Chủ tịch UBND tỉnh tặng Bằng khen cho 11 tập thể, cá nhân.",
    ],
)
def test_a_total_gives_no_row_beside_its_parts(total: str) -> None:
    parts = [4, 7] if "11" in total else [42, 61]
    told = [f"Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho {parts[0]} tập thể và {parts[1]} cá nhân."]
    assert numbers(total, *told) == [("bang-khen", count) for count in parts]


@pytest.mark.parametrize(
    ("total", "is_sum"),
    [
        (draft(count=11, recipient="mixed", sentence=2), True),
        (draft(count=11, recipient=None, sentence=2), True),
        (draft(count=11, recipient="case", sentence=2), True),
        (draft(count=12, recipient="mixed", sentence=2), False),
        (draft(count=11, recipient="individual", sentence=2), False),
        (draft(count=11, recipient="mixed", award="giay-khen", sentence=2), False),
        (draft(count=11, recipient="mixed", status="proposed", sentence=2), False),
        (draft(count=11, recipient="mixed", period=(2019, 2023), sentence=2), False),
        (draft(count=11, recipient="mixed", grantor="thu-tuong", sentence=2), False),
    ],
)
def test_a_total_is_of_one_award_status_period_and_grantor(total: Draft, is_sum: bool) -> None:
    parts = [draft(count=4, recipient="collective"), draft(count=7, sentence=1)]
    assert without_totals([*parts, total]) == (parts if is_sum else [*parts, total])


def test_one_number_alone_is_no_sum() -> None:
    rows = [draft(count=11), draft(count=11, recipient="mixed", sentence=1)]
    assert without_totals(rows) == rows


@pytest.mark.parametrize(
    ("kind", "count", "is_sum"),
    [("lead", 100, True), ("lead", 96, False), ("paragraph", 100, False), ("paragraph", 105, True)],
)
def test_a_rounded_total_is_near_its_parts_and_outside_the_body(kind: str, count: int, is_sum: bool) -> None:
    parts = [draft(count=44, recipient="collective"), draft(count=61, sentence=1)]
    total = draft(count=count, recipient="mixed", qualifier="over", kind=kind, sentence=2)
    assert without_totals([*parts, total]) == (parts if is_sum else [*parts, total])


SORTS = ["collective", "individual", "household"]


@given(st.lists(st.integers(1, 99), min_size=2, max_size=3), st.integers(0, 3), st.integers(0, 2))
def test_a_total_that_is_the_sum_of_its_parts_leaves_the_parts(numbers: list[int], at: int, more: int) -> None:
    parts = [draft(count=n, recipient=SORTS[i], sentence=i) for i, n in enumerate(numbers)]
    total = draft(count=sum(numbers) + more, recipient="mixed", sentence=9)
    rows = [*parts[:at], total, *parts[at:]]
    assert without_totals(rows) == (rows if more else parts)


ROWS = st.lists(
    st.builds(
        lambda i, n, a, name, r, g: draft(sentence=i, count=n, award=a, name=name, recipient=r, grantor=g),
        st.integers(0, 5),
        st.integers(1, 6),
        st.sampled_from(["bang-khen", "khen-thuong", "huy-hieu"]),
        st.sampled_from([None, "Huy hiệu Đảng", "Huy hiệu 40 năm tuổi Đảng"]),
        st.sampled_from([*SORTS, "mixed"]),
        st.sampled_from([None, "ubnd-tinh"]),
    ),
    max_size=7,
)


@pytest.mark.parametrize("left_out", [without_totals, badges_as_totals, without_bare_commendations])
@given(rows=ROWS)
def test_rows_are_left_out_and_never_added_or_moved(
    left_out: Callable[[list[Draft]], list[Draft]], rows: list[Draft]
) -> None:
    given_in = [id(row) for row in rows]
    kept = [id(row) for row in left_out(rows)]
    assert kept == [row for row in given_in if row in set(kept)]
    assert bool(kept) == bool(given_in)
