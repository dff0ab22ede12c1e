"""Accepting a report: the entry that it becomes, and the operator's file, in which nothing else changes."""

from __future__ import annotations

import datetime as dt
import os
import signal
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.corrections.test_reported import LIMITED, URL, start, told
from warehouse.corrections.accepting import WHY, accept_report, entry_of, stated_values
from warehouse.corrections.appending import CorrectedAlreadyError, append_entry, entry_text
from warehouse.corrections.error_report import ReportedError
from warehouse.corrections.file import CorrectionError, load_corrections, parse_corrections
from warehouse.corrections.reported import add_report, count_open, find_report, load_reports
from warehouse.intake.parts import hash_text

DAY = dt.date(2026, 11, 20)
TEXT = f"""- article: {URL}
  award:
    wrong: {{award: bang-khen, count: 1, evidence: 1 cá nhân}}
    right: {{count: 11}}
  by: Mai
  on: 2026-11-20
  why: Báo in ghi 11.
"""
OTHER = TEXT.replace("1 cá nhân", "2 cá nhân").replace("count: 1,", "count: 2,")


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    return tmp_path / "reported.sqlite"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.yaml"


def entry_for(changes: dict[str, Any], right: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what the entry of a report says beside article, name, day and reason."""
    entry = entry_of(told(**changes), by="Mai", why="x", on=DAY, right=right)
    assert parse_corrections(entry_text(entry), "x") == [entry]
    sides = {"wrong": entry.change.wrong, "right": entry.change.right}
    return {"subject": entry.subject} | {name: side.said() for name, side in sides.items() if side is not None}


def test_an_accepted_report_becomes_an_entry(queue: Path, file: Path) -> None:
    report = add_report(queue, told(contact="a@b.vn"))
    entry, appended = accept_report(queue, file, report.id, by="Mai", why="Báo in ghi 11.", on=DAY)
    assert (appended, file.read_text(encoding="utf-8")) == (True, TEXT)
    assert load_corrections(file) == [entry]
    decided = find_report(queue, report.id)
    assert (decided.state, decided.decided_by, decided.decided_on, decided.contact) == ("accepted", "Mai", DAY, None)
    with pytest.raises(ReportedError, match="is accepted already"):
        accept_report(queue, file, report.id, by="Mai")
    assert file.read_text(encoding="utf-8") == TEXT


def test_the_readers_words_are_not_published(queue: Path, file: Path) -> None:
    report = add_report(queue, told(comment="Ông A là kẻ trộm"))
    accept_report(queue, file, report.id, by="Mai")
    (entry,) = load_corrections(file)
    assert entry.why == WHY
    assert "trộm" not in file.read_text(encoding="utf-8")


SHOWN = {
    "award": "bang-khen",
    "class": None,
    "grantor": "huyen",
    "recipient": "individual",
    "count": 7,
    "status": "conferred",
    "recipient_names": ["Lò A"],
    "evidence": "7 cá nhân",
}
NAMED = {name: value for name, value in SHOWN.items() if name not in ("grantor", "recipient_names")}
MISSING = {"award": "giay-khen", "recipient": "household", "count": 12, "status": "conferred", "evidence": "12 hộ"}


@pytest.mark.parametrize(
    ("changes", "right", "expected"),
    [
        ({"shown": SHOWN, "right": {"count": 17}}, None, {"wrong": NAMED, "right": {"count": 17}}),
        ({"shown": SHOWN, "right": {"count": 17}}, {"count": 18}, {"wrong": NAMED, "right": {"count": 18}}),
        (
            {"shown": SHOWN, "right": None, "problem": "other", "comment": "x"},
            {"count": None},
            {"right": {"count": None}},
        ),
        ({"shown": SHOWN, "right": None, "problem": "not-there"}, None, {"wrong": NAMED}),
        (
            {"shown": SHOWN, "right": {"grantor": "xa"}, "problem": "grantor"},
            None,
            {"wrong": {**NAMED, "grantor": "huyen"}, "right": {"grantor": "xa"}},
        ),
        ({"shown": SHOWN, "right": {"recipient_names": ["Lò B"]}, "problem": "person"}, None, {"wrong": NAMED}),
        ({"shown": {}, "right": MISSING, "problem": "missing"}, None, {"right": MISSING}),
        (
            {"subject": "official", "shown": {"name": "Lô Khuyển", "titles": ["A"]}, "right": {"name": "Lô Khuyến"}},
            None,
            {"subject": "official", "wrong": {"name": "Lô Khuyển"}, "right": {"name": "Lô Khuyến"}},
        ),
        (
            {"subject": "event", "shown": {"date": "2024-01-12", "place": None}, "right": {"date": "2024-01-11"}},
            None,
            {"wrong": {"date": dt.date(2024, 1, 12)}, "right": {"date": dt.date(2024, 1, 11)}},
        ),
        (
            {"subject": "event", "shown": {}, "right": None, "problem": "not-there"},
            None,
            {"wrong": {"relevant": True}, "right": {"relevant": False}},
        ),
    ],
)
def test_what_entry_a_report_becomes(
    changes: dict[str, Any], right: dict[str, Any] | None, expected: dict[str, Any]
) -> None:
    entry = entry_for(changes, right)
    assert {name: entry[name] for name in expected} == expected
    assert ("right" in entry) == (changes.get("problem") != "not-there" or entry["subject"] == "event")


@pytest.mark.parametrize(
    ("changes", "right", "message"),
    [
        ({"right": None}, None, r"does not say what is right \(number\); state the right values"),
        ({"right": None, "problem": "other", "comment": "x"}, {}, "does not say what is right"),
        ({"shown": {}, "right": None, "problem": "missing", "comment": "x"}, None, "does not say what is right"),
        ({"shown": {}, "problem": "missing", "right": {"count": 3}}, None, "`right` needs award, recipient, status"),
        ({"right": {"count": 1}}, None, "what is said to be right is what was read"),
        ({"right": {"count": 1}}, {"cuont": 1}, "right.cuont: there is no such field"),
        ({"subject": "event", "shown": {"place": None}, "right": {"date": None}}, None, "how date was read; write the"),
    ],
)
def test_a_report_that_is_too_vague_waits_on(
    queue: Path, file: Path, changes: dict[str, Any], right: dict[str, Any] | None, message: str
) -> None:
    report = add_report(queue, told(**changes))
    with pytest.raises(ReportedError, match=message) as raised:
        accept_report(queue, file, report.id, by="Mai", right=right)
    assert "\n" not in str(raised.value)
    assert load_reports(queue) == [report]
    assert not file.exists()


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# của tôi\n",
        "# của tôi",
        OTHER,
        OTHER.rstrip(),
        f"# đầu\n{OTHER}\n  # cuối",
        OTHER.replace("\n", "\r\n"),
        OTHER.replace("\n", "\r\n").rstrip(),
        "\ufeff" + OTHER,
        "\ufeff",
        "---\n" + OTHER,
        "".join(f"  {line}\n" for line in OTHER.splitlines()),
        OTHER.replace("Báo in ghi 11.", "|+\n    Báo in\n\n    ghi 11.\n\n"),
        OTHER.replace("Báo in ghi 11.", '"Báo in\n    ghi 11."'),
        "\n\n  \n",
    ],
)
def test_what_stands_in_the_file_stays_byte_for_byte(queue: Path, file: Path, before: str) -> None:
    file.write_bytes(before.encode())
    entries = load_corrections(file)
    report = add_report(queue, told())
    entry, _ = accept_report(queue, file, report.id, by="Mai", on=DAY)
    after = file.read_bytes()
    assert after.startswith(before.encode())
    assert load_corrections(file) == [*entries, entry]
    added = after[len(before.encode()) :]
    assert (b"\r\n" in added) == ("\r\n" in before)
    assert added.count(b"\n") == added.count(b"\r\n") or b"\r" not in added


@pytest.mark.parametrize("before", ["[]", "[]\n# chưa có\n", "\ufeff# chưa có\r\n[ ] # gì\r\n"])
def test_a_list_in_brackets_that_says_there_is_none_gives_way(queue: Path, file: Path, before: str) -> None:
    file.write_bytes(before.encode())
    entry, _ = accept_report(queue, file, add_report(queue, told()).id, by="Mai", on=DAY)
    assert load_corrections(file) == [entry]
    assert [word for word in ("# chưa có", "# gì", "\ufeff", "\r\n") if word in before] == [
        word for word in ("# chưa có", "# gì", "\ufeff", "\r\n") if word in file.read_bytes().decode()
    ]


@pytest.mark.parametrize(
    ("before", "message"),
    [
        (f"{OTHER}...\n", "not YAML|not be read"),
        (f"[{{article: {URL}, official: {{wrong: {{name: A}}}}, by: x, on: 2026-01-01, why: y}}]", "list in brackets"),
        ("- article: [", "not YAML"),
        ("article: x", "has to be a list"),
        (OTHER.replace("right", "rihgt"), "entry 1"),
    ],
)
def test_a_file_that_takes_no_entry_is_left_alone(queue: Path, file: Path, before: str, message: str) -> None:
    file.write_text(before, encoding="utf-8")
    report = add_report(queue, told())
    with pytest.raises(CorrectionError, match=message):
        accept_report(queue, file, report.id, by="Mai")
    assert file.read_text(encoding="utf-8") == before
    assert load_reports(queue) == [report]


SAME_ROW = {
    "by its id": OTHER.replace(URL, hash_text(URL)[:16]),
    "with fewer values": OTHER.replace("count: 2, ", ""),
    "as the entry leaves it": OTHER.replace("count: 2,", "count: 5,").replace(
        "right: {count: 11}", "right: {count: 2}"
    ),
    "put in": OTHER.replace("wrong", "x")
    .replace("    x: {award: bang-khen, count: 2, evidence: 2 cá nhân}\n", "")
    .replace("{count: 11}", "{award: bang-khen, recipient: case, count: 2, status: conferred, evidence: 2 cá nhân}"),
}


@pytest.mark.parametrize("before", SAME_ROW.values(), ids=SAME_ROW)
def test_a_second_entry_on_a_row_is_refused(queue: Path, file: Path, before: str) -> None:
    file.write_text(f"{TEXT}\n{before}", encoding="utf-8")
    assert len(load_corrections(file)) == 2
    report = add_report(queue, told(2))
    with pytest.raises(
        CorrectedAlreadyError, match=r"corrections.yaml, entry 2, by Mai on 2026-11-20, corrects the same"
    ):
        accept_report(queue, file, report.id, by="Lan")
    assert load_reports(queue) == [report]
    third = add_report(queue, told(3))
    assert accept_report(queue, file, third.id, by="Lan")[1]


def test_officials_and_events_take_one_entry_too(file: Path) -> None:
    pairs: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        (
            {"subject": "official", "shown": {"name": "Lô Khuyển"}, "right": {"name": "Lô Khuyến"}},
            {"subject": "official", "shown": {"name": "Lô Khuyến"}, "right": {"titles": ["Bí thư"]}},
            "entry 1, by Mai",
        ),
        (
            {"subject": "event", "shown": {"place": None}, "right": {"place": "Vinh"}},
            {"subject": "event", "shown": {"date": None}, "right": {"date": "2024-01-11"}},
            "entry 2, by Mai",
        ),
    ]
    for first, second, message in pairs:
        entries = [entry_of(told(**changes), by="Mai", why="x", on=DAY) for changes in (first, second)]
        assert append_entry(file, entries[0])
        with pytest.raises(CorrectedAlreadyError, match=message):
            append_entry(file, entries[1])
    other = told(subject="official", shown={"name": "Lò Sử"}, right=None, problem="not-there")
    assert append_entry(file, entry_of(other, by="Mai", why="x", on=DAY))


def test_a_link_and_the_files_rights_stay(queue: Path, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "git" / "sai.yaml"
    target.parent.mkdir()
    target.write_text(OTHER, encoding="utf-8")
    target.chmod(0o640)
    file.symlink_to(target)
    accept_report(queue, file, add_report(queue, told()).id, by="Mai")
    assert file.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert len(load_corrections(target)) == 2
    assert [path.name for path in target.parent.iterdir()] == ["sai.yaml"]


ACCEPTING = """
import sys
from pathlib import Path
from tests.warehouse.corrections.test_reported import told
from warehouse.corrections.accepting import accept_report
from warehouse.corrections.reported import load_reports
queue = Path(sys.argv[1])
for report in load_reports(queue):
    accept_report(queue, queue.with_name("corrections.yaml"), report.id, by="Mai")
    print(report.id, flush=True)
"""


@pytest.mark.slow
def test_a_kill_in_the_middle_leaves_the_file_whole_and_accepting_goes_on(queue: Path, file: Path) -> None:
    for number in range(1, 41):
        add_report(queue, told(number))
    for wait in (0.0, 0.003, 0.007, 0.012):
        with start(ACCEPTING, queue) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            os.kill(process.pid, signal.SIGKILL)
            process.stdout.read()
        entries = load_corrections(file)
        accepted = [one for one in load_reports(queue, decided=True) if one.state == "accepted"]
        assert len(accepted) <= len(entries) <= len(accepted) + 1
    with start(ACCEPTING, queue) as process:
        assert process.communicate(timeout=60)[1] == ""
    counts = [entry.award.right.count for entry in load_corrections(file) if entry.award and entry.award.right]
    assert sorted(filter(None, counts)) == [number + 10 for number in range(1, 41)]
    assert count_open(queue) == 0


def test_an_entry_that_a_kill_left_without_its_note_is_not_appended_twice(queue: Path, file: Path) -> None:
    report = add_report(queue, told())
    assert append_entry(file, entry_of(report, by="Mai", why="x", on=DAY))
    before = file.read_bytes()
    assert accept_report(queue, file, report.id, by="Mai", on=dt.date(2026, 12, 1))[1] is False
    assert (file.read_bytes(), count_open(queue)) == (before, 0)


def test_a_disk_without_room_changes_neither_file(queue: Path, file: Path) -> None:
    report = add_report(queue, told())
    before = "# của tôi\n" * 4000
    file.write_text(before, encoding="utf-8")
    process = start(LIMITED.replace("40_000", str(len(before.encode()) + 100)) + ACCEPTING, queue)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"CorrectionError: {file} cannot be written: File too large" in errors
    assert file.read_text(encoding="utf-8") == before
    assert load_reports(queue) == [report]
    assert sorted(path.name for path in file.parent.iterdir()) == ["corrections.yaml", "reported.sqlite"]


@pytest.mark.parametrize(
    ("subject", "stated", "values"),
    [
        ("award", ["count=17", "class=null", "grantor=xa"], {"class": None, "grantor": "xa", "count": 17}),
        ("award", ["class=3", "period=[2020, null]"], {"class": 3, "period": [2020, None]}),
        ("award", ["grantor_name=Sở: A # 1", "recipient_names=[Lò A, Lò B]"], None),
        ("award", ["breakdown=[{label: nữ, count: 2}]"], {"breakdown": [{"label": "nữ", "count": 2}]}),
        ("official", ["titles=Phó Chủ tịch: A"], {"titles": ["Phó Chủ tịch: A"]}),
        ("event", ["date=2024-01-11", "relevant=false"], {"relevant": False, "date": "2024-01-11"}),
    ],
)
def test_values_are_stated_as_they_are_written(subject: str, stated: list[str], values: dict[str, Any] | None) -> None:
    expected = values or {"grantor_name": "Sở: A # 1", "recipient_names": ["Lò A", "Lò B"]}
    assert stated_values(subject, stated) == expected


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (["count"], "'count': a value is stated as name=value"),
        (["count=1", "count=2"], "count is stated twice"),
        (["count=1.250"], "right.count: Input should be a valid integer"),
        (["recipient=null"], "right.recipient: Input should be 'collective'"),
        (["cuont=1"], "right.cuont: there is no such field"),
        (["period=[2020"], "right.period: Input should be a valid array"),
    ],
)
def test_what_is_stated_wrongly_is_named(stated: list[str], message: str) -> None:
    with pytest.raises(ReportedError, match=f"^{message}"):
        stated_values("award", stated)
