"""Systems of one site each: few and weak marks, bodies that a script writes or keeps, leads in the head of the page."""

from __future__ import annotations

import json

import pytest

from crawler.page import Page
from extract.article import Article
from extract.families.declaration import address_tokens
from extract.reading import NotAnArticle, read_page

_LEAD = "Sáng 5/6, xã Sơn Khê tổ chức hội nghị sơ kết phong trào thi đua sáu tháng đầu năm 2024."
_TEXTS = (
    "Dự hội nghị có ông Lò Văn Sơn, Chủ tịch UBND xã, cùng đại diện 11 thôn trong toàn xã.",
    "Sáu tháng qua, nhân dân các thôn đã hiến 2.400 mét vuông đất để mở rộng đường liên thôn.",
    "Hội nghị tặng Giấy khen cho 7 tập thể và 9 cá nhân có thành tích tốt trong phong trào.",
)
_BODY = "".join(f"<p>{text}</p>" for text in _TEXTS)
_DECOY = "Ông Đỗ Hoàng Khải trao 5 Bằng khen cho xã bên tại lễ tổng kết."


def _read(inside: str, url: str = "https://baosonkhe.example/tin-12.htm", head: str = "") -> Article:
    page = f'<html><head><meta charset="utf-8"><title>Sơ kết thi đua</title>{head}</head><body>{inside}</body></html>'
    return read_page(Page(url=url, body=page.encode(), headers={"content-type": "text/html"}))


def _pieces(article: Article) -> list[tuple[str, str]]:
    return [(str(paragraph.kind), article.paragraph_text(paragraph)) for paragraph in article.paragraphs]


def _whole(lead: str | None = _LEAD) -> list[tuple[str, str]]:
    return [
        ("title", "Sơ kết thi đua"),
        *([("lead", lead)] if lead else []),
        *(("paragraph", text) for text in _TEXTS),
    ]


_PAGES = {
    "bbg": f"<h1>Sơ kết thi đua</h1><div class='news_detail_sapo'>{_LEAD}</div>"
    f"<div class='news-details__content'>{_BODY}</div>",
    "son-la": f"<h1>Sơ kết thi đua</h1><div class='fulltext'><p class='font-bold'>{_LEAD}</p>"
    f"<div id='editor-detail'>{_BODY}</div></div>",
    "lai-chau": "<div id='post-content'><div class='post-detail'><div class='post-info'>"
    "<h2 class='title'>Sơ kết thi đua</h2>"
    f"<p class='sapo'>{_LEAD}</p><div class='body'>{_BODY}</div></div></div></div>",
    "phu-tho": f"<div id='dcontent'><h1 class='pTitle'>Sơ kết thi đua</h1><p class='pHead'>{_LEAD}</p>{_BODY}</div>",
    "thanh-hoa": f"<h1>Sơ kết thi đua</h1><div class='article__sapo'>{_LEAD}</div><div id='dcontent'>{_BODY}</div>",
    "ninh-binh": f"<div class='content-detail'><h1 class='header-title font-bold'>Sơ kết thi đua</h1>"
    f"<p class='font-bold'>{_LEAD}</p><div id='content_detail'>{_BODY}</div></div><p class='font-bold'>{_DECOY}</p>",
    "quang-ngai": "<div id='body'><p class='category'>Xã hội</p><h1 class='title'>Sơ kết thi đua</h1>"
    f"<p class='sapo'>{_LEAD}</p><div id='content'>{_BODY}<div class='same'><p>{_DECOY}</p></div></div></div>",
    "uploads-image": "<div class='news-details-content'><h1>Sơ kết thi đua</h1>"
    f"<div class='contentView'>{_BODY}</div></div>",
    "qdnd": f"<h1 class='post-title'>Sơ kết thi đua</h1><div class='post-summary'>{_LEAD}</div>"
    f"<div class='post-content'>{_BODY}</div>",
    "vccorp": f"<h1 class='detail-title'>Sơ kết thi đua</h1><div class='detail-sapo'>{_LEAD}</div>"
    f"<div class='detail-content'>{_BODY}</div>",
}


@pytest.mark.parametrize("family", sorted(_PAGES))
def test_a_bare_page_is_known_by_its_marks(family: str) -> None:
    head = f'<meta name="description" content="{_LEAD}">' if family == "uploads-image" else ""
    url = "https://baosonkhe.example/chinh-tri/so-ket-thi-dua-635556" if family == "qdnd" else "https://x.example/a.htm"
    article = _read(_PAGES[family], url, head)
    assert article.family == family
    assert _pieces(article) == _whole()


