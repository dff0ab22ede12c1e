"""Pasted texts of our own in many shapes: each article is read whole and alone, whatever stands around it."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment

from crawler.page import Page
from extract.article import Article
from extract.reading import read_page

_FOLDER = Path(__file__).parent / "pasted"
_ARTICLES: list[dict[str, str]] = yaml.safe_load((_FOLDER / "articles.yaml").read_text(encoding="utf-8"))
_SHAPES: dict[str, dict[str, Any]] = yaml.safe_load((_FOLDER / "shapes.yaml").read_text(encoding="utf-8"))
_KINDS = {"first": "paragraph", "second": "paragraph", "last": "paragraph"}
_OTHERS = {
    "other": {
        "title": "Phó Bí thư Huyện ủy Nậm Pó kiểm tra công tác phòng, chống cháy rừng",
        "lead": "Chiều 17/5, đồng chí Tẩn A Sểnh, Phó Bí thư Huyện ủy Nậm Pó kiểm tra công tác phòng, chống cháy rừng"
        " và trao Bằng khen cho 3 tập thể có thành tích trong chữa cháy.",
        "person": "Tẩn A Sểnh",
    },
    "another": {
        "title": "Đoàn viên Quàng Thị Mai được kết nạp vào Đảng ngay tại chốt biên giới",
        "lead": "Tại chốt biên giới số 5, chi bộ đồn biên phòng tổ chức kết nạp đoàn viên Quàng Thị Mai vào Đảng trong"
        " không khí trang nghiêm, ấm áp tình quân dân.",
    },
}
_NEVER = ("Tẩn A Sểnh", "Quàng Thị Mai", "Nậm Pó", "baosonkhe", "Tổng Biên tập", "Lượt xem", "tem kỷ niệm", "Thích (3)")


def _wide(text: str) -> str:
    return textwrap.fill(text, 78, break_long_words=False, break_on_hyphens=False)


def _rendered(shape: dict[str, Any], article: dict[str, str]) -> str:
    template = Environment(autoescape=False, keep_trailing_newline=True).from_string(shape["text"])  # noqa: S701 - text
    return template.render(**article, **_OTHERS, wide=_wide)


def _expected(shape: dict[str, Any], article: dict[str, str]) -> list[tuple[str, str]]:
    order = ["title", "lead", "first", "caption", "subhead", "second", "last"]
    if after := shape.get("caption after"):
        order.remove("caption")
        order.insert(order.index(after) + 1, "caption")
    return [(_KINDS.get(part, part), article[part]) for part in order if part not in shape.get("loses", ())]


def _pieces(article: Article) -> list[tuple[str, str]]:
    return [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]


@pytest.mark.parametrize("article", _ARTICLES, ids=["families", "union"])
@pytest.mark.parametrize("shape", _SHAPES.values(), ids=_SHAPES)
def test_a_pasted_article_is_read_whole_and_alone(shape: dict[str, Any], article: dict[str, str]) -> None:
    body = _rendered(shape, article).encode()
    read = read_page(Page(url=None, body=body, headers={"content-type": "text/plain; charset=utf-8"}))
    assert _pieces(read) == _expected(shape, article)
    assert [words for words in _NEVER if words in read.text] == []
    assert read.byline == (article["byline"] if shape.get("byline") else None)
    assert (read.credit, read.url) == (shape.get("credit"), shape.get("url"))
    assert (read.published.isoformat() if read.published else None) == shape.get("published")


def test_there_are_many_shapes() -> None:
    assert len(_SHAPES) >= 25
