"""`thidua golden`: one command makes a golden test of a saved page, and never undoes what a person corrected."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from thidua.cli import app
from thidua.saved_pages import differences, load_saved

PAGES = Path(__file__).parents[1] / "extract" / "pages"
URL = "https://baosonkhe.example/son-khe-bieu-duong-post1201.html"


def golden(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["golden", *map(str, arguments)])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "zce.html"
    path.write_bytes((PAGES / "zce.html").read_bytes())
    return path


def test_a_saved_page_becomes_a_golden_test(page: Path) -> None:
    done = golden(page, "--url", URL)
    assert done.exit_code == 0, done.output
    (saved,) = load_saved(page.parent)
    assert differences(saved.read(), saved.golden) == []
    corrected = yaml.safe_load((PAGES / "zce.yaml").read_text(encoding="utf-8"))
    assert saved.golden == corrected
    assert "family zce" in done.stderr
    assert "what was not found: credit" in done.stderr
    assert "ends with: Hội nghị kết thúc trong ngày." in done.stderr


def test_page_and_golden_file_go_to_another_folder_as_they_are(page: Path, tmp_path: Path) -> None:
    packed = tmp_path / "goi.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes(), mtime=0))
    done = golden(packed, "--url", URL, "--out", tmp_path / "saved")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "saved" / "goi.html.gz").read_bytes() == packed.read_bytes()
    (saved,) = load_saved(tmp_path / "saved")
    assert saved.golden["family"] == "zce"
    assert sorted(path.name for path in (tmp_path / "saved").iterdir()) == ["goi.html.gz", "goi.yaml"]


def test_what_was_corrected_is_kept(page: Path) -> None:
    assert golden(page, "--url", URL).exit_code == 0
    file = page.with_suffix(".yaml")
    assert golden(page).exit_code == 0, "a file that nobody touched is written anew"
    assert load_saved(page.parent)[0].golden["url"] == URL
    file.write_text(file.read_text(encoding="utf-8").replace("Anh Thư", "Anh Thơ"), encoding="utf-8")
    refused = golden(page)
    assert refused.exit_code == 2
    assert "corrected by hand" in refused.stderr
    assert "Anh Thơ" in file.read_text(encoding="utf-8")
    assert golden(page, "--force").exit_code == 0
    assert "Anh Thư" in file.read_text(encoding="utf-8")


def test_another_page_of_the_name_is_kept(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "saved"
    assert golden(page, "--out", out).exit_code == 0
    page.write_bytes((PAGES / "vnpt.html").read_bytes())
    refused = golden(page, "--out", out)
    assert refused.exit_code == 2
    assert "another page" in refused.stderr
    assert load_saved(out)[0].golden["family"] == "zce"


def test_a_page_without_an_article_is_golden_too(tmp_path: Path) -> None:
    (tmp_path / "trang.html").write_text("<html><body></body></html>", encoding="utf-8")
    done = golden(tmp_path / "trang.html")
    assert done.exit_code == 0, done.output
    assert "no article" in done.stderr
    (saved,) = load_saved(tmp_path)
    assert "no_article" in saved.golden
    assert differences(saved.read(), saved.golden) == []


def test_words_of_others_need_not_be_kept(page: Path) -> None:
    assert golden(page, "--url", URL, "--without-words").exit_code == 0
    assert "120 đại biểu" not in page.with_suffix(".yaml").read_text(encoding="utf-8")
    (saved,) = load_saved(page.parent)
    assert differences(saved.read(), saved.golden) == []


@pytest.mark.parametrize(("name", "wrong"), [("khong-co.html", "does not exist"), ("bai.txt", "no saved page")])
def test_what_is_no_page_is_refused(tmp_path: Path, name: str, wrong: str) -> None:
    (tmp_path / "bai.txt").write_text("Bài", encoding="utf-8")
    refused = golden(tmp_path / name)
    assert refused.exit_code == 2
    assert wrong in refused.stderr
