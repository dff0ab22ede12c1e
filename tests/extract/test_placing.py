"""Of several leads and dates on a page, which are the article's."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.page import Page
from extract.article import Article
from extract.markup import select, text_of
from extract.placing import by_headline, leads_at
from extract.reading import read_page

PAGE = """<html><body>
<header><div class="date">Chủ Nhật, 22/11/2026</div></header>
<div class="hot"><a href="/1">Một bài khác ở một nơi khác hẳn</a><p class="sapo">Lời dẫn của bài khác.</p></div>
<div class="main"><span class="date">1/1/2024</span><h1>Tiêu đề</h1>
<div class="info"><em class="date">8/4/2024</em></div><p class="sapo">Lời dẫn.</p>
<div class="box"><a href="/2">Bài thứ ba ở một nơi khác hẳn</a><p class="sapo">Lời ba.</p></div>
<div class="text"><p>Chữ. <i class="date">9/4/2024</i></p></div><p class="date">10/4/2024</p></div>
<div class="list"><p class="sapo">Lời dẫn sau.</p><b class="date">2/2/2020</b></div></body></html>"""
ROOT = html.document_fromstring(PAGE)
(HEADLINE,) = select(ROOT, "h1")
(BODY,) = select(ROOT, ".text")


def _texts(elements: list[html.HtmlElement]) -> list[str]:
    return [text_of(element) for element in elements]


def test_the_lead_stands_between_headline_and_text_and_beside_no_other_headline() -> None:
    assert _texts(leads_at(ROOT, HEADLINE, [BODY], select(ROOT, ".sapo"))) == ["Lời dẫn."]
    assert leads_at(ROOT, HEADLINE, [BODY], select(ROOT, ".list .sapo")) == []
    assert leads_at(ROOT, HEADLINE, [BODY], select(ROOT, ".hot .sapo")) == []
    assert leads_at(ROOT, HEADLINE, [BODY], []) == []


def test_a_lead_in_the_text_goes_before_one_beside_it() -> None:
    assert _texts(leads_at(ROOT, HEADLINE, [BODY], select(ROOT, "p"))) == ["Chữ. 9/4/2024"]


def test_dates_by_the_headline_go_first_and_far_ones_are_none() -> None:
    dates = select(ROOT, ".date")
    assert _texts(by_headline(ROOT, HEADLINE, [BODY], dates)) == ["8/4/2024", "9/4/2024", "1/1/2024", "10/4/2024"]
    assert _texts(by_headline(ROOT, HEADLINE, [BODY], dates, below=False))[-1] == "1/1/2024"
    assert by_headline(ROOT, None, [BODY], dates) == dates


def test_a_change_that_the_page_shows_is_no_publication() -> None:
    shown = '<time class="time">17/05/2024 08:30 - Cập nhật: 18/05/2024 10:15</time>'
    body = "<p>Sáng 17/5, huyện Sơn Khê biểu dương những người làm việc tốt trong sáu tháng đầu năm nay.</p>"
    page = f'<h1 class="article__title">Biểu dương người tốt</h1><div class="article__meta">{shown}</div>'
    page += f'<div class="article__body cms-body">{body}</div>'
    article = read_page(Page(url="https://baosonkhe.example/a-post1.html", body=page.encode()))
    assert article.published is not None
    assert article.modified is not None
    assert (article.published.isoformat(), article.published_from) == ("2024-05-17T08:30:00+07:00", "page")
    assert (article.modified.isoformat(), article.modified_from) == ("2024-05-18T10:15:00+07:00", "page")


_TEXT = "Sáng 17/5, huyện Sơn Khê biểu dương những người làm việc tốt trong sáu tháng đầu năm nay."


def _read(above: str, *, below: str = "", title: str = "<h1>Biểu dương người tốt ở Sơn Khê</h1>") -> Article:
    """Return the article of a page of the uploads-image family, which declares neither dates nor leads."""
    clock = '<div class="header-date">Chủ nhật, 22/11/2026</div>'
    page = f"<html><title>Biểu dương người tốt ở Sơn Khê - Báo Sơn Khê</title><body><h1>Báo Sơn Khê</h1>{clock}"
    page += (
        f'<div class="news-details-content">{title}{above}<div class="contentView"><h3>Một hội nghị</h3><p>{_TEXT}</p>'
    )
    return read_page(Page(url=None, body=f"{page}</div>{below}</div></body></html>".encode()))


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("", "", None),
        ('<div class="date">17/05/2024 08:30</div>', "", "2024-05-17T08:30:00+07:00"),
        ("", "<p>17/05/2024 08:30</p>", "2024-05-17T08:30:00+07:00"),
        ("", "<p>17/05/2024</p>", None),
        ("", "<ul><li>Tin khác</li><li>17/05/2024 08:30</li></ul>", None),
    ],
)
def test_the_clock_of_a_site_dates_no_article(above: str, below: str, expected: str | None) -> None:
    published = _read(above, below=below).published
    assert (published.isoformat() if published else None) == expected


def test_a_day_right_above_the_headline_is_the_articles() -> None:
    article = _read("", title="<div><div><span>17/05/2024</span></div><h1>Biểu dương người tốt ở Sơn Khê</h1></div>")
    assert article.published_on is not None
    assert article.published_on.isoformat() == "2024-05-17"


def test_a_lead_and_a_writer_are_known_by_common_names_too() -> None:
    lead = "Sáu tháng đầu năm, Sơn Khê có nhiều người tốt, việc tốt."
    article = _read(f'<div class="sapo">{lead}</div><p><span class="author">Bài, ảnh: Hoài Thu</span></p>')
    assert [(p.kind, article.paragraph_text(p)) for p in article.paragraphs][1] == ("lead", lead)
    assert article.byline == "Hoài Thu"
    assert _read('<span class="author">Ban biên tập</span>').byline is None
    teaser = '<div><a href="/b">Một bài khác ở một nơi khác hẳn</a><p class="sapo">Lời dẫn của một bài khác.</p></div>'
    assert "bài khác" not in _read(teaser).text


def test_a_heading_of_the_text_or_of_the_site_is_not_the_headline() -> None:
    assert _read("").title == "Biểu dương người tốt ở Sơn Khê"
    for heading in ("h2", "h3"):
        title = f"<{heading}>Biểu dương người tốt ở Sơn Khê</{heading}>"
        assert _read("", title=title).title == "Biểu dương người tốt ở Sơn Khê"
