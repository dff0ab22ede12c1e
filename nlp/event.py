"""The event: what kind of occasion an article reports, and whether it is about emulation and commendation at all."""

from __future__ import annotations

import re

from nlp.drafts import Draft
from nlp.layers import Layers
from nlp.report import Kind
from reference.folding import aligned_pattern

_OCCASIONS: tuple[tuple[Kind, str], ...] = (
    (
        "congress",
        r"đại hội thi đua|hội nghị (?:biểu dương |tuyên dương |gặp mặt )?(?:các )?điển hình tiên tiến|"
        r"đại hội (?:các )?điển hình|gặp mặt (?:các )?điển hình tiên tiến",
    ),
    (
        "council",
        r"hội đồng thi đua[^.;]{0,40}?(?:họp|phiên|bỏ phiếu|xét)|(?:họp|"
        r"phiên họp) (?:của )?hội đồng (?:thi đua|xét|sáng kiến)|(?:họp|hội nghị) (?:bình )?xét|"
        r"bình xét|xét (?:chọn|duyệt) (?:khen|danh)",
    ),
    ("summary", r"tổng kết|sơ kết"),
    (
        "launch",
        r"phát động (?:đợt |cao điểm )?(?:phong trào )?thi đua|lễ phát động|phát động phong trào|"
        r"ký kết giao ước|ký giao ước|lễ ký",
    ),
    (
        "conferment",
        r"trao (?:tặng )?|tặng (?:thưởng )?|truy tặng|phong tặng|đón nhận|đón (?:bằng|huân|cờ)|"
        r"công bố quyết định|tuyên dương|biểu dương|vinh danh|tôn vinh|lễ trao|"
        r"(?<!thi đua, )(?<!thi đua - )(?<!thi đua )(?<!công tác )khen thưởng|"
        r"nhận (?:bằng khen|giấy khen|huân chương|cờ|danh hiệu|huy hiệu|kỷ niệm chương)|gặp mặt",
    ),
    (
        "plan",
        r"ban hành (?:kế hoạch|hướng dẫn|chỉ thị|quy chế|quy định)|kế hoạch (?:phát động|tổ chức|"
        r"thi đua)|hướng dẫn (?:công tác|xét)",
    ),
)
_PATTERNS = tuple((kind, re.compile(aligned_pattern(pattern))) for kind, pattern in _OCCASIONS)
_SUMMED_UP = re.compile(aligned_pattern(r"hội nghị (?:tổng kết|sơ kết)|đại hội thi đua|lễ tổng kết"))
_COUNCIL = re.compile(
    aligned_pattern(
        r"hội đồng (?:thi đua|tđkt)[^.;]{0,60}?\b(?:họp|phiên họp|bỏ phiếu)\b|\bphiên họp\b[^.;]{0,30}hội đồng thi đua"
    )
)
_CONGRESS = re.compile(
    aligned_pattern(
        r"(?<!mừng )(?<!tới )(?<!tiến tới )\bđại hội thi đua(?: yêu nước)?\b"
        r"[^.;]{0,120}\b(?:diễn ra|khai mạc|được tổ chức|do)\b|"
        r"\b(?:tổ chức|khai mạc|diễn ra|dự|tại)\s+(?:thành công\s+)?đại hội (?:đại biểu\s+)?(?:thi đua|điển hình)"
    )
)
_OTHER = re.compile(
    aligned_pattern(
        r"\b(?:khai giảng|khai trường|kỷ niệm \d+ năm|khánh thành|triển lãm|lễ hội|liên hoan|hội thi|đại hội đại biểu|"
        r"đại hội (?:đoàn|công đoàn|hội)|ra mắt|họp báo|khởi công|thăm|chúc tết)\b"
    )
)
"""Occasions of other kinds, at which awards may be given too."""
_ISSUED = re.compile(
    aligned_pattern(r"\b(?:vừa )?ban hành (?:kế hoạch|hướng dẫn|chỉ thị|công văn|quy chế|quyết định)|\bkế hoạch số\b")
)
_TOPIC = re.compile(
    aligned_pattern(
        r"thi đua|khen thưởng|bằng khen|giấy khen|huân chương|kỷ niệm chương|huy hiệu|tuyên dương|"
        r"điển hình tiên tiến|anh hùng lao động"
        r"|xét tặng|anh hùng lực lượng|mẹ việt nam anh hùng|danh hiệu (?:vinh dự|cao quý)|phong tặng|truy tặng|"
        r"chiến sĩ thi đua|gương người tốt"
    )
)
_HOLDS = re.compile(
    aligned_pattern(
        r"\b(?:tổ chức|diễn ra|khai mạc)\b[^.;]{0,60}\b(?:hội nghị|lễ|buổi|đại hội|chương trình|phiên họp|gặp mặt)\b|"
        r"\b(?:hội nghị|lễ|đại hội)\b[^.;]{0,80}\b(?:diễn ra|được tổ chức)\b"
    )
)
_WITHDRAWN = re.compile(
    aligned_pattern(
        r"\b(?:thu hồi|hủy bỏ|hủy|tước|rút)\b[^.;]{0,40}\b(?:bằng khen|giấy khen|danh hiệu|huân chương|khen thưởng)"
    )
)
_HELD = re.compile(
    aligned_pattern(
        r"\btổ chức\b|\bdiễn ra\b|\bkhai mạc\b|\bhội nghị\b|\blễ\b|\bđại hội\b|\bbuổi\b|\bphiên họp\b|\bhọp\b"
    )
)


