"""Saved pages and the article that has to come out of each.

`pages/` are the project's own, one in the markup of each CMS family with the family's traps. `real/` keeps of pages of
other publishers no words: the pages lie in the shared folder. THIDUA_PAGES may name a folder of more, made with
`thidua golden`, that is no part of the project.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from extract.article import Article
from thidua.saved_pages import SavedPage, SavedPageError, differences, digest, golden_of, load_saved, read_saved

HERE = Path(__file__).parent
OWN = load_saved(HERE / "pages")
MORE = load_saved(Path(os.environ["THIDUA_PAGES"])) if os.environ.get("THIDUA_PAGES") else []


@pytest.mark.parametrize("saved", [*OWN, *MORE], ids=lambda saved: saved.name)
def test_the_article_of_a_saved_page_is_exact(saved: SavedPage) -> None:
    assert differences(saved.read(), saved.golden) == []


def test_the_articles_of_our_own_pages_are_vietnamese() -> None:
    read = [saved.read() for saved in OWN]
    assert len(read) > 8
    assert {article.language for article in read if isinstance(article, Article)} == {"vi"}


@pytest.mark.parametrize("name", sorted(path.stem for path in (HERE / "real").glob("*.yaml")))
def test_a_real_page_is_read_exactly(shared: Path, name: str) -> None:
    (saved,) = [saved for saved in load_saved(HERE / "real", shared / "html") if saved.name == name]
    assert differences(saved.read(), saved.golden) == []


def test_of_real_pages_no_words_are_kept() -> None:
    for path in (HERE / "real").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").partition("paragraphs:")[2].partition("not_in_text:")[0]
        assert all("characters, " in line for line in text.splitlines() if line.strip())


def _golden(**changed: object) -> dict[str, Any]:
    (saved,) = [saved for saved in OWN if saved.name == "zce"]
    return {**saved.golden, **changed}


def _read() -> Article:
    article = read_saved(HERE / "pages" / "zce.html", _golden()["url"])
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"byline": "Anh Dũng"}, "byline: 'Anh Thư', not 'Anh Dũng'"),
        ({"published": None}, "published: '2024-05-17T13:43:02+07:00', not None"),
        ({"tags": ["Sơn Khê", "người tốt"]}, "tags: ['người tốt', 'Sơn Khê'], not ['Sơn Khê', 'người tốt']"),
        ({"not_in_text": ["120 đại biểu"]}, "in the text: '120 đại biểu'"),
        ({"no_article": "a listing"}, "an article was read where there is none"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_difference_is_named(changed: dict[str, Any], line: str) -> None:
    assert differences(_read(), _golden()) == []
    assert differences(_read(), _golden(**changed)) == [line]


def test_paragraphs_are_compared_by_kind_words_and_order() -> None:
    paragraphs = _golden()["paragraphs"]
    article = _read()
    assert differences(article, _golden(paragraphs=paragraphs[:-1])) == [
        "not there paragraph: Hội nghị kết thúc trong ngày."
    ]
    changed = [{"item": entry["lead"]} if "lead" in entry else entry for entry in paragraphs]
    assert [line.partition(":")[0] for line in differences(article, _golden(paragraphs=changed))] == [
        "missing item",
        "not there lead",
    ]
    turned = [*paragraphs[:-2], paragraphs[-1], paragraphs[-2]]
    assert differences(article, _golden(paragraphs=turned)) == ["the paragraphs stand in another order"]


def test_digests_stand_for_words() -> None:
    article = _read()
    golden = golden_of(article, words=False)
    assert differences(article, golden) == []
    assert golden["paragraphs"][1] == {"lead": digest("Sáng 17/5, huyện Sơn Khê biểu dương những người làm việc tốt.")}
    golden["paragraphs"][1] = {"lead": digest("Sáng 17/5, huyện Sơn Khê biểu dương những người làm việc tốt!")}
    assert [line.partition(":")[0] for line in differences(article, golden)] == ["missing lead", "not there lead"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("paragraphs: [", "cannot be read"),
        ("url: https://x.example/", "neither no_article nor paragraphs"),
        ("paragraphs: [Hội nghị]", "neither no_article nor paragraphs"),
        ("no_article: a listing\nauthor: Anh Thư", "nothing is known of author"),
    ],
)
def test_a_wrong_golden_file_is_named(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "page.html").write_text("<p>x</p>", encoding="utf-8")
    (tmp_path / "page.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SavedPageError, match=wrong) as raised:
        load_saved(tmp_path)
    assert "page.yaml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_golden_file_needs_its_page(tmp_path: Path) -> None:
    (tmp_path / "page.yaml").write_text("no_article: a listing", encoding="utf-8")
    with pytest.raises(SavedPageError, match=r"no page page\.html"):
        load_saved(tmp_path)


def test_a_time_may_be_written_as_yaml_has_it(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(b"")
    (tmp_path / "page.yaml").write_text("published: 2024-05-17T13:43:02+07:00\nparagraphs: [p: x]", encoding="utf-8")
    assert load_saved(tmp_path)[0].golden["published"] == "2024-05-17T13:43:02+07:00"
