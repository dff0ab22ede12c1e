"""Where: the province whose people hold the event, the district or commune, the hall, and who holds it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from extract.article import ParagraphKind
from nlp.layers import Layers
from reference.folding import UPPER, aligned_pattern
from reference.provinces import find

_VENUE = re.compile(
    r"(?:\btại|\bTại|\btừ|\bở)\s+((?:Trung tâm|Hội trường|hội trường|Nhà văn hóa|Nhà hát|"
    r"Nhà thi đấu|Nhà Thiếu nhi|Nhà thiếu nhi|Nhà truyền thống|Nhà Văn hoá|Nhà khách|Nhà Văn hóa|"
    r"Cung|Quảng trường|trụ sở|Trụ sở|Khách sạn|khách sạn|"
    r"Bảo tàng|Sân vận động|Tượng đài|Khu di tích|Học viện|Phủ Chủ tịch|Văn phòng|điểm cầu|"
    r"Hội quán|Thư viện|Công viên|Đền|Di tích)[^,.;()\n]{0,200}?)"
    r"(?=\s+(?:và kết nối|kết nối|do|đã|với|nhằm|nhân|trong|sáng|chiều|tối|ngày|tổ chức|diễn ra|"
    r"trang trọng)\b|,|\.|;|\(|\)|$)"
)
_HOST = re.compile(
    r"(?:^|,\s+|\bdo\s+)(?P<host>(?:Ban|UBND|Uỷ ban|Ủy ban|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Huyện ủy|"
    r"Đảng ủy|Hội(?! nghị| thảo| thi)|Sở|Công an|Liên đoàn|LĐLĐ|Bộ|Cụm|Khối|Trường|Tỉnh đoàn|Đoàn|Mặt trận|MTTQ|HĐND|"
    r"Văn phòng|Công ty|Hội đồng|Phòng|Cục)"
    r"[^,.;]{0,110}?)(?:\s*\([^)]*\))?\s+(?:đã\s+|vừa\s+|long trọng\s+|"
    r"trọng thể\s+)*(?:phối hợp[^.;]{0,80}?\s+)?tổ chức\b"
)
_PLACE = re.compile(
    rf"\b((?:huyện|Huyện|thị xã|quận|thành phố|xã|phường|thị trấn)\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})"
)
_HOLDS = re.compile(aligned_pattern(r"\b(?:tổ chức|diễn ra|khai mạc)\b"))
_AT = re.compile(aligned_pattern(r"\btại\s+(?:[^,.;]{0,50}\s)?(?:tỉnh|thành phố|tp\.?)\s*$|\btại\s+$"))
_IN_PLACE = re.compile(r"(?:tại|ở|trên địa bàn|UBND|Huyện ủy|Công an)\s+(?:[^,.;]{0,40}\s)?$")
_IN_PROVINCE = re.compile(
    aligned_pattern(r"(?:tại|ubnd|ủy ban nhân dân|tỉnh ủy|ở)\s+(?:tỉnh\s+|thành phố\s+|tp\.?\s*)?$")
)
_PROVINCE_WORD = re.compile(aligned_pattern(r"(?:tỉnh|thành phố|tp\.?|thủ đô|ubnd|tỉnh ủy|công an|báo)\s*$"))


_OPENING_PARAGRAPHS = 5
_OPENING_REACH = 1200  # code points
_CENTRAL = frozenset({"chu-tich-nuoc", "chinh-phu", "thu-tuong", "quoc-hoi", "bo-nganh"})
_LOCAL = frozenset({"tinh-uy", "hdnd-tinh", "ubnd-tinh", "so-nganh-tinh", "huyen", "xa"})


def read_province(layers: Layers, outlet: str | None, day: dt.date | None) -> str | None:
    """Return the slug of the event's province on `day`; `outlet`, the outlet's own, holds where the text names none."""
    if outlet is None and _held_by_centre(layers):
        return None
    held = _held_at(layers, day)
    if held is not None:
        return held
    title, opening = _counts(layers, ("title",), day), _counts(layers, ("lead", "paragraph"), day)
    if outlet and (outlet in title or outlet in opening):
        return outlet
    strong = title + opening
    if strong:
        best, times = strong.most_common(1)[0]
        if outlet is None or _held_there(layers, best, day) or times >= 3:
            return best
    return outlet or _most_told(layers, day)


def _held_by_centre(layers: Layers) -> bool:
    """Tell whether the headline and the opening name central bodies that act, and no body of a province or below."""
    told = [p for p in layers.article.paragraphs if p.kind in ("title", "lead", "paragraph")][:_OPENING_PARAGRAPHS]
    levels = {
        body.value.grantor
        for paragraph in told
        for body in layers.grantors.within(paragraph.start, min(paragraph.end, paragraph.start + _OPENING_REACH))
    }
    return bool(levels & _CENTRAL) and not levels & _LOCAL


def _held_at(layers: Layers, day: dt.date | None) -> str | None:
    """Return the province of "tại tỉnh X, … tổ chức …" in the opening sentences."""
    for sentence in layers.sentences[:6]:
        if sentence.kind in ("title", "caption") or not _HOLDS.search(layers.flat, sentence.start, sentence.end):
            continue
        for mention in layers.provinces.within(sentence.start, sentence.end):
            if _AT.search(layers.flat[sentence.start : mention.start]):
                return _slug(mention.value, day)
    return None


def _counts(layers: Layers, kinds: Sequence[ParagraphKind], day: dt.date | None) -> Counter[str]:
    """Count the provinces named in the first two paragraphs of some kinds, by slug."""
    told = [p for p in layers.article.paragraphs if p.kind in kinds][:2]
    counts: Counter[str] = Counter()
    for paragraph in told:
        for mention in layers.provinces.within(paragraph.start, paragraph.end):
            counts[_slug(mention.value, day)] += 1
    return counts


def _slug(slug: str, day: dt.date | None) -> str:
    unit = find(slug, day)
    return unit.slug if unit else slug


def _held_there(layers: Layers, slug: str, day: dt.date | None) -> bool:
    """Tell whether the opening says "tại tỉnh X" or "UBND tỉnh X", and not merely names X."""
    for mention in layers.provinces.items:
        if _slug(mention.value, day) == slug and mention.start < 1500:
            before = layers.flat[max(0, mention.start - 24) : mention.start]
            if _IN_PROVINCE.search(before):
                return True
    return False


def _most_told(layers: Layers, day: dt.date | None) -> str | None:
    counts = Counter(
        _slug(mention.value, day)
        for mention in layers.provinces.items
        if _PROVINCE_WORD.search(layers.flat[max(0, mention.start - 16) : mention.start])
    )
    if not counts:
        return None
    (best, times), *others = counts.most_common(2)
    return best if not others or times > others[0][1] else None


def _opening(layers: Layers) -> str:
    """Return the lead and the first paragraphs, three together."""
    told = [p for p in layers.article.paragraphs if p.kind in ("lead", "paragraph")][:3]
    return "\n".join(layers.text[p.start : p.end] for p in told)


def read_venue(layers: Layers) -> str | None:
    """Return the hall or square in which the event takes place, as given."""
    match = _VENUE.search(_opening(layers))
    return match[1].strip() if match else None


def read_host(layers: Layers) -> str | None:
    """Return who holds the event, as given."""
    for sentence in layers.sentences[:8]:
        match = _HOST.search(layers.text, sentence.start, sentence.end)
        if match:
            return match["host"].strip(" ,")
    return None


def read_place(layers: Layers) -> str | None:
    """Return the district or commune in which the event takes place, as given, where the opening names one."""
    opening = _opening(layers)
    for match in _PLACE.finditer(opening):
        if _IN_PLACE.search(opening[max(0, match.start() - 60) : match.start()]):
            return match[1]
    return None
