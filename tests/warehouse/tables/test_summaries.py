"""Tables that follow from others: who handed over, who was named before, and of whom it is said what they do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import Story, award, official, story, write_parts
from warehouse.publish import publish
from warehouse.tables import summaries


def _database(folder: Path, stories: list[Story]) -> duckdb.DuckDBPyConnection:
    articles, reports = write_parts(folder, stories)
    return duckdb.connect(str(publish(articles=articles, reports=reports, home=folder).database), read_only=True)


def _named(day: str, names: list[str], code: str = "bang-khen", **fields: Any) -> Story:  # noqa: ANN401
    row = award(code, len(names), recipient=fields.pop("recipient", "individual"), recipient_names=names)
    return story(f"{day}-{code}-{names[0]}", date=day, published=f"{day}T18:00:00+07:00", awards=[row], **fields)


def test_who_was_named_before(tmp_path: Path) -> None:
    stories = [
        _named("2023-05-01", ["Lý A Páo", "Hòa Thị Mai"]),
        _named("2024-05-01", ["Lý A Páo", "Hoà Thị Mai"], "giay-khen"),
        _named("2025-05-01", ["LÝ A PÁO", "Lý A Pao"]),
        _named("2025-05-01", ["Lý A Páo"], "giay-khen", province="yen-bai", title="Yên Bình khen gương sáng bản làng"),
        _named("2025-08-01", ["Lý A Páo"], "giay-khen", province="nghe-an"),
        _named("2025-09-01", ["Lý A Páo"], recipient="household"),
    ]
    with _database(tmp_path, stories) as connection:
        found = connection.execute(
            "SELECT year, province, name, earlier, earlier_same_award FROM recipient_history"
            " JOIN recipient USING (recipient_key) JOIN award USING (award_key) ORDER BY ALL"
        ).fetchall()
    assert found == [
        (2023, "lao-cai", "Hòa Thị Mai", 0, 0),
        (2023, "lao-cai", "Lý A Páo", 0, 0),
        (2024, "lao-cai", "Hoà Thị Mai", 1, 0),
        (2024, "lao-cai", "Lý A Páo", 1, 0),
        (2025, "lao-cai", "LÝ A PÁO", 2, 1),
        (2025, "lao-cai", "Lý A Pao", 0, 0),
        (2025, "lao-cai", "Lý A Páo", 0, 0),  # a household
        (2025, "nghe-an", "Lý A Páo", 0, 0),
        (2025, "yen-bai", "Lý A Páo", 2, 1),  # Lào Cai of today too; what was given on the same day is not earlier
    ]


@pytest.mark.parametrize(
    ("sentence", "count", "said"),
    [
        ("Dịp này, tỉnh tuyên dương 96 công nhân.", 96, [("worker", 96)]),
        ("Khen thưởng 1.042 hội viên nông dân xuất sắc.", 1042, [("farmer", 1042)]),
        ("Tặng Bằng khen cho 60 đoàn viên, công nhân lao động.", 60, [("worker", 60)]),
        ("Tặng Bằng khen cho 31 hộ nông dân.", 31, [("farmer", 31)]),
        ("Tặng Bằng khen cho 9 ngư dân có hành động dũng cảm.", 9, [("farmer", 9)]),
        ("Tặng Bằng khen cho 12 công nhân viên chức.", 12, []),
        ("Hội Nông dân tỉnh tặng Giấy khen cho 318 cá nhân.", 318, []),
        ("Tặng Bằng khen cho 5 cá nhân; tuyên dương 5 công nhân.", 5, []),
        ("Tặng Bằng khen cho 13 cá nhân trong số 402 công nhân.", 13, []),
        ("Trong số 13 công nhân có 13 cá nhân được khen.", 13, []),
    ],
)
def test_of_whom_it_is_said_what_they_do(
    tmp_path: Path, sentence: str, count: int, said: list[tuple[str, int]]
) -> None:
    row = award("khen-thuong", count, recipient="individual", sentence=sentence)
    with _database(tmp_path, [story("mot", awards=[row])]) as connection:
        assert connection.execute("SELECT occupation, count FROM award_occupation").fetchall() == said


def test_parts_of_a_number_are_told_by_the_breakdown(tmp_path: Path) -> None:
    parts = [
        {"label": "công nhân", "count": 4},
        {"label": "nông dân", "count": 3},
        {"label": "công nhân viên", "count": 2},
    ]
    row = award("khen-thuong", 10, recipient="mixed", breakdown=parts)
    with _database(tmp_path, [story("mot", awards=[row])]) as connection:
        found = connection.execute("SELECT occupation, count FROM award_occupation ORDER BY ALL").fetchall()
    assert found == [("farmer", 3), ("worker", 4)]


def test_who_handed_over(tmp_path: Path) -> None:
    chair = official("Giàng Seo Phử", "Chủ tịch UBND tỉnh", roles=("present",))
    other = official("Đặng Thị Hường", "Bí thư Tỉnh ủy")
    row = award("bang-khen", 7, grantor="ubnd-tinh")
    stories = [
        story("mot", officials=[chair, other], awards=[row | {"presented_by": ["Giàng Seo Phử", "Trần Văn Ai"]}]),
        story("hai", source="khac.example", officials=[other], awards=[row | {"presented_by": ["GIÀNG SEO PHỬ"]}]),
    ]
    with _database(tmp_path, stories) as connection:
        found = connection.execute(
            "SELECT presentation.name, official.name, presentation.reports FROM presentation"
            " LEFT JOIN official USING (official_key) ORDER BY 1"
        ).fetchall()
    assert found == [("GIÀNG SEO PHỬ", "Giàng Seo Phử", 2), ("Trần Văn Ai", None, 1)]


def test_every_summary_fills_the_table_of_its_name(tmp_path: Path) -> None:
    assert set(summaries.summaries()) == {"award_count", "award_occupation", "presentation", "recipient_history"}
    with _database(tmp_path, [_named("2023-05-01", ["Lý A Páo"])]) as connection:
        for table, statement in summaries.summaries().items():
            assert f"INSERT INTO {table}\n" in statement
            connection.execute(f"FROM {table}")
