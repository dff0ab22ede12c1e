"""Outlets as data: every file of the project's own, and the rules that files must keep."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from crawler.source import Source, SourceError, load_sources
from reference import provinces

SOURCES = load_sources()
THE_63 = {unit.slug for unit in provinces.provinces_on(dt.date(2025, 6, 1))}
BASE: dict[str, Any] = {"slug": "bao-mau", "name": "Báo Mẫu", "domains": ["bao.vn"], "article_pattern": r"-\d+\.html$"}


def source(changes: dict[str, Any]) -> Source:
    return Source.model_validate({**BASE, **changes})


@pytest.mark.parametrize("slug", SOURCES)
def test_every_file_can_be_crawled(slug: str) -> None:
    entry = SOURCES[slug]
    assert entry.slug == slug
    assert entry.seeds()
    assert entry.as_of is not None
    assert entry.province is None or entry.province in THE_63
    assert entry.known.get("articles") != "seen" or entry.examples
    assert not entry.private
    assert not any(entry.is_article(url) for url in entry.feeds + entry.sitemaps + entry.listings)


def test_a_file_is_named_after_its_slug() -> None:
    folder = Path(__file__).parents[2] / "crawler" / "sources"
    assert sorted(SOURCES) == sorted(path.stem for path in folder.glob("*.yaml"))
    assert len(SOURCES) >= 8


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"delay": 0}, "only for private sources"),
        ({"delay": 1.9}, "only for private sources"),
        ({"served_at": "127.0.0.1:80"}, "only for private sources"),
        ({"domains": ["127.0.0.1"]}, "private: true"),
        ({"domains": []}, "at least 1 item"),
        ({"feeds": ["https://other.vn/rss"]}, "lies on none of the domains"),
        ({"article_pattern": "("}, "not a regular expression"),
        ({"twins": {"(": ""}}, "not a regular expression"),
        ({"twins": {"/amp$": r"\1"}}, "is no replacement for"),
        ({"next_link": "a["}, "is no CSS selector"),
        ({"examples": ["https://bao.vn/tin"]}, "does not match the example"),
        ({"examples": ["https://other.vn/a-1.html"]}, "does not match the example"),
        ({"slug": "Báo"}, "should match pattern"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        source(changes)


def test_a_private_source_needs_no_delay() -> None:
    entry = source({"private": True, "delay": 0, "domains": ["127.0.0.1"], "feeds": ["http://127.0.0.1:81/bao/rss"]})
    assert entry.delay == 0
    assert entry.owns("http://127.0.0.1:9/x")


def test_twins_fold_into_one_address() -> None:
    entry = source(
        {"twins": {r"^https://m\.bao\.vn/": "https://bao.vn/", r"/amp$": ""}, "domains": ["bao.vn", "m.bao.vn"]}
    )
    assert entry.canonical("http://m.bao.vn/tin-1.html/amp?utm_source=x") == "https://bao.vn/tin-1.html"
    assert entry.is_article("http://m.bao.vn/tin-1.html/amp")
    assert not entry.is_article("https://bao.vn/thoi-su")
    assert not entry.is_article("mailto:a@bao.vn")


def test_the_pattern_may_ask_for_parameters_in_any_order() -> None:
    entry = source({"article_pattern": r"viewer\.aspx\?macm=\d+&aid=\d+$"})
    assert entry.is_article("https://bao.vn/viewer.aspx?macm=39&aid=5")


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: [", "^bao.yaml: not YAML"), ("slug: x", "^bao.yaml: name: Field required$"), ("- 1", "^bao.yaml: Input")],
)
def test_errors_name_the_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bao.yaml").write_text(text)
    with pytest.raises(SourceError, match=message):
        load_sources(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bao.yaml").write_bytes(b"name: \xff")
    with pytest.raises(SourceError, match=r"^bao\.yaml: cannot be read"):
        load_sources(tmp_path)


def test_no_two_claim_one_domain(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(BASE))
    (tmp_path / "b.yaml").write_text(yaml.safe_dump({**BASE, "slug": "bao-khac"}))
    with pytest.raises(SourceError, match=r"b\.yaml: bao-mau has the domain bao\.vn already"):
        load_sources(tmp_path)
    with pytest.raises(SourceError, match="no such folder"):
        load_sources(tmp_path / "gone")
