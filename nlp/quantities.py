"""Quantities: stated numbers of recipients ("8 tập thể", "trên 300 tập thể, hộ gia đình", "17/19 cá nhân")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from nlp.mentions import Mention, Mentions, longest
from nlp.report import Qualifier, Recipient
from reference.folding import aligned_pattern
from reference.numbers import parse_number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of recipients; `recipient` is None for a bare number ("12 Bằng khen")."""

    count: int
    qualifier: Qualifier
    recipient: Recipient | None


_WORD = "không|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|nhăm|chục|trăm|nghìn|ngàn|linh|lẻ"
_NUMBER = re.compile(
    aligned_pattern(
        rf"(?<![\w./,-])(?:(?P<digits>\d{{1,3}}(?:[.  ]\d{{3}})+|\d+)(?:\s?/\s?(?P<of>\d{{1,4}}))?|"
        rf"(?P<words>(?:{_WORD})(?:\s+(?:{_WORD}))*))(?![\w%]|[.,/-]\d)"
    )
)
_BEFORE = re.compile(
    aligned_pattern(r"(?:(?P<over>hơn|trên|quá|không dưới|ít nhất)|(?P<about>gần|khoảng|chừng|ngót|xấp xỉ))\s+$")
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = re.compile(aligned_pattern(r"(?:\b(?:năm|khóa|giai đoạn|năm học)\s+|(?:19|20)\d\d\s*(?:[,–-]|và)\s*)$"))
_LINK = re.compile(aligned_pattern(r"^\s*(?:(?:lượt|vị|tấm|chiếc|bức|suất|phần|nữ|nam|tổng số|các)\s+)?$"))
_COUNTS_NOBODY = re.compile(
    aligned_pattern(
        r"\b(?:thứ|hạng|vị trí)\s+$|"
        r"\b(?:tham gia|tham dự|có mặt|góp mặt|chứng kiến|hiện diện|cổ vũ) của\s+(?:\w+\s+){0,2}$"
    )
)
"""What stands before a rank ("xếp thứ 3/35 trường") and an audience ("với sự tham gia của hơn 12.000 người")."""
_JOIN = re.compile(aligned_pattern(r"^\s*(?:,|/|và|,\s*và|hoặc|&|-)\s*(?:các\s+)?$"))


def numbers_in(text: str) -> list[re.Match[str]]:
    """Return every number in `text` (the form of `aligned`), in figures or words."""
    return list(_NUMBER.finditer(text))


def find_quantities(
    numbers: Iterable[re.Match[str]], printed: str, nouns: Iterable[Mention[str]], people: Mentions[str]
) -> Mentions[Quantity]:
    """Find those of `numbers` that nouns of recipients follow, in a text that is `printed` as given.

    Nouns that follow without a number of their own belong to the same number: "123 tập thể, cá nhân" is mixed. A noun
    before a name ("9 tập thể và bác sĩ Lê Hà") counts nobody.
    """
    return longest(
        _quantities(
            numbers, printed, {noun.start: noun for noun in nouns if not people.covers(noun.end + 1, noun.end + 2)}
        )
    )


def find_numbers(numbers: Iterable[re.Match[str]]) -> Mentions[Quantity]:
    """Return `numbers` as they are, for those that stand before an award ("12 Bằng khen")."""
    return Mentions(
        tuple(
            Mention(match.start(), match.end(), Quantity(count, _qualifier(match.string, match.start()), None))
            for match in numbers
            if (count := _value(match)) is not None
        )
    )


def _value(match: re.Match[str]) -> int | None:
    """Return the number, or None for zero and for words that are none."""
    return parse_number(match["digits"] or match["words"]) or None


def _qualifier(text: str, at: int) -> Qualifier:
    before = _BEFORE.search(text, max(0, at - 20), at)
    if before is None:
        return "exact"
    return "over" if before.group("over") else "about"


def _quantities(
    numbers: Iterable[re.Match[str]], printed: str, nouns: dict[int, Mention[str]]
) -> Iterator[Mention[Quantity]]:
    for match in numbers:
        text = match.string
        count = _value(match)
        if count is None:
            continue
        if _YEAR.fullmatch(match.group()) and _YEAR_BEFORE.search(text, max(0, match.start() - 16), match.start()):
            continue
        if match["of"] and int(match["of"]) < count:
            continue  # "ngày 12/3 tập thể …"; "17/19 cá nhân" are 17
        first = _noun_after(text, match.end(), nouns, _LINK)
        if first is None or _COUNTS_NOBODY.search(text, max(0, match.start() - 32), match.start()):
            continue
        if text.startswith(" tốt", first.end):
            continue  # "người tốt, việc tốt"
        if match.group("words") and first.start - match.end() > 6:
            continue
        kinds, end = [first.value], first.end
        if first.value == "case" and (next_noun := nouns.get(_skip_space(text, end))) is not None:
            kinds, end = [next_noun.value], next_noun.end  # "73 lượt tập thể"
        while (other := _noun_after(text, end, nouns, _JOIN)) is not None and not _is_name(printed, other.end):
            kinds.append(other.value)
            end = other.end
        kinds = [kind for kind in kinds if kind != "case"] or kinds
        recipient = cast(Recipient, kinds[0] if len(set(kinds)) == 1 else "mixed")
        yield Mention(match.start(), end, Quantity(count, _qualifier(text, match.start()), recipient))


def _is_name(printed: str, end: int) -> bool:
    """Tell whether a capital follows a noun, which then names one body: "136 cá nhân và Cục Cảnh sát hình sự"."""
    return printed[end : end + 1] == " " and printed[end + 1 : end + 2].isupper()


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _noun_after(text: str, at: int, nouns: dict[int, Mention[str]], gap: re.Pattern[str]) -> Mention[str] | None:
    """Return the noun that begins within 16 characters after `at`, where only `gap` lies between."""
    for start in range(at, min(at + 16, len(text))):
        if start in nouns and gap.match(text[at:start]):
            return nouns[start]
    return None
