"""What strangers may report: held to the rules of an entry, without signs that a terminal obeys, and not too long."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.corrections.error_report import ReportedError, loaded_report, new_report
from warehouse.corrections.shown import shown_award, shown_event, shown_official, unhidden

URL = "https://baonghean.vn/hien-dat-post1.html"
SHOWN = {"award": "bang-khen", "count": 7, "class": None, "evidence": "7 cá nhân"}
WHOLE: dict[str, Any] = {"snapshot": 3, "subject": "award", "article": URL, "problem": "number", "shown": SHOWN}


def test_what_is_reported_is_kept_as_entries_have_it() -> None:
    moment = dt.datetime(2026, 11, 20, 10, 0, 0, 7, dt.timezone(dt.timedelta(hours=7)))
    report = new_report(**WHOLE, right={"count": 17, "period": (2020, None)}, contact=" ", received=moment)
    assert (report.state, report.times, report.contact) == ("open", 1, None)
    assert report.received == dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC)
    assert report.shown == SHOWN
    assert report.right == {"count": 17, "period": [2020, None]}
    assert new_report(**{**WHOLE, "article": f"{URL}?utm_source=zalo"}).article == URL
    event = {"subject": "event", "problem": "date", "shown": {"date": dt.date(2024, 1, 12)}, "right": {"date": None}}
    assert new_report(**{**WHOLE, **event}).shown == {"date": "2024-01-12"}


def test_orders_to_a_terminal_do_not_get_in() -> None:
    hostile = "\x1b]0;x\x07\x1b[2J[bold]\u202eđỏ\x00\x9b31m\r\nhai\ud800\u200b"
    report = new_report(**WHOLE, comment=hostile, contact=hostile, right={"grantor_name": hostile})
    assert report.comment == "]0;x[2J[bold]đỏ31m\nhai"
    assert report.contact == "]0;x[2J[bold]đỏ31m hai"
    assert report.right == {"grantor_name": "]0;x[2J[bold]đỏ31m hai"}


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_comment_is_kept_clean_and_stays_so(comment: str, contact: str) -> None:
    report = new_report(**WHOLE, comment=comment, contact=contact)
    assert all(sign.isprintable() or sign == "\n" or not sign.isascii() for sign in report.comment)
    assert "\n" not in (report.contact or "")
    assert loaded_report(report.model_dump()) == report
    assert report.comment.encode().decode() == report.comment


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"comment": "x" * 1_000_000}, "comment: String should have at most 2000 characters"),
        ({"contact": "x" * 201}, "contact: String should have at most 200"),
        ({"article": "bai-1"}, "article: 'bai-1' is neither the address nor the id"),
        ({"article": "https://bao.vn/" + "x" * 2000}, "article: String should have at most 2000"),
        ({"snapshot": "3"}, "snapshot: Input should be a valid integer"),
        ({"subject": "all"}, "subject: Input should be 'award', 'official' or 'event'"),
        ({"problem": "bad"}, "problem: Input should be 'number'"),
        ({"shown": {"award": "bang-khen"}}, "`shown` needs evidence"),
        ({"shown": {}}, "`shown` needs award, evidence"),
        ({"shown": {**SHOWN, "award": "bang-khne"}}, "shown.award: Input should be 'huan-chuong-sao-vang'"),
        ({"right": {"count": "17"}}, "right.count: Input should be a valid integer"),
        ({"right": {"count": 0}}, "right.count: Input should be greater than or equal to 1"),
        ({"right": {"cuont": 1}}, "right.cuont: there is no such field"),
        ({"right": {"count": 1.5}}, "float is no value of a row"),
        ({"right": {"recipient_names": ["x" * 99] * 999}}, "right: it is longer than 20000 characters"),
        ({"right": ["count"]}, "right: it has to name fields"),
        ({"problem": "other"}, "say in the comment what is wrong or missing"),
        ({"problem": "missing", "shown": {}}, "say in the comment what is wrong or missing"),
        ({"subject": "event", "shown": {"province": "atlantis"}}, "shown.province: no province has the slug"),
        ({"subject": "official", "shown": {"titles": ["Chủ tịch"]}}, "`shown` needs name"),
    ],
)
def test_what_breaks_a_rule_is_named_in_one_line(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ReportedError) as raised:
        new_report(**{**WHOLE, **changed})
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_row_is_named_as_it_was_read_whoever_corrected_it() -> None:
    row = {
        "award": "bang-khen",
        "class": 1,
        "count": 17,
        "status": "conferred",
        "evidence": "7 cá nhân",
        "confidence": 1,
    }
    corrected = {**row, "as_read": '{"count": 7, "class": null}'}
    assert shown_award({**row, "as_read": None})["count"] == 17
    assert shown_award(corrected) == {name: value for name, value in row.items() if name != "confidence"} | {
        "class": None,
        "count": 7,
    }
    assert new_report(**{**WHOLE, "shown": shown_award(corrected)}).shown["count"] == 7
    official = {"name": "Lô Văn Khuyến", "titles": ["Bí thư"], "roles": [], "as_read": '{"name": "Lô Văn Khuyển"}'}
    assert shown_official(official)["name"] == "Lô Văn Khuyển"
    event = {"date": dt.date(2024, 1, 11), "place": None, "as_read": '{"date": "2024-01-12"}'}
    assert shown_event(event) == {"date": "2024-01-12", "place": None}


def test_a_childs_hidden_name_is_not_among_the_words_that_name_a_row() -> None:
    assert unhidden("UBND tỉnh tặng Bằng khen cho em T... T.. H.. và 2 em.") == "UBND tỉnh tặng Bằng khen cho em"
    assert unhidden("Tặng TP. Vinh 2 cờ.") == "Tặng TP. Vinh 2 cờ."
    assert unhidden("T..") == "T.."
