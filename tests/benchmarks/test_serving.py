"""The measurement of the site: that waiting shows, that errors are seen, and that its parts fit together."""

from __future__ import annotations

import asyncio
import gzip
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.serving import Plan, measure
from benchmarks.serving_asks import Known, Newsroom
from benchmarks.serving_client import Client, Reply, ask_at, wrong
from benchmarks.serving_figures import Answer, Ask, Published, Sample, by_minute, by_part, percentile, slope, times_of
from benchmarks.serving_pages import weights
from benchmarks.serving_tables import markdown

PAGE = b"<!doctype html>\n<html></html>\n"
KNOWN = Known(
    ["Hội nghị tổng kết phong trào thi đua"],
    ["Trịnh Xuân Trường", "Lê Thị Hoa"],
    ["ceremony-1", "ceremony-2"],
    {
        "person": ["/person/a"],
        "province": ["/province/lao-cai"],
        "award": [],
        "outlet": ["/outlet/x.vn"],
        "movement": [],
    },
    [("year", "2024", 9)],
)


def answer(due: float, taken: float, kind: str = "search", status: int = 200, error: str = "") -> Answer:
    return Answer(kind, "/", due, due, due + taken, status, 10, error)


def test_percentiles_are_by_nearest_rank() -> None:
    assert percentile([float(n) for n in range(1, 21)], 0.95) == 19
    assert percentile([float(n) for n in range(1, 101)], 0.99) == 99
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2
    assert percentile([5.0], 0.95) == 5


def test_times_count_what_is_fast_missing_and_wrong() -> None:
    some = [answer(0, 0.01), answer(1, 0.04, status=404), answer(2, 0.2, status=500, error="status 500")]
    times = times_of(some)
    assert (times.n, times.missing, times.errors) == (3, 1, 1)
    assert times.fast == pytest.approx(2 / 3)
    assert times.most == pytest.approx(200)


def test_parts_of_a_run_are_told_apart_by_when_a_request_was_due() -> None:
    some = [answer(due, 5) for due in (1, 4, 8, 9)]
    parts = by_part(some, Published(begun=3, there=7, shown=8.5, articles=10))
    assert [kinds["all"].n for kinds in parts.values()] == [4, 1, 2, 1]
    assert list(by_part(some, None)) == ["whole run"]


def test_growth_is_told_from_the_step_of_a_new_snapshot() -> None:
    flat = [(float(at), 500.0 if at < 300 else 700.0) for at in range(0, 600, 2)]
    assert slope(flat) > 20
    assert slope(flat, [300]) == pytest.approx(0, abs=1e-6)
    assert slope([(at, value + at / 60 * 3) for at, value in flat], [300]) == pytest.approx(3)


def test_memory_is_told_minute_by_minute() -> None:
    samples = [Sample(float(at), memory=100.0 + at, own=float(at)) for at in range(-2, 150, 2)]
    assert [(minute, sample.own) for minute, sample in by_minute(samples)] == [(0, 0), (1, 60), (2, 120)]


async def load_of_stub(stall: float, number: int, rate: float) -> list[Answer]:
    """Ask a server that answers one request at a time, the tenth not for a while."""
    one, seen = asyncio.Lock(), 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal seen
        while await reader.readline():
            while await reader.readline() != b"\r\n":
                pass
            async with one:
                seen += 1
                if seen == 10:
                    await asyncio.sleep(stall)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE))
                writer.write(PAGE)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    client = Client("127.0.0.1", server.sockets[0].getsockname()[1])
    dues = [n / rate for n in range(number)]
    answers = await ask_at(client, [("search", "/")] * number, dues, time.monotonic())
    client.close()
    server.close()
    await asyncio.sleep(0.1)  # both ends of a connection are told
    return [Answer(*fields) for fields in answers]


def test_who_comes_while_the_server_stalls_has_waited_too() -> None:
    """A generator that waits for each answer before it asks again would see one slow answer of a hundred."""
    answers = asyncio.run(load_of_stub(0.5, 100, 100))
    assert [one.error for one in answers] == [""] * 100
    waited = [one.taken for one in answers]
    assert max(waited) > 0.45
    assert sum(time > 0.1 for time in waited) >= 30
    assert percentile(waited, 0.95) > 0.3


