"""Pages of the newspapers' families with some of their marks only, and pages of other systems with the same names."""

from __future__ import annotations

import pytest

from crawler.page import Page
from extract.families.declaration import Family, load_families, recognised
from extract.markup import parse_html, tokens_of
from extract.reading import read_page
from tests.extract.golden.rendering import GoldenPage, golden_pages

TITLE = "Sơn Khê tổng kết phong trào thi đua yêu nước năm 2024"
LEAD = "Chiều nay, tỉnh Sơn Khê biểu dương các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua."
TEXT = "Dự hội nghị có đồng chí Lò Văn Sơn, Phó Bí thư Tỉnh ủy; lãnh đạo các sở, ban, ngành và 120 đại biểu."
LAST = "Nhân dịp này, 7 cá nhân được tặng Bằng khen vì có thành tích xuất sắc trong phong trào thi đua."
BODY = f"<p>{TEXT}</p><p>{LAST}</p>"
BESIDE = (
    '<div class="box"><h3><a href="/x">Bà Đèo Thị Mỵ nhận Huân chương Lao động hạng Ba</a></h3>'
    '<p class="desc sapo">Bà Đèo Thị Mỵ được tặng Huân chương.</p><span class="date">1/2/2020</span></div>'
)
ONE_A_SKIN = {page.skin.name: page for page in golden_pages()}
PAPERS = {"zce", "onecms", "a-id", "yyyymm-hex", "content-detail"}
PARTS = [
    ("zce", "h1.article__title + .article__body"),
    ("zce", "h1.cms-title + .cms-desc(lead) + .cms-body"),
    ("zce", "h1.article__header + .article__sapo(lead) + .article__body.cms-body"),
    ("zce", "h1.article__title + [data-field=body]"),
    ("onecms", "h1.sc-longform-header-title + p.sc-longform-header-sapo(lead) + .entry.x1"),
    ("onecms", "h1.block-sc-title + .b-maincontent"),
    ("onecms", "h1.c-detail-head__title + .c-news-detail"),
    ("a-id", "h1.margintopbot10 + #newscontents"),
    ("a-id", "h1.margintopbot10 + p.fontd(lead) + .content-fck.slider-jsgallery"),
    ("a-id", ".detail-desc(lead) + .content-fck-font-size"),
    ("a-id", "h1.title + h4.sapo(lead) + #contentNews"),
    ("a-id", "h1.title + .breadcrumb-news-detail + .singular-content"),
    ("a-id", "h1.margintopbot10 + .post-content"),
    ("yyyymm-hex", "h1 + #content.content-detail"),
    ("yyyymm-hex", "h1.head_title + .content-detail"),
    ("yyyymm-hex", "h1 + .color1 + div.desc(lead) + .content-detail"),
    ("yyyymm-hex", "h1 + .sub_first_content(lead) + #content.td-post-content"),
    ("content-detail", "h1.name + #content-detail"),
    ("content-detail", "h1 + #content-detail.x + .pseudonym"),
]
FOREIGN = {
    "wordpress": "#content.site-content + .entry + h1.entry-title + .entry-content.content-detail",
    "wordpress, newspaper theme": "#content + h1.entry-title + .td-post-content + h4.media-heading + .date",
    "a ministry": "h1.article-title + .content-detail + .date",
    "a daily": "h1.title-page + h2.singular-sapo + .singular-content + .title",
    "another daily": "h1.post-title + .post-summary + .post-content",
    "bootstrap": "#content + .article_body + h4.media-heading",
    "a portal": "h1.title + p.sapo + #content + .same",
    "a magazine": "h1.name-detail + .news-sapo + [data-field=body]",
    "drupal": "#content + .content + .date",
}


def _element(spec: str, content: str) -> str:
    tag = spec.split(".")[0].split("#")[0].split("[")[0] or "div"
    _, _, field = spec.partition("[data-field=")
    names = [name for name in spec.split("[")[0].split("#")[0].split(".")[1:] if name]
    identity, *more = spec.split("#")[1].split(".") if "#" in spec else ("",)
    attributes = f' class="{" ".join([*names, *more])}"' if names or more else ""
    attributes += f' id="{identity}"' if identity else ""
    attributes += f' data-field="{field.rstrip("]")}"' if field else ""
    return f"<{tag}{attributes}>{content}</{tag}>"


