"""Awards: the rows that one sentence gives, read clause by clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from nlp.award_names import AwardName, award_names, bounds_of
from nlp.award_rows import rows_of
from nlp.definite_recipients import definite_recipients
from nlp.drafts import Draft, GrantorTold
from nlp.granting import REACH, Pair, grantor_of, may_grant
from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.named_recipients import Named, named_recipients
from nlp.participants import Participant
from nlp.quantities import Quantity
from nlp.recipients import owners_of, recipients_told
from nlp.report import AwardCode, Grantor
from nlp.sentences import Sentence
from nlp.shared_recipients import carry_subject, goes_on_with, name_on, share
from nlp.status import Scope, is_void, scope_of
from nlp.triggers import may_name_awards
from reference.awards import award_types
from reference.folding import aligned_pattern

_GRANTS_SEVERAL = ("bo-nganh", "tinh-uy", "ubnd-tinh", "so-nganh-tinh", "huyen", "xa", "dang-uy", "don-vi")
_CONTEST = re.compile(
    aligned_pattern(r"\bhuy chương (?:vàng|bạc|đồng)\b|\bgiải (?:nhất|nhì|ba|khuyến khích|vàng|bạc)\b|\bhcv\b")
)
_FIGHTERS = {
    "ubnd-tinh": "chien-si-thi-dua-cap-bo-tinh",
    "bo-nganh": "chien-si-thi-dua-cap-bo-tinh",
    "huyen": "chien-si-thi-dua-co-so",
    "don-vi": "chien-si-thi-dua-co-so",
    "xa": "chien-si-thi-dua-co-so",
}
"""Which emulation fighter a body names where the article says only "chiến sĩ thi đua"."""
_CLAUSE_YEAR = re.compile(aligned_pattern(r";?\s*(?:riêng\s+|đến\s+)?(?:trong\s+)?năm \d{4}\b"))
_FOREIGN = re.compile(
    aligned_pattern(
        r"\b(?:nhà nước|chính phủ|chủ tịch nước|quốc vương|hoàng gia|tổng thống)\s+(?:chdcnd\s+|nước\s+)?"
        r"(?:lào|campuchia|cuba|cu ba|nga|liên bang nga|trung quốc|pháp|nhật bản|hàn quốc)\b"
    )
)
_OF_WAR = re.compile(aligned_pattern(r"hu[ây]n? ?chương kháng chiến"))
_SOMEBODY = re.compile(aligned_pattern(r"\b(?:ông|bà|gia đình|cụ)\b"))
_LIFE = re.compile(aligned_pattern(r"\b(?:trong (?:đời|cuộc đời|kháng chiến|chiến tranh)|từng|năm 19\d\d|sinh năm)\b"))
_NEAR = 60
_COMMENDS = re.compile(aligned_pattern(r"\s+(?:đột xuất\s+)?(?:cho\s+)?(?:hơn\s+|gần\s+|trên\s+)?"))
_IS_COMMENDED = re.compile(aligned_pattern(r"[^,;.]{0,40}?\b(?:được|vinh dự)\s+(?:[\w ]{0,20}\s)?"))
_HONOURS = re.compile(aligned_pattern(r"\b(?:tặng|trao|phong|truy|danh hiệu|đón nhận|công nhận|đạt)\b"))


@dataclass(slots=True)
class Context:
    """What earlier clauses of the paragraph said and later ones rely on."""

    scope: Scope
    agent: Pair | None = None
    """The body that acts in the latest clause that tells one."""
    subject: Named | None = None
    """Who received the awards of the clause before, told ahead of them."""
    owner: Pair | None = None
    """The body of "Cờ thi đua của Hội …", whose Bằng khen the rest of the sentence gives too."""


def read_awards(
    layers: Layers, number: int, sentence: Sentence, parts: Sequence[Participant], scope: Scope
) -> tuple[list[Draft], Scope]:
    """Read the award rows of one sentence; return them with the scope that holds after it."""
    if not may_name_awards(layers, sentence.start, sentence.end):
        return [], scope
    names = award_names(layers, sentence.start, sentence.end)
    context = Context(scope)
    drafts: list[Draft] = []
    for start, end in _clauses(layers.flat, sentence.start, sentence.end):
        inside = [name for name in names if start <= name.start < end]
        inside = _without_announcing(layers, inside)
        if inside:
            drafts += _read_clause(layers, number, sentence, (start, end), inside, parts, context)
        elif drafts:
            name_on(layers, drafts[-1], parts, start, end)
            drafts += goes_on_with(layers, drafts[-1], start, end)
    return drafts, context.scope


def _clauses(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(at + 1 for at in range(start, end) if flat[at] == ";"), end]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _without_announcing(layers: Layers, names: list[AwardName]) -> list[AwardName]:
    """Leave out the verbs of commending that only announce an award; one that has recipients of its own stays."""
    if all(name.verb for name in names):
        return names
    kept = []
    for name, following in zip(names, [*names[1:], None], strict=True):
        before = layers.quantities.within(max(0, name.start - _NEAR), name.start)
        own = before and _IS_COMMENDED.fullmatch(layers.flat[before[-1].end : name.start])
        after = layers.quantities.within(name.end, name.end + _NEAR)
        told = after and _COMMENDS.fullmatch(layers.flat[name.end : after[0].start])
        apart = following is None or "," in layers.flat[(after[0].end if told else name.end) : following.start]
        if not name.verb or ((own or told) and apart):
            kept.append(name)
    return kept


def _read_clause(
    layers: Layers,
    number: int,
    sentence: Sentence,
    bounds: tuple[int, int],
    names: list[AwardName],
    parts: Sequence[Participant],
    context: Context,
) -> list[Draft]:
    flat = layers.flat
    start, end = bounds
    spans = [(name.start, name.end) for name in names]
    quantities = recipients_told(layers, start, end, spans)
    owners = owners_of(flat, quantities, spans)
    named = named_recipients(layers, names, parts, start, end)
    for index, name in enumerate(names):
        if not owners[index] and not named[index] and not name.verb:
            named[index] = definite_recipients(layers, name, *bounds_of(names, index, start, end))
    if _FOREIGN.search(flat, start, end):
        names = [replace(name, code="huan-chuong") if name.code.startswith("huan-chuong") else name for name in names]
    context.subject = carry_subject(flat[start : names[0].start], owners, named, context.subject)
    names, owners, named = _drop_bare_verbs(names, owners, named)
    if not names:
        return []
    opening_end = min([names[0].start, *(q.start for q in quantities)])
    opening = layers.cued[sentence.start : opening_end]
    if is_void(layers.cued[start : names[0].start]):
        return []
    if _CONTEST.search(flat[start:end]) and not layers.grantors.within(start, end):
        return []  # a contest's prizes
    if all(name.code == "danh-hieu-vinh-du" for name in names) and not _HONOURS.search(flat[start:end]):
        return []  # those who bear the title are guests or cared for
    share(flat, names, owners, named)
    if start > sentence.start and (year := _CLAUSE_YEAR.match(flat, start)):
        opening = flat[start : year.end()]
    drafts: list[Draft] = []
    for index, name in enumerate(names):
        context.scope = scope_of(
            opening[:REACH], layers.cued[max(start, name.start - REACH) : name.start], context.scope
        )
        grantor, grantor_name, told = _grantor(layers, names, index, parts, start, end, context)
        name = names[index]
        base = Draft(
            award=cast(AwardCode, name.code),
            name=name.name,
            award_class=name.award_class,
            grantor=grantor,
            grantor_name=grantor_name,
            grantor_told=told,
            recipient=None,
            count=None,
            qualifier="exact",
            status=context.scope.status,
            period=context.scope.period,
            kind=sentence.kind,
            sentence=number,
            start=sentence.start,
            end=sentence.end,
            clause=start,
        )
        base.of_old = _of_old(layers, name, opening, base)
        rows = rows_of(layers, base, name, owners[index], named[index], end)
        if (
            rows
            and rows[0].count is None
            and drafts
            and drafts[-1].count is None
            and not award_types()[drafts[-1].award].holder
        ):
            rows[0].recipient = drafts[-1].recipient  # "Bằng khen … hoặc Giấy khen …"
        drafts += rows
    return drafts


def _of_old(layers: Layers, name: AwardName, opening: str, base: Draft) -> bool:
    """Tell whether an order or a medal is one of somebody's life: "từng được tặng Huân chương Kháng chiến hạng Ba"."""
    if not name.code.startswith(("huan-chuong", "huy-chuong")) or base.status in ("proposed", "prospective"):
        return False
    of_war = _OF_WAR.match(layers.flat, name.start) is not None and base.status != "conferred"
    person = bool(layers.people.within(base.start, name.start) or _SOMEBODY.search(layers.flat, base.start, name.start))
    return person and (of_war or _LIFE.search(opening) is not None)


