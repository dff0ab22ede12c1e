"""A server is asked politely, and given up in time."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from crawler.commoncrawl import asking
from crawler.commoncrawl.asking import AskingError, Server
from crawler.commoncrawl.protocol import read_collections
from tests.crawler.conftest import Reply, serving
from tests.crawler.local_commoncrawl import CommonCrawl


@pytest.fixture
def commons() -> Iterator[CommonCrawl]:
    with serving(CommonCrawl()) as running:
        assert isinstance(running, CommonCrawl)
        running.crawl("CC-MAIN-2023-23", "2023-05-27", "2023-06-11")
        yield running


@pytest.fixture
def server(commons: CommonCrawl) -> Iterator[Server]:
    with Server(commons.data, agent="thidua", pause=1.0) as server:
        yield server


def test_a_busy_server_is_asked_again_after_growing_waits(
    commons: CommonCrawl, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    in_a_minute = formatdate(time.time() + 60)
    busy = [
        Reply("Please reduce your request rate.", status=503),
        Reply(status=429, headers={"Retry-After": "7"}),
        Reply(status=500),
        Reply(status=502, headers={"Retry-After": "soon"}),
        Reply("x", headers={"Content-Length": "100"}, drop=True),
        Reply(status=503, headers={"Retry-After": in_a_minute}),
    ]
    commons.fail("/collinfo.json", *busy)
    assert len(read_collections(server, commons.index)) == 1
    first, told, third, fourth, fifth, dated = [wait for wait in waits if wait > 0]
    assert told == 7
    assert first < third < fourth < fifth < 7
    assert 55 < dated <= 60
    assert len(commons.log) == len(busy) + 1


def test_a_server_that_stays_busy_is_given_up(
    commons: CommonCrawl, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    commons.fail("/", *[Reply(status=503)] * 20)
    with pytest.raises(AskingError, match=f"{commons.address} gave no answer in 8 tries: HTTP 503"):
        read_collections(server, commons.index)
    assert len(commons.log) == asking.MOST_TRIES


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=403), "refuses to answer .HTTP 403."),
        (Reply(status=429, headers={"Retry-After": "86400"}), "asks to be left alone for 86400 s"),
        (
            Reply(status=302, headers={"Location": "http://169.254.169.254/x"}),
            "redirects to 'http://169.254.169.254/x'",
        ),
        (Reply(b"x" * 5_000_000), "sent more than 4194304 bytes"),
        (Reply(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}), "sent more than 4194304 bytes"),
    ],
)
def test_what_another_try_cannot_help_ends_at_once(
    commons: CommonCrawl, server: Server, reply: Reply, reason: str
) -> None:
    commons.fail("/collinfo.json", reply)
    with pytest.raises(AskingError, match=reason):
        read_collections(server, commons.index)
    assert len(commons.log) == 1


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with (
        Server(f"http://127.0.0.1:{port}", agent="x", pause=0) as server,
        pytest.raises(AskingError, match="no connection"),
    ):
        server.get(f"http://127.0.0.1:{port}/collinfo.json", limit=10)
    with pytest.raises(AskingError, match="not a web address"):
        Server("index.commoncrawl.org", agent="x", pause=0)


def test_there_is_a_pause_between_requests_to_a_public_server(
    commons: CommonCrawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "is_local", lambda _: False)
    with Server(commons.data, agent="x", pause=0.1) as server:
        for _ in range(3):
            read_collections(server, commons.index)
    gaps = [after - before for before, after in zip(commons.times, commons.times[1:], strict=False)]
    assert min(gaps) >= 0.1


def test_a_server_that_hangs_up_before_its_first_answer_is_asked_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            for reply in (b"", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"):
                connection, _ = listener.accept()
                with connection:
                    connection.recv(1 << 16)
                    connection.sendall(reply)

        thread = threading.Thread(target=answer)
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with Server(address, agent="x", pause=0) as server:
            assert server.get(address, limit=10).body == b"ok"
        thread.join()


def test_one_connection_serves_many_requests(commons: CommonCrawl, server: Server) -> None:
    for _ in range(5):
        read_collections(server, commons.index)
    assert len(server._pool.pools) == 1
    pool = server._pool.connection_from_url(commons.data)
    assert (pool.num_connections, pool.num_requests) == (1, 5)
