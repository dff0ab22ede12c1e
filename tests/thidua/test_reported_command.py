"""`thidua reported`: from what a reader reports to a row of the next snapshot, or to nothing where it is forgotten."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from typer.testing import CliRunner, Result

import thidua
from crawler.forgotten import load_forgotten
from tests.traces import traces
from tests.warehouse.building import award, official, story, write_parts
from thidua.cli import app
from thidua.forgetting import finish, forget, remembered
from thidua.home import Home, open_home
from warehouse.corrections.error_report import ErrorReport, new_report
from warehouse.corrections.file import load_corrections
from warehouse.corrections.reported import add_report, load_reports
from warehouse.corrections.shown import shown_award
from warehouse.publish import Published, publish

URL = "https://bao.example/hien-dat.html"
HOSTILE = "\x1b]0;tên\x07\x1b[2J\x9b31m[bold red]đỏ[/]\u202eodA"


def call(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--home", str(home.root), "reported", *arguments])


def published(home: Home) -> Published:
    """Publish an article with two award rows and an official, as corrected."""
    awards = [award("bang-khen", 7, recipient="individual"), award("giay-khen", 12, recipient="household")]
    told = story("hien-dat", awards=awards, officials=[official("Lô Văn Khuyển", "Phó Chủ tịch HĐND tỉnh")])
    articles, reports = write_parts(home.root, [told])
    corrections = remembered(home, load_corrections(home.corrections))
    return publish(articles=articles, reports=reports, home=home.root, corrections=corrections)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path / "home", create=True)


def report(home: Home, **changed: Any) -> ErrorReport:  # noqa: ANN401 - any field
    """Keep a report on the row of seven persons; `changed` are its other fields."""
    shown = {"award": "bang-khen", "count": 7, "evidence": "7 individual nhận bang-khen conferred."}
    fields: dict[str, Any] = {"snapshot": 1, "subject": "award", "article": URL, "problem": "number", "shown": shown}
    return add_report(home.reported, new_report(**{**fields, **changed}))


def rows(home: Home, query: str) -> list[Any]:
    with thidua.open(home.root) as snapshot:
        return snapshot.rows(query)


def test_what_is_accepted_is_applied_by_the_next_publish(home: Home) -> None:
    published(home)
    row = bang_khen(home)
    first = report(home, shown=shown_award(row), row=row["award_report_id"], right={"count": 17}, contact="a@b.vn")
    gone = report(
        home, problem="not-there", shown={"award": "giay-khen", "evidence": "12 household nhận giay-khen conferred."}
    )
    name = report(home, subject="official", problem="person", shown={"name": "Lô Văn Khuyển"}, comment="sai dấu")
    event = report(home, subject="event", problem="date", shown={"date": "2024-06-11"}, right={"date": "2024-06-10"})
    vague = call(home, "accept", name.id, "--by", "Mai")
    assert (vague.exit_code, vague.stderr.count("\n")) == (1, 1)
    assert vague.stderr.startswith(f"error: {name.id} does not say what is right (person); state the right values")
    done = call(home, "accept", first.id, "--by", "Mai", "--why", "Quyết định ghi 17.")
    assert done.stdout.startswith(f"accepted: appended to {home.corrections}; the next publish applies it\n- article: ")
    for one, more in ((gone, ()), (name, ("--set", "name=Lô Văn Khuyến")), (event, ())):
        assert call(home, "accept", one.id, "--by", "Mai", *more).exit_code == 0
    assert call(home).stdout == "nothing waits to be decided\n"
    found = published(home)
    assert (found.new, found.warnings) == (True, ())
    query = "SELECT date::VARCHAR, award, count, corrected_by, corrected_why FROM award"
    assert rows(home, query) == [("2024-06-10", "bang-khen", 17, "Mai", "Quyết định ghi 17.")]
    assert rows(home, "SELECT name FROM official") == [("Lô Văn Khuyến",)]
    assert {run["reported"]["accepted"] for run in runs(home) if run["outcome"] == "done"} == {
        one.id for one in (first, gone, name, event)
    }
    again = report(home, shown=shown_award(bang_khen(home)), right={"count": 18})
    assert again.shown["count"] == 7
    refused = call(home, "accept", again.id, "--by", "Lan")
    assert refused.stderr.startswith("error: corrections.yaml, entry 1, by Mai on ")


def bang_khen(home: Home) -> dict[str, Any]:
    """Return the columns of the one row of Bằng khen, as whoever shows its page has them."""
    with thidua.open(home.root) as snapshot:
        frame = snapshot.sql("SELECT * FROM award_report WHERE award = 'bang-khen'")
        names = [str(name) for name in frame.columns]
        (row,) = snapshot.rows("SELECT * FROM award_report WHERE award = 'bang-khen'")
    return dict(zip(names, row, strict=True))


def runs(home: Home) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in home.runs.glob("*.json")]


def test_the_operators_number_stands_in_place_of_the_readers(home: Home) -> None:
    one = report(home, right={"count": 17, "grantor": "xa"})
    done = call(home, "accept", one.id, "--by", "Mai", "--count", "18", "--set", "qualifier=over")
    assert "    right: {count: 18, qualifier: over}\n" in done.stdout
    (entry,) = load_corrections(home.corrections)
    assert entry.award is not None
    assert entry.award.right is not None
    assert entry.award.right.said() == {"count": 18, "qualifier": "over"}


def test_errors_are_one_clear_line(home: Home) -> None:
    one = report(home)
    for arguments, code, message in (
        (["show", "none"], 1, "error: no error is reported under 'none'"),
        (["accept", "none", "--by", "Mai"], 1, "error: no error is reported under 'none'"),
        (["refuse", "none", "--by", "Mai", "--why", "x"], 1, "error: no error is reported under 'none'"),
        (["accept", one.id, "--by", " "], 2, "error: --by: the name is empty"),
        (["accept", one.id, "--by", "Mai", "--why", " "], 2, "error: --why: say why it is right"),
        (["refuse", one.id, "--by", "Mai", "--why", " "], 2, "error: --why: say why nothing is corrected"),
        (["accept", one.id, "--by", "Mai", "--set", "count"], 1, "error: 'count': a value is stated as name=value"),
        (["accept", one.id, "--by", "Mai", "--set", "cuont=1"], 1, "error: right.cuont: there is no such field"),
    ):
        done = call(home, *arguments)
        assert (done.exit_code, done.output.count("\n")) == (code, 1), done.output
        assert done.output.startswith(message)
    assert call(home, "accept", one.id).exit_code == 2
    with home.lock("thidua publish"):
        assert "in use by process" in call(home, "accept", one.id, "--by", "Mai", "--count", "3").stderr
        assert report(home, right={"count": 3}).times == 1
        assert call(home, "refuse", one.id, "--by", "Mai", "--why", "x").stdout == f"refused: {one.id}\n"
    assert not home.corrections.exists()


def test_all_of_a_report_is_shown_with_the_address_of_its_article(home: Home) -> None:
    published(home)
    ((article, url),) = rows(home, "SELECT article_id, url FROM article")
    assert url == URL
    one = report(home, article=article, right={"count": 17}, comment="Báo in\nghi 17", contact="a@b.vn", row="x:1")
    lines = [line.split(maxsplit=1) for line in call(home, "show", one.id).stdout.splitlines()]
    assert lines == [
        ["report", f"{one.id}  open"],
        ["received", f"{one.received:%Y-%m-%d %H:%M} UTC, of snapshot 1"],
        ["article", f"{URL}  ({article})"],
        ["row", "x:1"],
        ["wrong", "award: number"],
        ["shown", "award=bang-khen, count=7"],
        ["evidence", "7 individual nhận bang-khen conferred."],
        ["right", "count=17"],
        ["comment", "Báo in"],
        ["ghi", "17"],
        ["contact", "a@b.vn"],
    ]
    home.snapshots.database(1).unlink()
    assert f"article    {article}\n" in call(home, "show", one.id).stdout
    call(home, "refuse", one.id, "--by", "Mai", "--why", "nó đúng")
    after = call(home, "show", one.id).stdout
    assert after.startswith(f"report     {one.id}  refused by Mai on ")
    assert "a@b.vn" not in after


def test_the_list_is_a_table_or_json(home: Home) -> None:
    assert json.loads(call(home, "--json").stdout) == []
    assert call(home, "--all").stdout == "nothing is reported\n"
    first, second = report(home, right={"count": 17}), report(home, problem="other", comment="x " * 100)
    report(home, right={"count": 17})
    call(home, "refuse", second.id, "--by", "Mai", "--why", "no")
    head, line = call(home).stdout.splitlines()
    assert head.split() == ["id", "received", "times", "what", "shown", "right", "comment"]
    assert line.split()[2:] == ["2", "award:", "number", "award=bang-khen,", "count=7", "count=17"]
    assert line.startswith(first.id)
    both = json.loads(call(home, "--json", "--all").stdout)
    assert both == [one.as_json() for one in load_reports(home.reported, decided=True)]
    decided = next(line for line in call(home, "--all").stdout.splitlines() if line.startswith(second.id))
    assert f"{'x ' * 40}…" in decided
    assert "refused by Mai on " in decided


@pytest.mark.slow
def test_strangers_give_no_orders_to_the_terminal(home: Home) -> None:
    one = report(home, comment=HOSTILE, contact=HOSTILE, right={"grantor_name": HOSTILE, "count": 3})
    code = "from thidua.cli import main; main()"
    for arguments in ([], ["show", one.id], ["--json"], ["accept", one.id, "--by", "Mai"], ["--all"]):
        command = ["-c", code, "--home", str(home.root), "reported", *arguments]
        seen = pexpect.run(
            f"{sys.executable} {' '.join(map(repr, command))}", timeout=60, encoding="utf-8", dimensions=(50, 200)
        )
        shown = seen.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\r\n", "\n")  # the bold head of the table
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown), shown
        assert "bold" in shown
        plain = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(plain.stdout)
    assert "[bold red]" in home.corrections.read_text(encoding="utf-8")


def test_what_is_forgotten_leaves_the_queue(home: Home) -> None:
    published(home)
    ((article,),) = rows(home, "SELECT article_id FROM article")
    report(home, comment="điều bí mật")
    report(home, article=article, comment="điều bí mật")
    kept = report(home, article="https://khac.example/1", comment=f"như {URL} viết")
    notes: list[str] = []
    found = forget(home, [URL], None, dry_run=True, on_note=notes.append)[1]
    assert (found.reported, len(load_reports(home.reported))) == (3, 3)
    done = CliRunner().invoke(app, ["--home", str(home.root), "forget", URL])
    assert "reports of errors: 3\n" in done.stdout
    (left,) = load_reports(home.reported)
    assert (left.id, left.comment) == (kept.id, "như (forgotten) viết")
    assert traces(home.root, ["điều bí mật", "hien-dat"], apart=["a.parquet"]) == ["forgotten.csv: hien-dat"]


@pytest.mark.slow
def test_a_domain_is_forgotten_with_what_is_reported_of_its_articles_ids(home: Home) -> None:
    published(home)
    ((article,),) = rows(home, "SELECT article_id FROM article")
    report(home, article=article)
    home.corrections.with_name("corrections.yaml.tmp").write_text("left by a kill")
    home.forgotten.write_text("what\nbao.example\n", encoding="utf-8")
    finish(home, lambda _: None)
    assert load_reports(home.reported) == []
    assert not home.corrections.with_name("corrections.yaml.tmp").exists()
    assert load_forgotten(home.forgotten).unfinished == []
