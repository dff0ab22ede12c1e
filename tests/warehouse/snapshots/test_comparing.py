"""Two published snapshots side by side: every award that differs, each with the reason why."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import Story, award, filler, official, story, write_parts
from warehouse.corrections.entries import Correction
from warehouse.publish import Published, publish
from warehouse.snapshots.comparing import Comparison, Difference, compare
from warehouse.snapshots.folder import SnapshotError, Snapshots

_NEWER = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
_NAMES = ["Lò Thị Mai", "Vàng A Sử", "Đỗ Văn Năm", "Hà Thị Tư", "Lý A Páo", "Cao Bá Quý", "Nông Văn Dền", "Sầm Thị Lan"]


def told(case: int, outlet: str, *awards: dict[str, Any], url_name: str = "", **fields: Any) -> Story:  # noqa: ANN401
    """Return a story on the event of a case: of a day of its own, with people of its own."""
    people = [official(_NAMES[(case + n) % len(_NAMES)], f"Giám đốc Sở {case}-{n}") for n in range(2)]
    given = {"date": f"2022-{case % 12 + 1:02}-{case + 2:02}", "source": f"{outlet}.vn", "officials": people} | fields
    given.setdefault("body", filler(f"{case}-{outlet}"))
    given.setdefault("published", f"{given['date'] or '2022-06-01'}T17:00:00+07:00")
    return story(url_name or f"bai-{case}", title=f"Khen thưởng {case}", awards=awards, **given)


def merit(count: int | None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return award("bang-khen", count, sentence="Các tập thể nhận Bằng khen.", **fields)


def correction(case: int, outlet: str, **subject: Any) -> Correction:  # noqa: ANN401
    who = {"by": "Lan", "on": dt.date(2026, 3, 1), "why": f"theo quyết định {case}"}
    return Correction.model_validate({"article": f"https://{outlet}.vn/bai-{case}.html", **who, **subject})


WRONG = {"award": "bang-khen", "evidence": "nhận Bằng khen"}
ABC = (("a", 18), ("b", 19), ("c", 20))
TEXT = filler("chép", 150)


def before() -> tuple[list[Story], list[Correction]]:
    stories = [
        told(1, "a", merit(10)),  # stays as it is
        told(3, "a", merit(13)),  # is gone later
        told(4, "a", merit(14)),
        told(5, "a", merit(15), body=TEXT),
        told(6, "a", merit(16)),
        told(7, "a", merit(17)),
        told(8, "a", merit(18)),
        told(9, "a", merit(19)),
        told(10, "a", merit(20)),
        told(11, "a", merit(21)),
        told(11, "b", merit(21), date="2022-12-20", published="2022-12-21T08:00:00+07:00"),
        told(12, "a", merit(22)),
        told(12, "b", merit(22)),
        told(13, "a", merit(23), body=filler("bản", 150)),
        told(13, "b", merit(23), body=filler("bản", 150), published="2022-02-20T17:00:00+07:00"),
        told(14, "a", merit(24), province=None),
        told(15, "a", merit(25)),
        *(told(16, o, merit(26), body=filler("ba", 150), published=f"2022-05-{d}T08:00:00+07:00") for o, d in ABC),
        told(17, "a", award("bang-khen", 50, recipient="mixed")),
        told(18, "a", merit(28), url_name="m-18"),
        told(19, "a", merit(29)),
        told(19, "b", merit(29)),
        told(19, "c", merit(29)),
        told(20, "a", merit(29), date="2022-03-30", officials=[]),
        told(20, "b", merit(29), date="2022-03-30", officials=[]),
    ]
    return stories, [correction(10, "a", award={"wrong": WRONG, "right": {"count": 200}})]


def after() -> tuple[list[Story], list[Correction]]:
    stories = [
        told(1, "a", merit(10)),
        told(2, "a", merit(12)),  # is new
        told(4, "a", merit(14)),
        told(4, "b", merit(14)),
        told(5, "a", merit(15), body=TEXT),
        told(5, "c", merit(15), body=TEXT, published="2022-07-01T08:00:00+07:00"),
        told(6, "a", merit(160), body=filler("sửa", 120), fetched=_NEWER),
        told(7, "a", merit(170)),
        told(8, "a", merit(18)),
        told(9, "a", merit(19)),
        told(10, "a", merit(20)),
        told(11, "a", merit(21)),
        told(11, "b", merit(21), published="2022-12-21T08:00:00+07:00"),
        told(12, "a", merit(22)),
        told(12, "b", merit(22), date="2022-11-01"),
        told(13, "b", merit(23), body=filler("bản", 150), published="2022-02-20T17:00:00+07:00"),
        told(14, "a", merit(24), province=None),
        told(14, "b", source="baolaocai.vn", outlet_province="lao-cai"),
        told(15, "a", merit(25)),
        *(told(16, o, merit(26), body=filler("ba", 150), published=f"2022-05-{d}T08:00:00+07:00") for o, d in ABC[1:]),
        told(17, "a", award("bang-khen", 50, recipient="mixed")),
        told(17, "b", merit(20), merit(30, recipient="individual")),
        told(18, "a", merit(28)),
        told(18, "a", merit(28), url_name="m-18"),
        told(19, "a", merit(29)),
        told(19, "b", merit(29)),
        told(19, "c", merit(29), date="2022-03-30", officials=[]),
        told(20, "a", merit(29), date="2022-03-30", officials=[]),
        told(20, "b", merit(29), date="2022-03-30", officials=[]),
    ]
    return stories, [
        correction(8, "a", award={"wrong": WRONG, "right": {"count": 81}}),
        correction(9, "a", award={"wrong": WRONG}),
        correction(15, "a", event={"wrong": {"date": dt.date(2022, 4, 17)}, "right": {"date": dt.date(2022, 4, 16)}}),
    ]


def publish_of(home: Path, stories: list[Story], corrections: list[Correction]) -> Published:
    articles, reports = write_parts(home, stories)
    return publish(articles=articles, reports=reports, home=home, corrections=corrections)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two snapshots, made of `before` and `after`."""
    root = tmp_path_factory.mktemp("compared")
    assert publish_of(root, *before()).warnings == publish_of(root, *after()).warnings == ()
    return root


