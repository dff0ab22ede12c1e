"""What sites put around their articles: labels of related boxes, share buttons, counters, image names.

The words are data, in `furniture.yaml`; the patterns are here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from reference.folding import fold

HEADLINE = 20
"""Characters from which a link on a line of its own is taken for another article's headline."""
IMAGE_NAME = re.compile(r"[^/\\<>|]{1,120}\.(?:jpe?g|png|gif|webp|bmp|heic|jfif|tiff?)", re.IGNORECASE)
IMAGE_ALT = re.compile(r"(?P<title>.{10,300}?)\s*-\s*Ảnh\s+\d{1,3}\.?")
"""What VCCorp's pages leave of a photograph when they are copied: the headline, "- Ảnh 1."."""
IMAGE_WORDS = frozenset({"anh tin bai", "anh minh hoa bai viet"})

_COUNTER = re.compile(
    r"(?:số\s+)?(?:lượt|lần|đã|người)\s*(?:xem|đọc|nghe|truy cập)\s*:?\s*[\d.,]*(?:\s*lượt)?"
    r"|[\d.,]+\s*(?:lượt xem|lượt đọc|lượt|bình luận|views?)"
    r"|\(?\d+/\d+\)?\s*(?:sao|điểm)?|(?:đang online|đang truy cập|hôm nay|trong tuần|trong tháng|tất cả|tổng truy cập)"
    r"\s*:\s*[\d.,]+",
    re.IGNORECASE,
)
_WEATHER = re.compile(r"(?:[^\W\d_]+\s){0,5}-?\d{1,2}\s?°\s?C?(?:\s*[-–/]\s*-?\d{1,2}\s?°\s?C?)?", re.IGNORECASE)
_AUDIO = re.compile(r"\d{1,2}:\d{2}\s*(?:/\s*-?\d{1,2}:\d{2})?|(?:\d(?:\.\d+)?x\s*)+")
_PAGER = re.compile(r"(?:[«‹<]+\s*)?\d{1,3}(?:\s+\d{1,3})+(?:\s*(?:\.{2,}|…))?(?:\s*[»›>]+)?")
_CRUMBS = re.compile(
    r"(?:trang chủ|trang nhất|home)\s*[>»›/|].{0,150}|[^>»›.]{2,40}(?:\s[>»›]\s[^>»›.]{2,60})+", re.IGNORECASE
)
_FOLLOW = re.compile(
    r"(?:cỡ chữ|kích thước chữ|chia sẻ|đánh giá)\s*:?"
    r"(?:\s*(?:a[-+]?|facebook|twitter|zalo|email|in|[-+]|\d(?:[.,]\d)?/5)){0,6}"
    r"|(?:quay về .{0,40})?theo dõi .{2,60} trên(?: google news| facebook| zalo| youtube)?"
    r"|đăng ký nhận (?:(?:bản )?tin .{0,120}|.{0,60})"
    r"|(?:©|bản quyền thuộc|copyright\b).{0,120}"
    r"|(?:chú ý\s*:\s*)?việc đăng lại bài viết .{0,160}"
    r"|mọi (?:ý kiến|thông tin|bài vở) .{0,60}(?:toasoan|banbientap|bbt|tòa soạn|ban biên tập)\S{0,40}"
    r"|(?:từ khóa|tags?)\s*:.{0,200}|(?:mã|id) (?:bài viết|tin)\s*:\s*\d+|tải ứng dụng .{0,60}",
    re.IGNORECASE,
)
_INVITATION = re.compile(r"[*\s]*mời .{0,60}\b(?:xem|theo dõi)\b.{0,80}", re.IGNORECASE)
_ENCRYPTED = re.compile(r"(?:[a-z0-9+/=_-]{60,}+\s?)+[a-z0-9+/=_-]*", re.IGNORECASE | re.ASCII)
"""Text that a script of the page has still to decode (Báo Phú Thọ, Thanh Hóa)."""
_BARS = re.compile(r"\s*[|•·]\s*")
_NUMBER = re.compile(r"^\d+ | \d+$")
_TEMPLATE = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|<%.{0,200}?%>")
_FONT_SIZE = re.compile(r"(?:\s*A\s?[-+]){1,3}$")
_LINES = (_COUNTER, _WEATHER, _AUDIO, _PAGER, _CRUMBS, _FOLLOW, _INVITATION)


@cache
def words(list_name: str) -> frozenset[str]:
    """Return one list of `furniture.yaml`: `ends`, `pointers`, `words`, `sections` or `menus`, folded."""
    return frozenset(fold(str(entry)) for entry in _lists()[list_name])


@cache
def _lists() -> dict[str, list[object]]:
    lists: dict[str, list[object]] = yaml.safe_load(
        Path(__file__).with_name("furniture.yaml").read_text(encoding="utf-8")
    )
    return lists


@lru_cache(maxsize=4096)
def label(line: str) -> str:
    """Return a line as labels are compared: folded; "" where it is too long for one."""
    return fold(line) if len(line) <= 60 else ""


def ends_article(line: str) -> bool:
    """Tell whether a line is a heading behind which nothing belongs to the article any more."""
    return _NUMBER.sub("", label(line)) in words("ends")


def is_pointer(line: str) -> bool:
    """Tell whether a line is a label with links to other articles behind it."""
    return label(line) in words("pointers")


def is_section_name(line: str) -> bool:
    """Tell whether a line is the name of a newspaper's section and nothing else."""
    return label(line) in words("sections")


def is_furniture(line: str) -> bool:
    """Tell whether a line is a button, counter, breadcrumb, weather report or other furniture of a site."""
    if len(line) > 220:
        return _ENCRYPTED.fullmatch(line) is not None
    if not any(char.isalnum() for char in line):
        return True
    line = _FONT_SIZE.sub("", line)
    if not line:
        return True
    if _is_row_of_words(label(line)) or any(pattern.fullmatch(line) for pattern in (*_LINES, _ENCRYPTED)):
        return True
    parts = _BARS.split(line)
    return len(parts) > 1 and all(not part.strip() or is_furniture(part.strip()) for part in parts)


@lru_cache(maxsize=4096)
def _is_row_of_words(folded: str) -> bool:
    """Tell whether a folded line is one of the words of furniture, or some in a row: "in bai viet gui email"."""
    known = words("words")
    if folded in known:
        return True
    parts = folded.split(" ")
    heads = (" ".join(parts[:count]) for count in range(1, len(parts)))
    return any(head in known and _is_row_of_words(folded[len(head) + 1 :]) for head in heads)


def without_template(line: str) -> str:
    """Return a line without the remains of templates (`{{item.title}}`); "" where little else is in it."""
    if "{{" not in line and "{%" not in line and "<%" not in line:
        return line
    rest = " ".join(_TEMPLATE.sub(" ", line).split())
    return rest if len(rest.split()) > 3 else ""
