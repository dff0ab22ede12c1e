"""Awards: the rows that one sentence gives, read clause by clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from nlp.award_names import AwardName, award_names
from nlp.drafts import Draft
from nlp.granting import grantor_of
from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.named_recipients import Named, named_recipients
from nlp.officials import Part
from nlp.quantities import Quantity
from nlp.recipients import owner_of, runs_of
from nlp.report import AwardCode, Grantor, Recipient
from nlp.sentences import Sentence
from nlp.status import Scope, grants, is_void, scope_of
from reference.awards import award_types
from reference.folding import aligned_pattern

_PART_OF = re.compile(aligned_pattern(r"\btrong (?:đó|số đó|số này)\b[^;.]{0,40}$"))
_SHARED = re.compile(
    aligned_pattern(
        r"^\s*(?:,|và|cùng|hoặc|kèm theo|kèm|/|&)?\s*(?:\d+\s*)?(?:các\s+|danh hiệu\s+|tặng\s+)?[“\"‘']?\s*$"
    )
)
_UNITS = re.compile(aligned_pattern(r"^\s*(?:tấm|chiếc|lượt|bức|danh hiệu)?\s*$"))
_HONOURS = re.compile(aligned_pattern(r"\b(?:tặng|trao|phong|truy|danh hiệu|đón nhận|công nhận|đạt)\b"))
_RECEIVED = re.compile(aligned_pattern(r"\b(?:được|đón nhận|vinh dự)\b(?!.*\bnhiều\b)"))
_MONEY = re.compile(aligned_pattern(r"^\s*(?:triệu|tỷ|tỉ|nghìn đồng|ngàn đồng|đồng\b(?! chí))"))


@dataclass(slots=True)
class Context:
    """What earlier clauses of the paragraph said and later ones rely on."""

    scope: Scope
    agent: tuple[Grantor | None, str] | None = None


def read_awards(
    layers: Layers, number: int, sentence: Sentence, parts: Sequence[Part], scope: Scope
) -> tuple[list[Draft], Scope]:
    """Read the award rows of one sentence; return them with the scope that holds after it."""
    context = Context(scope)
    drafts: list[Draft] = []
    names = award_names(layers, sentence.start, sentence.end)
    if not names:
        return [], scope
    for start, end in _clauses(layers.flat, sentence.start, sentence.end):
        inside = [name for name in names if start <= name.start < end]
        if any(not name.verb for name in inside):
            inside = [name for name in inside if not name.verb]  # the verb only announces the award
        drafts += _read_clause(layers, number, sentence, (start, end), inside, parts, context)
    return drafts, context.scope


def _clauses(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(match.end() for match in re.compile(";").finditer(flat, start, end)), end]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _read_clause(
    layers: Layers,
    number: int,
    sentence: Sentence,
    bounds: tuple[int, int],
    names: list[AwardName],
    parts: Sequence[Part],
    context: Context,
) -> list[Draft]:
    if not names:
        return []
    flat = layers.flat
    start, end = bounds
    spans = [(name.start, name.end) for name in names]
    quantities = _quantities(layers, start, end, spans)
    owners = _owners(flat, quantities, names, spans, start, end)
    named = named_recipients(layers, names, parts, start, end)
    names, owners, named = _drop_bare_verbs(names, owners, named)
    if not names:
        return []
    opening_end = min([names[0].start, *(q.start for q in quantities)])
    opening = flat[sentence.start : opening_end]
    if is_void(flat[start : names[0].start]):
        return []
    if all(name.code == "danh-hieu-vinh-du" for name in names) and not _HONOURS.search(flat[start:end]):
        return []  # those who bear the title are guests or cared for
    _share(flat, names, owners, named)
    drafts: list[Draft] = []
    for index, name in enumerate(names):
        context.scope = scope_of(opening, flat[start : name.start], context.scope)
        grantor, grantor_name = _grantor(layers, names, index, parts, start, end, context)
        base = Draft(
            award=cast(AwardCode, name.code),
            name=name.name,
            award_class=name.award_class,
            grantor=grantor,
            grantor_name=grantor_name,
            recipient=None,
            count=None,
            qualifier="exact",
            status=context.scope.status,
            period=context.scope.period,
            kind=sentence.kind,
            sentence=number,
            start=sentence.start,
            end=sentence.end,
        )
        rows = _rows(layers, base, name, owners[index], named[index], end)
        if rows[0].count is None and drafts and drafts[-1].count is None:
            rows[0].recipient = drafts[-1].recipient  # "Bằng khen … hoặc Giấy khen …"
        drafts += rows
    return drafts


def _quantities(layers: Layers, start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[Mention[Quantity]]:
    """Return the numbers of recipients in a clause; parts after "trong đó" are no further recipients."""
    flat = layers.flat
    return [
        quantity
        for quantity in layers.quantities.within(start, end)
        if not any(s < quantity.end and e > quantity.start for s, e in spans)
        and not _PART_OF.search(flat[start : quantity.start])
        and not _MONEY.match(flat[quantity.end : quantity.end + 14])
    ]


def _owners(
    flat: str,
    quantities: Sequence[Mention[Quantity]],
    names: Sequence[AwardName],
    spans: Sequence[tuple[int, int]],
    start: int,
    end: int,
) -> list[list[Mention[Quantity]]]:
    owners: list[list[Mention[Quantity]]] = [[] for _ in names]
    for run in runs_of(flat, quantities, spans):
        pieces = [run]
        owner, forward = owner_of(flat, run, spans, start, end)
        if owner is not None and not forward and len(run) > 1:
            pieces = _split_run(flat, run, spans, start, end)
        for piece in pieces:
            owner, _ = owner_of(flat, piece, spans, start, end)
            if owner is not None:
                owners[owner] += piece
    return owners


def _split_run(
    flat: str, run: list[Mention[Quantity]], spans: Sequence[tuple[int, int]], start: int, end: int
) -> list[list[Mention[Quantity]]]:
    """Cut "cho 119 lượt doanh nghiệp, 15 doanh nghiệp được nhận …" where the second number has an award of its own."""
    tail_owner, forward = owner_of(flat, run[-1:], spans, start, end)
    if tail_owner is None or not forward:
        return [run]
    for cut in range(len(run) - 1, 0, -1):
        if "," in flat[run[cut - 1].end : run[cut].start]:
            return [run[:cut], run[cut:]]
    return [run]


def _drop_bare_verbs(
    names: list[AwardName], owners: list[list[Mention[Quantity]]], named: list[Named]
) -> tuple[list[AwardName], list[list[Mention[Quantity]]], list[Named]]:
    """Leave out verbs of commending to which no recipients belong."""
    kept = [i for i, name in enumerate(names) if not name.verb or owners[i] or named[i].names]
    return [names[i] for i in kept], [owners[i] for i in kept], [named[i] for i in kept]


def _share(flat: str, names: Sequence[AwardName], owners: list[list[Mention[Quantity]]], named: list[Named]) -> None:
    """Give awards told together the recipients of the one beside them: "Bằng khen và Kỷ niệm chương cho 11 cá nhân"."""
    for step in (reversed(range(len(names) - 1)), range(len(names) - 1)):
        for i in step:
            left, right = i, i + 1
            if not _SHARED.match(flat[names[left].end : names[right].start]) or names[left].verb or names[right].verb:
                continue
            if re.search(r"\d", flat[names[left].end : names[right].start]):
                continue
            if not owners[left] and not named[left].names and (owners[right] or named[right].names):
                if owners[right] and owners[right][0].start > names[right].end:
                    owners[left], named[left] = owners[right], named[right]
            elif (
                not owners[right]
                and not named[right].names
                and owners[left]
                and owners[left][0].start < names[left].start
            ):
                owners[right], named[right] = owners[left], named[left]


def _grantor(
    layers: Layers,
    names: Sequence[AwardName],
    index: int,
    parts: Sequence[Part],
    start: int,
    end: int,
    context: Context,
) -> tuple[Grantor | None, str | None]:
    name = names[index]
    found = grantor_of(layers, names, index, parts, start, end)
    if found.agent is not None:
        context.agent = found.agent
    pair = found.own or found.agent or (context.agent if not found.presented else None)
    grantor, grantor_name = pair if pair else (None, None)
    fixed = award_types()[name.code].fixed
    if fixed:
        grantor = cast(Grantor, fixed)
    if name.code == "co-thi-dua" and grantor == "thu-tuong":
        grantor = "chinh-phu"
    return grantor, grantor_name


def _rows(
    layers: Layers, base: Draft, name: AwardName, quantities: Sequence[Mention[Quantity]], named: Named, end: int
) -> list[Draft]:
    units = _units(layers, name)
    if units is not None and not (quantities and quantities[0].start < name.start):
        return [_units_row(layers, base, name, units, quantities, named, end)]
    rows: list[Draft] = []
    extra = [q for q in quantities if named.names and named.extra_from is not None and q.start >= named.extra_from]
    for quantity in quantities:
        if quantity in extra:
            continue
        row = _copy(base)
        row.recipient = quantity.value.recipient
        row.count, row.qualifier = quantity.value.count, quantity.value.qualifier
        rows.append(row)
    if named.names:
        if rows and sum(r.count or 0 for r in rows) >= len(named.names) and named.lists_them:
            rows[-1].recipient_names = list(named.names)
        else:
            row = _copy(base)
            row.recipient = named.recipient
            row.recipient_names = list(named.names)
            row.count = len(named.names) + sum(q.value.count for q in extra)
            rows.append(row)
    if rows:
        return rows
    row = _copy(base)
    row.recipient = _nouns_after(layers, name, end)
    row.linked = grants(layers.flat[base.start : base.end])
    return [row]


def _units(layers: Layers, name: AwardName) -> Mention[Quantity] | None:
    """Return the number right before an award: "12 Bằng khen"."""
    for number in reversed(layers.numbers.within(max(0, name.start - 24), name.start)):
        if _UNITS.match(layers.flat[number.end : name.start]):
            return number
        break
    return None


def _units_row(
    layers: Layers,
    base: Draft,
    name: AwardName,
    units: Mention[Quantity],
    quantities: Sequence[Mention[Quantity]],
    named: Named,
    end: int,
) -> Draft:
    row = _copy(base)
    row.count, row.qualifier = units.value.count, units.value.qualifier
    if len(quantities) == 1:
        row.count, row.qualifier = quantities[0].value.count, quantities[0].value.qualifier
        row.recipient = quantities[0].value.recipient
    else:
        row.recipient = _nouns_after(layers, name, end) or "case"
    if named.names and len(named.names) <= (row.count or 0):
        row.recipient_names, row.recipient = list(named.names), named.recipient
    return row


def _nouns_after(layers: Layers, name: AwardName, end: int) -> Recipient | None:
    """Return the kind of recipients told without a number: "cho các tập thể, cá nhân"."""
    towards = re.compile(aligned_pattern(r"\b(?:cho|tới|đối với)\b")).search(layers.flat, name.end, end)
    before = layers.nouns.within(max(0, name.start - 90), name.start) if towards is None else []
    before = [noun for noun in before if not layers.grantors.covers(noun.start, noun.end)]
    received = before and _RECEIVED.search(layers.flat[before[-1].end : name.start])
    after = layers.nouns.within(towards.end(), min(end, towards.end() + 60)) if towards else []
    kinds = {noun.value for noun in (after or (before[-2:] if received else [])) if noun.value != "case"}
    if not kinds:
        return None
    return cast(Recipient, kinds.pop()) if len(kinds) == 1 else "mixed"


def _copy(draft: Draft) -> Draft:
    return Draft(
        **{
            field: getattr(draft, field)
            for field in Draft.__slots__
            if field not in ("recipient_names", "presented_by", "breakdown")
        }
    )
