"""The Python API on the demo's home: frames, articles with their evidence, search, provinces."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import thidua
from reference.folding import fold
from reference.provinces import UnknownProvinceError
from tests.warehouse.building import filler
from warehouse.searching.index import SearchError


@pytest.fixture(scope="module")
def snapshot(demo_folder: Path) -> Iterator[thidua.Snapshot]:
    with thidua.open(demo_folder / "thidua-demo") as opened:
        yield opened


def test_a_query_is_a_relation_that_gives_frames_and_tuples(snapshot: thidua.Snapshot) -> None:
    query = "SELECT award, count FROM award WHERE province = {} ORDER BY award_id"
    relation = snapshot.sql(query.format("?"), ["lao-cai"])
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    assert list(relation.df().columns) == ["award", "count"]
    assert relation.filter("count > 100").aggregate("count(*)").fetchall() == snapshot.rows(
        "SELECT count(*) FROM award WHERE province = 'lao-cai' AND count > 100"
    )
    pd.testing.assert_frame_equal(relation.df(), snapshot.frame(query.format("$slug"), {"slug": "lao-cai"}))
    assert snapshot.rows("SELECT 42") == [(42,)]
    assert relation.fetchall() == snapshot.rows(query.format("'lao-cai'"))


def test_nothing_can_be_written(snapshot: thidua.Snapshot) -> None:
    for statement in ("DELETE FROM award", "DROP TABLE award", "CREATE TABLE snapshot.x (i INTEGER)"):
        with pytest.raises(duckdb.Error, match="read-only"):
            snapshot.rows(statement)


def test_what_gives_no_rows_is_no_relation(snapshot: thidua.Snapshot) -> None:
    with pytest.raises(ValueError, match="gives no rows"):
        snapshot.sql("SET threads = 1")


def test_awards_are_those_conferred_unless_asked_otherwise(snapshot: thidua.Snapshot) -> None:
    conferred, everything = snapshot.awards(), snapshot.awards(status=None)
    assert set(conferred["status"]) == {"conferred"}
    assert len(everything) == snapshot.rows("SELECT count(*) FROM award")[0][0] > len(conferred)
    assert conferred["date"].dropna().is_monotonic_increasing
    assert conferred["evidence"].notna().all()


@pytest.mark.parametrize(
    ("chosen", "condition"),
    [
        ({"province": "Lào Cai"}, "province = 'lao-cai'"),
        ({"province": ["lang son", "nghe-an"]}, "province IN ('lang-son', 'nghe-an')"),
        ({"province": "Lào Cai", "division": "today"}, "province_today = 'lao-cai'"),
        ({"year": 2024}, "year = 2024"),
        ({"year": range(2024, 2026)}, "year IN (2024, 2025)"),
        ({"since": "2024-06-11", "until": dt.date(2025, 6, 30)}, "date BETWEEN '2024-06-11' AND '2025-06-30'"),
        (
            {"award": "huan-chuong-lao-dong", "award_class": [1, 2]},
            "award = 'huan-chuong-lao-dong' AND class IN (1, 2)",
        ),
        ({"grantor": "chu-tich-nuoc"}, "grantor = 'chu-tich-nuoc'"),
        ({"status": ["cumulative", "proposed"]}, "status IN ('cumulative', 'proposed')"),
        ({"year": []}, "false"),
    ],
)
def test_awards_are_narrowed(snapshot: thidua.Snapshot, chosen: dict[str, object], condition: str) -> None:
    status = "" if "status" in chosen else "status = 'conferred' AND "
    expected = snapshot.rows(f"SELECT award_id FROM award WHERE {status}{condition} ORDER BY award_id")  # noqa: S608
    found = snapshot.awards(**chosen)  # type: ignore[arg-type]
    assert sorted(found["award_id"]) == [award_id for (award_id,) in expected]
    assert expected or chosen == {"year": []}


def test_ceremonies_bear_what_was_conferred_there(snapshot: thidua.Snapshot) -> None:
    found = snapshot.ceremonies()
    assert len(found) == found["ceremony_id"].nunique() == snapshot.rows("SELECT count(*) FROM ceremony")[0][0]
    awards = snapshot.awards().dropna(subset="ceremony_id").groupby("ceremony_id").size()
    assert found.set_index("ceremony_id")["awards"].dropna().astype(int).to_dict() == awards.to_dict()
    some = snapshot.ceremonies(province="lao-cai", year=2024, kind="summary")
    assert 0 < len(some) < len(found)
    assert set(some["province"]) == {"lao-cai"}
    assert set(some["kind"]) == {"summary"}


def test_officials_are_found_by_a_part_of_a_name_without_accents(snapshot: thidua.Snapshot) -> None:
    everyone = snapshot.officials()
    assert everyone["ceremonies"].is_monotonic_decreasing
    name = everyone["name"][0]
    assert name in set(snapshot.officials(fold(name)[2:])["name"])
    assert set(snapshot.officials(province="Nghệ An")["province"]) == {"nghe-an"}
    assert snapshot.officials("nobody is called so").empty


def test_an_article_shows_its_evidence(snapshot: thidua.Snapshot) -> None:
    best = snapshot.awards(province="lao-cai")
    url = best["url"].iloc[0]
    article = snapshot.article(url)
    assert snapshot.article(article.article_id).url == url
    assert best["award_id"].iloc[0] in set(article.awards["award_id"])
    assert article.text is not None
    for start, end, evidence in article.awards[["evidence_start", "evidence_end", "evidence"]].to_numpy().tolist():
        assert article.text[start:end] == evidence
    assert {"official_id", "name", "titles", "roles"} == set(article.officials.columns)
    assert article.ceremony_id in set(snapshot.ceremonies()["ceremony_id"])
    with pytest.raises(thidua.NoArticleError, match="no article 'nowhere'"):
        snapshot.article("nowhere")


def test_articles_are_searched(snapshot: thidua.Snapshot) -> None:
    found = snapshot.search("huan chuong lao dong", limit=5)
    assert 0 < len(found) <= 5
    assert found["score"].is_monotonic_decreasing
    assert found["date"].dtype.kind == "M"
    assert snapshot.search("khôngcónghĩagì").empty
    with pytest.raises(SearchError):
        snapshot.search("")


def test_unknown_provinces_and_divisions_are_told(snapshot: thidua.Snapshot) -> None:
    with pytest.raises(UnknownProvinceError, match=r"no province 'Atlantis'.*lao-cai"):
        snapshot.awards(province="Atlantis")
    with pytest.raises(ValueError, match="division"):
        snapshot.ceremonies(province="lao-cai", division="tomorrow")  # type: ignore[arg-type]


def test_provinces_are_those_of_both_divisions() -> None:
    frame = thidua.provinces()
    assert frame.groupby("division").size().to_dict() == {34: 34, 63: 63}
    assert frame["slug_today"].nunique() == 34
    yen_bai = frame[(frame["division"] == 63) & (frame["slug"] == "yen-bai")]
    assert yen_bai[["slug_today", "name_today"]].to_numpy().tolist() == [["lao-cai", "Lào Cai"]]
    today = frame[frame["division"] == 34]
    assert (today["slug"] == today["slug_today"]).all()


def test_a_home_without_an_index_has_articles_without_text(demo_folder: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(demo_folder / "thidua-demo", tmp_path / "home"))
    for index in (home / "snapshots").glob("*.index"):
        shutil.rmtree(index)
    with thidua.open(home) as opened:
        assert opened.article(opened.awards()["url"].iloc[0]).text is None
        with pytest.raises(SearchError):
            opened.search("khen")


def test_a_snapshot_says_what_it_is(snapshot: thidua.Snapshot) -> None:
    assert repr(snapshot).startswith(f"<thidua snapshot {snapshot.number:06d}: ")
    assert snapshot.path.is_file()


def test_the_example_of_the_readme_runs(demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (code,) = [block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "thidua.open(" in block]
    (tmp_path / "thidua-demo").symlink_to(demo_folder / "thidua-demo")
    monkeypatch.chdir(tmp_path)
    told = ["Sáng 11/6, UBND tỉnh Lào Cai tổ chức hội nghị tổng kết thi đua.", filler("a"), filler("b"), filler("c")]
    Path("article.html").write_text(
        f"<title>Hội nghị</title><article>{''.join(f'<p>{one}</p>' for one in told)}</article>", "utf-8"
    )
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 (our own)
    assert isinstance(names["article"], thidua.Article)