@pytest.fixture(scope="module")
def compared(home: Path) -> Iterator[Comparison]:
    with compare(Snapshots(home), 1, 2) as found:
        yield found


WHY = {
    1: set(),
    2: {("new", "new article")},
    3: {("vanished", "article gone")},
    4: {("changed", "another outlet")},
    5: {("changed", "new copy")},
    6: {("changed", "text changed")},
    7: {("changed", "read differently")},
    8: {("changed", "corrected")},
    9: {("vanished", "corrected")},
    10: {("changed", "correction withdrawn")},
    11: {("vanished", "merged"), ("changed", "read differently"), ("changed", "merged")},
    12: {("vanished", "split"), ("vanished", "read differently"), ("new", "split"), ("new", "read differently")},
    13: {("vanished", "article gone"), ("vanished", "regrouped"), ("new", "regrouped")},
    14: {("changed", "new article")},
    15: {("changed", "corrected")},
    16: {("changed", "article gone"), ("changed", "copies")},
    17: {("changed", "another outlet"), ("changed", "parts"), ("new", "new article")},
    18: {("vanished", "same article"), ("new", "new article")},
    19: {("changed", "read differently"), ("changed", "regrouped")},
    20: {("changed", "read differently"), ("changed", "regrouped")},
}


def case_of(difference: Difference) -> int:
    side = difference.now or difference.was or {}
    return int(side["url"].rpartition("-")[2].removesuffix(".html"))


def test_every_award_that_differs_has_its_reason(compared: Comparison) -> None:
    found: dict[int, set[tuple[str, str]]] = {case: set() for case in WHY}
    for one in compared.differences():
        found[case_of(one)] |= {(one.change, reason.reason) for reason in one.reasons}
    assert found == WHY


