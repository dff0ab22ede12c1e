"""Granting: who grants an award, told apart from who hands it over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.award_names import AwardName
from nlp.grantors import Body
from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.participants import Participant
from nlp.report import Grantor
from reference.folding import aligned_pattern

_OF = re.compile(
    aligned_pattern(r"^\s*(?:\([^)]{0,60}\)\s*)?(?:đột xuất|toàn diện)?\s*(?:của|do|từ|cấp)?\s*(?:các\s+)?$")
)
_AND = re.compile(aligned_pattern(r"^\s*(?:[\w ]{0,30}?)?(?:,|/|và|,\s*và)\s*(?:của\s+)?$"))
_GRANTS = re.compile(
    aligned_pattern(
        r"\b(?:trao|tặng|tằng|truy tặng|phong tặng|quyết định|khen|biểu dương|tuyên dương|công nhận|"
        r"vinh danh|tôn vinh|đề nghị|suy tôn|trình|xét)\b"
    )
)
_BY_AUTHORITY = re.compile(aligned_pattern(r"(?:thừa )?(?:ủy quyền|thay mặt|thừa lệnh)(?: của)?\s*$"))
_DECISION = re.compile(aligned_pattern(r"\bquyết định(?: khen thưởng| số [^\s,]+)?(?: ngày [\d/.-]+)?(?: của)?\s*$"))
_OWNED = re.compile(aligned_pattern(r"\bcủa\s*$"))

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
    limit = names[index + 1].start if index + 1 < len(names) else end
    own = _own(layers, name, limit)
    persons = [part for part in parts if start <= part.mention.start < name.start]
    agent = _agent(layers, name, persons, start)
    return Granting(own, agent, any("present" in part.roles for part in persons))


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
    for body in reversed(layers.grantors.within(start, name.start)):
        if _BY_AUTHORITY.search(flat[max(start, body.start - 24) : body.start]):
            return _pair(body)
        if any(part.start <= body.start < part.end for part in persons):
            continue
        if _DECISION.search(flat[max(start, body.start - 60) : body.start]):
            return _pair(body)
        if _OWNED.search(flat[max(start, body.start - 6) : body.start]):
            continue
        if _GRANTS.search(flat[body.end : name.end]):
            return _pair(body)
    return None


def _pair(body: Mention[Body]) -> Pair:
    return body.value.grantor, body.value.name
