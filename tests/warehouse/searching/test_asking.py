from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.searching.asking import FACETS, Problem, Term, day_of, take_apart, value_of


def test_words_phrases_and_minus() -> None:
    asked = take_apart('lào cai "huân chương lao động" -xổ -"bằng khen" COVID-19')
    assert asked.terms == [Term("lào"), Term("cai"), Term("huân chương lao động", phrase=True), Term("COVID-19")]
    assert asked.shut_out == [Term("xổ"), Term("bằng khen", phrase=True)]
    assert asked.filters == {}


@pytest.mark.parametrize(
    ("text", "facet", "codes"),
    [
        ('tinh:"lao cai"', "province", {"lao-cai"}),
        ('tỉnh:"Lào Cai"', "province", {"lao-cai"}),
        ("province:lao-cai", "province", {"lao-cai"}),
        ("tinhnay:lao-cai", "today", {"lao-cai"}),
        ("nam:2024", "year", {"2024"}),
        ("năm:2022-2024", "year", {"2022", "2023", "2024"}),
        ("year:2024..2022", "year", {"2022", "2023", "2024"}),
        ("loai:congress", "kind", {"congress"}),
        ('loại:"đại hội thi đua yêu nước"', "kind", {"congress"}),
        ('khen:"huan chuong lao dong"', "award", {"huan-chuong-lao-dong"}),
        ('khen:"Huân chương Lao động hạng Nhì"', "award", {"huan-chuong-lao-dong:2"}),
        ('khen:"huân chương lao động" hang:3', "award", {"huan-chuong-lao-dong:3"}),
        ("cap:thu-tuong", "grantor", {"thu-tuong"}),
        ('cấp:"Chủ tịch nước"', "grantor", {"chu-tich-nuoc"}),
        ("bao:baolaocai.vn", "outlet", {"baolaocai.vn"}),
        ('bao:"Báo Lào Cai"', "outlet", {"baolaocai.vn"}),
        ("status:proposed", "status", {"proposed"}),
    ],
)
def test_fields_become_filters(text: str, facet: str, codes: set[str]) -> None:
    asked = take_apart(text)
    assert asked.filters == {facet: codes}
    assert not asked.terms
    assert not asked.problems


def test_a_class_alone_is_that_of_any_award_that_has_classes() -> None:
    awards = take_apart("hang:nhat").filters["award"]
    assert {"huan-chuong-lao-dong:1", "huan-chuong-doc-lap:1"} <= awards
    assert all(award.endswith(":1") for award in awards)
    assert "bang-khen:1" not in awards


def test_names_and_headlines_are_looked_up_in_the_index() -> None:
    asked = take_apart('nguoi:"Trịnh Xuân Trường" tieude:tổng -noi:"sa pa"')
    assert asked.terms == [Term("Trịnh Xuân Trường", True, "people"), Term("tổng", True, "title")]
    assert asked.shut_out == [Term("sa pa", True, "places")]


def test_what_is_shut_out_by_a_field() -> None:
    assert take_apart("-tinh:ha-noi").without == {"province": {"ha-noi"}}


def test_a_time() -> None:
    asked = take_apart("tu:3/2024 den:2024")
    assert (asked.since, asked.until) == (dt.date(2024, 3, 1), dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("12/2023", dt.date(2023, 12, 1), dt.date(2023, 12, 31)),
        ("2024-03-05", dt.date(2024, 3, 5), dt.date(2024, 3, 5)),
        ("5/3/2024", dt.date(2024, 3, 5), dt.date(2024, 3, 5)),
        ("31/2/2024", None, None),
        ("9999", dt.date(9999, 1, 1), None),
        ("0000", None, None),
        ("mai", None, None),
    ],
)
def test_days(text: str, first: dt.date | None, last: dt.date | None) -> None:
    assert day_of(text) == first
    assert day_of(text, last=True) == last


@pytest.mark.parametrize("text", ["tinh:foo", "nam:abc", "loai:xyz", "khen:xyz", "cap:xyz", "hang:9", "tu:mai"])
def test_what_means_nothing_is_told(text: str) -> None:
    asked = take_apart(text)
    name, _, value = text.partition(":")
    assert asked.problems == [Problem(name, value)]


def test_an_unknown_value_leaves_nothing_to_find() -> None:
    assert take_apart("tinh:foo").filters == {"province": set()}


def test_a_colon_in_words_is_no_field() -> None:
    assert take_apart("http://bao.vn 7:30").terms == [Term("http //bao.vn"), Term("7 30")]


@given(st.text(max_size=120))
def test_whatever_is_typed_is_taken_apart(text: str) -> None:
    asked = take_apart(text)
    assert all(any(char.isalnum() for char in term.text) for term in (*asked.terms, *asked.shut_out))
    assert set(asked.filters) | set(asked.without) <= set(FACETS)


@given(st.sampled_from([facet for facet in FACETS if facet != "person"]), st.text(max_size=40))
def test_whatever_a_field_says_has_codes_or_none(facet: str, text: str) -> None:
    assert all(isinstance(code, str) and code for code in value_of(facet, text))
