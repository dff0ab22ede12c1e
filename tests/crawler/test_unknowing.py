"""Addresses taken out of the frontier: with what leads to them, and without a byte of them left in its files."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from crawler.entries import Found
from crawler.forgotten import Forgotten
from crawler.frontier import Frontier
from crawler.source import Source
from crawler.unknowing import Unknowing

TODAY = dt.date(2026, 3, 1)
B = "https://bao.vn"


def forgotten(*names: str, **outlet: Any) -> Forgotten:  # noqa: ANN401
    found = Forgotten(sources=(Source(slug="bao", name="Báo", domains=("bao.vn",), **outlet),))
    found.add(names, today=TODAY)
    return found


def found(url: str) -> Found:
    return Found(url=url, address=url, source="bao", kind="article")


def filled(path: Path) -> None:
    """Note 400 pages; tin-1 redirects to moi-1, which was kept, and so does cu-1 by way of tin-1."""
    with Frontier(path) as frontier:
        urls = [f"{B}/{name}-1.html" for name in ("cu", "tin")] + [f"{B}/so-{n}.html" for n in range(400)]
        frontier.add([found(url) for url in urls], run=1.0)
        entries = {}
        while (entry := frontier.take("bao", "bao.vn")) is not None:
            entries[entry.url] = entry
        frontier.redirect(entries[f"{B}/tin-1.html"], f"{B}/moi-1.html", f"{B}/moi-1.html", run=1.0)
        frontier.redirect(entries[f"{B}/cu-1.html"], f"{B}/tin-1.html", f"{B}/tin-1.html", run=1.0)
        frontier.fail(entries[f"{B}/so-0.html"], "redirects to another site (www.khac.vn)", final=True)
        for number, url in enumerate([f"{B}/moi-1.html", *urls[10:]]):
            for version in (b"a", b"b"):
                record = f"{'x' if number else 'geheim'}.warc.gz:{number}{version.hex()}"
                frontier.keep(url, digest=version * 16, record=record, fetched=5.0, source="bao", etag="e")
        frontier.mark_shard("geheim.warc.gz", 1)


def remove(path: Path, told: Forgotten, shards: tuple[str, ...] = ()) -> set[str]:
    with Unknowing(path, read_only=True) as frontier:
        rows = frontier.find(told)
    with Unknowing(path) as frontier:
        frontier.remove(rows, told, shards)
    return set(rows.urls.values())


def files(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.iterdir())


def test_an_address_goes_with_what_leads_to_it_and_where_it_leads(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    for start in ("cu", "tin", "moi"):
        filled(path)
        with Unknowing(path, read_only=True) as frontier:
            places = frontier.find(forgotten(f"{B}/{start}-1.html")).places
        assert places == dict.fromkeys(["geheim.warc.gz:061", "geheim.warc.gz:062"], f"{B}/{start}-1.html")
        went = remove(path, forgotten(f"{B}/{start}-1.html"))
        assert went == {f"{B}/{name}-1.html" for name in ("cu", "tin", "moi")}
        left = files(path)
        for trace in (b"cu-1.html", b"tin-1.html", b"moi-1.html", b"geheim"):
            assert trace not in left
        with Frontier(path) as frontier:
            assert frontier.has_page(f"{B}/so-99.html", b"b" * 16)
            assert sum(frontier.counts()["bao"].values()) == 400
        path.unlink()


def test_a_domain_goes_with_all_on_it_and_its_name_in_reasons(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    filled(path)
    with Frontier(path) as frontier:
        frontier.add([found(f"https://{host}/x-1.html") for host in ("khac.vn", "m.khac.vn", "xkhac.vn")], run=1.0)
    assert remove(path, forgotten("khac.vn")) == {"https://khac.vn/x-1.html", "https://m.khac.vn/x-1.html"}
    assert files(path).replace(b"xkhac.vn", b"").count(b"khac.vn") == 0
    with Frontier(path) as frontier:
        assert ("https://bao.vn/so-0.html", "redirects to another site") in frontier.failures("bao")


def test_what_is_removed_already_is_not_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    filled(path)
    told = forgotten("bao.vn")
    told.settle(today=TODAY)
    assert remove(path, told) == set()


def redirected(path: Path, pairs: dict[str, str]) -> None:
    """Note that pages redirect, by their paths; a kept page each, and the list /thoi-su."""
    with Frontier(path) as frontier:
        seed = Found(url=f"{B}/thoi-su", address=f"{B}/thoi-su", source="bao", kind="listing")
        frontier.add([seed, *(found(B + old) for old in pairs)], run=1.0)
        for number, old in enumerate(pairs):
            frontier.keep(B + old, digest=bytes([number]) * 16, record=f"x.warc.gz:{number}", fetched=2.0, source="bao")
        frontier.refresh(["bao"])
        while (entry := frontier.take("bao", "bao.vn")) is not None:
            new = pairs.get(entry.url.removeprefix(B))
            if new is None:
                frontier.unchanged(entry)
            else:
                assert frontier.redirect(entry, B + new, B + new, run=3.0) is None


def all_that_goes(path: Path, told: Forgotten) -> set[str]:
    """Return the paths that go in the end, where what goes with a name is noted like it, as forgetting does."""
    went: set[str] = set()
    while True:
        with Unknowing(path, read_only=True) as frontier:
            rows = frontier.find(told)
        if went == (went := {url.removeprefix(B) for url in rows.urls.values()}):
            return went
        for key, url in rows.urls.items():
            told.add([url], rows.roots[key], today=TODAY)


@pytest.mark.parametrize("goal", ["/", "/thoi-su", "/tin-tuc"])
def test_where_dropped_pages_lead_they_do_not_go_together(tmp_path: Path, goal: str) -> None:
    path = tmp_path / "frontier.sqlite"
    redirected(path, {f"/bai-{n}.html": goal for n in range(1, 4)})
    told = forgotten(f"{B}/bai-1.html", listings=[f"{B}/tin-tuc"])
    assert all_that_goes(path, told) == {"/bai-1.html"}
    assert all_that_goes(path, forgotten(f"{B}/", listings=[f"{B}/tin-tuc"])) <= {"/"}


def test_others_that_lead_where_a_page_leads_stay(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    redirected(path, {"/cu-1.html": "/moi-1.html", "/khac-1.html": "/moi-1.html", "/rat-cu-1.html": "/cu-1.html"})
    assert all_that_goes(path, forgotten(f"{B}/cu-1.html")) == {"/cu-1.html", "/moi-1.html", "/rat-cu-1.html"}
    every = {f"/{name}-1.html" for name in ("cu", "moi", "khac", "rat-cu")}
    assert all_that_goes(path, forgotten(f"{B}/moi-1.html")) == every
    assert all_that_goes(path, forgotten(f"{B}/cu-1.html", f"{B}/moi-1.html")) == every
    twin = forgotten("https://m.bao.vn/moi-1.html", twins={"^https://m\\.": "https://"})
    twin.add(twin.forms("https://m.bao.vn/moi-1.html"), "https://m.bao.vn/moi-1.html", today=TODAY)
    assert all_that_goes(path, twin) == every


def test_only_the_names_of_forgotten_domains_go_from_reasons_and_rests(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    hosts = ["khac.vn", "www.khac.vn", "mykhac.vn"]
    with Frontier(path) as frontier:
        frontier.add([found(f"{B}/{n}.html") for n in range(3)], run=1.0)
        for host in hosts:
            entry = frontier.take("bao", "bao.vn")
            assert entry is not None
            frontier.fail(entry, f"redirects to another site ({host})", final=True)
            frontier.rest(f"{host}:8080", 9e9)
    remove(path, forgotten("khac.vn"))
    with Frontier(path) as frontier:
        reasons = sorted(reason for _, reason in frontier.failures("bao"))
        assert reasons == ["redirects to another site"] * 2 + ["redirects to another site (mykhac.vn)"]
        assert set(frontier.rests(0.0)) == {"mykhac.vn:8080"}


def test_a_reader_that_keeps_the_journal_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    filled(path)
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM url").fetchall()
    told = forgotten(f"{B}/moi-1.html")
    with Unknowing(path) as frontier:
        frontier._db.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(OSError, match="another process is reading it"):
            frontier.remove(frontier.find(told), told, [])
    reader.close()
    assert remove(path, told) == set()
    assert b"moi-1.html" not in files(path)
