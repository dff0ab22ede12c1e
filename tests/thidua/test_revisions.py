"""`thidua revisions` on a home whose archive holds three pages of one address."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.article import Article
from tests.thidua.test_cli import run
from thidua.home import Home, open_home
from thidua.parts import write_articles
from thidua.revisions import RevisionsError, revision_lines
from thidua.versions import articles_version

URL = "https://bao.vn/trao-thuong-post1.html"
TEXT = "Trao thưởng\n\nSáng 11/6, tỉnh trao 45 bằng khen cho các tập thể.\n\nLễ trao thưởng diễn ra trang trọng."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the articles of three pages of one address, two of them with the same words."""
    home = open_home(tmp_path_factory.mktemp("revisions") / "home", create=True)
    texts = [TEXT, TEXT.replace(", ", "; "), TEXT.replace("45", "47") + "\n\nCác đại biểu dự lễ."]
    for day, text in enumerate(texts, 1):
        fetched = datetime(2024, 6, day, 3, tzinfo=UTC)
        article = Article(id=_id(URL), url=URL, title="Trao thưởng", text=text, fetched=fetched)
        write_articles(home.articles / articles_version() / f"{day}.parquet", [article], [])
    return home


def _id(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


LINES = [
    "version 1, fetched 2024-06-01 10:00, Trao thưởng",
    "",
    "version 2, fetched 2024-06-03 10:00, Trao thưởng: 1 paragraph changed, 1 paragraph added, numbers 45 -> 47",
    "- Sáng 11/6, tỉnh trao 45 bằng khen cho các tập thể.",
    "+ Sáng 11/6, tỉnh trao 47 bằng khen cho các tập thể.",
    "+ Các đại biểu dự lễ.",
]


@pytest.mark.parametrize("name", [URL, "http://www.bao.vn/trao-thuong-post1.html?utm_source=x", _id(URL)])
def test_an_article_is_found_by_address_and_id(home: Home, name: str) -> None:
    assert list(revision_lines(home, name)) == LINES


def test_the_command_prints_it_and_says_where_there_is_none(home: Home, tmp_path: Path) -> None:
    outcome = run("--home", str(home.root), "revisions", URL, cwd=tmp_path)
    assert (outcome.returncode, outcome.stdout.splitlines()) == (0, LINES)
    with pytest.raises(RevisionsError, match="khac: there is no such article"):
        list(revision_lines(home, "https://bao.vn/khac"))


def test_one_text_is_said_to_be_one(home: Home) -> None:
    article = Article(id="x", title="Một", text="Một\n\nHai", fetched=datetime(2024, 6, 1, 3, tzinfo=UTC))
    write_articles(home.articles / articles_version() / "one.parquet", [article], [])
    assert list(revision_lines(home, "article:x")) == ["one text in 1 fetch: fetched 2024-06-01 10:00, Một"]
