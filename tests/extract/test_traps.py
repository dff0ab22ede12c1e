"""What pages do to their readers, each a test: boxes of other articles, lost markup, odd captions, misleading heads."""

from __future__ import annotations

import pytest

from crawler.page import Page
from extract.reading import NotAnArticle, read_page
from tests.extract.one_page import FIRST, LAST, inside_of, page_with

LABELS = (
    "<h3>Tin liên quan</h3>",
    "<p><strong>Có thể bạn quan tâm:</strong></p>",
    "<div class='t'>Liên quan</div>",
    "<div><span>Đọc thêm</span></div>",
)
"""Labels that stand beside their boxes, not in them, in the middle of an article."""
UNLABELLED = (
    '<ul><li><a href="/a">Ông Đỗ Hoàng Khải tặng</a></li><li><a href="/b">Bà Đèo Thị Mỵ dự lễ ra</a></li></ul>',
    '<p><a href="/a">Ông Đỗ Hoàng Khải tặng 5 Bằng khen</a></p><p><a href="/b">Bà Đèo Thị Mỵ dự lễ ra quân</a></p>',
    '<div class="x"><h3><a href="/a">Chủ tịch xã Sơn Khê dự</a></h3><p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen.</p></div>',
)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="related"><p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen cho xã bên.</p></div>',
        '<div class="box-tin-lien-quan"><p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen.</p></div>',
        "<div><h4>Tin cùng chuyên mục</h4><p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen.</p></div>",
        "<div><div><b>Đọc thêm:</b></div><ul><li>Ông Đỗ Hoàng Khải tặng 5 Bằng khen.</li></ul></div>",
        '<table><tr><td>Tin liên quan</td></tr><tr><td><a href="/a">Ông Đỗ Hoàng Khải tặng</a></td></tr></table>',
        '<p>Xem thêm</p><p><a href="/a">Ông Đỗ Hoàng Khải tặng 5 Bằng khen</a></p>',
        '<p>&gt;&gt; <a href="/a">Ông Đỗ Hoàng Khải tặng</a></p>',
        '<ul><li><a href="/a">Ông Đỗ Hoàng Khải tặng</a></li><li><a href="/b">Bà Đèo Thị Mỵ dự lễ ra</a></li></ul>',
        '<p><a href="/a">Ông Đỗ Hoàng Khải tặng 5 Bằng khen cho xã bên</a></p>',
        '<div style="display: none">Ông Đỗ Hoàng Khải</div><p hidden>Ông Đỗ Hoàng Khải</p>',
        "<script>document.write('Ông Đỗ Hoàng Khải')</script><noscript>Ông Đỗ Hoàng Khải</noscript>",
        "<p>{{item.title}} {{item.lead}}</p><!-- Ông Đỗ Hoàng Khải -->",
        '<div class="social">Chia sẻ</div><p>Lượt xem: 122</p><p>00:00 / 03:12</p><p>IMG_2024.jpg</p>',
        "<p>Ảnh: Minh Châu</p><p>Sơ kết phong trào thi đua</p>",
        '<div class="x"><a href="/a"><img src=a.jpg></a><h3><a href="/a">Chủ tịch xã Sơn Khê dự lễ</a></h3>'
        "<p>Chiều 4/6, ông Đỗ Hoàng Khải tặng 5 Bằng khen.</p></div>",
        '<div><div class="t"><span>04/06/2024 15:20</span><a href="/a">Chủ tịch xã Sơn Khê dự lễ</a></div>'
        "<div>Chiều 4/6, ông Đỗ Hoàng Khải tặng 5 Bằng khen.</div></div>",
        f'<div class="only-on-phones"><p>{FIRST}</p></div>',
        '<div class="box d-none"><p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen cho xã bên.</p></div>',
        '<p><a href="/quang-cao.html"><img src="banner.gif" alt="Ông Đỗ Hoàng Khải"></a></p>',
        '<figure><a href="/a"><img src=a.jpg></a><figcaption><h3><a href="/a">Chủ tịch xã Sơn Khê dự lễ</a></h3>'
        "<p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen.</p></figcaption></figure>",
        '<div class="rennab"><span>Ông Đỗ Hoàng Khải</span></div><div id="sdaWeb_12">Ông Đỗ Hoàng Khải</div>',
        "<div><a href='#'>In bài viết</a> <a href='#'>Gửi email</a></div><p><a>A-</a><a>A+</a></p><p>© Báo Sơn Khê</p>",
        '<div><a href="/a"><img src=a.jpg><span>Ông Đỗ Hoàng Khải tặng 5 Bằng khen</span></a></div>',
        '<figure><a href="/a"><img src=a.jpg></a>'
        '<figcaption><a href="/a">Ông Đỗ Hoàng Khải dự lễ ra quân</a></figcaption></figure>',
        '<dl><dt><a href="/a">Chủ tịch xã Sơn Khê dự lễ</a></dt><dd>Ông Đỗ Hoàng Khải tặng 5 Bằng khen.</dd></dl>',
        *(f"{label}{box}" for label in LABELS for box in UNLABELLED),
    ],
)
def test_what_is_not_the_article_is_gone(box: str) -> None:
    assert inside_of(read_page(page_with(box))) == []


