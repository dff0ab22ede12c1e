"""`thidua query`, `thidua export` and `thidua connect` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from tests.warehouse.building import write_parts
from tests.warehouse.conftest import collection
from thidua.cli import app
from thidua.commands.query import parameters
from thidua.connecting import PROGRAMS, lines_for
from thidua.result_tables import error_lines, escaped, show_result
from warehouse.publish import publish
from warehouse.querying.query import QueryError, run_query


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a snapshot of a small collection, in a folder whose name needs quotes."""
    folder = tmp_path_factory.mktemp("query") / "Đỗ's home"
    folder.mkdir()
    (folder / "format.json").write_text('{"format": 1}\n')
    articles, reports = write_parts(folder, collection())
    publish(articles=articles, reports=reports, home=folder, info={})
    return folder


def run(home: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), *arguments], input=given)


def test_sql_from_a_file_or_standard_input(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "flags.sql"
    file.write_text(
        "\ufeff-- cờ thi đua\nSELECT count FROM award WHERE award = $award AND count > 0;\n", encoding="utf-8"
    )
    asked = ["query", "--format", "csv", "--param", "award=co-thi-dua"]
    assert run(home, *asked, "--file", str(file)).stdout == "count\n12\n"
    assert run(home, *asked, "--file", "-", given=file.read_text(encoding="utf-8-sig")).stdout == "count\n12\n"
    for arguments, reason in (
        (["--file", str(tmp_path / "none")], "No such file"),
        (["--file", str(file), "SELECT 1"], "give the SQL, or a file"),
        ([], "give the SQL, or a file"),
        (["SELECT 1", "--memory", "much"], "give a size such as"),
    ):
        outcome = run(home, "query", *arguments)
        assert (outcome.exit_code, reason in outcome.stderr) == (2, True)
    file.write_bytes(b"SELECT '\xff'")
    assert "is not UTF-8 text" in run(home, "query", "--file", str(file)).stderr
    file.write_text("SELECT 1; SELECT 2")
    assert run(home, "query", "--file", str(file)).stderr == "error: give exactly one statement, not 2\n"


def test_errors_point_at_their_place(home: Path) -> None:
    outcome = run(home, "query", "SELECT count,\n\tnothing FROM award")
    assert outcome.exit_code == 1
    first, line, caret = outcome.stderr.splitlines()
    assert first.startswith('error: Referenced column "nothing" not found')
    assert (line, caret) == ("line 2:  nothing FROM award", " " * 9 + "^")
    assert run(home, "query", "SELECT 'x'::INTEGER").exit_code == 1


def test_parameters_have_their_types() -> None:
    import datetime as dt

    given = parameters(
        [
            "a=1",
            "b=2024-06-11",
            "c=2024-06-11T08:30",
            'd="2024-06-11"',
            "e=lao-cai",
            "f=[1, 2]",
            "g=null",
            "h=007",
            "i=NaN",
        ]
    )
    assert given == {
        "a": 1,
        "b": dt.date(2024, 6, 11),
        "c": dt.datetime(2024, 6, 11, 8, 30),
        "d": "2024-06-11",
        "e": "lao-cai",
        "f": [1, 2],
        "g": None,
        "h": "007",
        "i": "NaN",
    }
    assert parameters(["x", "2"]) == ["x", 2]
    for wrong, reason in ((["a=1", "2"], "each time"), (["a=1", "a=2"], "given twice"), (["a=2024-13-01"], "no day")):
        with pytest.raises(ValueError, match=reason):
            parameters(wrong)


def test_days_as_parameters_find_their_rows(home: Path) -> None:
    sql = "SELECT count(*) AS n FROM ceremony WHERE date >= $since AND date < $until"
    asked = ["query", sql, "--format", "json", "--param", "since=2024-01-01", "--param", "until=2025-01-01"]
    assert json.loads(run(home, *asked).stdout) == [{"n": 2}]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "md", "parquet", "xlsx"])
