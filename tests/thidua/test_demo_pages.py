"""The demo site's pages: whole, well formed, with every word of the articles and the traps of each CMS family."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import pytest

from thidua.demo import addresses
from thidua.demo.material import DemoArticle, load_articles, load_decoys, load_outlets
from thidua.demo.site import Site, build_site
from thidua.demo.sources import demo_sources

SAMPLES = Path(__file__).parent / "demo_samples" / "articles"
OUTLETS = load_outlets()
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site(articles=load_articles(SAMPLES))


@pytest.fixture(scope="module", params=["samples", "shipped"])
def any_site(request: pytest.FixtureRequest, site: Site) -> Site:
    return site if request.param == "samples" else build_site()


def spaced(text: str) -> str:
    return " ".join(text.split())


def page_of(site: Site, article: DemoArticle) -> lxml.html.HtmlElement:
    answer = site.answers[site.paths[article.id]]
    zipped = "Content-Encoding" in answer.headers
    return lxml.html.document_fromstring((gzip.decompress(answer.body) if zipped else answer.body).decode())


class Balance(HTMLParser):
    """Notes end tags that close no open element, and elements left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave an element that closes itself alone."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def test_every_page_is_well_formed(any_site: Site) -> None:
    html = 0
    for (slug, path), answer in any_site.answers.items():
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        html += 1
        body = (gzip.decompress(answer.body) if "Content-Encoding" in answer.headers else answer.body).decode()
        balance = Balance()
        balance.feed(body)
        balance.close()
        assert (balance.faults, balance.open) == ([], []), (slug, path)
        assert "Undefined" not in body
        assert ("{{" in body) == (OUTLETS[slug].family == "content-detail"), (slug, path)
        assert lxml.html.document_fromstring(body).findtext(".//title")
    assert html > 60


def test_every_sentence_of_an_article_is_on_its_page(any_site: Site) -> None:
    for article in any_site.articles.values():
        page = page_of(any_site, article)
        for node in page.xpath("//head | //script | //style"):
            node.drop_tree()
        shown = spaced(page.text_content())
        for words in article.words():
            assert spaced(words) in shown, (article.id, words)
        for words in filter(None, (article.byline, article.credit)):
            assert words in shown


def test_words_of_an_article_are_in_page_order(any_site: Site) -> None:
    """The body's pieces follow each other, whatever boxes stand between them."""
    for article in any_site.articles.values():
        shown = spaced(page_of(any_site, article).find("body").text_content())
        place = shown.index(spaced(article.title))
        for block in article.body:
            place = shown.index(spaced(block.text), place)


def test_the_page_names_its_own_domain(any_site: Site) -> None:
    urls = any_site.urls()
    for article in any_site.articles.values():
        page = page_of(any_site, article)
        assert page.xpath("//link[@rel='canonical']/@href") == [urls[article.id]]
        assert page.xpath("//meta[@property='og:url']/@content") == [urls[article.id]]
        assert urls[article.id].startswith(f"https://{OUTLETS[article.outlet].domain}/")


def test_boxes_hold_decoys_and_other_articles(any_site: Site) -> None:
    decoys = load_decoys()
    for article in any_site.articles.values():
        shown = spaced(page_of(any_site, article).text_content())
        assert sum(decoy.title in shown for decoy in decoys) >= 3
        assert sum(decoy.lead in shown for decoy in decoys) >= 3
        assert any(person in shown for decoy in decoys for person in decoy.people)
        links = page_of(any_site, article).xpath("//a/@href")
        own = {path for slug, path in any_site.paths.values() if slug == article.outlet}
        own.discard(any_site.paths[article.id][1])
        assert own & set(links) or len(own) == 0


def test_decoys_are_told_nowhere_else() -> None:
    told = " ".join(words for article in load_articles().values() for words in article.words())
    for decoy in load_decoys():
        assert decoy.title not in told
        for person in decoy.people:
            assert person not in told
            assert person in f"{decoy.title} {decoy.lead} {decoy.caption}"


