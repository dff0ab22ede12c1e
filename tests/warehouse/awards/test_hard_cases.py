from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from reference.folding import norm
from warehouse.awards.deciding import Decision, decide, decide_one
from warehouse.awards.told import AwardTold

CASES = yaml.safe_load(Path(__file__).with_name("awards.yaml").read_text("utf-8"))


def rows(reports: list[list[Any]], copies: list[int]) -> list[AwardTold]:
    return [
        AwardTold(
            id=f"{report}-{row}",
            report=str(report),
            row=row,
            award=award,
            name=norm(fields.get("name", "")),
            award_class=fields.get("class"),
            grantor=fields.get("grantor"),
            recipient=fields.get("recipient", "collective"),
            count=count,
            qualifier=fields.get("qualifier", "exact"),
            status=fields.get("status", "conferred"),
            period=tuple(fields["period"]) if "period" in fields else None,
            recipients=[norm(name) for name in fields.get("recipients", [])],
            copy=report in copies,
            outlet=f"outlet-{report}",
            age=report,
            dated=True,
            local=False,
            corrected=fields.get("corrected", False),
            confidence=0.9,
            evidence=fields.get("evidence", ""),
        )
        for report, told in enumerate(reports)
        for row, (award, count, fields) in enumerate(told)
    ]


def stands(one: Decision, told: dict[str, AwardTold]) -> dict[str, Any]:
    best = told[one.best]
    return {
        "award": best.award,
        "count": one.count,
        "status": one.status,
        "class": one.award_class,
        "grantor": one.grantor,
        "recipient": one.recipient,
        "agreeing": one.agreeing,
        "conflict": one.conflict,
        "names": len({name.name for key, _ in one.members for name in told[key].names()}),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hard_case(case: dict[str, Any]) -> None:
    told = rows(case["reports"], case.get("copies", []))
    found = [stands(one, {row.id: row for row in told}) for one in decide(told)]
    expected = [{"award": award, "count": count} | fields for award, count, fields in case["awards"]]
    assert len(found) == len(expected), found
    for one in expected:
        fitting = [n for n, other in enumerate(found) if one.items() <= other.items()]
        assert fitting, (one, found)
        found.pop(fitting[0])


@pytest.mark.parametrize("case", [case for case in CASES if "copies" not in case], ids=lambda case: case["name"])
def test_whoever_publishes_first_there_are_as_many_awards(case: dict[str, Any]) -> None:
    numbers = {
        len(decide(rows(list(reports), []))) for reports in itertools.islice(itertools.permutations(case["reports"]), 6)
    }
    assert numbers == {len(case["awards"])}


def test_a_decision_and_its_handing_over_vote_together() -> None:
    told = rows(
        [[["bang-khen", 70, {}]], [["bang-khen", 71, {}]], [["bang-khen", 71, {}]], [["bang-khen", 12, {}]]], []
    )
    one = decide_one(told[:3], [(told[3], "part")])
    assert (one.count, one.agreeing, one.conflict) == (71, 2, True)
    assert one.members == [("0-0", "same"), ("1-0", "same"), ("2-0", "same"), ("3-0", "part")]