def _html(specs: str) -> str:
    """Return a page with one element a mark: the headline in an h1, the text in the last that is none of a lead's."""
    bodies = [spec for spec in specs.split(" + ") if not spec.startswith("h1") and "(lead)" not in spec]
    elements = []
    for spec in specs.split(" + "):
        last = [body for body in bodies if body not in {".date", ".pseudonym", ".breadcrumb-news-detail"}][-1:]
        content = TITLE if spec.startswith("h1") else LEAD if "(lead)" in spec else BODY if [spec] == last else ""
        elements.append(_element(spec.replace("(lead)", ""), content))
    logo = '<header><h1><a href="/">Báo Sơn Khê</a></h1><div class="date">Chủ Nhật, 22/11/2026</div></header>'
    head = f"<title>{TITLE} - Báo Sơn Khê</title>"
    return f"<html><head>{head}</head><body>{logo}{BESIDE}{''.join(elements)}{BESIDE}</body></html>"


def _recognised(html: str, url: str = "https://x.example/tin.html") -> list[Family]:
    return recognised(tokens_of(parse_html(html)), load_families(), [url])


@pytest.mark.parametrize(("family", "specs"), PARTS, ids=[specs for _, specs in PARTS])
def test_a_page_with_some_of_the_marks_is_read(family: str, specs: str) -> None:
    html = _html(specs)
    article = read_page(
        Page(url="https://x.example/tin.html", body=html.encode(), headers={"content-type": "text/html"})
    )
    found = [(paragraph.kind, article.paragraph_text(paragraph)) for paragraph in article.paragraphs]
    lead = [("lead", LEAD)] if "(lead)" in specs else []
    first = "lead" if family == "a-id" and not lead else "paragraph"
    assert article.family == family
    assert found == [("title", TITLE), *lead, (first, TEXT), ("paragraph", LAST)]
    assert article.published is None


@pytest.mark.parametrize("specs", FOREIGN.values(), ids=FOREIGN)
def test_a_page_of_another_system_is_of_no_family(specs: str) -> None:
    assert not PAPERS & {family.name for family in _recognised(_html(specs))}


@pytest.mark.parametrize("page", ONE_A_SKIN.values(), ids=lambda page: page.skin.name)
def test_a_golden_page_is_of_its_own_family_alone(page: GoldenPage) -> None:
    names = {family.name for family in _recognised(page.html(), page.url)}
    assert names & PAPERS <= {page.skin.family}
    if page.skin.family in PAPERS:
        assert names == {page.skin.family}


ADDRESSED = {
    "zce": ("/tin-post1201.html", "h1 + .cms-body"),
    "a-id": ("/tin-a1201.html", "h1.title-detail + .post-content"),
    "yyyymm-hex": ("/xa-hoi/202404/tong-ket-1a2b3c4/", "h1 + div.desc(lead) + .content-detail + .date"),
    "content-detail": ("/tin-1201.html", "h1.title-detail + #content-detail"),
}


@pytest.mark.parametrize("family", ADDRESSED)
def test_with_an_address_of_the_familys_form_commoner_marks_are_enough(family: str) -> None:
    path, specs = ADDRESSED[family]
    html = _html(specs)
    article = read_page(Page(url=f"https://x.example{path}", body=html.encode()))
    assert article.family == family
    assert LAST in article.text
    assert "Huân chương" not in article.text
    assert family not in {found.name for found in _recognised(html)} or family == "content-detail"


def test_a_mark_may_be_one_of_several_or_an_id_and_class_on_one_element() -> None:
    tokens = tokens_of(parse_html('<div id="content" class="a b"></div><p class="c" data-field="body"></p>'))
    assert {"#content", ".a", ".b", "#content.a", "#content.b", ".c", "[data-field=body]"} == tokens
    declared = {"name": "x", "about": "x", "seen": "code", "body": (".a",)}
    groups = {"#content.a": True, "#content.c": False, ".z | .c": True, ".z | .y": False, "[data-field=body]": True}
    for mark, there in groups.items():
        family = Family.model_validate({**declared, "recognise": ((mark, ".a"),)})
        assert recognised(tokens, (family,)) == ([family] if there else [])
