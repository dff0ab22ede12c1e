"""Scores: every rule on hand-made records, and agreement with the scorer that comes with the annotated articles."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.evaluation import evaluate
from thidua.gold import load_reports
from thidua.inspection import InspectionError
from thidua.scoring import Record, comparable, match, score_article, states_count

AWARD: Record = {
    "award": "bang-khen",
    "class": None,
    "grantor": "ubnd-tinh",
    "recipient": "collective",
    "count": 12,
    "status": "conferred",
    "qualifier": "exact",
    "recipient_names": [],
    "presented_by": [],
}
TEXT = "Có 12 tập thể được tặng Bằng khen."
GOLD: Record = {
    "relevant": True,
    "kind": "summary",
    "venue": "Hội trường UBND tỉnh",
    "officials": [{"name": "Giàng A Sáu", "titles": ["Chủ tịch UBND tỉnh"], "roles": ["chair"]}],
    "awards": [AWARD],
    "documents": ["Chỉ thị 34-CT/TW"],
    "movements": [{"name": "Cả nước chung sức"}],
    "must_not_mention": ["Mồi"],
}


def prediction(**changes: Any) -> Record:  # noqa: ANN401 - values of any field
    awards = [{**AWARD, "evidence": {"start": 0, "end": len(TEXT), "text": TEXT}}]
    return {**copy.deepcopy(GOLD), "awards": awards, "text": TEXT, **changes}


def test_a_perfect_report_scores_one() -> None:
    evaluation = evaluate({"a": GOLD}, {"a": prediction()})
    assert all(figure.get("f1", figure.get("accuracy")) == 1.0 for figure in evaluation.figures.values())
    assert evaluation.broken == 0
    assert evaluation.errors() == []


@pytest.mark.parametrize(("one", "other"), [("UỶ ban", "Ủy  Ban"), ("Hoà", "hòa"), ("K' Broi", "K’Broi"), ("Ðà", "đà")])
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_accents_still_tell_names_apart() -> None:
    assert comparable("Bà") != comparable("Ba")


def test_the_grantor_of_an_order_is_not_scored() -> None:
    order = {**AWARD, "award": "huan-chuong-lao-dong", "class": 3, "grantor": "chu-tich-nuoc"}
    for award, hits in (({**order, "grantor": None}, 1), ({**order, "class": 2}, 0)):
        assert score_article({"awards": [order]}, {"awards": [award]}).tallies["awards.strict"].hits == hits
    wrong = score_article({"awards": [AWARD]}, {"awards": [{**AWARD, "grantor": None}]})
    assert (wrong.tallies["awards.strict"].hits, wrong.tallies["awards.lenient"].hits) == (0, 1)


def test_alternatives_and_optional_things_are_neither_required_nor_wrong() -> None:
    gold = {
        "kind": {"any": ["summary", "congress"]},
        "awards": [{**AWARD, "optional": True}],
        "officials": [],
        "officials_optional": ["Lò Văn Mai"],
    }
    for report in ({"kind": "congress"}, {"kind": "summary", "awards": [AWARD], "officials": [{"name": "lò văn mai"}]}):
        score = score_article(gold, report)
        assert score.wrong == []
        assert not any(t.missed or t.extra for t in score.tallies.values())


def test_awards_of_an_irrelevant_article_are_all_wrong() -> None:
    score = score_article({"relevant": False, "awards": []}, prediction(officials=[{"name": "X"}]))
    assert len(score.tallies["awards.strict"].extra) == 1
    assert score.tallies["officials.name"].extra == []


def test_evidence_that_is_not_the_text_or_lacks_its_number_is_broken() -> None:
    moved = {**AWARD, "evidence": {"start": 1, "end": len(TEXT), "text": TEXT}}
    uncounted = {**AWARD, "count": 13, "evidence": {"start": 0, "end": len(TEXT), "text": TEXT}}
    score = score_article(GOLD, prediction(awards=[moved, uncounted], title="Mồi"))
    assert [what for what, _ in score.broken] == [
        "evidence is not in the text",
        "evidence without its count",
        "boilerplate",
    ]


@pytest.mark.parametrize(
    ("count", "evidence", "stated"),
    [(3874, "3.874 tập thể", True), (8, "tám cá nhân", True), (8, "có 80 hộ", False), (None, "", True), (1, "", True)],
)
def test_where_a_number_is_stated(count: int | None, evidence: str, stated: bool) -> None:
    assert states_count({"count": count}, evidence) is stated


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=4))
def test_pairs_are_as_many_as_can_be(edges: list[list[bool]]) -> None:
    golds, predictions = [{"i": i} for i in range(len(edges))], [{"j": j} for j in range(4)]
    pairs, missed, extra = match(golds, predictions, lambda g, p: edges[g["i"]][p["j"]])
    assert all(edges[g["i"]][p["j"]] for g, p in pairs)
    assert len(pairs) + len(missed) == len(golds)
    assert len(pairs) + len(extra) == 4
    assert len(pairs) == _most(edges, 0, frozenset())


def _most(edges: list[list[bool]], row: int, used: frozenset[int]) -> int:
    if row == len(edges):
        return 0
    free = [j for j in range(4) if edges[row][j] and j not in used]
    return max([_most(edges, row + 1, used), *(1 + _most(edges, row + 1, used | {j}) for j in free)])


def test_intervals_are_the_same_each_time_and_hold_the_figure() -> None:
    golds = {str(i): GOLD for i in range(6)}
    reports = {str(i): prediction(kind="launch") if i < 2 else prediction() for i in range(6)}
    first, second = evaluate(golds, reports), evaluate(golds, reports)
    assert first.as_dict() == second.as_dict()
    kind = first.figures["kind"]
    assert kind["accuracy"] == pytest.approx(4 / 6, abs=1e-4)
    assert kind["low"] < kind["accuracy"] < kind["high"]


def test_a_missing_report_counts_as_an_empty_one() -> None:
    figures = evaluate({"a": GOLD}, {}, resamples=0).figures
    assert figures["awards.strict"]["recall"] == 0.0
    assert figures["relevant"]["accuracy"] == 0.0


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InspectionError, match="no report"):
        load_reports(tmp_path)
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(InspectionError, match=r"a\.json is not JSON"):
        load_reports(tmp_path)


@pytest.fixture
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_scorer", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def damaged(gold: Record, chance: random.Random) -> Record:
    """Return a report made of gold with things left out, changed and added."""
    report: Record = json.loads(json.dumps(gold))
    for key, value in list(report.items()):
        if isinstance(value, dict) and "any" in value:
            report[key] = chance.choice([*value["any"], "other"])
        elif key.endswith("optional") or chance.random() < 0.1:
            del report[key]
    report["text"] = " ".join(str(a.get("evidence")) for a in report.get("awards", []))
    for award in report.get("awards", []):
        for key, value in list(award.items()):
            if isinstance(value, dict) and "any" in value:
                award[key] = chance.choice(value["any"])
        words = award.get("evidence")
        if isinstance(words, str) and chance.random() < 0.8:
            start = report["text"].index(words)
            award["evidence"] = {"start": start, "end": start + len(words), "text": words}
        if chance.random() < 0.3:
            award[chance.choice(["count", "class", "grantor", "status", "recipient", "qualifier"])] = None
    for name in ("awards", "officials", "documents", "movements"):
        rows = report.get(name) or []
        report[name] = [r for r in rows if chance.random() < 0.8] + [r for r in rows if chance.random() < 0.2]
    for official in report["officials"]:
        official.update(titles=official.get("titles", [])[:1], roles=chance.sample(["attend", "speak"], 1))
    return report


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def check_agreement(scorer: ModuleType, golds: dict[str, Record], seed: int) -> None:
    chance = random.Random(seed)
    reports = {name: damaged(gold, chance) for name, gold in golds.items() if chance.random() < 0.95}
    theirs, *_ = scorer.score(golds, reports)
    ours = evaluate(golds, reports, resamples=0).as_dict()
    del ours["articles"], ours["calibration"]
    assert ours == theirs


def test_agreement_with_the_scorer_of_the_annotated_articles(scorer: ModuleType, shared: Path) -> None:
    golds = load_reports(shared / "gold")
    check_agreement(scorer, golds)
