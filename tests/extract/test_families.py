"""Golden pages: one in the markup of each CMS family, with the family's traps, and the article that has to come out.

Each `pages/<name>.html` has a `pages/<name>.yaml` with the fields of its article; the pages are the project's own.
"""

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

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def _read(path: Path) -> tuple[Article, dict[str, Any]]:
    golden = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    article = read_page(Page(url=golden["url"], body=path.read_bytes(), headers={"content-type": "text/html"}))
    return article, golden


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_of_a_page_is_exact(path: Path) -> None:
    article, golden = _read(path)
    found = [{paragraph.kind: article.paragraph_text(paragraph)} for paragraph in article.paragraphs]
    assert found == golden["paragraphs"]
    for field in ("url", "family", "published_from", "byline", "credit", "section"):
        assert getattr(article, field) == golden.get(field), field
    for field in ("published", "modified"):
        value = getattr(article, field)
        assert (value.isoformat() if value else None) == golden.get(field), field
    assert list(article.tags) == golden.get("tags", [])
    assert article.language == "vi"
    assert article.warnings == ()


def test_every_family_has_a_golden_page() -> None:
    families = {family.name for family in load_families()}
    assert families <= {path.stem for path in PAGES}


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
