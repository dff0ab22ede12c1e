"""Positions: the titles that stand before or after a name, cut where they end and split where one follows another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.mentions import Mention, Mentions
from reference.folding import LOWER, aligned_pattern
from reference.vocabulary import load

_WORDS = load("titles")
_STOP = re.compile(
    aligned_pattern(
        r"\s*(?:[;:!?…()“”\"\n]|(?<!tp)(?<! q)(?<! p)(?<! tx)\.(?=\s|$)|\b(?:" + "|".join(_WORDS["stops"]) + r")\b)"
    )
)
_SEPARATOR = re.compile(r"\s*(?:,|;|\s[-–]|\bkiêm|\bvà|,\s*kiêm)\s*")
_OPEN = re.compile(r"^\s*(?:[,\-–(]|, là|là)\s*$")
_SURE_COMMA_BODIES = re.compile(aligned_pattern(r"^,\s+(?:" + "|".join(_WORDS["after_comma"]) + ")"))
_ANOTHER = re.compile(
    aligned_pattern("(?:" + "|".join(re.escape(word) for word in (*_WORDS["ranks"], *_WORDS["address"])) + r")\b(?!\.)")
)
_TAIL = re.compile(r"(?:\s+(?:và|kiêm|các|đồng chí|ông|bà|anh|chị|em)|[\s,;:–-])+$", re.IGNORECASE)
_ENDS_WITH_SEPARATOR = re.compile(r"\s*(?:,|;|\s[-–]|\bkiêm|\bvà)\s*$")
_BY_AUTHORITY = re.compile(aligned_pattern(r"(?:ủy quyền|thay mặt|thừa lệnh)(?: của)?\s+(?:\w+\s+)?$"))
_GIVEN_TO = re.compile(aligned_pattern(r"\bcho\b|\bcủa (?:đồng chí|ông|bà)\b"))
_GOES_ON = re.compile(
    r",\s+(?!(?:cùng|đại diện|các|lãnh đạo|thành viên|nguyên|ông|bà|đồng chí|người)\b)(?=[" + LOWER + "])"
)
_PAST_LEVEL = re.compile(
    aligned_pattern(
        r"\b(?P<level>tỉnh|huyện|thị xã|thành phố|quận|phường|thị trấn|việt nam|trung ương) "
        r"(?!ủy\b|đoàn\b|đội\b|hội\b|đảng\b|khóa\b|"
        r"tỉnh\b|huyện\b|thành phố\b|thị\b|xã\b|phường\b|quận\b|nhiệm kỳ|phụ trách|lâm thời|trực thuộc|"
        r"kiêm\b|về\b|và\b|cũ\b|mới\b|lần\b|phía\b|tại\b|ở\b|ngoài\b)(?=\w)"
    )
)
"""The level of a body; a small letter behind it begins what is said of the person."""
_COMPLETE = re.compile(aligned_pattern(r"\b(?:ủy|tỉnh|huyện|thành phố|đảng|hđnd|nước|bộ|trung ương)\s+$"))
_LONGEST = 260  # code points; a longer stretch is a sentence, not a title


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles as given, and the edge of their words away from the name: where they begin before it, or end after it."""

    names: tuple[str, ...]
    edge: int


def titles_after(
    text: str, flat: str, at: int, heads: Mentions[str], people: Mentions[str], stop: int, *, led: bool = False
) -> Titles:
    """Read the titles that follow a name ending at `at`: ", Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh".

    `flat` is `text` in the form of `aligned`; nothing is read beyond `stop`; `led` says that a title stands before the
    name too. Gives no titles where none follow.
    """
    names: list[str] = []
    place = at
    nearby = heads.within(at, min(stop, at + 4 * _LONGEST))
    while True:
        head = next((h for h in nearby if h.start >= place), None)
        if head is None or head.start - place > 6:
            return Titles(tuple(names), place)
        bare = not names and flat[place : head.start] == " " and text[head.start].isupper()
        if not bare and not _gap(flat[place : head.start], bool(names)):
            return Titles(tuple(names), place)
        end = _title_end(text, flat, head, heads, people, stop)
        if _belongs_to_next(flat, end, heads, people, led=bare or (led and not names)):
            return Titles(tuple(names), place)
        names.append(_clean(text[head.start : end]))
        place = head.start + len(_TAIL.sub("", text[head.start : end]))


def _belongs_to_next(flat: str, end: int, heads: Mentions[str], people: Mentions[str], *, led: bool) -> bool:
    """Tell whether a title that ends at `end` leads up to the next name: "Lê A, nguyên Chủ tịch UBND tỉnh Trần B"."""
    following = next(iter(people.within(end, end + 40)), None)
    if following is None or not led:
        return False
    gap = flat[end : following.start]
    own = heads.within(following.end, following.end + 30)
    has_own = bool(own) and _OPEN.match(flat[following.end : own[0].start]) is not None
    return not gap.strip() or (gap.strip() == "," and not has_own)


