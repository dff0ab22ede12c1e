"""What the head of a page is believed: names of writers, not of outlets and accounts."""

from __future__ import annotations

import json

import pytest

from extract.markup import parse_html
from extract.metadata import Head, read_head


def _head(*metas: tuple[str, str], author: object = None) -> Head:
    markup = "".join(f'<meta name="{name}" content="{content}">' for name, content in metas)
    if author is not None:
        linked = json.dumps({"@type": "NewsArticle", "author": author}, ensure_ascii=False)
        markup += f'<script type="application/ld+json">{linked}</script>'
    return read_head(parse_html(f"<html><head>{markup}</head><body>x</body></html>"))


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Hoài Thu"}, "Hoài Thu"),
        ([{"@type": "Person", "name": "Hoài Thu"}, {"@type": "Person", "name": "Minh Châu"}], "Hoài Thu - Minh Châu"),
        ("Hoài Thu", "Hoài Thu"),
        ({"@type": "Organization", "name": "Hoài Thu"}, None),
        ({"@type": "Person", "name": "Báo Sơn Khê"}, None),
        ({"@type": "Person", "name": "Sơn Khê"}, None),
        ({"@type": "Person", "name": "admin"}, None),
        ({"@type": "Person", "name": "Admin2"}, None),
        ({"@type": "Person", "name": "Ban biên tập"}, None),
        ({"@type": "Person", "name": "Trường Tiểu học Nà Lơi"}, None),
        ({"@type": "Person", "name": ""}, None),
        ({"@type": "Person", "name": None}, None),
        ({"@type": "Person"}, None),
        (12, None),
    ],
)
def test_the_writer_by_json_ld(author: object, expected: str | None) -> None:
    assert _head(("og:site_name", "Sơn Khê"), author=author).author() == expected


def test_a_meta_element_names_the_writer_where_json_ld_does_not() -> None:
    assert _head(("author", "Hoài Thu"), author={"name": "Báo Sơn Khê điện tử"}).author() == "Hoài Thu"
    assert _head(("author", "Báo Sơn Khê điện tử")).author() is None
    assert _head(("author", "https://baosonkhe.example/tac-gia/12")).author() is None


@pytest.mark.parametrize(
    ("headline", "own"),
    [
        ("Sơn Khê biểu dương người tốt, việc tốt", True),
        ("Biểu dương người tốt, việc tốt ở Sơn Khê năm 2024", True),
        (None, True),
        ("Giá vàng giảm mạnh phiên cuối tuần", False),
    ],
)
def test_json_ld_of_another_article_is_not_believed(headline: str | None, own: bool) -> None:
    stated = {"@type": "NewsArticle", "headline": headline, "datePublished": "2018-01-02", "author": "Hoài Thu"}
    page = "<title>Sơn Khê biểu dương người tốt, việc tốt - Báo Sơn Khê</title>"
    page += f'<script type="application/ld+json">{json.dumps([stated])}</script>'
    head = read_head(parse_html(f"<html><head>{page}</head><body>x</body></html>"))
    assert (head.author(), any(head.moments())) == (("Hoài Thu", True) if own else (None, False))
