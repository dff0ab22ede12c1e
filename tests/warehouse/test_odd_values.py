"""Values that no newspaper means: they are taken as they are, or refused with one line that names the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.warehouse.building import Story, award, official, story, write_parts
from warehouse.intake.parts import PartError
from warehouse.publish import publish

MERIT = award("bang-khen", 3)


def many(source: str) -> Story:
    rows = [award("bang-khen", n + 2, recipient_names=[f"Lò Văn {n}"]) for n in range(300)]
    return story(source, source=source, awards=rows)


def test_odd_values_are_published_as_they_are(tmp_path: Path) -> None:
    last = "9999-12-31T23:00:00+00:00"
    stories = [
        *(story(f"cuoi{n}", date="9999-12-31", published=last, source=f"c{n}.vn", awards=[MERIT]) for n in range(2)),
        story("dau", date="0001-01-01", date_end="9999-12-31", published="0001-01-01T00:00:00+00:00"),
        story("nul", host="UBND\0 tỉnh", officials=[official("Lò\0 Văn A", "Bí thư\0 Tỉnh ủy")], awards=[MERIT]),
        story("dai", title="Tiêu đề " * 1500, awards=[MERIT]),
        story("trong", title=" ", body=" ", officials=[official(" ")]),
        many("a.vn"),
        many("b.vn"),
    ]
    articles, reports = write_parts(tmp_path, stories)
    counts = publish(articles=articles, reports=reports, home=tmp_path / "home").counts
    assert (counts["article"], counts["report"]) == (8, 8)


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("count", 2**31, 2**31),
        ("count", 2**70, 2**70),
        ("period", [2**40, None], 2**40),
        ("breakdown", [{"label": "75 năm", "count": 2**35}], 2**35),
    ],
)
def test_a_number_that_no_column_holds_is_refused(tmp_path: Path, name: str, value: Any, number: int) -> None:  # noqa: ANN401
    told = story("mot", awards=[MERIT])
    articles, reports = write_parts(tmp_path, [told])
    rows = pq.read_table(reports[0]).to_pylist()
    report = json.loads(rows[0]["report"])
    report["awards"][0][name] = value
    pq.write_table(pa.Table.from_pylist([rows[0] | {"report": json.dumps(report)}]), reports[0])
    with pytest.raises(PartError, match=rf"a.parquet: the report on {told.article.id} is not valid: {number} is no"):
        publish(articles=articles, reports=reports, home=tmp_path / "home")


def test_text_that_is_none_is_refused(tmp_path: Path) -> None:
    articles, reports = write_parts(tmp_path, [story("mot")])
    table = pq.read_table(articles[0])
    broken = pa.array([b"Lai \xff\xfe"], pa.binary())
    place = table.schema.get_field_index("title")
    pq.write_table(
        table.set_column(place, "title", pa.Array.from_buffers(pa.string(), 1, broken.buffers())), articles[0]
    )
    with pytest.raises(PartError, match=r"a\.parquet cannot be read: 'utf-8' codec can't decode"):
        publish(articles=articles, reports=reports, home=tmp_path / "home")
