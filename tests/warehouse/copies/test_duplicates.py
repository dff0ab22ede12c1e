from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.building import Story, filler, item, story
from warehouse.copies.duplicates import find_duplicates
from warehouse.copies.prints import print_of
from warehouse.intake.items import Item

TEXT = filler("x", 200) + " Sáng nay, tỉnh trao 45 bằng khen cho ông Giàng Seo Phử và bà Vàng Thị Say."


FULL = TEXT + " Dự lễ có đại diện của 15 xã, 27 thôn, 108 mô hình, 96 tổ."


def at(url: str | None, body: str = TEXT, *, title: str = "Lào Cai trao thưởng", **fields: object) -> Item:
    """Return an article at an address, by default of the outlet that has it."""
    source = url.split("/")[2].removeprefix("www.") if url else None
    told = item(story("x", title=title, source=source, body=body, date=None, **fields))  # type: ignore[arg-type]
    return replace(told, id=url or "saved", url=url)


def groups(*items: Item) -> list[list[str]]:
    """Return the addresses of each article."""
    return sorted(sorted(i for i in (found.id, *(twin.id for twin in found.twins))) for found in find_duplicates(items))


BASE = "https://bao.vn/xa-hoi/trao-thuong-post1.html"


@pytest.mark.parametrize(
    "other",
    [
        at("https://bao.vn/thi-dua/trao-thuong-post1.html"),
        at("https://m.bao.vn/xa-hoi/trao-thuong-post1.html"),
        at("https://bao.vn/print/trao-thuong-post1.html"),
        at("https://bao.vn/trao-thuong-post2.html", title="Trao thưởng cho người có công"),
        at("https://bao.vn/a.html?page=x", TEXT + " Các đại biểu chụp ảnh lưu niệm."),
        at("https://bao.vn/b.html", published=None),
        at(None),
    ],
    ids=["section", "mobile", "print", "moved", "caption", "undated", "saved"],
)
def test_one_article_under_two_addresses_is_one(other: Item) -> None:
    (found,) = find_duplicates([other, at(BASE)])
    assert {found.url, *(twin.url for twin in found.twins)} == {BASE, other.url}
    assert found.url in (BASE, "https://bao.vn/thi-dua/trao-thuong-post1.html", "https://bao.vn/trao-thuong-post2.html")
    assert (found.original, found.origin) == (None, None)


NOTICE = "Ban Tổ chức thông báo danh sách tập thể được khen của {}, tổng số {} tập thể. " + filler("n", 90)
LATER = "2025-06-11T17:00:00+07:00"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            at("https://bao.vn/1", NOTICE.format("xã Bản Lầu", 12)),
            at("https://bao.vn/2", NOTICE.format("xã Mường Vi", 12)),
        ),
        (
            at("https://bao.vn/1", NOTICE.format("xã Bản Lầu", 12)),
            at("https://bao.vn/2", NOTICE.format("xã Bản Lầu", 13)),
        ),
        (at("https://bao.vn/1"), at("https://bao.vn/2", TEXT.replace("45", "47"), published=LATER)),
        (at("https://bao.vn/1", FULL), at("https://khac.vn/2", FULL.replace("45", "47"), published=LATER)),
        (at("https://bao.vn/1"), at("https://bao.vn/2", TEXT[:200])),
        (
            at("https://bao.vn/1", "Lịch tiếp dân của huyện."),
            at("https://bao.vn/2", "Lịch tiếp dân của huyện.", published=LATER),
        ),
        (at("https://bao.vn/1", title="Danh sách đợt 1"), at("https://bao.vn/2", title="Danh sách đợt 2")),
    ],
    ids=["names", "numbers", "year", "year-elsewhere", "teaser", "notice", "numbers-in-headline"],
)
def test_two_articles_stay_two(a: Item, b: Item) -> None:
    assert [found.original for found in find_duplicates([a, b])] == [None, None]


def test_who_is_credited_is_the_original_though_published_later() -> None:
    copy = replace(at("https://dang-lai.vn/1", FULL, published="2024-06-10T08:00:00+07:00"), credit="Theo Báo Lào Cai")
    mended = at("https://khac.vn/1", FULL.replace("45", "47"))
    own = at("https://baolaocai.vn/1", FULL)
    found = {one.source: one for one in find_duplicates([copy, mended, own])}
    assert {source: one.original for source, one in found.items()} == {
        "baolaocai.vn": None,
        "dang-lai.vn": own.id,
        "khac.vn": own.id,
    }
    assert {one.origin for one in found.values()} == {"baolaocai.vn", None}
    assert found["baolaocai.vn"].origin is None


def test_a_short_form_joins_no_two_texts_with_other_figures() -> None:
    """It is like last year's text and this year's: it goes with one of them, and they stay two."""
    start = filler("x", 200)
    years = [start + f" Năm {year} có {n} xã, {n + 9} hộ được khen." for year, n in ((2023, 15), (2024, 22))]
    items = [at("https://a.vn/1", years[0]), at("https://b.vn/1", years[1]), at("https://c.vn/1", start)]
    found = [one.original or one.id for one in find_duplicates(items)]
    assert found[0] != found[1]
    assert found[2] in found[:2]


