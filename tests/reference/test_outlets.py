from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from reference.outlets import find_outlet, outlets, province_of
from reference.provinces import MERGER, at, provinces_on


@pytest.mark.parametrize(
    ("address", "domain", "province"),
    [
        ("baolaocai.vn", "baolaocai.vn", "lao-cai"),
        ("https://www.baolaocai.vn/x-post1.html", "baolaocai.vn", "lao-cai"),
        ("HTTP://BAOLAOCAI.VN:80/", "baolaocai.vn", "lao-cai"),
        ("media.baolaocai.vn", "baolaocai.vn", "lao-cai"),
        ("laocai.gov.vn", "laocai.gov.vn", "lao-cai"),
        ("https://sonoivu.laocai.gov.vn/tin", "laocai.gov.vn", "lao-cai"),
        ("http://thiduakhenthuong.langson.gov.vn/vi", "thiduakhenthuong.langson.gov.vn", "lang-son"),
        ("sonoivu.hochiminhcity.gov.vn", "hochiminhcity.gov.vn", "ho-chi-minh"),
        ("baria-vungtau.gov.vn", "baria-vungtau.gov.vn", "ba-ria-vung-tau"),
        ("bariavungtau.gov.vn", "bariavungtau.gov.vn", "ba-ria-vung-tau"),
        ("baosonla.org.vn", "baosonla.vn", "son-la"),
        ("baodienbienphu.com.vn", "baodienbienphu.vn", "dien-bien"),
        ("baothuathienhue.vn", "baothuathienhue.vn", "hue"),
        ("thuathienhue.gov.vn", "thuathienhue.gov.vn", "hue"),
        ("travinh.baovinhlong.vn", "travinh.baovinhlong.vn", "tra-vinh"),
        ("bacninh.dangcongsan.vn", "bacninh.dangcongsan.vn", "bac-ninh"),
        ("dangcongsan.vn", "dangcongsan.vn", None),
        ("nhandan.vn", "nhandan.vn", None),
    ],
)
def test_outlet_and_province(address: str, domain: str, province: str | None) -> None:
    outlet = find_outlet(address)
    assert outlet is not None
    assert (outlet.domain, outlet.province) == (domain, province)
    assert province_of(address) == province


@pytest.mark.parametrize(
    "address",
    ["", ".", "vn", "gov.vn", "example.com", "laocai.gov.vn.example.com", "http://[", "//"],
)
def test_what_is_no_known_outlet(address: str) -> None:
    assert find_outlet(address) is None
    assert province_of(address) is None


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://tinhuyquangtri.vn/tin-1.html", "quang-tri"),
        ("thcs-a.pgd.bac-ninh.edu.vn", "bac-ninh"),
        ("baohungyen-ninhbinh.vn", None),
        ("hueford.vn", None),
    ],
)
def test_an_unknown_outlet_is_of_the_province_that_its_host_names(address: str, slug: str | None) -> None:
    assert find_outlet(address) is None
    assert province_of(address) == slug


def test_the_day_gives_the_province_of_the_time() -> None:
    assert province_of("baoyenbai.com.vn", dt.date(2025, 6, 30)) == "yen-bai"
    assert province_of("baoyenbai.com.vn", MERGER) == "lao-cai"
    assert province_of("huengaynay.vn", dt.date(2024, 12, 31)) == "thua-thien-hue"
    assert province_of("thuathienhue.gov.vn", dt.date(2025, 1, 1)) == "hue"
    assert province_of("nhandan.vn", MERGER) is None


def test_every_domain_is_listed_once_and_every_slug_is_a_province() -> None:
    domains = Counter(domain for outlet in outlets() for domain in (outlet.domain, *outlet.older_domains))
    assert max(domains.values()) == 1
    for outlet in outlets():
        assert outlet.name
        assert outlet.domain == outlet.domain.lower()
        assert (outlet.province is None) == (outlet.kind == "national")
        if outlet.province is not None:
            assert at(outlet.province)


def test_every_province_of_63_and_of_34_has_a_portal_and_a_newspaper() -> None:
    for day in (dt.date(2025, 6, 30), MERGER):
        for kind in ("portal", "newspaper"):
            found = {province_of(outlet.domain, day) for outlet in outlets() if outlet.kind == kind}
            assert {province.slug for province in provinces_on(day)} <= found