def titles_before(text: str, flat: str, at: int, heads: Mentions[str], address: Mentions[str], start: int) -> Titles:
    """Read the titles that lead up to a name beginning at `at`: "Chủ tịch UBND tỉnh Lê Văn Lương".

    Nothing is read before `start`. Forms of address ("đồng chí") belong to the words but are no title.
    """
    edge = _address_before(flat, at, address)
    right = _without_signs(flat, edge, " ,:-–" if edge < at else " :")
    spans: list[tuple[int, int]] = []
    for head in reversed(heads.within(max(start, right - _LONGEST), right)):
        stretch = flat[head.end : right]
        separated = _ENDS_WITH_SEPARATOR.search(stretch)
        if spans and separated is None:  # one head inside another: "Phó Trưởng ban Ban …"
            if _first_stop(text, flat, head.end, right) < right or "," in stretch:
                break
            spans[0] = (head.start, spans[0][1])
            right = head.start
            continue
        body = stretch[: separated.start()] if spans and separated else stretch
        last = head.end + len(body)
        if _first_stop(text, flat, head.end, last) < last or _GIVEN_TO.search(body) or not _commas_belong(body):
            break
        if _BY_AUTHORITY.search(flat, max(0, head.start - 24), head.start):
            break
        spans.insert(0, (head.start, last))
        right = head.start
    if spans:
        edge = _address_before(flat, spans[0][0], address)
    return Titles(tuple(_clean(text[first:last]) for first, last in spans), max(edge, start))


def _commas_belong(body: str) -> bool:
    return all(_SURE_COMMA_BODIES.match(body[mark.start() :]) for mark in re.finditer(",", body))


def _address_before(flat: str, at: int, address: Mentions[str]) -> int:
    """Return where a form of address or a rank that ends at `at` begins, or `at` where there is none."""
    for mention in reversed(address.within(max(0, at - 30), at)):
        if flat[mention.end : at].strip(" ,:.") != "":
            break
        at = mention.start
    return at


def _without_signs(flat: str, end: int, signs: str) -> int:
    """Return where the words before `end` end, some signs left out."""
    while end > 0 and flat[end - 1] in signs:
        end -= 1
    return end


def _gap(gap: str, more: bool) -> bool:
    """Tell whether only a separator stands between a name (or a title) and the next title."""
    if more:
        return _SEPARATOR.fullmatch(gap) is not None or gap == " "
    return _OPEN.match(gap) is not None


def _first_stop(text: str, flat: str, start: int, limit: int) -> int:
    """Return where the first sign or word begins that cannot be in a title; a capitalised word can ("Mường Sang")."""
    for level in _PAST_LEVEL.finditer(flat, start, limit):
        if text[level.end()].islower():
            limit = level.end("level")
            break
    for match in _STOP.finditer(flat, start, limit):
        word = match.start() + len(match.group()) - len(match.group().lstrip())
        if not text[word].isupper():
            return match.start()
    return limit


def _title_end(text: str, flat: str, head: Mention[str], heads: Mentions[str], people: Mentions[str], stop: int) -> int:
    """Return where the title that begins with `head` ends."""
    limit = min(stop, head.start + _LONGEST)
    other = next((p.start for p in people.within(head.end, limit)), limit)
    end = min(other, _first_stop(text, flat, head.end, limit))
    for following in heads.within(head.end, end):
        if text[following.start].isupper() and _COMPLETE.search(flat, head.start, following.start):
            end = following.start  # "Ủy viên BTV Huyện ủy Trưởng ban Tổ chức Huyện ủy"
            break
    for mark in re.finditer(r",|\s[-–]\s|(?<!\d)\s?[-–](?=\w)|\bkiêm\b|\bvà\b", flat[head.end : end]):
        at = head.end + mark.start()
        rest = flat[at:end]
        after = head.end + mark.end()
        while after < len(flat) and flat[after] == " ":
            after += 1
        if any(h.start == after for h in heads.within(after, after + 60)) or _ANOTHER.match(flat, after):
            return at
        if (
            mark.group() == ","
            and not _SURE_COMMA_BODIES.match(rest)
            and not (flat[end : end + 1] == ";" and _GOES_ON.match(text[at:end]))
        ):
            return at
    return end


def whole_title(
    text: str, flat: str, head: Mention[str], heads: Mentions[str], people: Mentions[str], stop: int
) -> tuple[str, int]:
    """Return the title that begins with `head`, as given, and where it ends."""
    end = _title_end(text, flat, head, heads, people, stop)
    return _clean(text[head.start : end]), end


def _clean(title: str) -> str:
    return _TAIL.sub("", re.sub(r"\s+", " ", title).strip(" ,;:-–"))
