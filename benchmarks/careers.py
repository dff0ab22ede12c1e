"""Invented careers of officials, seeded: names by frequency, posts over the years, namesakes, moves and mergers.

For the measure of `benchmarks/people.py` and for load. The frequencies of names are those of `reference/data`, each
bent by chance, so that what the decision knows of names is not what the truth was made with. Shares of moves and the
like are estimates.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass, field

from reference.people_names import surnames
from reference.provinces import MERGER, provinces_on, today
from reference.tables import read_table

FIRST, LAST = dt.date(2012, 1, 1), dt.date(2026, 6, 30)
CENTRE = "centre"
_MOST = {"a": 0.01}
"""Shares that hold among one people alone."""
_BODIES = re.split(
    r",(?! Thể)",
    "Nội vụ,Y tế,Xây dựng,Tài chính,Công Thương,Tư pháp,Giáo dục và Đào tạo,Giao thông vận tải,Kế hoạch và Đầu tư,"
    "Khoa học và Công nghệ,Thông tin và Truyền thông,Tài nguyên và Môi trường,Nông nghiệp và Phát triển nông thôn,"
    "Lao động - Thương binh và Xã hội,Văn hóa, Thể thao và Du lịch",
)
_BOARDS = ("Tổ chức", "Tuyên giáo", "Dân vận", "Nội chính")
_MINISTRIES = ("Nội vụ", "Y tế", "Tài chính", "Công Thương", "Xây dựng", "Tư pháp", "Công an", "Quốc phòng")
_PLACES = re.split(
    ",",
    "Bắc Sơn,Tân Lập,Yên Hòa,Phú Thịnh,Mường Giôn,Đại Thành,Thanh Lĩnh,Hòa An,Nam Cường,Quảng Phú,Đông Sơn,Tam Kỳ Anh",
)


@dataclass(frozen=True, slots=True)
class Post:
    """An office with its titles over a time in one province (its slug), or in the CENTRE."""

    province: str
    titles: tuple[str, ...]
    first: dt.date
    last: dt.date
    place: str | None = None


@dataclass(slots=True)
class Career:
    """One person: name and posts in order; `retired` is the day from which the last one is a former one."""

    name: str
    posts: list[Post] = field(default_factory=list)
    retired: dt.date | None = None


def careers(number: int, chance: random.Random) -> list[Career]:
    """Return invented people in office; some bear the name of another in their province."""
    names = _Names(chance)
    slugs = [unit.slug for unit in provinces_on(MERGER - dt.timedelta(days=1))]
    made: list[Career] = []
    for _ in range(number):
        name = chance.choice(made).name if made and chance.random() < 0.01 else names.one()
        made.append(_career(name, chance.choice(slugs), slugs, chance))
    for other in chance.sample(made, number // 200):
        twin = _career(other.name, other.posts[0].province, slugs, chance)
        made.append(twin)
    return made


def _career(name: str, province: str, slugs: list[str], chance: random.Random) -> Career:
    begin = dt.date.fromordinal(chance.randint(FIRST.toordinal() - 1500, LAST.toordinal() - 500))
    kind = chance.choices(("leader", "body", "district", "commune", "centre"), (10, 40, 30, 16, 4))[0]
    career = Career(name)
    place = chance.choice(_PLACES)
    for titles, own in _ladder(kind, place, chance):
        years = chance.uniform(1.5, 5)
        end = begin + dt.timedelta(days=int(365 * years))
        career.posts.append(Post(CENTRE if kind == "centre" else province, titles, begin, end, place if own else None))
        begin = end + dt.timedelta(days=chance.randint(1, 90))
    if kind == "leader" and chance.random() < 0.15:
        to = chance.choice([slug for slug in slugs if slug != province])
        end = begin + dt.timedelta(days=int(365 * chance.uniform(2, 5)))
        top = ("Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy") if chance.random() < 0.6 else ("Phó Bí thư Tỉnh ủy",)
        career.posts.append(Post(to, top, begin, end))
        begin = end
    if begin < LAST and chance.random() < 0.5:
        career.retired = begin
    career.posts = [part for post in career.posts for part in _parts(post)]
    return career


def _ladder(kind: str, place: str, chance: random.Random) -> list[tuple[tuple[str, ...], bool]]:
    """Return the posts of a career from below, each with its titles and whether it is of the place."""
    body = chance.choice(_BODIES)
    deputy, head = (f"Phó Giám đốc Sở {body}",), ("Tỉnh ủy viên", f"Giám đốc Sở {body}")
    chair = (f"Chủ tịch UBND huyện {place}",)
    secretary = ("Tỉnh ủy viên", f"Bí thư Huyện ủy {place}")
    board = ("Ủy viên Ban Thường vụ Tỉnh ủy", f"Trưởng Ban {chance.choice(_BOARDS)} Tỉnh ủy")
    vice, top = (
        ("Ủy viên Ban Thường vụ Tỉnh ủy", "Phó Chủ tịch UBND tỉnh"),
        ("Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"),
    )
    ministry = chance.choice(_MINISTRIES)
    minister = ("Ủy viên Trung ương Đảng", f"Bộ trưởng Bộ {ministry}")
    ladders: dict[str, list[list[tuple[tuple[str, ...], bool]]]] = {
        "leader": [
            [(head, False), (vice, False), (top, False)],
            [(secretary, True), (vice, False)],
            [(board, False), (("Phó Bí thư Thường trực Tỉnh ủy",), False)],
            [(top, False)],
        ],
        "body": [[(deputy, False), (head, False)], [(deputy, False)], [(head, False)], [(head, False), (board, False)]],
        "district": [[(chair, True), (secretary, True)], [(chair, True), (deputy, False)], [(chair, True)]],
        "commune": [[((f"Chủ tịch UBND xã {place}",), True), ((f"Bí thư Đảng ủy xã {place}",), True)]],
        "centre": [[((f"Thứ trưởng Bộ {ministry}",), False), (minister, False)]],
    }
    return chance.choice(ladders[kind])


def _parts(post: Post) -> list[Post]:
    """Return a post as it is, or in two parts where the province goes into another on the way."""
    if post.province == CENTRE or post.last < MERGER:
        return [post]
    heir = today(post.province, MERGER - dt.timedelta(days=1))
    slug = heir.slug if heir else post.province
    if post.first >= MERGER:
        return [Post(slug, post.titles, post.first, post.last, post.place)]
    day = MERGER - dt.timedelta(days=1)
    return [
        Post(post.province, post.titles, post.first, day, post.place),
        Post(slug, post.titles, MERGER, post.last, post.place),
    ]


class _Names:
    """Draws names by the shares of their syllables, each share bent by chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._parts: dict[str, tuple[list[str], list[float]]] = {
            part: ([], []) for part in ("surname", "middle", "given")
        }
        for row in read_table("name_shares.csv"):
            self._add(
                row["part"], row["syllable"].capitalize(), min(float(row["share"]), _MOST.get(row["syllable"], 1.0))
            )
        known = {text.lower() for text in self._parts["surname"][0]}
        for surname in surnames().values():
            if not surname.is_mark and surname.text.lower() not in known:
                self._add("surname", surname.text, 0.0005 if surname.frequency == "usual" else 0.0001)

    def _add(self, part: str, text: str, share: float) -> None:
        self._parts[part][0].append(text)
        self._parts[part][1].append(share * self._chance.lognormvariate(0, 0.5))

    def one(self) -> str:
        """Return a name; one in twenty has no middle, one in eight two middle syllables."""
        middle = self._chance.choices((0, 1, 2), (5, 83, 12))[0]
        parts = ("surname", *["middle"] * middle, "given")
        return " ".join(self._chance.choices(*self._parts[part])[0] for part in parts)
