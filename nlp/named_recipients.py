"""Named recipients: the people and bodies that a sentence names as receiving an award."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.award_names import AwardName
from nlp.layers import Layers
from nlp.participants import Participant
from nlp.report import Recipient
from reference.folding import UPPER, aligned_pattern

_BODY = (
    r"(?:[Tt]ỉnh|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|TP\.?|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn|"
    r"Công an|Công ty|Tổng Công ty|Tổng công ty|Tập đoàn|Sở|[Tt]rường|Bệnh viện|Ban|"
    r"Đảng bộ|Đảng ủy|Chi bộ|[Pp]hòng|Cục|Chi cục|Hội|Liên đoàn|Đoàn|Bộ|Trung tâm|UBND|Ủy ban|"
    r"Uỷ ban|Văn phòng|Đài|Báo|Hợp tác xã|HTX|Đồn|Bưu điện|Ngân hàng|Viện|Học viện|Nhà máy|"
    r"[Tt]hôn|[Bb]ản|Đại sứ quán|Đại học|Tòa án|Toà án|Viện kiểm sát|Kho bạc|Nhà hát|"
    r"Thư viện|Bảo tàng|Quỹ|Câu lạc bộ|CLB|[Đđ]ội|[Tt]ổ|[Nn]hóm|Xí nghiệp|Nông trường|Trạm|"
    r"Tiểu đoàn|Trung đoàn|Lữ đoàn|Sư đoàn|Nhà xuất bản|Hãng|Liên hiệp|Mặt trận|Khoa)"
)
_NAMED_BODY = re.compile(
    rf"{_BODY}\s+(?:[^,;.()\n]{{0,60}}?[{UPPER}0-9][^,;.()\n]{{0,60}}?)(?=\s+(?:vì|đã|được|có|là|"
    rf"nhân|vinh dự|vừa|cũng|còn|đón|nhận|về|trong|do|tại)\b|\s+và\s|,|;|\.|$|\s\()"
)
_GIVEN_TO = re.compile(
    aligned_pattern(r"\b(?:cho|tới)\s+(?:[\w ]{0,30}(?:\blà|\bgồm|:)\s*)?(?:đơn vị\s+|tập thể\s+)?$")
)
_JOIN = re.compile(r"^\s*(?:,|và|,\s*và)\s*$")
_RECEIVES = re.compile(
    aligned_pattern(
        r"^\s*(?:và \d+ [\w ]{3,20}?)?\s*(?:đã\s+|cũng\s+|vừa\s+|đều\s+)*(?:vinh dự\s+)?(?:được|đón nhận|nhận|đạt)\b"
    )
)
_SUBJECT = re.compile(aligned_pattern(r"^(?:[^;]{0,120},)?\s*(?:đã\s+)?(?:có\s+)?$"))
_LISTED = re.compile(aligned_pattern(r"^[^,;.]{0,40}?(?:\blà\b|\bgồm\b|:|\()(?:[^,;.]{0,30})$|^\s*,?\s*$"))
_COUNTED = re.compile(aligned_pattern(r"\b(?:cho|tới)\s+[\w ]{1,30}(?:\blà|\bgồm|:)\s*$"))
_CHOSEN = re.compile(aligned_pattern(r"\bsuy tôn\s+$"))
_AND_MORE = re.compile(aligned_pattern(r"^\s*(?:\([^)]*\))?[^.;]{0,60}?(?:và|cùng|cùng với)\s*$"))


@dataclass(frozen=True, slots=True)
class Named:
    """Names of recipients of one award; `lists_them` says that a number before the names counts them."""

    names: tuple[str, ...] = ()
    recipient: Recipient = "individual"
    lists_them: bool = False
    extra_from: int | None = None
    """Where further recipients, told by number, begin: "A và 8 đảng viên"."""


def named_recipients(
    layers: Layers, names: Sequence[AwardName], parts: Sequence[Participant], start: int, end: int
) -> list[Named]:
    """Return the named recipients of each award of the clause `text[start:end]`."""
    out: list[Named] = []
    for index, name in enumerate(names):
        left = names[index - 1].end if index else start
        right = names[index + 1].start if index + 1 < len(names) else end
        people = [
            part
            for part in parts
            if (part.given and name.end <= part.mention.start < right)
            or (part.receives and left <= part.mention.start < name.start)
        ]
        after = [part for part in people if part.mention.start >= name.end]
        chosen = after or people
        if chosen:
            out.append(_people(layers, name, chosen))
        else:
            out.append(_bodies(layers, name, left, right))
    return out


def _people(layers: Layers, name: AwardName, chosen: Sequence[Participant]) -> Named:
    first, last = chosen[0], chosen[-1]
    numbers = [
        quantity
        for quantity in layers.quantities.within(name.end, max(name.end, first.start))
        if _LISTED.match(layers.flat[quantity.end : first.start])
    ]
    following = layers.quantities.within(last.end, last.end + 80)
    extra = next((q.start for q in following if _AND_MORE.match(layers.flat[last.end : q.start])), None)
    return Named(tuple(part.mention.value for part in chosen), "individual", bool(numbers), extra)


def _bodies(layers: Layers, name: AwardName, left: int, right: int) -> Named:
    text, flat = layers.text, layers.flat
    names: list[str] = []
    at = None
    for match in _NAMED_BODY.finditer(text, name.end, right):
        if at is None and _GIVEN_TO.search(flat[name.end : match.start()]):
            names, at = [match.group()], match.end()
        elif at is not None and _JOIN.match(text[at : match.start()]):
            names.append(match.group())
            at = match.end()
    if at is not None:
        following = layers.quantities.within(at, at + 60)
        extra = next((q.start for q in following if _AND_MORE.match(flat[at : q.start])), None)
        counted = bool(_COUNTED.search(flat[name.end : text.index(names[0], name.end)]))
        return Named(tuple(names), "collective", counted, extra)
    for match in _NAMED_BODY.finditer(text, left, name.start):
        if _CHOSEN.search(flat[left : match.start()]):
            return Named((match.group(),), "collective", False, None)
        if _SUBJECT.match(flat[left : match.start()]) and _RECEIVES.match(flat[match.end() : name.start]):
            return Named((match.group(),), "collective", False, None)
    return Named()
