"""Tests of pasted text: the article's own lines stay, the page's lines around them go."""

from __future__ import annotations

import gzip
import json
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page import Page
from extract.article import Article
from extract.canonical import canonical_line
from extract.credits import labelled_credit, signed, split_photo_credit
from extract.reading import NotAnArticle, read_page
from reference.folding import fold

_TITLE = "Sơn Khê tổng kết phong trào thi đua yêu nước năm 2023"
_LEAD = (
    "Chiều 5/1, UBND huyện Sơn Khê tổ chức hội nghị tổng kết phong trào thi đua yêu nước năm 2023, triển khai nhiệm vụ "
    "công tác thi đua, khen thưởng năm 2024."
)
_BODY = (
    "Trong năm, huyện có 12 tập thể và 30 cá nhân được tặng Giấy khen; phong trào hiến đất làm đường lan rộng ra cả 14 "
    "xã, thị trấn với hơn 500 hộ tham gia."
)


def _read(*lines: str) -> Article:
    body = "\n".join(lines).encode()
    return read_page(Page(url=None, body=body, headers={"content-type": "text/plain; charset=utf-8"}))


def _pieces(article: Article) -> list[tuple[str, str]]:
    return [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]


_PLAIN = [("title", _TITLE), ("lead", _LEAD), ("paragraph", _BODY)]


@pytest.mark.parametrize(
    "above",
    [
        (),
        ("Aa", ""),
        ("Lào Cai 27° - 28°",),
        ("Trang chủ > Thời sự > Thi đua",),
        ("Thời sự", ""),
        ("Quay về E-magazine Theo dõi Báo Sơn Khê trên Google News",),
        ("Tin mới nhất", "Chia sẻ", "00:00 / 03:12", "null"),
    ],
)
@pytest.mark.parametrize("below", [(), ("Lượt xem: 122",), (_TITLE, ""), ("Chia sẻ Facebook", "In bài viết")])
def test_the_headline_is_found_among_the_first_lines(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert _pieces(_read(*above, _TITLE, *below, _LEAD, "", _BODY)) == _PLAIN


@pytest.mark.parametrize(
    "end",
    [
        "Có thể bạn quan tâm",
        "Tin cùng chuyên mục",
        "Tin khác",
        "Đọc thêm",
        "Ý kiến của bạn",
        "Bình luận:",
        "TIN LIÊN QUAN",
    ],
)
def test_everything_behind_the_article_is_cut(end: str) -> None:
    other = "Sáng 9/9, ông Đỗ Hoàng Khải, Bí thư Huyện ủy trao 15 Bằng khen cho các tập thể ở nơi khác trong tỉnh nhà."
    assert _pieces(_read(_TITLE, _LEAD, "", _BODY, "", end, "", other, "fb yt zl tw")) == _PLAIN


@pytest.mark.parametrize(
    ("lines", "byline", "credit", "published"),
    [
        (
            ("Lò Sơn/sonkhe.example.vn", "Lò Sơn/sonkhe.example.vn", "Thứ Sáu, 05/01/2024 - 19:15"),
            "Lò Sơn",
            "sonkhe.example.vn",
            "2024-01-05T19:15:00+07:00",
        ),
        (("Đăng ngày 5/1/2024",), None, None, "2024-01-05T00:00:00+07:00"),
        (("Lò Văn Sơn - 05/01/2024 19:15",), "Lò Văn Sơn", None, "2024-01-05T19:15:00+07:00"),
        (("Tác giả: Lò Văn Sơn",), "Lò Văn Sơn", None, None),
    ],
)
def test_lines_below_the_headline_tell_writer_and_time(
    lines: tuple[str, ...], byline: str | None, credit: str | None, published: str | None
) -> None:
    article = _read(_TITLE, "", *lines, "", _LEAD, "", _BODY)
    assert _pieces(article) == _PLAIN
    assert (article.byline, article.credit) == (byline, credit)
    assert (article.published.isoformat() if article.published else None) == published


@pytest.mark.parametrize(
    ("lines", "byline", "credit"),
    [
        (("Nguyệt Minh", "", "nguồn tin: http://www.vidu.vn/"), "Nguyệt Minh", "http://www.vidu.vn/"),
        (("Tin, ảnh: P.Y",), "P.Y", None),
        (("Theo Báo Sơn Khê",), None, "Báo Sơn Khê"),
        (("HOÀI THU",), "HOÀI THU", None),
    ],
)
def test_lines_at_the_end_tell_writer_and_source(
    lines: tuple[str, ...], byline: str | None, credit: str | None
) -> None:
    article = _read(_TITLE, _LEAD, "", _BODY, "", *lines)
    assert _pieces(article) == _PLAIN
    assert (article.byline, article.credit) == (byline, credit)


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (("6667.jpg", "Quang cảnh hội nghị."), "Quang cảnh hội nghị."),
        (("", "anh tin bai", "", "Các đại biểu dự hội nghị"), "Các đại biểu dự hội nghị"),
        ((f"{_TITLE}- Ảnh 1.", "", "Quang cảnh hội nghị."), "Quang cảnh hội nghị."),
        (("img-1.jpeg", "Ảnh minh họa. (Ảnh: Phạm Bằng)"), "Ảnh minh họa."),
        (("a.jpg", "b.jpg", "Trao Giấy khen cho các cá nhân. Ảnh: Minh Châu"), "Trao Giấy khen cho các cá nhân."),
    ],
)
def test_captions_stay_captions_and_image_names_go(lines: tuple[str, ...], caption: str) -> None:
    assert _pieces(_read(_TITLE, _LEAD, "", *lines, "", _BODY)) == [*_PLAIN[:2], ("caption", caption), _PLAIN[2]]