@pytest.mark.parametrize(
    ("host", "body", "family"),
    [
        ("baobacninhtv.vn", "class='news-details__content'", "bbg"),
        ("baosonla.vn", "id='editor-detail'", "son-la"),
        ("baodienbienphu.vn", "class='editor-content'", "dien-bien"),
        ("baolaichau.vn", "id='post-content'><div class='body'", "lai-chau"),
        ("baophutho.vn", "id='dcontent'", "phu-tho"),
        ("baothanhhoa.vn", "id='dcontent'", "thanh-hoa"),
        ("baoninhbinh.org.vn", "id='content_detail'", "ninh-binh"),
        ("baohaugiang.com.vn", "class='contentView'", "uploads-image"),
        ("qdnd.vn", "class='post-content'", "qdnd"),
    ],
)
@pytest.mark.parametrize("said_by", ["address", "canonical", "og:url"])
def test_a_weak_mark_counts_on_its_own_site_alone(host: str, body: str, family: str, said_by: str) -> None:
    inside = f"<h1>Sơ kết thi đua</h1><div {body}>{_BODY}</div><p>{_DECOY}</p>"
    url = f"https://www.{host}/xa-hoi/tin-12.htm"
    stated = {
        "address": "",
        "canonical": f'<link rel="canonical" href="{url}">',
        "og:url": f'<meta property="og:url" content="{url}">',
    }[said_by]
    article = _read(inside, url if said_by == "address" else "http://127.0.0.1:8080/12", stated)
    assert article.family == family
    assert _DECOY not in article.text
    elsewhere = _read(inside + "<p>Cuối trang.</p>", "https://not" + host)
    assert elsewhere.family != family


@pytest.mark.parametrize(
    ("path", "body", "family"),
    [
        ("chinh-tri/so-ket-thi-dua-postid413098.bbg", "class='link_content'", "bbg"),
        ("thoi-su/so-ket-thi-dua-ByYeR3x4g.html", "id='editor-detail'", "son-la"),
        ("tin-bai/thoi-su/so-ket-thi-dua", "class='editor-content'", "dien-bien"),
        ("so-ket-thi-dua-242098.htm", "id='dcontent'", "phu-tho"),
        ("so-ket-thi-dua-202406051234567.html", "id='content_detail'", "ninh-binh"),
        ("xa-hoi/so-ket-thi-dua-17028.html", "class='contentView'", "uploads-image"),
        ("so-ket-thi-dua-102240605140559604.htm", "class='detail-content'", "vccorp"),
    ],
)
def test_a_weak_mark_counts_at_an_address_of_the_family(path: str, body: str, family: str) -> None:
    inside = f"<h1>Sơ kết thi đua</h1><div {body}>{_BODY}</div><p>{_DECOY}</p>"
    article = _read(inside, f"https://baosonkhe.example/{path}")
    assert (article.family, _pieces(article)) == (family, _whole(None))
    assert _read(inside + f"<p>{_LEAD}</p>", "https://baosonkhe.example/xa-hoi/tin").family != family


def test_addresses_give_their_domains_and_first_folder() -> None:
    tokens = address_tokens(
        ["https://m.bao.vn:443/tin-bai/a/b?x=1", "", "http://[broken/", "javascript:void(0)", "/a/b"]
    )
    assert tokens == {"host:m.bao.vn", "host:bao.vn", "host:vn", "folder:tin-bai"}
    assert address_tokens(["https://bao.vn/tin.htm"]) == {"host:bao.vn", "host:vn"}


def _scripted(assignment: str) -> str:
    return (
        f"<div id='body'><p class='category'>Xã hội</p><h1 class='title'>Sơ kết thi đua</h1><p class='sapo'>{_LEAD}</p>"
        f"<div id='content'></div></div><div class='same'>{_DECOY}</div>"
        f"<script>var a = 1;\n{assignment}\n$('#content').html(outputData);</script>"
    )


_ESCAPED = _BODY.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "assignment",
    [
        f"var outputData = {json.dumps(_BODY)};",
        f"outputData={json.dumps(_ESCAPED, ensure_ascii=False)}",
        "let outputData = '" + _BODY.replace("/", "\\/") + "';",
        f"const outputData = `\n{_BODY}\n`;",
        'var outputData = "";\noutputData = ' + json.dumps(_BODY.replace("'", "\\'")) + ";",
        "var outputData = '" + "".join(f"\\u{ord(char):04x}" for char in _BODY) + "';",
    ],
)
def test_a_body_that_a_script_writes_is_read(assignment: str) -> None:
    article = _read(_scripted(assignment))
    assert (article.family, _pieces(article)) == ("quang-ngai", _whole())


@pytest.mark.parametrize(
    "assignment",
    [
        *("", "var outputData = load();", 'var outputData = "', 'var outputData = "trang";', "x" * 90_000),
        "var myoutputData = " + json.dumps(_BODY),
        'outputData = "' * 50_000,
        "outputData = '<p>\\ud800</p>';",
    ],
)
def test_a_body_that_is_not_in_the_page_is_missed_and_nothing_else_taken(assignment: str) -> None:
    with pytest.raises(NotAnArticle, match="quang-ngai without a body"):
        _read(_scripted(assignment))


