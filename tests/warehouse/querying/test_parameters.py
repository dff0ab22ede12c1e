from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.querying.parameters import typed, written
from warehouse.querying.query import QueryError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1.5", 1.5),
        ("true", True),
        ("null", None),
        ("[1, 2]", [1, 2]),
        ("2024-06-11", dt.date(2024, 6, 11)),
        ("2024-06-11T08:30", dt.datetime(2024, 6, 11, 8, 30)),
        ("lao-cai", "lao-cai"),
        ('"2024"', "2024"),
        ("NaN", "NaN"),
        ('{"a": 1}', '{"a": 1}'),
    ],
)
def test_what_is_typed_has_its_type(text: str, value: Any) -> None:  # noqa: ANN401 (any value of a parameter)
    assert typed(text) == value
    assert type(typed(text)) is type(value)


@pytest.mark.parametrize("text", ["2024-02-30", "2024-06-11T25:00"])
def test_days_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match=text):
        typed(text)


def test_lists_nested_too_deeply_are_text() -> None:
    deep = "[" * 100_000
    assert typed(deep) == deep


@given(
    st.text(max_size=30) | st.sampled_from(["2024", "2024-01-01", "2024-02-30", "true", "null", '"x"', "[1]", "1e5"])
)
def test_text_that_is_written_is_read_as_that_text(value: str) -> None:
    assert typed(written(value)) == value
    assert isinstance(typed(written(value)), str)
