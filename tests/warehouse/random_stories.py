"""Stories by chance: a few events told by many outlets, which copy, contradict and misspell one another."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeVar

from tests.warehouse.building import Story, award, filler, official, story

Value = TypeVar("Value")
NAMES = (
    "Giàng Seo Phử",
    "Giàng Seo Phủ",
    "Lò Thị Mai",
    "Lò Thị Thủy",
    "Lò Thị Thuỷ",
    "Trần Văn Bảy",
    "Vàng A Sử",
    "Nguyễn Văn Huy",
    "NGUYỄN VĂN HUY",
)
TITLES = (
    "Bí thư Tỉnh ủy",
    "Bí thư Tỉnh uỷ",
    "bí thư tỉnh ủy",
    "Chủ tịch UBND tỉnh",
    "Giám đốc Sở Nội vụ",
    "Giám đốc Sở Y tế",
    "Chủ tịch UBND tỉnh Yên Bái",
    "Phó Thủ tướng Chính phủ",
)
GIVEN = (
    "Lý A Páo",
    "lý a páo",
    "Xã Bản Lầu",
    "em Vàng Thị Say",
    "Công ty Cổ phần Thủy điện",
    "Công ty Cổ phần Thuỷ điện",
)
SOURCES = ("baolaocai.vn", "b.vn", "c.vn", "d.vn", "nhandan.vn", "m.b.vn", None)
ROLES = ("attend", "chair", "speak", "present")


def random_stories(seed: int, number: int) -> list[Story]:
    """Return that many stories on a quarter as many events."""
    chance = random.Random(seed)
    events = [random_event(chance) for _ in range(max(1, number // 4))]
    told: list[dict[str, Any]] = []
    for n in range(number):
        again = chance.choice(told) if told and chance.random() < 0.3 else None
        told.append(repeated(chance, again, n) if again else _told(chance, chance.choice(events), n))
    return [story(f"s{n}", **fields) for n, fields in enumerate(told)]


def some(chance: random.Random, values: Sequence[Value], size: int) -> list[Value]:
    """Return up to `size` of the values."""
    return chance.sample(values, chance.randint(0, min(size, len(values))))


def random_event(chance: random.Random) -> dict[str, Any]:
    """Return an event by chance, as the fields of a story on it."""
    day = chance.choice(["2024-06-11", "2024-06-12", "2025-08-20", "1995-03-02", None])
    movement = {"name": "Lao động giỏi", "start": chance.choice([None, "2020-01-01"])}
    return {
        "kind": chance.choice(["summary", "conferment", "congress", "feature", "plan"]),
        "relevant": chance.random() < 0.95,
        "date": day,
        "province": chance.choice(["lao-cai", "ha-tay", "ha-son-binh", "hue", None]),
        "part_of_day": chance.choice([None, "morning", "afternoon"]),
        "place": chance.choice([None, "huyện Bắc Hà"]),
        "venue": chance.choice([None, "Hội trường tỉnh"]),
        "host": chance.choice([None, "UBND tỉnh", "Ủy ban nhân dân tỉnh"]),
        "officials": [
            official(name, *some(chance, TITLES, 2), roles=some(chance, ROLES, 3)) for name in some(chance, NAMES, 4)
        ],
        "awards": [_award(chance) for _ in range(chance.randint(0, 4))],
        "movements": [movement] if chance.random() < 0.3 else [],
        "documents": some(chance, ["Chỉ thị 34-CT/TW", "chỉ thị 34-CT/TW", "Quyết định 1526/QĐ-TTg"], 2),
    }


def _award(chance: random.Random) -> dict[str, Any]:
    code = chance.choice(["bang-khen", "bang-khen", "co-thi-dua", "huy-hieu", "huan-chuong-lao-dong", "khac"])
    row = award(
        code,
        chance.choice([None, 7, 9, 16, 30, 300, 312]),
        recipient=chance.choice(["collective", "individual", "mixed", "case"]),
        status=chance.choice(["conferred", "conferred", "cumulative", "proposed"]),
        confidence=chance.choice([0.5, 0.9]),
        grantor=chance.choice([None, "ubnd-tinh", "thu-tuong"]),
        grantor_name=chance.choice([None, "UBND tỉnh", "Ủy ban nhân dân tỉnh"]),
        recipient_names=some(chance, GIVEN, 3),
        presented_by=some(chance, NAMES, 2),
        period=chance.choice([None, None, (2019, 2024), (2019, None)]),
    )
    if code in ("huy-hieu", "khac"):
        row["name"] = chance.choice([None, "Huy hiệu Đảng", "Huy hiệu đảng"])
    if code == "huan-chuong-lao-dong":
        row["class"] = chance.choice([None, 1, 2])
    if row["count"] is not None:
        row["breakdown"] = some(chance, [{"label": "75 năm", "count": 2}, {"label": "60 năm", "count": 4}], 2)
    return row


def _retold(chance: random.Random, row: dict[str, Any]) -> dict[str, Any]:
    """Return an award as another outlet tells of it: less of it, otherwise, or wrongly."""
    told = dict(row)
    for name, values in (
        ("count", [None, 7, 300, 310]),
        ("recipient", ["mixed", "case", "individual"]),
        ("grantor", [None, "ubnd-tinh"]),
        ("grantor_name", [None, "UBND Tỉnh"]),
        ("confidence", [0.4, 0.95]),
        ("class", [None] if row["award"] == "huan-chuong-lao-dong" else []),
        ("presented_by", [[], ["Lò Thị Mai"]]),
        ("recipient_names", [[], ["Lý Á Páo"], ["lý a páo", "Bản Phố"]]),
    ):
        if values and chance.random() < 0.2:
            told[name] = chance.choice(values)
    if told["count"] is None:
        told["breakdown"], told["qualifier"] = [], "exact"
    else:
        told["qualifier"] = chance.choice(["exact", "exact", "over", "about"])
    return told


def retelling(chance: random.Random, event: dict[str, Any]) -> dict[str, Any]:
    """Return what is read of an event in one account of it."""
    awards = [_retold(chance, row) for row in event["awards"] if chance.random() < 0.9]
    chance.shuffle(awards)
    people = [person for person in event["officials"] if chance.random() < 0.9]
    return _misread(chance, event) | {"awards": awards, "officials": people}


def _told(chance: random.Random, event: dict[str, Any], n: int) -> dict[str, Any]:
    """Return an event as an outlet tells of it."""
    told = retelling(chance, event)
    title = chance.choice(["Tổng kết phong trào thi đua", "Trao thưởng", f"Tin {n}"])
    return told | {"title": title, "body": filler(f"s{n}")} | printed(chance, n)


def repeated(chance: random.Random, told: dict[str, Any], n: int) -> dict[str, Any]:
    """Return a story as another outlet prints it again, of which other things are read."""
    awards = [
        row | {"grantor_name": chance.choice([None, "UBND Tỉnh"]), "confidence": chance.choice([0.3, 0.9])}
        for row in told["awards"]
    ]
    return _misread(chance, told) | {"awards": awards} | printed(chance, n)


def _misread(chance: random.Random, event: dict[str, Any]) -> dict[str, Any]:
    facts = dict(event)
    for name, values in (
        ("date", [None]),
        ("kind", ["other", "summary"]),
        ("province", [None, "lao-cai"]),
        ("host", [None, "UBND tỉnh"]),
        ("place", ["Bắc Hà", "huyện Bắc Hà"]),
        ("part_of_day", [None, "evening"]),
    ):
        if chance.random() < 0.2:
            facts[name] = chance.choice(values)
    ends = [None, None, "2024-06-13", "2024-06-10", "2025-08-21"]
    return facts | {"date_end": chance.choice(ends) if facts["date"] else None}


def printed(chance: random.Random, n: int) -> dict[str, Any]:
    """Return where and when an account was printed."""
    moments = [None, "2024-06-11T17:00:00+07:00", f"2024-06-1{n % 10}T01:00:00+07:00", "2025-08-21T08:00:00+07:00"]
    return {
        "source": chance.choice(SOURCES),
        "outlet_province": chance.choice([None, "lao-cai", "yen-bai"]),
        "published": chance.choice(moments),
        "credit": chance.choice([None, None, "Theo b.vn", "TTXVN"]),
    }
