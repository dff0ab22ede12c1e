from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.conftest import collection, rows_of
from warehouse.publish import Published
from warehouse.querying.export import ExportError, export
from warehouse.tables.schema import tables


def test_parquet_holds_what_the_snapshot_holds(published: Published, tmp_path: Path) -> None:
    paths = export(published.database, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)
    held = rows_of(published.database, without=())
    for table in tables():
        rows = duckdb.connect().execute("FROM read_parquet(?)", [str(tmp_path / f"{table}.parquet")]).fetchall()
        assert rows == held[table]


def test_csv_and_its_description(published: Published, tmp_path: Path) -> None:
    export(published.database, tmp_path, format="csv", only=["award", "ceremony"])
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert [resource["path"] for resource in package["resources"]] == ["ceremony.csv", "award.csv"]
    assert package["version"] == "000001"
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == resource["rows"] > 0
        assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])
    with (tmp_path / "award.csv").open(newline="") as file:
        flags = next(row for row in csv.DictReader(file) if row["award"] == "co-thi-dua")
    assert json.loads(flags["presented_by"]) == ["Giàng Seo Phử"]
    assert (flags["count"], flags["class"]) == ("12", "")


def test_a_second_export_replaces_the_first(published: Published, tmp_path: Path) -> None:
    first = export(published.database, tmp_path, only=["source"])
    assert export(published.database, tmp_path, only=["source"]) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "datapackage.json", "source.parquet"]


def test_no_text_leaves_the_house(published: Published, tmp_path: Path) -> None:
    export(published.database, tmp_path, format="csv")
    everything = "".join(path.read_text() for path in tmp_path.iterdir())
    with duckdb.connect(str(published.database), read_only=True) as connection:
        evidence = {row[0] for row in connection.execute("SELECT evidence FROM award_report").fetchall()}
    assert all(sentence in everything for sentence in evidence)
    assert not any(told.article.text[-200:] in everything for told in collection())


def test_errors(published: Published, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no table awards; there are run, source"):
        export(published.database, tmp_path, only=["awards"])
    with pytest.raises(ExportError, match="not exported"):
        export(tmp_path / "none.duckdb", tmp_path)
    (tmp_path / "taken" / "source.csv" / "x").mkdir(parents=True)
    with pytest.raises(ExportError, match="not exported"):
        export(published.database, tmp_path / "taken", format="csv", only=["source"])
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["source.csv"]
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"not exported: .*/file: File exists$"):
        export(published.database, tmp_path / "file")
