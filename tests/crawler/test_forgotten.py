"""What was forgotten is not found, fetched, kept or imported again; the file that says so can be read and edited."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from crawler.entries import digest_of
from crawler.forgotten import Forgotten, ForgottenError, load_forgotten, read_name, save_forgotten
from crawler.importing.paths import import_paths
from crawler.memory import Memory
from crawler.source import Source
from crawler.warc import response_record
from tests.crawler.conftest import Reply, Site, archived, article, listing, run_crawl, source_of

NOW = dt.datetime(2026, 3, 1, 5, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
SOURCE = Source(
    slug="bao",
    name="Báo",
    domains=("bao.vn", "amp.bao.vn"),
    article_pattern=r"-\d+\.html$",
    twins={r"^https://amp\.bao\.vn/(.*)$": r"https://bao.vn/\1"},
)


def forgotten(*names: str) -> Forgotten:
    found = Forgotten(sources=(SOURCE,))
    found.add(names, today=TODAY)
    return found


def forget_in(home: Path, *names: str) -> None:
    save_forgotten(home / "forgotten.csv", forgotten(*names))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("http://www.Bao.vn/tin-1.html?utm_source=x#y", "https://bao.vn/tin-1.html"),
        (" Bao.VN ", "bao.vn"),
        ("www.bao.vn", "bao.vn"),
        ("thiđua.vn", "xn--thiua-7ya.vn"),
        ("laocai.gov.vn", "laocai.gov.vn"),
        ("urn:sha256:" + "0a" * 16, "urn:sha256:" + "0a" * 16),
    ],
)
def test_names_are_addresses_or_domains(said: str, name: str) -> None:
    assert read_name(said) == name
    assert read_name(name) == name


@pytest.mark.parametrize(
    "said", ["", "vn", "bao.vn/tin", "bao.vn:8080", "a@bao.vn", "ftp://bao.vn/x", "bao vn", "-.vn"]
)
def test_what_is_neither_is_refused(said: str) -> None:
    with pytest.raises(ForgottenError, match="neither an address with its scheme"):
        read_name(said)


def test_a_suffix_that_all_share_is_refused() -> None:
    with pytest.raises(ForgottenError, match="every outlet below it"):
        read_name("gov.vn")


def test_an_address_is_covered_in_all_its_forms_and_nothing_else_is() -> None:
    one = forgotten("https://bao.vn/tin-1.html")
    for url in (
        "http://www.bao.vn/tin-1.html?fbclid=1",
        "https://amp.bao.vn/tin-1.html",
        "https://bao.vn/tin-1.html#a",
    ):
        assert one.covers(url), url
    for other in ("https://bao.vn/tin-2.html", "https://bao.vn/", "https://khac.vn/tin-1.html", "no address", None):
        assert not one.covers(other), other
    assert not Forgotten().covers("https://bao.vn/tin-1.html")


def test_a_twin_on_another_domain_of_the_outlet_is_covered(tmp_path: Path) -> None:
    save_forgotten(tmp_path / "forgotten.csv", forgotten("https://bao.vn/tin-1.html"))
    again = load_forgotten(tmp_path / "forgotten.csv", [SOURCE])
    for told in (again, forgotten("https://bao.vn/tin-1.html")):
        assert told.covers("http://AMP.bao.vn:80/tin-1.html?utm_source=x")
        assert told.root_of("http://amp.bao.vn/tin-1.html") == "https://bao.vn/tin-1.html"


@pytest.mark.parametrize("said", ["https://m.bao.vn/tin-1.html", "https://bao.vn/tin-1.html"])
def test_a_twin_on_a_sub_domain_that_is_not_listed_is_covered(said: str) -> None:
    told = Forgotten(sources=(SOURCE.model_copy(update={"twins": {r"^https?://m\.bao\.vn/": "https://bao.vn/"}}),))
    told.add([said], today=TODAY)
    for url in ("https://bao.vn/tin-1.html", "http://m.bao.vn/tin-1.html"):
        assert (told.covers(url), told.root_of(url)) == (True, said)
    assert told.forms("http://m.bao.vn/tin-1.html") == ["https://m.bao.vn/tin-1.html", "https://bao.vn/tin-1.html"]
    assert not told.covers("https://m.bao.vn/tin-2.html")
    assert not told.covers("https://khac.bao.vn/tin-1.html")


def test_a_domain_is_covered_with_what_lies_below_it() -> None:
    one = forgotten("bao.vn")
    for url in ("https://bao.vn/a", "http://www.bao.vn/a", "https://m.bao.vn/a", "http://a.b.bao.vn:81/a"):
        assert one.covers(url), url
    for other in ("https://xbao.vn/a", "https://bao.vn.example/a", "https://vn/a"):
        assert not one.covers(other), other


def test_the_file_gives_back_what_was_noted(tmp_path: Path) -> None:
    path = tmp_path / "forgotten.csv"
    one = forgotten("https://bao.vn/a,b-1.html", "bao.vn")
    one.add(["urn:sha256:" + "0" * 32], "bao.vn", today=TODAY)
    save_forgotten(path, one)
    again = load_forgotten(path, [SOURCE])
    assert again.lines == one.lines
    assert again.unfinished == list(one.lines)
    again.settle(today=TODAY)
    save_forgotten(path, again)
    assert load_forgotten(path).unfinished == []
    assert path.read_text().splitlines()[2] == "bao.vn,,2026-03-01,2026-03-01"
    assert [p.name for p in tmp_path.iterdir()] == ["forgotten.csv"]


def test_a_line_by_hand_needs_no_more_than_a_name(tmp_path: Path) -> None:
    path = tmp_path / "forgotten.csv"
    path.write_text("\ufeffwhat\nhttp://www.bao.vn/tin-1.html\n\nkhac.vn\n", encoding="utf-8")
    assert load_forgotten(path).unfinished == ["https://bao.vn/tin-1.html", "khac.vn"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bao.vn\n", "its first line must be what,with,asked,removed"),
        ("what\nbao.vn\nnot one\n", "line 3: 'not one' is neither"),
        ('what\n"bao.vn\n', "unexpected end of data"),
    ],
)
def test_a_file_that_says_nothing_clear_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "forgotten.csv"
    path.write_text(text)
    with pytest.raises(ForgottenError, match=message) as caught:
        load_forgotten(path)
    assert str(caught.value).count("forgotten.csv") == 1


def test_memory_keeps_nothing_that_is_forgotten(tmp_path: Path) -> None:
    forget_in(tmp_path, "https://bao.vn/tin-1.html")
    with Memory(tmp_path / "archive", tmp_path / "frontier.sqlite", [SOURCE]) as memory:
        for number in (1, 2):
            url = f"https://bao.vn/tin-{number}.html"
            member = response_record(url, status=200, headers=[], body=b"<p>x", fetched=NOW)
            place = memory.keep(url, member, digest=digest_of(b"<p>x"), fetched=NOW.timestamp())
            assert (place is None) == (number == 1)
        assert memory.frontier.known(["https://bao.vn/tin-1.html", "https://bao.vn/tin-2.html"]) == {
            "https://bao.vn/tin-2.html"
        }
    assert archived(tmp_path) == {"https://bao.vn/tin-2.html": 1}


def test_what_an_archive_file_holds_of_it_is_not_learned(tmp_path: Path) -> None:
    with Memory(tmp_path / "archive", tmp_path / "frontier.sqlite", [SOURCE]) as memory:
        member = response_record("https://bao.vn/tin-1.html", status=200, headers=[], body=b"<p>x", fetched=NOW)
        memory.keep("https://bao.vn/tin-1.html", member, digest=digest_of(b"<p>x"), fetched=NOW.timestamp())
    (tmp_path / "frontier.sqlite").unlink()
    forget_in(tmp_path, "bao.vn")
    with Memory(tmp_path / "archive", tmp_path / "frontier.sqlite", [SOURCE]) as memory:
        assert memory.frontier.counts() == {}


def test_an_import_leaves_it_out_and_says_so(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in (1, 2):
        (inbox / f"{number}.html").write_text(article(number))
        (inbox / f"{number}.meta.json").write_text(json.dumps({"url": f"https://amp.bao.vn/tin-{number}.html"}))
    urls = ("https://bao.vn/tin-1.html", "https://bao.vn/tin-3.html")
    members = [response_record(url, status=200, headers=[], body=article(3).encode(), fetched=NOW) for url in urls]
    (inbox / "a.warc.gz").write_bytes(b"".join(members))
    (inbox / "b.warc.gz").write_bytes(members[0])
    forget_in(tmp_path, "https://bao.vn/tin-1.html")
    summary = import_paths([inbox], archive=tmp_path / "archive", sources=[SOURCE])
    assert (summary.kept, summary.known, summary.left_out, summary.bad) == (2, 0, {"forgotten": 3}, {})
    assert set(archived(tmp_path)) == {"https://amp.bao.vn/tin-2.html", "https://bao.vn/tin-3.html"}


def test_a_crawl_asks_for_none_of_it(tmp_path: Path, site: Site) -> None:
    site.replies["/tin"] = Reply(listing(["/a-1.html", "/b-2.html", "/c-3.html"]))
    site.replies["/a-1.html"] = Reply(article(1))
    site.replies["/b-2.html"] = Reply(article(2))
    site.replies["/c-3.html"] = Reply(status=301, headers={"Location": "/a-1.html"})
    site.replies["/xem"] = Reply(listing(["/d-4.html"]))
    save = forgotten("https://bao.example/a-1.html", "https://bao.example/xem")
    save_forgotten(tmp_path / "forgotten.csv", save)
    source = source_of(site, {"listings": ["https://bao.example/tin", "https://bao.example/xem"]})
    summary = run_crawl(tmp_path, [source])
    assert archived(tmp_path) == {"https://bao.example/b-2.html": 1}
    assert not {"/a-1.html", "/xem", "/d-4.html"} & set(site.asked())
    assert summary["sources"]["bao"]["failures"] == {"https://bao.example/c-3.html": "redirects to what is forgotten"}


def test_a_page_that_leads_to_the_front_page_or_a_list_is_dropped(tmp_path: Path, site: Site) -> None:
    for name, goal in (("a-1", "/"), ("b-2", "/tin?"), ("c-3", "/d-4"), ("e-5", "https://bao.example")):
        site.replies[f"/{name}"] = Reply(status=302, headers={"Location": goal})
    site.replies["/d-4"] = site.replies["/"] = Reply(article(4))
    source = source_of(site, {"listings": ["https://bao.example/tin"], "article_pattern": None})
    (tmp_path / "list.txt").write_text(
        "".join(f"https://bao.example/{name}\n" for name in ("a-1", "b-2", "c-3", "e-5"))
    )
    frontier = tmp_path / "frontier.sqlite"
    import_paths([tmp_path / "list.txt"], archive=tmp_path / "archive", frontier=frontier, sources=[Source(**source)])
    summary = run_crawl(tmp_path, [source])
    assert archived(tmp_path) == {"https://bao.example/d-4": 1}
    reason = "redirects to what is no article"
    assert summary["sources"]["bao"]["failures"] == {f"https://bao.example/{n}": reason for n in ("a-1", "b-2", "e-5")}
