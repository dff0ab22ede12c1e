"""Which outlet an address belongs to: as each outlet says itself, found without asking them all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.outlets import Outlets
from crawler.source import Source

SOURCES = [
    Source(slug="bao", name="Báo", domains=("bao.vn", "media.bao.vn"), twins={r"^https://m\.bao": "https://bao"}),
    Source(slug="dai", name="Đài", domains=("dai.vn",)),
    Source(slug="cong", name="Cổng", domains=("www.tinh.gov.vn",)),
]
OUTLETS = Outlets(SOURCES)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://bao.vn/a-1.html", "bao"),
        ("http://WWW.Bao.vn:80/", "bao"),
        ("https://media.bao.vn/v", "bao"),
        ("https://m.bao.vn/a-1.html", "bao"),
        ("https://x.bao.vn/a-1.html", None),
        ("https://x.media.bao.vn/a-1.html", None),
        ("https://m.dai.vn/a", None),
        ("https://tinh.gov.vn/a", None),
        ("https://www.tinh.gov.vn/a", "cong"),
        ("https://gov.vn/a", None),
        ("https://xbao.vn/a", None),
        ("https://bao.vn.example/a", None),
        ("https://[bad/a", None),
        ("urn:sha256:1", None),
        ("", None),
    ],
)
def test_an_address_belongs_to_the_outlet_that_lists_its_domain(url: str, slug: str | None) -> None:
    owner = OUTLETS.of(url)
    assert (owner.slug if owner else None) == slug


@given(
    st.lists(st.sampled_from(["www", "m", "media", "bao", "dai", "tinh", "gov", "vn"]), max_size=5),
    st.sampled_from(["", ":8080"]),
)
def test_the_owner_is_who_says_so_of_itself(labels: list[str], port: str) -> None:
    url = f"https://{'.'.join(labels)}{port}/x"
    owner = OUTLETS.of(url)
    says = next((source for source in SOURCES if source.owns(url)), None)
    if says is not None:
        assert owner == says
    elif owner is not None:
        assert owner.owns(owner.canonical(url))
