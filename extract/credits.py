"""Lines that name who wrote, photographed or first published an article, and the credits at the end of captions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reference.folding import UPPER
from reference.syllables import is_syllable

_LABEL = re.compile(
    r"^[\s(*\[]*(?P<label>(?:tin|bài|ảnh|bài viết|video|clip|đồ họa|thực hiện|biên tập|biên soạn|tổng hợp"
    r"|tác giả(?: bài viết)?|người viết|phóng viên|nhóm phóng viên|pv|ctv"
    r"|ghi chép|bút ký|phóng sự|sưu tầm|trình bày|thiết kế)"
    r"(?:\s*(?:,|và|-|–|/|&|\+)\s*(?:tin|bài|ảnh|bài viết|video|clip|đồ họa|thực hiện|biên tập|trình bày))*)"
    r"\s*[:：]\s*(?P<names>.{1,80}?)[)\]\s]*$",
    re.IGNORECASE,
)
_UNMARKED = re.compile(
    r"^(?:(?:tin|bài|ảnh)\s*(?:,|và|-|–|&|\+)\s*(?:tin|bài|ảnh)|(?:ghi chép|bút ký|ký sự|phóng sự(?: ảnh)?) của|pv|ctv"
    r"|phóng viên)\s+(?P<names>\S.{1,60})$",
    re.IGNORECASE,
)
"""Labels without a colon: "Bài và ảnh Hoài Thu", "Ghi chép của Lò Sơn"; names have to follow."""
_LONGEST_LINE = 120
_REMARK = re.compile(
    r"\s*[(\[](?:tổng hợp|t/h|th|thực hiện|ghi|lược ghi|biên tập|dịch|sưu tầm|còn nữa)[)\]]$"
    r"|\s+(?:thực hiện|tổng hợp|sưu tầm|lược ghi|biên soạn)$",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"(?:trường|phòng|công an|đoàn|hội|trung tâm|đài|huyện đoàn|tỉnh đoàn|thành đoàn|công đoàn) [^.:;]{2,50}$",
    re.IGNORECASE,
)
"""Who sends in texts and pictures: "Tin, ảnh Trường Tiểu học Nà Lơi"."""
_AGENCY = r"(?:TTXVN|VOV\d?|VTV\d*|VGP|Vietnam\+|VietnamPlus|Báo\s[^()|/]{2,40})"
_AGENCIES_JOINED = re.compile(rf"[(\[]?(?P<source>{_AGENCY}(?:\s?[/-]\s?{_AGENCY})+)[)\]]?")
_BAR = re.compile(rf"\s*\|\s*(?P<source>{_AGENCY})$")
_FROM = re.compile(
    rf"\s*[(\[]?\b(?<!^Kèm )[Tt]heo\s*:?\s(?P<source>(?:[{UPPER}]|(?:[a-z0-9-]+\.)+[a-z]{{2}})[^()]{{1,40}}?)[)\]]?$"
)
_FULL_STOP = re.compile(r"\s*\.?/\.?$")
"""How official texts end: "./.", "/."."""
_OUTLET = re.compile(
    r"\s*[(\[](?:[Tt]heo )?(?P<source>TTXVN|VOV|VTV|VGP|(?:Báo|Tạp chí|Đài|Cổng|Thông tấn xã)\s[^()]{2,40}"
    r"|(?:[a-z0-9-]+\.)+[a-z]{2,})[)\]]\.?$"
)
"""The outlet that a writer works for, behind his name."""
_AND_PHOTOS = re.compile(r"\s*[;,.|/–-]?\s*(?:và\s+)?[Ảả]nh\s*:\s*(?P<photo>\S.*)$", re.IGNORECASE)
"""Photographers behind the writer in one line: "Bài: Thu Trang; Ảnh: Quốc Bảo"."""
_GROUP = re.compile(r"nhóm (?:pv|p\.v|phóng viên|tác giả)(?:\s.{0,40})?|ban biên tập|bbt", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?<=[.!?…”\")])\s+(?P<signature>[^\W\d_a-z][^.!?:;,“”\"]{2,45}|[^\W\d_]\.\s?[^\W\d_]{1,10})$")
_SOURCE = re.compile(
    r"^[\s(*\[]*(?:nguồn\s*(?:tin|bài)?\s*[:：\s]|theo\s*[:：]?\s)\s*(?P<source>\S.{0,90}?)[)\]\s]*$", re.IGNORECASE
)
_PHOTO_END = re.compile(
    r"(?:^|[\s.,;:!?…”\")\-–—|/])\s*(?:[(\[]\s*[Ảả]nh|(?<=[-–—|.!?…”)]\s)ảnh(?=\s*:)"
    r"|(?:Nguồn ảnh|NGUỒN ẢNH|Ảnh|ẢNH|Photo|PHOTO|Video|Clip|Đồ họa))"
    r"(?:\s*(?:,|/|và)\s*(?:ảnh|clip|video))?(?:\s+(?:tư liệu|minh họa))?"
    r"\s*[:：]\s*(?P<names>[^:.;!?]{1,60}(?:\.[^.:;!? ]{1,20})*+)\s*[)\]]?[.\s]*$"
)
_SOURCE_END = re.compile(r"\s*[(\[]\s*(?:nguồn|theo)\s*[:：]?\s(?P<names>[^()]{1,50})[)\]][.\s]*$", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*['’.]?")
_JOINS = re.compile(r"\s*(?:,|&|\s[-–—]\s|/|\svà\s|\s\+\s)\s*")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_NEVER_NAMES = re.compile(
    r"\b(?:UBND|HĐND|UBMTTQ|MTTQ|LĐLĐ)\b|^(?:Ảnh|Theo)\b|^(?:Hội|Ban|Sở|Tỉnh|Huyện|Xã|Phường|Thị xã|Thị trấn"
    r"|Thành phố|Công ty|Đảng|Ủy ban|Lễ|Kính|Trân trọng"
    r"|Xin|Chúc|Việt Nam|Cờ|Bằng khen|Huân chương|Huy chương|Huy hiệu|Giấy khen|Danh hiệu|Danh sách|Giải|Chủ tịch"
    r"|Phó|Bí thư|Thủ tướng|Đồng chí|Trường (?:Tiểu|Trung|Đại|Cao|Mầm|Chính|TH))\b",
    re.IGNORECASE,
)
_WITH_OFFICE = re.compile(
    r"^[\s(*\[]*(?P<name>[^(),–—-]{4,40}?)\s*[-–—,(]\s*(?:Sở|Phòng|Ban|Bộ|Cục|Chi cục|Trung tâm|Trường|UBND|HĐND|MTTQ"
    r"|LĐLĐ|Công đoàn|Hội|Huyện đoàn|Tỉnh đoàn|Văn phòng|VP|Đài|Công an|Chuyên viên|CV|Phó|Trưởng|Chánh|Giám đốc"
    r"|Hiệu trưởng|Cán bộ|Công chức|Giáo viên)\b[^().;:]{0,80}[)\]\s]*$"
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
    if len(line) > _LONGEST_LINE:
        return None
    if found := _LABEL.match(line):
        names = found["names"].strip(" .")
        if (within := labelled_credit(names)) is not None and within.byline:
            return within
        names += ")" if names.count("(") > names.count(")") else ""
        label = found["label"].lower()
        if len(names.split()) > 12 or names.endswith((":", ",", "?", "!")):
            return None
        if label in {"video", "clip", "đồ họa", "phóng viên"} and byline_of(names) is None:
            return None
        if label in _PICTURES:
            return Credit(photo=names)
        photo = _AND_PHOTOS.search(names)
        names = _FULL_STOP.sub("", names[: photo.start()] if photo else names)
        written = byline_of(names) or byline_with_office(names) or Credit(byline=names)
        return Credit(written.byline, written.source, photo["photo"] if photo else None)
    if (found := _UNMARKED.match(line.strip("()[]* "))) and (
        byline_of(found["names"]) or _SENDER.match(found["names"])
    ):
        return Credit(byline=found["names"].strip())
    if _GROUP.fullmatch(line.strip("()[]*. ")):
        return Credit(byline=line.strip("()[]*. "))
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
    if len(line) > _LONGEST_LINE:
        return None
    if joined := _AGENCIES_JOINED.fullmatch(line.strip()):
        return Credit(source=joined["source"])
    if (bar := _BAR.search(line)) and (writer := byline_of(line[: bar.start()])):
        return Credit(byline=writer.byline, source=bar["source"])
    text = _REMARK.sub("", _FULL_STOP.sub("", line.strip())).strip("()[]*").strip()
    if (told := _OUTLET.search(line)) and (writer := byline_of(line[: told.start()])) and writer.source is None:
        return Credit(byline=writer.byline, source=told["source"].strip())
    if (told := _FROM.search(text)) and told.start() and (writer := byline_of(text[: told.start()].rstrip(" -–—,/"))):
        return Credit(byline=writer.byline, source=told["source"].strip())
    if not text or len(text) > 70 or (text[-1] in ".:;!?" and not re.search(r"\b[A-ZĐ]\.$", text)):
        return None
    names = [name for name in _JOINS.split(text) if name]
    people = [name for name in names if not _DOMAIN.fullmatch(name)]
    domains = [name for name in names if _DOMAIN.fullmatch(name)]
    if (
        not 0 < len(people) <= 4
        or len(domains) > 1
        or not all(_is_name(name) or (place and _GROUP.fullmatch(name)) for place, name in enumerate(people))
    ):
        return None
    return Credit(byline=text if not domains else " - ".join(people), source=domains[0] if domains else None)


def is_signature(line: str) -> bool:
    """Tell whether a line names the writer or the source of an article."""
    credit = labelled_credit(line) or byline_of(line)
    return credit is not None and (credit.byline or credit.source) is not None


def signed(paragraph: str) -> tuple[str, Credit] | None:
    """Return a paragraph without the writer's name behind its last full stop, and the credit; None where none stands.

    The name is of two to four Vietnamese syllables ("… điều tra làm rõ. Nguyễn Hùng") or of initials ("V. Minh").
    """
    found = _SIGNATURE.search(paragraph)
    if found is None:
        return None
    credit = labelled_credit(found["signature"])
    if credit is not None:
        return (paragraph[: found.start()].rstrip(), credit) if credit.byline or credit.source else None
    credit = byline_of(found["signature"])
    if credit is None or credit.byline is None:
        return None
    words = credit.byline.replace(".", ". ").split()
    if not 2 <= len(words) <= 4 or not all(is_syllable(word) or word.endswith(".") for word in words):
        return None
    return paragraph[: found.start()].rstrip(), credit


def byline_with_office(line: str) -> Credit | None:
    """Return the credit of a name with an office behind it ("Kim Thoa - Sở Nội vụ"), as portals sign; or None."""
    found = _WITH_OFFICE.match(line)
    name = found["name"].strip() if found else ""
    return Credit(byline=name) if len(name.split()) > 1 and _is_name(name) else None


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
