"""Gold as it lies in the tree: split once, in form, and without the sentences of other publishers."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.gold.forms import faults
from thidua.gold import find_gold, load_reports, read_split
from thidua.scoring import Record

GOLD = Path(__file__).parent
SPLIT = read_split(GOLD / "split.csv")
SETS = sorted({group for group, _ in SPLIT})


def test_every_article_is_in_one_half_and_one_set() -> None:
    assert sorted((a.group, a.name) for a in find_gold(GOLD)) == sorted(SPLIT)
    names = [name for _, name in SPLIT]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("group", SETS)
def test_gold_is_in_form(group: str) -> None:
    reports = load_reports(GOLD / group)
    found = {name: faults(gold, bare=group == "corpus") for name, gold in reports.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_evidence_of_own_articles_is_in_their_text() -> None:
    for path in sorted((GOLD / "own").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        gold = load_reports(GOLD / "own")[path.stem]
        assert [a["evidence"] for a in gold["awards"] if a["evidence"] not in text] == [], path.name


BARE: Record = {
    "sha256": "0",
    "relevant": True,
    "kind": {"any": ["summary", "other"]},
    "date": "2024-06-11",
    "province": "lao-cai",
    "officials": [{"name": "Giàng A Sáu", "titles": ["Bí thư Huyện ủy"], "roles": ["speak"]}],
    "awards": [
        {
            "award": "bang-khen",
            "class": None,
            "grantor": {"any": ["ubnd-tinh", None]},
            "recipient": "individual",
            "count": 1,
            "status": "conferred",
            "recipient_names": [{"start": 3, "end": 9}],
            "evidence": {"start": 0, "end": 40},
        }
    ],
    "movements": [],
    "documents": [],
}


def test_gold_in_form_has_no_faults() -> None:
    assert faults(BARE, bare=True) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["kind"], "party", "kind: 'party'"),
        (["date"], "11/6/2024", "date: '11/6/2024'"),
        (["province"], "atlantis", "province: 'atlantis'"),
        (["relevant"], False, "awards, and not relevant"),
        (["title"], "Trao tặng", "unknown field title in the report"),
        (["venue"], "Hội trường " * 12, f"a sentence: {'Hội trường ' * 12!r}"),
        (["officials", 0, "roles"], ["sign"], "role 'sign'"),
        (["awards", 0, "award"], "medal", "award: 'medal'"),
        (["awards", 0, "count"], 0, "count 0"),
        (["awards", 0, "evidence"], "Có 1 cá nhân", "evidence 'Có 1 cá nhân'"),
        (["awards", 0, "recipient_names"], ["Lò Văn Mai"], "recipient 'Lò Văn Mai'"),
    ],
    ids=lambda value: "/".join(map(str, value)) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_found(path: list[str | int], value: object, fault: str) -> None:
    gold: Any = copy.deepcopy(BARE)
    inner = gold
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert faults(gold, bare=True) == [fault]
