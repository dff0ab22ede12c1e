"""Award names: each award that a sentence names, with its class, its own name and the words it takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp.award_classes import classes_told
from nlp.layers import Layers
from nlp.mentions import Mention
from reference.awards import award_types
from reference.folding import UPPER, aligned_pattern

_BADGE = re.compile(
    aligned_pattern(
        r"^(?:\s+đảng)?(?:\s+(?:loại\s+)?(?:\d{2}(?:\s*,\s*\d{2})*(?:\s*(?:và|,|-|–)\s*\d{2})?|"
        r"các loại)\s*năm(?:\s+tuổi đảng)?)?(?:\s+tuổi đảng)?"
    )
)
_QUOTED = re.compile(r"^\s*:?\s*[“\"‘']([^”\"’'\n]{2,120})[”\"’']")
_CAUSE = re.compile(
    aligned_pattern(
        r"^\s+vì (?:sự nghiệp|thế hệ|chủ quyền|an ninh|nghĩa tình)[^,;.“”\"()]{2,80}?(?=\s+(?:cho|của|"
        r"năm|tặng)\b|[,;.)]|$)"
    )
)
_CAPITALS = re.compile(
    rf"^((?:\s+[{UPPER}][\w-]*)(?:\s+[\w-]+){{0,5}}?)(?=\s+(?:cho|của|năm|tặng|cấp|lần|đợt|do|giai)\b|[,;.)(]|$)"
)
_COMMENDING = "khen thưởng|biểu dương|tuyên dương|vinh danh|tôn vinh|ghi danh"
_VERBS = re.compile(
    aligned_pattern(
        r"\b(?<!thi đua, )(?<!thi đua )(?<!thi đua - )(?<!thi đua – )(?<!thi đua-)(?<!công tác )"
        rf"(?<!\bngợi )(?<!\blời )(?<!\bđáng )(?<!\btiếng )(?<!\bthư )"
        rf"(?:{_COMMENDING}|khen(?! ngợi| hay| là| rằng))\b"
        rf"(?:\s*(?:,|và)\s*(?:{_COMMENDING})\b)*"
    )
)
_NOT_FORMS = re.compile(
    aligned_pattern(
        r"(?:thi đua\s*[,–-]?\s*(?:và\s+)?|hội đồng thi đua\s*[,–-]?\s*|công tác\s+|quỹ\s+|quy chế\s+|luật\s+)$"
    )
)
_PICTURED = re.compile(aligned_pattern(r"\blá\s+$"))
_OCCASION = re.compile(aligned_pattern(r"\b(?:lễ|buổi|chương trình|hội nghị|quỹ|kỳ|đợt|công tác)\s+$"))
_SAME = re.compile(aligned_pattern(r"\s+(?:này|nói trên|kể trên|ấy)\b"))
"""What follows an award that the article has named before."""
_WHOM = re.compile(aligned_pattern(r"\s+(?:cho\s+)?(?:\d|(?:em|anh|chị|ông|bà|cháu|học sinh)\b)"))
_LOCAL = re.compile(
    r"\bCờ\b(?=\s+(?:của|đơn vị|dẫn đầu|xuất sắc|Đơn vị|khen)\b)"
    r"|(?<=\d )cờ(?=\s*(?:,|và)\s*\d+\s+(?:[Bb]ằng|[Gg]iấy))"
    r"|\b[Cc]ờ(?=\s+[“\"](?:Đơn vị|Tập thể|Dẫn đầu|đơn vị))"
)
_ORDERS = {
    "độc lập": "huan-chuong-doc-lap",
    "quân công": "huan-chuong-quan-cong",
    "lao động": "huan-chuong-lao-dong",
    "bảo vệ tổ quốc": "huan-chuong-bao-ve-to-quoc",
    "chiến công": "huan-chuong-chien-cong",
}
_SHORT_ORDER = re.compile(aligned_pattern(r"\b(?:" + "|".join(_ORDERS) + r")(?= hạng\b)"))
_WHOLE_AS_LISTED = frozenset({"danh-hieu-vinh-du", "giai-thuong", "huy-chuong"})
_GROUP_WORDS = frozenset({"danh hiệu", "giải thưởng", "chiến sĩ thi đua", "chiến sỹ thi đua", "huy hiệu"})


@dataclass(frozen=True, slots=True)
class AwardName:
    """An award as a sentence names it.

    `start` and `end` bound its name with class and quotation; `verb` marks one that is only a verb of commending.
    """

    start: int
    end: int
    code: str
    award_class: int | None = None
    name: str | None = None
    verb: bool = False
    heading: bool = False
    """Whether it is only the word "danh hiệu", which points back at a title named before."""
    classes: tuple[int, ...] = ()
    """The classes, where several are told at once ("hạng Nhất, Nhì, Ba")."""


def award_names(layers: Layers, start: int, end: int) -> list[AwardName]:
    """Return the awards named in `text[start:end]`, in order.

    A class that stands alone ("hạng Nhì cho 3, hạng Ba cho 7 cá nhân") names the award before it once more.
    """
    flat, text = layers.flat, layers.text
    found = [
        _named(layers, mention, end)
        for mention in layers.awards.within(start, end)
        if not _PICTURED.search(flat[max(start, mention.start - 8) : mention.start])
        and not (
            mention.value == "khen-thuong" and _NOT_FORMS.search(flat[max(start, mention.start - 24) : mention.start])
        )
    ]
    found += [AwardName(m.start(), m.end(), "co-thi-dua") for m in _LOCAL.finditer(text, start, end)]
    if any(name.code.startswith("huan-chuong") for name in found):
        found += _orders_without_noun(flat, found, start, end)
    found = [name for name in found if not _SAME.match(flat, name.end)]
    found = _without_headings(found, flat)
    found = _with_classes(layers, found, start, end)
    taken = [(name.start, name.end) for name in found]
    taken += [(body.start, body.end) for body in layers.grantors.within(start, end)]
    found += [
        AwardName(match.start(), match.end(), "khac" if "ghi danh" in match.group() else "khen-thuong", verb=True)
        for match in _VERBS.finditer(flat, start, end)
        if not any(s < match.end() and e > match.start() for s, e in taken)
        and (
            not _OCCASION.search(flat[max(start, match.start() - 16) : match.start()]) or _WHOM.match(flat, match.end())
        )
    ]
    return sorted(found, key=lambda name: name.start)


def bounds_of(names: Sequence[AwardName], index: int, start: int, end: int) -> tuple[int, int]:
    """Return the part of a clause, `text[start:end]`, that is `names[index]`'s: from the award before to the next."""
    left = names[index - 1].end if index else start
    return left, names[index + 1].start if index + 1 < len(names) else end


