"""The stages on a real archive: done once, done again where the rules change, nothing lost to a bad page."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from crawler.archive import Archive
from crawler.warc import resource_record
from thidua import stages
from thidua.home import Home, open_home
from thidua.parts import read_skipped
from thidua.stages import present_parts, process, remove_old_versions

TEXT = """Sơn Cước tổng kết phong trào thi đua năm 2023

Ngày 12/1/2024, UBND tỉnh Lào Cai tổ chức hội nghị tổng kết phong trào thi đua, khen thưởng năm 2023 tại thành phố.

Tại hội nghị, Chủ tịch UBND tỉnh đã tặng Bằng khen cho 8 tập thể và 7 cá nhân có thành tích xuất sắc trong năm.

Các đại biểu đã thảo luận về nhiệm vụ, giải pháp của năm 2024 và phát động phong trào thi đua mới trên toàn tỉnh.
"""


def add_pages(home: Home, bodies: list[bytes], kind: str = "text/plain; charset=utf-8") -> None:
    with Archive(home.archive).writer() as writer:
        for number, body in enumerate(bodies):
            url = f"https://mien-son-cuoc.example/bai-{number}.html"
            moment = datetime(2024, 1, 13, tzinfo=UTC)
            meta = {"url": url, "published": "2024-01-12"}
            writer.write(resource_record(url, content_type=kind, body=body, fetched=moment, meta=meta))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path / "home", create=True)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a home with one article, processed; to be copied, not changed."""
    home = open_home(tmp_path_factory.mktemp("finished") / "home", create=True)
    add_pages(home, [TEXT.encode()])
    process(home)
    return home.root


@pytest.fixture
def processed(finished: Path, tmp_path: Path) -> Home:
    return open_home(shutil.copytree(finished, tmp_path / "home"))


def test_pages_become_articles_and_reports_once(home: Home) -> None:
    add_pages(home, [TEXT.encode(), b"\x00\x01\x02" * 100])
    seen = []
    summary = process(home, workers=2, on_progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert (summary.articles.made, summary.articles.rows, summary.articles.skipped.total()) == (1, 1, 1)
    assert (summary.reports.made, summary.reports.rows, summary.reports.skipped.total()) == (1, 1, 0)
    assert seen == [("articles", 1, 0), ("articles", 2, 0), ("reports", 1, 1)]
    (articles,), (reports,) = present_parts(home)
    assert pq.read_table(reports).column("article_id").to_pylist() == pq.read_table(articles).column("id").to_pylist()
    (skip,) = read_skipped(articles)
    assert skip["url"] == "https://mien-son-cuoc.example/bai-1.html"
    assert skip["record"]
    written = {p: p.stat().st_mtime_ns for p in home.root.rglob("*.parquet")}
    again = process(home, workers=2)
    assert (again.articles.made, again.articles.kept, again.reports.made) == (0, 1, 0)
    assert {p: p.stat().st_mtime_ns for p in home.root.rglob("*.parquet")} == written


@pytest.mark.slow
def test_a_new_file_of_the_archive_is_all_that_is_read(processed: Home) -> None:
    add_pages(processed, [TEXT.encode() + "Thêm một câu nữa về hội nghị này.".encode()])
    summary = process(processed)
    assert (summary.articles.made, summary.articles.kept) == (1, 1)
    assert (summary.reports.made, summary.reports.kept) == (1, 1)


def test_new_rules_read_again_and_old_parts_go_when_told(processed: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "reports_version", lambda: "another")
    summary = process(processed)
    assert (summary.articles.made, summary.reports.made) == (0, 1)
    assert len(list(processed.reports.iterdir())) == 2
    (removed,) = remove_old_versions(processed)
    assert removed.startswith("reports/")
    assert [p.name for p in processed.reports.iterdir()] == ["another"]
    assert len(present_parts(processed)[1]) == 1


def test_leftovers_and_batches_of_a_kill_are_taken_up(processed: Home) -> None:
    _, (part,) = present_parts(processed)
    batches = part.with_name(f"{part.name}.batches")
    batches.mkdir()
    part.rename(batches / "000000.parquet")  # as a kill between the last batch and the joining leaves it
    (part.parent / f"{part.name}.1-ab.tmp").write_bytes(b"half")
    seen = []
    summary = process(processed, on_progress=lambda stage, done, total: seen.append(stage))
    assert seen == []
    assert (summary.reports.made, summary.reports.rows) == (1, 1)
    assert sorted(p.name for p in part.parent.iterdir()) == [part.name, f"{part.stem}.skipped.json"]


@pytest.mark.slow
def test_a_damaged_file_of_the_archive_gives_what_is_whole(home: Home) -> None:
    add_pages(home, [TEXT.encode() + b"%d" % number for number in range(4)])
    (shard,) = Archive(home.archive).shards()
    data = bytearray(shard.read_bytes()[:-40])
    data[len(data) // 2 - 20] ^= 1
    shard.write_bytes(data)
    summary = process(home)
    assert summary.articles.rows == 2
    assert [reason.partition(":")[0] for reason in summary.articles.skipped] == ["damaged archive"] * 2
    assert summary.articles.damage == {shard.name: 2}


def test_an_empty_archive_is_no_error(home: Home) -> None:
    summary = process(home)
    assert (summary.articles.rows, summary.reports.rows) == (0, 0)
    assert present_parts(home) == ([], [])