def test_a_paragraph_behind_an_image_without_caption_stays_a_paragraph() -> None:
    assert _pieces(_read(_TITLE, _LEAD, "", "THI ĐUA (1).jpg", "", _BODY)) == _PLAIN


def test_items_and_subheads_are_told() -> None:
    pieces = _pieces(
        _read(_TITLE, _LEAD, "", "Kết quả nổi bật", "", _BODY, "", "- Ba tập thể xuất sắc;", "- Hai cá nhân.")
    )
    assert pieces == [
        *_PLAIN[:2],
        ("subhead", "Kết quả nổi bật"),
        _PLAIN[2],
        ("item", "- Ba tập thể xuất sắc;"),
        ("item", "- Hai cá nhân."),
    ]


def test_glued_paragraphs_are_split() -> None:
    assert _pieces(_read(_TITLE, "", _LEAD + _BODY)) == [_PLAIN[0], ("paragraph", _LEAD), ("paragraph", _BODY)]


@pytest.mark.parametrize(
    "text",
    ["", "  \n \n", "Aa\nChia sẻ", "User-agent: *\nDisallow: /private/", "A plain English text about nothing much."],
)
def test_texts_without_an_article_are_refused(text: str) -> None:
    with pytest.raises(NotAnArticle):
        _read(text)


def test_decomposed_letters_are_vietnamese_too() -> None:
    assert (
        _read(unicodedata.normalize("NFD", f"{_TITLE}\n{_LEAD}\n{_BODY}")).text
        == _read(f"{_TITLE}\n{_LEAD}\n{_BODY}").text
    )


_LINES = st.sampled_from(
    [
        _TITLE,
        _LEAD,
        _BODY,
        "",
        "Aa",
        "a.jpg",
        "Nguyệt Minh",
        "Đọc thêm",
        "Thứ Sáu, 05/01/2024",
        "x",
        "- Mục",
        "Ảnh: A",
        "1 2 3",
    ]
)


@given(st.lists(_LINES | st.text(max_size=30), max_size=12))
def test_paragraphs_tile_the_text(lines: list[str]) -> None:
    body = "\n".join(lines).encode(errors="surrogatepass")
    try:
        article = read_page(Page(url=None, body=body, headers={"content-type": "text/plain"}))
    except NotAnArticle:
        return
    assert "\n\n".join(article.paragraph_text(paragraph) for paragraph in article.paragraphs) == article.text
    for paragraph in article.paragraphs:
        line = article.paragraph_text(paragraph)
        assert line
        assert line == canonical_line(line)


