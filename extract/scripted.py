"""Bodies that a page's script writes: the element is empty, its HTML is the text of a variable."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from lxml import html

from extract.markup import UnparsableError, parse_html

_LARGEST = 2_000_000
_MOST_ASSIGNMENTS = 10
_STRING = re.compile(r"\"((?:[^\"\\]++|\\.)*+)\"|'((?:[^'\\]++|\\.)*+)'|`((?:[^`\\]++|\\.)*+)`", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL)
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "0": ""}
_MARKUP = re.compile(r"<(?:p|div|br|span|strong|figure|table|h\d)\b", re.IGNORECASE)


def scripted_body(root: html.HtmlElement, variable: str) -> html.HtmlElement | None:
    """Return the longest HTML text that a page's scripts give a variable, as an element; None where there is none."""
    longest = max((_markup_in(literal) for literal in _literals(root, variable)), key=len, default="")
    if not longest:
        return None
    try:
        return parse_html(f"<div>{longest}</div>").find("body/div")
    except UnparsableError:
        return None


def _literals(root: html.HtmlElement, variable: str) -> Iterator[str]:
    """Yield what stands between the quotes of the strings that scripts give a variable."""
    assigned = re.compile(rf"(?<![\w$.]){variable}\s*=\s*(?=[\"'`])")
    for script in root.iter("script"):
        text = (script.text or "")[:_LARGEST]
        for found in islice(assigned.finditer(text), _MOST_ASSIGNMENTS):
            if string := _STRING.match(text, found.end()):
                yield next(group for group in string.groups() if group is not None)


def _markup_in(literal: str) -> str:
    """Return the HTML that a script's string literal stands for, its entities resolved where it is written in them."""
    text = _unescaped(literal)
    if not _MARKUP.search(text):
        text = unescape(text)
    return text if _MARKUP.search(text) else ""


def _unescaped(literal: str) -> str:
    try:
        return str(json.loads(f'"{literal}"', strict=False))
    except ValueError:
        return _ESCAPE.sub(_character, literal)


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else "" if found[3] else _NAMED.get(found[4], found[4])
