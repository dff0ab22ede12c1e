"""What stands above a pasted article where a whole page was selected: the site's name, menus, the day of the visit."""

from __future__ import annotations

import re

from extract.endings import BODY_LINE
from extract.furniture import is_furniture, is_section_name, label, words
from extract.pasting import Line

_FEWEST = 3
"""Lines of menus from which a page is taken to be selected as a whole."""
_LONGEST_HEAD = 300
"""Lines above the text; mega menus have some two hundred."""
_SITE = re.compile(
    r"(?:cổng (?:thông tin|ttđt)|trang (?:thông tin|tin)(?: điện tử)?|trang chủ|cơ quan (?:của|ngôn luận)"
    r"|báo [^.,:;]{2,30}(?:điện tử|online)|(?:ủy ban nhân dân|ubnd) [^.,:;]{3,40}$|hotline|đường dây nóng"
    r"|liên hệ quảng cáo)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5


def below_menus(lines: list[Line]) -> list[Line]:
    """Return the lines from the headline, or the day above it, where menus stand above; all where there are none."""
    end = next((i for i, line in enumerate(lines) if len(line.text) >= BODY_LINE and not line.parted), len(lines))
    head = lines[: min(end, _LONGEST_HEAD)]
    menus = [index for index, line in enumerate(head) if is_menu(line)]
    if len(menus) < _FEWEST:
        return lines
    behind = menus[-1] + 1
    headline = next((i for i in range(behind, len(head)) if _may_be_headline(head[i].text)), None)
    if headline is None:
        return lines
    return [line for line in lines[behind:headline] if any(map(str.isdigit, line.text))] + lines[headline:]


def is_menu(line: Line) -> bool:
    """Tell whether a line is a site's name, the name of a section or an entry of a menu, or several in a row."""
    named = is_section_name(line.text) or label(line.text) in words("menus") or _SITE.match(line.text)
    return line.parted or bool(named and len(line.text) < BODY_LINE)


def _may_be_headline(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and not is_furniture(text)
