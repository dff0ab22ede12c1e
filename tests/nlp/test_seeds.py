"""Real articles, which lie beside the project and not in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.page import Page
from extract.reading import read_page
from nlp.reading import read_article
from nlp.report import Report

NAMES = [
    "lai-chau-2023-special-movement",
    "lang-son-2024-cluster-conference",
    "lao-cai-2024-directive-34",
    "lao-cai-2024-movement-launch",
    "lao-cai-2024-party-bloc-feature",
]


def read(shared: Path, name: str) -> Report:
    meta: dict[str, Any] = json.loads((shared / "seeds" / f"{name}.meta.json").read_text(encoding="utf-8"))
    body = (shared / "seeds" / f"{name}.txt").read_bytes()
    page = Page(url=meta.get("url"), body=body, headers={"content-type": "text/plain"}, meta=meta)
    return read_article(read_page(page))


def gold(shared: Path, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("name", NAMES)
def test_a_real_article_gives_a_valid_report(shared: Path, name: str) -> None:
    report = read(shared, name)
    expected = gold(shared, name)
    assert report.relevant is expected["relevant"]
    assert report.province == expected["province"]
    assert Report.model_validate_json(report.to_json()) == report
    for award in report.awards:
        assert report.text[award.evidence.start : award.evidence.end] == award.evidence.text
    assert read(shared, name) == report


@pytest.mark.parametrize("name", NAMES)
def test_what_belongs_to_other_articles_is_not_mentioned(shared: Path, name: str) -> None:
    report = read(shared, name)
    told = [report.title, *(o.name for o in report.officials)]
    told += [words for a in report.awards for words in (*a.recipient_names, *a.presented_by, a.evidence.text)]
    for stranger in gold(shared, name)["must_not_mention"]:
        assert not [words for words in told if stranger in words]


def test_the_closing_sentence_of_the_lao_cai_article(shared: Path) -> None:
    report = read(shared, "lao-cai-2024-directive-34")
    expected = [a for a in gold(shared, "lao-cai-2024-directive-34")["awards"] if a["status"] == "conferred"]
    assert [a["count"] for a in expected] == [3, 12, 7, 8, 7]
    closing = expected[0]["evidence"]
    rows = [a for a in report.awards if a.evidence.text == closing]
    assert [(a.count, a.award, a.award_class, a.grantor, a.recipient, a.status) for a in rows] == [
        (a["count"], a["award"], a["class"], a["grantor"], a["recipient"], a["status"]) for a in expected
    ]
    assert [a.evidence.text for a in rows] == [a["evidence"] for a in expected]
