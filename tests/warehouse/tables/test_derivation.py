"""Rows derived from work tables: what they say, and that threads and the order of what comes in have no say in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import duckdb
import pytest

from tests.warehouse.generating import generated
from warehouse.checks.running import run_checks
from warehouse.sql import run_script
from warehouse.tables.derivation import derive, insert_rows
from warehouse.tables.schema import create_tables, create_views, tables

DAY = dt.date(2024, 6, 11)


def empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
    connection.execute("CREATE SCHEMA work")
    run_script(connection, "tables/work")
    create_tables(connection)
    return connection


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, str]]:
    """Return the number of rows of each table and a sum over them in their order."""
    query = "SELECT count(*), md5(string_agg(CAST(told AS VARCHAR), ';' ORDER BY told.rowid)) FROM {} AS told"
    return {table: ask(connection, query.format(table))[0] for table in tables()}


def article(n: int, **fields: object) -> dict[str, object]:
    given: dict[str, object] = {"id": f"a{n}", "outlet": f"{n}.vn", "source": f"{n}.vn", "title": f"Tin {n}"}
    return given | {"text_hash": "0", "text_length": 9, "age": n, "day": DAY} | fields


def report(n: int, **fields: object) -> dict[str, object]:
    given: dict[str, object] = {"article_id": f"a{n}", "event": "e", "held": True, "copy": False, "relevant": True}
    return given | {"kind": "summary", "date": DAY, "text_hash": "0", "warnings": []} | fields


def award(n: int, row: int = 0, **fields: object) -> dict[str, object]:
    lists: dict[str, object] = {"recipients": [], "presenters": [], "breakdown": [], "named": [], "known_by": []}
    said: dict[str, object] = {"award": "bang-khen", "recipient": "collective", "count": 7, "qualifier": "exact"}
    place = {"evidence": f"Câu {n}.{row}.", "evidence_start": 0, "evidence_end": 8, "confidence": 0.9, "name_norm": ""}
    own: dict[str, object] = {"award_report_id": f"a{n}:{row}", "article_id": f"a{n}", "row": row}
    rest = {"status": "conferred", "counted": False, "award_group": "g", "part": "same"}
    return own | said | place | lists | rest | fields


def choice(**fields: object) -> dict[str, object]:
    given: dict[str, object] = {"award_group": "g", "best": "a1:0", "count": 7, "qualifier": "exact"}
    said = {"status": "conferred", "class": None, "grantor": "ubnd-tinh", "recipient": "collective"}
    return given | said | {"agreeing": 1, "conflict": False, "event": "e"} | fields


def official(n: int, name: str, *titles: str, place: int = 0, **fields: object) -> dict[str, object]:
    offices = [{"post": title.lower(), "body": "", "national": False} for title in titles]
    read: dict[str, object] = {
        "title_norms": [title.lower() for title in titles],
        "offices": offices,
        "sole": [],
        "roles": [],
    }
    own: dict[str, object] = {"mention_id": f"a{n}:{place}", "article_id": f"a{n}", "n": place, "person": "p"}
    return own | {"name": name, "norm": name.lower(), "titles": list(titles)} | read | fields


_DECIDED = {
    "award": ("award_report_id", "award_member", ("award_group", "part")),
    "official": ("mention_id", "person", ("person",)),
}
IDENTITIES: list[dict[str, object]] = [
    {"kind": "ceremony", "grp": "e", "id": "ceremony-1"},
    {"kind": "award", "grp": "g", "id": "award-1"},
    {"kind": "official", "grp": "p", "id": "official-1"},
]


def derived(**rows: Sequence[dict[str, object]]) -> duckdb.DuckDBPyConnection:
    """Return a snapshot's tables of these work rows."""
    connection = empty()
    for table, given in ({"identity": IDENTITIES} | rows).items():
        for row in given:
            for into, values in _apart(table, row).items():
                insert_rows(connection, f"work.{into}", [values])
    derive(connection)
    return connection


def _apart(table: str, row: dict[str, object]) -> dict[str, dict[str, object]]:
    """Return what was decided of a row beside the row; nothing where it is None."""
    key, table_of, decided = _DECIDED.get(table, ("", "", ()))
    values = {name: row[name] for name in decided}
    own = {name: value for name, value in row.items() if name not in decided}
    return {table: own} | ({table_of: {key: row[key]} | values} if all(values.values()) and values else {})


def ask(connection: duckdb.DuckDBPyConnection, question: str) -> list[tuple[Any, ...]]:
    return connection.execute(question).fetchall()


