"""How likely an article is of the topic, by its title and address."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crawler.topic import _NONE, _SHARES, SEARCHES, UNTOLD, WORTH, sureness
from reference.folding import LOWER, fold, slug

ROOT = Path(__file__).parents[2]
BARE = "https://bao.vn/viewer.aspx?macm=39&mabb=222823"
"""An address that tells nothing."""
TITLES = {
    0.87: "Chủ tịch UBND tỉnh tặng Bằng khen cho 12 tập thể",
    0.7: "Vĩnh Yên tuyên dương học sinh giỏi năm học 2024 - 2025",
    0.16: "Người giữ lửa nghề rèn trên đỉnh Pha Đén",
    0.1: "Ngành Giáo dục tổng kết năm học",
    0.05: "Trao quyết định bổ nhiệm Giám đốc Sở Xây dựng",
    0.02: "Giá xăng tăng từ 15 giờ chiều nay",
}


@pytest.mark.parametrize(("share", "title"), TITLES.items())
def test_titles_and_addresses_read_alike(share: float, title: str) -> None:
    assert sureness(title, BARE) == share
    assert sureness(unicodedata.normalize("NFD", title), BARE) == share
    assert sureness(title.upper(), BARE) == share
    assert sureness(fold(title), BARE) == share
    assert sureness(None, f"https://bao.vn/thoi-su/{slug(title)}-post404649.html") == share
    assert sureness("", f"https://bao.vn/{quote(title.replace(' ', '-'))}") == share


def test_every_share_has_a_title_here_and_worth_is_one_of_them() -> None:
    assert [*_SHARES, _NONE] == list(TITLES) == sorted(TITLES, reverse=True)
    assert WORTH in TITLES
    assert _NONE < WORTH <= UNTOLD < 1


def test_cues_are_words_without_accents_and_each_is_there_once() -> None:
    cues = [cue for listed in _SHARES.values() for cue in listed.split("|")]
    assert [cue for cue in cues if cue != fold(cue)] == []
    assert len(cues) == len(set(cues))


@pytest.mark.parametrize("title", [None, "", "Xem tiếp", "Chi tiết", "•••"])
@pytest.mark.parametrize("url", [BARE, "https://bao.vn/tin/319206.aspx", "https://bao.vn/", "", "http://["])
def test_where_nothing_is_told_the_page_must_tell(title: str | None, url: str) -> None:
    assert sureness(title, url) == UNTOLD


@pytest.mark.parametrize(
    ("url", "share"),
    [
        ("https://baoyenbai.com.vn/11/319206/Diem-su-kien-noi-bat-tinh-Yen-Bai-tuan-qua-262--33.aspx", 0.02),
        ("https://bao.vn/11/319206/Yen-Bai-trao-Huan-chuong-Lao-dong.aspx", 0.87),
        ("https://bao.vn/phong-trao-thi-dua-yeu-nuoc/155697.htm", 0.87),
        ("https://bao.vn/xa-hoi/202501/so-tong-ket-8-phong-trao-d4f4dee/", 0.1),
        ("https://bao.vn/thoi-su/trao-bang-khen-cho-12-tap-the/155697.htm", 0.87),
        ("https://bao.vn/tin?tieu-de=bang-khen-cho-nguoi-tot", UNTOLD),
    ],
)
def test_addresses_of_many_forms(url: str, share: float) -> None:
    assert sureness(None, url) == share


def test_sections_of_the_topic_count_and_others_do_not() -> None:
    assert sureness("Người trồng rừng ở Nậm Pung", "https://bao.vn/thi-dua-khen-thuong/a-1.html") == 0.87
    assert sureness("Người trồng rừng ở Nậm Pung", "https://bao.vn/guong-dien-hinh/a-1.html") == 0.7
    assert sureness("Người trồng rừng ở Nậm Pung", "https://bao.vn/thanh-nien/a-1.html") == _NONE


def test_words_are_whole_and_not_joined_over_parts() -> None:
    assert sureness("Khánh thi đuan bằng khenh", BARE) == _NONE
    assert sureness("Mưa lớn nhiều nơi có cuộc thi", "https://bao.vn/a-b-thi/dua-hau-duoc-mua-o-dong-bang") == _NONE


def test_accents_tell_roads_from_praise() -> None:
    title = "Triều cường vượt báo động ba, nhiều tuyến đường ngập sâu"
    address = f"https://bao.vn/{slug(title)}-1.html"
    assert sureness(title, address) < WORTH
    assert sureness(unicodedata.normalize("NFD", title).upper(), address) < WORTH
    assert sureness(None, f"https://bao.vn/{quote(title.replace(' ', '-'))}") < WORTH
    assert sureness(None, address) == 0.7  # the address alone cannot tell
    assert sureness("Bắt tạm giam cựu cán sự ở Hà Đông", BARE) < WORTH


def test_a_title_cut_short_leaves_the_address_to_tell() -> None:
    address = "https://bao.vn/le-cong-bo-va-trao-huan-chuong-lao-dong-1.html"
    assert sureness("Sở Y tế tổ chức Lễ công bố…", address) == 0.87
    assert sureness("Sở Y tế tổ chức Lễ công bố ...", address) == 0.87
    assert sureness("So Y te to chuc Le cong bo", address) == 0.87


def provincial() -> list[tuple[str, str, bool]]:
    """Return name, title and relevance of the articles that were written for the project."""
    found = []
    for path in sorted((ROOT / "tests/gold/own").glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        title = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        found.append((path.stem, title, gold["relevant"] is not False))
    for path in sorted((ROOT / "thidua/demo/articles").glob("*.yaml")):
        truth = json.loads((ROOT / "thidua/demo/truth" / f"{path.stem}.json").read_text(encoding="utf-8"))
        title = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["title"]
        found.append((path.stem, title, truth["relevant"]))
    return found


def test_provincial_titles_are_worth_fetching_where_their_articles_are_relevant() -> None:
    articles = provincial()
    missed = [name for name, title, relevant in articles if relevant and sureness(title, BARE) < WORTH]
    relevant = sum(relevant for *_, relevant in articles)
    assert relevant >= 76
    assert len(missed) <= relevant * 0.05, missed
    others = [sureness(title, BARE) for _, title, relevant in articles if not relevant]
    assert sum(share < WORTH for share in others) >= 0.4 * len(others)


def test_what_is_searched_for_is_sure_itself() -> None:
    assert len(set(SEARCHES)) == len(SEARCHES) <= 8
    assert all(sureness(f"Tin {words} hôm nay", BARE) >= 0.7 for words in SEARCHES)


ANYTHING = st.text(alphabet=LOWER + LOWER.upper() + " /?#%&=-.|…:[]1\u0300\u00d0\n", max_size=60)


@given(ANYTHING, ANYTHING)
def test_any_words_get_a_share(title: str, url: str) -> None:
    for address in (url, f"https://bao.vn/{url}"):
        assert 0 < sureness(title, address) <= max(TITLES)


@given(st.text(alphabet=LOWER + " -,", max_size=60))
def test_case_and_composition_do_not_count(title: str) -> None:
    share = sureness(title, BARE)
    assert share == sureness(title.upper(), BARE) == sureness(unicodedata.normalize("NFD", title), BARE)
