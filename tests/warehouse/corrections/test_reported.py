"""The queue of reported errors: several writers, limits, decisions, and what is erased."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from warehouse.corrections.error_report import ErrorReport, ReportedError, new_report
from warehouse.corrections.queue_file import NotKeptError
from warehouse.corrections.reported import (
    TooManyError,
    add_report,
    count_open,
    deciding,
    erase_reports,
    find_report,
    load_reports,
    refuse_report,
)

ROOT = Path(__file__).parents[3]
URL = "https://baonghean.vn/hien-dat-post1.html"


def told(number: int = 1, **changed: Any) -> ErrorReport:  # noqa: ANN401 - any field
    """Return a report; those of two numbers are on two rows."""
    fields: dict[str, Any] = {
        "snapshot": 3,
        "subject": "award",
        "article": URL,
        "row": f"x:{number}",
        "problem": "number",
        "shown": {"award": "bang-khen", "count": number, "evidence": f"{number} cá nhân"},
        "right": {"count": number + 10},
    }
    return new_report(**{**fields, **changed})


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    return tmp_path / "reported.sqlite"


def test_reports_wait_in_their_order_until_they_are_decided(queue: Path) -> None:
    days = [dt.datetime(2026, 11, day, tzinfo=dt.UTC) for day in (3, 1, 2)]
    reports = [told(number, received=day) for number, day in enumerate(days, 1)]
    assert [add_report(queue, one) for one in reports] == reports
    assert load_reports(queue) == [reports[1], reports[2], reports[0]]
    refused = refuse_report(queue, reports[2].id, by="Mai", why="it is right", on=dt.date(2026, 11, 4))
    assert (refused.state, refused.decided_by, refused.reason) == ("refused", "Mai", "it is right")
    assert refused.decided_on == dt.date(2026, 11, 4)
    assert load_reports(queue) == [reports[1], reports[0]]
    assert load_reports(queue, decided=True) == [reports[1], refused, reports[0]]
    assert count_open(queue) == 2
    with pytest.raises(ReportedError, match=r"is refused already, by Mai on 2026-11-04"):
        refuse_report(queue, reports[2].id, by="Lan", why="x")
    with pytest.raises(ReportedError, match="no error is reported under 'none'"):
        refuse_report(queue, "none", by="Lan", why="x")
    with pytest.raises(ReportedError, match="say who decides, and why"):
        refuse_report(queue, reports[0].id, by="Lan", why=" ")


def test_without_a_file_nothing_waits_and_none_is_made(queue: Path) -> None:
    assert (load_reports(queue, decided=True), count_open(queue)) == ([], 0)
    with pytest.raises(ReportedError, match="no error is reported"):
        find_report(queue, "0123456789")
    with pytest.raises(ReportedError, match="no error is reported"):
        refuse_report(queue, "0123456789", by="Lan", why="x")
    assert erase_reports(queue, lambda _: True, str, write=True) == 0
    assert not queue.exists()


def test_the_same_is_kept_once_and_counted(queue: Path) -> None:
    first = add_report(queue, told())
    again = add_report(queue, told(comment="Báo in ghi 11", contact="a@b.vn"))
    assert (again.id, again.times, again.comment, again.contact) == (first.id, 2, "Báo in ghi 11", "a@b.vn")
    assert add_report(queue, told(comment="x")).comment == "Báo in ghi 11"
    assert load_reports(queue) == [find_report(queue, first.id)]
    assert find_report(queue, first.id).times == 3
    others = (told(2), told(right={"count": 12}), told(problem="other"), told(right=None), told(row=None))
    for other in others:
        assert add_report(queue, other) == other
    assert add_report(queue, told(right=None, comment="in words")).times == 1
    assert add_report(queue, told(right=None, comment="In  words")).times == 2
    refuse_report(queue, first.id, by="Mai", why="no")
    assert add_report(queue, told()).times == 1


def test_when_too_many_wait_none_is_taken_but_what_waits_is_counted(queue: Path) -> None:
    first = add_report(queue, told(1), most_open=2)
    add_report(queue, told(2), most_open=2)
    with pytest.raises(TooManyError, match="2 reports of errors are waiting already"):
        add_report(queue, told(3), most_open=2)
    assert add_report(queue, told(1), most_open=2).times == 2
    refuse_report(queue, first.id, by="Mai", why="no")
    assert add_report(queue, told(3), most_open=2).times == 1


def test_a_contact_is_gone_from_the_file_when_the_report_is_decided(queue: Path) -> None:
    report = add_report(queue, told(contact="nguoi.doc@example.org"))
    assert b"nguoi.doc" in queue.read_bytes()
    assert refuse_report(queue, report.id, by="Mai", why="no").contact is None
    assert b"nguoi.doc" not in queue.read_bytes()
    assert [path.name for path in queue.parent.iterdir()] == [queue.name]


def test_a_decision_whose_work_fails_is_not_noted(queue: Path) -> None:
    report = add_report(queue, told(contact="a@b.vn"))
    with pytest.raises(RuntimeError), deciding(queue, report.id, "accepted", by="Mai", why="x"):
        raise RuntimeError
    assert load_reports(queue) == [report]


def test_what_is_forgotten_leaves_no_byte(queue: Path) -> None:
    kept = add_report(queue, told(1, comment=f"{'x' * 1980} bao.vn"))
    add_report(queue, told(2, article="https://bao.vn/mot-bai-1.html", comment="Sai hết"))

    def cleaned(text: str) -> str:
        return text.replace("bao.vn", "(forgotten)" * 3)

    assert erase_reports(queue, lambda article: "bao.vn" in article, cleaned, write=False) == 2
    assert count_open(queue) == 2
    assert erase_reports(queue, lambda article: "bao.vn" in article, cleaned, write=True) == 2
    (left,) = load_reports(queue)
    assert (left.id, left.comment) == (kept.id, ("x" * 1980 + " " + "(forgotten)" * 3)[:2000])
    assert not any(words in queue.read_bytes() for words in (b"bao.vn", "Sai hết".encode()))
    assert erase_reports(queue, lambda article: "bao.vn" in article, cleaned, write=True) == 0


ADDING = """
import sys
from pathlib import Path
from tests.warehouse.corrections.test_reported import told
from warehouse.corrections.reported import add_report
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    add_report(Path(sys.argv[1]), told(number))
    print(number, flush=True)