def test_most_originals_say_what_a_ceremony_was_and_on_a_tie_the_first() -> None:
    made = derived(
        article=[article(n, published=dt.datetime(2024, 6, 11 + n, tzinfo=dt.UTC)) for n in range(1, 6)],
        report=[
            report(1, kind="other", place="Sa Pa", province="ha-tay"),
            report(2, host="UBND tỉnh", date_end=dt.date(2024, 6, 12), province="ha-tay"),
            report(3, host="Tỉnh ủy", part_of_day=None, date_end=dt.date(2024, 6, 1), province="hue"),
            report(4, copy=True, kind="other", place="Bắc Hà", venue="Hội trường"),
            report(5, copy=True, kind="other", place="Bắc Hà", venue="Nhà hát"),
        ],
        official=[official(3, "Lò Thị Mai"), official(4, "Lò Thị Mai"), official(4, "Lò Thị Mai", place=1)],
    )
    columns = "kind, date, date_end, place, host, venue, province, province_today, reports, outlets, title, year"
    assert ask(made, f"SELECT {columns} FROM ceremony") == [  # noqa: S608
        (
            *("summary", DAY, dt.date(2024, 6, 12), "Sa Pa", "UBND tỉnh", "Hội trường"),
            *("ha-tay", "ha-noi", 5, 3, "Tin 3", 2024),
        )
    ]
    assert ask(made, "SELECT ceremony_key FROM report") == [(1,)] * 5


def test_rows_speak_for_their_award_the_best_first_then_the_oldest_original() -> None:
    by: dict[str, Any] = {"corrected_by": "Mai", "corrected_on": DAY, "corrected_why": "Sai"}
    mai, bay = {"name": "Lò Thị Mai", "norm": "mai"}, {"name": "Trần Bảy", "norm": "bay"}
    parts = [{"label": "75 năm", "count": 2}]
    made = derived(
        article=[article(n, published=dt.datetime(2024, 6, n, tzinfo=dt.UTC)) for n in (1, 2, 3, 4)],
        report=[report(1), report(2), report(3, copy=True), report(4)],
        award=[
            award(1, breakdown=[{"label": "60 năm", "count": 1}], recipients=[bay], recipient="mixed", **by),
            award(2, count=9, grantor_name="UBND Tỉnh", presenters=[bay], recipient="case"),
            award(3, grantor="ubnd-tinh", grantor_name="UBND Huyện", recipients=[mai | {"name": "lò thị mai"}, mai]),
            award(4, grantor_name="UBND Huyện", breakdown=parts, presenters=[mai, bay | {"name": "TRẦN BẢY"}]),
            award(4, 1, count=3, part="part", recipients=[{"name": "Ai", "norm": "ai"}], **{"class": 1}),
        ],
        award_choice=[choice(best="a4:0")],
    )
    query = (
        "SELECT recipient, class, grantor, grantor_name, recipient_names, presented_by, breakdown, counts_reported, "
        "reports, url IS NULL, source, corrected_by, handed_over FROM award"
    )
    assert ask(made, query) == [
        (
            *("collective", None, "ubnd-tinh", "UBND Huyện", ["Trần Bảy", "lò thị mai"], ["Trần Bảy", "Lò Thị Mai"]),
            *(parts, [3, 7, 9], 4, True, "4.vn", "Mai", None),
        )
    ]
    assert ask(made, "SELECT recipient_key, report_key, name, kind FROM recipient") == [
        (1, 1, "Trần Bảy", "mixed"),
        (2, 3, "lò thị mai", "collective"),
    ]
    assert ask(made, "SELECT award_report_id, report_key, part, syndicated FROM award_report")[2:] == [
        ("a3:0", 3, "same", True),
        ("a4:0", 4, "same", False),
        ("a4:1", 4, "part", False),
    ]


def test_a_grantor_is_called_as_most_rows_call_him_where_the_best_does_not() -> None:
    names = [None, "Tỉnh", "UBND tỉnh", "UBND tỉnh"]
    made = derived(
        article=[article(n) for n in range(1, 5)],
        report=[report(n) for n in range(1, 5)],
        award=[award(n, grantor_name=name) for n, name in enumerate(names, 1)],
        award_choice=[choice()],
    )
    assert ask(made, "SELECT grantor_name FROM award") == [("UBND tỉnh",)]


def test_an_award_that_is_handed_over_later_is_one_row_of_the_ceremony_that_announced_it() -> None:
    later = dt.date(2024, 11, 20)
    made = derived(
        article=[article(1), article(2)],
        report=[report(1), report(2, event="f", date=later)],
        award=[award(1), award(2)],
        award_choice=[choice(handed_over_event="f")],
        identity=[*IDENTITIES, {"kind": "ceremony", "grp": "f", "id": "ceremony-2"}],
    )
    assert ask(made, "SELECT ceremony_key, date, handed_over, handed_over_key, reports FROM award") == [
        (1, DAY, later, 2, 2)
    ]
    assert ask(made, "SELECT award_key, ceremony_key FROM award_report JOIN report USING (report_key)") == [
        (1, 1),
        (1, 2),
    ]


