"""Granting: who grants an award, told apart from who hands it over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.award_names import AwardName, bounds_of
from nlp.grantors import Body, find_grantors
from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.participants import Participant
from nlp.report import Grantor
from reference.folding import UPPER, aligned, aligned_pattern
from reference.vocabulary import load

_OF = re.compile(
    aligned_pattern(
        r"^\s*(?:\([^)]{0,60}\)\s*)?(?:đột xuất|toàn diện|năm \d{4})?\s*"
        r"(?:(?:,|và|cùng|kèm|kèm theo)\s+(?:tiền|phần) thưởng\s+(?=của))?(?:của|do|từ|cấp)?\s*(?:các\s+)?$"
    )
)
_AND = re.compile(aligned_pattern(r"^\s*[\w ]{0,30}?(?:,|/|và|,\s*và)\s*(?:của\s+)?$"))
_GIVING = "trao|tặng|tằng|truy tặng|phong tặng|khen|biểu dương|tuyên dương|công nhận|vinh danh|tôn vinh"
_GRANTS = re.compile(aligned_pattern(rf"\b(?:{_GIVING}|quyết định|đề nghị|suy tôn|trình|xét)\b"))
_VERB_BESIDE = re.compile(
    aligned_pattern(
        r"^\s*(?:(?:đã|cũng|vừa|sẽ|đang|quyết định|ra|có|ký|đột xuất|kịp thời|tổ chức|lễ|thống nhất|"
        rf"xem xét)[\s,]+){{0,5}}(?:{_GIVING})\b"
    )
)
_BY_AUTHORITY = re.compile(aligned_pattern(r"(?:ủy quyền|thay mặt|thừa lệnh)(?: của)?\s*$"))
_DECISION = re.compile(aligned_pattern(r"\bquyết định(?: khen thưởng| số [^\s,]+)?(?: ngày [\d/.-]+)?(?: của)?\s*$"))
_AIMED_AT = re.compile(aligned_pattern(r"\b(?:cho|tới|với|báo|ở|tại)\s+$"))
_DECIDES = re.compile(aligned_pattern(r"^\s*(?:đã |vừa |cũng )*(?:ký|ra|có)?\s*quyết định\b"))
_PROPOSES = re.compile(aligned_pattern(load("cues")["proposed"]))
_SENT_TO = re.compile(aligned_pattern(r"\b(?:gửi|báo cáo)\s+(?:ra|lên|tới|cho)?\s*$"))
_RECEIVES = re.compile(
    aligned_pattern(r"^\s*(?:(?:đã|cũng|vừa|đều|vinh dự)\s+)*(?:được (?:trao|tặng|nhận|đón)|đón nhận|nhận)\b")
)
_PLACE = re.compile(rf"(?:\s+[{UPPER}][\w-]*){{1,4}}(?=\s)")
_IS_GIVEN = re.compile(aligned_pattern(r"[^,;.]{0,20}?\bđược\s+"))
_PASSIVE_REACH = 60  # code points
_BY = re.compile(aligned_pattern(r"\bdo\s+$"))
_SIGNED = re.compile(aligned_pattern(r"[^,;.]{0,60}?\bký\b"))
_SIGNED_REACH = 160  # code points
_LISTED = re.compile(
    aligned_pattern(
        r"(?:\s*\([^()]{0,60}\))?(?:(?!tặng|trao|khen|của)[^.;,()]){0,40}(?:,|;|\bvà\b|\bcùng\b)\s*(?:\bvà\s+)?(?:các\s+)?"
    )
)
_OWNED = re.compile(aligned_pattern(r"\bcủa\s*$"))

_GRANTABLE: dict[str, frozenset[str]] = {
    "bang-khen": frozenset({"thu-tuong", "bo-nganh", "ubnd-tinh"}),
    "huy-hieu": frozenset({"bo-nganh"}),
    "ky-niem-chuong": frozenset({"bo-nganh", "ubnd-tinh"}),
    "giay-khen": frozenset({"so-nganh-tinh", "huyen", "xa", "don-vi"}),
}
"""Who may grant these, as the law has it: a minister hands over no Giấy khen of his own."""

REACH = 800
"""How far before an award, in code points, the words are read that say who grants it and at what time."""

Pair = tuple[Grantor | None, str]


@dataclass(frozen=True, slots=True)
class Granting:
    """The grantor named with the award, the one who acts in the clause, and whether a person hands it over."""

    own: Pair | None = None
    agent: Pair | None = None
    presented: bool = False


def grantor_of(
    layers: Layers, names: Sequence[AwardName], index: int, parts: Sequence[Participant], start: int, end: int
) -> Granting:
    """Find who grants `names[index]` in the clause `text[start:end]`."""
    name = names[index]
    start = max(start, name.start - REACH)
    _, limit = bounds_of(names, index, start, end)
    own = _own(layers, name, limit)
    persons = [part for part in parts if start <= part.mention.start < name.start]
    agent = _agent(layers, name, persons, start)
    return Granting(own, agent, any("present" in part.roles for part in persons))


def grantor_by_office(layers: Layers, award: str, titles: Sequence[str]) -> Pair | None:
    """Return the body for which one who hands over an award himself grants it: "Chủ tịch UBND tỉnh … tặng Bằng khen".

    Only the head of a body that may grant such an award does; his deputy hands over for somebody.
    """
    for title in titles:
        found = find_grantors(title, aligned(title), layers.article.province, None).items
        if found and found[0].start == 0 and found[0].value.grantor in _GRANTABLE.get(award, ()):
            return _pair(found[0])
    return None


def may_grant(award: str, grantor: Grantor | None) -> bool:
    """Tell whether a body that an earlier clause names can be the grantor: the State President grants no Bằng khen."""
    return grantor not in ("chu-tich-nuoc", "quoc-hoi") or award.startswith(("huan-chuong", "huy-chuong", "danh-hieu"))


def _own(layers: Layers, name: AwardName, limit: int) -> Pair | None:
    bodies = layers.grantors.within(name.end, limit)
    if not bodies or not _OF.match(layers.flat[name.end : bodies[0].start]):
        return None
    told = [bodies[0]]
    for body in bodies[1:]:
        if not _AND.match(layers.flat[told[-1].end : body.start]):
            break
        told.append(body)
    return told[0].value.grantor, layers.text[told[0].start : told[-1].end]


def _agent(layers: Layers, name: AwardName, persons: Sequence[Participant], start: int) -> Pair | None:
    """Return the body that acts before the award: "UBND tỉnh tặng Bằng khen", "được Thủ tướng tặng Bằng khen"."""
    flat = layers.flat
    bodies = layers.grantors.within(start, name.start)
    for body in bodies:
        if _BY_AUTHORITY.search(flat[max(start, body.start - 24) : body.start]):
            return _pair(body)
    for person in persons:
        if _DECIDES.match(flat[person.end : name.start]) and (
            pair := grantor_by_office(layers, name.code, person.office)
        ):
            return pair
    acting = [body for body in bodies if _may_act(layers, body, persons, start, name.end)]
    if proposal := _PROPOSES.search(flat[start : name.start]):
        asked = start + proposal.end()
        acting = [body for body in acting if body.start >= asked or _SENT_TO.search(flat[start : body.start])]
    beside = [body for body in acting if _VERB_BESIDE.match(flat[_place_end(layers.text, body.end) : name.end])]
    passive = [
        body for body in layers.grantors.within(name.end, name.end + _PASSIVE_REACH) if _gives_it(flat, name.end, body)
    ]
    if passive and not beside:
        return _pair(passive[0])
    signed = [body for body in layers.grantors.within(name.end, name.end + _SIGNED_REACH) if _signs(flat, body)]
    if signed and not beside and not acting:
        return _pair(signed[0])
    if beside:
        first = _first_listed(flat, bodies, beside[-1])
        return first.value.grantor, layers.text[first.start : beside[-1].end]
    return _pair(acting[0]) if acting else None


def _place_end(text: str, at: int) -> int:
    """Return where the name of a place ends that belongs to the body before `at`: "UBND thị trấn Kiến Đức"."""
    place = _PLACE.match(text, at)
    return place.end() if place else at


def _gives_it(flat: str, award: int, body: Mention[Body]) -> bool:
    """Tell whether a body gives the award before it: "12 Cờ thi đua được UBND tỉnh trao cho 25 tập thể"."""
    is_given = _IS_GIVEN.fullmatch(flat[award : body.start]) is not None
    return is_given and _VERB_BESIDE.match(flat, body.end) is not None


def _signs(flat: str, body: Mention[Body]) -> bool:
    """Tell whether a body is said to sign the decision: "theo Quyết định số … do Chủ tịch UBND tỉnh … ký"."""
    return (
        _BY.search(flat, max(0, body.start - 8), body.start) is not None and _SIGNED.match(flat, body.end) is not None
    )


def _first_listed(flat: str, bodies: Sequence[Mention[Body]], last: Mention[Body]) -> Mention[Body]:
    """Return the first of the bodies that grant together: "Sở A, Hội B và Tỉnh đoàn tặng …"."""
    first = last
    for body in reversed([b for b in bodies if b.end <= last.start]):
        if not _LISTED.fullmatch(flat[body.end : first.start]):
            break
        first = body
    return first


def _may_act(layers: Layers, body: Mention[Body], persons: Sequence[Participant], start: int, end: int) -> bool:
    """Tell whether a body stands free in its clause, with a verb of granting after it."""
    if any(part.start <= body.start < part.end for part in persons):
        return False
    before = layers.flat[max(start, body.start - 60) : body.start]
    if _AIMED_AT.search(before):
        return False
    if _RECEIVES.match(layers.flat[body.end : end]):
        return False
    if _OWNED.search(before) and not _DECISION.search(before):
        return False
    return _DECISION.search(before) is not None or _GRANTS.search(layers.flat[body.end : end]) is not None


def _pair(body: Mention[Body]) -> Pair:
    return body.value.grantor, body.value.name
