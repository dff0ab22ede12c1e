from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.confidence import MEASURED, confidence_of
from tests.nlp.building import draft, event


@pytest.mark.parametrize("left_open", [{"grantor": None}, {"count": None}, {"end": 900}, {"stated": False, "end": 900}])
def test_what_is_left_open_or_far_off_lowers_confidence(left_open: dict[str, Any]) -> None:
    told = {"stated": True}
    assert confidence_of(draft(**(told | left_open)), "summary") < confidence_of(draft(**told), "summary")


@given(
    st.fixed_dictionaries(
        {
            "grantor": st.sampled_from([None, "ubnd-tinh"]),
            "count": st.sampled_from([None, 1, 5]),
            "recipient_names": st.sampled_from([[], ["Lò Văn Mừng"]]),
            "presented_by": st.sampled_from([[], ["Vi Thị Mơ"]]),
            "stated": st.booleans(),
        }
    ),
    st.sampled_from(["summary", "conferment", "feature"]),
)
def test_confidence_is_a_share(fields: dict[str, Any], kind: Any) -> None:  # noqa: ANN401
    assert 0 < confidence_of(draft(**fields), kind) < 1


def test_a_full_row_is_surer_than_one_without_number() -> None:
    full = event("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể.").awards[0]
    open_row = event("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể.").awards[0]
    assert full.confidence > open_row.confidence


def test_only_a_number_told_plainly_is_as_good_as_sure() -> None:
    told = draft(count=5, grantor="ubnd-tinh", stated=True, presented_by=["Vi Thị Mơ"])
    assert confidence_of(told, "conferment") >= 0.9
    assert confidence_of(draft(count=5, grantor="ubnd-tinh", stated=True), "conferment") < 0.9
    assert confidence_of(draft(count=5, grantor="ubnd-tinh", stated=True), "council") >= 0.9


def test_confidence_is_the_share_that_was_measured() -> None:
    right, total = MEASURED["number", True, True]
    row = draft(count=5, grantor="ubnd-tinh", stated=True)
    assert confidence_of(row, "conferment") == pytest.approx(right / total, abs=0.02)
    assert all(right <= total for right, total in MEASURED.values())
