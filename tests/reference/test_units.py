from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import build_units
from reference.provinces import MERGER, UnknownProvinceError, provinces_on
from reference.tables import DATA, read_table
from reference.units import (
    Commune,
    District,
    communes,
    districts,
    districts_of,
    find_commune,
    find_district,
)

LAST_DAY = dt.date(2025, 6, 30)


def test_files_are_what_the_script_builds() -> None:
    mapping = build_units.read_mapping()
    districts_built, communes_built = build_units.district_rows(mapping), build_units.commune_rows(mapping)
    assert [tuple(row.values()) for row in read_table("districts.csv")] == districts_built
    assert [tuple(row.values()) for row in read_table("communes.csv.gz")] == communes_built


def test_the_counts_are_those_of_the_reform() -> None:
    """696 districts and 10,035 communes became 3,321 communes, 13 of them special zones."""
    assert sum(d.valid_to == MERGER for d in districts()) == 696
    kinds = Counter((c.is_of_today, c.type) for c in communes())
    assert sum(n for (today, _), n in kinds.items() if not today) == 10_035
    assert sum(n for (today, _), n in kinds.items() if today) == 3_321
    assert kinds[True, "đặc khu"] == 13
    assert not kinds[True, "thị trấn"]


def test_every_unit_lies_in_a_province_of_its_time() -> None:
    before = {p.slug for p in provinces_on(LAST_DAY)}
    since = {p.slug for p in provinces_on(MERGER)}
    assert {d.province for d in districts()} == before
    assert {c.province for c in communes() if not c.is_of_today} == before
    assert {c.province for c in communes() if c.is_of_today} == since
    known = {(d.province, d.name) for d in districts()}
    assert all((c.province, c.district) in known for c in communes() if not c.is_of_today)


def test_districts_that_ended_before_went_into_known_ones() -> None:
    gone = [d for d in districts() if d.valid_to < MERGER]
    assert len(gone) == sum(1 for _ in read_table("districts_gone.csv"))
    for district in gone:
        assert district.merged_into
        for heir in district.merged_into:
            assert find_district(heir, district.province)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bát Xát", {("huyện Bát Xát", "lao-cai")}),
        ("huyện Bát Xát", {("huyện Bát Xát", "lao-cai")}),
        ("BÁT XÁT", {("huyện Bát Xát", "lao-cai")}),
        ("bat xat", {("huyện Bát Xát", "lao-cai")}),
        ("TX. Sa Pa", {("thị xã Sa Pa", "lao-cai")}),
        ("huyện Sa Pa", {("thị xã Sa Pa", "lao-cai")}),
        ("Hoà Vang", {("huyện Hòa Vang", "da-nang")}),
        ("Quận 1", {("Quận 1", "ho-chi-minh")}),
        ("quận 12", {("Quận 12", "ho-chi-minh")}),
        ("Ea H'leo", {("huyện Ea H'leo", "dak-lak")}),
        ("thành phố Huế", {("thành phố Huế", "hue")}),
        ("huyện Kỳ Sơn", {("huyện Kỳ Sơn", "hoa-binh"), ("huyện Kỳ Sơn", "nghe-an")}),
    ],
)
def test_districts_by_name(name: str, expected: set[tuple[str, str]]) -> None:
    assert {(d.full_name, d.province) for d in find_district(name)} == expected


@pytest.mark.parametrize("name", ["", " ", "1", "huyện", "Bạt Xát", "quận 99", "Lào", "xã"])
def test_no_district(name: str) -> None:
    assert find_district(name) == []


def test_an_ambiguous_name_gives_every_district_and_the_province_decides() -> None:
    assert len(find_district("Châu Thành")) == 10
    assert [d.province for d in find_district("Châu Thành", "ben-tre")] == ["ben-tre"]
    assert find_district("Châu Thành", "lao-cai") == []


def test_districts_of_a_province() -> None:
    names = [d.name for d in districts_of("lao-cai")]
    assert len(names) == 9
    assert "Văn Bàn" in names
    assert districts_of("thua-thien-hue") == districts_of("hue")
    assert len(districts_of("ho-chi-minh", LAST_DAY)) == 22
    assert len(districts_of("ho-chi-minh", dt.date(2020, 1, 1))) == 24
    assert districts_of("lao-cai", MERGER) == []
    with pytest.raises(UnknownProvinceError):
        districts_of("atlantis")


def test_communes_by_name() -> None:
    assert find_commune("xã Bản Qua") == [Commune("Bản Qua", "xã", "lao-cai", "Bát Xát", ("Xã Bát Xát",))]
    assert find_commune("phường Cam Đường", day=MERGER) == [Commune("Cam Đường", "phường", "lao-cai", None)]
    assert find_commune("phường Bản Qua") == []
    assert find_commune("Bản Qua", day=MERGER) == []
    assert [c.successors for c in find_commune("Phường 1", "ho-chi-minh", "Quận 3")] == [("Phường Bàn Cờ",)]
    assert [c.district for c in find_commune("Xã Tam Đàn", "quang-nam", "huyện Phú Ninh")] == ["Phú Ninh"]
    assert [c.province for c in find_commune("Đặc khu Phú Quốc", "kien-giang")] == ["an-giang"]
    assert find_commune("Không Có Xã Này") == []


def test_successors_are_communes_of_today() -> None:
    today = {(c.type.capitalize(), c.name) for c in communes() if c.is_of_today}
    for commune in communes():
        for successor in commune.successors:
            kind = next(k for k in ("Xã", "Phường", "Đặc khu") if successor.startswith(k))
            assert (kind, successor.removeprefix(f"{kind} ")) in today or (kind, successor) in today


@given(st.sampled_from(districts()))
def test_a_district_is_found_by_its_names(district: District) -> None:
    for name in (district.name, district.full_name, district.full_name.upper()):
        assert district in find_district(name)
        assert district in find_district(name, district.province)


@given(st.sampled_from(communes()))
def test_a_commune_is_found_by_its_name(commune: Commune) -> None:
    assert commune in find_commune(commune.name, commune.province, commune.district)
    assert commune in find_commune(commune.name, day=MERGER if commune.is_of_today else LAST_DAY)


def test_the_archive_has_no_time_in_it() -> None:
    """Bytes 4 to 7 of a gzip file are its time: a rebuild gives the same file."""
    assert (DATA / "communes.csv.gz").read_bytes()[4:8] == b"\0\0\0\0"
