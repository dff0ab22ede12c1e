"""Which outlets are crawled: by slug, by province, and the unverified only where something is queued for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.entries import Found
from crawler.frontier import Frontier
from crawler.source import Source
from thidua.choosing import choose, provinces_named
from thidua.commands.options import CommandError


def outlet(slug: str, province: str | None, *, crawled: bool = True) -> Source:
    domain = f"{slug}.example"
    more = {"listings": (f"https://{domain}/tin",), "article_pattern": "x"} if crawled else {}
    return Source.model_validate({"slug": slug, "name": slug, "province": province, "domains": (domain,), **more})


KNOWN = {
    source.slug: source
    for source in (
        outlet("bao-dong-nai", "dong-nai"),
        outlet("bao-lao-cai", "lao-cai"),
        outlet("bao-yen-bai", "yen-bai"),
        outlet("dai-yen-bai", "yen-bai", crawled=False),
        outlet("tap-chi", None),
    )
}


def chosen(frontier: Path, slugs: tuple[str, ...] = (), provinces: tuple[str, ...] = ()) -> list[str]:
    return [source.slug for source in choose(KNOWN, slugs=slugs, provinces=provinces, frontier=frontier)]


def test_all_that_can_be_crawled(tmp_path: Path) -> None:
    assert chosen(tmp_path / "none") == ["bao-dong-nai", "bao-lao-cai", "bao-yen-bai", "tap-chi"]


def test_by_province(tmp_path: Path) -> None:
    none = tmp_path / "none"
    assert chosen(none, provinces=("lao-cai",)) == ["bao-lao-cai", "bao-yen-bai"]  # Yên Bái was merged into it
    assert chosen(none, provinces=("Tỉnh Yên Bái",)) == ["bao-yen-bai"]
    assert chosen(none, provinces=("yen bai", "đồng nai")) == ["bao-dong-nai", "bao-yen-bai"]
    assert chosen(none, slugs=("tap-chi",), provinces=("yen-bai",)) == ["bao-yen-bai", "tap-chi"]


def test_a_province_of_today_stands_for_those_merged_into_it() -> None:
    assert provinces_named(["Đồng Nai"]) == {"dong-nai", "binh-phuoc"}
    assert provinces_named(["TP. Hồ Chí Minh"]) >= {"binh-duong", "ba-ria-vung-tau"}
    assert provinces_named(["Bình Phước"]) == {"binh-phuoc"}
    assert provinces_named(["cao-bang"]) == {"cao-bang"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Lao Cay", "no province Lao Cay; is it Lào Cai"),
        ("dong-nay", "no province dong-nay; is it Đồng Nai"),
        ("Atlantis", "no province Atlantis$"),
        ("", "no province "),
    ],
)
def test_an_unknown_province_is_an_error_with_near_names(name: str, message: str) -> None:
    with pytest.raises(CommandError, match=f"^{message}"):
        provinces_named([name])


def test_without_an_outlet_it_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no outlet is known of Cao Bằng"):
        chosen(tmp_path / "none", provinces=("Cao Bằng",))
    with pytest.raises(CommandError, match="no outlet nobody; `thidua sources` lists them"):
        chosen(tmp_path / "none", slugs=("nobody",))


def test_the_unverified_are_taken_where_something_is_queued(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="dai-yen-bai: only the domains are known"):
        chosen(tmp_path / "none", slugs=("dai-yen-bai", "bao-yen-bai"))
    url = "https://dai-yen-bai.example/tin-1.html"
    with Frontier(tmp_path / "f.sqlite") as frontier:
        frontier.add([Found(url=url, address=url, source="dai-yen-bai", kind="article")], run=0.0)
    assert "dai-yen-bai" in chosen(tmp_path / "f.sqlite")
    assert chosen(tmp_path / "f.sqlite", slugs=("dai-yen-bai",)) == ["dai-yen-bai"]
