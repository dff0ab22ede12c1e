from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.folding import fold, slug
from reference.provinces import (
    BY_ID,
    MERGER,
    PROVINCES,
    Province,
    UnknownProvinceError,
    aliases,
    at,
    find,
    in_force,
    provinces_on,
    today,
)

LAST_DAY_OF_63 = dt.date(2025, 6, 30)


def shipped_mapping() -> dict[str, Any]:
    mapping: dict[str, Any] = json.loads(
        (files("underthesea") / "address" / "data" / "mapping.json").read_text(encoding="utf-8")
    )
    return mapping


def test_old_and_new_agree_with_the_mapping_that_underthesea_ships() -> None:
    mapping = shipped_mapping()
    old, new = mapping["old_province_names"], mapping["province_names"]
    expected = {old[a]["short"]: new[b]["short"] for a, b in mapping["province_mapping"].items()}
    found = {p.name: successor.name for p in provinces_on(LAST_DAY_OF_63) if (successor := today(p.id))}
    assert found == expected


@pytest.mark.parametrize(("day", "names"), [(LAST_DAY_OF_63, "old_province_names"), (MERGER, "province_names")])
def test_names_types_and_codes_agree_with_the_mapping(day: dt.date, names: str) -> None:
    expected = {(row["name"].lower(), row["code"]) for row in shipped_mapping()[names].values()}
    assert {(p.full_name.lower(), p.code) for p in provinces_on(day)} == expected


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1976-06-01", 38),
        ("1980-01-01", 40),  # 39 and the special zone Vũng Tàu - Côn Đảo
        ("1990-01-01", 44),
        ("1993-01-01", 53),
        ("1997-01-01", 61),
        ("2004-01-01", 64),
        ("2008-07-31", 64),
        ("2008-08-01", 63),
        ("2025-01-01", 63),
        ("2025-06-30", 63),
        ("2025-07-01", 34),
        ("2026-11-21", 34),
    ],
)
def test_number_of_units_through_the_years(day: str, count: int) -> None:
    assert len(provinces_on(dt.date.fromisoformat(day))) == count


def test_ids_slugs_and_dates_are_sound() -> None:
    assert len(BY_ID) == len(PROVINCES)
    for province in PROVINCES:
        assert province.id == f"{province.slug}-{province.valid_from.year}"
        assert province.slug == slug(province.name)
        assert province.valid_to is None or province.valid_from < province.valid_to
        assert province.successors
        assert all(BY_ID[successor].valid_to is None for successor in province.successors)
        assert (province.successors == (province.id,)) == (province.valid_to is None)


def test_units_of_one_slug_follow_each_other_in_time() -> None:
    assert list(PROVINCES) == sorted(PROVINCES, key=lambda p: (p.slug, p.valid_from))
    for before, after in pairwise(PROVINCES):
        if before.slug == after.slug:
            assert before.valid_to is not None
            assert before.valid_to <= after.valid_from


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lào Cai", "lao-cai"),
        ("tỉnh Lào Cai", "lao-cai"),
        ("LÀO CAI", "lao-cai"),
        ("lao-cai", "lao-cai"),
        ("Thành phố Hà Nội", "ha-noi"),
        ("Thủ đô Hà Nội", "ha-noi"),
        ("Hoà Bình", "hoa-binh"),
        ("Thanh Hoá", "thanh-hoa"),
        ("Đắc Lắc", "dak-lak"),
        ("Ðắk Lắk", "dak-lak"),
        ("Daklak", "dak-lak"),
        ("dak lak", "dak-lak"),
        ("Đăk Nông", "dak-nong"),
        ("Kontum", "kon-tum"),
        ("Bắc Cạn", "bac-kan"),
        ("Thừa Thiên - Huế", "thua-thien-hue"),
        ("Thừa Thiên-Huế", "thua-thien-hue"),
        ("TT-Huế", "thua-thien-hue"),
        ("Huế", "thua-thien-hue"),
        ("hue", "thua-thien-hue"),
        ("Bà Rịa-Vũng Tàu", "ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("BR-VT", "ba-ria-vung-tau"),
        ("TP HCM", "ho-chi-minh"),
        ("TPHCM", "ho-chi-minh"),
        ("Tp.HCM", "ho-chi-minh"),
        ("TP. Hồ Chí Minh", "ho-chi-minh"),
        ("thành phố Hồ Chí Minh", "ho-chi-minh"),
        ("Ho Chi Minh", "ho-chi-minh"),
        ("hoang-lien-son", "hoang-lien-son"),
    ],
)
def test_names_and_spellings(name: str, expected: str) -> None:
    province = find(name, dt.date(2019, 5, 1))
    assert province is not None
    assert province.slug == expected