def test_a_person_has_the_commonest_name_and_each_title_once() -> None:
    days = [dt.date(2024, 1, 5), None, dt.date(2024, 3, 1)]
    made = derived(
        article=[article(n, day=day) for n, day in enumerate(days)],
        report=[report(n, date=None, event=f"e{n}", held=False) for n in range(3)],
        official=[
            official(0, "Lò Thị Thủy", "Bí thư", scope="hue", roles=["speak"]),
            official(1, "LÒ THỊ THỦY", "bí thư", "Chủ tịch", scope="national"),
            official(2, "Lò Thị Thủy", scope="lao-cai", roles=["attend"]),
        ],
    )
    assert ask(made, "SELECT * EXCLUDE (official_key) FROM official") == [
        ("official-1", "Lò Thị Thủy", "hue", "hue", False, "Bí thư", 0, 3, days[0], days[2])
    ]
    assert ask(made, "SELECT title, post, body, first_seen, reports FROM position") == [
        ("Bí thư", "bí thư", None, days[0], 2),
        ("Chủ tịch", "chủ tịch", None, None, 1),
    ]
    assert ask(made, "FROM appearance") == []


def test_at_a_ceremony_roles_stand_in_order_and_titles_as_first_given() -> None:
    made = derived(
        article=[article(1), article(2)],
        report=[report(1), report(2)],
        official=[
            official(1, "Mai", "Bí thư", "BÍ THƯ", roles=["present"]),
            official(2, "Mai", "bí thư", "Chủ tịch", roles=["chair", "attend"]),
        ],
    )
    assert ask(made, "SELECT roles, titles, reports FROM appearance") == [
        (["attend", "chair", "present"], ["Bí thư", "Chủ tịch"], 2)
    ]


@pytest.mark.parametrize("undecided", [{"award_choice": []}, {"award": [award(1, award_group=None)]}])
def test_what_was_not_decided_is_no_row_that_goes_missing(undecided: dict[str, Any]) -> None:
    given = {"article": [article(1)], "report": [report(1)], "award": [award(1)], "award_choice": [choice()]}
    with pytest.raises(duckdb.ConstraintException):
        derived(**{**given, **undecided})
    with pytest.raises(duckdb.ConstraintException):
        derived(article=[article(1)], report=[report(1)], official=[official(1, "Mai", person=None)])


def test_nothing_gives_nothing() -> None:
    filled = {table for table, (rows, _) in contents(derived()).items() if rows}
    assert filled == {"province", "award_type", "grantor", "code_label"}


@pytest.mark.parametrize("articles", [300, pytest.param(40_000, marks=pytest.mark.slow)])
def test_neither_threads_nor_the_order_of_what_comes_in_make_a_difference(articles: int) -> None:
    found = []
    for threads, order in ((1, "ORDER BY 1"), (4, "ORDER BY hash(COLUMNS(*))")):
        with generated(articles, threads=threads) as connection:
            for (table,) in ask(connection, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'work'"):
                connection.execute(f"CREATE TEMP TABLE mixed AS FROM work.{table} {order}")
                connection.execute(f"TRUNCATE work.{table}; INSERT INTO work.{table} FROM mixed; DROP TABLE mixed")
            derive(connection)
            found.append(contents(connection))
    assert found[0] == found[1]


def test_keys_are_whole_and_every_row_is_there() -> None:
    with generated(300, seed=2) as connection:
        derive(connection)
        create_views(connection)
        for table in ("article", "report", "ceremony", "award", "award_report", "recipient", "official", "position"):
            key = ask(connection, f"DESCRIBE {table}")[0][0]
            query = f"SELECT count(*), count(DISTINCT {key}), min({key}), max({key}) FROM {table}"  # noqa: S608
            ((rows, keys, first, last),) = ask(connection, query)
            assert rows == keys == last > first == 1, table
        for table, work in (("article", "article"), ("report", "report"), ("award_report", "award")):
            query = f"SELECT (SELECT count(*) FROM {table}) - (SELECT count(*) FROM work.{work})"  # noqa: S608
            assert ask(connection, query) == [(0,)], table
        assert ask(connection, "SELECT table_name FROM duckdb_tables() WHERE temporary") == []
        broken = {found.check.name for found in run_checks(connection) if found.check.level == "blocking"}
        assert broken <= {"history", "sums"}, "of tables that are not derived"