@pytest.mark.parametrize(
    "kept", ["", "<script>decrypt('abc')</script>", f"<p>{'aG9pIG5naGkg' * 40}</p>", "aB3+/" * 30 + "=="]
)
def test_an_encrypted_article_is_none(kept: str) -> None:
    inside = f"<div id='dcontent'><h1 class='pTitle'>Sơ kết thi đua</h1><p class='pHead'>{_LEAD}</p>{kept}</div>"
    with pytest.raises(NotAnArticle, match="phu-tho without a body"):
        _read(f"{inside}<div class='right'><p>{_DECOY}</p>{_BODY}</div>")


@pytest.mark.parametrize(
    ("stated", "lead"),
    [
        (_LEAD, _LEAD),
        (_TEXTS[0], None),
        (_TEXTS[0][:60] + "...", None),
        (_LEAD[:60] + "…", None),
        (_LEAD[:60], None),
        ("Sơ kết thi đua", None),
        ("Báo Sơn Khê, cơ quan ngôn luận của Đảng bộ xã Sơn Khê.", None),
        ("", None),
    ],
)
def test_a_lead_that_the_head_alone_gives_is_believed_when_whole_and_new(stated: str, lead: str | None) -> None:
    article = _read(_PAGES["uploads-image"], head=f'<meta name="description" content="{stated}">')
    assert _pieces(article) == _whole(lead)


def _vccorp(inside: str) -> Article:
    return _read(
        f"<h1 class='detail-title'>Sơ kết thi đua</h1><div class='detail-content afcbc-body'><p>{_TEXTS[0]}</p>{inside}"
        f"<p>{_TEXTS[1]}</p><p>{_TEXTS[2]}</p></div>",
        "https://baosonkhe.example/so-ket-thi-dua-102240605140559604.htm",
    )


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='VCSortableInPreviewMode' type='RelatedOneNews'><h4><a href='/a.htm'>{_DECOY}</a></h4></div>",
        f"<div class='VCSortableInPreviewMode' type='RelatedNewsBox'><ul><li>{_DECOY}</li></ul></div>",
        f"<div class='VCSortableInPreviewMode'><img src=a.jpg><h4>{_DECOY}</h4></div>",
        f"<div class='VCSortableInPreviewMode' type='VideoStream'><div class='VideoCMS_Caption'>{_DECOY}</div></div>",
        f"<div class='VCSortableInPreviewMode' type='Vote'><p>{_DECOY}</p></div>",
        f"<div class='kbwscwl-relatedbox type-6'><p>{_DECOY}</p></div><div class='c-banner'><p>{_DECOY}</p></div>",
        f"<!-- {_DECOY} --><div class='admzone'>{_DECOY}</div><div class='detail-author-bot'><p>{_DECOY}</p></div>",
    ],
)
def test_boxes_between_the_paragraphs_of_vccorp_are_gone(box: str) -> None:
    assert _pieces(_vccorp(box)) == _whole(None)


_CAPTION = "Đại diện các tập thể nhận Giấy khen."
_SAID = f"<figcaption class='PhotoCMS_Caption'><p>{_CAPTION}</p></figcaption>"
_SAID_WITH_NAMES = _SAID.replace("</p>", " - Ảnh: VGP/Lam Hà</p>")


@pytest.mark.parametrize(
    ("inside", "kind", "photographers"),
    [
        (f"<img src=a.jpg>{_SAID}", "type='Photo'", ()),
        (f"<img src=a.jpg>{_SAID}", "type='photo'", ()),
        (_SAID_WITH_NAMES, "style='width: 100%'", ("VGP/Lam Hà",)),
        (f"{_SAID}<div class='PhotoCMS_Author'><p>L.N</p></div>", "type='Photo'", ("L.N",)),
        (f"{_SAID}<p class='PhotoCMS_Author'>ẢNH: AP</p>", "type='LayoutAlbum'", ("AP",)),
    ],
)
def test_photographs_of_vccorp_keep_their_captions(inside: str, kind: str, photographers: tuple[str, ...]) -> None:
    article = _vccorp(f"<div class='VCSortableInPreviewMode' {kind}>{inside}</div>")
    pieces = _whole(None)
    assert _pieces(article) == [*pieces[:2], ("caption", _CAPTION), *pieces[2:]]
    assert article.photo_credits == photographers


def _published(inside: str) -> str | None:
    article = _read(f"{inside}<div id='dcontent'>{_BODY}</div><span class='date'>01/06/2024</span>")
    assert article.published_from == ("page" if article.published else None)
    return article.published.isoformat() if article.published else None


def test_a_time_beside_the_title_is_that_of_publication_and_the_clock_of_the_site_is_not() -> None:
    clock, title = (
        "<header><p><span class='date'>22/11/2026</span></p></header>",
        "<h1 class='pTitle'>Sơ kết thi đua</h1>",
    )
    shown = "<div class='time-post'>05/06/2024 08:30</div>"
    assert _published(clock + title + shown) == "2024-06-05T08:30:00+07:00"
    assert _published(f"{clock}<div><div>{shown}{title}</div>") == "2024-06-05T08:30:00+07:00"
    assert _published(clock + title) is None
    assert _published(f"{clock}<div>{title}") is None