def read_kind(layers: Layers, drafts: list[Draft], *, dated: bool) -> Kind:
    """Tell the kind of the occasion from the headline, then from the lead and the opening; `dated`: a day was found."""
    title, opening = _title(layers), _opening(layers)
    if _ISSUED.search(opening) and not dated:
        return "launch" if "phát động" in title else "plan"
    if _COUNCIL.search(title + " " + opening[:300]):
        return "council"
    if _CONGRESS.search(title + " " + opening):
        return "congress"
    statuses = {draft.status for draft in drafts}
    told = _first_named(title)
    told_of_old = statuses - {None} == {"cumulative"} or (told is None and "conferred" not in statuses)
    if not dated and not _HELD.search(title) and not _HOLDS.search(opening) and told_of_old:
        return "feature" if drafts else "other"
    if told and not (told == "conferment" and _summed_up(opening)):
        return told
    if told is None and _OTHER.search(title):
        return "other"
    for kind, pattern in _PATTERNS:
        if pattern.search(opening):
            return kind
    if drafts:
        return "conferment" if dated or statuses - {None, "cumulative"} else "feature"
    return "other"


def _first_named(title: str) -> Kind | None:
    """Return the occasion that the headline names first."""
    places = [(match.start(), kind) for kind, pattern in _PATTERNS if (match := pattern.search(title))]
    return min(places, key=lambda place: place[0])[1] if places else None


def _summed_up(opening: str) -> bool:
    return _SUMMED_UP.search(opening) is not None


def is_relevant(layers: Layers, drafts: list[Draft]) -> bool:
    """Tell whether the article reports an emulation or commendation event, or awards.

    Old awards of people who are named in passing do not make it relevant; a headline or lead about them does.
    """
    if _WITHDRAWN.search(_title(layers)):
        return False
    if any(_counts(draft) and not _in_passing(draft) for draft in drafts):
        return True
    return bool(_TOPIC.search(_title(layers))) or len(_TOPIC.findall(_opening(layers))) > 1


def _counts(draft: Draft) -> bool:
    """Tell whether a row makes an article relevant; titles of no known kind are won in sport too."""
    if draft.award != "khac":
        return True
    known = draft.grantor is not None or (draft.name or "").lower().startswith("giải thưởng")
    return known and draft.status == "conferred" and (draft.count or 0) > 1


def _in_passing(draft: Draft) -> bool:
    return draft.status == "cumulative" and draft.recipient == "individual" and (draft.count or 1) <= 2


def _title(layers: Layers) -> str:
    return " ".join(layers.flat[p.start : p.end] for p in layers.article.paragraphs if p.kind == "title")


def _opening(layers: Layers) -> str:
    """Return the lead and the first paragraph, at most 900 characters."""
    told = [p for p in layers.article.paragraphs if p.kind in ("lead", "paragraph")][:2]
    return " ".join(layers.flat[p.start : p.end] for p in told)[:900]