def test_the_real_pasted_articles_are_read_whole_and_alone(shared: Path) -> None:
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        body = (shared / "seeds" / f"{path.stem}.txt").read_bytes()
        article = read_page(Page(url=None, body=body, headers={"content-type": "text/plain"}))
        assert article.title == gold["title"]
        assert [name for name in gold["must_not_mention"] if name in article.text] == []
        assert [award["evidence"] for award in gold["awards"] if award["evidence"] not in article.text] == []
        assert {"title", "lead", "paragraph"} <= {paragraph.kind for paragraph in article.paragraphs}


@pytest.mark.parametrize(
    ("stem", "byline", "credit", "captions"),
    [
        ("lai-chau-2023-special-movement", "Nguyễn Chanh", "laichau.gov.vn", 11),
        ("lang-son-2024-cluster-conference", "Nguyệt Hà", "http://www.thiduakhenthuongvn.org.vn/", 4),
        ("lao-cai-2024-directive-34", None, None, 12),
        ("lao-cai-2024-movement-launch", None, None, 1),
        ("lao-cai-2024-party-bloc-feature", None, None, 0),
    ],
)
def test_the_real_pasted_articles_keep_captions_and_credits_apart(
    shared: Path, stem: str, byline: str | None, credit: str | None, captions: int
) -> None:
    article = read_page(Page(url=None, body=(shared / "seeds" / f"{stem}.txt").read_bytes()))
    assert (article.byline, article.credit) == (byline, credit)
    assert sum(paragraph.kind == "caption" for paragraph in article.paragraphs) == captions


_OUTLET_MARK = re.compile(r"^\((?:[\w.]+\) - |[A-ZĐ]{3,6}\) )")


def _alone(sentence: str) -> str:
    """Return a sentence without the credit of a photograph and without the writer's name behind it."""
    sentence = split_photo_credit(sentence)[0]
    found = signed(sentence)
    return found[0] if found else sentence


def _is_credit(sentence: str) -> bool:
    points = sentence.startswith("Xem thêm:")
    return points or labelled_credit(sentence) is not None or not split_photo_credit(sentence)[0]


def test_a_line_that_ends_with_a_photo_credit_is_a_caption() -> None:
    told = "Chủ tịch UBND huyện trao Giấy khen cho các tập thể, cá nhân tiêu biểu - Ảnh: MINH CHÂU"
    text = f"Huyện tổng kết phong trào thi đua\n\nSáng 5/3, huyện tổ chức hội nghị tổng kết phong trào.\n\n{told}\n"
    article = read_page(Page(url=None, body=text.encode(), headers={"content-type": "text/plain"}))
    captions = [article.paragraph_text(p) for p in article.paragraphs if p.kind == "caption"]
    assert captions == [told.removesuffix(" - Ảnh: MINH CHÂU")]


@pytest.mark.parametrize("step", [25, pytest.param(1, marks=pytest.mark.slow)])
def test_real_news_texts_lose_no_sentence(shared: Path, step: int) -> None:
    with gzip.open(shared / "corpus" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][::step]
    assert len(texts) >= 80
    for text in texts:
        article = read_page(Page(url=None, body=text.encode(), headers={"content-type": "text/plain"}))
        assert article.title == canonical_line(text.split("\n")[0])
        kept = fold(article.text)
        sentences = [_OUTLET_MARK.sub("", canonical_line(part)) for part in re.split(r"(?<=[.!?])\s+|\n", text)]
        words = [_alone(sentence) for sentence in sentences if not _is_credit(sentence)]
        lost = [sentence for sentence in words if fold(sentence) not in kept]
        assert [sentence for sentence in lost if len(sentence.split()) > 6] == []


def test_a_text_of_asterisks_is_read_quickly() -> None:
    started = time.process_time()
    _read("# a", "# b", _LEAD, "*thưởng " * 40_000)
    assert time.process_time() - started < 5
