"""Every code of a report has one label, and no label names a code that there is not."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from nlp import report
from reference.awards import award_types
from reference.labels import labels
from reference.outlets import OutletKind

CODES: dict[str, Any] = {
    "grantor": report.Grantor,
    "kind": report.Kind,
    "part_of_day": report.PartOfDay,
    "recipient": report.Recipient,
    "qualifier": report.Qualifier,
    "status": report.Status,
    "role": report.Role,
    "outlet_kind": OutletKind,
}


@pytest.mark.parametrize("of", CODES)
def test_codes_and_labels_are_the_same(of: str) -> None:
    assert [label.code for label in labels() if label.of == of] == list(get_args(CODES[of]))


def test_levels_of_grantors_are_those_of_award_types() -> None:
    levels = {label.code for label in labels() if label.of == "level"}
    assert {kind.level for kind in award_types().values()} <= levels
    assert {label.level for label in labels() if label.of == "grantor"} <= levels
    assert all(label.level is None for label in labels() if label.of != "grantor")


def test_labels_stand_once_and_say_something() -> None:
    assert len({(label.of, label.code) for label in labels()}) == len(labels())
    assert all(label.vi.strip() and label.en.strip() for label in labels())
