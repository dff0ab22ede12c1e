from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from reference.awards import award_types
from reference.folding import norm
from tests.warehouse.building import Story, award, filler, official, story, write_parts
from tests.warehouse.telling import telling
from warehouse.awards.conferred import Conferred
from warehouse.awards.handovers import link
from warehouse.publish import publish

CASES = yaml.safe_load(Path(__file__).with_name("handovers.yaml").read_text("utf-8"))
_DEFAULTS: dict[str, Any] = {
    "held": True,
    "province": "son-la",
    "kind": "conferment",
    "name": "",
    "recipient": "collective",
    "qualifier": "exact",
    "period": None,
    "documents": (),
    "recipients": (),
}


def conferred(number: int, fields: dict[str, Any]) -> Conferred:
    said = _DEFAULTS | fields
    return Conferred(
        **said
        | {
            "group": f"g{number}",
            "event": f"e{number}",
            "award_class": said.pop("class", None),
            "grantor": said.get("grantor", award_types()[said["award"]].fixed or "ubnd-tinh"),
            "count": said.get("count", len(said["recipients"])),
            "name": norm(said["name"]),
            "recipients": [norm(name) for name in said["recipients"]],
            "documents": [norm(document) for document in said["documents"]],
        }
    )


def found(groups: list[Conferred]) -> list[dict[str, Any]]:
    def number(group: str | None) -> int | None:
        return None if group is None else int(group[1:])

    return [
        {
            "groups": [number(group) for group, _ in one.groups],
            "conferred": number(one.conferred),
            "handed_over": number(one.handed_over),
            "parts": [number(group) for group, part in one.groups if part == "part"],
        }
        for one in link(groups)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hard_case(case: dict[str, Any]) -> None:
    groups = [conferred(n, fields) for n, fields in enumerate(case["groups"])]
    assert found(groups) == case["awards"]
    random.Random(case["name"]).shuffle(groups)
    assert found(groups) == case["awards"]


def test_all_at_once_nothing_of_one_case_meets_another() -> None:
    """Each case in a year of its own: what was found alone is found among all."""
    groups: list[Conferred] = []
    expected: list[list[int]] = []
    for n, case in enumerate(CASES):
        start = len(groups)
        for fields in case["groups"]:
            moved = fields | {"day": fields["day"] + dt.timedelta(days=1461 * n)}
            groups.append(conferred(len(groups), moved))
        expected += [[start + place for place in award["groups"]] for award in case["awards"]]
    assert [one["groups"] for one in found(groups)] == expected


def test_what_joined_them_is_told() -> None:
    (one,) = link([conferred(n, fields) for n, fields in enumerate(CASES[0]["groups"])])
    assert one.why == ("g1: a recipient in common, decided, then handed over, 190 days apart",)


def order(name: str, day: str, sentence: str, chair: str) -> Story:
    """Return a story of a day on one school's Labour Order."""
    given: dict[str, Any] = {"grantor": "chu-tich-nuoc", "class": 2, "recipient_names": ["Trường THPT Cam Đường"]}
    given |= {"presented_by": [chair]} if "Trao" in sentence else {}
    row = award("huan-chuong-lao-dong", 1, sentence=sentence, **given)
    moment = f"{day}T17:00:00+07:00"
    people = [official(chair, "Phó Chủ tịch UBND tỉnh")]
    return story(name, kind="conferment", date=day, published=moment, officials=people, awards=[row])


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [True, False])
def test_what_is_published_says_when_it_was_handed_over(tmp_path: Path, at_once: bool) -> None:
    decided = order(
        "cong-bo", "2024-05-14", "Công bố Quyết định của Chủ tịch nước tặng Huân chương cho Trường.", "Lò Văn Pán"
    )
    handed = order("don-nhan", "2024-11-17", "Trường THPT Cam Đường đón nhận Huân chương.", "Vàng Thị Say")
    later = order("vinh-danh", "2024-11-17", "Trao Huân chương cho Trường THPT Cam Đường.", "Vàng Thị Say")
    articles: list[Path] = []
    reports: list[Path] = []
    for name, stories in (("a", [decided, handed]), ("b", [later])):
        new = write_parts(tmp_path, stories, name)
        articles, reports = articles + new[0], reports + new[1]
        if not at_once:
            publish(articles=articles, reports=reports, home=tmp_path)
    database = publish(articles=articles, reports=reports, home=tmp_path).database
    with duckdb.connect(str(database), read_only=True) as connection:
        asked = "SELECT award.date, handed_over, ceremony.date, award.reports FROM award JOIN ceremony ON "
        found = connection.execute(asked + "ceremony.ceremony_key = handed_over_key").fetchall()
        presented = connection.execute("SELECT name, ceremonies, awards, first_presented FROM presented").fetchall()
    assert found == [(dt.date(2024, 5, 14), dt.date(2024, 11, 17), dt.date(2024, 11, 17), 3)]
    assert presented == [("Vàng Thị Say", 1, 1, dt.date(2024, 11, 17))]
    whole = tmp_path / "whole"
    again = publish(articles=articles, reports=reports, home=whole).database
    assert telling(database) == telling(again)


def test_what_is_told_again_by_several_is_one_award_after_another_publish(tmp_path: Path) -> None:
    day = "2024-05-14"
    text = filler("an account that two outlets print", 200)
    given: dict[str, Any] = {"class": 3, "grantor": "chu-tich-nuoc", "recipient_names": ["Trường THPT Cam Đường"]}
    row = award("huan-chuong-lao-dong", 1, sentence="Trường THPT Cam Đường được tặng Huân chương.", **given)
    people = [official("Lò Văn Pán", "Phó Chủ tịch UBND tỉnh"), official("Vàng Thị Say", "Bí thư Huyện ủy Bắc Hà")]
    of_day: dict[str, Any] = {"kind": "conferment", "date": day, "published": f"{day}T17:00:00+07:00"}
    of_day |= {"title": "Trao Huân chương Lao động cho Trường THPT Cam Đường", "officials": people, "awards": [row]}
    again: dict[str, Any] = {"kind": "feature", "date": None, "published": "2024-09-05T17:00:00+07:00", "body": text}
    again |= {"title": "Ngôi trường vùng cao", "awards": [row]}
    held = [story(name, source=f"{name}.vn", **of_day) for name in "ab"]
    features = [story(name, source=f"{name}.vn", **again) for name in "cd"]
    articles, reports = write_parts(tmp_path, [*held, *features], "a")
    publish(articles=articles, reports=reports, home=tmp_path)
    more = write_parts(tmp_path, [story("khac", date="2023-01-05", awards=[award("bang-khen", 7)])], "b")
    articles, reports = articles + more[0], reports + more[1]
    database = publish(articles=articles, reports=reports, home=tmp_path).database
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("SELECT award, count FROM award ORDER BY award").fetchall()
    assert found == [("bang-khen", 7), ("huan-chuong-lao-dong", 1)]
    assert telling(database) == telling(publish(articles=articles, reports=reports, home=tmp_path / "whole").database)
