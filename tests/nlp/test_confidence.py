from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.confidence import MEASURED, confidence_of
from tests.nlp.building import draft, event


@pytest.mark.parametrize(
    "left_open",
    [
        {"grantor": None},
        {"count": None},
        {"recipient": None},
        {"recipient": "mixed"},
        {"recipient": "case"},
    ],
)
def test_what_is_left_open_lowers_confidence(left_open: dict[str, Any]) -> None:
    assert confidence_of(draft(**left_open)) < confidence_of(draft())


@given(
    st.fixed_dictionaries(
        {
            "grantor": st.sampled_from([None, "ubnd-tinh"]),
            "count": st.sampled_from([None, 5]),
            "recipient": st.sampled_from([None, "case", "individual"]),
            "linked": st.booleans(),
            "award": st.sampled_from(["khac", "bang-khen"]),
        }
    )
)
def test_confidence_is_a_share(fields: dict[str, Any]) -> None:
    assert 0 < confidence_of(draft(**fields)) < 1


def test_a_full_row_is_surer_than_one_without_number() -> None:
    full = event("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể.").awards[0]
    open_row = event("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể.").awards[0]
    assert full.confidence > open_row.confidence


def test_confidence_is_the_share_that_was_measured() -> None:
    right, total = MEASURED["number", True, True]
    assert confidence_of(draft(count=5, grantor="ubnd-tinh", recipient="collective")) == pytest.approx(
        right / total, abs=0.02
    )
    assert all(right <= total for right, total in MEASURED.values())
