"""What every answer carries, what is refused, and that no answer tells where it was made."""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.datastructures import QueryParams

from tests.conftest import ROOT
from tests.warehouse.building import write_parts
from tests.warehouse.conftest import collection
from tests.web.serving import Answer, Served, serving
from warehouse.publish import publish
from web.search_request import Search, search_of
from web.security import HEADERS, POLICY
from web.site import LONGEST_ADDRESS, LONGEST_QUERY, Site


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "home"
    folder.mkdir()
    articles, reports = write_parts(folder, collection())
    publish(articles=articles, reports=reports, home=folder, info={"command": "test"})
    return folder


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    with serving(Site(home)) as site:
        yield site


def held(answer: Answer, home: Path) -> Answer:
    """Hold what is true of every answer, and return it."""
    for name, value in HEADERS.items():
        assert answer.headers.get(name.lower()) == value, f"{name} of {answer.status}"
    said = (answer.body.decode(errors="replace") + str(answer.headers)).lower()
    for place in (home, ROOT, tempfile.gettempdir(), sys.prefix, Path.home(), "site-packages", "traceback", ".duckdb"):
        assert f"{place}".lower() not in said or str(place) == "/", f"{place} is in the answer"
    assert "server" not in answer.headers
    return answer


def test_the_policy_lets_in_the_sites_own_files_alone() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("frame-ancestors") == "'none'"
    assert set(rules) >= {"script-src", "style-src", "img-src", "connect-src", "form-action"}
    assert set(rules.values()) == {"'self'"}


@pytest.mark.parametrize(
    ("target", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/en", 200, "text/html"),
        ("/search?q=khen", 200, "text/html"),
        ("/search.json", 200, "application/json"),
        ("/search.csv", 200, "text/csv"),
        ("/search.atom", 200, "application/atom+xml"),
        ("/outlets", 200, "text/html"),
        ("/outlets/outlets.xlsx", 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("/healthz", 200, "application/json"),
        ("/static/site.css", 200, "text/css"),
        ("/nowhere", 404, "text/html"),
        ("/nowhere.json", 404, "application/json"),
        ("/outlet/nobody.vn", 404, "text/html"),
        ("/outlet/nobody.vn.json", 404, "application/json"),
        ("/static/nothing.css", 404, "text/html"),
        ("/static", 307, ""),
        ("/search?page=0", 400, "text/html"),
        ("/search?sort=up", 400, "text/html"),
        ("/search.json?page=x", 400, "application/json"),
    ],
)
def test_every_answer_carries_the_headers(served: Served, home: Path, target: str, status: int, kind: str) -> None:
    answer = held(served.get(target), home)
    assert answer.status == status
    assert answer.kind == kind


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize(
    "target", ["/", "/search", "/outlets", "/search.csv", "/healthz", "/static/site.css", "/nowhere"]
)
def test_other_methods_are_refused(served: Served, home: Path, method: str, target: str) -> None:
    answer = held(served.ask(method, target), home)
    assert answer.status in ((404, 405) if target == "/nowhere" else (405,))
    if answer.status == 405 and not target.startswith("/static/"):
        assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize("target", ["/", "/search?q=khen", "/search.csv", "/static/site.css", "/healthz", "/nowhere"])
def test_head_is_get_without_a_body(served: Served, home: Path, target: str) -> None:
    whole, answer = served.get(target), held(served.ask("HEAD", target), home)
    assert (answer.status, answer.body) == (whole.status, b"")
    assert answer.kind == whole.kind
    assert answer.headers.get("content-length") == whole.headers.get("content-length")  # none where it is streamed
    assert answer.headers.get("content-length") in (None, str(len(whole.body)))


@pytest.mark.parametrize(
    "host",
    [
        "thidua.example",
        "localhost.example",
        "127.0.0.1.nip.io",
        "",
        "[::2]",
        "localhost@evil.example",
        "LOCALHOST.",
        "evil:80",
    ],
)
def test_an_unknown_name_gets_nothing(served: Served, home: Path, host: str) -> None:
    for target in ("/", "/search.json", "/static/site.css", "/healthz"):
        answer = held(served.get(target, host=host), home)
        assert answer.status == 421
        assert host not in answer.text or not host


def test_the_names_of_this_machine_are_known(served: Served) -> None:
    for host in ("localhost", "LocalHost:1", "127.0.0.1", f"127.0.0.1:{served.port}", "[::1]", "[::1]:80"):
        assert served.get("/healthz", host=host).status == 200, host


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost"},
    ],
)
def test_forms_of_other_sites_are_not_taken(served: Served, home: Path, headers: dict[str, str]) -> None:
    for target in ("/", "/sql", "/report", "/search"):
        answer = held(served.ask("POST", target, headers, b"sql=SELECT+1"), home)
        assert answer.status == 403, target


@pytest.mark.parametrize(("size", "status"), [(LONGEST_ADDRESS, 200), (LONGEST_ADDRESS + 1, 414), (60_000, 414)])
def test_addresses_have_a_length(served: Served, home: Path, size: int, status: int) -> None:
    target = "/search?x="
    answer = held(served.get(target + "a" * (size + 1 - len(target))), home)  # the question mark is not counted
    assert answer.status == status


