"""What becomes of an article: reprints and twins of it, and other texts that only look like it.

Each edit changes the paragraphs of one of the project's own articles as outlets do it; the headline comes first.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from reference.folding import LOWER, UPPER

Edit = Callable[[list[str], random.Random], list[str]]
_HEADLINES = ["Điểm sáng thi đua ở cơ sở", "Lan tỏa phong trào thi đua", "Tôn vinh những tấm gương tiêu biểu"]
_CAPTIONS = ["Quang cảnh buổi lễ.", "Các đại biểu dự hội nghị.", "Lãnh đạo tỉnh chúc mừng các tập thể, cá nhân."]
_SURNAMES = ["Nguyễn", "Trần", "Lò", "Vàng", "Hoàng", "Phạm", "Bùi", "Đinh", "Hà", "Tẩn", "Lý", "Mai"]
_GIVEN = ["An", "Bình", "Cường", "Dung", "Giang", "Hạnh", "Khánh", "Lan", "Minh", "Nga", "Phong", "Sơn", "Tuyết"]
_HOUSE = [("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"), ("đồng chí", "ông"), ("TP", "thành phố")]
_NAME = re.compile(f"(?<=[{LOWER},] )[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]*)+")
_NUMBER = re.compile(r"(?<![\d/.,-])\d{1,4}(?![\d/.,-])")
_YEAR = re.compile(r"\b20[12]\d\b")


def headline(text: list[str], chance: random.Random) -> list[str]:
    """Give it another headline."""
    return [chance.choice(_HEADLINES), *text[1:]]


def without_lead(text: list[str], chance: random.Random) -> list[str]:
    """Take the first paragraph out, as mobile pages and feeds do; of few paragraphs a clause of it."""
    if len(text) > 4:
        return [text[0], *text[2:]]
    return [text[0], text[1].partition(", ")[2] or text[1], *text[2:]]


def dropped(text: list[str], chance: random.Random) -> list[str]:
    """Take one of the later paragraphs out, a short one of the body."""
    shortest = min(range(2, len(text)), key=lambda n: (len(text[n]), n), default=0)
    return [line for n, line in enumerate(text) if n != shortest or n == 0]


def captions(text: list[str], chance: random.Random) -> list[str]:
    """Put captions in."""
    middle = len(text) // 2
    return [*text[: middle + 1], chance.choice(_CAPTIONS), *text[middle + 1 :]]


def house_style(text: list[str], chance: random.Random) -> list[str]:
    """Write the abbreviations out and the quotes straight."""
    lines = ["\n".join(text)]
    for short, full in _HOUSE:
        lines = [re.sub(rf"\b{short}\b", full, line, count=6) for line in lines]
    return lines[0].replace("“", '"').replace("”", '"').replace(" - ", " – ").split("\n")


def mark(text: list[str], chance: random.Random) -> list[str]:
    """Begin with the outlet's mark and end with the source."""
    return [text[0], f"LCĐT - {text[1]}", *text[2:], "Theo Báo Lào Cai"]


def number_mended(text: list[str], chance: random.Random) -> list[str]:
    """Correct one number wherever it stands."""
    found = sorted(set(_NUMBER.findall("\n".join(text[1:]))))
    if not found:
        return text
    old = chance.choice(found)
    return [re.sub(rf"(?<![\d/.,-]){old}(?![\d/.,-])", str(int(old) + 2), line) for line in text]


def name_mended(text: list[str], chance: random.Random) -> list[str]:
    """Correct the last syllable of one name wherever it stands."""
    found = sorted(set(_NAME.findall("\n".join(text[1:]))))
    if not found:
        return text
    old = chance.choice(found)
    return [line.replace(old, old.rpartition(" ")[0] + " " + chance.choice(_GIVEN)) for line in text]


def several(text: list[str], chance: random.Random) -> list[str]:
    """Change headline, captions and abbreviations."""
    return house_style(captions(headline(text, chance), chance), chance)


def next_year(text: list[str], chance: random.Random) -> list[str]:
    """Tell the same of the year after, with new figures."""
    lines = [_NUMBER.sub(lambda found: str(int(found[0]) + chance.randint(1, 9)), line) for line in text]
    return [_YEAR.sub(lambda found: str(int(found[0]) + 1), line) for line in lines]


def next_week(text: list[str], chance: random.Random) -> list[str]:
    """Tell the same of the week after: every day of a month seven later."""
    day = re.compile(r"\b(\d{1,2})(?=[/-]\d{1,2}\b)|(?<=ngày )(\d{1,2})\b")
    return [day.sub(lambda found: str((int(found[0]) + 6) % 28 + 1), line) for line in text]


def other_people(text: list[str], chance: random.Random) -> list[str]:
    """Put other people in the place of all who are named."""
    people: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        name = " ".join([chance.choice(_SURNAMES), *chance.sample(_GIVEN, 2)])
        return people.setdefault(found[0], name)

    return [_NAME.sub(other, line) for line in text]


def teaser(text: list[str], chance: random.Random) -> list[str]:
    """Leave headline and first paragraph."""
    return text[:2]


def half(text: list[str], chance: random.Random) -> list[str]:
    """Leave the first half, as in a summary."""
    return text[: max(2, (len(text) + 1) // 2)]
