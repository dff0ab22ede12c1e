"""The afternoon's script reads simple sentences and is scored beside thidua."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import typer
from typer.testing import CliRunner

from benchmarks import afternoon
from benchmarks.baseline import main

TEXT = (
    "Lào Cai tổng kết phong trào thi đua\n\nSáng 12/3, UBND tỉnh Lào Cai tổng kết công tác khen thưởng.\n\n"
    "Ông Nguyễn Văn An, Phó Chủ tịch UBND tỉnh trao Bằng khen của UBND tỉnh cho 05 tập thể và hơn 1.200 cá nhân theo "
    "Quyết định số 12/QĐ-UBND."
)


def test_an_afternoons_script_reads_what_is_said_plainly() -> None:
    report = afternoon.read(TEXT, date(2024, 3, 13))
    assert (report["relevant"], report["kind"], report["date"], report["part_of_day"], report["province"]) == (
        True,
        "summary",
        "2024-03-12",
        "morning",
        "lao-cai",
    )
    told = [
        (a["award"], a["grantor"], a["recipient"], a["count"], a["qualifier"], a["status"]) for a in report["awards"]
    ]
    assert told == [
        ("bang-khen", "ubnd-tinh", "collective", 5, "exact", "conferred"),
        ("bang-khen", "ubnd-tinh", "individual", 1200, "over", "conferred"),
    ]
    for award in report["awards"]:
        evidence = award["evidence"]
        assert report["text"][evidence["start"] : evidence["end"]] == evidence["text"]
    assert report["officials"] == [
        {"name": "Nguyễn Văn An", "titles": ["Phó Chủ tịch UBND tỉnh"], "roles": ["present"]}
    ]
    assert report["documents"] == ["Quyết định 12/QĐ-UBND"]


def test_other_news_is_not_relevant() -> None:
    report = afternoon.read("Trời mưa\n\nSáng 12/3, trời mưa to ở Lào Cai.", None)
    assert report["relevant"] is False
    assert "awards" not in report


def test_both_are_scored_on_the_same_gold(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.meta.json").write_text('{"published": "2024-03-13"}', encoding="utf-8")
    gold = afternoon.read(TEXT, date(2024, 3, 13))
    (tmp_path / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    app = typer.Typer()
    app.command()(main)
    done = CliRunner().invoke(app, [str(tmp_path), "--json"])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)
    assert figures["afternoon"]["awards.strict"]["f1"] == 1
    assert figures["thidua"]["awards.strict"]["n"] == 2
    table = CliRunner().invoke(app, [str(tmp_path)]).stdout
    assert "awards.strict" in table
    assert "articles 1" in table


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    done = CliRunner().invoke(app, [str(tmp_path)])
    assert done.exit_code == 1
    assert "holds no report" in done.output