"""


def start(code: str, *arguments: object, **more: Any) -> subprocess.Popen[str]:  # noqa: ANN401 - of Popen
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def test_two_processes_add_at_once(queue: Path) -> None:
    both = [start(ADDING, queue, first, 60) for first in (1, 20)]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    assert {one.row: one.times for one in load_reports(queue)} == {f"x:{n}": 1 + (n >= 20) for n in range(1, 60)}


def test_a_kill_loses_nothing_that_was_kept(queue: Path) -> None:
    for first in (1, 100, 200):
        with start(ADDING, queue, first, first + 10_000) as process:
            assert process.stdout is not None
            printed = [int(process.stdout.readline()) for _ in range(15)]
            time.sleep(0.01)
            os.kill(process.pid, signal.SIGKILL)
            printed += [int(line) for line in process.stdout.read().split()]
        rows = {one.row for one in load_reports(queue)}
        assert {f"x:{number}" for number in printed} <= rows
    assert add_report(queue, told(99_999)).times == 1


LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
"""


def test_a_file_that_cannot_grow_is_told_and_stays_whole(queue: Path) -> None:
    process = start(LIMITED + ADDING, queue, 1, 10_000)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "NotKeptError: " in errors
    assert "disk" in errors.splitlines()[-1]
    assert len(load_reports(queue)) == len(output.split()) > 10


def test_a_home_that_cannot_be_written_to_is_read_and_told(queue: Path, tmp_path: Path) -> None:
    report = add_report(queue, told())
    code = "import sys; from pathlib import Path; from tests.warehouse.corrections.test_reported import told\n"
    code += "from warehouse.corrections.reported import *\n"
    code += "queue = Path(sys.argv[1]); print(load_reports(queue)[0].id)\n"
    code += "for path in (queue, queue.with_name('new.sqlite')):\n"
    code += "    try: add_report(path, told(2))\n    except NotKeptError as error: print(error)\n"
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    wrapped = ["unshare", "-m", "sh", "-c", mount, str(tmp_path)] if os.geteuid() == 0 else []
    tmp_path.chmod(0o555)
    try:
        command = [*wrapped, sys.executable, "-c", code, str(queue)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        tmp_path.chmod(0o755)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("root may write everywhere here")
    assert done.stdout.splitlines() == [
        report.id,
        f"{queue}: there is no leave to write to it",
        f"{tmp_path / 'new.sqlite'}: it cannot be opened; is there leave to write to its folder?",
    ]


def test_a_file_that_is_no_queue_is_named_and_left_alone(queue: Path) -> None:
    for content in (b"not a database at all" * 100, changed(queue, {"user_version": 9})):
        queue.write_bytes(content)
        for work in (load_reports, count_open, lambda path: add_report(path, told())):
            with pytest.raises(NotKeptError, match=r"reported.sqlite: (it is no queue|of format 9, made by a newer)"):
                work(queue)
        assert queue.read_bytes() == content
    queue.unlink()
    queue.touch()
    assert load_reports(queue) == []
    assert add_report(queue, told()).times == 1


def changed(queue: Path, pragmas: Mapping[str, int]) -> bytes:
    """Return the file of a queue with such values in its head."""
    other = queue.with_name("other.sqlite")
    add_report(other, told())
    db = sqlite3.connect(other)
    for name, value in pragmas.items():
        db.execute(f"PRAGMA {name} = {value}")
    db.close()
    return other.read_bytes()


def test_a_row_that_was_written_by_hand_is_named(queue: Path) -> None:
    report = add_report(queue, told())
    with sqlite3.connect(queue) as db:
        db.execute("UPDATE error_report SET problem = 'x'")
    db.close()
    with pytest.raises(NotKeptError, match=rf"report '{report.id}' cannot be read: problem: Input should be"):
        load_reports(queue)
