"""What a site says of itself is no article; short notices are, however short, and whatever they mention."""

from __future__ import annotations

import pytest

from crawler.page import Page
from extract.article import Article
from extract.blocks import Block
from extract.imprint import is_imprint
from extract.reading import NotAnArticle, read_page

_NOTICE = [
    "Sáng 5/6, UBND xã Sơn Khê trao Giấy khen cho 7 tập thể và 9 cá nhân có thành tích trong phong trào thi đua.",
    "Chủ tịch UBND xã đề nghị các thôn tiếp tục giữ vững phong trào trong sáu tháng cuối năm, nhất là ở vùng cao.",
    "Dịp này, xã phát động đợt thi đua cao điểm chào mừng ngày thành lập, kéo dài đến hết tháng 9 trên toàn địa bàn.",
]
_DATED = "<meta property='article:published_time' content='2024-06-05T08:00:00+07:00'>"


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Cơ quan chủ quản: Tỉnh ủy Sơn Cước. Giấy phép số 12/GP-BTTTT.",
            "Tổng biên tập: Lò Văn Páo. Điện thoại: 0200.",
        ],
        ["Website đang được bảo trì. Mời quý độc giả quay lại sau.", "Trang bạn tìm không còn ở đây."],
        ["Vui lòng bật JavaScript trong trình duyệt để đọc trang này."],
        ["Đăng nhập để bình luận. Quên mật khẩu?"],
    ],
)
def test_what_sites_say_of_themselves(lines: list[str]) -> None:
    assert is_imprint([Block(text=line) for line in lines])


@pytest.mark.parametrize(
    "lines",
    [
        [],
        _NOTICE,
        [*_NOTICE, "Cơ quan chủ quản: Tỉnh ủy Sơn Cước."],
        ["Tổng biên tập Báo Sơn Cước nhận Bằng khen.", *_NOTICE],
    ],
)
def test_what_articles_say(lines: list[str]) -> None:
    assert not is_imprint([Block(text=line) for line in lines])


_BARRIER = "Bạn đọc vui lòng đăng nhập để đọc toàn văn bài viết này trên Báo Sơn Cước điện tử."


def test_a_page_of_a_known_family_that_only_asks_to_log_in_is_no_article() -> None:
    def page(*lines: str) -> Page:
        body = "".join(f"<p>{line}</p>" for line in lines)
        sapo = f"<div class='article__sapo'>{_NOTICE[0]}</div>"
        text = f"<h1 class='article__title'>Trao Giấy khen</h1>{sapo}<div class='article__body cms-body'>{body}</div>"
        return Page(url="https://x.example/bai-post1.html", body=text.encode(), headers={"content-type": "text/html"})

    with pytest.raises(NotAnArticle, match="a page of the family zce that does not show its text"):
        read_page(page(_BARRIER))
    assert read_page(page(*_NOTICE, _BARRIER)).family == "zce"
    honest = "Từ hôm nay, người dân đăng nhập một lần cho mọi thủ tục. " + _NOTICE[1]
    assert read_page(page(honest)).text.endswith(honest)


def _read(head: str, family: str | None, *, number: str = "") -> Article:
    lines = "".join(f"<p>{line}</p>" for line in _NOTICE)
    text = f"<html lang=vi><head><title>x</title>{head}</head><body><h1>Xã Sơn Khê trao Giấy khen</h1><main>{lines}"
    url = f"https://baosonkhe.example/{number}trao-giay-khen.html"
    meta = {"family": family} if family else {}
    return read_page(Page(url=url, body=text.encode(), headers={"content-type": "text/html"}, meta=meta))


def test_an_unknown_page_of_an_outlet_whose_family_is_known_is_believed_where_something_tells_what_it_is() -> None:
    warning = "not in the layout of the outlet's family zce"
    for article in (
        _read(_DATED, "zce"),
        _read("<meta property='og:type' content='article'>", "zce"),
        _read("", "zce", number="2024/06/05/"),
    ):
        assert warning in article.warnings
        assert article.text.endswith(_NOTICE[-1])
    with pytest.raises(
        NotAnArticle, match="not in the layout of the family zce, and nothing tells that it is an article"
    ):
        _read("", "zce")
    assert not any("layout" in line for line in _read("", None).warnings)
    assert not any("layout" in line for line in _read("", "drupal").warnings)
