"""Reading saved files and texts: what `inspect`, `evaluate` and `thidua.read` share."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

import thidua
from nlp.report import Report
from thidua.inspection import InspectionError, find_files, read_file, stem

THIDUA = Path(sys.executable).with_name("thidua")
TEXT = """Huyện Thanh Lĩnh tổng kết phong trào thi đua yêu nước

Sáng 12/1/2024, UBND tỉnh Nghệ An tổ chức hội nghị tổng kết phong trào thi đua yêu nước năm 2023 tại thành phố Vinh.

Tại hội nghị, Chủ tịch UBND tỉnh tặng Bằng khen cho 8 tập thể và 7 cá nhân có thành tích xuất sắc trong phong trào.
"""
BODY = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")[1:])
MORE = """Năm 2024, tỉnh tiếp tục đổi mới nội dung, hình thức các phong trào thi đua, hướng về cơ sở, người lao động;
kịp thời phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến; bình xét khen thưởng công khai, đúng người, đúng việc."""
HTML = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>x</title></head><body>
<article><h1>{TEXT.splitlines()[0]}</h1>{BODY}<p>{MORE}</p></article></body></html>"""
META = {"url": "https://baonghean.vn/tong-ket-1.html", "source": "baonghean.vn", "published": "2024-01-13"}


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([THIDUA, *arguments], cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "a.txt").write_text(TEXT, encoding="utf-8")
    (saved / "a.meta.json").write_text(json.dumps(META), encoding="utf-8")
    (saved / "b.html").write_text(HTML, encoding="utf-8")
    (saved / "c.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (saved / "notes.md").write_text("not an article")
    return saved


def test_a_text_is_read_with_what_lies_beside_it(folder: Path) -> None:
    report = read_file(folder / "a.txt")
    assert (report.url, report.source, str(report.published)) == (META["url"], META["source"], META["published"])
    assert {(a.award, a.recipient, a.count) for a in report.awards} == {
        ("bang-khen", "collective", 8),
        ("bang-khen", "individual", 7),
    }
    assert (str(report.date), report.province) == ("2024-01-12", "nghe-an")


def test_what_is_given_goes_before_what_lies_beside(folder: Path) -> None:
    report = read_file(folder / "a.txt", url="https://baolaocai.vn/khac-post1.html", published="2024-01-20")
    assert report.url == "https://baolaocai.vn/khac-post1.html"
    assert str(report.published) == "2024-01-20"


def test_the_python_api_reads_text_and_html_alike(folder: Path) -> None:
    from_file = read_file(folder / "a.txt")
    from_text = thidua.read(TEXT, url=META["url"], published=META["published"])
    assert from_text.awards == from_file.awards
    assert from_text.text == from_file.text
    for html in (HTML, HTML.encode()):
        assert thidua.read(html, published="2024-01-13").relevant


def test_what_is_no_article_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(thidua.NotReadable, match="is not an article"):
        thidua.read("")
    (tmp_path / "x.html.gz").write_bytes(b"not gzip")
    with pytest.raises(InspectionError, match=r"x\.html\.gz"):
        read_file(tmp_path / "x.html.gz")
    (tmp_path / "y.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "y.meta.json").write_text("[]")
    with pytest.raises(InspectionError, match="does not hold an object"):
        read_file(tmp_path / "y.txt")


def test_a_text_in_another_language_is_read_with_a_warning() -> None:
    report = thidua.read("The committee presented certificates of merit to 8 collectives.", published="2024-01-13")
    assert (report.relevant, report.warnings) == (False, ("the text is not Vietnamese",))


def test_stems() -> None:
    assert [stem(Path(n)) for n in ("a.txt", "b.html", "c.html.gz", "d.e.HTM")] == ["a", "b", "c", "d.e"]


def test_two_files_for_one_report_are_refused(folder: Path) -> None:
    assert [p.name for p in find_files(folder)] == ["a.txt", "b.html", "c.html.gz"]
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InspectionError, match=r"would both give b\.json"):
        find_files(folder)


def test_inspect_prints_a_page_or_json(folder: Path, tmp_path: Path) -> None:
    shown = run("inspect", folder / "a.txt", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "bang-khen" in shown.stdout
    printed = run("inspect", folder / "a.txt", "--json", cwd=tmp_path).stdout
    assert Report.model_validate_json(printed) == read_file(folder / "a.txt")
    assert '"class": null' in printed


def test_inspect_writes_a_report_for_each_file_of_a_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_text("")
    outcome = run("inspect", folder, "--out", "reports", cwd=tmp_path)
    assert sorted(p.name for p in (tmp_path / "reports").iterdir()) == ["a.json", "b.json", "c.json"]
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines()[-1] == "error: 1 of 4 files could not be read"
    assert "empty.txt is not an article" in outcome.stderr


def test_inspect_refuses_what_makes_no_sense(folder: Path, tmp_path: Path) -> None:
    for arguments, message in (
        ([folder], "is a folder"),
        ([folder, "--url", "https://a.vn/"], "are for one file"),
        ([folder / "a.txt", "--published", "yesterday"], "is not a day"),
    ):
        outcome = run("inspect", *arguments, cwd=tmp_path)
        assert outcome.returncode == 2
        assert message in outcome.stderr


def test_evaluate_reads_texts_and_scores_them(folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    truth = json.loads(read_file(folder / "a.txt").to_json()) | {"kind": "launch"}
    (gold / "a.json").write_text(json.dumps(truth), encoding="utf-8")
    shown = run("evaluate", gold, "--texts", folder, cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "a: kind: 'summary' instead of 'launch'" in shown.stdout
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.json").write_text(read_file(folder / "a.txt").to_json(), encoding="utf-8")
    figures = json.loads(run("evaluate", gold, "--reports", reports, "--json", cwd=tmp_path).stdout)
    assert figures["awards.strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 2, "low": 0.2065, "high": 1.0}
    assert figures["kind"]["accuracy"] == 0.0
    (gold / "b.json").write_text("{}")
    missing = run("evaluate", gold, "--texts", gold, cwd=tmp_path)
    assert missing.returncode == 1
    assert "no text for a" in missing.stderr


def test_the_annotated_articles_are_read(shared: Path, tmp_path: Path) -> None:
    outcome = run("evaluate", shared / "gold", "--json", cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    figures = json.loads(outcome.stdout)
    assert figures["broken_evidence"] == 0
    assert figures["awards.strict"]["f1"] > 0.9
    awards = read_file(shared / "seeds" / "lao-cai-2024-directive-34.txt").awards
    closing = [(a.award, a.award_class, a.recipient, a.count) for a in awards if a.status == "conferred"]
    assert closing == [
        ("huan-chuong-lao-dong", 2, "individual", 3),
        ("co-thi-dua", None, "collective", 12),
        ("bang-khen", None, "individual", 7),
        ("bang-khen", None, "collective", 8),
        ("bang-khen", None, "individual", 7),
    ]
