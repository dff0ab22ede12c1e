from __future__ import annotations

import pytest

from thidua.completing import Column, Names, Proposal, complete

NAMES = Names(
    columns={
        "award": (
            Column("award_key", "INTEGER", "Key."),
            Column("count", "INTEGER", "Number."),
            Column("class", "INTEGER", ""),
        ),
        "ceremony": (Column("ceremony_key", "INTEGER", "Key."), Column("venue", "VARCHAR", "The hall.")),
        "award_by_year": (Column("year", "INTEGER", "Year."),),
    },
    meanings={"award": "The fact.", "award_by_year": "By year."},
    views=frozenset({"award_by_year"}),
    macros=("fold(words)",),
    functions=frozenset({"count", "coalesce", "concat"}),
)


def words(text: str) -> list[str]:
    """Return what is proposed where `|` stands in a text."""
    before, _, after = text.partition("|")
    return [one.words for one in complete(before, after, NAMES)]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("SELECT * FROM |", ["award", "award_by_year", "ceremony"]),
        ("select * from aw|", ["award", "award_by_year"]),
        ("FROM AWARD_B|", ["award_by_year"]),
        ("SELECT * FROM award JOIN c|", ["ceremony"]),
        ("SELECT * FROM award, c|", ["ceremony"]),
        ("DESCRIBE c|", ["ceremony"]),
        ("SELECT ve| FROM ceremony", ["venue"]),
        ("SELECT ve| FROM award", []),
        ("SELECT * FROM award WHERE cou|", ["count"]),
        ("SELECT a.| FROM award AS a", ["award_key", "class", "count"]),
        ("SELECT a.cl| FROM award a JOIN ceremony c USING (ceremony_key)", ["class"]),
        ("SELECT c.v| FROM award a JOIN ceremony AS c USING (ceremony_key)", ["venue"]),
        ("SELECT award.| FROM award", ["award_key", "class", "count"]),
        ("SELECT nobody.| FROM award", []),
        ("SELECT fo|", ["fold(words)"]),
        ("SELECT coal|", ["coalesce"]),
        ("sel|", ["select"]),
        ("SEL|", ["SELECT"]),
        ("SELECT 'fro|", []),
        ("SELECT 'it''s fro|", []),
        ("-- fro|", []),
        ("SELECT 1 /* fro|", []),
        ("-- why\nFRO|", ["FROM"]),
        ("SELECT 'x' FRO|", ["FROM"]),
        ("WITH best AS (FROM award) SELECT * FROM be|", ["best"]),
        ("", []),
        ("SELECT |", []),
        (".ta|", [".tables"]),
        (".describe aw|", ["award", "award_by_year"]),
        (".rows |", []),
    ],
)
def test_proposals(text: str, proposed: list[str]) -> None:
    found = words(text)
    assert found == proposed or (proposed and set(proposed) <= set(found) and "FROM" not in text.upper())


def test_a_proposal_says_what_it_is_and_what_it_replaces() -> None:
    assert complete("SELECT ven", " FROM ceremony", NAMES) == [Proposal("venue", 3, "VARCHAR  The hall.")]
    assert complete("FROM aw", "", NAMES) == [
        Proposal("award", 2, "table  The fact."),
        Proposal("award_by_year", 2, "view  By year."),
    ]


def test_commas_in_a_select_list_name_no_tables() -> None:
    assert "ceremony" not in words("SELECT count, ce| FROM award")


def test_columns_come_before_functions() -> None:
    assert words("SELECT co| FROM award")[0] == "count"


@pytest.mark.parametrize("text", ['"', "'", "/*", "--", "a.", ".", "((", "\x00", "đ", "FROM\u00a0a", "a.b.c.d|"])
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    for end in range(len(text) + 1):
        complete(text[:end], text[end:], NAMES)
