"""What an export's description says, checked against its files."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from warehouse.publish import Published
from warehouse.querying import export as exporting
from warehouse.querying.export import ExportError, Format, export, names_of
from warehouse.tables.schema import tables

READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "array": json.loads,
    "string": str,
}


@pytest.fixture(scope="module")
def folder(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables and a view as CSV."""
    out = tmp_path_factory.mktemp("package")
    export(published.database, out, format="csv", views=["award_by_year"])
    return out


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return read


def rows_of(folder: Path, resource: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a resource's rows as the description says that they are to be read."""
    kinds = {field["name"]: READERS[field["type"]] for field in resource["schema"]["fields"]}
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        return [
            {name: kinds[name](text) if text else None for name, text in row.items()} for row in csv.DictReader(file)
        ]


def test_names_profiles_and_sources_follow_the_standard(package: dict[str, Any]) -> None:
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert dt.datetime.fromisoformat(package["created"]).tzinfo is not None
    assert {source["path"] for source in package["sources"]} >= {"https://baolaocai.vn/"}
    assert [one["name"] for one in package["resources"]] == [*tables(), "award_by_year"]
    for one in package["resources"]:
        assert one["$schema"] == "https://datapackage.org/profiles/2.0/dataresource.json"
        assert one["type"] == "table"
        assert re.fullmatch(r"[a-z0-9._-]+", one["name"])
        assert all(field["description"] for field in one["schema"]["fields"])


def test_files_are_what_the_description_says(folder: Path, package: dict[str, Any]) -> None:
    for one in package["resources"]:
        data = (folder / one["path"]).read_bytes()
        assert one["bytes"] == len(data)
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        rows = rows_of(folder, one)
        assert len(rows) == one["rows"]
        required = [field["name"] for field in one["schema"]["fields"] if field.get("constraints")]
        assert all(row[name] is not None for row in rows for name in required)


def test_keys_hold_in_the_files(folder: Path, package: dict[str, Any]) -> None:
    held = {one["name"]: rows_of(folder, one) for one in package["resources"]}
    keyed = 0
    for one in package["resources"]:
        rows = held[one["name"]]
        if key := one["schema"].get("primaryKey"):
            keys = [tuple(row[name] for name in key) for row in rows]
            assert len(set(keys)) == len(keys)
            assert all(value is not None for values in keys for value in values)
        for reference in one["schema"].get("foreignKeys", ()):
            (column,), (parent_column,) = reference["fields"], reference["reference"]["fields"]
            parents = {row[parent_column] for row in held[reference["reference"]["resource"]]}
            assert {row[column] for row in rows} - {None} <= parents
            keyed += 1
    assert keyed > 15


@pytest.mark.slow
def test_the_tool_of_the_standard_finds_it_valid(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert (report["valid"], report["errors"]) == (True, []), done.stdout[:2_000]
    assert {task["name"] for task in report["tasks"]} == {*tables(), "award_by_year"}


def test_references_to_what_was_not_exported_are_left_out(published: Published, tmp_path: Path) -> None:
    export(published.database, tmp_path, only=["recipient", "award"])
    resources = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    references = {one["name"]: one["schema"].get("foreignKeys", []) for one in resources}
    assert references["award"] == []
    assert [reference["reference"]["resource"] for reference in references["recipient"]] == ["award"]


def test_times_name_their_zone(folder: Path) -> None:
    with (folder / "article.csv").open(newline="") as file:
        times = {row["published"] for row in csv.DictReader(file)}
    assert "2024-06-11T17:00:00+07:00" in times


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
def test_the_same_snapshot_makes_the_same_bytes(published: Published, tmp_path: Path, form: Format) -> None:
    chosen = ["run", "ceremony", "award", "award_report"]
    first = export(published.database, tmp_path / "a", format=form, only=chosen)
    second = export(published.database, tmp_path / "b", format=form, only=chosen)
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_workbook_holds_every_table(published: Published, tmp_path: Path) -> None:
    export(published.database, tmp_path, format="xlsx")
    resources = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    book = openpyxl.load_workbook(tmp_path / "thidua.xlsx")
    assert book.sheetnames == tables() == [one["dialect"]["sheetName"] for one in resources]
    with duckdb.connect(str(published.database), read_only=True) as connection:
        for table in tables():
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)  # noqa: S608
            assert book[table].max_row == count + 1
        dates = [row[0] for row in connection.execute("SELECT date FROM ceremony").fetchall()]
    column = [cell.value for cell in book["ceremony"][1]].index("date") + 1
    assert [cell.value.date() for (cell,) in book["ceremony"].iter_rows(2, None, column, column)] == dates
    book.close()


def test_csv_for_spreadsheets_holds_no_formulas(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE run AS SELECT 1 AS snapshot, TIMESTAMPTZ '2026-01-02 00:00:00Z' AS built")
        connection.execute("CREATE TABLE source (source VARCHAR, name VARCHAR)")
        connection.execute("CREATE TABLE award (evidence VARCHAR, count INTEGER)")
        connection.execute("INSERT INTO award VALUES ('=1+1', -5), ('@x', 1), ('- một', 2), ('Đỗ = x', 3), (NULL, 4)")
        connection.execute("INSERT INTO award VALUES ('+84', 5), (chr(9) || '=1', 6), (chr(13) || '=1', 7)")
    plain, safe = tmp_path / "plain", tmp_path / "safe"
    export(database, plain, format="csv", only=["award"])
    export(database, safe, format="csv", only=["award"], spreadsheet=True)
    assert not (plain / "award.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (safe / "award.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (plain / "award.csv").open(encoding="utf-8", newline="") as file:
        told = [tuple(row.values()) for row in csv.DictReader(file)]
    with (safe / "award.csv").open(encoding="utf-8-sig", newline="") as file:
        made = [tuple(row.values()) for row in csv.DictReader(file)]
    assert told[0] == ("=1+1", "-5")
    assert [text for text, _ in made] == ["'=1+1", "'@x", "'- một", "Đỗ = x", "", "'+84", "'\t=1", "'\r=1"]
    assert [count for _, count in made] == [count for _, count in told]


def test_another_export_leaves_nothing_of_the_first(published: Published, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("x")
    export(published.database, tmp_path, format="csv", only=["award", "source"])
    export(published.database, tmp_path, only=["award"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "README.md",
        "award.parquet",
        "datapackage.json",
        "mine.csv",
    ]
    assert pq.read_table(tmp_path / "award.parquet").num_rows > 0


def test_a_failed_export_leaves_the_former_whole(
    published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(published.database, tmp_path, format="csv", only=["award"])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(exporting, "read_me", full)
    with pytest.raises(ExportError, match="No space left"):
        export(published.database, tmp_path, format="parquet", only=["award"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_description_of_others_makes_nothing_vanish(published: Published, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "kept.csv").write_text("x")
    (tmp_path / "out" / "kept.txt").write_text("x")
    described = {"resources": [{"path": "../kept.csv"}, {"path": "kept.txt"}, {"path": str(tmp_path / "kept.csv")}]}
    (tmp_path / "out" / "datapackage.json").write_text(json.dumps(described))
    export(published.database, tmp_path / "out", only=["run"])
    assert (tmp_path / "kept.csv").exists()
    assert (tmp_path / "out" / "kept.txt").exists()


def test_names_of_tables_and_views(published: Published) -> None:
    found, views = names_of(published.database)
    assert found == tables()
    assert "award_by_year" in views