@pytest.mark.parametrize(
    ("markup", "kind", "text"),
    [
        ("<p>Xã có <a href='/x'>phong trào tốt</a> ở 5 thôn.</p>", "paragraph", "Xã có phong trào tốt ở 5 thôn."),
        ("<div><div><p>Ba lớp thẻ vẫn là một đoạn.</p></div></div>", "paragraph", "Ba lớp thẻ vẫn là một đoạn."),
        ("<div>Chữ <b>đậm</b>, <i>nghiêng</i>.</div>", "paragraph", "Chữ đậm, nghiêng."),
        ("<p><strong>Kết quả nổi bật</strong></p>", "subhead", "Kết quả nổi bật"),
        ("<p><b>Ông Sơn đã nhận quyết định.</b></p>", "paragraph", "Ông Sơn đã nhận quyết định."),
        ("<p><b>2. Kết quả nổi bật</b></p>", "subhead", "2. Kết quả nổi bật"),
        ("<p><b>II. Kết quả</b></p>", "subhead", "II. Kết quả"),
        ("<h3>Kết quả nổi bật</h3>", "subhead", "Kết quả nổi bật"),
        ("<blockquote>Phải thi đua thật.</blockquote>", "quote", "Phải thi đua thật."),
        ("<p><img src=a.jpg><br><em>Trao Giấy khen.</em></p>", "caption", "Trao Giấy khen."),
        ("<p><img src=a.jpg></p><p><em>Trao Giấy khen. Ảnh: P.Y</em></p>", "caption", "Trao Giấy khen."),
        ("<p><img src=a.jpg></p><p class='pCaption'>Trao Giấy khen.</p>", "caption", "Trao Giấy khen."),
        (
            "<table><tr><td><img src=a.jpg></td></tr><tr><td>Trao Giấy khen.</td></tr></table>",
            "caption",
            "Trao Giấy khen.",
        ),
        ("<table><tr><td><p>Bảng để trình bày.</p></td></tr></table>", "paragraph", "Bảng để trình bày."),
        ("<p><em>Lời ca không có ảnh.</em></p>", "paragraph", "Lời ca không có ảnh."),
        (
            '<div><p>Theo <a href="/x">Quyết định số 12 của Ủy ban nhân dân tỉnh</a>, xã có 5 thôn.</p></div>',
            "paragraph",
            "Theo Quyết định số 12 của Ủy ban nhân dân tỉnh, xã có 5 thôn.",
        ),
        (
            '<div><p><a href="/x">Quyết định số 12 của Ủy ban nhân dân tỉnh</a> tặng Giấy khen cho 5 thôn.</p></div>',
            "paragraph",
            "Quyết định số 12 của Ủy ban nhân dân tỉnh tặng Giấy khen cho 5 thôn.",
        ),
        ("<p>Một câu<br>xuống dòng giữa chừng.</p>", "paragraph", "Một câu xuống dòng giữa chừng."),
        ("<p>Ðảng bộ xa\u0303\u00a0nhà</p>", "paragraph", "Đảng bộ xã nhà"),
    ],
)
def test_markup_gives_kind_and_text(markup: str, kind: str, text: str) -> None:
    assert inside_of(read_page(page_with(markup))) == [(kind, text)]


def test_cells_of_a_table_of_facts_are_kept() -> None:
    table = "<table><tr><th>Đơn vị</th><th>Số</th></tr><tr><td>Thôn Nà Lơi</td><td>3 tập thể</td></tr></table>"
    assert [text for kind, text in inside_of(read_page(page_with(table))) if kind == "cell"] == [
        "Đơn vị",
        "Số",
        "Thôn Nà Lơi",
        "3 tập thể",
    ]


def test_doubled_captions_and_leads_are_said_once() -> None:
    caption = "<figure><img src=a.jpg><figcaption>Trao Giấy khen.</figcaption></figure><p>Trao Giấy khen.</p>"
    assert inside_of(read_page(page_with(caption))) == [("caption", "Trao Giấy khen.")]


