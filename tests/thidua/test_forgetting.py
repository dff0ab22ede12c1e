"""Forgetting as the outside sees it: in a whole home nothing of a page is left, and nothing else is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import typer

from crawler.archive import Archive, read_pages
from crawler.forgotten import load_forgotten
from tests.traces import traces
from tests.warehouse.telling import NOT_OF_THE_NEWS, telling
from thidua.cli import app
from thidua.commands.options import CommandError
from thidua.flow import process_step, publish_step, writing
from thidua.forgetting import forget
from thidua.home import Home, open_home
from warehouse.searching.index import search

URL = (
    "https://lai-chau-mau.example/thi-dua-khen-thuong/"
    "cong-bo-quyet-dinh-va-trao-tang-cac-hinh-thuc-khen-thuong-cap-nha-nuoc-383143"
)
"""An article to which no other page links."""
ONE_OF_THREE = (
    "https://phuong-nam.example/vi/news/tin-tuc/sau-tinh-thanh-pho-ket-nghia-thi-dua-de-cung-phat-trien-921214.html"
)
"""One of three reports on a ceremony."""
FAILED = (
    "https://lai-chau-mau.example/tin-trong-tinh/"
    "bo-chi-huy-quan-su-tinh-don-nhan-huan-chuong-bao-ve-to-quoc-hang-ba-376642"
)
"""An address that the demo's crawl did not get."""
DOMAIN = "xu-lang-moi.example"


@pytest.fixture
def home(demo_folder: Path, tmp_path: Path) -> Home:
    """A copy of the demo's home, with two snapshots."""
    root = tmp_path / "home"
    shutil.copytree(demo_folder / "thidua-demo", root)
    (root / "format.json").write_text('{"format": 1}')  # so that pages can be imported
    snapshots = open_home(root).snapshots
    shutil.copytree(snapshots.index(1), snapshots.index(2))
    shutil.copyfile(snapshots.database(1), snapshots.database(2))
    snapshots.point_to(2)
    return open_home(root)


def say_nothing(_: str) -> None:
    """Take a note."""


def run(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from thidua.cli import main; main()", "--home", str(home.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def sentences_of(home: Home, condition: str) -> list[str]:
    """Return the evidence and the titles of the current snapshot's articles under a condition."""
    with duckdb.connect(str(home.snapshots.database(home.snapshots.latest())), read_only=True) as connection:
        found = connection.execute(
            "SELECT evidence FROM award_report JOIN report USING (report_key) JOIN article USING (article_key)"  # noqa: S608
            f" WHERE {condition} UNION SELECT title FROM article WHERE {condition}"
        ).fetchall()
    return [words for (words,) in found]


def publish_again(home: Home) -> None:
    """Publish what is there, as the next run does."""
    with writing(home.root, "publish", demo=None) as step:
        process_step(step, 1)
        publish_step(step)


def words_of(home: Home, condition: str) -> list[str]:
    """Return the sentences that the articles under a condition alone tell."""
    others = set(sentences_of(home, f"NOT ({condition})"))
    words = [words for words in sentences_of(home, condition) if words not in others]
    assert words
    return words


def files_of(home: Home) -> dict[str, bytes]:
    """Return all files of a home but the lock."""
    files = (path for path in home.root.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(home.root)): path.read_bytes() for path in files}


def pages(home: Home) -> int:
    return sum(1 for shard in Archive(home.archive).shards() for _ in read_pages(shard))


def leave_as_killed(home: Home) -> None:
    """Leave what killed commands leave: an open archive file, batches, temporary files, a half-published snapshot."""
    (warc,) = home.archive.iterdir()
    warc.rename(f"{warc}.open")
    (part,) = home.reports.glob("*/*.parquet")
    batches = part.with_name(f"{part.name}.batches")
    batches.mkdir()
    shutil.copyfile(part, batches / "000000.parquet")
    shutil.copyfile(part, f"{part}.tmp")
    shutil.copytree(part.parent, home.reports / ("0" * 12))
    skipped = [{"url": url, "record": None, "reason": "x"} for url in (URL, ONE_OF_THREE)]
    part.with_suffix(".skipped.json").write_text(json.dumps(skipped))
    shutil.copyfile(home.snapshots.database(1), home.snapshots.database(3))
    home.snapshots.pending(3).touch()