def test_a_reason_names_its_article_correction_or_award(compared: Comparison) -> None:
    by_case = {case_of(one): one for one in compared.differences()}
    assert [reason.detail for reason in by_case[7].reasons] == ["https://a.vn/bai-7.html (count 17 -> 170)"]
    assert [reason.detail for reason in by_case[8].reasons] == [
        "https://a.vn/bai-8.html by Lan on 2026-03-01: theo quyết định 8"
    ]
    assert by_case[4].reasons[0].detail == "https://b.vn/bai-4.html"
    (vanished,) = [one for one in compared.differences() if case_of(one) == 11 and one.change == "vanished"]
    assert vanished.reasons[-1].detail == f"https://a.vn/bai-11.html counts for {by_case[11].award_id} now"


def test_what_changed_most_comes_first_with_its_values(compared: Comparison) -> None:
    first, second, *others = compared.differences()
    assert (case_of(first), first.size, first.columns) == (10, 180, ["count"])
    assert (case_of(second), second.size, second.columns) == (7, 153, ["count"])
    assert first.was
    assert first.now
    assert (first.was["count"], first.now["count"], first.was["status"]) == (200, 20, "conferred")
    assert [one.size for one in others] == sorted((one.size for one in others), reverse=True)
    assert [one.award_id for one in compared.differences(1)] == [first.award_id]


def test_figures_before_and_after(compared: Comparison, home: Path) -> None:
    changes = [one.change for one in compared.differences()]
    counts = compared.counts()
    assert counts["award"] == {change: changes.count(change) for change in ("new", "changed", "vanished")}
    for number, later in ((1, False), (2, True)):
        with duckdb.connect(str(Snapshots(home).database(number)), read_only=True) as connection:
            asked = "SELECT award, count(*), sum(count) FROM award WHERE status = 'conferred' GROUP BY award"
            said = connection.execute(asked).fetchall()
        assert [(total.award, total.awards[later], total.recipients[later]) for total in compared.totals()] == said
    assert compared.reasons()["another outlet"] == 2
    assert sum(counts["ceremony"].values()) >= 5


def test_a_snapshot_does_not_differ_from_itself_and_back_is_the_reverse(compared: Comparison, home: Path) -> None:
    with compare(Snapshots(home), 2, 2) as same:
        assert (list(same.differences()), same.reasons()) == ([], {})
        assert same.counts() == {what: dict.fromkeys(("new", "changed", "vanished"), 0) for what in same.counts()}
    turned = {"new": "vanished", "vanished": "new", "changed": "changed"}
    there = {(one.award_id, one.change) for one in compared.differences()}
    with compare(Snapshots(home), 2, 1) as back:
        assert {(one.award_id, turned[one.change]) for one in back.differences()} == there
        assert not {"not known", "other rules"} & back.reasons().keys()


def test_other_rules_are_named_where_nothing_else_differs(home: Path, tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    shutil.copytree(home / "snapshots", snapshots.folder)
    shutil.copy(snapshots.database(1), snapshots.database(2))
    for version, reason in ((None, "not known"), ("0123456789ab", "other rules")):
        with duckdb.connect(str(snapshots.database(2))) as connection:
            connection.execute("UPDATE award SET grantor = 'huyen' WHERE award_key = 1")
            connection.execute("UPDATE run SET code_version = coalesce(?, code_version)", [version])
        with compare(snapshots, 1, 2) as found:
            assert found.reasons() == {reason: 1}


def test_snapshots_that_are_not_there_or_not_whole_are_one_clear_line(home: Path, tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    shutil.copytree(home / "snapshots", snapshots.folder)
    with pytest.raises(SnapshotError, match=r"there is no snapshot 3 in .*; kept are 1, 2"), compare(snapshots, 1, 3):
        pass
    snapshots.database(2).write_bytes(b"damaged")
    with pytest.raises(SnapshotError, match="snapshots 1 and 2 cannot be compared: "), compare(snapshots, 1, 2):
        pass