@pytest.mark.parametrize(
    "label", ["Có thể bạn quan tâm", "Tin cùng chuyên mục:", "TIN KHÁC", "Bài liên quan", "Đọc thêm"]
)
def test_everything_behind_the_end_is_cut(label: str) -> None:
    page = page_with("")
    body = page.body.replace(
        b"</div></body>", f"<p>{label}</p><p>Ông Đỗ Hoàng Khải tặng 5 Bằng khen.</p></div></body>".encode()
    )
    assert inside_of(read_page(Page(url=page.url, body=body))) == []


@pytest.mark.parametrize("signature", ["", "<p><b>Hoài Thu</b></p>"])
def test_text_behind_links_below_a_label_is_the_articles_only_before_the_signature(signature: str) -> None:
    page = page_with("")
    link = '<p><a href="/{}">Ông Đỗ Hoàng Khải tặng {} Bằng khen</a></p>'
    behind = f"{signature}<p>Tin khác</p>{link.format(1, 1)}{link.format(2, 2)}<p>Hội nghị bế mạc cùng ngày.</p>"
    teasers = f"<p>Tin khác</p>{link.format(3, 3)}<p>Ông Khải tặng ba Bằng khen.</p>{link.format(4, 4)}"
    body = page.body.replace(b"</div></body>", f"{behind}{teasers}</div></body>".encode())
    article = read_page(Page(url=page.url, body=body))
    assert article.text.endswith(LAST if signature else f"{LAST}\n\nHội nghị bế mạc cùng ngày.")
    assert "Khải" not in article.text


@pytest.mark.parametrize(
    ("last", "byline", "credit", "photo"),
    [
        ("Bài: Thu Trang; Ảnh: Quốc Bảo", "Thu Trang", None, ("Quốc Bảo",)),
        ("Lò Văn Sơn (TTXVN)", "Lò Văn Sơn", "TTXVN", ()),
        ("Minh Châu/.", "Minh Châu", None, ()),
    ],
)
def test_a_signature_may_name_photographers_and_outlets(
    last: str, byline: str, credit: str | None, photo: tuple[str, ...]
) -> None:
    page = page_with("")
    body = page.body.replace(b"</div></body>", f"<p><b>{last}</b></p></div></body>".encode())
    article = read_page(Page(url=page.url, body=body))
    assert (article.byline, article.credit, article.photo_credits) == (byline, credit, photo)
    assert article.text.endswith(LAST)


def test_a_list_in_the_place_of_a_body_is_no_article() -> None:
    items = "".join(
        f'<div><h3><a href="/{n}">Ông Đỗ Hoàng Khải tặng {n} Bằng khen</a></h3><p>Lời dẫn thứ {n} của bài.</p></div>'
        for n in range(7)
    )
    title = '<h1 class="article__title">Thi đua</h1>'
    page = f'{title}<div class="article__body cms-body"><p>Có 120 tin bài.</p>{items}</div>'
    with pytest.raises(NotAnArticle):
        read_page(Page(url="https://baosonkhe.example/thi-dua/", body=page.encode()))
    gone = "<h2>Lỗi</h2><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa. Vui lòng quay lại trang chủ sau ít phút.</p>"
    page = f'<h1 class="article__title">404</h1><div class="article__body cms-body">{gone}</div>'
    with pytest.raises(NotAnArticle):
        read_page(Page(url="https://baosonkhe.example/a-post404.html", body=page.encode()))


def test_a_list_of_names_at_the_end_is_no_byline() -> None:
    page = page_with("")
    names = "<p>Danh sách:</p><p>Lò Văn Sơn</p><p>Giàng A Páo</p></div></body>".encode()
    article = read_page(Page(url=page.url, body=page.body.replace(b"</div></body>", names)))
    assert article.byline is None
    assert article.text.endswith("Lò Văn Sơn\n\nGiàng A Páo")


def test_a_family_without_a_body_is_no_article() -> None:
    with pytest.raises(NotAnArticle, match="family zce without a body"):
        read_page(Page(url=None, body=b'<div class="article__body zce-content-body"> </div><p>abc</p>'))


