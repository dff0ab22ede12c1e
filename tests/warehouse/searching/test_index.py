from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.warehouse.building import award, story, write_parts
from warehouse.publish import Published, publish
from warehouse.searching.index import SearchError, is_sound, search
from warehouse.searching.indexing import build_index


def titles(published: Published, words: str, *, everything: bool = False) -> list[str]:
    return [hit.title for hit in search(published.index, words, everything=everything)]


@pytest.mark.parametrize(
    "words",
    [
        "lào cai tổng kết",
        "lao cai tong ket",
        "LAO CAI",
        '"tổng kết phong trào"',
        "people:huong",
        'places:"lào cai" year:2024',
    ],
)
def test_words_with_and_without_accents(published: Published, words: str) -> None:
    assert "Lào Cai tổng kết phong trào thi đua" in titles(published, words)


def test_accents_written_apart_are_found(published: Published) -> None:
    words = unicodedata.normalize("NFD", "tổng kết phong trào")
    assert titles(published, words) == titles(published, "tổng kết phong trào") != []


def test_phrases_and_minus(published: Published) -> None:
    assert titles(published, '"kết tổng"') == []
    assert "Lào Cai tổng kết phong trào thi đua" not in titles(published, "people:hường -title:phong")
    assert titles(published, "people:hường -title:phong")


def test_every_word_counts(published: Published) -> None:
    assert titles(published, "lào cai xyzzy") == []


@pytest.mark.parametrize(
    "words", ['"lào cai', "lào AND (", "nowhere:lào", "lào cai: -", "[lào TO", "lào cai!!", "^lào~"]
)
def test_bad_syntax_is_read_as_words(published: Published, words: str) -> None:
    search(published.index, words)


def test_no_words_are_refused(published: Published) -> None:
    for words in ("", "  ", "-", '"'):
        with pytest.raises(SearchError, match="at least one word"):
            search(published.index, words)
    with pytest.raises(SearchError, match="no search index"):
        search(published.index.with_name("none.index"), "lào")


def test_hits_tell_what_and_where(published: Published) -> None:
    (hit,) = search(published.index, '"trao thưởng" -title:tổng')
    assert (hit.date, hit.province, hit.source, hit.url) == ("2024-06-11", "lao-cai", "c.vn", "https://c.vn/tin.html")
    assert hit.ceremony_id is not None
    assert [hit.snippet[start:end].lower() for start, end in hit.marks][:2] == ["trao", "thưởng"]
    assert "\n" not in hit.snippet


def test_marks_count_code_points(published: Published) -> None:
    for hit in search(published.index, "thuong", everything=True):
        assert {hit.snippet[start:end].lower() for start, end in hit.marks} <= {"thưởng", "thường", "thương"}


def test_irrelevant_articles_and_copies_only_on_demand(published: Published) -> None:
    assert titles(published, "mua vang nuong") == []
    assert titles(published, "mua vang nuong", everything=True) == ["Mùa vàng trên nương"]
    assert len(titles(published, 'title:"lao cai tong ket"')) == 1
    assert len(titles(published, 'title:"lao cai tong ket"', everything=True)) == 2


def test_the_limit_holds_and_the_best_come_first(published: Published) -> None:
    hits = search(published.index, "thi đua", 3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_of_equal_scores_the_smallest_ids_come_first_wherever_they_lie(published: Published) -> None:
    every = [hit.article_id for hit in search(published.index, "year:2024", 99, everything=True)]
    assert len(every) > 3
    assert every == sorted(every)
    assert [hit.article_id for hit in search(published.index, "year:2024", 3, everything=True)] == every[:3]


def test_an_index_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    code = """
import resource, sys
from pathlib import Path
from warehouse.publish import publish
from warehouse.searching.indexing import build_index
folder = Path(sys.argv[1])
database = publish(articles=[], reports=[], home=folder).database
resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
try:
    build_index(folder / "index", database, [])
except OSError as error:
    print(error)
"""
    outcome = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True)
    assert outcome.stdout.startswith("the search index cannot be written: "), outcome.stderr


def test_an_index_without_texts_shows_evidence_alone(tmp_path: Path) -> None:
    told = story("a", title="Tin", awards=[award("bang-khen", 7, sentence="7 tập thể nhận Bằng khen.")])
    articles, reports = write_parts(tmp_path, [told])
    database = publish(articles=articles, reports=reports, home=tmp_path).database
    build_index(tmp_path / "x.index", database, articles, store_text=False)
    (hit,) = search(tmp_path / "x.index", "bằng khen")
    assert hit.snippet == "7 tập thể nhận Bằng khen."
    words = told.report.text.split("\n\n")[1][:40].encode()
    assert not any(words in path.read_bytes() for path in (tmp_path / "x.index").iterdir())


def test_an_index_that_cannot_be_written_to_is_searched(published: Published, tmp_path: Path) -> None:
    index = tmp_path / "x.index"
    shutil.copytree(published.index, index, ignore=shutil.ignore_patterns("*.lock"))
    (index / ".tantivy-meta.lock").mkdir()  # the lock cannot be made, as where the folder is read-only
    assert search(index, "lào cai") == search(published.index, "lào cai")


def test_who_may_read_the_folder_may_read_the_index(published: Published) -> None:
    everyone = published.index.stat().st_mode & 0o444
    assert {path.stat().st_mode & 0o444 for path in published.index.iterdir()} == {everyone}


@pytest.mark.parametrize("name", ["meta.json", "*.idx", "*.pos", "*.store", "*.term"])
def test_a_damaged_index_says_how_to_mend_it(published: Published, tmp_path: Path, name: str) -> None:
    index = tmp_path / "x.index"
    shutil.copytree(published.index, index)
    assert is_sound(index, published.counts["article"])
    copy = index.rename(tmp_path / "y.index")  # an index once opened is kept open
    next(copy.glob(name)).unlink()
    assert not is_sound(copy, published.counts["article"])
    with pytest.raises(SearchError, match="cannot be read; `thidua publish` makes another"):
        search(copy, '"thi đua"')


@pytest.mark.parametrize("name", ["*.idx", "*.pos", "*.store", "*.term", "*.fast", "*.fieldnorm"])
def test_a_byte_that_changed_or_is_missing_is_seen(published: Published, tmp_path: Path, name: str) -> None:
    for change in (lambda b: b[:9] + bytes([b[9] ^ 1]) + b[10:], lambda b: b[:-1], lambda b: b[:40], lambda b: b""):
        index = tmp_path / f"{len(list(tmp_path.iterdir()))}.index"
        shutil.copytree(published.index, index)
        path = next(index.glob(name))
        path.write_bytes(change(path.read_bytes()))
        assert not is_sound(index, published.counts["article"])
