"""Hard cases of grouping: in each, reports by the event that they are on.

Those of `ceremonies_aside.yaml` were written before looking at how reports are grouped; 15 of the 25 came out right at
first, by the rules of that time.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.warehouse.building import Story, award, gather, official, story
from warehouse.ceremonies.events import facts_of
from warehouse.ceremonies.evidence import explain

_AWARD = re.compile(r"(\S+?)(?:/(\d))?(?: (over|about))?(?: (\d+))?((?: [a-z]+)*)(?: = (.+))?")
_STATUSES = {"cumulative", "proposed", "prospective"}


def _award(text: str) -> dict[str, Any]:
    found = _AWARD.fullmatch(text)
    assert found, text
    code, award_class, qualifier, count, words, names = found.groups()
    status = next((word for word in words.split() if word in _STATUSES), "conferred")
    return award(
        code,
        int(count) if count else None,
        **{"class": int(award_class) if award_class else None},
        qualifier=qualifier or "exact",
        recipient=next((word for word in words.split() if word not in _STATUSES), "collective"),
        status=status,
        recipient_names=names.split("; ") if names else [],
    )


def _story(name: str, told: Mapping[str, Any]) -> Story:
    fields: dict[str, Any] = {
        key: value.isoformat() if isinstance(value, dt.date) else value for key, value in told.items()
    }
    date = fields.get("date", "2024-06-11")
    published = fields.pop("published", date or "2024-06-11")
    officials = [official(*text.split(", ", 1)) for text in fields.pop("officials", [])]
    awards = [_award(text) for text in fields.pop("awards", [])]
    return story(name, published=f"{published}T17:00:00+07:00", officials=officials, awards=awards, **fields)


def _cases(name: str) -> dict[str, dict[str, list[Story]]]:
    found = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return {
        case: {
            event: [_story(f"{case}-{event}-{n}", told) for n, told in enumerate(reports)]
            for event, reports in events.items()
        }
        for case, events in found.items()
    }


CASES = _cases("ceremonies_aside.yaml") | _cases("ceremonies_more.yaml")


@pytest.mark.parametrize("events", list(CASES.values()), ids=list(CASES))
def test_reports_are_put_to_their_events(events: Mapping[str, Sequence[Story]]) -> None:
    told = [report for reports in events.values() for report in reports]
    gatherings = gather(told)
    number = {report.article.id: n for n, report in enumerate(told)}
    truth = {frozenset(number[report.article.id] for report in reports) for reports in events.values()}
    assert {frozenset(gathering.members) for gathering in gatherings} == truth


def test_what_speaks_for_one_event_is_told() -> None:
    a, b = (facts_of(told.report) for told in CASES["the-rescuer-by-name-under-other-headlines"]["one"])
    evidence, total = explain(a, b)
    assert {"one day", "a recipient in common", "numbers in common"} <= {name for name, _ in evidence}
    assert total == sum(weight for _, weight in evidence) >= 0