def _drop_bare_verbs(
    names: list[AwardName], owners: list[list[Mention[Quantity]]], named: list[list[Named]]
) -> tuple[list[AwardName], list[list[Mention[Quantity]]], list[list[Named]]]:
    """Leave out verbs of commending to which no recipients belong."""
    kept = [i for i, name in enumerate(names) if not name.verb or owners[i] or named[i]]
    return [names[i] for i in kept], [owners[i] for i in kept], [named[i] for i in kept]


def _grantor(
    layers: Layers,
    names: list[AwardName],
    index: int,
    parts: Sequence[Participant],
    start: int,
    end: int,
    context: Context,
) -> tuple[Grantor | None, str | None, GrantorTold | None]:
    name = names[index]
    found = grantor_of(layers, names, index, parts, start, end)
    if found.agent is not None:
        context.agent = found.agent
    if found.own is not None:
        context.owner = found.own if found.own[0] in _GRANTS_SEVERAL else None
    pair = found.own or found.agent or (context.agent if not found.presented else None)
    if pair is None and not award_types()[name.code].named:
        pair = context.owner
    if pair is not None and pair not in (found.own, found.agent) and not may_grant(name.code, pair[0]):
        pair = None  # "thừa ủy quyền Chủ tịch nước trao Huân chương …; tặng Bằng khen cho …"
    told: GrantorTold | None = "own" if found.own else "agent" if found.agent else "carried" if pair else None
    grantor, grantor_name = pair if pair else (None, None)
    fixed = award_types()[name.code].fixed
    if fixed and _FOREIGN.search(layers.flat, start, end):
        return None, None, None  # an order of another country
    if fixed:
        grantor, told = cast(Grantor, fixed), "law"
    if name.code == "huy-hieu" and grantor == "dang-uy":
        # the provincial committee grants Party badges; a committee below it proposes them
        grantor = grantor_name = told = None
    if name.code == "khac" and layers.flat.startswith("chiến s", name.start) and grantor in _FIGHTERS:
        names[index] = replace(name, code=_FIGHTERS[grantor], name=None)
    if name.code == "co-thi-dua" and grantor == "thu-tuong":
        grantor = "chinh-phu"
    return grantor, grantor_name, told
