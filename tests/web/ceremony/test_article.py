"""An article's page: its text with facts where they stand, on the operator's machine alone, and its rows everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from starlette.testclient import TestClient

from tests.web.ceremony.conftest import UNQUOTED, Home
from web.archive import POLICY
from web.article import paragraphs, prepare
from web.snapshot import Snapshot
from web.statements import statement

Sites = Callable[..., TestClient]


def parsed(client: TestClient, path: str) -> Any:  # noqa: ANN401 - an element of lxml
    return lxml_html.fromstring(client.get(path).text)


def words(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    return " ".join(element.text_content().split())


def head_of(client: TestClient, article_id: str) -> dict[str, Any]:
    snapshot: Snapshot = client.app.state.follower.snapshot  # type: ignore[attr-defined]
    head = snapshot.row(statement("article/head"), {"article_id": article_id})
    assert head is not None
    return prepare(snapshot, head)


def test_the_operator_sees_the_whole_text_with_its_facts(home: Home, site: Sites) -> None:
    article = home.stories["a"].article
    page = parsed(site(), f"/article/{article.id}")
    (text,) = page.find_class("words")
    for link in text.find_class("ref"):
        link.drop_tree()
    assert [words(p) for p in text.iter("p")] == [" ".join(p.split()) for p in article.text.split("\n\n")]
    assert UNQUOTED in words(text)
    assert {"45", "2", "158"} <= {words(mark) for mark in text.find_class("number")}
    assert "Giàng Seo Phử" in {words(mark) for mark in text.find_class("official")}


def test_rows_and_sentences_lead_to_one_another(home: Home, site: Sites) -> None:
    page = parsed(site(), f"/article/{home.stories['a'].article.id}")
    rows = page.xpath("//section[starts-with(@id, 'r')][h3]")
    assert len(rows) == 3
    for row in rows:
        (there,) = row.xpath(".//a[starts-with(@href, '#e')]/@href")
        link = page.get_element_by_id(there[1:])
        assert link.get("href") == f"#{row.get('id')}"
        assert "evidence-here" in link.getparent().get("class")


def test_a_text_that_changed_is_marked_nowhere_but_where_sentences_still_stand(home: Home, site: Sites) -> None:
    head = head_of(site(), home.stories["a"].article.id)
    assert head["is_as_read"]
    text = head["text"]
    first, second = sorted(head["awards"], key=lambda award: award["evidence_start"])[:2]
    for changed, standing in (
        (f"Thêm. {text}", set()),
        (text[: second["evidence_start"]] + "X" + text[second["evidence_start"] :], {1}),
        (text[: first["evidence_start"]], set()),
        ("", set()),
    ):
        stands = [
            changed[award["evidence_start"] : award["evidence_end"]] == award["evidence"] for award in head["awards"]
        ]
        awards = [{**award, "stands": there} for award, there in zip(head["awards"], stands, strict=True)]
        told = paragraphs({**head, "text": changed, "is_as_read": False, "awards": awards})
        assert "\n\n".join("".join(p.text for s in one for p in s.pieces) for one in told) == changed
        assert {row for one in told for stretch in one for row in stretch.rows} == standing
        marked = [(stretch.rows, piece) for one in told for stretch in one for piece in stretch.pieces if piece.kind]
        assert all(rows for rows, piece in marked if piece.kind in ("number", "award"))


def test_names_of_children_do_not_hide_where_a_sentence_stands(home: Home, site: Sites) -> None:
    head = head_of(site(), home.stories["a"].article.id)
    hidden = [award for award in head["awards"] if "V... T.. S.." in award["evidence"]]
    assert [award["stands"] for award in hidden] == [True]


def test_a_public_site_shows_sentences_and_the_way_to_the_source(home: Home, site: Sites) -> None:
    article = home.stories["a"].article
    page = parsed(site(public=True), f"/article/{article.id}")
    assert page.find_class("words") == []
    assert [words(quote) for quote in page.iter("blockquote")] == [
        "Đồng chí Giàng Seo Phử trao Bằng khen cho 45 tập thể có thành tích xuất sắc.",
        "Giấy khen được tặng cho 2 cá nhân là ông Lý A Páo và em V... T.. S.., học sinh lớp 5.",
        "Giai đoạn 2020-2024, toàn tỉnh có 158 tập thể được tặng Huân chương Lao động.",
    ]
    assert article.url in page.xpath("//a/@href")
    assert site(public=True).get(f"/article/{article.id}.json").json()["text"] is None
    assert UNQUOTED in site().get(f"/article/{article.id}.json").json()["text"]


def test_copies_lead_to_the_original_and_back(home: Home, site: Sites) -> None:
    first, copy = home.stories["a"].article.id, home.stories["copy"].article.id
    assert f"/article/{first}" in parsed(site(), f"/article/{copy}").xpath("//a/@href")
    assert f"/article/{copy}" in parsed(site(), f"/article/{first}").xpath("//section[h2/@id='copies']//a/@href")


def test_an_article_without_a_ceremony_has_its_page(home: Home, site: Sites) -> None:
    page = parsed(site(), f"/article/{home.stories['feature'].article.id}")
    assert "từ 2015" in words(page.get_element_by_id("r1"))
    assert page.xpath("//a[starts-with(@href, '/ceremony/')]") == []


def test_what_has_been_corrected_says_so_in_its_row(home: Home, site: Sites) -> None:
    page = parsed(site(), f"/article/{home.stories['b'].article.id}")
    assert "Máy đọc là số lượng: 158." in words(page.find_class("corrected")[0])


@pytest.mark.parametrize(
    ("content_type", "sent"),
    [
        ("text/html; charset=windows-1258", "text/html; charset=windows-1258"),
        ("text/html", "text/html"),
        ("TEXT/HTML;charset=utf-8\r\nX: y", "text/html; charset=utf-8"),
        ("image/svg+xml", "application/octet-stream"),
        ("text/html-not", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_an_archived_page_can_do_nothing(
    home: Home, archived_home: Path, site: Sites, content_type: str, sent: str
) -> None:
    body = b"<script>alert(1)</script>"
    asked: list[str] = []

    def archived(record: str) -> tuple[bytes, str] | None:
        asked.append(record)
        return body, content_type

    answer = site(home=archived_home, archived=archived).get(f"/archive/{home.stories['a'].article.id}")
    assert (answer.status_code, answer.content) == (200, body)
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == sent
    assert ("content-disposition" in answer.headers) == (sent == "application/octet-stream")
    assert asked == ["file.warc.gz:12"]


def _page(record: str) -> tuple[bytes, str]:
    return record.encode(), "text/html"


def test_the_archive_is_for_the_operator_alone_and_its_places_are_told_to_nobody(
    home: Home, archived_home: Path, site: Sites
) -> None:
    article_id = home.stories["a"].article.id
    own, public = (site(home=archived_home, archived=_page, public=public) for public in (False, True))
    without = site(home=archived_home)
    assert [client.get(f"/archive/{article_id}").status_code for client in (own, public, without)] == [200, 404, 404]
    for client in (own, public, without):
        for path in (f"/article/{article_id}", f"/ceremony/{home.ceremony_of('a')}"):
            assert (f"/archive/{article_id}" in client.get(path).text) == (client is own)
            for form in ("", ".json", "/awards.csv"):
                assert "warc" not in client.get(f"{path}{form}").text


def test_an_archived_page_that_is_gone_is_not_found(home: Home, archived_home: Path, site: Sites) -> None:
    path = f"/archive/{home.stories['a'].article.id}"
    assert site(home=archived_home, archived=lambda record: None).get(path).status_code == 404
    for version in ("7", "x", "-1"):
        assert site(home=archived_home, archived=_page).get(f"{path}?version={version}").status_code == 404
