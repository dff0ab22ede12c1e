"""Addresses taken out of the frontier: with what leads to them, and without a byte of them left in its files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from crawler.entries import Found
from crawler.forgotten import Forgotten
from crawler.frontier import Frontier
from crawler.unknowing import Unknowing

TODAY = dt.date(2026, 3, 1)
B = "https://bao.vn"


def forgotten(*names: str) -> Forgotten:
    found = Forgotten()
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
