from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlp.report import Award
from reference.folding import norm
from tests.warehouse.building import award
from warehouse.awards.counts import Choice
from warehouse.awards.deciding import Decision, decide
from warehouse.awards.told import AwardTold

_EVIDENCE = {"start": 0, "end": 1, "text": "x"}


@dataclass(frozen=True)
class Given:
    """One award and the rows that tell of it, each the same, a total that includes it, or a part of it."""

    told: list[AwardTold]
    others: list[tuple[AwardTold, str]]
    decision: Decision

    def choice(self) -> Choice:
        decided = self.decision
        return Choice(decided.count, decided.qualifier, decided.agreeing, decided.conflict)

    def best(self) -> AwardTold:
        (row,) = [row for row in self.told if row.id == self.decision.best]
        return row


def told(*reports: Sequence[dict[str, Any]], copies: Sequence[int] = ()) -> list[Given]:
    rows = {
        one.id: one
        for report, awards in enumerate(reports)
        for row, fields in enumerate(awards)
        for one in [_row(report, row, Award.model_validate(fields | {"evidence": _EVIDENCE}), report in copies)]
    }
    return [
        Given(
            [rows[key] for key, part in one.members if part == "same"],
            [(rows[key], part) for key, part in one.members if part != "same"],
            one,
        )
        for one in decide(list(rows.values()))
    ]


def _row(report: int, row: int, read: Award, copy: bool) -> AwardTold:
    names = ("award", "award_class", "grantor", "recipient", "count", "qualifier", "status", "period", "confidence")
    return AwardTold(
        id=f"{report}-{row}",
        report=str(report),
        row=row,
        name=norm(read.name or ""),
        recipients=[norm(name) for name in read.recipient_names],
        copy=copy,
        outlet=f"outlet-{report}",
        age=report,
        dated=True,
        local=False,
        corrected=False,
        evidence=read.evidence.text,
        **{name: getattr(read, name) for name in names},
    )


def numbers(given: Sequence[Given]) -> list[int | None]:
    return sorted((g.choice().count for g in given), key=lambda n: n or 0)


def test_an_award_told_by_three_is_one() -> None:
    row = award("bang-khen", 35, grantor="ubnd-tinh")
    (given,) = told([row], [row], [row])
    assert (given.choice().count, given.choice().agreeing, given.choice().conflict) == (35, 3, False)


def test_a_copy_has_no_vote() -> None:
    (given,) = told([award("bang-khen", 12)], [award("bang-khen", 13)], [award("bang-khen", 13)], copies=[2])
    choice = given.choice()
    assert (choice.count, choice.agreeing, choice.conflict) == (12, 1, True)


def test_two_rows_of_one_report_are_two_awards_and_meet_their_like() -> None:
    first = [award("bang-khen", 8), award("bang-khen", 5)]
    given = told(first, [award("bang-khen", 5), award("bang-khen", 8)])
    assert numbers(given) == [5, 8]
    assert all(len(g.told) == 2 for g in given)


def test_a_total_of_two_rows_adds_nothing() -> None:
    given = told([award("bang-khen", 8), award("bang-khen", 5)], [award("bang-khen", 13)])
    assert numbers(given) == [5, 8]
    assert [part for g in given for _, part in g.others] == ["total"]


def test_a_mixed_number_that_the_parts_explain_adds_nothing() -> None:
    parts = [award("bang-khen", 120), award("bang-khen", 192, recipient="individual")]
    given = told(parts, [award("bang-khen", 300, recipient="mixed", qualifier="over")])
    assert numbers(given) == [120, 192]
    assert not any(g.choice().conflict for g in given)


def test_a_mixed_number_that_the_parts_do_not_explain_is_the_total() -> None:
    given = told([award("bang-khen", 50, recipient="mixed")], [award("bang-khen", 20)])
    assert numbers(given) == [50]
    assert given[0].choice().conflict
    assert [part for _, part in given[0].others] == ["part"]


def test_an_unnamed_grantor_is_the_named_one() -> None:
    (given,) = told([award("bang-khen", 7)], [award("bang-khen", 7, grantor="thu-tuong")])
    assert {t.grantor for t in given.told} == {None, "thu-tuong"}


def test_a_number_that_contradicts_is_a_conflict_with_the_nearest_and_no_award_more() -> None:
    given = told([award("bang-khen", 80), award("bang-khen", 5)], [award("bang-khen", 7)])
    assert numbers(given) == [5, 80]
    assert [g.choice().conflict for g in given] == [False, True]


def test_two_grantors_are_two_awards() -> None:
    given = told([award("bang-khen", 7, grantor="ubnd-tinh")], [award("bang-khen", 7, grantor="thu-tuong")])
    assert numbers(given) == [7, 7]


def test_classes_are_never_joined_and_what_is_told_as_proposed_by_one_is_one_award() -> None:
    order = "huan-chuong-lao-dong"
    given = told(
        [award(order, 3, **{"class": 2}), award(order, 3, **{"class": 3})],
        [award(order, 3, **{"class": 2}, status="proposed"), award(order, 3, **{"class": 3}, period=[2020, 2024])],
    )
    assert [(g.best().award_class, g.best().status) for g in given] == [(2, "proposed"), (3, "conferred")]


def test_an_order_without_its_class_is_the_one_order_that_is_told() -> None:
    order = "huan-chuong-lao-dong"
    (given,) = told([award(order, 1)], [award(order, 1, **{"class": 1})])
    assert len(given.told) == 2


def test_every_row_is_in_exactly_one_award() -> None:
    rows = [
        award("bang-khen", 8),
        award("bang-khen", 5),
        award("bang-khen", None),
        award("bang-khen", 3, recipient="case"),
    ]
    given = told(rows, [award("bang-khen", 13), award("bang-khen", 16, recipient="mixed")], rows[::-1])
    places = [(t.report, t.row) for g in given for t in [*g.told, *(t for t, _ in g.others)]]
    assert len(places) == len(set(places)) == 10
