"""Where a pasted text stops being the article: labels of related boxes, doubled headlines, dated lists, the imprint."""

from __future__ import annotations

import re

from extract.credits import byline_of, is_signature, labelled_credit, split_photo_credit
from extract.dates import dateline
from extract.furniture import ends_article, is_furniture, is_pointer
from extract.imprint import opens_imprint
from extract.pasting import Line
from reference.folding import fold

BODY_LINE = 100
"""Characters from which a line counts as text of the body, where headlines and labels end."""
_SENTENCE_END = re.compile(r"[.!?…:;,][”\")]?$")
_POINTING = re.compile(
    r"(?:>>+|»|►|▶|\*?\s*(?:mời )?(?:xem|đọc) thêm\s*:|(?:tin|bài)(?: viết)? liên quan\s*:)\s*\S", re.IGNORECASE
)
_DATED = re.compile(
    r".{20,180}?[\s,-]*[(\[|]\s*\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?(?:[\s,|-]+\d{1,2}[:h]\d{2})?\s*[)\]]?"
    r"|[(\[]?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?[)\]]?\s*[-–|:]?\s+.{20,180}"
)
_OUTLET = re.compile(r"(?:báo|trang|cổng|đài|tạp chí|cơ quan)\b", re.IGNORECASE)
_LIST_WORD = re.compile(
    r"(?:\d+[.)]|[-–—•▪+*✓]|ông|bà|anh|chị|em|đồng chí|tập thể|cá nhân|hộ|trường|đơn vị)\s", re.IGNORECASE
)
_FEWEST_WORDS = 6
_LONGEST_HEADLINE = 180


def before_end(lines: list[Line]) -> list[Line]:
    """Return the lines before the first sign that the article has ended; such a sign before any text is a menu's."""
    kept: list[Line] = []
    started = False
    for index, line in enumerate(lines):
        text = line.text.strip(" :»>")
        if ends_article(text) or (is_pointer(text) and index + 1 == len(lines)):
            if started:
                break
            continue
        if started and (opens_imprint(line.text) or _is_doubled(lines, index)):
            break
        if started and _POINTING.match(line.text) and len(line.text) <= _LONGEST_HEADLINE + 40:
            continue
        started = started or len(line.text) >= BODY_LINE
        kept.append(line)
    return _without_list(kept)


def _is_doubled(lines: list[Line], index: int) -> bool:
    """Tell whether a headline stands twice in a row behind the text, as picture and link of another article."""
    text = lines[index].text
    if index + 1 == len(lines) or not _is_headline(text) or lines[index].after_image:
        return False
    return fold(text) == fold(lines[index + 1].text)


def _without_list(lines: list[Line]) -> list[Line]:
    """Return the lines without headlines of other articles behind the signature, and without dated headlines."""
    end = len(lines)
    while end and (_OUTLET.match(lines[end - 1].text) and lines[end - 1].text.isupper()):
        end -= 1
    dated = end
    while dated and _is_dated(lines, dated - 1, end):
        dated -= 1
    if end - dated >= 2 and any(len(line.text) >= BODY_LINE for line in lines[:dated]):
        end = dated
    for index in range(end - 1, 0, -1):
        line = lines[index]
        if is_signature(line.text) and _signs_off(lines, index) and _is_foreign(lines[index + 1 : end]):
            end = index + 1
    return lines[:end]


def _is_dated(lines: list[Line], index: int, end: int) -> bool:
    """Tell whether a line is a headline with its day, or a day below or above a headline."""
    text = lines[index].text
    if len(text) >= _LONGEST_HEADLINE + 20 or _LIST_WORD.match(text) or text.endswith((".", ";", ":")):
        return False
    if _DATED.fullmatch(text):
        return True
    if dateline(text):
        return index > 0 and (
            _is_headline(lines[index - 1].text) or (index + 1 < end and _is_headline(lines[index + 1].text))
        )
    return index + 1 < end and _is_headline(text) and dateline(lines[index + 1].text) is not None


def _signs_off(lines: list[Line], index: int) -> bool:
    """Tell whether a name stands behind a finished sentence or a caption, as a signature does, and not in a list."""
    before = lines[index - 1]
    if byline_of(before.text) and labelled_credit(lines[index].text) is None:
        return False
    text = sum(len(line.text) for line in lines[:index])
    ended = before.text.rstrip('”")').endswith((".", "!", "?", "…")) or before.after_image or is_signature(before.text)
    return ended and text >= 3 * BODY_LINE


def _is_foreign(lines: list[Line]) -> bool:
    """Tell whether lines are headlines, alone or each with a lead of its own; captions and lists are not."""
    lines = [line for line in lines if not is_furniture(line.text) and not dateline(line.text)]
    if not lines or not _is_headline(lines[0].text) or any(line.after_image for line in lines):
        return False
    headlines = sum(_is_headline(line.text) for line in lines)
    longest_run = run = 0
    for line in lines:
        run = 0 if _is_headline(line.text) else run + 1
        longest_run = max(longest_run, run)
    return headlines >= 2 and longest_run <= 1


def _is_headline(text: str) -> bool:
    if not 30 <= len(text) <= _LONGEST_HEADLINE or _SENTENCE_END.search(text) or _LIST_WORD.match(text):
        return False
    return len(text.split()) >= _FEWEST_WORDS and text[0].isupper() and split_photo_credit(text)[1] is None
