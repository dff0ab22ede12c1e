"""Of an address to ask for as little is kept as tells it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import in_full, shortened
from crawler.entries import Found, host_key
from crawler.frontier import Frontier
from reference.urls import canonical_url

ADDRESSES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "HTTP://", "https://ai:do@"]),
    st.sampled_from(["bao.vn", "www.bao.vn", "m.bao.vn", "Bao.vn", "bao.vn:80", "bao.vn:8080", "127.0.0.1:99"]),
    st.sampled_from(["", "/", "/tin-1.html", "/a//b", "/tin?id=2&a=1", "/tin/?", "/T%c3%adn"]),
    st.sampled_from(["", "?utm_source=x", "#top"]),
)


@given(address=ADDRESSES, other=ADDRESSES)
def test_what_is_kept_gives_the_address_back(address: str, other: str) -> None:
    for url in (canonical_url(address), canonical_url(other)):
        kept = shortened(address, url)
        assert in_full(kept, host_key(address), url) == address
        assert kept is None or len(kept) <= len(address)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://bao.vn/tin-1.html", None),
        ("http://bao.vn/tin-1.html", "http"),
        ("https://www.bao.vn/tin-1.html", "https"),
        ("https://www.bao.vn/tin-1.html?x", "https://www.bao.vn/tin-1.html?x"),
    ],
)
def test_a_scheme_is_enough_where_only_the_host_differs(address: str, kept: str | None) -> None:
    assert shortened(address, "https://bao.vn/tin-1.html") == kept


def test_addresses_that_were_kept_in_full_are_still_known(tmp_path: Path) -> None:
    address = "https://www.bao.vn/tin-1.html"
    with Frontier(tmp_path / "f.sqlite") as frontier:
        frontier.add([Found(url=canonical_url(address), address=address, source="bao", kind="article")], run=0.0)
    with sqlite3.connect(tmp_path / "f.sqlite") as db:
        assert db.execute("SELECT address FROM url").fetchall() == [("https",)]
        db.execute("UPDATE url SET address = ?", (address,))  # as the first format has it
    db.close()
    with Frontier(tmp_path / "f.sqlite") as frontier:
        entry = frontier.take("bao", "www.bao.vn")
        assert entry is not None
        assert entry.address == address
