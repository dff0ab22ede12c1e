"""The steps on a home in a bad state: nothing is lost from a snapshot, what is damaged is made again or named."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import thidua
from crawler.archive import Archive
from tests.thidua.test_stages import TEXT, add_pages
from thidua import stages
from thidua.flow import NotProcessedError, process_step, publish_step, writing
from thidua.home import Home, HomeError, open_home
from thidua.overseeing import read_status
from thidua.parts import is_whole, read_skipped, skipped_path
from thidua.stages import present_parts, process
from warehouse.corrections.file import CorrectionError

THIDUA = Path(sys.executable).with_name("thidua")


def call(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([THIDUA, "--home", home.root, *arguments], capture_output=True, text=True, timeout=120)


def publish(home: Home) -> int:
    with writing(home.root, "publish", demo=None) as run:
        return publish_step(run).number


def articles_of(home: Home) -> int:
    with thidua.open(home.root) as snapshot:
        return int(snapshot.rows("SELECT count(*) FROM article")[0][0])


def damage(path: Path, *, at: int = 60) -> None:
    """Turn a byte of a file's content over."""
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a home with two files of the archive, processed and published; to be copied, not changed."""
    home = open_home(tmp_path_factory.mktemp("published") / "home", create=True)
    other = TEXT.replace("8 tập thể", "19 tập thể").replace("Lào Cai", "Lai Châu")
    for number in (1, 2):
        add_pages(home, [f"{TEXT}{number}".encode(), other.encode()][:number])
    process(home)
    assert publish(home) == 1
    assert articles_of(home) == 2
    return home.root


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Home:
    return open_home(shutil.copytree(published, tmp_path / "home"))


def test_a_publish_never_loses_what_the_archive_holds(home: Home) -> None:
    for folder in (home.articles, home.reports):
        next(folder.iterdir()).rename(folder / "0123456789ab")  # as a new thidua finds them
    with pytest.raises(NotProcessedError, match="2 archive files are not processed with this version: run `thidua pro"):
        publish(home)
    assert articles_of(home) == 2
    assert (home.articles / "0123456789ab").is_dir()
    process(home)
    publish(home)
    assert articles_of(home) == 2
    assert not (home.articles / "0123456789ab").exists()


def test_a_publish_waits_for_every_file_of_the_archive(home: Home) -> None:
    present_parts(home)[1][0].unlink()
    with pytest.raises(NotProcessedError, match="1 archive file is not processed"):
        publish(home)


def test_the_corrections_of_the_home_are_applied_and_those_that_fit_nothing_named(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = "- article: https://mien-son-cuoc.example/bai-{}.html\n  award: {{wrong: {{award: bang-khen, count: 8, "
    entry += "evidence: 8 tập thể}}, right: {{count: 9}}}}\n  by: Mai\n  on: 2026-11-20\n  why: Nhầm\n"
    home.corrections.write_text(entry.format(0) + entry.format(7), encoding="utf-8")
    publish(home)
    assert (
        "warning: correction 2 (by Mai) is not applied to https://mien-son-cuoc.example/bai-7.html: there is no "
        in (capsys.readouterr().err)
    )
    with thidua.open(home.root) as snapshot:
        asked = "SELECT DISTINCT corrected_by FROM award WHERE count = 9"
        assert snapshot.rows(asked) == [("Mai",)]
    home.corrections.write_text("- article: x\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"corrections.yaml, entry 1 \(line 1\)"):
        publish(home)


def test_a_step_that_adds_no_news_makes_no_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="no thidua home"), writing(tmp_path / "none", "process", demo=None):
        pass
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("kind", [pytest.param("articles", marks=pytest.mark.slow), "reports"])
def test_a_part_that_cannot_be_opened_is_made_again(home: Home, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    part = present_parts(home)[kind == "reports"][0]
    whole = part.read_bytes()
    part.write_bytes(whole[:200])
    assert read_status(home)["to_read" if kind == "reports" else "to_extract"] == 1
    with pytest.raises(NotProcessedError):
        publish(home)
    with writing(home.root, "process", demo=None) as run:
        process_step(run, 1)
    assert f"{part} is damaged; it is made again from the archive" in capsys.readouterr().err
    assert part.read_bytes() == whole


@pytest.mark.parametrize("kind", [pytest.param("articles", marks=pytest.mark.slow), "reports"])
def test_a_part_with_a_damaged_content_is_made_again(home: Home, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    part = present_parts(home)[kind == "reports"][0]
    whole = part.read_bytes()
    damage(part)
    assert is_whole(part)
    assert not is_whole(part, thoroughly=True)
    add_pages(home, [TEXT.encode() + b"3"])
    process(home)
    publish(home)
    assert articles_of(home) == 2  # the same addresses
    assert f"{part} is damaged; it is made again from the archive" in capsys.readouterr().err
    assert part.read_bytes() == whole


def test_broken_lists_and_run_reports_are_left_aside(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    articles, _ = present_parts(home)
    skipped_path(articles[0]).write_text("{")
    skipped_path(articles[1]).write_text("[3]")
    assert [read_skipped(part) for part in articles] == [[], []]
    (home.runs / "99991231T000000.json").write_text("{")
    (home.runs / "99991231T000001.json").write_text("[]")
    assert read_status(home)["last_run"]["command"] == "publish"
    assert caplog.text.count("cannot be read and is left aside") == 4


def test_what_a_killed_run_left_open_is_finished_first(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    add_pages(home, [TEXT.encode() + b"3"])
    last = Archive(home.archive).shards()[-1]
    last.rename(last.with_name(f"{last.name}.open"))
    assert read_status(home)["archive"]["unfinished"] == 1
    with pytest.raises(NotProcessedError, match="1 archive file is"):
        publish(home)
    assert f"{last.name}, left open by a run that was killed, is finished" in capsys.readouterr().err
    last.rename(last.with_name(f"{last.name}.open"))
    with writing(home.root, "process", demo=None) as run:
        assert process_step(run, 1).articles.rows == 4


@pytest.mark.slow
def test_a_damaged_archive_is_named_and_the_rest_goes_on(home: Home) -> None:
    first, last = Archive(home.archive).shards()
    last.write_bytes(last.read_bytes()[:-40])
    shutil.rmtree(home.articles)
    shutil.rmtree(home.reports)
    outcome = call(home, "process")
    assert outcome.returncode == 3
    assert f"{home.archive / last.name} is damaged: 1 or more of its pages are lost" in outcome.stderr
    assert first.name not in outcome.stderr
    assert outcome.stdout == "articles 2, reports 2\n"
    assert call(home, "publish").returncode == 0


@pytest.mark.slow
def test_pages_that_are_left_out_are_named(home: Home) -> None:
    add_pages(home, [b"\x00\x01" * 100])
    outcome = call(home, "process")
    assert outcome.returncode == 0
    assert "\n  https://mien-son-cuoc.example/bai-0.html: " in outcome.stderr
    (listed,) = (path for path in home.articles.glob("*/*.skipped.json") if json.loads(path.read_text()))
    assert f"all are listed in {listed.parent}/*.skipped.json" in outcome.stderr
    assert "\n  https" not in call(home, "process").stderr  # named once


@pytest.mark.slow
def test_an_imported_file_that_is_left_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<html><body><p>x</p></body></html>")
    home = open_home(tmp_path / "home", create=True)
    assert call(home, "import", str(tmp_path / "bad.html")).returncode == 0
    assert "\n  bad.html: " in call(home, "process").stderr
    (listed,) = home.articles.glob("*/*.skipped.json")
    assert json.loads(listed.read_text())[0]["file"] == "bad.html"


@pytest.mark.parametrize(
    ("number", "code"), [pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow), (signal.SIGINT, 130)]
)
def test_a_signal_ends_with_a_report_and_no_harm(home: Home, number: signal.Signals, code: int) -> None:
    shutil.rmtree(home.reports)
    command = [str(THIDUA), "--home", str(home.root), "process"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as started:
        while started.poll() is None and not (home.root / "reports").exists():
            time.sleep(0.005)
        time.sleep(0.3)  # the workers load their libraries
        os.killpg(started.pid, number)
        _, errors = started.communicate(timeout=60)
    assert started.returncode == code, errors
    assert errors.splitlines()[-1] == "stopped; run the command again to go on where it was"
    assert "Traceback" not in errors
    assert read_status(home)["last_run"]["outcome"] == "stopped"
    assert call(home, "process").stdout == "articles 3, reports 3\n"
    assert stages.unprocessed(home) == []
