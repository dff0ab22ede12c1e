"""Pages of no known family: what is read of them where no declaration helps, and what is refused."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from benchmarks.agreement import Agreement, of_paragraphs, of_word_runs
from crawler.page import Page
from extract.article import Article
from extract.reading import NotAnArticle, read_page
from tests.extract.golden.rendering import golden_pages, shown_article
from tests.extract.test_golden_pages import paragraphs
from thidua.demo.site import build_site

_FIRST = "Sáng 5/6, xã Sơn Khê tổ chức hội nghị sơ kết phong trào thi đua sáu tháng đầu năm và bàn nhiệm vụ sắp tới."
_MIDDLE = (
    "Trong sáu tháng, 12 thôn đã hiến 4.500 mét vuông đất, góp 2.300 ngày công để mở rộng các con đường liên thôn."
)
_LAST = "Hội nghị tặng Giấy khen cho 7 tập thể và 9 cá nhân có thành tích tốt trong phong trào thi đua của xã năm nay."
_TITLE = "Sơn Khê sơ kết phong trào thi đua"
_OTHER = "Chủ tịch huyện bên trao Bằng khen cho ông Khải"


def _page(
    inside: str = "", *, above: str = "", below: str = "", title: str = f"{_TITLE} - Báo Mẫu", h1: str = ""
) -> Page:
    text = (
        f'<html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body><div class="top">'
        '<span>Chủ nhật, 22/11/2026 15:04</span><ul class="menu">'
        + "<li><a href='/x/'>Thời sự</a></li>"
        * 30
        + "</ul></div>"
        f'<div class="wrap">{h1 or f"<h1>{_TITLE}</h1>"}<p class="when">05/06/2024 - 10:30</p>{above}'
        f'<div class="noi-dung"><p>{_FIRST}</p><p>{_MIDDLE}</p>{inside}<p>{_LAST}</p></div>{below}</div>'
        "<div class='bottom'><p>Giấy phép số 12/GP-BTTTT</p><p>Tổng Biên tập: Phùng Quang Diệp</p></div></body></html>"
    )
    return Page(url="https://baomau.example/son-khe-so-ket-phong-trao-thi-dua-12.html", body=text.encode())


def _texts(article: Article) -> list[tuple[str, str]]:
    return [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]


_PLAIN = [("title", _TITLE), ("paragraph", _FIRST), ("paragraph", _MIDDLE), ("paragraph", _LAST)]


def test_text_title_and_day_of_an_unknown_page() -> None:
    article = read_page(_page(below="<p style='text-align: right'><b>Thanh Trúc</b></p>"))
    assert _texts(article) == _PLAIN
    assert article.family == "trafilatura"
    assert article.published is not None
    assert article.published.isoformat() == "2024-06-05T10:30:00+07:00"


@pytest.mark.parametrize(
    ("markup", "kind", "text"),
    [
        ("<p><strong>Kết quả nổi bật</strong></p>", "subhead", "Kết quả nổi bật"),
        ("<h3>Kết quả nổi bật</h3>", "subhead", "Kết quả nổi bật"),
        ("<p><img src=a.jpg></p><p><em>Trao Giấy khen. Ảnh: P.Y</em></p>", "caption", "Trao Giấy khen."),
        ("<figure><img src=a.jpg><figcaption>Trao Giấy khen.</figcaption></figure>", "caption", "Trao Giấy khen."),
        ("<blockquote>Phải thi đua thật.</blockquote>", "quote", "Phải thi đua thật."),
        ("<ul><li>Thôn Nà Lơi</li></ul>", "item", "Thôn Nà Lơi"),
        ("<div>Một đoạn trong thẻ khác.</div>", "paragraph", "Một đoạn trong thẻ khác."),
        ("<p>Ngắn thôi.</p>", "paragraph", "Ngắn thôi."),
        ("<p>Theo <a href='/b.html'>kế hoạch của tỉnh về thi đua</a>, xã còn nhiều việc phải làm trong sáu tháng "
         "cuối năm.</p>", "paragraph", "Theo kế hoạch của tỉnh về thi đua, xã còn nhiều việc phải làm trong sáu tháng "
         "cuối năm."),
    ],
)  # fmt: skip
def test_what_stands_among_the_paragraphs_is_kept_with_its_kind(markup: str, kind: str, text: str) -> None:
    assert _texts(read_page(_page(markup)))[3:-1] == [(kind, text)]


_TEASER = (
    f'<div class="x"><a href="/o.html">{_OTHER}</a><p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen cho xã bên cạnh.</p></div>'
)


@pytest.mark.parametrize(
    "box",
    [
        _TEASER,
        _TEASER * 3,
        f"<div>{_TEASER}{_TEASER}</div>",
        "<div>" + f"<p><a href='/o.html'>{_OTHER}</a></p><p>Ông Khải tặng 5 Bằng khen.</p>" * 2 + "</div>",
        f"<ul><li><a href='/o.html'>{_OTHER}</a></li><li><a href='/o.html'>{_OTHER} lần hai</a></li></ul>",
        f"<div><b>Tin cùng chuyên mục</b><p>{_OTHER}</p></div>",
        f"<div class='tin-lien-quan'><p>{_OTHER}</p></div>",
        f"<div style='display: none'><p>{_OTHER}</p></div>",
        f"<p>&gt;&gt; <a href='/o.html'>{_OTHER}</a></p>",
    ],
)
@pytest.mark.parametrize("place", ["above", "inside", "below"])
def test_boxes_of_other_articles_are_gone_wherever_they_stand(box: str, place: str) -> None:
    page = _page(inside=box) if place == "inside" else _page(above=box) if place == "above" else _page(below=box)
    assert _texts(read_page(page)) == _PLAIN


@pytest.mark.parametrize(
    "lead",
    [
        "<h2 class='sapo'>{}</h2>",
        "<div class='article-summary'><p>{}</p></div>",
        "<p><strong>{}</strong></p>",
    ],
)
def test_a_lead_beside_the_text_opens_it(lead: str) -> None:
    words = "Sáu tháng qua, phong trào thi đua ở Sơn Khê lan đến từng thôn và từng nhà."
    page = _page(above=lead.format(words))
    body = page.body.replace(b"</head>", f'<meta name="description" content="{words}"></head>'.encode())
    assert _texts(read_page(Page(url=page.url, body=body)))[:2] == [("title", _TITLE), ("lead", words)]


def test_the_whole_text_is_no_lead_whatever_its_box_is_called() -> None:
    body = _page().body.replace(b'class="noi-dung"', b'class="news-desc"')
    assert _texts(read_page(Page(url=None, body=body))) == _PLAIN


@pytest.mark.parametrize(
    ("title", "h1"),
    [
        (f"{_TITLE} | Báo Mẫu", f"<h1>Thời sự</h1><h1>{_TITLE}</h1>"),
        (f"Báo Mẫu - {_TITLE}", f"<h1>BÁO MẪU ĐIỆN TỬ</h1><div class='a'>{_TITLE}</div>"),
        ("Trang chủ", f"<h1>CỔNG THÔNG TIN ĐIỆN TỬ XÃ</h1><div class='tieu-de'>{_TITLE}</div>"),
        ("Cổng thông tin điện tử xã Sơn Khê", f"<h2>{_TITLE}</h2>"),
        ("", f"<h1>{_TITLE}</h1>"),
    ],
)
def test_the_title_is_what_page_and_head_or_address_agree_on(title: str, h1: str) -> None:
    assert read_page(_page(title=title, h1=h1)).title == _TITLE


@pytest.mark.parametrize(
    ("named", "byline"),
    [
        ("<span class='tac-gia'>Thanh Trúc</span>", "Thanh Trúc"),
        ("<div class='author-name'>Tác giả: Thanh Trúc</div>", "Thanh Trúc"),
        ("<div class='author'>Ban Biên tập và cộng tác viên của báo ở các huyện</div>", None),
    ],
)
def test_the_writer_is_found_beside_the_text(named: str, byline: str | None) -> None:
    article = read_page(_page(above=named))
    assert article.byline == byline
    assert "Thanh Trúc" not in article.text


def test_a_line_above_the_text_that_tells_writer_and_time_is_no_text() -> None:
    body = _page().body.replace(f"<p>{_FIRST}".encode(), f"<p>Thanh Trúc | 05/06/2024 10:30</p><p>{_FIRST}".encode())
    article = read_page(Page(url=None, body=body))
    assert (_texts(article), article.byline) == (_PLAIN, "Thanh Trúc")


def test_the_day_of_the_visit_is_no_day_of_publication() -> None:
    body = _page().body.replace(b'<p class="when">05/06/2024 - 10:30</p>', b"")
    article = read_page(Page(url=None, body=body))
    assert article.published is None
    assert article.warnings == ("no date of publication",)


def test_days_beside_headlines_of_others_are_theirs() -> None:
    page = _page(below=f'<ul><li><a href="/o.html">{_OTHER}</a> <span class="date">03/06/2024</span></li></ul>')
    assert read_page(page).published_on == date(2024, 6, 5)
    assert read_page(Page(url=None, body=page.body.replace(b"05/06/2024 - 10:30", b""))).published is None


def test_a_paragraph_may_be_wrapped_in_the_page() -> None:
    wrapped = _page().body
    for paragraph in (_FIRST, _MIDDLE, _LAST):
        wrapped = wrapped.replace(paragraph.encode(), paragraph.replace(" ", "\n    ").encode())
    assert _texts(read_page(Page(url=None, body=wrapped))) == _PLAIN


def test_a_page_about_one_story_is_no_article() -> None:
    story = f'<h2><a href="/o.html">{_OTHER}</a></h2><p>{_FIRST} {_LAST}</p>'
    page = f"<html><head><title>Từ khóa: thi đua</title></head><body><h1>thi đua</h1>{story}</body></html>"
    with pytest.raises(NotAnArticle, match="hardly any text"):
        read_page(Page(url=None, body=page.encode()))


def test_another_language_is_read_where_it_is_asked_for() -> None:
    words = "".join(f"<p>The council met for the {n}th time to speak about schools and roads.</p>" for n in range(9))
    page = Page(url=None, body=f"<html><title>A council meets</title><h1>A council meets</h1>{words}</html>".encode())
    with pytest.raises(NotAnArticle, match="not Vietnamese"):
        read_page(page)
    article = read_page(page, any_language=True)
    assert (article.title, len(article.paragraphs), article.language) == ("A council meets", 10, None)


def test_code_in_a_script_is_no_tag_with_too_many_attributes() -> None:
    script = "<script>for(i=0;i<a.length;i++){" + "x = y ; " * 2_000 + "}</script>"
    assert _texts(read_page(_page(below=script))) == _PLAIN


def test_a_stray_quote_does_not_make_a_page_one_tag() -> None:
    nav = '<div role=”navigation" title="a""><a href="/x/"">Thời sự</a></div>' + "<i class=x></i>" * 1_000
    assert _texts(read_page(_page(below=nav))) == _PLAIN


_STORIES = "".join(f"<h3><a href='/o{n}.html'>{_OTHER} lần thứ {n}</a></h3><p>{_LAST}</p>" for n in range(12))


@pytest.mark.parametrize("place", ["above", "below"])
def test_long_lists_beside_an_article_do_not_make_it_a_page_of_headlines(place: str) -> None:
    page = _page(f"<p>{_FIRST} Hội nghị kéo dài một buổi.</p>")
    mark = b"<div class='bottom'>" if place == "below" else b'<div class="wrap">'
    side = f"<div class='side'>{_STORIES}</div>".encode()
    article = read_page(Page(url=page.url, body=page.body.replace(mark, side + mark)))
    assert (article.title, len(article.paragraphs)) == (_TITLE, 5)
    assert _OTHER not in article.text


def test_a_list_of_stories_below_a_heading_and_a_day_is_no_article() -> None:
    page = _page().body.decode()
    start, end = page.index('<div class="noi-dung">'), page.index("<div class='bottom'>")
    with pytest.raises(NotAnArticle):
        read_page(Page(url=None, body=(page[:start] + _STORIES + "</div>" + page[end:]).encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_MIDDLE, _MIDDLE.replace("12 thôn", "<span>12&nbsp;<span>th</span>ôn</span>")),
        ('<div class="wrap">', "<table><tr><td><a href='/login'>Đăng nhập</a></td></tr><tr><td>"),
        (f"<p>{_FIRST}</p><p>{_MIDDLE}</p>", f"{_FIRST}<br><br>{_MIDDLE}<br><br>"),
        (f"<h1>{_TITLE}</h1>", f"<h2>Sở Nội vụ</h2><div class='TieuDeTin'><span>{_TITLE}</span></div>"),
    ],
)
def test_text_is_found_in_spans_tables_and_lines_without_paragraphs(old: str, new: str) -> None:
    page = _page(below="<div style='text-align: right'><b>Thanh Trúc</b></div>")
    article = read_page(Page(url=page.url, body=page.body.replace(old.encode(), new.encode())))
    assert (_texts(article), article.byline) == (_PLAIN, "Thanh Trúc")
    assert article.published_on is not None


def test_a_short_notice_of_two_sentences_is_read_and_a_form_is_not() -> None:
    page = _page().body.replace(f"<p>{_MIDDLE}</p>".encode(), b"")
    article = read_page(Page(url=None, body=page))
    assert _texts(article)[1:] == [("paragraph", _FIRST), ("paragraph", _LAST)]
    form = page.replace(_FIRST.encode(), "Họ và tên".encode()).replace(_LAST.encode(), "Địa chỉ".encode())
    with pytest.raises(NotAnArticle, match=r"hardly any text|no text"):
        read_page(Page(url=None, body=form))


@pytest.mark.parametrize(("step", "least"), [(11, 0.93), pytest.param(1, 0.97, marks=pytest.mark.slow)])
def test_golden_pages_are_read_with_the_declarations_withheld(step: int, least: float) -> None:
    seen: Counter[str] = Counter()
    texts, runs = Agreement(), Agreement()
    for page in golden_pages()[::step]:
        if "script" in page.skin.name:  # its text is no text before a browser ran it
            continue
        wanted = [words for kind, words in paragraphs(shown_article(page)) if kind != "title"]
        try:
            article = read_page(Page(url=page.url, body=page.html().encode()), families=())
        except NotAnArticle:
            texts.add(of_paragraphs([], wanted))
            runs.add(of_word_runs([], wanted))
            continue
        found = [words for kind, words in _texts(article) if kind != "title"]
        texts.add(of_paragraphs(found, wanted))
        runs.add(of_word_runs(found, wanted))
        day = page.article.published.date()
        seen["read"] += 1
        seen["title"] += article.title == page.article.title
        seen["day"] += "published" in page.skin.header.lost or article.published_on == day
    assert min(texts.f1, runs.f1) > least, (texts.f1, runs.f1)
    assert min(seen["title"], seen["day"]) >= 0.99 * seen["read"], seen


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_no_listing_of_the_demo_site_is_an_article(step: int) -> None:
    site = build_site()
    articles = set(site.paths.values())
    refused = 0
    for (slug, path), answer in list(site.answers.items())[::step]:
        shows_text = answer.status == 200 and dict(answer.headers).get("Content-Type", "").startswith("text/html")
        private = path == site.quirks.get((slug, "private"))
        if shows_text and not private and "/print/" not in path and (slug, path) not in articles:
            with pytest.raises(NotAnArticle):
                read_page(Page(url=f"https://{slug}.example{path}", body=answer.body), families=())
            refused += 1
    assert refused > 100 / step


def test_that_there_is_nothing_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(NotAnArticle):
        read_page(Page(url=None, body=b"<html><body><h1>Trang</h1><ul><li><a href=/a>x</a></li></ul></body></html>"))
    assert caplog.records == []