def test_a_server_that_is_gone_is_an_error() -> None:
    async def ask() -> list[object]:
        return await Client("127.0.0.1", 1).ask("search", "/", 0, time.monotonic())

    assert "Connect" in str(asyncio.run(ask())[-1])


def test_wrong_answers_are_told() -> None:
    page = Reply(200, "text/html; charset=utf-8", "", PAGE)
    assert wrong("/search?q=a.csv", page) == ""
    assert wrong("/search?q=a", replace(page, encoding="gzip", body=gzip.compress(PAGE))) == ""
    assert wrong("/search?q=a", replace(page, encoding="gzip", body=gzip.compress(PAGE)[:-9])) != ""
    assert wrong("/", replace(page, body=PAGE[:-10])) == "is not whole"
    assert wrong("/", replace(page, status=503)) == "status 503"
    assert wrong("/search.json?q=a", page) == "is text/html; charset=utf-8"


def test_a_newsroom_asks_the_same_for_the_same_seed() -> None:
    asks = Newsroom(KNOWN, 1).draw(2_000)
    assert asks == Newsroom(KNOWN, 1).draw(2_000) != Newsroom(KNOWN, 2).draw(2_000)
    kinds = {kind: sum(ask.kind == kind for ask in asks) / len(asks) for kind, _ in asks}
    assert 0.38 < kinds["search"] < 0.48
    assert 0.28 < kinds["ceremony"] < 0.38
    assert set(kinds) >= {"person", "province", "outlet", "start", "data: csv", "data: json", "data: atom", "healthz"}
    searches = [ask.path for ask in asks if ask.kind == "search"]
    assert 1 - len(set(searches)) / len(searches) > 0.2
    assert any("year=2024" in path for path in searches)
    left = {ask.kind for ask in Newsroom(KNOWN, 1, ["ceremony", "person"]).draw(500)}
    assert not left & {"ceremony", "person"}


def test_requests_are_due_at_random() -> None:
    dues = Newsroom(KNOWN, 1).dues(4_000, 20)
    gaps = [after - before for before, after in pairwise(dues)]
    assert sum(gaps) / len(gaps) == pytest.approx(1 / 20, rel=0.1)
    assert sum(gap > 1 / 20 for gap in gaps) / len(gaps) == pytest.approx(0.37, abs=0.04)


def test_a_page_weighs_what_it_loads() -> None:
    files = {
        "/a": b'<link rel="stylesheet" href="/s.css"><link rel="alternate" href="/f"><script src="j.js"></script>',
        "/s.css": b"@import 'more.css'; p { background: url(/p.svg) }",
        "/more.css": b"x" * 100,
        "/p.svg": b"y" * 1000,
        "/j.js": b"z" * 10,
    }

    class Source:
        def get(self, path: str) -> tuple[int, bytes, str]:
            body = files[path]
            return (200, gzip.compress(body), "gzip") if path.endswith("css") else (200, body, "")

    (found,) = weights(Source(), [Ask("search", "/a"), Ask("search", "/a")])
    styles = len(gzip.compress(files["/s.css"])) + len(gzip.compress(files["/more.css"]))
    assert found.whole == len(files["/a"]) + styles + 1000 + 10
    assert (found.pages, found.files) == (1, 4)
    files["/a"] = b'<html><img src="https://elsewhere.example/x.png">'
    with pytest.raises(ValueError, match="elsewhere"):
        weights(Source(), [Ask("search", "/a")])


@pytest.mark.slow
def test_all_of_it_on_a_few_articles(tmp_path: Path) -> None:
    figures = measure(tmp_path, Plan(articles=300, seconds=8, rate=10, new=30, idle=4))
    told = markdown(figures)
    assert "| search |" in told
    assert figures.wrong == []
    assert [one for one in figures.answers if one.error] == []
    assert figures.publish is not None
    assert figures.publish.shown is not None
    assert figures.publish.begun < figures.publish.there < figures.publish.shown
    assert figures.samples[0].memory > 50
    assert figures.server > 0
    assert {page.kind for page in figures.pages} >= {"search", "start"}
