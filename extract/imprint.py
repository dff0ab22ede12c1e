"""What a site says of itself at the foot of its pages and in the place of articles: imprint, log-in, error, cookies.

Where a page's article is in none of the forms that are known, or is drawn by scripts, this is the only text on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.blocks import Block

_IMPRINT = re.compile(
    r"cơ quan (?:chủ quản|ngôn luận|quản lý\s*:)|tổng biên tập|\d/gp-?[a-zđ]{2}"
    r"|giấy phép (?:số|xuất bản|hoạt động|thiết lập|báo chí)"
    r"|t(?:òa|oà) soạn|trụ sở"
    r"|(?:địa chỉ|điện thoại|đt|tel|fax|hotline|e-?mail|website)\s*:|đường dây nóng|bản quyền|copyright|©"
    r"|ghi rõ nguồn|liên hệ quảng cáo|chịu trách nhiệm (?:về )?(?:nội dung|chính)|(?:thiết kế|phát triển|vận hành) bởi"
    r"|đăng nhập|mật khẩu|tài khoản của bạn|cookie|javascript|trình duyệt|đang (?:được )?bảo trì"
    r"|không tìm thấy (?:trang|nội dung|bài)|trang bạn (?:tìm|truy cập|yêu cầu)|all rights reserved|cài đặt ứng dụng",
    re.IGNORECASE,
)


def is_imprint(blocks: Iterable[Block]) -> bool:
    """Tell whether a text is mostly what sites say of themselves: half of its letters in sentences that do."""
    lengths = [(len(part), _IMPRINT.search(part) is not None) for block in blocks for part in _sentences(block.text)]
    return sum(length for length, of_site in lengths if of_site) * 2 > sum(length for length, _ in lengths) > 0


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?;])\s+", text)
