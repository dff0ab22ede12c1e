"""Declarations of CMS families: what a file may say, how layouts come of it, which of several counts on a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.page import Page
from extract.article import Article
from extract.families.declaration import DeclarationError, load_families
from extract.reading import read_page
from tests.extract.golden.material import load_skins

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def _read(path: Path) -> tuple[Article, dict[str, Any]]:
    golden = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    article = read_page(Page(url=golden["url"], body=path.read_bytes(), headers={"content-type": "text/html"}))
    return article, golden


def test_every_family_has_a_golden_page() -> None:
    families = {family.name for family in load_families()}
    assert families <= {path.stem for path in PAGES} | {skin.family for skin in load_skins()}


def test_a_wrong_declaration_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("name: wrong\nabout: x\nrecognise: [[.a]]\nbody: ['div[']\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"wrong\.yaml"):
        load_families(tmp_path)


def test_the_front_page_is_no_section() -> None:
    path = next(path for path in PAGES if path.stem == "content-detail")
    page = path.read_text(encoding="utf-8")
    crumbs = '<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/xa-hoi">Xã hội</a></li></ul>'
    body = re.sub(r'<(div|ul|nav)[^>]*class="[^"]*breadcrumb[^"]*".*?</\1>', crumbs, page, count=1, flags=re.DOTALL)
    assert crumbs in body
    article = read_page(Page(url=_read(path)[1]["url"], body=body.encode(), headers={"content-type": "text/html"}))
    assert article.section == "Xã hội"


def _declare(folder: Path, name: str, rest: str) -> None:
    text = f"name: {name}\nabout: x\nseen: code\nrecognise: [[.a]]\nbody: [.a]\n{rest}"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_layout_takes_what_it_does_not_say_from_its_family(tmp_path: Path) -> None:
    _declare(
        tmp_path, "x", "title: [h1]\nlayouts:\n  - {since: 2024-01}\n  - {layout: old, until: 2023-12, body: [.b]}\n"
    )
    present, old = load_families(tmp_path)
    assert (present.layout, old.layout) == ("present", "old")
    assert (present.body, old.body) == ((".a",), (".b",))
    assert present.title == old.title == ("h1",)
    assert [family.covers("2023-12") for family in (present, old)] == [False, True]


@pytest.mark.parametrize(
    ("rest", "wrong"),
    [
        ("layouts: [{}, {}]\n", "2 layouts are called 'present'"),
        ("layouts: [{name: y}]\n", "the name is y, not the file's"),
        ("layouts: [{since: 2024}]\n", "since"),
        ("layouts: []\n", "no layout"),
    ],
)
def test_a_wrong_layout_names_its_file(tmp_path: Path, rest: str, wrong: str) -> None:
    _declare(tmp_path, "x", rest)
    with pytest.raises(DeclarationError, match=rf"(?s)^x\.yaml: .*{wrong}"):
        load_families(tmp_path)


def test_of_two_families_on_a_page_that_of_its_outlet_counts() -> None:
    body = "<p>" + "Hội nghị tặng Giấy khen cho 7 tập thể có thành tích tốt. " * 3 + "</p>"
    both = (
        f'<h1 class="head_title">Sơ kết</h1><p class="ArticleHeader">Sơ kết</p><div class="ArticleContent">{body}</div>'
    )
    both += f'<div id="content" class="content-detail">{body}</div>'
    read = [
        read_page(Page(url="https://x.example/tin", body=both.encode(), meta={"family": name}))
        for name in ("vnpt", "yyyymm-hex", "unheard-of")
    ]
    assert [article.family for article in read] == ["vnpt", "yyyymm-hex", "vnpt"]