@pytest.mark.slow
def test_nothing_of_a_page_is_left_and_all_else_is(home: Home) -> None:
    words = [URL.rpartition("-")[2], *words_of(home, f"url = '{URL}'")]
    assert {find.partition("/")[0] for find in traces(home.root, words)} == {
        *("archive", "articles", "reports", "digests", "snapshots"),
        f"frontier.sqlite: {words[0]}",
    }
    done = run(home, "forget", URL)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"forgotten: {URL}",
        "archive: 1 page in 1 file",
        "frontier: 1 address",
        "articles, with their reports: 1",
        "snapshots: 1, 2",
        "reports of runs: 0",
        f"none of it is fetched, kept or imported again; {home.forgotten} notes it",
    ]
    assert traces(home.root, words) == [f"forgotten.csv: {words[0]}"]
    assert pages(home) == 47
    with duckdb.connect(str(home.snapshots.database(2)), read_only=True) as connection:
        assert connection.execute("SELECT count(*), count(*) FILTER (url = ?) FROM article", [URL]).fetchone() == (
            47,
            0,
        )
    assert not any(hit.url == URL for hit in search(home.snapshots.index(2), "khen thưởng", 99, everything=True))
    now = telling(home.snapshots.database(2), without=NOT_OF_THE_NEWS)
    assert telling(home.snapshots.database(1), without=NOT_OF_THE_NEWS) == now
    publish_again(home)
    assert telling(home.snapshots.database(home.snapshots.latest()), without=NOT_OF_THE_NEWS) == now
    assert traces(home.root, words) == [f"forgotten.csv: {words[0]}"]


@pytest.mark.slow
def test_nothing_of_a_domain_is_left(home: Home) -> None:
    words = [DOMAIN, *words_of(home, f"source = '{DOMAIN}'")]
    forget(home, [DOMAIN], None, dry_run=False, on_note=say_nothing)
    assert traces(home.root, words) == [f"forgotten.csv: {DOMAIN}"]
    assert pages(home) == 41
    now = telling(home.snapshots.database(2), without=NOT_OF_THE_NEWS)
    publish_again(home)
    assert telling(home.snapshots.database(home.snapshots.latest()), without=NOT_OF_THE_NEWS) == now


@pytest.mark.slow
def test_what_others_tell_too_is_told_by_them(home: Home) -> None:
    query = (
        "SELECT ceremony_id, c.reports, c.outlets, count, award.reports, conflict, list_contains(counts_reported, 300)"
        " FROM ceremony AS c JOIN award USING (ceremony_id)"
        " WHERE c.date = '2025-03-14' AND award = 'bang-khen' AND status = 'conferred' AND recipient = 'individual'"
    )
    with duckdb.connect(str(home.snapshots.database(2)), read_only=True) as connection:
        before = connection.execute(query).fetchall()
    forget(home, [ONE_OF_THREE], None, dry_run=False, on_note=say_nothing)
    with duckdb.connect(str(home.snapshots.database(2)), read_only=True) as connection:
        after = connection.execute(query).fetchall()
        told = connection.execute("SELECT DISTINCT url FROM award WHERE date = '2025-03-14'").fetchall()
    assert [row[1:] for row in before] == [(3, 3, 312, 3, False, True)]
    assert after == [(before[0][0], 2, 2, 312, 2, False, False)]
    assert (ONE_OF_THREE,) not in told