def test_zce_body_has_no_paragraph_elements_and_ends_in_the_byline(site: Site) -> None:
    body = page_of(site, site.articles["mau-zce"]).find_class("article__body")[0]
    assert [p.text for p in body.iter("p")] in ([], [body.find_class("related-news")[0].find(".//p").text])
    assert spaced(body.find_class("t1")[-1].text_content()) == "Lý Mẩy"
    assert spaced(body.find_class("t1")[-1].find_class("t2")[0].text_content()) == "Lý Mẩy"
    assert spaced(body.find_class("t2")[0].text_content()) == "Đường về bản"
    assert spaced(body.xpath(".//figcaption")[0].text_content()).endswith("Ảnh: Lý Mẩy")
    plain = body.xpath("./div[img]/following-sibling::div[1]")[0]
    assert spaced(plain.text_content()) == "Ông Giàng A Sùa trao Giấy khen cho các hộ."


def test_a_id_has_the_breadcrumb_first_and_the_byline_last(site: Site) -> None:
    page = page_of(site, site.articles["mau-a-id"])
    first, second = page.xpath("//h1")[:2]
    assert spaced(first.text_content()) == "XÃ HỘI"
    assert spaced(second.text_content()) == "Phường Tân Thử tuyên dương người tốt"
    body = page.xpath("//*[@id='newscontents']/*[contains(@class, 'content-fck')]")[0]
    assert body.xpath("string((.//p/strong)[last()])") == "Tin, ảnh: Thử Minh"
    assert body.xpath("string(.//p[img]/following-sibling::p[1]/em)") == "Các gương điển hình nhận hoa."
    assert page.xpath("//base/@href")


def test_content_detail_leaves_template_nodes_in_the_body(site: Site) -> None:
    page = page_of(site, site.articles["mau-content-detail"])
    body = page.get_element_by_id("content-detail")
    assert "{{item.title}}" in body.text_content()
    assert body.findtext("h2") == "Một năm nhìn lại của thôn Khuổi Vài."
    assert page.find_class("pseudonym")[0].text == "Hoàng Then"


def test_vnpt_pads_its_captions_and_counts_views(site: Site) -> None:
    page = page_of(site, site.articles["mau-vnpt"])
    body = page.find_class("ArticleContent")[0]
    assert body.xpath(".//img/@alt") == ["anh tin bai", "anh tin bai"]
    assert body.xpath(".//p/i")[0].text.startswith("\u00a0\u00a0")
    assert re.search(r"Lượt xem: \d+", page.text_content())
    assert "Nguồn tin: Báo Miền Sơn Cước" in body.text_content()


def test_onecms_has_related_boxes_inside_the_body(site: Site) -> None:
    body = page_of(site, site.articles["mau-onecms"]).find_class("entry")[0]
    assert [spaced(e.text_content()) for e in body.find_class("c-box__title__name")] == [
        "Bài liên quan",
        "Bài đọc tiếp",
    ]
    assert spaced(body.find_class("sc-longform-header-author")[0].text_content()) == "Nguyễn Thử"


def test_nukeviet_ends_in_author_and_source(site: Site) -> None:
    page = page_of(site, site.articles["mau-nukeviet"])
    right = [spaced(p.text_content()) for p in page.find_class("text-right") if p.tag == "p"]
    assert right == ["Tác giả: Văn Thử", "Nguồn tin: Cổng thông tin quận Thử"]
    assert page.xpath("//meta[@name='generator']/@content")[0].startswith("NukeViet")


def test_article_patterns_match_articles_and_nothing_else(any_site: Site) -> None:
    moved = {(slug, path) for (slug, quirk), path in any_site.quirks.items() if quirk in ("moved", "private")}
    known = set(any_site.paths.values()) | moved
    for slug, path in any_site.answers:
        matches = re.search(addresses.article_pattern(OUTLETS[slug]), path) is not None
        assert matches == ((slug, path) in known), (slug, path)
    assert len(set(any_site.paths.values())) == len(any_site.articles)


def test_sources_describe_what_is_served(any_site: Site) -> None:
    sources = demo_sources(any_site, "127.0.0.1:8123")
    assert [source.slug for source in sources] == sorted(OUTLETS)
    for source in sources:
        assert source.private
        assert source.delay == 0
        for url in source.seeds():
            parts = urlsplit(url)
            assert parts.hostname == OUTLETS[source.slug].domain
            assert (source.slug, parts.path) in any_site.answers
        for key, url in any_site.urls().items():
            assert source.is_article(url) == (any_site.articles[key].outlet == source.slug)
