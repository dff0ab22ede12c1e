"""Children: whose names are not published (design.md, 11), known by what is said around a name in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from reference.folding import UPPER, aligned, aligned_pattern, norm
from reference.people_names import looks_like_name

ADULT = 18
"""Years of age from which a person is no child (Civil Code 2015, article 20)."""
_LONGEST = 80
"""Code points between two names of one list: "em A (lớp 9A1, Trường THCS Hải Châu), B và C"."""
_CHILD = (
    r"(?:(?<!anh )(?<!chị )(?<!trẻ )em(?! (?:gái|trai|rể|dâu|vợ|chồng)\b)|(?<!con )cháu|bé|thiếu niên|thiếu nhi"
    r"|nhi đồng|(?<!cựu )(?<!phụ huynh )(?<!hội )học sinh|(?<!phụ huynh )hs|nữ sinh|nam sinh|đội viên)"
)
_TELLS = re.compile(
    aligned_pattern(
        r"\b(?:em|cháu|bé|hs|học sinh|nữ sinh|nam sinh|thiếu (?:niên|nhi)|nhi đồng|đội viên)\b"
        r"|\b(?:lớp|sinh(?: năm)?|sn) ?:? ?\d|\d tuổi"
    )
)
"""What a sentence has that calls somebody a child: looked for first, for most have none."""
_BEFORE = re.compile(
    aligned_pattern(rf"\b{_CHILD}\b(?:\s+(?:nhỏ|tên|gồm|là|nữ|nam|có|giỏi|nghèo|lớp \S+|khối \S+))*[\s:,\"“(–-]*$")
)
_GROWN = re.compile(
    aligned_pattern(
        r"\b(?:ông|bà|anh|chị|cô|thầy|chú|bác|cụ|mẹ|bố|cha|đồng chí|đ/c|giáo viên|nhà giáo|hiệu trưởng|chủ tịch|bí thư"
        r"|giám đốc|cán bộ|phụ huynh|cựu học sinh|trưởng)\b"
    )
)
_GROWN_BEFORE = re.compile(rf"(?:{_GROWN.pattern})[\s:]*$")
_AGED = re.compile(aligned_pattern(r"[\s,(–-]*(?:(\d{1,2}) tuổi|(?:sn|sinh năm|sinh) ?:? ?(\d{4}))\b"))
_PUPIL = re.compile(
    aligned_pattern(
        r"[\s,(–-]*(?:(?:\d+ tuổi|sn \d{4}|sinh năm \d{4})[\s,–-]*)?(?:(?:hiện|đang|là|cậu|cô|em) )*"
        r"(?:học sinh|hs|nữ sinh|nam sinh|học lớp \d|lớp \d)"
    )
)
_NEXT = re.compile(aligned_pattern(r"(?:,|;|:|&|\bvà)\s*$"))
_STOPS = (". ", "! ", "? ", "… ", "\n")
_WORD = rf"[{UPPER}][^\W\d_]*"
_RUN = re.compile(rf"\b(?:(?:Em|Cháu|Bé|Anh|Chị|Ông|Bà|Cô|Thầy) )?({_WORD}(?: {_WORD}){{0,5}})\b")
_LETTER = re.compile(r"(?<=\w)\w")


def children_in(text: str, year: int | None = None, named: Collection[str] = ()) -> frozenset[str]:
    """Return the names, as printed, of those whom a text calls children or pupils.

    A name counts where "em", "cháu", "học sinh" or the like stands before it or before the list that it is in, and
    where the person is said behind it to be a pupil or, in `year`, to be under 18. One that does not look like a full
    name ("Nhơng") counts where it is among those `named` as recipients.
    """
    flat, named = aligned(text), frozenset(named)
    return frozenset(
        name for start, end in _told(flat) for name in _in_sentence(text[start:end], flat[start:end], year, named)
    )


def names_in(text: str) -> list[str]:
    """Return what may be the names of persons in a text."""
    return [run[1] for run in _RUN.finditer(text) if _name_in(run[1], expected=True)]


def is_child(name: str, children: Collection[str]) -> bool:
    """Tell whether a name is that of one of these children, in whole or in part."""
    words = f" {norm(name)} "
    return _BEFORE.search(aligned(name.partition(" ")[0])) is not None or any(
        words in f" {norm(child)} " or f" {norm(child)} " in words for child in children
    )


def hide(text: str, names: Iterable[str]) -> str:
    """Return a text of the same length in which only the initials of these names can be read: "em T... T.. T..."."""
    flat = aligned(text)
    for name in sorted(names, key=len, reverse=True):
        given = " ".join(name.split(" ")[-2:])  # "em Lan Anh" for Nguyễn Thị Lan Anh
        called = rf"(?:(?<=\bem )|(?<=\bbé )|(?<=cháu )|(?<=sinh )){re.escape(aligned(given))}"
        pattern = rf"(?:\b{re.escape(aligned(name))}|{called})\b"
        for found in re.finditer(pattern, flat):
            start, end = found.span()
            if text[start].isupper():
                text = text[:start] + _LETTER.sub(".", text[start:end]) + text[end:]
    return text


def _told(flat: str) -> Iterator[tuple[int, int]]:
    """Give the beginning and end of the sentences that call somebody a child."""
    end = 0
    for found in _TELLS.finditer(flat):
        if found.start() >= end:
            start = max(flat.rfind(stop, end, found.start()) for stop in _STOPS)
            stops = [place for stop in _STOPS if (place := flat.find(stop, found.end())) >= 0]
            yield max(start + 1, end), (end := min(stops, default=len(flat)))


def _in_sentence(sentence: str, flat: str, year: int | None, named: frozenset[str]) -> Iterator[str]:
    listed: int | None = None
    """Where the last child that was named ends."""
    for run in _RUN.finditer(sentence):
        before, behind = flat[: run.start(1)], flat[run.end() :]
        grown = _GROWN_BEFORE.search(before) is not None
        beside = _BEFORE.search(before) is not None and not grown
        goes_on = listed is not None and not grown and _goes_on(flat[listed : run.start(1)])
        name = run[1] if run[1] in named else _name_in(run[1], expected=beside or goes_on)
        if name is None:
            continue
        if beside or goes_on or _is_minor(behind, year) or (_PUPIL.match(behind) and not grown):
            listed = run.end()
            yield name
        else:
            listed = None


def _goes_on(between: str) -> bool:
    return len(between) <= _LONGEST and _NEXT.search(between) is not None and not _GROWN.search(between)


def _is_minor(behind: str, year: int | None) -> bool:
    found = _AGED.match(behind)
    if found is None:
        return False
    if found[1]:
        return int(found[1]) < ADULT
    return year is not None and year - int(found[2]) < ADULT


def _name_in(run: str, *, expected: bool) -> str | None:
    """Return the name that a run of capitalised words is, or begins with where a sentence without a stop follows."""
    words = run.split(" ")
    for length in range(len(words), 1, -1):
        if looks_like_name(words[:length], expected=expected):
            return " ".join(words[:length])
    return None
