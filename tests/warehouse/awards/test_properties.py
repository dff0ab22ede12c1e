from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.awards.counts import fits
from warehouse.awards.deciding import Decision, decide
from warehouse.awards.told import AwardTold


@st.composite
def events(draw: st.DrawFn, *, codes: Sequence[str] = ("bang-khen", "khen-thuong", "giay-khen")) -> list[AwardTold]:
    """Rows of up to four reports by up to three outlets, some of them copies."""
    rows = []
    for report in range(draw(st.integers(1, 4))):
        outlet, copy = draw(st.sampled_from("abc")), draw(st.booleans()) and report > 0
        for row in range(draw(st.integers(1, 4))):
            names = draw(st.lists(st.sampled_from(["lê thị sao", "vàng a pó", "xã ba trinh"]), max_size=2, unique=True))
            count = draw(st.sampled_from([None, 1, 2, 5, 8, 13, 30, 31]))
            rows.append(
                AwardTold(
                    id=f"{report}-{row}",
                    report=str(report),
                    row=row,
                    award=draw(st.sampled_from(codes)),
                    name="",
                    award_class=None,
                    grantor=draw(st.sampled_from([None, "ubnd-tinh", "thu-tuong"])),
                    recipient=draw(st.sampled_from(["collective", "individual", "mixed", "case"])),
                    count=count,
                    qualifier=draw(st.sampled_from(["exact", "exact", "over", "about"])) if count else "exact",
                    status=draw(st.sampled_from(["conferred", "conferred", "conferred", "proposed", "cumulative"])),
                    period=None,
                    recipients=names,
                    copy=copy,
                    outlet=outlet,
                    age=report,
                    dated=draw(st.booleans()),
                    local=outlet == "a",
                    corrected=False,
                    confidence=draw(st.sampled_from([0.5, 0.9])),
                )
            )
    return rows


@settings(deadline=None, max_examples=40)
@given(events())
def test_every_row_is_in_one_award_and_no_report_tells_one_twice(rows: list[AwardTold]) -> None:
    by_id = {row.id: row for row in rows}
    decided = decide(rows)
    assert sorted(key for one in decided for key, _ in one.members) == sorted(by_id)
    for one in decided:
        same = [by_id[key] for key, part in one.members if part == "same"]
        assert len({row.report for row in same}) == len(same)
        assert one.best in {row.id for row in same}
        assert one.status == by_id[one.best].status
        assert len({row.status == "cumulative" for row in same}) == 1
        assert (one.count, one.qualifier) in {(row.count, row.qualifier) for row in same}


@settings(deadline=None, max_examples=40)
@given(events(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[AwardTold], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert decide(shuffled) == decide(rows)


@settings(deadline=None, max_examples=40)
@given(events())
def test_a_copy_changes_nothing_that_others_tell(rows: list[AwardTold]) -> None:
    own = [row for row in rows if not row.copy]
    without = [_told(one, own) for one in decide(own)] if own else []
    with_copies = [_told(one, own) for one in decide(rows)]
    assert [told for told in with_copies if told[0]] == without


@settings(deadline=None, max_examples=40)
@given(events(codes=["bang-khen"]))
def test_an_exact_number_that_agrees_beats_a_rounded_one(rows: list[AwardTold]) -> None:
    rows = [replace(row, recipients=()) for row in rows]
    by_id = {row.id: row for row in rows}
    for one in decide(rows):
        if one.qualifier == "exact" or one.count is None:
            continue
        latest = {row.outlet: row for row in sorted(_same(one, by_id), key=lambda row: (row.dated, row.age))}
        exact = [row.count for row in latest.values() if row.count and row.qualifier == "exact" and not row.copy]
        assert not any(fits(count, one.count, one.qualifier) for count in exact)


def _same(one: Decision, by_id: dict[str, AwardTold]) -> list[AwardTold]:
    return [by_id[key] for key, part in one.members if part == "same"]


def _told(one: Decision, own: Sequence[AwardTold]) -> tuple[object, ...]:
    ids = {row.id for row in own}
    stands = (one.count, one.qualifier, one.agreeing, one.conflict, one.status, one.award_class, one.grantor)
    return ([member for member in one.members if member[0] in ids], *stands)
