"""The outlets that ship against what was seen of their sites: golden files, in `crawler/sources/golden/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.probing.golden import FOLDER, load_goldens, mistakes
from crawler.source import Source, SourceError, load_sources

ROOT = Path(__file__).parents[2]
GOLDENS = load_goldens(ROOT / "crawler" / "sources" / FOLDER)
SOURCES = load_sources()


@pytest.mark.parametrize("slug", GOLDENS)
def test_every_outlet_still_tells_its_addresses_apart(slug: str) -> None:
    assert mistakes(GOLDENS[slug], SOURCES[slug]) == []


def test_there_are_golden_files() -> None:
    assert {"bao-can-tho", "bao-lao-cai"} <= set(GOLDENS)


def test_what_is_no_longer_told_apart_is_named() -> None:
    spoilt = SOURCES["bao-lao-cai"].model_copy(update={"article_pattern": r"\d+\.html$"})
    assert mistakes(GOLDENS["bao-lao-cai"], spoilt) == [
        "taken for an article: https://baolaocai.vn/dia-phuong/xa-ban-ho/79.html",
        "taken for an article: https://baolaocai.vn/tu-khoa/thieu-ta-doan-thi-hanh-tag40212.html",
        "taken for an article: https://baolaocai.vn/cong-tac-thi-dua-khen-thuong-tag39510.html",
    ]
    narrow = spoilt.model_copy(update={"article_pattern": r"-post4\d+\.html$"})
    assert [line.partition(": ")[0] for line in mistakes(GOLDENS["bao-lao-cai"], narrow)] == ["no article any more"] * 3


def test_twins_that_are_no_longer_one_are_named(tmp_path: Path) -> None:
    (tmp_path / "bao.yaml").write_text(
        "outlet: bao\nseen: 2026-01-31\narticles: [https://bao.vn/a-1.html]\n"
        "twins: [[https://bao.vn/a-1.html, https://bao.vn/a-1.html/amp]]\n"
    )
    golden = load_goldens(tmp_path)["bao"]
    entry = {"slug": "bao", "name": "Báo", "domains": ["bao.vn"], "article_pattern": r"-\d+\.html$"}
    assert mistakes(golden, Source.model_validate(entry | {"twins": {"/amp$": ""}})) == []
    assert mistakes(golden, Source.model_validate(entry)) == [
        "no longer one article: https://bao.vn/a-1.html https://bao.vn/a-1.html/amp"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", r"bao\.yaml: cannot be read"),
        ("outlet: bao", r"bao\.yaml: seen: Field required"),
        ("outlet: bao\nseen: 2026-01-31\narticles: []", r"bao\.yaml: articles: Tuple should have at least 1 item"),
        (
            "outlet: khac\nseen: 2026-01-31\narticles: [https://bao.vn/1]",
            r"is about khac, whose file would be",
        ),
    ],
)
def test_a_file_that_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bao.yaml").write_text(text)
    with pytest.raises(SourceError, match=message):
        load_goldens(tmp_path)
