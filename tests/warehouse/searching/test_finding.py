"""Finding events in a small collection: words, filters, facets, order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.building import award, official, story, write_parts
from warehouse.publish import publish
from warehouse.searching.asking import take_apart
from warehouse.searching.events import Events
from warehouse.searching.finding import Finder, Found
from warehouse.searching.index import open_index
from warehouse.searching.matching import Matcher, marked
from warehouse.searching.recognising import Holders, recognise
from warehouse.searching.spelling import suggest

_TRUONG = official("Trịnh Xuân Trường", "Chủ tịch UBND tỉnh", roles=("present",))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finding")
    medal = award(
        "huan-chuong-lao-dong",
        3,
        **{
            "class": 2,
            "grantor": "chu-tich-nuoc",
            "sentence": "Chủ tịch nước tặng Huân chương Lao động hạng Nhì cho 3 tập thể.",
        },
    )
    flag = award("co-thi-dua", 5, grantor="chinh-phu", sentence="Chính phủ tặng Cờ thi đua cho 5 tập thể.")
    plan = award("bang-khen", 9, status="proposed", sentence="Hội đồng đề nghị tặng Bằng khen cho 9 tập thể.")
    stories = [
        story(
            "tong-ket",
            title="Lào Cai tổng kết phong trào",
            source="baolaocai.vn",
            officials=[_TRUONG],
            awards=[medal, flag],
            date="2024-06-11",
            place="Sa Pa",
            body="Hội nghị diễn ra buổi sáng.",
        ),
        story(
            "cung-tong-ket",
            title="Tổng kết tại Lào Cai",
            source="laocaitv.vn",
            officials=[_TRUONG],
            awards=[medal],
            date="2024-06-11",
            body="Buổi lễ ấy có lời hát giao duyên.",
        ),
        story("dai-hoi", title="Đại hội điển hình Hà Nội", source="hanoimoi.vn", province="ha-noi", kind="congress",
              date="2025-03-02", published="2025-03-02T10:00:00+07:00", awards=[flag],
              body="Lao cải tạo đất không ai kể."),
        story("nam-cu", title="Yên Bái trao thưởng", source="baoyenbai.com.vn", province="yen-bai", kind="conferment",
              date="2020-01-05", published="2020-01-05T10:00:00+07:00", awards=[plan],
              body="Một buổi chiều."),
        story("guong", title="Gương sáng vùng cao", source="baolaocai.vn", kind="feature", date=None, awards=[],
              published=None, body="Bà Hoàng Thị Ngát trồng rừng nhiều năm."),
        story("mua", title="Mùa vàng trên nương", source="baolaocai.vn", relevant=False, kind="other", date=None),
    ]  # fmt: skip
    articles, reports = write_parts(folder, stories)
    publish(articles=articles, reports=reports, home=folder)
    return folder


def finder_of(home: Path, *, public: bool = False) -> Finder:
    with duckdb.connect(str(home / "snapshots/000001.duckdb"), read_only=True) as connection:
        events = Events(connection)
    return Finder(events, Matcher(open_index(home / "snapshots/000001.index"), public=public))


@pytest.fixture(scope="module")
def finder(home: Path) -> Finder:
    return finder_of(home)


@pytest.fixture(scope="module")
def holders(home: Path) -> Holders:
    with duckdb.connect(str(home / "snapshots/000001.duckdb"), read_only=True) as connection:
        return Holders(connection)


def days(finder: Finder, found: Found) -> list[str]:
    known = finder.events.days
    return [str(known[event].astype("datetime64[D]")) if known[event] > -(10**6) else "none" for event in found.events]


def asked(finder: Finder, text: str, **options: str) -> list[str]:
    return days(finder, finder.find(take_apart(text), **options))  # type: ignore[arg-type]


def test_ceremonies_and_lone_articles_are_found_once_the_latest_first(finder: Finder) -> None:
    assert asked(finder, "") == ["2025-03-02", "2024-06-11", "2020-01-05", "none"]
    assert asked(finder, "", sort="oldest") == ["2020-01-05", "2024-06-11", "2025-03-02", "none"]


@pytest.mark.parametrize(
    "words", ["lào cai tổng kết", "LAO CAI TONG KET", "huan chuong", '"lao động hạng nhì"', "nguoi:truong"]
)
def test_words_with_accents_and_without(finder: Finder, words: str) -> None:
    assert asked(finder, words) == ["2024-06-11"]


def test_words_of_any_report_find_the_ceremony(finder: Finder) -> None:
    assert asked(finder, "lời hát giao duyên") == ["2024-06-11"]


def test_those_with_the_accents_asked_for_come_first(finder: Finder) -> None:
    assert asked(finder, "lào cai")[0] == "2024-06-11"
    assert asked(finder, "lao cải")[0] == "2025-03-02"
    assert set(asked(finder, "lào cai")) == set(asked(finder, "lao cải")) == {"2024-06-11", "2025-03-02", "none"}


def test_words_that_stand_together_in_a_headline_come_before_those_apart(finder: Finder) -> None:
    assert asked(finder, "hà nội")[0] == "2025-03-02"
    assert asked(finder, "cai tổng") == ["2024-06-11"]


def test_phrases_and_minus(finder: Finder) -> None:
    assert asked(finder, '"kết tổng"') == []
    assert asked(finder, '-"lào cai" -yên -ngát') == ["2025-03-02"]
    assert asked(finder, "cờ -hà") == ["2024-06-11"]


def test_minus_with_accents_shuts_out_those_words_alone(finder: Finder) -> None:
    assert asked(finder, "-lào -ngát") == ["2025-03-02", "2020-01-05"]
    assert asked(finder, "-lao -ngat") == ["2020-01-05"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tinh:lao-cai", ["2024-06-11", "none"]),
        ("tinhnay:lao-cai", ["2024-06-11", "2020-01-05", "none"]),
        ("nam:2024-2025", ["2025-03-02", "2024-06-11"]),
        ("loai:congress", ["2025-03-02"]),
        ("khen:co-thi-dua", ["2025-03-02", "2024-06-11"]),
        ("khen:huan-chuong-lao-dong hang:2", ["2024-06-11"]),
        ("khen:huan-chuong-lao-dong hang:1", []),
        ("khen:bang-khen", []),
        ("status:proposed", ["2020-01-05"]),
        ("bao:laocaitv.vn", ["2024-06-11"]),
        ("cap:chinh-phu nam:2025", ["2025-03-02"]),
        ("-tinh:ha-noi nam:2020-2025", ["2024-06-11", "2020-01-05"]),
        ("tu:2024-06-11 den:2024-06-11", ["2024-06-11"]),
        ("den:2023", ["2020-01-05"]),
        ("tinh:foo", []),
        ("cờ thi đua nam:2025", ["2025-03-02"]),
    ],
)
def test_filters(finder: Finder, text: str, found: list[str]) -> None:
    assert asked(finder, text) == found


def test_only_what_was_conferred_counts_as_an_award(finder: Finder) -> None:
    assert finder.find(take_apart("")).counts["award"].of("bang-khen") == 0


def test_a_facet_counts_events_without_its_own_filter(finder: Finder) -> None:
    found = finder.find(take_apart("nam:2024 khen:co-thi-dua"))
    assert found.counts["year"].top(9) == [("2024", 1), ("2025", 1)]
    assert found.counts["award"].of("huan-chuong-lao-dong:2") == 1
    assert found.counts["outlet"].top(9) == [("baolaocai.vn", 1), ("laocaitv.vn", 1)]
    assert found.counts["outlet"].of("hanoimoi.vn") == found.counts["outlet"].of("nobody") == 0
    assert found.counts["outlet"].different == 2


def test_each_count_is_what_choosing_it_finds(finder: Finder) -> None:
    for text in ("", "cờ", "nam:2024", "tinhnay:lao-cai"):
        question = take_apart(text)
        for name, counts in finder.find(question).counts.items():
            for code, count in counts.top(100):
                chosen = replace(question, filters={**question.filters, name: {code}})
                assert finder.find(chosen).total == count, (text, name, code)


def test_months_are_those_of_all_events_found(finder: Finder) -> None:
    assert finder.find(take_apart("cờ")).months == [(dt.date(2024, 6, 1), 1), (dt.date(2025, 3, 1), 1)]


def test_snippets_mark_the_words_of_the_best_article(finder: Finder) -> None:
    question = take_apart("giao duyen")
    found = finder.find(question)
    assert finder.matcher is not None
    place = found.article_of(int(found.events[0]))
    assert place is not None
    document = finder.matcher.document(finder.matcher.id_at(place))
    assert document is not None
    assert [text for text, is_marked in marked(finder.matcher.snippets(question), document) if is_marked] == [
        "giao",
        "duyên",
    ]


def test_a_public_search_knows_headlines_evidence_and_names_alone(home: Path) -> None:
    public = finder_of(home, public=True)
    assert asked(public, "giao duyên") == []
    assert asked(public, "Hoàng Thị Ngát") == []
    assert asked(public, "nguoi:truong") == asked(public, "huan chuong") == ["2024-06-11"]
    assert public.matcher is not None
    assert "duyen" not in public.matcher.vocabulary()
    question = take_apart("huân chương")
    place = public.find(question).article_of(int(public.find(question).events[0]))
    assert place is not None
    document = public.matcher.document(public.matcher.id_at(place))
    assert document is not None
    shown = "".join(text for text, _ in marked(public.matcher.snippets(question), document))
    assert shown == "Chủ tịch nước tặng Huân chương Lao động hạng Nhì cho 3 tập thể"


@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("huân chương lao động hạng nhì lào cai 2024",
         [("award", "huan-chuong-lao-dong:2"), ("province", "lao-cai"), ("year", "2024")], ""),
        ("huan chuong lao dong hang nhi lao cai nam 2024",
         [("award", "huan-chuong-lao-dong:2"), ("province", "lao-cai"), ("year", "2024")], ""),
        ("tổng kết tỉnh lào cai", [("province", "lao-cai")], "tổng kết"),
        ("trinh xuan truong", [], ""),
        ('"cờ thi đua" chính phủ bão', [("award", "co-thi-dua"), ("grantor", "chinh-phu")], "bão"),
        ("báo lào cai", [("outlet", "baolaocai.vn")], ""),
        ("lao cải", [], "lao cải"),
        ("1234567", [], "1234567"),
    ],
)  # fmt: skip
def test_names_in_a_search(holders: Holders, text: str, named: list[tuple[str, str]], rest: str) -> None:
    found, left = recognise(take_apart(text), holders)
    if text == "trinh xuan truong":
        ((facet, code),) = [(one.facet, one.code) for one in found]
        assert facet == "person"
        assert holders.by_id[code].name == "Trịnh Xuân Trường"
    else:
        assert [(one.facet, one.code) for one in found] == named
    assert left == rest


def test_recipients_are_not_offered_as_persons(holders: Holders) -> None:
    assert recognise(take_apart("Hoàng Thị Ngát"), holders)[0] == []


def test_words_that_are_nearly_right(finder: Finder) -> None:
    assert finder.matcher is not None
    question = take_apart("huaan chuong lao dogn")
    (suggestion, *_) = suggest(question, finder.matcher, lambda one: finder.find(one).total)
    assert (suggestion.text, suggestion.total, suggestion.left_out) == ("huan chuong lao dong", 1, None)


def test_one_word_less_where_all_words_are_known(finder: Finder) -> None:
    assert finder.matcher is not None
    question = take_apart("giao duyên hà nội")
    found = suggest(question, finder.matcher, lambda one: finder.find(one).total)
    assert found == []
    question = take_apart("giao duyên ngát")
    assert {one.left_out for one in suggest(question, finder.matcher, lambda one: finder.find(one).total)} == {"ngát"}


def test_suggestions_keep_the_filters(finder: Finder) -> None:
    assert finder.matcher is not None
    question = take_apart("huaan chuong nam:2020")
    assert suggest(question, finder.matcher, lambda one: finder.find(one).total) == []


def test_an_empty_collection_finds_nothing(tmp_path: Path) -> None:
    articles, reports = write_parts(tmp_path, [story("x", relevant=False, date=None)])
    publish(articles=articles, reports=reports, home=tmp_path)
    empty = finder_of(tmp_path)
    for text in ("", "lào cai", "tinh:lao-cai", "-cờ", "tu:2024"):
        found = empty.find(take_apart(text))
        assert (found.total, found.months) == (0, [])


def test_frequent_words_are_looked_up_before_anybody_asks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.searching.matching.BEST", 2)
    asked_later, ready = finder_of(home), finder_of(home)
    assert ready.matcher is not None
    words = list(ready.matcher.look_up_frequent())
    counted = ready.matcher.vocabulary()
    assert set(words) == {word for word, count in counted.items() if count >= 2}
    assert [counted[word] for word in words] == sorted((counted[word] for word in words), reverse=True)
    monkeypatch.setattr(ready.matcher, "_mask", None)  # nothing is left to be looked up
    for first in words[:12]:
        for second in words[:3]:
            question = take_apart(f"{first} {second}")
            assert ready.find(question).events.tolist() == asked_later.find(question).events.tolist()


@pytest.mark.parametrize(
    "words", ["", "cờ", "huân chương -cờ", "khen tinh:'lao cai'", "cờ nam:2024", "nhân dân nam:2020-2023", "-cờ"]
)
def test_the_total_is_that_of_the_search(finder: Finder, words: str) -> None:
    question = take_apart(words)
    assert finder.total(question) == finder.find(question).total
