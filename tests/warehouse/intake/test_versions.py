from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.building import filler, story, write_parts
from warehouse.intake.parts import hash_text
from warehouse.intake.versions import Difference, Fetch, Version, differences, exchanged_numbers, versions_of
from warehouse.publish import publish

DAY = dt.datetime(2024, 6, 11, tzinfo=dt.UTC)
A, B, C = (filler(name, 40) for name in "abc")
LINE = "Sáng 11/6, tỉnh trao 45 bằng khen và 1.250 giấy khen cho tập thể, cá nhân."


def fetch(text: str, hour: int = 0, *, title: str = "Trao thưởng", byline: str | None = None) -> tuple[Fetch, str]:
    """Return a fetch of a text at an hour."""
    moment = DAY + dt.timedelta(hours=hour)
    told = Fetch(fetched=moment, record=None, text_hash=hash_text(text), title=title, published=DAY, byline=byline)
    return told, text


def said(version: Version) -> tuple[int, int, int, tuple[str, ...]]:
    return version.added, version.removed, version.changed, version.numbers


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([A, LINE], [A, LINE.replace("45", "47")], (0, 0, 1, ("45 -> 47",))),
        ([A, LINE], [A, LINE.replace("1.250", "1.520")], (0, 0, 1, ("1.250 -> 1.520",))),
        ([A, B], [A, C, B], (1, 0, 0, ())),
        ([A, B, C], [A, C], (0, 1, 0, ())),
        ([A, B], [A, C], (1, 1, 0, ())),
        ([A, B, LINE], [B + " Thêm lời.", LINE], (0, 1, 1, ())),
        ([A, LINE, B], [LINE.replace("45", "47"), C, B], (1, 1, 1, ("45 -> 47",))),
    ],
    ids=["number", "long-number", "added", "removed", "replaced", "removed-and-changed", "all"],
)
def test_what_changed_is_told(old: list[str], new: list[str], found: tuple[int, int, int, tuple[str, ...]]) -> None:
    first, second = versions_of([fetch("\n\n".join(old)), fetch("\n\n".join(new), 1)])
    assert said(first) == (0, 0, 0, ())
    assert said(second) == found


def test_spaces_and_punctuation_make_no_version() -> None:
    assert versions_of([fetch(f"{A}\n\n{B}"), fetch(f"{A} {B}", 1), fetch(f"{A}\n\n“{B}”", 2)]) == ()


def test_a_text_that_comes_back_is_a_version_again() -> None:
    found = versions_of([fetch(A, 0), fetch(A, 1), fetch(B, 2), fetch(A, 3)])
    assert [version.fetch.fetched for version in found] == [
        DAY,
        DAY + dt.timedelta(hours=2),
        DAY + dt.timedelta(hours=3),
    ]


def test_the_head_is_compared_too() -> None:
    old, new = fetch(f"Trao thưởng\n\n{A}"), fetch(f"Vinh danh\n\n{A}", 1, title="Vinh danh", byline="Minh Châu")
    _, found = versions_of([old, new])
    assert (found.title, found.published, found.byline) == (True, False, True)


def test_only_numbers_are_told_of_a_paragraph() -> None:
    assert exchanged_numbers("Có 45 người ở xã A, 3 xe.", "Có 47 người ở xã B, ba xe.") == ["45 -> 47"]


PARAGRAPHS = st.lists(st.sampled_from([A, B, C, LINE, LINE.replace("45", "47"), "một", "hai"]), max_size=6)


@given(PARAGRAPHS, PARAGRAPHS)
def test_differences_lead_from_one_text_to_the_other(old: list[str], new: list[str]) -> None:
    found = differences("\n\n".join(old), "\n\n".join(new))
    assert Difference(None, None) not in found
    gone, come = [one.old for one in found if one.old], [one.new for one in found if one.new]
    assert sorted([*(line for line in old), *come]) == sorted([*(line for line in new), *gone])


def test_a_text_of_very_many_lines_is_counted_only() -> None:
    lines = [f"dòng {n}" for n in range(4000)]
    _, found = versions_of([fetch("\n\n".join(lines)), fetch("\n\n".join(["mới", *lines[1:]]), 1)])
    assert said(found) == (1, 1, 0, ())


def test_versions_are_read_from_all_parts_in_any_order(tmp_path: Path) -> None:
    told = [
        story("x", body=f"{A}\n\n{LINE.replace('45', count)}", fetched=DAY + dt.timedelta(hours=hour))
        for hour, count in enumerate(("45", "45", "47", "46"))
    ]
    parts = [write_parts(tmp_path, [one], name) for one, name in zip(told, "dbca", strict=True)]
    articles = [path for found, _ in parts for path in found]
    reports = [path for _, found in parts for path in found]
    for order in (1, -1):
        found = publish(articles=articles[::order], reports=reports[::order], home=tmp_path / str(order))
        with duckdb.connect(str(found.database), read_only=True) as connection:
            rows = connection.execute("SELECT version, fetched, numbers_changed FROM article_version").fetchall()
            newest = connection.execute(
                "SELECT article.text_hash = report.text_hash,"
                " last(article_version.text_hash ORDER BY version) = any_value(article.text_hash)"
                " FROM article JOIN report USING (article_key) JOIN article_version USING (article_key) GROUP BY ALL"
            ).fetchall()
        assert [row[1] for row in rows] == [DAY + dt.timedelta(hours=n) for n in (0, 2, 3)]
        assert [row[2] for row in rows] == [[], ["45 -> 47"], ["47 -> 46"]]
        assert newest == [(True, True)]
