"""Of several leads and dates on a page, which are the article's."""

from __future__ import annotations

from lxml import html

from crawler.page import Page
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
