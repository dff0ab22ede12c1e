"""Portals whose pages show only part of their family's marks, lists that look like articles, and their odd times."""

from __future__ import annotations

import pytest

from crawler.page import Page
from extract.article import Article
from extract.dates import find_moment
from extract.reading import NotAnArticle, read_page

_TITLE = "Sơn Khê tổng kết phong trào thi đua yêu nước năm 2024"
_FIRST = "Sáng 5/6, UBND tỉnh Sơn Khê tổ chức hội nghị tổng kết phong trào thi đua năm 2024 với 120 đại biểu."
_SECOND = "Chủ tịch UBND tỉnh Lò Văn Sơn trao Bằng khen cho 7 tập thể và 9 cá nhân có thành tích xuất sắc."
_LAST = "Phát biểu kết luận, đồng chí Lò Văn Sơn yêu cầu các sở, ngành tiếp tục đổi mới công tác khen thưởng."
_BODY = f"<p>{_SECOND}</p><p>{_LAST}</p>"
_OTHER = "Ông Đỗ Hoàng Khải giữ chức Giám đốc Sở Tài chính tỉnh Mường Xa"
_SIDE = (
    f'<div class="side"><h3>Tin đọc nhiều</h3><ul><li><a href="/a">{_OTHER}</a></li></ul><p>Đang online: 12</p></div>'
)
_PORTAL = "<h1>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH SƠN KHÊ</h1>"
_DAY = "<span>05/06/2024 09:10</span>"


def _read(inside: str, *, title: str = f"{_TITLE} - Cổng thông tin điện tử tỉnh Sơn Khê") -> Article:
    page = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{_PORTAL}{inside}{_SIDE}</body></html>'
    )
    return read_page(Page(url="https://sonkhe.example/tin/a-12", body=page.encode()))


def _pieces(article: Article) -> list[tuple[str, str]]:
    return [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]


@pytest.mark.parametrize(
    ("family", "inside"),
    [
        (
            "vnpt",
            f'<span class="PostDate">05/06/2024 09:10</span><div class="ArticleContent"><p>{_FIRST}</p>{_BODY}</div>',
        ),
        (
            "tandan",
            f'<div class="tandan-title-view">{_TITLE}</div>'
            '<div class="tandan-date-view">Đăng ngày 05-06-2024 09:10</div>'
            f'<div class="ms-rtestate-field"><div><p>{_FIRST}</p><div><div>{_BODY}</div></div></div></div>'
            f'<div class="tandan-div-article-other"><p>Tin khác</p><a href="/a">{_OTHER}</a></div>',
        ),
        (
            "tandan",
            f'<p class="tandan-p-article-news-title">{_TITLE}</p>{_DAY}<p class="tandan-p-article-main">{_FIRST}'
            f'<div class="ms-rtestate-field">{_BODY}</div></p>',
        ),
        (
            "liferay",
            f'<h1>Tin tức</h1><div class="portlet-body"><h1>{_TITLE}</h1>{_DAY}'
            f'<div class="journal-content-article"><p>{_FIRST}</p>{_BODY}</div></div>'
            '<div class="portlet-body"><div class="journal-content-article"><p>Đường dây nóng: 0000</p></div></div>',
        ),
        (
            "liferay",
            '<div class="portlet-body"><ul><li><a href="/">Trang chủ của tỉnh Sơn Khê</a></li></ul></div>'
            f'<div class="portlet-body"><h1>{_TITLE}</h1>{_DAY}<p>{_FIRST}</p>{_BODY}</div>',
        ),
        (
            "nukeviet",
            f'<div class="news_column"><h1>{_TITLE}</h1><em class="time">Thứ tư - 05/06/2024 09:10</em>'
            f'<div class="bodytext"><p>{_FIRST}</p>{_BODY}</div>'
            f'<ul class="related"><li><a href="/a">{_OTHER}</a></li></ul></div>',
        ),
        ("moha", f'<h1>{_TITLE}</h1>{_DAY}<div class="mh-detail-content"><p>{_FIRST}</p>{_BODY}</div>'),
        (
            "cema",
            f'<div id="printContent"><h3>{_TITLE}</h3><div>{_DAY}</div>'
            f'<div id="divNewsDetails"><p>{_FIRST}</p>{_BODY}</div></div>',
        ),
        (
            "moit",
            f'<h1 class="article-title">{_TITLE}</h1>{_DAY}'
            f'<div class="article-content common-content"><p>{_FIRST}</p>{_BODY}</div>',
        ),
        ("mae", f'<h1>{_TITLE}</h1>{_DAY}<article class="noi-dung-chi-tiet-tin"><p>{_FIRST}</p>{_BODY}</article>'),
        (
            "lac-viet",
            f'<table id="tableforprint"><tr><td><p class="Title">{_TITLE}</p></td></tr><tr><td>{_DAY}</td></tr>'
            f'<tr><td><div class="ExternalClass1A"><p>{_FIRST}</p>{_BODY}</div></td></tr></table>',
        ),
    ],
)
def test_part_of_the_marks_is_enough(family: str, inside: str) -> None:
    article = _read(inside)
    assert article.family == family
    assert _pieces(article) == [
        ("title", _TITLE),
        ("paragraph", _FIRST),
        ("paragraph", _SECOND),
        ("paragraph", _LAST),
    ]
    assert article.published is not None
    assert article.published.isoformat() == "2024-06-05T09:10:00+07:00"


