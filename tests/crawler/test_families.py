"""CMS families told apart by their marks, and what a page shows of its site."""

from __future__ import annotations

import pytest

from crawler.probing.families import families, marked, shaped
from crawler.probing.signs import Signs, read_signs
from crawler.source import load_sources
from extract.families.declaration import load_families
from thidua.demo.site import build_site

SITE = build_site()


def signs(html: str, address: str = "https://bao.vn/") -> Signs:
    found = read_signs(html.encode(), address)
    assert found is not None
    return found


def test_every_family_that_is_extracted_is_known() -> None:
    assert {family.name for family in load_families()} <= set(families())


def _page_with(marks: list[str]) -> str:
    """Return a page that bears marks as `recognise` of a declaration writes them."""
    body = ""
    for mark in marks:
        identity, _, name = mark[1:].partition(".") if mark[0] == "#" else ("", "", mark[1:])
        body += f"<p id='{identity}' class='{name}'></p>"
    generator = next((mark.partition(":")[2] for mark in marks if mark.startswith("generator:")), "")
    return f"<html><head><meta name=generator content='{generator}'></head><body>{body}"


@pytest.mark.parametrize("which", [0, -1])
def test_the_marks_of_the_extraction_are_marks_here(which: int) -> None:
    """The two tables must not drift apart: a page that extraction reads by a family's rules is told as that family.

    What the address of an article tells, and other attributes than classes and ids, extraction alone looks at.
    """
    for family in load_families():
        for group in family.recognise:
            marks = [alternatives.split(" | ")[which] for alternatives in group]
            if not any(mark == "address" or mark.startswith(("host:", "folder:", "[")) for mark in marks):
                assert family.name in marked([signs(_page_with(marks))]), (family.name, family.layout, marks)


@pytest.mark.parametrize("slug", sorted(SITE.outlets))
def test_the_families_of_the_demo_are_told_by_an_article_page(slug: str) -> None:
    answers = [SITE.answers[place] for place in SITE.paths.values() if place[0] == slug]
    plain = next(answer for answer in answers if "Content-Encoding" not in answer.headers)
    page = read_signs(plain.body, f"https://{SITE.outlets[slug].domain}/")
    assert page is not None
    assert marked([page])[0] == SITE.outlets[slug].family


def test_addresses_tell_a_family_only_where_most_have_its_form() -> None:
    assert shaped(["https://bao.vn/a-a12.html", "https://bao.vn/b-a13.html", "https://bao.vn/c"]) == ["a-id"]
    assert shaped(["https://bao.vn/a-12.html"]) == []
    assert shaped([]) == []


def test_the_form_of_a_family_is_that_of_most_articles_of_its_outlets() -> None:
    """Not of all: outlets change their system, and older addresses stay."""
    examples: dict[str, list[str]] = {}
    for outlet in load_sources().values():
        examples.setdefault(outlet.family or "", []).extend(outlet.examples)
    formed = [name for name, family in families().items() if family.url is not None and len(examples.get(name, [])) > 2]
    assert len(formed) > 3
    assert [name for name in formed if name not in shaped(examples[name])] == []


def test_a_page_shows_its_site() -> None:
    page = signs(
        """<html><head><base href="/goc/"><title>Trang chủ | Báo Mẫu</title>
        <meta property="og:site_name" content="Báo  Mẫu">
        <meta name="GENERATOR" content="WordPress 6"><link rel="alternate" type="application/rss+xml" href="/rss">
        <link rel=sitemap href="/sm.xml"><meta property="article:published_time" content="2024-01-01">
        <script src="https://abc.1cdn.vn/app.js"></script></head><body>
        <ul class="main-menu"><li><a href="thoi-su">Thời sự</a>
        </ul><a href="/tin-1.html?utm_source=x"><img></a><a href="/tin-1.html">Một tin dài</a>
        <a href="mailto:a@b.vn">x</a>
        <form action="/tim-kiem"><input type=hidden name=q><input name=q></form>
        <form method=post action="/dang-nhap"><input name=q></form>"""
    )
    assert (page.site_name, page.generator, page.is_article) == ("Báo Mẫu", "wordpress 6", True)
    assert page.feeds == ("https://bao.vn/rss",)
    assert page.sitemaps == ("https://bao.vn/sm.xml",)
    assert [(a.address, a.text, a.in_menu) for a in page.anchors] == [
        ("https://bao.vn/goc/thoi-su", "Thời sự", True),
        ("https://bao.vn/tin-1.html", "Một tin dài", False),
    ]
    assert page.search == "https://bao.vn/tim-kiem?q={words}"
    assert marked([page])[:2] == ["onecms", "wordpress"]


@pytest.mark.parametrize("body", [b"", b"   ", b"\x00\x01"])
def test_what_is_no_page_shows_nothing(body: bytes) -> None:
    assert read_signs(body, "https://bao.vn/") is None or read_signs(body, "https://bao.vn/").anchors == ()  # type: ignore[union-attr]