def test_a_search_has_a_length(served: Served, home: Path) -> None:
    for word in ("a", "ế"):
        fits = held(served.get("/search?q=" + quote(word * LONGEST_QUERY)), home)
        assert fits.status == 200
        over = held(served.get("/search.json?q=" + quote(word * (LONGEST_QUERY + 1))), home)
        assert over.status == 400
        assert str(LONGEST_QUERY) in over.text


@pytest.mark.parametrize(
    "sign",
    ["%00", "%ed%a0%80", "%ff", "%f4%90%80%80", "%e2%80%ae", "%0d%0a", "%25", "%", "%zz", "%2f", "%2e%2e%2f", "\\"],
)
@pytest.mark.parametrize(
    "target",
    [
        "/{}",
        "/en/{}",
        "/outlet/{}",
        "/outlet/{}.json",
        "/outlet/x{}y/months.csv",
        "/search?q={}",
        "/search?q=%22{}%22",
        "/search.json?province={}",
        "/search?person={}&award=:{}",
        "/search?award=bang-khen:{}",
        "/search.atom?q={}",
        "/search?from={}",
        "/search.csv?outlet={}",
        "/search?more={}",
        "/search?{}=1",
        "/static/{}",
    ],
)
def test_odd_signs_are_no_error(served: Served, home: Path, target: str, sign: str) -> None:
    answer = held(served.get(target.replace("{}", sign)), home)
    assert answer.status in (200, 307, 400, 404), answer.text[:300]
    assert all("\n" not in value for value in answer.headers.values())


@pytest.mark.parametrize("award", ["bang-khen:9", "bang-khen:0", "bang-khen:-1", "bang-khen:²", ":", "::", "x:1"])
def test_an_award_that_there_is_not_is_no_error(served: Served, home: Path, award: str) -> None:
    answer = held(served.get(f"/search.json?award={quote(award)}"), home)
    assert (answer.status, json.loads(answer.body)["total"]) == (200, 0)
    assert held(served.get(f"/search?award={quote(award)}"), home).status == 200


@pytest.mark.parametrize(
    "target",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..\\app.py",
        "/static/site.css/../../app.py",
        "/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/../web/app.py",
        "//etc/passwd",
        "/en/../static/../app.py",
        "/static/site.css%00.js",
    ],
)
def test_no_file_but_the_sites_own_is_served(served: Served, home: Path, target: str) -> None:
    answer = held(served.get(target), home)
    assert answer.status in (400, 404)
    assert "import" not in answer.text
    assert "root:" not in answer.text


def test_parts_of_files_are_served_and_odd_parts_refused(served: Served, home: Path) -> None:
    whole = served.get("/static/site.css").body
    part = held(served.get("/static/site.css", range="bytes=2-5"), home)
    assert (part.status, part.body) == (206, whole[2:6])
    for odd in ("bytes=9999999-", "bytes=5-2", "bytes=x", "lines=1-2", "bytes=" + ",".join(["0-0"] * 400)):
        assert held(served.get("/static/site.css", range=odd), home).status in (200, 206, 400, 416), odd
    assert held(served.get("/search.csv", range="bytes=0-3"), home).status == 200


def test_an_error_that_nobody_foresaw_says_nothing(
    served: Served, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError(f"secret {home}/snapshots")

    monkeypatch.setattr("web.search_page.search_of", broken)
    for target in ("/search", "/search.json", "/en/search", "/search.csv"):
        answer = held(served.get(target), home)
        assert answer.status == 500
        assert "secret" not in answer.text
    assert caplog.text.count("RuntimeError: secret") == 4


def test_an_error_outside_of_pages_carries_the_headers_too(
    served: Served, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError(f"secret {home}/snapshots")

    for module in ("app", "answering", "problems"):
        monkeypatch.setattr(f"web.{module}.visit_of", broken)
    for target in ("/healthz", "/", "/nowhere"):
        assert held(served.get(target), home).status == 500, target
    assert caplog.text.count("RuntimeError: secret") == 3


def test_two_hundred_slow_requests_stop_nobody_else(
    served: Served, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statuses: list[int] = []
    over = threading.Event()

    def slow(params: QueryParams) -> Search:
        over.wait(20)
        return search_of(params)

    def ask(n: int) -> None:
        statuses.append(held(served.get(f"/search?q=khen+{n}"), home).status)

    monkeypatch.setattr("web.search_page.search_of", slow)
    asking = [threading.Thread(target=ask, args=(n,)) for n in range(200)]
    for thread in asking:
        thread.start()
    until = time.monotonic() + 20
    while len(statuses) < 40 and time.monotonic() < until:
        time.sleep(0.01)
    assert statuses == [503] * 40, "who comes to a full house is sent away at once"
    for target in ("/healthz", "/static/site.css", "/healthz"):
        begun = time.monotonic()
        assert served.get(target).status == 200
        assert time.monotonic() - begun < 2
    over.set()
    for thread in asking:
        thread.join(30)
    assert sorted(statuses) == [200] * 160 + [503] * 40
    assert served.get("/search").status == 200