def test_forms_of_files(home: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"x.{form}"
    sql = "SELECT award, count, recipient_names AS names FROM award WHERE count IS NOT NULL ORDER BY count DESC"
    outcome = run(home, "query", sql, "--out", str(out), "--rows", "2")
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert outcome.stderr == f"2 rows, and there are more; --rows N shows more, in {out}\n"
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    expected = [("bang-khen", 312), ("huy-hieu", 214)]
    if form in ("csv", "tsv"):
        rows = list(csv.DictReader(io.StringIO(out.read_text()), delimiter="\t" if form == "tsv" else ","))
        assert [(row["award"], int(row["count"])) for row in rows] == expected
        assert json.loads(rows[0]["names"]) == ["Lý A Páo"]
    elif form in ("json", "jsonl"):
        text = out.read_text()
        objects = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
        assert [(row["award"], row["count"]) for row in objects] == expected
    elif form == "md":
        assert out.read_text().splitlines() == [
            "| award | count | names |",
            "|---|---:|---|",
            "| bang-khen | 312 | Lý A Páo |",
            "| huy-hieu | 214 |  |",
        ]
    elif form == "parquet":
        assert [(row["award"], row["count"]) for row in pq.read_table(out).to_pylist()] == expected
    else:
        book = openpyxl.load_workbook(out)
        assert [row[:2] for row in book["result"].iter_rows(min_row=2, values_only=True)] == expected
        book.close()


def test_a_workbook_needs_a_name(home: Path) -> None:
    outcome = run(home, "query", "SELECT 1", "--format", "xlsx")
    assert (outcome.exit_code, outcome.stderr) == (2, "error: a workbook needs a name: --out FILE\n")


def shown(home: Path, sql: str, width: int) -> str:
    """Return what a terminal of a width shows of a query."""
    out = io.StringIO()
    database = home / "snapshots" / "000001.duckdb"
    show_result(Console(file=out, force_terminal=True, color_system=None, width=width), run_query(database, sql))
    return out.getvalue()


def test_tables_on_a_terminal(home: Path) -> None:
    sql = "SELECT (2 ** 40)::UBIGINT AS big, NULL AS none, 'Đỗ Thị Ồ' AS name, [1, 2] list, {'a': 1, 'b': 'x'} AS pair"
    assert [line.rstrip() for line in shown(home, sql, 100).splitlines()] == [
        "          big  none  name      list  pair",
        "1099511627776  NULL  Đỗ Thị Ồ  1, 2  1: x",
    ]
    blocks = shown(home, sql, 30).splitlines()
    assert blocks[0].split() == ["big", "1099511627776"]
    assert blocks[1].split() == ["none", "NULL"]
    assert all(len(line) <= 30 for line in blocks)


def test_a_plan_is_shown_as_duckdb_draws_it(home: Path) -> None:
    lines = run(home, "query", "EXPLAIN SELECT count(*) FROM award").stdout.splitlines()
    assert any(line.startswith("┌──") and line.endswith("──┐") for line in lines)
    assert not any("\\n" in line or str(home) in line for line in lines)


def test_texts_give_a_terminal_no_orders(home: Path) -> None:
    told = shown(home, "SELECT 'a\x1b[31m' || chr(10) || chr(7) || chr(8238) AS \"x\x1b]0;t\"", 100)
    assert "\x1b[31m" not in told
    assert "\x1b]" not in told
    assert r"a\x1b[31m\n\x07\u202e" in told
    assert escaped("Đỗ ồ") == "Đỗ ồ"
    assert error_lines(QueryError("wrong", "line 1: \x1bx\n ^")) == "error: wrong\nline 1: \\x1bx\n ^"


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
def test_export(home: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "tables"
    asked = ["export", "--out", str(out), "--format", form, "--table", "award", "--view", "award_by_year"]
    outcome = run(home, *asked)
    assert outcome.exit_code == 0
    names = ["thidua.xlsx"] if form == "xlsx" else [f"award.{form}", f"award_by_year.{form}"]
    assert [Path(line).name for line in outcome.stdout.splitlines()] == [*names, "README.md", "datapackage.json"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--view", "award"], "there is no view award; there are articles_by"),
        (["--table", "award_by_year"], "there is no table award_by_year; there are run, source"),
        (["--spreadsheet"], "--spreadsheet goes with --format csv"),
    ],
)
def test_wrong_exports(home: Path, arguments: list[str], reason: str) -> None:
    outcome = run(home, "export", *arguments)
    assert (outcome.exit_code, reason in outcome.stderr) == (2, True)


def test_the_lines_for_python_run(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "pasted.py"
    program.write_text(run(home, "connect", "--for", "python").stdout, encoding="utf-8")
    pasted = runpy.run_path(str(program))
    pasted["snapshot"].close()
    assert "bang-khen" in capsys.readouterr().out


def test_paths_survive_every_program_s_quotes(home: Path) -> None:
    database = home / "snapshots" / "000001.duckdb"
    assert run(home, "connect", "--for", "path").stdout == f"{database}\n"
    assert shlex.split(lines_for("duckdb", database))[:3] == ["duckdb", "-readonly", str(database)]
    assert f'dbdir = "{database}"' in lines_for("r", database)
    everything = run(home, "connect").stdout
    assert all(lines_for(program, database) in everything for program in PROGRAMS)
    with pytest.raises(ValueError, match="there is no program excel"):
        lines_for("excel", database)


def test_the_path_can_be_used_at_once(home: Path) -> None:
    code = (
        "import duckdb, sys; print(duckdb.connect(sys.stdin.read().strip(), read_only=True).sql('FROM run').shape[0])"
    )
    path = run(home, "connect", "--for", "path").stdout
    done = subprocess.run([sys.executable, "-c", code], input=path, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
