"""Shapes of addresses: the forms that outlets use, and the pattern that tells articles from the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.probing.shapes import article_pattern, common_forms, matches, shape_of
from crawler.source import load_sources, path_and_query

B = "https://bao.vn"


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/tinh-tang-bang-khen-post404649.html", r"-post\d+\.html$"),
        ("/thoi-su/tinh-tang-bang-khen-a196670.html", r"-a\d+\.html$"),
        ("/tinh-tang-bang-khen-3317584.html", r"-\d+\.html$"),
        ("/xa-hoi/202404/tinh-tang-bang-khen-67b4c0c/", r"/\d{6}/[^/?]+-[0-9a-z]{6,8}/?$"),
        ("/xa-hoi/200910/tinh-tang-bang-khen-3679055", r"/\d{6}/[^/?]+-[0-9a-z]{6,8}/?$"),
        ("/76/241250/le-trao-tang.html", r"/\d+/\d+/[^/?]+\.html$"),
        ("/thoi-su/le-trao-tang/155697.htm", r"/\d+\.htm$"),
        ("/portal/Pages/2024-4-25/Le-trao-tang.aspx", r"/\d+-\d+-\d+/[^/?]+\.aspx$"),
        ("/viewer.aspx?macm=39&macmp=39&mabb=222823", r"/viewer\.aspx\?macm=\d+&macmp=\d+&mabb=\d+$"),
        ("/49334p25c151/le-trao-tang.htm", r"/\d+p\d+c\d+/[^/?]+\.htm$"),
        ("/tin-bai/le-trao-tang", r"/[^/?]+/?$"),
    ],
)
def test_the_forms_that_outlets_use(path: str, pattern: str) -> None:
    assert shape_of(B + path).pattern() == pattern
    assert matches(pattern, [B + path]) == [B + path]


def test_forms_are_counted_for_a_reader() -> None:
    links = [f"{B}/tin-{n}.html" for n in range(10, 13)] + [f"{B}/thoi-su", f"{B}/x?p=2"]
    assert common_forms(links, 2) == [(r"/…-\d+\.html", 3), ("/…", 1)]


@pytest.mark.parametrize(
    ("articles", "others", "pattern"),
    [
        # a mark of its own needs nothing else, whatever the menu has
        (["/tang-co-thi-dua-post12.html", "/le-post345.html"], ["/thoi-su-12.html"], r"-post\d+\.html$"),
        # sections with numbers: fewer digits
        (["/tang-co-1234.html", "/hop-mat-1777.html"], ["/thoi-su-215.html"], r"/[^/?]+-\d{4,}\.html$"),
        # sections with as many digits: the folder, not the words
        (
            ["/chinh-tri/tang-co-1234.html", "/xa-hoi/hop-mat-1777.html"],
            ["/thoi-su-2150.html"],
            r"/[^/?]+/[^/?]+-\d+\.html$",
        ),
        # no numbers at all: where they lie
        (["/tin-bai/xa-hoi/le-trao", "/tin-bai/chinh-tri/khai-mac"], ["/tin-tuc/xa-hoi"], r"^/tin-bai/"),
        # two forms, an old one and a new one
        (
            [f"/a-post{n}.html" for n in (11, 12, 13)] + [f"/xa-hoi/b/{n}.htm" for n in (21, 22)],
            ["/xa-hoi"],
            r"(?:-post\d+\.html$|/\d+\.htm$)",
        ),
        # a few strays are not worth a form
        ([f"/tin-a{n}.html" for n in range(20, 40)] + ["/lien-he.html"], [], r"-a\d+\.html$"),
    ],
)
def test_the_pattern_tells_articles_from_the_menu(articles: list[str], others: list[str], pattern: str) -> None:
    found = article_pattern([B + path for path in articles], [B + path for path in others])
    assert found is not None
    assert found.startswith(pattern) if pattern.startswith("^") else found.endswith(pattern.removeprefix("/[^/?]+"))
    assert matches(found, [B + path for path in others]) == []


def test_nothing_in_common_is_no_pattern() -> None:
    assert article_pattern([], []) is None
    assert article_pattern([f"{B}/gioi-thieu"], []) is None


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.from_regex(r"[a-z]{2,6}(-[a-z]{2,6}){3,6}", fullmatch=True), st.integers(10, 10**8))),
    st.sampled_from(
        ["/{0}-{1}.html", "/xa-hoi/{0}-post{1}.html", "/vi/news/x/{0}-{1}.html", "/a/{1}/{0}", "/{0}/{1}.htm"]
    ),
    st.sets(st.sampled_from(["/xa-hoi", "/thoi-su-2.html", "/vi/news/x/", "/rss/home.rss", "/tag/thi-dua", "/a/b"])),
)
def test_a_pattern_matches_all_the_articles_it_is_made_of(
    titles: list[tuple[str, int]], form: str, others: set[str]
) -> None:
    articles = [B + form.format(*title) for title in titles]
    found = article_pattern(articles, [B + path for path in others])
    if len(set(articles)) > 1:
        assert found is not None
        assert matches(found, articles) == articles
        assert matches(found, [B + path for path in others]) == []
        re.compile(found)


def test_the_examples_of_the_outlets_give_patterns_that_match_them() -> None:
    examples = [url for source in load_sources().values() for url in source.examples]
    assert examples
    for url in examples:
        assert re.search(shape_of(url).pattern(), path_and_query(url)), url
