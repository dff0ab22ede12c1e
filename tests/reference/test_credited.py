from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.credited import credited, home_domain, outlet_in
from reference.outlets import outlets
from reference.tables import cell_list, read_table


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("Theo Báo Lào Cai", "baolaocai.vn"),
        ("Nguồn: baolaocai.vn", "baolaocai.vn"),
        ("Nguồn tin: https://www.baolaocai.vn/tong-ket-post1.html", "baolaocai.vn"),
        ("m.baolaocai.vn", "baolaocai.vn"),
        ("BÁO LÀO CAI ĐIỆN TỬ", "baolaocai.vn"),
        ("Báo Bắc Kạn", "baobackan.vn"),
        ("baobackan.com.vn", "baobackan.vn"),
        ("TTXVN", "vnanet.vn"),
        ("PV (Theo TTXVN)", "vnanet.vn"),
        ("Minh Châu/Báo Yên Bái", "baoyenbai.com.vn"),
        ("(Theo Chinhphu.vn)", "chinhphu.vn"),
        ("Cổng TTĐT tỉnh Lào Cai", "laocai.gov.vn"),
        ("Pháp luật TP.HCM", "plo.vn"),
        ("Đài PT-TH Phú Yên", "ptpphuyen.vn"),
        ("hoinongdan.sonla.gov.vn", "hoinongdan.sonla.gov.vn"),
        ("Hội Nông dân tỉnh", "Hội Nông dân tỉnh"),
    ],
)
def test_a_credit_names_an_outlet(credit: str, name: str) -> None:
    found = credited(credit)
    assert found is not None
    assert found.name == name
    assert (name in found.domains) == ("." in name)


@pytest.mark.parametrize("credit", ["Internet", "Tổng hợp", "PV", "...", ""])
def test_some_credits_name_nobody(credit: str) -> None:
    assert credited(credit) is None


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("TTXVN", "TTXVN"),
        ("Báo Lào Cai", "Báo Lào Cai"),
        ("Hoài Thu - Báo Lào Cai", "Báo Lào Cai"),
        ("Hoài Thu/TTXVN", "TTXVN"),
        ("Baolaocai.vn", "Baolaocai.vn"),
        ("Hà Giang", None),
        ("Hải Dương - Thanh Niên", None),
        ("Báo Không Ai Biết", None),
        ("", None),
    ],
)
def test_a_byline_may_name_an_outlet(byline: str, outlet: str | None) -> None:
    assert outlet_in(byline) == outlet


def test_what_stands_on_a_site_of_the_agency_is_the_agencys() -> None:
    found = credited("TTXVN")
    assert found is not None
    assert {"vnanet.vn", "vietnamplus.vn", "baotintuc.vn"} <= set(found.domains)


def test_every_outlet_is_found_by_its_own_name() -> None:
    for outlet in outlets():
        found = credited(outlet.name)
        assert found is not None
        assert outlet.domain in found.domains
        assert credited(outlet.domain) is not None


def test_no_short_form_stands_for_two() -> None:
    rows = list(read_table("outlet_names.csv"))
    names = [name.lower() for row in rows for name in cell_list(row["names"])]
    assert len(names) == len(set(names))
    assert len(rows) == len({row["domain"] for row in rows})
    assert all(credited(name) for name in names)


@given(st.from_regex(r"((www|m|amp)\.){0,3}[a-z]{1,5}(\.gov)?\.vn", fullmatch=True))
def test_the_home_of_a_home_is_itself(domain: str) -> None:
    assert home_domain(home_domain(domain)) == home_domain(domain)
    assert home_domain(f"m.{domain}") == home_domain(domain)
