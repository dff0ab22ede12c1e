"""The truth about the demo site: what follows from its reports, and how a snapshot is held against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import duckdb
import pytest

from thidua.demo.comparison import QUERIES, compare
from thidua.demo.material import DemoError, load_articles
from thidua.demo.site import Site, build_site
from thidua.demo.truth import SiteTruth, load_truth
from warehouse.tables.schema import create_tables, create_views

SAMPLES = Path(__file__).parent / "demo_samples"
Published = dict[str, list[dict[str, Any]]]
Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site(articles=load_articles(SAMPLES / "articles"))


@pytest.fixture(scope="module")
def truth(site: Site) -> SiteTruth:
    return load_truth(site, SAMPLES / "truth")


@pytest.fixture
def published(truth: SiteTruth) -> Published:
    """What a faultless pipeline publishes of the samples, written by hand."""
    urls = truth.urls
    none: dict[str, Any] = {"class": None, "period_start": None, "period_end": None, "handed_over_at": None}

    def article(key: str, kind: str, day: str | None, province: str | None, ceremony: str | None) -> dict[str, Any]:
        relevant = {"relevant": ceremony is not None, "kind": kind, "date": day, "province": province}
        return {"url": urls[key], **relevant, "ceremony_id": ceremony}

    def award(key: str, ceremony: str, code: str, grantor: str | None, recipient: str, count: int) -> dict[str, Any]:
        row = {"award": code, "grantor": grantor, "recipient": recipient, "count": count, "status": "conferred"}
        return {**none, **row, "qualifier": "exact", "ceremony_id": ceremony, "url": urls[key]}

    return {
        "articles": [
            article("mau-zce", "summary", "2024-06-11", "lao-cai", "c1"),
            article("mau-vnpt", "summary", "2024-06-11", "lao-cai", "c1"),
            article("mau-content-detail", "summary", "2024-06-12", "lang-son", "c2"),
            article("mau-onecms", "council", "2024-06-30", "nghe-an", "c3"),
            article("mau-a-id", "conferment", "2024-07-02", "dong-nai", "c4"),
            article("mau-nukeviet", "launch", None, None, None),
        ],
        "ceremonies": [
            {"ceremony_id": "c1", "date": "2024-06-11", "province": "lao-cai"},
            {"ceremony_id": "c2", "date": "2024-06-12", "province": "lang-son"},
            {"ceremony_id": "c3", "date": "2024-06-30", "province": "nghe-an"},
            {"ceremony_id": "c4", "date": "2024-07-02", "province": "dong-nai"},
        ],
        "awards": [
            award("mau-zce", "c1", "giay-khen", "xa", "household", 5),
            award("mau-content-detail", "c2", "giay-khen", "xa", "collective", 2),
            award("mau-onecms", "c3", "bang-khen", None, "collective", 3) | {"status": "proposed"},
            award("mau-a-id", "c4", "giay-khen", "xa", "individual", 9),
        ],
        "officials": [{"name": "Giàng A Sùa", "ceremonies": 1}],
        "by_type": [{"award": "giay-khen", "recipients": 16}],
        "by_province": [
            {"province": "lao-cai", "recipients": 5},
            {"province": "lang-son", "recipients": 2},
            {"province": "dong-nai", "recipients": 9},
        ],
    }


def changed_truth(site: Site, folder: Path, **changes: Change) -> SiteTruth:
    """Return the truth after a change to the reports named (with _ for -)."""
    for path in (SAMPLES / "truth").glob("*.json"):
        report = json.loads(path.read_text())
        change = changes.get(path.stem.replace("-", "_"))
        if change is not None:
            change(report)
        (folder / path.name).write_text(json.dumps(report))
    return load_truth(site, folder)


def test_reports_of_one_ceremony_are_one_event(truth: SiteTruth) -> None:
    assert [event.slug for event in truth.ceremonies] == ["dien-thu", "khuoi-vai", "po-ho", "tan-thu"]
    both = truth.ceremonies[2]
    assert both.articles == ("mau-vnpt", "mau-zce")
    assert [award.count for award in both.awards] == [5]
    assert len(truth.relevant) == 5


def test_totals_take_conferred_awards_once_a_ceremony(truth: SiteTruth) -> None:
    assert truth.recipients_by_type() == {"giay-khen": 16}
    assert truth.recipients_by_province() == {"dong-nai": 9, "lang-son": 2, "lao-cai": 5}
    assert list(truth.ceremonies_by_official().values()) == [1]


def test_an_exact_number_is_preferred_to_a_rounded_one(site: Site, tmp_path: Path) -> None:
    def rounded(report: dict[str, Any]) -> None:
        report["awards"][0] |= {"count": 4, "qualifier": "over"}

    truth = changed_truth(site, tmp_path, mau_zce=rounded)
    assert [(a.count, a.qualifier) for a in truth.ceremonies[2].awards] == [(5, "exact")]


def test_a_number_is_preferred_to_none(site: Site, tmp_path: Path) -> None:
    truth = changed_truth(site, tmp_path, mau_vnpt=lambda report: report["awards"][0].update(count=None))
    assert [award.count for award in truth.ceremonies[2].awards] == [5]


def test_equal_rows_of_one_report_stay_two(site: Site, tmp_path: Path) -> None:
    def twice(report: dict[str, Any]) -> None:
        report["awards"].insert(0, report["awards"][0] | {"count": 3})

    truth = changed_truth(site, tmp_path, mau_zce=twice, mau_vnpt=twice)
    assert sorted(award.count or 0 for award in truth.ceremonies[2].awards) == [3, 5]


def test_rows_of_different_periods_stay_two(site: Site, tmp_path: Path) -> None:
    def tallied(report: dict[str, Any]) -> None:
        report["awards"].append(report["awards"][0] | {"status": "cumulative", "period": [2019, 2024]})
        report["awards"].append(report["awards"][0] | {"status": "cumulative", "period": [2023, None]})

    truth = changed_truth(site, tmp_path, mau_zce=tallied, mau_vnpt=tallied)
    assert sorted(str(award.period) for award in truth.ceremonies[2].awards) == ["(2019, 2024)", "(2023, None)", "None"]


def test_what_is_told_of_no_event_stands_with_its_article(site: Site, tmp_path: Path, published: Published) -> None:
    def undated(report: dict[str, Any]) -> None:
        report |= {"ceremony": None, "date": None, "kind": "feature"}

    truth = changed_truth(site, tmp_path, mau_zce=undated, mau_vnpt=undated)
    assert [event.articles for event in truth.events if event.slug is None] == [("mau-vnpt", "mau-zce")]
    for row in published["articles"][:2]:
        row |= {"date": None, "kind": "feature", "ceremony_id": None}
    published["awards"][0] |= {"ceremony_id": None}
    del published["ceremonies"][0]
    published["officials"][0]["ceremonies"] = 0
    assert compare(truth, published) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "2024-06-10"}, "disagree on the day or the province"),
        ({"province": "lai-chau"}, "disagree on the day or the province"),
        ({"relevant": False}, "neither awards nor a ceremony"),
        ({"id": "mau-khac"}, "is not the name of the file"),
        ({"awards": [{"award": "bang-khem", "recipient": "individual", "status": "conferred"}]}, "awards.0.award"),
    ],
)
def test_a_wrong_truth_is_refused(site: Site, tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(DemoError, match=message):
        changed_truth(site, tmp_path, mau_zce=lambda report: report.update(change))


def test_two_exact_numbers_for_one_award_are_refused(site: Site, tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="po-ho: two reports give 5 and 6"):
        changed_truth(site, tmp_path, mau_zce=lambda report: report["awards"][0].update(count=6))


def test_an_article_without_truth_is_refused(site: Site, tmp_path: Path) -> None:
    changed_truth(site, tmp_path)
    (tmp_path / "mau-a-id.json").unlink()
    with pytest.raises(DemoError, match="mau-a-id: no truth"):
        load_truth(site, tmp_path)


def test_the_shipped_truth_is_consistent() -> None:
    site = build_site()
    truth = load_truth(site)
    assert len(site.articles) >= 40
    assert len({article.outlet for article in site.articles.values()}) >= 4
    assert any(len(event.articles) >= 3 for event in truth.ceremonies)
    assert any(article.syndicated_of for article in site.articles.values())
    assert len(truth.relevant) < len(site.articles)


def test_a_faultless_snapshot_has_no_differences(truth: SiteTruth, published: Published) -> None:
    assert compare(truth, published) == []


@pytest.mark.parametrize(
    ("rows", "number", "change", "difference"),
    [
        ("articles", 0, None, "article mau-zce: missing"),
        ("articles", 0, {"url": "https://x.example/"}, "article https://x.example/: not one of the site's articles"),
        ("articles", 5, {"relevant": True}, "article mau-nukeviet: relevant is True, not False"),
        ("articles", 0, {"kind": "launch"}, "article mau-zce: kind is launch, not summary"),
        ("articles", 0, {"date": "2024-06-12"}, "article mau-zce: date is 2024-06-12, not 2024-06-11"),
        ("articles", 1, {"ceremony_id": "c2"}, "ceremony po-ho: no published ceremony has just its reports"),
        ("ceremonies", 3, None, "ceremonies: 3, not 4"),
        ("ceremonies", 0, {"province": "lai-chau"}, "ceremony po-ho: is 2024-06-11 lai-chau, not 2024-06-11 lao-cai"),
        ("awards", 0, None, "ceremony po-ho: missing giay-khen of xa to exact 5 household, conferred"),
        ("awards", 0, {"count": 6}, "ceremony po-ho: wrong giay-khen of xa to exact 6 household, conferred"),
        ("awards", 0, {"qualifier": "over"}, "ceremony po-ho: wrong giay-khen of xa to over 5 household, conferred"),
        ("awards", 2, {"status": "conferred"}, "ceremony dien-thu: missing bang-khen of None to exact 3"),
        ("awards", 0, {"handed_over_at": "c2"}, "ceremony khuoi-vai: handed over at it is giay-khen of xa to exact 5"),
        ("awards", 0, {"ceremony_id": None, "url": "?"}, "award of no event of the site: giay-khen of xa to exact 5"),
        ("officials", 0, None, "official Giàng A Sùa: missing"),
        ("officials", 0, {"ceremonies": 2}, "official Giàng A Sùa: at 2 ceremonies, not 1"),
        ("officials", 0, {"name": "Trịnh Khắc Vọng"}, "official Trịnh Khắc Vọng: not one of the site's officials"),
        ("by_type", 0, {"recipients": 21}, "recipients of award giay-khen: 21, not 16"),
        ("by_province", 0, None, "recipients of province lao-cai: 0, not 5"),
    ],
)
def test_every_difference_is_named(
    truth: SiteTruth, published: Published, rows: str, number: int, change: dict[str, Any] | None, difference: str
) -> None:
    wrong = deepcopy(published)
    if change is None:
        del wrong[rows][number]
    else:
        wrong[rows][number] |= change
    assert any(line.startswith(difference) for line in compare(truth, wrong))


def test_an_official_split_in_two_is_a_difference(truth: SiteTruth, published: Published) -> None:
    published["officials"].append(dict(published["officials"][0]))
    assert compare(truth, published) == ["official Giàng A Sùa: at 1 and 1 ceremonies, not 1"]


def test_the_queries_give_the_columns_that_are_compared(truth: SiteTruth, published: Published) -> None:
    with duckdb.connect() as connection:
        create_tables(connection)
        create_views(connection)
        for name, sql in QUERIES.items():
            cursor = connection.execute(sql)
            assert cursor.description is not None
            columns = {column[0] for column in cursor.description}
            assert columns == set(published[name][0]), name
            assert cursor.fetchall() == []