def test_cells_that_say_the_same_or_nothing_are_kept() -> None:
    table = "<table><tr><th>Thôn</th><th>Số</th><th>Tăng</th></tr><tr><td>Nà Lơi</td><td>3</td><td>3</td></tr>"
    table += "<tr><td>Nà Ản</td><td>-</td><td>-</td></tr></table>"
    cells = [text for kind, text in inside_of(read_page(page_with(table))) if kind == "cell"]
    assert cells == ["Thôn", "Số", "Tăng", "Nà Lơi", "3", "3", "Nà Ản", "-", "-"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Ông Sơn trao Giấy khen</p>", [("caption", "Ông Sơn trao Giấy khen")]),
        ("<p>Ông Sơn trao</p><p>giấy khen tại lễ</p>", [("caption", "Ông Sơn trao giấy khen tại lễ")]),
        ("<p>Ông Sơn trao Giấy khen.</p>", [("paragraph", "Ông Sơn trao Giấy khen.")]),
    ],
)
def test_a_line_without_full_stop_below_an_image_is_its_caption(markup: str, expected: list[tuple[str, str]]) -> None:
    text = f"<p>{FIRST}</p><p><img src=a.jpg></p>{markup}<p>{LAST}</p>"
    page = f'<h1 class="ArticleHeader">Sơ kết</h1><div class="ArticleContent">{text}</div>'
    article = read_page(Page(url="https://x.example/tin", body=page.encode()))
    pieces = [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]
    assert pieces[2:-1] == expected


@pytest.mark.parametrize(
    ("last", "byline"),
    [
        ("Kim Thoa – Sở Nội vụ", "Kim Thoa"),
        ("Lò Văn Sơn-Chuyên viên phòng TCCB", "Lò Văn Sơn"),
        ("(Kim Thoa - Phó CVP Sở)", "Kim Thoa"),
        ("Kim Thoa (Văn phòng UBND huyện)", "Kim Thoa"),
        ("Kim Thoa - người của bản", None),
        ("Xã Nà Lơi - Phó Chủ tịch UBND xã", None),
        ("Kim Thoa - Phó Chủ tịch UBND xã dự hội nghị.", None),
    ],
)
def test_a_name_with_an_office_behind_it_signs_an_article(last: str, byline: str | None) -> None:
    page = page_with("")
    body = page.body.replace(b"</div></body>", f"<p>{last}</p></div></body>".encode())
    article = read_page(Page(url=page.url, body=body))
    assert article.byline == byline
    assert article.text.endswith(LAST if byline else last)


def test_those_named_behind_a_colon_sign_nothing() -> None:
    page = page_with("")
    names = "<p>Người được tặng Bằng khen:</p><p>Kim Thoa – Sở Nội vụ</p></div></body>".encode()
    assert read_page(Page(url=page.url, body=page.body.replace(b"</div></body>", names))).byline is None


@pytest.mark.parametrize("classes", ["d-none d-md-block", "hidden md:flex", "hidden-print", "box-hidden-x"])
def test_what_is_hidden_on_some_screens_only_stays(classes: str) -> None:
    kept = f'<div class="{classes}"><p>Hội nghị có 120 đại biểu của các thôn tham dự.</p></div>'
    assert inside_of(read_page(page_with(kept))) == [("paragraph", "Hội nghị có 120 đại biểu của các thôn tham dự.")]


def test_a_photograph_that_links_to_itself_keeps_its_caption() -> None:
    photograph = '<p><a href="/anh/1.jpg"><img src="/anh/1-nho.jpg"></a></p><p><em>Quang cảnh hội nghị</em></p>'
    assert inside_of(read_page(page_with(photograph))) == [("caption", "Quang cảnh hội nghị")]
    for address in ("/anh/1.jpg", "#"):
        figure = f'<figure><a href="{address}"><img src=a.jpg><figcaption>Quang cảnh hội nghị</figcaption></a></figure>'
        assert inside_of(read_page(page_with(figure))) == [("caption", "Quang cảnh hội nghị")]


def test_a_point_of_a_list_does_not_go_on_with_the_caption_before_it() -> None:
    inside = (
        '<figure><img src="a.jpg"><figcaption>Đại biểu dự hội nghị</figcaption></figure><p>a) Tập thể: 5 Giấy khen;</p>'
    )
    assert inside_of(read_page(page_with(inside))) == [
        ("caption", "Đại biểu dự hội nghị"),
        ("paragraph", "a) Tập thể: 5 Giấy khen;"),
    ]


def test_a_table_behind_a_video_is_no_caption() -> None:
    inside = "<video></video><table><tr><td>Khối</td><td>Điểm</td></tr><tr><td>Xã</td><td>95</td></tr></table>"
    assert [kind for kind, _ in inside_of(read_page(page_with(inside)))] == ["cell"] * 4


@pytest.mark.parametrize("question", ["Phóng viên: Xin cảm ơn bà.", "Phóng viên: Thưa bà, năm nay có gì mới?"])
def test_what_the_reporter_says_at_the_end_is_no_byline(question: str) -> None:
    page = page_with("")
    body = page.body.decode().replace(LAST, f"{LAST}</p><p>{question}")
    article = read_page(Page(url=page.url, body=body.encode(), headers=page.headers))
    assert article.byline is None
    assert article.text.endswith(question)
