from __future__ import annotations

from typing import get_args

from nlp.report import AwardCode, Grantor, Recipient
from reference.awards import award_types
from reference.vocabulary import load


def test_the_award_types_are_the_codes_of_the_report() -> None:
    assert list(award_types()) == list(get_args(AwardCode))


def test_the_vocabularies_use_the_codes_of_the_report() -> None:
    assert set(load("recipients")) | {"mixed"} == set(get_args(Recipient))
    codes = {row["code"] for row in load("grantors")}
    assert {code for code in codes if not code.startswith("(")} == set(get_args(Grantor))
    assert {award.fixed for award in award_types().values()} - {None} <= set(get_args(Grantor))
