"""What a host and a page ask for: robots.txt, noarchive, pace."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.entries import Entry, Found
from crawler.frontier import Frontier
from crawler.markers import forbids_archiving
from crawler.pacing import MAX_MISSES, MAX_REFUSED, Pace, RobotsTask
from crawler.robots import MAX_ROBOTS, Policy, read_robots
from crawler.source import Source

B = "https://bao.vn"
RULES = b"\xef\xbb\xbfUser-agent: thidua\nDisallow: /kin\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /\n"


def test_rules_for_this_crawler_by_name() -> None:
    policy = read_robots(200, RULES)
    assert policy.allows("https://bao.vn/tin-1.html")
    assert not policy.allows("https://bao.vn/kin/tin-1.html")
    assert policy.delay == 7
    assert not read_robots(200, b"User-agent: *\nDisallow: /\n").allows("https://bao.vn/tin")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /\nAllow: /tin", "/tin-1.html", True),
        ("User-agent: *\nDisallow: /*?page=", "/tin?page=2", False),
        ("User-agent: *\nDisallow: /*.html$", "/tin.html?a=1", True),
        ("User-Agent: Thidua\nDisallow: /\n\nUser-agent: *\nAllow: /", "/tin", False),
        ("User-agent: thiduabot\nDisallow: /", "/tin", True),
        ("User-agent: khac\nUser-agent: thidua\nDisallow: /kin", "/kin", False),
        ("Disallow: /", "/tin", True),
        ("<html>khong co</html>", "/tin", True),
        ("User-agent: *\nDisallow: /thi-đua", "/thi-%C4%91ua/a", False),
        ("User-agent: *\r\nDisallow: /kin\r\n", "/kin", False),
    ],
)
def test_rules_as_they_are_written(rules: str, path: str, allowed: bool) -> None:
    assert read_robots(200, rules.encode()).allows(f"https://bao.vn{path}") is allowed


def test_rules_in_another_encoding_and_of_any_length() -> None:
    assert not read_robots(200, b"# t\xe9p\nUser-agent: *\nDisallow: /kin").allows(f"{B}/kin")
    line = b"# " + b"x" * 1021 + b"\n"
    long = b"User-agent: *\nDisallow: /kin\n" + line * (MAX_ROBOTS // len(line) - 1)
    half = b"#" * (MAX_ROBOTS - len(long) - 12) + b"\nDisallow: /tin"
    assert len(long + half) > MAX_ROBOTS
    policy = read_robots(200, long + half + b" nay\nDisallow: /sau\n")
    assert not policy.allows(f"{B}/kin")
    assert policy.allows(f"{B}/sau")
    assert policy.allows(f"{B}/tin-1.html")


@pytest.mark.parametrize(
    ("said", "seconds"), [("0.5", 0.5), ("86400", 86400), ("-3", 0), ("inf", 0), ("nan", 0), ("x", 0)]
)
def test_crawl_delay(said: str, seconds: float) -> None:
    assert read_robots(200, f"User-agent: *\nCrawl-delay: {said}\n".encode()).delay == seconds


@pytest.mark.parametrize(
    ("status", "stays_away"),
    [(404, False), (410, False), (429, False), (401, True), (403, True), (500, True), (304, True)],
)
def test_answers_without_rules(status: int, stays_away: bool) -> None:
    policy = read_robots(status, b"User-agent: *\nDisallow: /\n")
    assert policy.allows("https://bao.vn/tin") is not stays_away
    assert bool(policy.problem) is stays_away


@pytest.mark.parametrize(
    ("header", "html", "forbidden"),
    [
        ("", '<meta name="robots" content="noarchive">', True),
        ("", "<META content='index, NOARCHIVE' name=Robots>", True),
        ("", '<meta name="thidua" content="noarchive">', True),
        ("", '<meta name="googlebot" content="noarchive">', False),
        ("", '<meta name="robots" content="noindex">', False),
        ("", '<p>noarchive</p><meta name="description" content="noarchive">', False),
        ("noindex, noarchive", "", True),
        ("googlebot: noarchive", "", False),
        ("googlebot: nofollow, thidua: noarchive", "", True),
        ("unavailable_after: 25 Jun 2030 15:00:00 GMT, noarchive", "", True),
        ("", "", False),
    ],
)
def test_noarchive(header: str, html: str, forbidden: bool) -> None:
    assert forbids_archiving([header], html.encode()) is forbidden


def test_a_name_holds_for_its_own_header_only() -> None:
    assert forbids_archiving(["googlebot: nofollow", "noarchive"], b"")
    assert not forbids_archiving(["googlebot: nofollow, noarchive", "noindex"], b"")


def source(slug: str, delay: float) -> Source:
    return Source(slug=slug, name=slug, domains=("bao.vn", "tin.vn"), article_pattern=r"-\d+$", delay=delay)


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with Frontier(tmp_path / "f.sqlite") as opened:
        yield opened


def pace_of(frontier: Frontier, paths: list[tuple[str, str]], *, most_busy: int = 9) -> Pace:
    """Return a pace over articles given as slug and address."""
    urls = [f"https://{path}" for _, path in paths]
    finds = [Found(url=u, address=u, source=s, kind="article") for u, (s, _) in zip(urls, paths, strict=True)]
    frontier.add(finds, run=0.0)
    sources = {"mot": source("mot", 2), "hai": source("hai", 5)}
    return Pace(frontier, sources, most_busy=most_busy, refuse=lambda e, p: None if p.allows(e.address) else "no")


def entry_of(pace: Pace, now: float) -> Entry:
    task = pace.next(now)
    assert isinstance(task, Entry)
    return task


def test_rules_come_first_then_one_page_at_a_time_with_the_delay_between(frontier: Frontier) -> None:
    pace = pace_of(frontier, [("mot", "bao.vn/a-1"), ("mot", "bao.vn/a-2")])
    assert pace.next(100.0) == RobotsTask("bao.vn", "https://bao.vn/robots.txt", "mot")
    assert pace.next(100.0) is None
    assert pace.wait(100.0) == math.inf
    pace.hosts["bao.vn"].policy = Policy()
    pace.release("bao.vn", 101.0)
    assert pace.wait(101.0) == 2.0
    assert pace.next(102.9) is None
    first = entry_of(pace, 103.0)
    assert pace.next(200.0) is None
    pace.release("bao.vn", 200.0, pause=30.0)
    assert pace.next(229.9) is None
    assert entry_of(pace, 230.0).url != first.url
    pace.release("bao.vn", 230.0)
    assert pace.next(240.0) is None
    assert pace.wait(240.0) is None


def test_the_slowest_wish_counts(frontier: Frontier) -> None:
    pace = pace_of(frontier, [("mot", "bao.vn/a-1"), ("hai", "bao.vn/b-2"), ("mot", "bao.vn/a-3")])
    host = pace.hosts["bao.vn"]
    host.policy = Policy()
    first = entry_of(pace, 0.0)
    pace.release("bao.vn", 0.0)
    assert pace.next(4.9) is None
    assert {first.source, entry_of(pace, 5.0).source} == {"mot", "hai"}
    pace.release("bao.vn", 10.0)
    assert host.free_at == 15.0
    host.policy = Policy(delay=60.0)
    entry_of(pace, 15.0)
    pace.release("bao.vn", 20.0)
    assert host.free_at == 80.0


def test_hosts_take_turns_up_to_the_most_at_once(frontier: Frontier) -> None:
    pace = pace_of(frontier, [("mot", "bao.vn/a-1"), ("mot", "tin.vn/b-1"), ("mot", "bao.vn/a-2")], most_busy=1)
    for host in pace.hosts.values():
        host.policy = Policy()
    assert entry_of(pace, 0.0).host == "bao.vn"
    assert pace.next(0.0) is None
    assert pace.wait(0.0) == math.inf  # until an answer frees a place
    pace.release("bao.vn", 0.0)
    assert entry_of(pace, 9.0).host == "tin.vn"


def test_many_refused_addresses_keep_no_other_host_waiting(frontier: Frontier) -> None:
    pace = pace_of(frontier, [("mot", f"bao.vn/kin/a-{n}") for n in range(MAX_REFUSED + 5)] + [("mot", "tin.vn/b-1")])
    for host in pace.hosts.values():
        host.policy = read_robots(200, RULES)
    assert entry_of(pace, 0.0).host == "tin.vn"
    assert frontier.counts()["mot"]["queued"] == 5
    assert pace.next(0.0) is None
    assert "queued" not in frontier.counts()["mot"]


def test_what_is_refused_costs_no_request(frontier: Frontier) -> None:
    pace = pace_of(frontier, [("mot", "bao.vn/kin/a-1"), ("mot", "bao.vn/a-2")])
    pace.hosts["bao.vn"].policy = read_robots(200, RULES)
    assert entry_of(pace, 0.0).url == "https://bao.vn/a-2"


def test_a_host_that_never_answers_is_left_alone(frontier: Frontier) -> None:
    pace = pace_of(frontier, [("mot", "bao.vn/a-1")])
    for _ in range(MAX_MISSES):
        assert pace.hosts["bao.vn"].stopped is None
        pace.missed("bao.vn", patience=5.0)
    assert pace.hosts["bao.vn"].stopped == "no answer, several times in a row"
    assert pace.next(0.0) is None
    assert pace.wait(0.0) is None
    assert frontier.lanes(["mot"]) == [("mot", "bao.vn")]
