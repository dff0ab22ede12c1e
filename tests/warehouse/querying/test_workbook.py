from __future__ import annotations

import datetime as dt
import decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from warehouse.querying import workbook
from warehouse.querying.formats import text
from warehouse.querying.workbook import Sheet, write_workbook


def sheet(name: str, rows: dict[str, list[Any]]) -> Sheet:
    table = pa.table(rows)
    return Sheet(name, table.schema, table.to_batches(2))


def cells(path: Path, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    try:
        return list(book[name].iter_rows(values_only=True))
    finally:
        book.close()


def test_types_are_kept_and_text_stays_text(tmp_path: Path) -> None:
    signs = ["=1+1", "+84 912", "-x", "@SUM(A1)", "https://baolaocai.vn/x", "{=1}", "\tx", "007", "Đỗ Thị Ồ"]
    rows: dict[str, list[Any]] = {
        "sign": signs,
        "count": [1, None, 3, -4, 5, 6, 7, 8, 2**60],
        "day": [dt.date(2024, 6, 11), None, dt.date(1890, 5, 19), *[dt.date(2000, 1, 1)] * 6],
        "sure": [True, False, None, *[True] * 6],
        "names": [["Lý A Páo", "Đỗ"], [], None, *[["x"]] * 6],
    }
    path = tmp_path / "x.xlsx"
    assert write_workbook(path, [sheet("award", rows)]) == [["award"]]
    found = cells(path, "award")
    assert found[0] == tuple(rows)
    assert [row[0] for row in found[1:]] == signs
    assert found[1][1:] == (1, dt.datetime(2024, 6, 11), True, "Lý A Páo, Đỗ")
    assert found[2][1:] == (None, None, False, None) or found[2][1:] == (None, None, False, "")
    assert found[3][1:3] == (3, "1890-05-19")
    assert found[9][1] == str(2**60)
    book = openpyxl.load_workbook(path)
    page = book["award"]
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page["C2"].number_format == "yyyy-mm-dd"
    assert all(cell.data_type == "s" and cell.hyperlink is None for (cell,) in page.iter_rows(2, None, 1, 1))
    assert page.column_dimensions["A"].width > page.column_dimensions["D"].width
    book.close()


def test_times_are_those_of_their_zone(tmp_path: Path) -> None:
    moment = pa.array([dt.datetime(2024, 6, 11, 1, 30, tzinfo=dt.UTC)], pa.timestamp("us", tz="Asia/Ho_Chi_Minh"))
    table = pa.table({"published": moment, "sum": pa.array([decimal.Decimal("1.50")])})
    write_workbook(tmp_path / "x.xlsx", [Sheet("x", table.schema, table.to_batches())])
    assert cells(tmp_path / "x.xlsx", "x")[1] == (dt.datetime(2024, 6, 11, 8, 30), 1.5)


def test_long_tables_go_on_in_another_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 4)
    names = write_workbook(tmp_path / "x.xlsx", [sheet("award", {"n": list(range(7))}), sheet("empty", {"n": []})])
    assert names == [["award", "award_2", "award_3"], ["empty"]]
    told = [row[0] for name in names[0] for row in cells(tmp_path / "x.xlsx", name)[1:]]
    assert told == list(range(7))
    assert [cells(tmp_path / "x.xlsx", name)[0] for name in [*names[0], "empty"]] == [("n",)] * 4


def test_names_of_sheets(tmp_path: Path) -> None:
    names = ["a/b:[c]", "A_b__c_", "x" * 40, "x" * 41, ""]
    told = write_workbook(tmp_path / "x.xlsx", [sheet(name, {"n": [1]}) for name in names])
    assert told == [["a_b__c_"], ["A_b__c__2"], ["x" * 31], ["x" * 29 + "_2"], ["sheet"]]


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(
            tmp_path / name, [sheet("award", {"n": [1, 2], "t": ["x", "Đ"]})], created=dt.datetime(2024, 1, 2)
        )
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_text_beyond_a_cell_is_cut(tmp_path: Path) -> None:
    write_workbook(tmp_path / "x.xlsx", [sheet("x", {"t": ["đ" * 40_000, "𝒳" * 20_000, "đ" * 32_767]})])
    first, second, third = (row[0] for row in cells(tmp_path / "x.xlsx", "x")[1:])
    assert first == "đ" * 32_766 + "…"
    assert second == "𝒳" * 16_383 + "…"
    assert third == "đ" * 32_767


def test_values_in_words() -> None:
    assert text([{"label": "75 năm", "count": 2}, {"label": "80 năm", "count": None}]) == "75 năm: 2, 80 năm: "
    assert text(None) == ""
    assert text(True) == "true"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"x\.xlsx"):
        write_workbook(tmp_path / "none" / "x.xlsx", [sheet("x", {"n": [1]})])
