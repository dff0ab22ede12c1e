"""Corrections in a snapshot: applied before anything is grouped, shown with the row, never lost in silence."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import Story, award, filler, official, story, write_parts
from tests.warehouse.conftest import collection, rows_of
from warehouse.corrections.corrected import award_ids
from warehouse.corrections.correcting import Reading, correct
from warehouse.corrections.entries import Correction
from warehouse.publish import Published, publish

BY = {"by": "Lý Thị Mai", "on": dt.date(2026, 11, 20), "why": "Theo quyết định"}
MERIT = award("bang-khen", 312, grantor="ubnd-tinh", sentence="Tặng Bằng khen cho 312 tập thể.")
CHAIR = official("Giàng Seo Phử", "Chủ tịch UBND tỉnh")
FOUND = {"award": "bang-khen", "count": 312, "evidence": "Bằng khen cho 312"}
AWARDS = "SELECT award, recipient, count, status FROM award ORDER BY ALL"
SHOWN = "SELECT count, confidence, corrected_by, corrected_on, corrected_why, as_read FROM "
NONE = (None, None, None, None)


def address(name: str, source: str = "bao.example") -> str:
    return f"https://{source}/{name}.html"


def said(name: str, source: str = "bao.example", **subject: Any) -> Correction:  # noqa: ANN401
    return Correction.model_validate({"article": address(name, source), **BY, **subject})


def build(home: Path, stories: Sequence[Story], *entries: Correction) -> Published:
    articles, reports = write_parts(home, stories)
    return publish(articles=articles, reports=reports, home=home, corrections=entries)


def publish_again(home: Path, entries: Sequence[Correction]) -> Published:
    found = publish(
        articles=[*home.glob("articles/*")], reports=[*home.glob("reports/*")], home=home, corrections=entries
    )
    assert not found.new
    return found


def ask(found: Published, question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(found.database), read_only=True) as connection:
        return connection.execute(question).fetchall()


def test_a_wrong_number_is_put_right_and_shown(tmp_path: Path) -> None:
    told = [story("a", awards=[MERIT, award("giay-khen", 9)])]
    before = build(tmp_path / "1", told)
    after = build(tmp_path / "2", told, said("a", award={"wrong": FOUND, "right": {"count": 321}}))
    note = ("Lý Thị Mai", BY["on"], BY["why"], '{"count": 312}')
    for table in ("award", "award_report"):
        assert ask(after, f"{SHOWN} {table} ORDER BY award") == [(321, 1.0, *note), (9, 0.9, *NONE)]
    assert ask(after, "SELECT award_id FROM award ORDER BY 1") == ask(before, "SELECT award_id FROM award ORDER BY 1")
    assert ask(after, "SELECT subject, action, articles, problem FROM correction") == [("award", "change", 1, None)]
    assert after.warnings == ()


def test_a_row_is_removed_and_another_is_added(tmp_path: Path) -> None:
    text = "Có 5 cá nhân được khen. Chủ tịch UBND tỉnh tặng Giấy khen cho 14 hộ gia đình."
    added = {"award": "giay-khen", "recipient": "household", "count": 14, "status": "conferred"}
    entries = [
        said("a", award={"wrong": FOUND}),
        said("a", award={"right": added | {"evidence": "tặng  giấy khen cho 14 hộ"}}),
    ]
    found = build(tmp_path, [story("a", body=text, awards=[MERIT, award("co-thi-dua", 2)])], *entries)
    assert ask(found, AWARDS) == [
        ("co-thi-dua", "collective", 2, "conferred"),
        ("giay-khen", "household", 14, "conferred"),
    ]
    assert ask(found, "SELECT evidence, corrected_by, as_read FROM award WHERE count = 14") == [
        ("tặng Giấy khen cho 14 hộ", "Lý Thị Mai", None)
    ]
    assert ask(found, "SELECT action, row_id IS NULL, problem FROM correction") == [
        ("remove", True, None),
        ("add", False, None),
    ]


def test_ids_of_rows_beside_a_removed_one_stay(tmp_path: Path) -> None:
    second = award("bang-khen", 7, sentence="Và Bằng khen cho 7 tập thể.", grantor="thu-tuong")
    told = [story("a", awards=[MERIT, second])]
    before = build(tmp_path / "1", told)
    after = build(tmp_path / "2", told, said("a", award={"wrong": FOUND}))
    asked = "SELECT award_id, award_report_id FROM award JOIN award_report USING (award_key) WHERE award.count = 7"
    assert ask(after, asked) == ask(before, asked)


def test_the_event_is_put_right(tmp_path: Path) -> None:
    told = [story("a", awards=[MERIT]), story("b", awards=[award("giay-khen", 4)])]
    entries = [
        said("a", event={"wrong": {"date": dt.date(2024, 6, 11)}, "right": {"date": dt.date(2024, 6, 10)}}),
        said("b", event={"wrong": {"province": "lao-cai"}, "right": {"province": "yen-bai", "kind": "conferment"}}),
    ]
    found = build(tmp_path, told, *entries)
    assert ask(found, "SELECT date, province, kind FROM ceremony ORDER BY date") == [
        (dt.date(2024, 6, 10), "lao-cai", "summary"),
        (dt.date(2024, 6, 11), "yen-bai", "conferment"),
    ]
    assert ask(found, "SELECT as_read FROM report ORDER BY date") == [
        ('{"date": "2024-06-11"}',),
        ('{"kind": "summary", "province": "lao-cai"}',),
    ]


def test_what_is_not_relevant_tells_of_nothing(tmp_path: Path) -> None:
    no = {"wrong": {"relevant": True}, "right": {"relevant": False}}
    entries = [said("a", award={"wrong": FOUND, "right": {"count": 3}}), said("a", event=no)]
    found = build(tmp_path, [story("a", awards=[MERIT], officials=[CHAIR])], *entries)
    assert [found.counts[table] for table in ("report", "ceremony", "award", "official")] == [1, 0, 0, 0]
    assert ask(found, "SELECT relevant, corrected_by FROM report") == [(False, "Lý Thị Mai")]
    assert publish_again(tmp_path, entries).warnings == found.warnings
    assert found.warnings == (
        f"correction 1 (by Lý Thị Mai) is not applied to {address('a')}: the article is not relevant; where it is, "
        "say so in an entry on its event",
    )


def test_an_entry_on_a_row_of_what_is_not_relevant_is_named(tmp_path: Path) -> None:
    told = [story("a", relevant=False, awards=[MERIT], officials=[CHAIR])]
    found = build(tmp_path, told, said("a", award={"wrong": FOUND, "right": {"count": 321}}))
    assert ask(found, AWARDS) == []
    assert "the article is not relevant" in found.warnings[0]


def test_what_was_taken_for_nothing_can_be_told_in_full(tmp_path: Path) -> None:
    told = story("a", relevant=False, kind="other", date=None, body="UBND tỉnh tặng Bằng khen cho 5 tập thể.")
    row = {"award": "bang-khen", "recipient": "collective", "count": 5, "status": "conferred"}
    entries = [
        said("a", award={"right": row | {"evidence": "tặng Bằng khen cho 5 tập thể"}}),
        said("a", official={"right": {"name": "Lò A Sử", "titles": ["Chủ tịch UBND tỉnh"], "roles": ["present"]}}),
        said(
            "a",
            event={
                "wrong": {"relevant": False},
                "right": {"relevant": True, "kind": "conferment", "date": dt.date(2024, 6, 11)},
            },
        ),
    ]
    found = build(tmp_path, [told, story("b", awards=[MERIT])], *entries)
    assert found.warnings == ()
    assert ask(found, "SELECT award, count, year FROM award ORDER BY count") == [
        ("bang-khen", 5, 2024),
        ("bang-khen", 312, 2024),
    ]
    assert ask(found, "SELECT name, title FROM official") == [("Lò A Sử", "Chủ tịch UBND tỉnh")]


def test_officials_are_put_right(tmp_path: Path) -> None:
    people = [CHAIR, official("Vàng A Páo", "Bí thư"), official("Lý Thị Sua", "học sinh")]
    entries = [
        said(
            "a", official={"wrong": {"name": "Vàng A Páo"}, "right": {"name": "Vàng A Phảo", "titles": ["Bí thư xã"]}}
        ),
        said("a", official={"wrong": {"name": "lý thị sua"}}),
    ]
    found = build(tmp_path, [story("a", officials=people)], *entries)
    asked = "SELECT name, titles, corrected_by, as_read FROM official_mention ORDER BY name"
    assert ask(found, asked) == [
        ("Giàng Seo Phử", ["Chủ tịch UBND tỉnh"], None, None),
        ("Vàng A Phảo", ["Bí thư xã"], "Lý Thị Mai", '{"name": "Vàng A Páo", "titles": ["Bí thư"]}'),
    ]
    for table in ("correction", "alias"):
        assert "sua" not in str(ask(found, f"FROM {table}")).lower()


def test_names_taken_from_a_row_are_not_shown_again(tmp_path: Path) -> None:
    named = MERIT | {"recipient_names": ["Vàng Thị Say"]}
    entry = said("a", award={"wrong": FOUND, "right": {"recipient_names": []}})
    found = build(tmp_path, [story("a", awards=[named])], entry)
    assert ask(found, "SELECT recipient_names, as_read FROM award") == [([], '{"recipient_names": 1}')]
    assert "Say" not in str(rows_of(found.database))


def test_a_corrected_number_stands_before_all_votes(tmp_path: Path) -> None:
    people = [CHAIR, official("Đặng Thị Hường", "Bí thư Tỉnh ủy")]
    told = [
        story("x", source=source, body=filler(source), officials=people, awards=[MERIT])
        for source in ("a.vn", "b.vn", "c.vn")
    ]
    entry = said("x", "b.vn", award={"wrong": FOUND, "right": {"count": 321}})
    found = build(tmp_path, told, entry)
    asked = "SELECT count, reports, reports_agreeing, conflict, counts_reported, corrected_by FROM award"
    assert ask(found, asked) == [(321, 3, 1, True, [312, 321], "Lý Thị Mai")]


def test_copies_of_a_corrected_article_are_corrected_too(tmp_path: Path) -> None:
    text = filler("copied", 200)
    told = [
        story("x", title="Trao thưởng", source=source, published=day, body=text, awards=[MERIT], officials=[CHAIR])
        for source, day in (("a.vn", "2024-06-11T09:00:00+07:00"), ("b.vn", "2024-06-12T09:00:00+07:00"))
    ]
    for source in ("a.vn", "b.vn"):
        entries = [
            said("x", source, award={"wrong": FOUND, "right": {"recipient": "individual"}}),
            said("x", source, event={"wrong": {"date": dt.date(2024, 6, 11)}, "right": {"date": dt.date(2024, 6, 10)}}),
            said("x", source, official={"wrong": {"name": "Giàng Seo Phử"}}),
        ]
        found = build(tmp_path / source, told, *entries)
        assert ask(found, AWARDS) == [("bang-khen", "individual", 312, "conferred")]
        assert ask(found, "SELECT date, reports FROM ceremony") == [(dt.date(2024, 6, 10), 2)]
        assert found.counts["official"] == 0
        assert ask(found, "SELECT articles FROM correction") == [(2,), (2,), (2,)]


TWICE = [MERIT, award("bang-khen", 8, sentence="Rồi 8 tập thể."), award("bang-khen", 9, sentence="Rồi 9 tập thể.")]


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        ({"award": {"wrong": FOUND | {"count": 4}}}, "no row is bang-khen 4 with these words; read is bang-khen 312 "),
        ({"award": {"wrong": FOUND | {"evidence": "lời khác"}, "right": {"count": 4}}}, "no row is bang-khen 312 with"),
        ({"award": {"wrong": FOUND | {"count": 300}, "right": {"count": 312}}}, "it may be read rightly now"),
        ({"award": {"wrong": {"award": "bang-khen", "evidence": "tập thể"}}}, "3 rows are bang-khen with these words"),
        ({"award": {"right": {**FOUND, "recipient": "collective", "status": "conferred"}}}, "read there already"),
        (
            {"award": {"right": {**FOUND, "recipient": "case", "status": "conferred", "evidence": "x y"}}},
            "not in the art",
        ),
        ({"award": {"wrong": FOUND, "right": {"evidence": "không có"}}}, "these words are not in the article"),
        ({"official": {"wrong": {"name": "Lò Văn Không"}}}, "no row is Lò Văn Không with these words; read is Giàng"),
        ({"official": {"right": {"name": "GIÀNG SEO PHỬ", "titles": ["x"]}}}, "Giàng Seo Phử is read there already"),
        (
            {"event": {"wrong": {"kind": "plan"}, "right": {"kind": "summary"}}},
            "the event is read with kind summary; it",
        ),
    ],
)
def test_what_fits_nothing_changes_nothing_and_is_named(subject: dict[str, Any], problem: str) -> None:
    told = story("a", awards=TWICE, officials=[CHAIR])
    names = (told.article.id, str(told.article.url))
    corrected, (outcome,) = correct([Reading(names[0], names, names[0], told.report)], [said("a", **subject)])
    assert problem in str(outcome.problem)
    assert outcome.articles == 0
    report, ids = corrected[told.article.id]
    assert report == told.report
    assert ids.award_ids == award_ids(told.article.id, told.report)


def test_of_two_entries_for_one_thing_the_second_is_named(tmp_path: Path) -> None:
    change = {"wrong": FOUND, "right": {"count": 321}}
    event = {"wrong": {"kind": "summary"}, "right": {"kind": "congress"}}
    entries = [
        said("a", award=change),
        said("a", award={"wrong": FOUND}),
        *[said("a", event=event)] * 2,
        said("zz", event=event),
    ]
    found = build(tmp_path, [story("a", awards=[MERIT])], *entries)
    assert ask(found, "SELECT correction_key, problem FROM correction WHERE problem IS NOT NULL") == [
        (2, "another entry corrects this row already"),
        (4, "another entry corrects the event of this article already"),
        (5, "there is no such article"),
    ]
    assert ask(found, AWARDS) == [("bang-khen", "collective", 321, "conferred")]


@pytest.mark.slow
def test_corrections_are_an_input_like_the_reports(tmp_path: Path) -> None:
    articles, reports = write_parts(tmp_path, collection())
    names = {"wrong": {"award": "co-thi-dua", "evidence": "co-thi-dua"}, "right": {"count": 14}}
    entry = said("tong-ket", "baolaocai.vn", award=names)

    def build_with(*entries: Correction) -> Published:
        return publish(articles=articles, reports=reports, home=tmp_path, corrections=entries)

    assert build_with().number == 1
    first = build_with(entry)
    assert (first.number, first.new, build_with(entry).new) == (2, True, False)
    assert ask(first, "SELECT count, reports FROM award WHERE award = 'co-thi-dua'") == [(14, 4)]
    assert build_with().number == 3
    other = publish(articles=articles, reports=reports, home=tmp_path / "other", corrections=[entry])
    assert rows_of(other.database) == rows_of(first.database)
    assert json.loads(str(ask(other, "SELECT set_to FROM correction")[0][0])) == {"count": 14}