_TEASERS = "".join(
    f'<div class="{{box}}"><h3 class="{{title}}"><a href="/{number}">{headline}</a></h3>'
    f'<p class="{{text}}">{teaser}</p></div>'
    for number, (headline, teaser) in enumerate([(_TITLE, _FIRST), (_OTHER, _SECOND), (_OTHER[3:], _LAST)])
)


@pytest.mark.parametrize(
    ("box", "title", "text", "around"),
    [
        ("ArticleInMenu", "Title", "ArticleSummary", "ArticleList"),
        ("item", "tandan-p-article-news-title", "tandan-p-article-news-summary", "ms-rtestate-field"),
        ("asset-abstract", "asset-title", "asset-summary", "portlet-asset-publisher"),
        ("news_column", "h3", "text-justify", "viewcat"),
    ],
)
def test_a_list_of_a_portal_is_no_article(box: str, title: str, text: str, around: str) -> None:
    teasers = _TEASERS.format(box=box, title=title, text=text)
    hotline = '<div class="journal-content-article"><p>Đường dây nóng tiếp nhận phản ánh: 0000 000 000</p></div>'
    with pytest.raises(NotAnArticle):
        _read(f'<div class="{around}">{teasers}</div>{hotline}', title="Tin tức")


def test_of_articles_in_full_on_one_page_none_is_taken_for_the_page() -> None:
    texts = [(_TITLE, f"<p>{_FIRST}</p>{_BODY}"), (_OTHER, f"<p>{_LAST}</p>{_BODY}")]
    inside = "".join(
        f'<h3 class="header-title"><span>{title}</span></h3><div class="asset-full-content">{text}</div>'
        for title, text in texts
    )
    with pytest.raises(NotAnArticle, match="family liferay without a body"):
        _read(inside, title="Tin tức")


def test_a_day_behind_the_title_is_none_of_it() -> None:
    inside = f'<div class="ArticleHeader">{_TITLE} (05/06/2024)</div>'
    assert _read(f'{inside}<div class="ArticleContent"><p>{_FIRST}</p>{_BODY}</div>').title == _TITLE


def test_keywords_that_repeat_the_title_are_no_tags() -> None:
    words = f'<meta name="keywords" content="{_TITLE.replace("phong trào", "phong trào,")}">'
    inside = f'<div class="ArticleHeader">{_TITLE}</div><div class="ArticleContent"><p>{_FIRST}</p>{_BODY}</div>'
    assert _read(words + inside).tags == ()
    assert _read(words.replace(_TITLE[:8], "thi đua") + inside).tags != ()


@pytest.mark.parametrize("written", ["2024-05-17+0713:43:00", "2024-05-17ICT13:43:00", "2024-05-17T13:43:00"])
def test_nukeviet_writes_the_zone_before_the_time(written: str) -> None:
    moment = find_moment(written)
    assert moment is not None
    assert moment.when.isoformat() == "2024-05-17T13:43:00+07:00"
    assert moment.exact


@pytest.mark.parametrize("name", ["print", "savefile"])
def test_copies_for_printing_are_no_articles(name: str) -> None:
    page = f'<meta name="robots" content="noindex, nofollow"><div id="print"><h1>{_TITLE}</h1>{_BODY}</div>'
    url = f"https://sonkhe.example/vi/news/{name}/tin-tuc/a-12.html"
    with pytest.raises(NotAnArticle, match="a copy for printing"):
        read_page(Page(url=url, body=page.encode()))
