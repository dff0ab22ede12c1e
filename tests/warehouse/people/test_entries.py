"""Joins and splits by an operator: the file read strictly, applied to persons, what fits nothing told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.corrections.file import CorrectionError, parse_entries
from warehouse.people.entries import PersonCorrection, apply, load_people
from warehouse.people.mentions import Mention
from warehouse.people.officials import identify

REST = "\n  by: Lý Thị Mai\n  on: 2026-11-20\n  why: Theo lý lịch."


def entries(*texts: str) -> list[PersonCorrection]:
    return parse_entries("\n".join(f"- {text}{REST}" for text in texts), "people.yaml", PersonCorrection, "join")


def seen(name: str, title: str, scope: str | None, year: int, report: int) -> Mention:
    return Mention(report, report, name, (title,) if title else (), scope, dt.date(year, 6, 1))


HUNG = [
    seen("Nguyễn Văn Hùng", "Giám đốc Sở Y tế", "ha-giang", 2018, 0),
    seen("Nguyễn Văn Hùng", "Giám đốc Sở Y tế", "ha-giang", 2019, 1),
    seen("Nguyễn Văn Hùng", "Vụ trưởng", "national", 2022, 2),
    seen("Nguyễn Văn Hùng", "Giám đốc Sở Nội vụ", "ca-mau", 2019, 3),
]
ARTICLES = {f"https://bao.example/{n}": n for n in range(len(HUNG))}
JOIN = """join:
  - {name: Nguyễn Văn Hùng, province: ha-giang}
  - {name: NGUYỄN VĂN HÙNG, province: national, from: 2022}"""
SPLIT = """split:
  - {name: Nguyễn Văn Hùng, province: ha-giang, to: 2018}
  - {name: Nguyễn Văn Hùng, article: "https://bao.example/1", title: so y te}"""


def test_a_join_and_a_split_hold_over_what_is_decided() -> None:
    assert identify(HUNG) == [[0, 1], [2], [3]]
    persons, (outcome,) = apply(identify(HUNG), HUNG, entries(JOIN), ARTICLES)
    assert persons == [[0, 1, 2], [3]]
    assert (outcome.mentions, outcome.changed, outcome.problem) == ((0, 1, 2), True, None)
    persons, (outcome,) = apply(identify(HUNG), HUNG, entries(SPLIT), ARTICLES)
    assert persons == [[0], [1], [2], [3]]
    assert outcome.changed


def test_an_entry_that_is_so_already_changes_nothing_and_is_no_problem() -> None:
    joined = [[0, 1, 2], [3]]
    persons, (outcome,) = apply(joined, HUNG, entries(JOIN), ARTICLES)
    assert (persons, outcome.changed, outcome.problem) == (joined, False, None)


def test_what_a_split_does_not_name_stays_with_the_first() -> None:
    parts = """split:
  - {name: Nguyễn Văn Hùng, province: ca-mau}
  - {name: Nguyễn Văn Hùng, province: national}"""
    persons, _ = apply([[0, 1, 2, 3]], HUNG, entries(parts), ARTICLES)
    assert persons == [[0, 1, 3], [2]]


def test_a_later_entry_stands_and_the_earlier_is_told() -> None:
    apart = "split: [{name: Nguyễn Văn Hùng, province: ha-giang}, {name: Nguyễn Văn Hùng, province: national}]"
    persons, outcomes = apply(identify(HUNG), HUNG, entries(JOIN, apart), ARTICLES)
    assert persons == [[0, 1], [2], [3]]
    assert [outcome.problem for outcome in outcomes] == ["a later entry undoes it", None]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("join: [{name: Lê A Bông}, {name: Nguyễn Văn Hùng}]", "no report names Lê A Bông"),
        (
            "join: [{name: Nguyễn Văn Hùng}, {name: Nguyễn Văn Hùng, province: ca-mau}]",
            r"Nguyễn Văn Hùng fits 3 persons: say more of them \(province, from, to, title, article\)",
        ),
        (
            "split: [{name: Nguyễn Văn Hùng}, {name: Nguyễn Văn Hùng, province: ca-mau}]",
            "one mention fits two of its parts",
        ),
        (
            "join: [{name: Nguyễn Văn Hùng, article: 'https://x.vn/9'}, {name: Nguyễn Văn Hùng, province: ca-mau}]",
            "there is no article https://x.vn/9",
        ),
        ("join: [{name: Nguyễn Văn Hùng, from: 2023}, {name: Nguyễn Văn Hùng, to: 2018}]", "no report names .* 2023-$"),
    ],
)
def test_what_fits_nothing_or_too_much_changes_nothing(entry: str, problem: str) -> None:
    persons, (outcome,) = apply(identify(HUNG), HUNG, entries(entry), ARTICLES)
    assert persons == identify(HUNG)
    assert outcome.problem is not None
    with pytest.raises(ValueError, match=problem):
        raise ValueError(outcome.problem)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("join: [{name: Lê A}]" + REST, r"people.yaml, entry 1 \(line 1\): join: .* at least 2 items"),
        ("join: [{name: Lê A}, {nmae: Lê B}]" + REST, "join.1.name: Field required"),
        ("join: [{name: Lê A}, {name: Lê B, provinec: x}]" + REST, "there is no such field"),
        ("join: [{name: Lê A}, {name: Lê B, province: atlantis}]" + REST, "no province has the slug 'atlantis'"),
        ("join: [{name: Lê A}, {name: Lê B, from: 2020, to: 2019}]" + REST, "`from` 2020 is after `to` 2019"),
        ("join: [{name: Lê A}, {name: Lê B, article: bai-1}]" + REST, "'bai-1' is neither the address nor the id"),
        ("join: [{name: Lê A}, {name: Lê B}]\n  by: A\n  on: 2026-11-20", "why: Field required"),
        ("by: A" + REST.replace("by", "bý"), "there is no such field|Field required"),
        ("by: A\n  on: 2026-11-20\n  why: B", "it needs one of `join` and `split`"),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_entry(text: str, message: str) -> None:
    with pytest.raises(CorrectionError, match=message) as raised:
        parse_entries(f"- {text}", "people.yaml", PersonCorrection, "join")
    assert "\n" not in str(raised.value)


def test_without_a_file_there_are_no_entries(tmp_path: Path) -> None:
    assert load_people(tmp_path / "people.yaml") == []
    (tmp_path / "people.yaml").write_text("join: x", encoding="utf-8")
    with pytest.raises(CorrectionError, match="it has to be a list of entries, each beginning with `- join:`"):
        load_people(tmp_path / "people.yaml")


_TITLES = ("", "Giám đốc Sở Y tế", "nguyên Giám đốc Sở Y tế", "Bí thư Huyện ủy Bắc Hà", "Phó Chủ tịch UBND tỉnh")
_MENTIONS = st.lists(
    st.builds(
        seen,
        st.sampled_from(["Nguyễn Văn Hùng", "Nguyễn Văn Húng", "Giàng Seo Phử", "Lê Hùng"]),
        st.sampled_from(_TITLES),
        st.sampled_from(["lao-cai", "yen-bai", "ca-mau", "national", None]),
        st.integers(2015, 2026),
        st.integers(0, 12),
    ),
    max_size=14,
)


@given(_MENTIONS)
def test_every_mention_is_of_one_person_and_a_report_names_nobody_twice(mentions: list[Mention]) -> None:
    persons = identify(mentions)
    assert sorted(n for person in persons for n in person) == list(range(len(mentions)))
    for person in persons:
        reports = [mentions[n].report for n in person]
        assert len(set(reports)) == len(reports)


@given(_MENTIONS, st.lists(st.integers(0, 14), min_size=len(_TITLES), max_size=len(_TITLES)))
def test_other_names_change_nothing(mentions: list[Mention], places: list[int]) -> None:
    mixed: list[tuple[int, Mention]] = list(enumerate(mentions))
    for place, title in zip(places, _TITLES, strict=True):
        mixed.insert(place, (-1, seen("Vàng A Lở", title, "lao-cai", 2020, place)))
    persons = [[mixed[i][0] for i in person] for person in identify([mention for _, mention in mixed])]
    assert [person for person in persons if person[0] >= 0] == identify(mentions)
