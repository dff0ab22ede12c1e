"""Award classes: "hạng Nhất", "hạng Nhì", "hạng III", and several told at once, which are of none."""

from __future__ import annotations

import re

from nlp.mentions import Mention, Mentions
from reference.folding import aligned_pattern

AwardClass = int | None

_CLASS = re.compile(
    aligned_pattern(
        r"\b(?:hạng|hang)\s+(?P<first>nhất|nhì|ba|nhi|1|2|3|i{1,3})\b(?P<more>(?:(?:\s*\(\d+ lần\))?\s*(?:,|và|-|–|"
        r"hoặc)\s*(?:hạng\s+)?(?:nhất|nhì|ba|1|2|3|i{1,3})\b(?!\s*(?:cá|tập|đồng|người|đơn)))*)"
        r"|\bcác hạng\b"
    )
)
_ONE = re.compile(aligned_pattern(r"\b(?:nhất|nhì|nhi|ba|i{1,3}|[123](?! lần))\b"))
_CLASSES = {"nhất": 1, "nhì": 2, "nhi": 2, "ba": 3, "1": 1, "2": 2, "3": 3, "i": 1, "ii": 2, "iii": 3}


def classes_told(words: str) -> tuple[int, ...]:
    """Return the classes that `words` ("hạng Nhất, Nhì, Ba", in the form of `aligned`) tell, in order."""
    return tuple(_CLASSES[match.group()] for match in _ONE.finditer(words))


def find_classes(flat: str) -> Mentions[AwardClass]:
    """Find the classes (1 to 3) in `flat`, the text in the form of `aligned`; None where several are told at once."""
    return Mentions(tuple(Mention(match.start(), match.end(), _class(match)) for match in _CLASS.finditer(flat)))


def _class(match: re.Match[str]) -> AwardClass:
    return None if match["more"] or not match["first"] else _CLASSES[match["first"]]