@pytest.mark.parametrize("name", ["", " ", "tỉnh", "Yên Bài", "Sơn Lá", "Việt Nam", "huyện Bát Xát", "thành phố", "."])
def test_what_names_no_province_is_none(name: str) -> None:
    assert find(name) is None


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Lào Cai", "2025-06-30", "lao-cai-1991"),
        ("Lào Cai", "2025-07-01", "lao-cai-2025"),
        ("Lào Cai", "1980-01-01", "lao-cai-1991"),  # the first to come
        ("Yên Bái", "2026-01-01", "yen-bai-1991"),  # the last that had ended
        ("Hà Tây", "2015-01-01", "ha-tay-1991"),
        ("Huế", "2024-12-31", "thua-thien-hue-1989"),
        ("Huế", "2025-01-01", "hue-2025"),
        ("Hậu Giang", "1985-01-01", "hau-giang-1976"),
        ("Hậu Giang", "2000-01-01", "hau-giang-1976"),
        ("Hậu Giang", "2010-01-01", "hau-giang-2004"),
        ("lao-cai-1991", "2026-01-01", "lao-cai-1991"),
    ],
)
def test_the_day_decides_which_unit_is_meant(name: str, day: str, expected: str) -> None:
    province = find(name, dt.date.fromisoformat(day))
    assert province is not None
    assert province.id == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("yen-bai", "lao-cai-2025"),
        ("ha-tay", "ha-noi-2008"),
        ("thua-thien-hue", "hue-2025"),
        ("hoang-lien-son", "lao-cai-2025"),
        ("binh-duong", "ho-chi-minh-2025"),
        ("nghe-an", "nghe-an-1991"),
        ("lao-cai-2025", "lao-cai-2025"),
    ],
)
def test_todays_terms(old: str, new: str) -> None:
    province = today(old)
    assert province is not None
    assert province.id == new


def test_a_province_that_was_split_over_several_has_no_one_heir() -> None:
    assert today("ha-son-binh") is None
    assert today("dak-lak", dt.date(2003, 12, 31)) is None
    assert at("ha-son-binh").successors == ("ha-noi-2008", "phu-tho-2025")


@pytest.mark.parametrize(
    ("slug", "day", "expected"),
    [
        ("yen-bai", "2025-06-30", "yen-bai-1991"),
        ("yen-bai", "2025-07-01", "lao-cai-2025"),
        ("thua-thien-hue", "2025-01-01", "hue-2025"),
        ("hue", "2024-12-31", "thua-thien-hue-1989"),
        ("ha-tay", "2010-01-01", "ha-noi-2008"),
        ("bac-thai", "2000-01-01", None),
        ("da-nang", "1990-01-01", None),
    ],
)
def test_the_province_that_stands_for_a_slug_on_a_day(slug: str, day: str, expected: str | None) -> None:
    province = in_force(slug, dt.date.fromisoformat(day))
    assert (province.id if province else None) == expected


@pytest.mark.parametrize("unknown", ["atlantis", "", "Lào Cai"])
def test_an_unknown_slug_is_an_error(unknown: str) -> None:
    with pytest.raises(UnknownProvinceError, match="no province has the slug"):
        today(unknown)
    with pytest.raises(ValueError, match="no province has the slug"):
        at(unknown)


def test_aliases_lead_to_their_province() -> None:
    day = dt.date(2026, 1, 1)
    for form, province_slug in aliases().items():
        province = find(form, day)
        assert province is not None, form
        assert province.slug == province_slug, form


def test_aliases_cover_the_provinces_of_this_century_and_no_others() -> None:
    living = {p.slug for p in PROVINCES if p.valid_to is None or p.valid_to > dt.date(2000, 1, 1)}
    assert set(aliases().values()) == living
    assert "Hồ Chí Minh" not in aliases()
    assert aliases()["TP. Hồ Chí Minh"] == "ho-chi-minh"
    assert aliases()["Hoà Bình"] == aliases()["Hòa Bình"] == "hoa-binh"
    assert aliases()["Bà Rịa-Vũng Tàu"] == "ba-ria-vung-tau"
    assert "Hà Tây" in aliases()
    assert "Hà Tuyên" not in aliases()
    assert aliases(dt.date(1980, 1, 1))["Hà Tuyên"] == "ha-tuyen"


def test_folded_names_are_unambiguous_but_for_hue() -> None:
    by_fold: dict[str, set[str]] = {}
    for province, name in ((p, n) for p in PROVINCES for n in (p.name, *p.other_names, *p.weak_names)):
        by_fold.setdefault(fold(name), set()).add(province.slug)
    assert {key for key, slugs in by_fold.items() if len(slugs) > 1} == {"hue"}


@given(st.sampled_from(PROVINCES), st.dates(dt.date(1976, 1, 1), dt.date(2030, 1, 1)))
def test_a_unit_is_found_by_each_name_on_each_day_it_exists(province: Province, day: dt.date) -> None:
    for name, prefix in product((province.name, province.slug, *province.other_names), ("", "tỉnh ")):
        found = find(prefix + name, day)
        assert found is not None
        if province.exists_on(day):
            assert found is province
