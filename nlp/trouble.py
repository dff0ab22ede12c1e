"""What keeps an article from being read: no text, another language, a garbled encoding, too much of it.

Any text gives a report; a warning says why little or nothing stands in it.
"""

from __future__ import annotations

import re
import unicodedata

from extract.article import Article
from reference.writing import find_garbling, has_letters, is_vietnamese, letters

LONGEST = 1_000_000
"""Code points that are read of an article, which bounds the time; the longest article seen has a tenth of it."""
_SAMPLE = 20_000
_FEWEST_LETTERS = 20
"""Below this number of letters nothing is said about the language."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NO_CHARACTER = re.compile("[\ud800-\udfff]")


def readable(article: Article) -> Article:
    """Return the article with what is no character at all (half of a surrogate pair) replaced, one for one."""
    if not _NO_CHARACTER.search(article.text + article.title):
        return article
    return article.model_copy(
        update={"text": _NO_CHARACTER.sub("\ufffd", article.text), "title": _NO_CHARACTER.sub("\ufffd", article.title)}
    )


def beginning(article: Article) -> Article:
    """Return as much of the article as is read: all of it, or its first sentences up to LONGEST."""
    text = article.text
    if len(text) <= LONGEST:
        return article
    places = (text.rfind(mark, LONGEST // 2, LONGEST) for mark in (". ", "\n", " "))
    end = next((place + 1 for place in places if place >= 0), LONGEST)
    paragraphs = tuple(
        paragraph.model_copy(update={"end": min(paragraph.end, end)})
        for paragraph in article.paragraphs
        if paragraph.start < end
    )
    return article.model_copy(update={"text": text[:end], "paragraphs": paragraphs})


def find_troubles(article: Article) -> list[str]:
    """Return a warning for each thing that keeps the article from being read, or from being read in full."""
    text = article.text
    sample = text[:_SAMPLE]
    found = []
    if len(text) > LONGEST:
        found.append(f"only the first {LONGEST:,} characters were read")
    if not sample.strip():
        found.append("there is no text")
    elif not has_letters(sample):
        found.append("there are no words in the text")
    elif not unicodedata.is_normalized("NFC", sample):
        found.append("the text is not in the canonical form NFC, so that its letters are not recognised")
    elif garbling := find_garbling(sample):
        found.append(garbling)
    elif not is_vietnamese(sample) and letters(sample) >= _FEWEST_LETTERS:
        found.append("the text is not Vietnamese")
    if "\ufffd" in sample:
        found.append("characters of the text are lost")
    if _CONTROL.search(sample):
        found.append("control characters in the text")
    return found
