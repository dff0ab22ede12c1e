"""Recipients: to which award a stated number or a list of names belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.quantities import Quantity
from reference.folding import aligned_pattern

_PART_OF = re.compile(aligned_pattern(r"\btrong (?:đó|số đó|số này)\b(?:[^;.]{0,40}|[^;.]{0,90}\bvà\s+)$"))
_PARTS = re.compile(aligned_pattern(r"\btrong (?:đó|số đó|số này)\b"))
_AFTER_COMMA = re.compile(r",\s*$")
_BADGE = re.compile(aligned_pattern(r"[^,;.\d]{0,30}\b[3-9][05] (?:năm|tuổi)\b"))
"""Years of membership, by which Party badges are told apart."""
_OWN = re.compile(aligned_pattern(r"[^,;]{0,60}?\b(?:được|nhận|đạt|đón nhận)\b[^,;]{0,60}"))
_MONEY = re.compile(aligned_pattern(r"^\s*(?:\d[\d.,]*\s*)?(?:triệu|tỷ|tỉ|nghìn đồng|ngàn đồng|đồng\b(?! chí))"))
_RUN_GAP = re.compile(
    aligned_pattern(r"^\s*(?:[^.;:()]{0,70}?\s)??(?:,|và|cùng|cùng với|/|&|-)\s*(?:và\s+)?$|^\s*[,/]\s*$")
)
_VERB = re.compile(aligned_pattern(r"\b(?:được|nhận|đạt|tặng|trao|cho|khen|có)\b"))
_TOWARDS = re.compile(
    aligned_pattern(
        r"\b(?:được|nhận|đón nhận|đạt|vinh dự|đề nghị)\b(?![^;]*\bcho\b\s*(?:các)?\s*$)|"
        r"\bđể\b[^,;]{0,60}\b(?:tặng|trao|khen)\b|\b(?:có|với)\s+(?:\d+\s+)?$|^\s*là\s+$"
    )
)
_BACK = re.compile(
    aligned_pattern(
        r"\b(?:cho|tới|đối với|dành cho|gồm|là|đến)\b(?:[^;.]{0,60})$|"
        r"[:(]\s*(?:có\s+)?(?:[\w ]{0,30})$|^\s*(?:đột xuất\s+)?(?:hơn|trên|gần|khoảng|cho|tặng)?\s*$|"
        r"\b(?:trao\s+)?tặng\s+(?:hơn|trên|gần|khoảng)?\s*$"
    )
)
_RIGHT_BEFORE = re.compile(aligned_pattern(r"\b(?:cho|tới|đối với)\s+(?:\w+\s+)?$"))
_IS_GIVEN = re.compile(aligned_pattern(r"^\s*(?:để\s+)?tặng\s+(?:thưởng\s+)?(?:danh hiệu\s+)?$"))
_GIVES = re.compile(aligned_pattern(r"\b(?:trao|tặng|thưởng)\s+(?:cho\s+)?$"))
_OTHER_GIFT = re.compile(aligned_pattern(r"\b(?:trích|hỗ trợ|ủng hộ)\s+(?:\w+ ){0,3}\d"))
_DIRECT = re.compile(aligned_pattern(r"^\s(?:[^\W\d]+\s){1,8}(?:danh hiệu\s+)?[“\"]?$"))
"""Words of those who are given an award, between their number and its name."""
_RESULT = re.compile(
    aligned_pattern(
        r"\b(?:cứu|bắt|giúp|xóa|giảm|thoát|vận động|huy động|kết nạp|tổng số|trong số|hơn \d+ năm|"
        r"trị giá)\b[^,;]{0,40}$"
    )
)


Spans = Sequence[tuple[int, int]]
"""Where the awards of a clause begin and end, in order."""


def recipients_told(layers: Layers, start: int, end: int, awards: Spans) -> list[Mention[Quantity]]:
    """Return the numbers of recipients in a clause; parts after "trong đó" are no further recipients."""
    flat = layers.flat
    told = [
        quantity
        for quantity in layers.quantities.within(start, end)
        if not any(s < quantity.end and e > quantity.start for s, e in awards)
        and not _is_part(flat, start, quantity, awards)
        and not _MONEY.match(flat[quantity.end : quantity.end + 24])
    ]
    return _parts_for_total(flat, told, layers.quantities.within(start, end))


def _parts_for_total(
    flat: str, told: list[Mention[Quantity]], every: Sequence[Mention[Quantity]]
) -> list[Mention[Quantity]]:
    """Return the parts "trong đó có 153 tập thể và 244 cá nhân" in place of the total, where they add up to it."""
    for total in told:
        parts = [q for q in every if q.start > total.end and q not in told and not _BADGE.match(flat, q.end)]
        of_it = bool(parts) and _PARTS.search(flat, total.end, parts[0].start) is not None
        if of_it and len(parts) > 1 and sum(q.value.count for q in parts) == total.value.count:
            moved = [replace(q, start=total.start, end=total.end) for q in parts]
            return [q for q in told if q is not total] + moved if len(told) > 1 else moved
    return told


def _is_part(flat: str, start: int, quantity: Mention[Quantity], awards: Spans) -> bool:
    """Tell whether a number is a part of a total, told after "trong đó", that is given no award there."""
    part = _PART_OF.search(flat, start, quantity.start)
    if part is None or any(part.start() < begins and ends <= quantity.start for begins, ends in awards):
        return False
    return not _has_own_award(flat, quantity, awards)


def _has_own_award(flat: str, quantity: Mention[Quantity], awards: Spans) -> bool:
    """Tell whether a part of a total is given an award of its own: "…, trong đó 39 tập thể được nhận Cờ thi đua"."""
    following = next((start for start, _ in awards if start >= quantity.end), None)
    return following is not None and _OWN.fullmatch(flat[quantity.end : following]) is not None


def owners_of(flat: str, quantities: Sequence[Mention[Quantity]], awards: Spans) -> list[list[Mention[Quantity]]]:
    """Return for each award of a clause the numbers of its recipients, out of those that the clause tells."""
    owners: list[list[Mention[Quantity]]] = [[] for _ in awards]
    for run in _runs(flat, quantities, awards):
        pieces = [run]
        owner, forward = _owner(flat, run, awards)
        if owner is not None and not forward and len(run) > 1:
            pieces = _split_run(flat, run, awards)
        for piece in pieces:
            owner, _ = _owner(flat, piece, awards)
            if owner is not None:
                owners[owner] += piece
    return owners


def _split_run(flat: str, run: list[Mention[Quantity]], awards: Spans) -> list[list[Mention[Quantity]]]:
    """Cut "cho 119 lượt doanh nghiệp, 15 doanh nghiệp được nhận …" where the second number has an award of its own."""
    tail_owner, forward = _owner(flat, run[-1:], awards)
    beside = any(flat[run[-1].end : start].strip() == "" for start, _ in awards if start >= run[-1].end)
    if beside:  # "Cờ thi đua cho 6 tập thể, 11 cá nhân Bằng khen"
        return [run[:-1], run[-1:]]
    if tail_owner is None or not forward:
        return [run]
    for cut in range(len(run) - 1, 0, -1):
        if "," in flat[run[cut - 1].end : run[cut].start]:
            return [run[:cut], run[cut:]]
    return [run]


def _runs(flat: str, quantities: Sequence[Mention[Quantity]], awards: Spans) -> list[list[Mention[Quantity]]]:
    """Group numbers that are told together: "8 tập thể và 7 cá nhân"."""
    runs: list[list[Mention[Quantity]]] = []
    for quantity in quantities:
        if _RESULT.search(flat[max(0, quantity.start - 60) : quantity.start]):
            continue
        if runs:
            gap = flat[runs[-1][-1].end : quantity.start]
            clear = not any(start < quantity.start and end > runs[-1][-1].end for start, end in awards)
            if clear and _RUN_GAP.match(gap) and not _VERB.search(gap):
                runs[-1].append(quantity)
                continue
        runs.append([quantity])
    return runs


def _owner(flat: str, run: Sequence[Mention[Quantity]], awards: Spans) -> tuple[int | None, bool]:
    """Return the number of the award that a run belongs to (or None), and whether the run stands before it.

    `awards` are the (start, end) of the awards of the clause `flat[start:end]`, in order.
    """
    first, last = run[0].start, run[-1].end
    following = next((i for i, (a, _) in enumerate(awards) if a >= last), None)
    preceding = next((i for i in reversed(range(len(awards))) if awards[i][1] <= first), None)
    forward = following is not None and _receives(flat, run, last, awards[following][0])
    gap = flat[awards[preceding][1] : first] if preceding is not None else ""
    backward = preceding is not None and _BACK.search(gap) is not None and _OTHER_GIFT.search(gap) is None
    if forward and not (backward and _close(gap)):
        return following, True
    if backward:
        return preceding, False
    if forward:
        return following, True
    return None, False


def _receives(flat: str, run: Sequence[Mention[Quantity]], last: int, award: int) -> bool:
    """Tell whether a run receives the award after it: "… được tặng …", "trao tặng 9 tập thể Bằng khen"."""
    gap = flat[last:award]
    if _PARTS.search(gap):
        return False
    if _TOWARDS.search(gap) or _IS_GIVEN.match(gap):
        return True
    if not gap.strip() and len(run) == 1 and _AFTER_COMMA.search(flat, max(0, run[0].start - 12), run[0].start):
        return True
    direct = not gap.strip(' “"') or _DIRECT.match(gap) is not None
    return direct and _GIVES.search(flat, max(0, run[0].start - 30), run[0].start) is not None


def _close(gap: str) -> bool:
    """Tell whether "cho" stands right before the number, so that it is given what was named before it."""
    return _RIGHT_BEFORE.search(gap) is not None
