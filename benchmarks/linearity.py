"""Whether the time of reading grows with the length of a text: long texts of several kinds against tenths of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from benchmarks.articles import article_of
from benchmarks.timing import race
from extract.article import Article
from nlp.reading import read_article

_TENTH = 10
_TITLE = "Tổng kết phong trào thi đua yêu nước"
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Giàng", "Lò", "Vàng", "Sùng", "Hà")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Xuân", "Ngọc", "Quang", "Thanh", "A", "Páo", "Hữu", "Trọng")
_GIVEN = ("An", "Bình", "Cường", "Dũng", "Hà", "Hùng", "Lan", "Mai", "Nam", "Phúc", "Quý", "Sơn", "Thảo", "Vinh")
_TITLES = (
    "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch UBND tỉnh",
    "Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh",
    "Giám đốc Sở Nội vụ",
    "Phó Trưởng Ban Thi đua, Khen thưởng tỉnh",
    "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam huyện",
    "nguyên Chủ tịch Liên đoàn Lao động tỉnh",
)


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds of processor time for a text of `letters` code points and for a tenth of it; `ratio` is 10 if linear."""

    kind: str
    letters: int
    whole: float
    tenth: float
    ratio: float


def measure_growth(texts: Sequence[str], *, letters: int, rounds: int = 1) -> list[Growth]:
    """Read long texts of each kind, the short and the long one in turn; prose is made of `texts`."""
    read_article(article_of(_TITLE, list(_up_to(10_000, _paragraphs(texts)))))  # loads the vocabularies
    return [_growth(kind, make, letters, rounds) for kind, make in long_texts(texts).items()]


def long_texts(texts: Sequence[str]) -> dict[str, Callable[[int], Article]]:
    """Return, by kind, what makes an article of about so many code points."""
    return {
        "prose": lambda letters: article_of(_TITLE, list(_up_to(letters, _paragraphs(texts)))),
        "lists of officials": lambda letters: article_of(_TITLE, list(_up_to(letters, _lists()))),
        "one line without a full stop": lambda letters: article_of(_TITLE, [_one_line(letters, texts)]),
        "awards": lambda letters: article_of(_TITLE, list(_up_to(letters, _conferments()))),
    }


def _growth(kind: str, make: Callable[[int], Article], letters: int, rounds: int) -> Growth:
    whole, tenth = make(letters), make(letters // _TENTH)
    times = race([{"tenth": partial(read_article, tenth), "whole": partial(read_article, whole)}], rounds=rounds)
    return Growth(kind, len(whole.text), times.total("whole"), times.total("tenth"), times.ratio("whole", "tenth"))


def _up_to(letters: int, paragraphs: Iterator[str]) -> Iterator[str]:
    while letters > 0:
        paragraph = next(paragraphs)
        yield paragraph
        letters -= len(paragraph) + 2


def _paragraphs(texts: Sequence[str]) -> Iterator[str]:
    for _ in count():
        for text in texts:
            yield from (line.strip() for line in text.splitlines() if line.strip())


def _one_line(letters: int, texts: Sequence[str]) -> str:
    words = " ".join(_up_to(2 * letters, _paragraphs(texts)))
    return "".join("," if sign in ".!?…" else sign for sign in words)[:letters]


def _person(chance: random.Random) -> str:
    middle = " ".join(chance.sample(_MIDDLE, 2))
    return f"{chance.choice(_FAMILY)} {middle} {chance.choice(_GIVEN)}"


def _lists() -> Iterator[str]:
    chance = random.Random(0)
    for _ in count():
        people = "; ".join(f"{_person(chance)}, {chance.choice(_TITLES)}" for _ in range(12))
        yield f"Tới dự hội nghị có các đồng chí: {people}."


def _conferments() -> Iterator[str]:
    chance = random.Random(0)
    for number in count(2):
        yield (
            f"Tại hội nghị, Chủ tịch UBND tỉnh tặng Bằng khen cho {number} tập thể và {number + 1} cá nhân; đồng chí "
            f"{_person(chance)}, {chance.choice(_TITLES)} trao Giấy khen cho ông {_person(chance)} và {number} hộ."
        )
