"""Readers report what is wrong; what they say joins the queue, and nothing else of the machine is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.warehouse.building import award, story, write_parts
from warehouse.corrections.reported import load_reports
from warehouse.publish import publish
from web.app import build_app
from web.site import Site

_SENTENCE = "Chủ tịch UBND tỉnh tặng Bằng khen cho 7 tập thể."


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reports")
    told = story(
        "hoi-nghi",
        awards=[award("bang-khen", 7, sentence=_SENTENCE)],
    )
    articles, reports = write_parts(home, [told])
    publish(articles=articles, reports=reports, home=home)
    return home


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    return tmp_path / "reported.sqlite"


@pytest.fixture
def client(published: Path, queue: Path) -> Iterator[TestClient]:
    with TestClient(build_app(Site(published, names=("testserver",), queue=queue))) as client:
        yield client


@pytest.fixture
def row(published: Path) -> str:
    found = first(published, "SELECT award_report_id FROM award_report")
    article = first(published, "SELECT article_id FROM article")
    return f"award|{article}|{found}"


def first(home: Path, query: str) -> str:
    import duckdb

    with duckdb.connect(str(home / "snapshots/000001.duckdb"), read_only=True) as connection:
        (found,) = connection.execute(query).fetchone() or ("",)
        return str(found)


def test_a_report_joins_the_queue_with_what_was_read(client: TestClient, queue: Path, row: str) -> None:
    fields = {"row": row, "problem": "number", "right": "17", "comment": "Quyết định nói 17."}
    answer = client.post("/report", data={**fields, "contact": "ban@doc.example"})
    assert answer.status_code == 200
    assert html.fromstring(answer.text).cssselect('main a[href^="/ceremony/"]')
    (report,) = load_reports(queue)
    assert (report.problem, report.right, report.snapshot) == ("number", {"count": 17}, 1)
    assert row.endswith(f"|{report.row}")
    assert report.shown["evidence"] == _SENTENCE
    assert report.shown["count"] == 7
    assert report.article == "https://bao.example/hoi-nghi.html"
    assert report.contact == "ban@doc.example"


def test_the_event_and_its_officials_can_be_reported(client: TestClient, queue: Path, published: Path) -> None:
    article = first(published, "SELECT article_id FROM article")
    for problem in ("person", "date"):
        fields = {"row": f"event|{article}|", "problem": problem, "right": "Lô Văn Khuyến", "comment": "Sai."}
        assert client.post("/en/report", data=fields).status_code == 200
    reports = load_reports(queue)
    assert {(report.subject, report.problem, report.row) for report in reports} == {
        ("event", "person", None),
        ("event", "date", None),
    }
    assert {report.comment for report in reports} == {"[Lô Văn Khuyến] Sai."}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"row": "award"},
        {"row": "award|x|no-such-row", "problem": "number"},
        {"row": "../award|x|y", "problem": "number"},
        {"row": "event||", "problem": "date"},
        {"row": "ROW", "problem": "everything"},
        {"row": "ROW", "problem": "other", "comment": "   "},
        {"row": "award|x|' OR 1=1 --", "problem": "number"},
    ],
)
def test_what_cannot_be_a_report_is_refused(client: TestClient, queue: Path, row: str, fields: dict[str, str]) -> None:
    answer = client.post("/report", data={name: row if value == "ROW" else value for name, value in fields.items()})
    assert answer.status_code == 400
    assert str(queue.parent) not in answer.text
    assert not queue.exists() or not load_reports(queue)


def test_a_number_that_is_none_is_no_proposal(client: TestClient, queue: Path, row: str) -> None:
    client.post("/report", data={"row": row, "problem": "number", "right": "nhiều", "comment": "x"})
    assert load_reports(queue)[0].right is None


def test_programs_that_fill_every_field_are_not_heard(client: TestClient, queue: Path, row: str) -> None:
    fields = {"row": row, "problem": "other", "comment": "buy", "website": "http://spam.example"}
    assert client.post("/report", data=fields).status_code == 200
    assert not queue.exists() or not load_reports(queue)


def test_forms_of_other_sites_are_not_taken(client: TestClient, queue: Path, row: str) -> None:
    fields = {"row": row, "problem": "number", "right": "9"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert client.post("/report", data=fields, headers=headers).status_code == 403
    assert client.post("/report", data=fields, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert len(load_reports(queue)) == 1


def test_nobody_fills_the_queue_by_himself(client: TestClient, queue: Path, row: str) -> None:
    codes = [
        client.post("/report", data={"row": row, "problem": "number", "right": str(n)}).status_code
        for n in range(1, 20)
    ]
    assert codes.count(200) == 12
    assert set(codes) == {200, 429}


def test_too_much_is_refused(client: TestClient, row: str) -> None:
    fields = {"row": row, "problem": "other", "comment": "x" * 30_000}
    assert client.post("/report", data=fields).status_code == 413


def test_where_none_are_taken_there_is_no_such_page(published: Path, row: str) -> None:
    with TestClient(build_app(Site(published, names=("testserver",)))) as client:
        fields = {"row": row, "problem": "number"}
        assert client.post("/report", data=fields).status_code == 404


def test_a_queue_that_cannot_be_written_is_no_fault_of_the_reader(published: Path, tmp_path: Path, row: str) -> None:
    site = Site(published, names=("testserver",), queue=tmp_path / "none" / "reported.sqlite")
    with TestClient(build_app(site)) as client:
        answer = client.post("/report", data={"row": row, "problem": "number", "right": "9"})
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text
