"""What a site says of itself at the foot of its pages and in the place of articles: imprint, log-in, error, cookies.

Where a page's article is in none of the forms that are known, or is drawn by scripts, this is the only text on it;
behind an article it tells that the article has ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.blocks import Block

_BARRED = (
    r"đăng nhập|mật khẩu|tài khoản của bạn|cookie|javascript|trình duyệt (?:của|web|này|không|hiện)"
    r"|đang (?:được )?bảo trì|không tìm thấy (?:trang|nội dung|bài)|trang bạn (?:tìm|truy cập|yêu cầu)"
)
"""Why an article is not shown; `trình duyệt` alone is also what is submitted for approval."""
_SAID = re.compile(
    r"cơ quan (?:chủ quản|ngôn luận|quản lý\s*:)|tổng biên tập|\d/gp-?[a-zđ]{2}"
    r"|giấy phép (?:số|xuất bản|hoạt động|thiết lập|báo chí)"
    r"|t(?:òa|oà) soạn|trụ sở"
    r"|(?:địa chỉ|điện thoại|đt|tel|fax|hotline|e-?mail|website)\s*:|đường dây nóng|bản quyền|copyright|©"
    r"|ghi rõ nguồn|liên hệ quảng cáo|chịu trách nhiệm (?:về )?(?:nội dung|chính)|(?:thiết kế|phát triển|vận hành) bởi"
    rf"|all rights reserved|cài đặt ứng dụng|{_BARRED}",
    re.IGNORECASE,
)
"""What any sentence says that a site has on itself."""
_OPENING = re.compile(
    r"(?:cơ quan chủ quản|cơ quan ngôn luận|cơ quan của .{3,200}(?:giấy phép|tổng biên tập)"
    r"|(?:số )?giấy phép(?:\s*:| (?:hoạt động|xuất bản|thiết lập|báo chí|báo|trang|số|cấp|ttđt))|gpxb|gpbc"
    r"|(?:phó )?tổng biên tập\s*:|q\.? ?tổng biên tập|(?:người )?chịu trách nhiệm (?:chính|nội dung|xuất bản|quản lý)"
    r"|trưởng ban biên tập\s*:|©|copyright\b|bản quyền (?:thuộc|©|của)|ghi rõ nguồn|phát triển bởi|thiết kế bởi"
    r"|tòa soạn\s*:|toà soạn\s*:|(?:báo|trang|cổng)\s.{3,80}giữ bản quyền)",
    re.IGNORECASE,
)
"""How the lines open that say who publishes a site, by which licence, who is its editor."""
_CONTACT = re.compile(r"(?:điện thoại|hotline|e-?mail|fax|địa chỉ)\s*:|số người đang truy cập", re.IGNORECASE)
_LONGEST = 400
_LONGEST_BARRIER = 300
"""Characters of a text that stands in the place of an article that is not shown."""
_GONE = re.compile(
    r"(?:trang|bài viết|tin bài|nội dung|đường dẫn|liên kết)\b[^.]{0,60}"
    r"(?:không (?:còn )?tồn tại|không tìm thấy|đã bị (?:xóa|xoá|gỡ))"
    r"|không tìm thấy (?:trang|bài viết|nội dung|đường dẫn)|page not found",
    re.IGNORECASE,
)
_FEW = 4
"""Lines of such a page; articles on pages that were taken down have more."""


def opens_imprint(line: str) -> bool:
    """Tell whether a line opens the imprint of a site."""
    return len(line) <= _LONGEST and _OPENING.match(line) is not None


def is_contact(line: str) -> bool:
    """Tell whether a line says where to reach a site or how many visit it; an article may say the like at its end."""
    return len(line) <= _LONGEST and _CONTACT.match(line) is not None


def is_imprint(blocks: Iterable[Block]) -> bool:
    """Tell whether a text is mostly what sites say of themselves: half of its letters in sentences that do."""
    return _is_mostly(_SAID, [block.text for block in blocks])


def is_barrier(blocks: Iterable[Block]) -> bool:
    """Tell whether a text only says why the article is not shown: log-in, browser, repairs, a page that is gone."""
    lines = [block.text for block in blocks]
    if len(lines) <= _FEW and any(map(_GONE.search, lines)):
        return True
    return sum(map(len, lines)) <= _LONGEST_BARRIER and _is_mostly(re.compile(_BARRED, re.IGNORECASE), lines)


def _is_mostly(pattern: re.Pattern[str], lines: Iterable[str]) -> bool:
    lengths = [(len(part), pattern.search(part) is not None) for line in lines for part in _sentences(line)]
    return sum(length for length, found in lengths if found) * 2 > sum(length for length, _ in lengths) > 0


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?;])\s+", text)
