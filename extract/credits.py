"""Lines that name who wrote, photographed or first published an article, and the credits at the end of captions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"^[\s(*\[]*(?P<label>(?:tin|bài|ảnh|bài viết|video|clip|đồ họa|thực hiện|biên tập"
    r"|tác giả(?: bài viết)?|người viết|phóng viên)"
    r"(?:\s*(?:,|và|-|–|/|&|\+)\s*(?:tin|bài|ảnh|bài viết|video|clip|đồ họa|thực hiện|biên tập))*)"
    r"\s*[:：]\s*(?P<names>.{1,80}?)[)\]\s]*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^[\s(*\[]*(?:nguồn\s*(?:tin|bài)?\s*[:：\s]|theo\s*[:：]?\s)\s*(?P<source>\S.{0,90}?)[)\]\s]*$", re.IGNORECASE
)
_PHOTO_END = re.compile(
    r"(?:^|[\s.,;:!?…”\")\-–—|/])\s*(?:[(\[]\s*[Ảả]nh|(?:Nguồn ảnh|NGUỒN ẢNH|Ảnh|ẢNH|Photo|PHOTO|Video|Clip|Đồ họa))"
    r"(?:\s*(?:,|/|và)\s*(?:ảnh|clip|video))?(?:\s+(?:tư liệu|minh họa))?"
    r"\s*[:：]\s*(?P<names>[^:.;!?]{1,60}(?:\.[^.:;!? ]{1,20})*+)\s*[)\]]?[.\s]*$"
)
_SOURCE_END = re.compile(r"\s*[(\[]\s*(?:nguồn|theo)\s*[:：]?\s(?P<names>[^()]{1,50})[)\]][.\s]*$", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*['’.]?")
_JOINS = re.compile(r"\s*(?:,|&|\s[-–—]\s|/|\svà\s|\s\+\s)\s*")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_NEVER_NAMES = re.compile(
    r"\b(?:UBND|HĐND|UBMTTQ|MTTQ|LĐLĐ)\b|^(?:Hội|Ban|Sở|Tỉnh|Huyện|Thành phố|Công ty|Đảng|Ủy ban|Lễ|Kính|Trân trọng"
    r"|Xin|Chúc|Việt Nam|Cờ|Bằng khen|Huân chương|Huy chương|Huy hiệu|Giấy khen|Danh hiệu|Danh sách|Giải|Chủ tịch"
    r"|Phó|Bí thư|Thủ tướng|Đồng chí|Trường (?:Tiểu|Trung|Đại|Cao|Mầm|Chính|TH))\b",
    re.IGNORECASE,
)
_AGENCIES = frozenset({"PV", "CTV", "BBT", "BTV", "TTXVN", "VOV", "VTV", "VGP", "QĐND", "CAND"})
_PICTURES = frozenset({"ảnh", "video", "clip", "đồ họa"})
_PHOTO_LINE = re.compile(r"^[(\[]?\s*(?:Ảnh|ẢNH|Video|VIDEO|Clip)\s*[-–]?\s+(?P<names>[^)\]]{2,60})[)\]]?\.?$")
_CLOSINGS = frozenset({"Hết", "HẾT", "Top", "TOP"})


@dataclass(frozen=True, slots=True)
class Credit:
    """What one line credits: the writer, the source it was taken from, of a line on pictures alone who took them."""

    byline: str | None = None
    source: str | None = None
    photo: str | None = None


def labelled_credit(line: str) -> Credit | None:
    """Return what a line that opens with "Tin, ảnh:", "Tác giả:", "Nguồn tin:", "Theo …" credits, or None."""
    if len(line) > 120:
        return None
    if found := _LABEL.match(line):
        names = found["names"].strip(" .")
        label = found["label"].lower()
        if len(names.split()) > 12 or names.endswith((":", ",")):
            return None
        if label in {"video", "clip", "đồ họa"} and byline_of(names) is None:
            return None
        return Credit(photo=names) if label in _PICTURES else Credit(byline=names)
    if (found := _PHOTO_LINE.match(line)) and byline_of(found["names"]):
        return Credit(photo=found["names"].strip())
    if found := _SOURCE.match(line):
        source = found["source"].strip()
        is_name = source[0].isupper() or "://" in source or _DOMAIN.match(source)
        if is_name and len(source.split()) <= 8 and not line.rstrip().endswith((".", ";", ",", ":")):
            return Credit(source=source)
    return None


def byline_of(line: str) -> Credit | None:
    """Return the credit of a line that is nothing but names ("Nguyệt Hà", "P.Y", "Hoài Thu - Minh Châu"), or None."""
    text = line.strip().strip("()[]*").strip()
    if not text or len(text) > 70 or (text[-1] in ".:;!?" and not re.search(r"\b[A-ZĐ]\.$", text)):
        return None
    names = [name for name in _JOINS.split(text) if name]
    people = [name for name in names if not _DOMAIN.fullmatch(name)]
    domains = [name for name in names if _DOMAIN.fullmatch(name)]
    if not 0 < len(people) <= 4 or len(domains) > 1 or not all(_is_name(name) for name in people):
        return None
    return Credit(byline=text if not domains else " - ".join(people), source=domains[0] if domains else None)


def split_photo_credit(caption: str) -> tuple[str, str | None]:
    """Return a caption without the credit at its end ("Ảnh: Minh Châu", "(Nguồn: TTXVN)"), and whom that names."""
    names = None
    for pattern in (_PHOTO_END, _SOURCE_END):
        if found := pattern.search(caption):
            kept = caption[: found.start()] + caption[found.start()].strip("-–—|/ ([,;:")
            caption = kept.rstrip(" -–—|/([,;:") if found.start() else ""
            names = found["names"].strip(" .)]") or names
    return caption, names


def _is_name(name: str) -> bool:
    if _NEVER_NAMES.search(name):
        return False
    words = name.split()
    if not 0 < len(words) <= 5 or not all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    return len(words) > 1 or name in _AGENCIES or "." in name or (2 <= len(name) <= 12 and name not in _CLOSINGS)
