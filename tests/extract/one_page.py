"""A page of ZCE with something between its two paragraphs, for tests of what is made of that."""

from __future__ import annotations

from crawler.page import Page
from extract.article import Article, ParagraphKind

FIRST = "Sáng 5/6, xã Sơn Khê tổ chức hội nghị sơ kết phong trào thi đua sáu tháng đầu năm 2024."
LAST = "Hội nghị tặng Giấy khen cho 7 tập thể và 9 cá nhân có thành tích tốt trong phong trào."


def page_with(inside: str, *, head: str = "", url: str | None = "https://baosonkhe.example/tin-post12.html") -> Page:
    """Return a page of the zce family with `inside` between the first and the last paragraph of its body."""
    text = (
        f'<html><head><meta charset="utf-8"><title>Sơ kết thi đua</title>{head}</head><body>'
        '<h1 class="article__title">Sơ kết phong trào thi đua</h1>'
        f'<div class="article__body zce-content-body cms-body"><p>{FIRST}</p>{inside}<p>{LAST}</p></div>'
        "</body></html>"
    )
    return Page(url=url, body=text.encode(), headers={"content-type": "text/html; charset=utf-8"})


def inside_of(article: Article) -> list[tuple[ParagraphKind, str]]:
    """Return kind and text of what lies between the first and the last paragraph."""
    pieces = [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]
    assert pieces[0] == ("title", "Sơ kết phong trào thi đua")
    assert pieces[1] == ("paragraph", FIRST)
    assert pieces[-1] == ("paragraph", LAST)
    return pieces[2:-1]
