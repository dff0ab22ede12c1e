"""Award rows: the rows of one award, from the numbers and the names of its recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from nlp.award_names import AwardName
from nlp.drafts import Draft
from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.named_recipients import Named
from nlp.quantities import Quantity
from nlp.report import Recipient
from nlp.status import grants
from reference.awards import award_types
from reference.folding import aligned_pattern

_UNITS = re.compile(aligned_pattern(r"^\s*(?:tấm|chiếc|lượt|bức|danh hiệu)?\s*$"))
_OF_ONE = re.compile(
    aligned_pattern(
        r"^[^.;]{0,120}?\b(?:ông|bà|anh(?! hùng)|chị|em|cháu|thầy|cô|tôi|cụ(?! thể)|nó|họ|mình)\b"
        r"[^.;]{0,120}?\b(?:được|nhận|có|đạt|giành)\b"
    )
)
_RECEIVED = re.compile(aligned_pattern(r"\b(?:được|đón nhận|vinh dự)\b(?!.*\bnhiều\b)"))
_SUBJECT = re.compile(aligned_pattern(r"(?:[^,;]{0,60},\s*)?(?:đã\s+)?(?:có\s+)?(?:nhiều|các|những)\s+(?=\w)"))
_ACTED = re.compile(aligned_pattern(r"\b(?:đã|cũng|vừa)\s+(?:cũng\s+|tổ chức\s+)?(?:trao|tặng|truy tặng|công bố)\b"))
_LABELLED = re.compile(aligned_pattern(r"(?:\s+(?:cho|của) [\w ]{3,40}|\s*[”\"])?\s*(?::\s*|\bđạt\s+|\bcó\s+)"))
_ENDS = re.compile(aligned_pattern(r"\s*(?:lượt|tấm|chiếc)?\s*(?:[;,.)]|$|và\b)"))
_MOTHERS = re.compile(aligned_pattern(r"\bmẹ\b"))
_MERIT = re.compile(aligned_pattern(r"\b(?:có|đã|vì|do|đạt|hoàn thành|trong)\b"))
"""What opens the reason for an award."""
_TOWARDS = re.compile(aligned_pattern(r"\b(?:cho|tới|đối với|tặng)\b"))


def rows_of(
    layers: Layers,
    base: Draft,
    name: AwardName,
    quantities: Sequence[Mention[Quantity]],
    told: Sequence[Named],
    end: int,
) -> list[Draft]:
    """Return the rows that `base` becomes: one for each number, one for the names, or one without either."""
    units = _units(layers, name)
    if units is not None and not (quantities and quantities[0].start < name.start):
        if not quantities and not told and _OF_ONE.match(layers.flat[base.start : units.start]):
            return []  # what one person has received in his life
        return [_units_row(layers, base, name, units, quantities, told, end)]
    further = [q for q in quantities if any(n.extra_from is not None and q.start >= n.extra_from for n in told)]
    rows: list[Draft] = []
    for quantity in quantities:
        if quantity in further:
            continue
        row = _copy(base)
        row.recipient = quantity.value.recipient
        row.count, row.qualifier = quantity.value.count, quantity.value.qualifier
        if name.code == "lao-dong-tien-tien" and row.recipient == "collective":
            row.award = "tap-the-lao-dong-tien-tien"
        if name.code == "khac" and name.heading and _MOTHERS.search(layers.flat, quantity.start, quantity.end):
            row.award = "danh-hieu-vinh-du"  # "3.108 mẹ được phong tặng danh hiệu"
        rows.append(row)
    for named in told:
        if rows and sum(r.count or 0 for r in rows) >= named.count and named.lists_them:
            rows[-1].recipient_names = list(named.names)
            continue
        row = _copy(base)
        row.recipient = named.recipient
        row.recipient_names = list(named.names)
        row.count = named.count
        if named.extra_from is not None:
            row.count += sum(q.value.count for q in further if q.start >= named.extra_from)
        if row.count == 1 and len(name.classes) > 1:
            rows += [replace(_copy(row), award_class=of, recipient_names=list(named.names)) for of in name.classes]
        else:
            rows.append(row)
    if rows:
        return rows
    row = _copy(base)
    row.recipient = _kinds_told(layers, name, base.clause, end)
    if row.recipient is not None:
        row.recipient = _holder(name) or row.recipient
    row.linked = grants(layers.flat[base.start : base.end])
    row.stated = _ACTED.search(layers.flat, base.clause, name.start) is not None
    return [row]


def _units(layers: Layers, name: AwardName) -> Mention[Quantity] | None:
    """Return the number right before an award, or behind it as its label has it: "12 Bằng khen", "Bằng khen: 12"."""
    before = layers.numbers.within(max(0, name.start - 24), name.start)
    if before and _UNITS.match(layers.flat[before[-1].end : name.start]):
        return before[-1]
    labelled = _LABELLED.match(layers.flat, name.end)
    after = layers.numbers.within(labelled.end(), labelled.end() + 12) if labelled else []
    return after[0] if after and after[0].start == labelled.end() and _ENDS.match(layers.flat, after[0].end) else None  # type: ignore[union-attr]


def _units_row(
    layers: Layers,
    base: Draft,
    name: AwardName,
    units: Mention[Quantity],
    quantities: Sequence[Mention[Quantity]],
    told: Sequence[Named],
    end: int,
) -> Draft:
    row = _copy(base)
    row.count, row.qualifier = units.value.count, units.value.qualifier
    if len(quantities) == 1:
        row.count, row.qualifier = quantities[0].value.count, quantities[0].value.qualifier
        row.recipient = quantities[0].value.recipient
    else:
        row.recipient = _holder(name) or _kinds_told(layers, name, base.clause, end) or "case"
    for named in told:
        most = row.count if named.recipient == "individual" else len(named.names)
        if named.names and len(named.names) <= (most or 0) and (named.recipient == "individual" or row.count == most):
            row.recipient_names, row.recipient = list(named.names), named.recipient
    return row


def _holder(name: AwardName) -> Recipient | None:
    return cast("Recipient | None", award_types()[name.code].holder)


def _kinds_told(layers: Layers, name: AwardName, start: int, end: int) -> Recipient | None:
    """Return the kind of recipients told without a number: "cho các tập thể, cá nhân"."""
    towards = _TOWARDS.search(layers.flat, name.end, end)
    following = layers.awards.within(name.end, end)
    if towards and following and towards.start() < following[0].start:
        end = following[0].start
    before = _before(layers, start, name.start) if towards is None else []
    before = [noun for noun in before if not _in_a_body(layers, noun)]
    received = before and _RECEIVED.search(layers.flat[before[-1].end : name.start])
    after = layers.nouns.within(towards.end(), _told_until(layers, towards.end(), end)) if towards else []
    after = [noun for noun in after if not _in_a_body(layers, noun)]
    kinds = {noun.value for noun in (after or (before[-2:] if received else [])) if noun.value != "case"}
    if not kinds:
        return None
    return cast(Recipient, kinds.pop()) if len(kinds) == 1 else "mixed"


def _told_until(layers: Layers, start: int, end: int) -> int:
    """Return where those to whom something is given are told: "cho các cá nhân | có thành tích trong …"."""
    until = min(end, start + 60)
    after = _MERIT.search(layers.flat, start, until)
    return after.start() if after else until


def _before(layers: Layers, start: int, at: int) -> list[Mention[str]]:
    """Return the nouns of those who receive what is named at `at`: "nhiều cá nhân", else the nearest two."""
    subject = _SUBJECT.match(layers.flat, start, at)
    if subject is None:
        return layers.nouns.within(max(start, at - 90), at)
    return layers.nouns.within(subject.end(), min(at, subject.end() + 40))


def _in_a_body(layers: Layers, noun: Mention[str]) -> bool:
    """Tell whether a noun is part of the name of a body: "xã" in "Thông tấn xã Việt Nam"."""
    around = layers.grantors.within(max(0, noun.start - 60), noun.end + 60)
    return any(
        body.start <= noun.start and noun.end <= body.end and body.end - body.start > noun.end - noun.start
        for body in around
    )


def _copy(draft: Draft) -> Draft:
    return replace(draft, recipient_names=[], presented_by=[], breakdown=[])