def _orders_without_noun(flat: str, found: list[AwardName], start: int, end: int) -> list[AwardName]:
    """Return the orders of "Huân chương Độc lập hạng Nhất; Lao động hạng Nhì" whose noun is left out."""
    return [
        AwardName(match.start(), match.end(), _ORDERS[match.group()])
        for match in _SHORT_ORDER.finditer(flat, start, end)
        if not any(name.start <= match.start() < name.end for name in found)
    ]


def _named(layers: Layers, mention: Mention[str], end: int) -> AwardName:
    text, flat = layers.text, layers.flat
    code = mention.value
    if code == "khen-thuong" and flat[mention.start : mention.end] == "khen thưởng":
        return AwardName(mention.start, mention.end, code, verb=True)
    last = mention.end
    if code == "huy-hieu" and (badge := _BADGE.match(flat[last:end])):
        last += badge.end()
    if code not in _WHOLE_AS_LISTED:
        grouped = flat[mention.start : last] in _GROUP_WORDS
        last += _own_name_length(text[last:end], flat[last:end], capitals=grouped)
    name = text[mention.start : last] if award_types()[code].named else None
    heading = code == "khac" and last == mention.end and flat[mention.start : last].startswith("danh hiệu")
    return AwardName(mention.start, last, code, name=name, heading=heading)


def _own_name_length(after: str, flat: str, *, capitals: bool) -> int:
    """Return how many characters after an award are its own name: in quotation marks, a cause, or `capitals`."""
    match = _QUOTED.match(after) or _CAUSE.match(flat) or (_CAPITALS.match(after) if capitals else None)
    return match.end() if match else 0


def _without_headings(names: list[AwardName], flat: str) -> list[AwardName]:
    """Leave out "danh hiệu" and the like where the award's own name follows."""
    names = sorted(names, key=lambda name: name.start)
    heads = {
        name
        for name, following in pairwise(names)
        if name.code == "khac" and not flat[name.end : following.start].strip(" “\"‘'")
    }
    return [name for name in names if name not in heads]


def _with_classes(layers: Layers, names: list[AwardName], start: int, end: int) -> list[AwardName]:
    out = list(names)
    for mention in layers.classes.within(start, end):
        before = [i for i, name in enumerate(out) if name.end <= mention.start]
        if not before:
            continue
        nearest = max(before, key=lambda i: out[i].end)
        owner = out[nearest]
        if mention.start - owner.end <= 2 and owner.award_class is None:
            several = classes_told(layers.flat[mention.start : mention.end]) if mention.value is None else ()
            out[nearest] = replace(owner, end=mention.end, award_class=mention.value, classes=several)
        elif award_types()[owner.code].classes:
            out.append(AwardName(mention.start, mention.end, owner.code, award_class=mention.value, name=owner.name))
    return out