@pytest.mark.slow
def test_a_dry_run_says_the_same_and_changes_nothing(home: Home) -> None:
    before = files_of(home)
    done = run(home, "forget", ONE_OF_THREE, "khong-co.example", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "to be forgotten: khong-co.example" in done.stdout
    assert "articles, with their reports: 1" in done.stdout
    assert files_of(home) == before


@pytest.mark.slow
def test_what_is_not_there_is_remembered_all_the_same(home: Home, tmp_path: Path) -> None:
    before = files_of(home)
    done = run(home, "forget", "khong-co.example")
    assert (done.returncode, done.stderr) == (0, "")
    assert "archive: 0 pages\n" in done.stdout
    after = files_of(home)
    assert {name for name in after if after[name] != before.get(name)} - {"frontier.sqlite"} == {
        "forgotten.csv",
        next(name for name in after if name.startswith("runs/") and name not in before),
    }
    saved = tmp_path / "a.html"
    saved.write_text("<p>Khen thưởng</p>")
    (tmp_path / "a.meta.json").write_text(json.dumps({"url": "https://m.khong-co.example/a"}))
    assert "left out, forgotten: 1" in run(home, "import", str(saved)).stdout


@pytest.mark.parametrize("name", ["khong co", "bao.vn/tin", "gov.vn"])
def test_what_is_neither_address_nor_domain_ends_with_2(tmp_path: Path, name: str) -> None:
    from thidua.commands.forget import forget as command

    with pytest.raises(CommandError):
        command(typer.Context(typer.main.get_command(app)), [name])


@pytest.mark.slow
def test_the_operators_own_file_is_named_and_left_alone(home: Home) -> None:
    event = "event: {wrong: {kind: summary}, right: {kind: other}}"
    entry = f"- article: {URL}\n  {event}\n  by: x\n  on: 2026-01-01\n  why: y\n"
    home.corrections.write_text(entry)
    done = run(home, "forget", URL)
    assert f"{home.corrections} is yours: take out its entries 1, which name it" in done.stdout
    assert home.corrections.read_text() == entry
    publish_again(home)
    with duckdb.connect(str(home.snapshots.database(home.snapshots.latest())), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM correction").fetchone() == (0,)


def test_no_byte_of_an_article_is_left(home: Home) -> None:
    words = ["383143", *words_of(home, f"url = '{URL}'")]
    leave_as_killed(home)
    forgotten, traces_ = forget(home, [URL], None, dry_run=False, on_note=say_nothing)
    assert traces_.counts() == {
        "records": 1,
        "addresses": 1,
        "articles": 1,
        "snapshots": 2,
        "run_reports": 0,
        "error_reports": 0,
    }
    assert forgotten.unfinished == []
    assert traces(home.root, words) == ["forgotten.csv: 383143"]
    assert len(telling(home.snapshots.database(2), without=NOT_OF_THE_NEWS)["article"]) == pages(home) == 47
    (listed,) = (path for path in home.reports.glob("*/*.skipped.json") if "0" * 12 not in str(path))
    assert [skip["url"] for skip in json.loads(listed.read_text())] == [ONE_OF_THREE]


@pytest.mark.slow
def test_all_there_is_can_go(home: Home) -> None:
    with duckdb.connect(str(home.snapshots.database(2)), read_only=True) as connection:
        domains = [domain for (domain,) in connection.execute("SELECT source FROM source").fetchall()]
    assert run(home, "forget", *domains).returncode == 0
    assert traces(home.root, [".example"]) == ["forgotten.csv: .example"]
    assert not any(
        path.is_file() for folder in (home.archive, home.articles, home.reports) for path in folder.rglob("*")
    )
    publish_again(home)
    assert all(
        rows == []
        for table, rows in telling(home.snapshots.database(3), without=NOT_OF_THE_NEWS).items()
        if table in ("article", "award")
    )


def test_addresses_go_from_the_reports_of_runs(home: Home) -> None:
    assert any("runs/" in find for find in traces(home.root, ["376642"]))
    forget(home, [FAILED], None, dry_run=False, on_note=say_nothing)
    assert traces(home.root, ["376642"]) == ["forgotten.csv: 376642"]
    first = min(home.runs.glob("*.json"))  # a demo that was called again has another
    assert json.loads(first.read_text())["crawl"]["sources"]["lai-chau-mau"]["failed"] == {"HTTP 404": 1}


@pytest.mark.slow
def test_a_saved_page_that_gives_its_address_only_inside_goes_too(home: Home, tmp_path: Path) -> None:
    (page,) = (p for shard in Archive(home.archive).shards() for p in read_pages(shard) if p.url and "383143" in p.url)
    words = ["383143", *words_of(home, f"url = '{URL}'")]
    forget(home, [URL], None, dry_run=False, on_note=say_nothing)
    saved = tmp_path / "saved.html"
    saved.write_bytes(page.body)
    assert "1 pages kept" in run(home, "import", str(saved)).stdout
    publish_again(home)
    assert traces(home.root, words) == ["forgotten.csv: 383143"]
    assert [line.goes_with for line in load_forgotten(home.forgotten).lines.values()] == ["", URL]
    assert "left out, forgotten: 1" in run(home, "import", str(saved)).stdout


@pytest.mark.slow
def test_a_text_without_an_address_goes_by_its_id(home: Home, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    said = "Ngày 11/6/2024, UBND tỉnh Lào Cai tặng Bằng khen cho 17 tập thể trong phong trào thi đua khơi kênh."
    text.write_text(f"Khơi kênh\n\n{said}\n\nHội nghị diễn ra tại hội trường tỉnh.\n")
    run(home, "import", str(text))
    publish_again(home)
    assert traces(home.root, [said])
    with duckdb.connect(str(home.snapshots.database(home.snapshots.latest())), read_only=True) as connection:
        ((article,),) = connection.execute("SELECT article_id FROM article WHERE url IS NULL").fetchall()
    assert "articles, with their reports: 1\n" in run(home, "forget", f"article:{article}").stdout
    assert traces(home.root, [said]) == []
    assert "left out, forgotten: 1" in run(home, "import", str(text)).stdout


@pytest.mark.slow
def test_a_correction_by_id_is_not_shown_either(home: Home) -> None:
    with duckdb.connect(str(home.snapshots.database(2)), read_only=True) as connection:
        ((article,),) = connection.execute("SELECT article_id FROM article WHERE url = ?", [URL]).fetchall()
    event = "event: {wrong: {kind: summary}, right: {host: Chủ nhà giấu tên}}"
    home.corrections.write_text(f"- article: {article}\n  {event}\n  by: x\n  on: 2026-01-01\n  why: y\n")
    publish_again(home)
    assert "take out its entries 1" in run(home, "forget", "lai-chau-mau.example").stdout
    publish_again(home)
    assert traces(home.root, ["giấu tên"]) == ["corrections.yaml: giấu tên"]


@pytest.mark.slow
def test_a_line_by_hand_is_carried_out_by_the_next_command_that_writes(home: Home) -> None:
    home.forgotten.write_text(f"what\n{DOMAIN}\n")
    done = run(home, "process")
    assert (done.returncode, f"removing what is left of: {DOMAIN}" in done.stderr) == (0, True)
    assert traces(home.root, [DOMAIN]) == [f"forgotten.csv: {DOMAIN}"]
    assert load_forgotten(home.forgotten).unfinished == []


@pytest.mark.slow
def test_damaged_files_are_no_hiding_place(home: Home) -> None:
    (part,) = home.articles.glob("*/*.parquet")
    shutil.copytree(part.parent, home.articles / ("0" * 12))
    part.write_bytes(part.read_bytes()[:-100])
    broken = home.snapshots.database(1)
    broken.write_bytes(b"x" * 100 + broken.read_bytes()[100:])
    notes: list[str] = []
    forget(home, [URL], None, dry_run=False, on_note=notes.append)
    assert home.snapshots.numbers() == [2]
    assert [note.partition(":")[0] for note in notes] == ["snapshot 1 is removed whole"]
    assert traces(home.root, ["383143"]) == ["forgotten.csv: 383143"]
    publish_again(home)
    assert len(telling(home.snapshots.database(3), without=NOT_OF_THE_NEWS)["article"]) == 47