def test_a_source_that_is_not_there_is_named() -> None:
    credited = replace(at("https://a.vn/1", published="2024-06-12T08:00:00+07:00"), credit="TTXVN")
    found = {one.source: one for one in find_duplicates([credited, at("https://b.vn/1")])}
    assert (found["a.vn"].original, found["a.vn"].origin) == ("https://b.vn/1", "vnanet.vn")
    assert (found["b.vn"].original, found["b.vn"].origin) == (None, "vnanet.vn")


def revised(told: Item, *hashes: str) -> Item:
    """Return an article whose address gave the texts with these hashes, and then its present one."""
    return replace(told, former=frozenset(hashes) - {told.text_hash})


@pytest.mark.parametrize("fetched_first", ["old", "new"])
def test_an_address_with_a_former_text_is_the_articles_and_the_newest_text_stands_for_it(fetched_first: str) -> None:
    moments = [dt.datetime(2024, 6, day, tzinfo=dt.UTC) for day in (12, 13)]
    old_at, new_at = moments if fetched_first == "old" else reversed(moments)
    old = replace(at("https://bao.vn/thi-dua/a.html", FULL), first_fetched=old_at)
    new = replace(revised(at("https://bao.vn/a.html", FULL.replace("45", "47")), old.text_hash), first_fetched=new_at)
    assert groups(old, replace(new, former=frozenset())) == [[new.id], [old.id]]
    for pair in ([old, new], [new, old]):
        (found,) = find_duplicates(pair)
        assert (found.id, [twin.id for twin in found.twins]) == (new.id, [old.id])


def test_an_article_that_went_back_to_its_former_text_stands_for_itself() -> None:
    other = at("https://bao.vn/thi-dua/a.html", FULL)
    back = at("https://bao.vn/a.html", FULL)
    assert groups(revised(back, back.text_hash, "x"), other) == [sorted([back.id, other.id])]


def test_a_saved_page_goes_to_what_is_most_like_it() -> None:
    longer = at("https://b.vn/1", TEXT + " Buổi lễ kết thúc trong không khí ấm áp.")
    assert groups(at(None), at("https://a.vn/1"), longer)[1:] == [["https://b.vn/1"]]


def test_what_was_fetched_first_at_a_plain_address_stands_for_the_article() -> None:
    late = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    first = at("https://bao.vn/xa-hoi/z.html")
    again = replace(at("https://bao.vn/a.html"), first_fetched=late)
    (found,) = find_duplicates(
        [at("https://m.bao.vn/a.html"), again, replace(first, first_fetched=late - dt.timedelta(1))]
    )
    assert [found.url, *(twin.url for twin in found.twins)] == [first.url, again.url, "https://m.bao.vn/a.html"]


def many() -> list[Item]:
    """Return articles of which some are one, some repeat another, and some only look alike."""
    found = [item(told) for told in _stories()]
    credits_ = [None, None, "Theo a.vn", "b.vn", "TTXVN"]
    return [replace(one, credit=credits_[n % 5]) for n, one in enumerate(found)]


def _stories() -> list[Story]:
    told = []
    for n in range(6):
        body = filler(f"{n // 2}", 150) + f" Trao {10 + n // 2} bằng khen."
        for k, source in enumerate(("a.vn", "b.vn", "m.a.vn", None)):
            day = None if (n + k) % 4 == 0 else f"2024-06-{10 + k:02}T08:00:00+07:00"
            told.append(story(f"{n}-{k}", source=source, body=body + " Lễ tân chu đáo." * (k % 2), published=day))
    return told


MANY = many()


@settings(max_examples=30, deadline=None)
@given(st.randoms())
def test_the_order_makes_no_difference(chance: random.Random) -> None:
    assert find_duplicates(chance.sample(MANY, len(MANY))) == find_duplicates(MANY)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 23), unique=True))
def test_every_address_is_kept_once_and_originals_repeat_nobody(chosen: list[int]) -> None:
    items = [MANY[n] for n in chosen]
    found = find_duplicates(items)
    ids = [name for one in found for name in (one.id, *(twin.id for twin in one.twins))]
    assert sorted(ids) == sorted(one.id for one in items)
    originals = {one.id for one in found if one.original is None}
    assert {one.original for one in found} <= originals | {None}


def test_of_very_many_lookalikes_copies_are_one_and_notices_stay_many() -> None:
    copies = [replace(item(story("x", source=f"a{n}.vn", body=TEXT)), id=f"{n:016}") for n in range(300)]
    assert len({one.original for one in find_duplicates(copies)}) == 2
    mark = [
        print_of(NOTICE.format(f"xã Bản {name}", n), "") for n, name in enumerate(["Lầu", "Vược", "Qua", "Xèo"] * 75)
    ]
    notices = [replace(one, source="a.vn", mark=mark[n]) for n, one in enumerate(copies)]
    assert len(find_duplicates(notices)) == 300
